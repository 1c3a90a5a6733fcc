import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { DemarcError } from '../../contract/errors.ts';
import type { Call } from '../../contract/methods/method.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Core } from '../../services/core.ts';
import { HARDENING_HEADERS } from '../content-security-policy.ts';
import { serveEvidence } from '../evidence-response.ts';
import { developmentRouteOf, type Route, routeOf } from '../route.ts';
import { listPageFiles, serveFromDevServer, servePageFile } from '../static-files.ts';
import {
  answerError,
  type HttpAnswer,
  json,
  nothingThere,
  refusal,
  send,
  sendFile,
  setHeader,
} from './answers.ts';
import { discardBody, readText } from './body.ts';
import { openEventStream } from './events.ts';
import {
  decideRequest,
  type GuardPolicy,
  hasSession,
  MAX_SESSION_BYTES,
  ORIGIN_HEADER,
  type RequestFacts,
  sessionCookieName,
  sessionFor,
  TOKEN_HEADER,
  tooLarge,
} from './guard.ts';
import { createAudience } from './idle.ts';
import { createStartCodes } from './start-code.ts';
import {
  demandPace,
  isDisconnect,
  SLOWEST_UPLOAD_BYTES,
  TIME_LIMITS,
  type TimeLimits,
} from './time-limits.ts';
import { createUploadStore } from './uploads.ts';

export interface HttpHostOptions {
  readonly core: Core;
  readonly logger: Logger;
  readonly dataDir: string;
  readonly rendererDir: string;
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  /** Taken where no port is asked for and this one is free. */
  readonly wishedPort?: number;
  /** Known beforehand only in development, so that a page survives the host's restart. */
  readonly token?: string;
  readonly devServer?: string;
  readonly maxUploadBytes?: number;
  readonly timeLimits?: TimeLimits;
  /** Calls `onIdle` once no page has been open for so long. */
  readonly idleMs?: number;
  readonly onIdle?: () => void;
}
export interface HttpHost {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /**
   * An address to open: it carries a code in its fragment, which browsers never send, and opens one page, once. `onUsed`
   * hears when it has.
   */
  startUrl(onUsed?: () => void): string;
  close(): Promise<void>;
}

/** The largest call is a bulk change of some thousand refs; files do not come this way. */
const MAX_CALL_BYTES = 8 * 1024 * 1024;
const MAX_UPLOAD_BYTES = 1024 * 1024 * 1024;

const USED_CODE =
  'This address has been used already, and works once. Use the newest one in the terminal in which Demarc runs.';

type Answer = (incoming: IncomingMessage) => Promise<HttpAnswer>;

/** What answers each route that the guard has let through. */
function router(parts: {
  readonly core: Core;
  readonly codes: ReturnType<typeof createStartCodes>;
  readonly token: string;
  readonly uploads: ReturnType<typeof createUploadStore>;
  /** Null while a development server has the page. */
  readonly files: ReturnType<typeof listPageFiles> | null;
  readonly devServer: string | undefined;
  readonly audience: ReturnType<typeof createAudience>;
}): (route: Route, incoming: IncomingMessage) => Promise<HttpAnswer> {
  const { core, codes, token, uploads, files, devServer, audience } = parts;
  const answerSession = async (incoming: IncomingMessage): Promise<HttpAnswer> => {
    const body = parseJson((await readText(incoming, MAX_SESSION_BYTES)) ?? '');
    const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : null;
    return typeof code === 'string' && codes.redeem(code)
      ? json({ ok: true, value: { token } }, 200)
      : refusal('UNSUPPORTED_HERE', USED_CODE, 401);
  };

  const answerCall = async (incoming: IncomingMessage, name: string): Promise<HttpAnswer> => {
    const text = await readText(incoming, MAX_CALL_BYTES);
    if (text === null) return refusal('INVALID_INPUT', tooLarge(MAX_CALL_BYTES), 413);
    const body = parseJson(text);
    if (typeof body !== 'object' || body === null)
      return refusal(
        'INVALID_INPUT',
        'The body of a call is a JSON object with `input` and `workbook`.',
        400,
      );
    const workbook = 'workbook' in body && typeof body.workbook === 'string' ? body.workbook : undefined;
    const call: Call = {
      name,
      input: 'input' in body ? body.input : undefined,
      ...(workbook === undefined ? {} : { workbook }),
    };
    return json(await core.dispatch(call, headerOf(incoming, ORIGIN_HEADER)?.slice(0, 100) ?? 'http'), 200);
  };

  const answerRoute = async (route: Route, incoming: IncomingMessage): Promise<HttpAnswer> => {
    switch (route.kind) {
      case 'page':
        return files === null ? nothingThere() : servePageFile(files, route.name);
      case 'development':
        return devServer === undefined ? nothingThere() : serveFromDevServer(devServer, route.target);
      case 'session':
        return answerSession(incoming);
      case 'call':
        return answerCall(incoming, route.method);
      case 'upload': {
        const path = await uploads.receive(incoming, route.name);
        return json({ ok: true, value: core.files.registerUpload(path) }, 200);
      }
      case 'download':
        return sendFile(core.files.targetOf(route.handle));
      case 'events':
        return openEventStream(core, audience, HARDENING_HEADERS);
      case 'evidence':
        return serveEvidence(core, route.workbook, route.number);
      case 'nothing':
      case 'malformed':
        return nothingThere();
    }
  };
  return answerRoute;
}

