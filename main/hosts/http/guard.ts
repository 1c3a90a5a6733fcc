import { createHash, hash, timingSafeEqual } from 'node:crypto';
import type { Route } from '../route.ts';

/** What the guard looks at; absent headers are undefined. */
export interface RequestFacts {
  readonly method: string;
  /** What the request asks for, read once from its target; the same value answers it. */
  readonly route: Route;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site: what the browser itself says about who asked. Other clients do not send it. */
  readonly fetchSite: string | undefined;
  readonly contentType: string | undefined;
  readonly contentLength: string | undefined;
  readonly token: string | undefined;
  readonly cookie: string | undefined;
}
export interface GuardPolicy {
  readonly port: number;
  readonly token: string;
  readonly session: string;
  readonly maxCallBytes: number;
  readonly maxUploadBytes: number;
}
export type Decision =
  | { readonly allow: true }
  | {
      readonly allow: false;
      readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 421;
      readonly reason: string;
    };

export const TOKEN_HEADER = 'x-demarc-token';
export const ORIGIN_HEADER = 'x-demarc-origin';

/** Cookies do not know ports, so the name carries ours: two hosts at once would otherwise sign each other out. */
export const sessionCookieName = (port: number): string => `demarc-session-${port}`;

/** The cookie's value follows from the token, so that a page survives a restart under the same token. */
export const sessionFor = (token: string): string =>
  createHash('sha256').update(`session:${token}`).digest('hex');

/** Decides on one request before anything of it is read. Whatever is not expressly allowed is refused. */
export function decideRequest(request: RequestFacts, policy: GuardPolicy): Decision {
  const { port } = policy;
  // A page of another site can point its own name at 127.0.0.1 (DNS rebinding); the Host header still tells.
  if (request.host !== `127.0.0.1:${port}` && request.host !== `localhost:${port}`)
    return refuse(421, 'This address is served to this machine only.');
  if (request.origin !== undefined && request.origin !== `http://${request.host}`)
    return refuse(403, 'Another site asked for this. Use the newest address that Demarc printed.');
  if (!['GET', 'HEAD', 'POST'].includes(request.method))
    return refuse(405, `Demarc does not answer ${request.method} requests.`);
  if (request.route.kind === 'malformed')
    return refuse(
      400,
      'No page of Demarc writes an address in this way. Use the newest one that it printed.',
    );
  return request.method === 'POST' ? decideWrite(request, policy) : decideRead(request, policy);
}

function decideRead(request: RequestFacts, policy: GuardPolicy): Decision {
  switch (request.route.kind) {
    // The page itself holds no data and must load before it can show its token.
    case 'page':
    case 'development':
      return { allow: true };
    case 'evidence':
    case 'download':
      return decideSession(request, policy);
    case 'events':
      // A stream has no length to tell and no end: only listening to it makes sense.
      return request.method === 'GET'
        ? decideSession(request, policy)
        : refuse(405, 'The stream of events can only be read.');
    case 'session':
    case 'call':
    case 'upload':
      return refuse(405, 'This address is for sending only.');
    case 'nothing':
    case 'malformed':
      return refuse(404, 'There is nothing at this address.');
  }
}

function decideSession(request: RequestFacts, policy: GuardPolicy): Decision {
  // Another port of this machine is "same-site" to a cookie, so SameSite alone would let it read.
  if (request.fetchSite !== undefined && request.fetchSite !== 'same-origin' && request.fetchSite !== 'none')
    return refuse(403, 'Another page asked for this. Use the newest address that Demarc printed.');
  return hasSession(request.cookie, policy) ? { allow: true } : refuse(401, EXPIRED);
}

/** Whether a request brought the cookie of this start. */
export function hasSession(
  cookie: string | undefined,
  policy: Pick<GuardPolicy, 'port' | 'session'>,
): boolean {
  const session = cookieValue(cookie, sessionCookieName(policy.port));
  return session !== undefined && sameSecret(session, policy.session);
}

function decideWrite(request: RequestFacts, policy: GuardPolicy): Decision {
  const { kind } = request.route;
  if (kind !== 'upload' && kind !== 'call' && kind !== 'session')
    return refuse(405, 'Nothing can be sent to this address.');
  if (request.fetchSite !== undefined && request.fetchSite !== 'same-origin')
    return refuse(403, 'Another page asked for this. Use the newest address that Demarc printed.');
  // The start code is in the body and takes the place of the key.
  if (kind !== 'session' && (request.token === undefined || !sameSecret(request.token, policy.token)))
    return refuse(401, EXPIRED);
  if (kind !== 'upload' && !/^application\/json\s*(;|$)/i.test(request.contentType ?? ''))
    return refuse(415, 'A call is sent as application/json.');
  const length = request.contentLength;
  if (length !== undefined && !/^\d{1,15}$/.test(length))
    return refuse(400, 'The length of the request is not a number.');
  const limit = { upload: policy.maxUploadBytes, call: policy.maxCallBytes, session: MAX_SESSION_BYTES }[
    kind
  ];
  if (length !== undefined && Number(length) > limit) return refuse(413, tooLarge(limit));
  return { allow: true };
}

/** A start code and what is around it. */
export const MAX_SESSION_BYTES = 1024;

export const tooLarge = (limit: number): string =>
  `This is larger than the ${Math.floor(limit / 1024 / 1024)} MiB that can be sent at once. A larger file can be kept as a reference from the command line or the desktop window.`;

const EXPIRED =
  'This page belongs to an earlier start of Demarc. Open the newest address in the terminal in which it runs, here or in another tab: what you typed and is not saved is offered there.';

const refuse = (status: Exclude<Decision, { allow: true }>['status'], reason: string): Decision => ({
  allow: false,
  status,
  reason,
});

function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}

/** Compares digests, so that neither length nor content of the secret shows in the time taken. */
function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(given), digest(secret));
}
