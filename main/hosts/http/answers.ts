import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DemarcError, type ErrorCode, type Failure } from '../../contract/errors.ts';
import { type Logger, logPlace } from '../../platform/logger.ts';
import { HARDENING_HEADERS } from '../content-security-policy.ts';
import { contentDisposition } from '../evidence-response.ts';
import { isDisconnect } from './time-limits.ts';

/** An answer that stands in memory: its heads and its body leave together, so that whoever waits reads it at once. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}
/** What a route answers: files and streams piece by piece, everything else whole. */
export type HttpAnswer = WholeAnswer | Response;

/** A value as JSON, never kept by a cache. */
export function json(value: unknown, status: number): WholeAnswer {
  const body = Buffer.from(JSON.stringify(value));
  return {
    status,
    headers: {
      ...HARDENING_HEADERS,
      'Content-Type': 'application/json',
      'Content-Length': String(body.length),
      'Cache-Control': 'no-store',
      // After a refusal the rest of a body may still be under way: nothing may be read behind it.
      ...(status >= 400 ? { Connection: 'close' } : {}),
    },
    body,
  };
}

export const refusal = (code: ErrorCode, message: string, status: number): WholeAnswer =>
  json({ ok: false, error: { code, message } satisfies Failure }, status);

export const nothingThere = (): WholeAnswer => refusal('NOT_FOUND', 'There is nothing at this address.', 404);

export function setHeader(answer: HttpAnswer, name: string, value: string): void {
  if (answer instanceof Response) answer.headers.set(name, value);
  else answer.headers[name] = value;
}

/** An error as an answer: an expected refusal by its sentence, anything else by its log entry alone. */
export function answerError(error: unknown, doing: string, logger: Logger): WholeAnswer {
  if (error instanceof DemarcError)
    return refusal(error.code, error.message, error.code === 'NOT_FOUND' ? 404 : 400);
  const logId = logger.error(`${doing} failed`, error);
  return json(
    {
      ok: false,
      error: {
        code: 'UNEXPECTED',
        message: `Something went wrong inside Demarc (${logPlace(logger, logId)}). Nothing was changed by this request.`,
        logId,
      } satisfies Failure,
    },
    500,
  );
}

/** A finished file, to be saved. */
export function sendFile(path: string): HttpAnswer {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile())
    return refusal('NOT_FOUND', 'This file has not been written, or has been removed.', 404);
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
    headers: {
      ...HARDENING_HEADERS,
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(stat.size),
      'Content-Disposition': contentDisposition('attachment', basename(path)),
      'Cache-Control': 'no-store',
    },
  });
}

/** Writes an answer out. A reader that goes away early ends the reading behind it; that is no error of ours. */
export async function send(
  answer: HttpAnswer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  // Of a body that nobody wanted the rest may never come: the connection does not wait for it.
  if (!incoming.complete) setHeader(answer, 'Connection', 'close');
  if (answer instanceof Response) return sendPieces(answer, incoming, outgoing);
  if (outgoing.destroyed) return;
  outgoing.writeHead(answer.status, answer.headers);
  outgoing.end(incoming.method === 'HEAD' ? undefined : answer.body);
}

async function sendPieces(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (outgoing.destroyed) {
    await response.body?.cancel();
    return;
  }
  outgoing.statusCode = response.status;
  outgoing.setHeaders(response.headers);
  if (response.body === null || incoming.method === 'HEAD') {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  outgoing.flushHeaders();
  await pipeline(Readable.fromWeb(response.body as never), outgoing).catch((error: unknown) => {
    if (!isDisconnect(error)) throw error;
  });
}
