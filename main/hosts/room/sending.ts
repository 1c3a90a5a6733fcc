import type { IncomingMessage, ServerResponse } from 'node:http';
import { HARDENING_HEADERS } from '../content-security-policy.ts';
import { demandPace } from '../http/time-limits.ts';
import { MOST_BYTES } from './guard.ts';

/** In which a call has come whole, and a file has gone on. */
const BODY_MS = 15_000;

/** Takes a body in, and cuts off a sender whose body does not come on: with `minBytes`, one that brings less in that time. */
export async function inTime<T>(
  incoming: IncomingMessage,
  take: () => Promise<T>,
  minBytes?: number,
): Promise<T> {
  const stop = demandPace(incoming, BODY_MS, minBytes);
  return take().finally(stop);
}

/** Answers with a value as JSON, which no cache keeps. */
export function send(
  outgoing: ServerResponse,
  status: number,
  value: unknown,
  more: Readonly<Record<string, string>> = {},
): void {
  if (outgoing.destroyed) return;
  const body = Buffer.from(JSON.stringify(value));
  outgoing.writeHead(status, {
    ...HARDENING_HEADERS,
    ...more,
    'Content-Type': 'application/json',
    'Content-Length': String(body.length),
    'Cache-Control': 'no-store',
  });
  outgoing.end(body);
}

/** A refusal says nothing but its status; what is left of the request is not waited for. */
export function refuse(outgoing: ServerResponse, status: number): void {
  outgoing.writeHead(status, { ...HARDENING_HEADERS, 'Content-Length': '0', Connection: 'close' });
  outgoing.end();
}

/** A body as JSON; undefined for anything else, and for more than may come. */
export async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of incoming as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > MOST_BYTES) return undefined;
      pieces.push(piece);
    }
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces)));
  } catch {
    return undefined;
  }
}

/** One header as it came; several of a name as one. */
export const header = (incoming: IncomingMessage, name: string): string | undefined => {
  const value = incoming.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
};