/** Judges a request, and has its route answered within the time that it may take. */
function answerer(parts: {
  readonly answerRoute: ReturnType<typeof router>;
  readonly policy: { readonly current: GuardPolicy | null };
  readonly files: ReturnType<typeof listPageFiles> | null;
  readonly limits: TimeLimits;
  readonly logger: Logger;
}): Answer {
  const { answerRoute, policy, files, limits, logger } = parts;
  return async (incoming) => {
    if (policy.current === null) return refusal('UNSUPPORTED_HERE', 'Demarc is still starting.', 503);
    // The one reading of the target: the guard judges this route, and this route is what answers.
    const target = incoming.url ?? '';
    const route = files === null ? developmentRouteOf(target) : routeOf(target, (name) => files.has(name));
    const facts = factsOf(incoming, route);
    const decision = decideRequest(facts, policy.current);
    if (!decision.allow) {
      // The target itself stays out of the log: somebody may have put a secret into it.
      logger.warn(`Refused ${incoming.method} (${route.kind}): ${decision.reason}`);
      if (decision.status === 404) return nothingThere();
      if (decision.status !== 413) return refusal('UNSUPPORTED_HERE', decision.reason, decision.status);
      // A browser that is still sending when the answer comes reports a broken connection and never reads it.
      await discardBody(incoming, limits.bodyMs);
      return refusal('INVALID_INPUT', decision.reason, 413);
    }
    const upload = route.kind === 'upload';
    const stopWatching = demandPace(incoming, limits.bodyMs, upload ? SLOWEST_UPLOAD_BYTES : undefined);
    const response = await answerRoute(route, incoming)
      .catch((error: unknown) =>
        isDisconnect(error)
          ? refusal('UNSUPPORTED_HERE', 'The request ended before it was whole.', 400)
          : answerError(error, `${incoming.method} (${route.kind})`, logger),
      )
      .finally(stopWatching);
    // Who holds the key earns the cookie for streams and files, once: it came with the request, or is in the answer.
    const earns = incoming.method === 'POST' && (route.kind !== 'session' || response.status === 200);
    if (earns && !hasSession(facts.cookie, policy.current))
      setHeader(
        response,
        'Set-Cookie',
        `${sessionCookieName(policy.current.port)}=${policy.current.session}; HttpOnly; SameSite=Strict; Path=/`,
      );
    return response;
  };
}

/** Serves the page and the core on the loopback address, to whoever holds the key. */
export async function startHttpHost(options: HttpHostOptions): Promise<HttpHost> {
  const { core, logger } = options;
  const token = options.token ?? randomBytes(32).toString('base64url');
  const maxUploadBytes = options.maxUploadBytes ?? MAX_UPLOAD_BYTES;
  const audience = createAudience({
    ...(options.idleMs === undefined ? {} : { idleMs: options.idleMs }),
    ...(options.onIdle === undefined ? {} : { onIdle: options.onIdle }),
  });
  const limits = options.timeLimits ?? TIME_LIMITS;
  const codes = createStartCodes(token);
  const uploads = createUploadStore(options.dataDir, maxUploadBytes);
  const { devServer } = options;
  const files = devServer === undefined ? listPageFiles(options.rendererDir) : null;
  const policy: { current: GuardPolicy | null } = { current: null };

  const answerRoute = router({ core, codes, token, uploads, files, devServer, audience });
  const answer = answerer({ answerRoute, policy, files, limits, logger });

  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: limits.everyMs,
      // A large upload over a slow disk may take longer than any number here; it only has to go on.
      requestTimeout: 0,
    },
    (incoming, outgoing) => {
      answer(incoming)
        .then((response) => send(response, incoming, outgoing))
        .catch((error: unknown) => {
          logger.error(`Answering ${incoming.method} failed`, error);
          outgoing.destroy();
        });
    },
  );
  const port =
    options.port === undefined
      ? await listen(server, options.wishedPort ?? 0).catch(() => listen(server, 0))
      : await listen(server, options.port);
  policy.current = { port, token, session: sessionFor(token), maxCallBytes: MAX_CALL_BYTES, maxUploadBytes };
  const address = `http://127.0.0.1:${port}`;
  return {
    port,
    address,
    startUrl: (onUsed) => `${address}/#code=${codes.issue(onUsed)}`,
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

function factsOf(request: IncomingMessage, route: Route): RequestFacts {
  return {
    method: request.method ?? '',
    route,
    host: headerOf(request, 'host'),
    origin: headerOf(request, 'origin'),
    fetchSite: headerOf(request, 'sec-fetch-site'),
    contentType: headerOf(request, 'content-type'),
    contentLength: headerOf(request, 'content-length'),
    token: headerOf(request, TOKEN_HEADER),
    cookie: headerOf(request, 'cookie'),
  };
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
