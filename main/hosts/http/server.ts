import { randomBytes } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { DemarcError, type ErrorCode, type Failure } from '../../contract/errors.ts';
import type { Call } from '../../contract/method.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Core } from '../../services/core.ts';
import { HARDENING_HEADERS } from '../content-security-policy.ts';
import { contentDisposition, serveEvidence } from '../evidence-response.ts';
import { serveFromDevServer, serveStaticFile } from '../static-files.ts';
import { openEventStream } from './events.ts';
import {
  decideRequest,
  type GuardPolicy,
  ORIGIN_HEADER,
  type RequestFacts,
  sessionCookieName,
  sessionFor,
  TOKEN_HEADER,
  tooLarge,
} from './guard.ts';
import { createAudience } from './idle.ts';
import { createUploadStore } from './uploads.ts';

export interface HttpHostOptions {
  readonly core: Core;
  readonly logger: Logger;
  readonly dataDir: string;
  readonly rendererDir: string;
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  /** Known beforehand only in development, so that a page survives the host's restart. */
  readonly token?: string;
  readonly devServer?: string;
  readonly maxUploadBytes?: number;
  /** Calls `onIdle` once no page has been open for so long. */
  readonly idleMs?: number;
  readonly onIdle?: () => void;
}
export interface HttpHost {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** The address to open: it carries the key in its fragment, which browsers never send. */
  readonly startUrl: string;
  close(): Promise<void>;
}

type Env = { Bindings: HttpBindings };

/** The largest call is a bulk change of some thousand refs; files do not come this way. */
const MAX_CALL_BYTES = 8 * 1024 * 1024;
const MAX_UPLOAD_BYTES = 1024 * 1024 * 1024;

/** Serves the page and the core on the loopback address, to whoever holds the key. */
export async function startHttpHost(options: HttpHostOptions): Promise<HttpHost> {
  const { core, logger } = options;
  const token = options.token ?? randomBytes(32).toString('base64url');
  const maxUploadBytes = options.maxUploadBytes ?? MAX_UPLOAD_BYTES;
  const audience = createAudience({
    ...(options.idleMs === undefined ? {} : { idleMs: options.idleMs }),
    ...(options.onIdle === undefined ? {} : { onIdle: options.onIdle }),
  });
  const uploads = createUploadStore(options.dataDir, maxUploadBytes);
  const app = new Hono<Env>();
  const policy: { current: GuardPolicy | null } = { current: null };

  app.use(async (c, next) => {
    if (policy.current === null) return c.body(null, 503);
    const facts = factsOf(c.env.incoming);
    const decision = decideRequest(facts, policy.current);
    if (!decision.allow) {
      logger.warn(`Refused ${facts.method} ${facts.path}: ${decision.reason}`);
      if (decision.status !== 413) return refusal('UNSUPPORTED_HERE', decision.reason, decision.status);
      // A browser that is still sending when the answer comes reports a broken connection and never reads it.
      await discardBody(c.env.incoming);
      return refusal('INVALID_INPUT', decision.reason, 413);
    }
    await next();
    // Only a request with the right token gets here by POST: it earns the cookie that lets streams and files in.
    if (facts.method === 'POST')
      c.header(
        'Set-Cookie',
        `${sessionCookieName(policy.current.port)}=${policy.current.session}; HttpOnly; SameSite=Strict; Path=/`,
      );
  });

  app.post(
    '/rpc/:name',
    bodyLimit({
      maxSize: MAX_CALL_BYTES,
      onError: () => refusal('INVALID_INPUT', tooLarge(MAX_CALL_BYTES), 413),
    }),
    async (c) => {
      const body = await c.req.json<unknown>().catch(() => undefined);
      if (typeof body !== 'object' || body === null)
        return refusal(
          'INVALID_INPUT',
          'The body of a call is a JSON object with `input` and `workbook`.',
          400,
        );
      const workbook = 'workbook' in body && typeof body.workbook === 'string' ? body.workbook : undefined;
      const call: Call = {
        name: c.req.param('name'),
        input: 'input' in body ? body.input : undefined,
        ...(workbook === undefined ? {} : { workbook }),
      };
      return json(await core.dispatch(call, c.req.header(ORIGIN_HEADER)?.slice(0, 100) ?? 'http'), 200);
    },
  );
  app.post('/files', async (c) => {
    const path = await uploads.receive(c.env.incoming, c.req.query('name') ?? '');
    return json({ ok: true, value: core.files.registerUpload(path) }, 200);
  });
  app.get('/files/:handle', (c) => sendFile(core.files.pathOf(c.req.param('handle'))));
  app.get('/events', () => openEventStream(core, audience, HARDENING_HEADERS));
  app.get('/evidence/*', (c) => serveEvidence(core, c.req.path) ?? c.notFound());
  app.get('*', (c) =>
    options.devServer === undefined
      ? serveStaticFile(options.rendererDir, c.req.path)
      : serveFromDevServer(options.devServer, c.env.incoming.url ?? '/'),
  );
  app.notFound(() => refusal('NOT_FOUND', 'There is nothing at this address.', 404));
  app.onError((error, c) => answerError(error, c, logger));

  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  // A large upload over a slow disk may take longer than Node's five minutes.
  server.requestTimeout = 0;
  const port = await listen(server, options.port ?? 0);
  policy.current = { port, token, session: sessionFor(token), maxCallBytes: MAX_CALL_BYTES, maxUploadBytes };
  const address = `http://127.0.0.1:${port}`;
  return {
    port,
    address,
    startUrl: `${address}/#token=${token}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      audience.dismissAll();
      // A connection is kept for a next request even when its stream has just ended.
      const sweep = setInterval(() => server.closeIdleConnections(), 20);
      const impatience = setTimeout(() => server.closeAllConnections(), 2_000);
      await closed;
      clearInterval(sweep);
      clearTimeout(impatience);
      uploads.close();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new DemarcError(
              'INVALID_INPUT',
              `Port ${port} ${error.code === 'EACCES' ? 'may not be used by this account' : 'is taken by another program'}. Choose another with --port, or leave it out for any free one.`,
            )
          : error,
      ),
    );
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('The server has no port.'));
    });
  });
}

function factsOf(request: IncomingMessage): RequestFacts {
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
  return {
    method: request.method ?? '',
    path: (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/',
    host: header('host'),
    origin: header('origin'),
    fetchSite: header('sec-fetch-site'),
    contentType: header('content-type'),
    contentLength: header('content-length'),
    token: header(TOKEN_HEADER),
    cookie: header('cookie'),
  };
}

const PATIENCE_MS = 30_000;

function discardBody(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const enough = setTimeout(resolve, PATIENCE_MS).unref();
    incoming.once('close', resolve);
    incoming.once('end', () => {
      clearTimeout(enough);
      resolve();
    });
    incoming.resume();
  });
}

function sendFile(path: string): Response {
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

function answerError(error: unknown, c: Context<Env>, logger: Logger): Response {
  if (error instanceof DemarcError)
    return refusal(error.code, error.message, error.code === 'NOT_FOUND' ? 404 : 400);
  const logId = logger.error(`${c.req.method} ${c.req.path} failed`, error);
  return json(
    {
      ok: false,
      error: {
        code: 'UNEXPECTED',
        message: `Something went wrong inside Demarc (log entry ${logId}). Nothing was changed by this request.`,
        logId,
      } satisfies Failure,
    },
    500,
  );
}

const refusal = (code: ErrorCode, message: string, status: number): Response =>
  json({ ok: false, error: { code, message } satisfies Failure }, status);

function json(value: unknown, status: number): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: {
      ...HARDENING_HEADERS,
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      // After a refusal the rest of a body may still be under way: nothing may be read behind it.
      ...(status >= 400 ? { Connection: 'close' } : {}),
    },
  });
}
