import { MOST_FILE_BYTES } from '../../contract/room.ts';

/** What the devices of a room can ask for: a closed set. */
export type RoomRoute =
  | { readonly kind: 'page'; readonly name: string }
  | { readonly kind: 'events' }
  /** Where a code is looked at, and a place asked for. */
  | { readonly kind: 'door' }
  | { readonly kind: 'join' }
  | { readonly kind: 'leave' }
  /** Where a file is offered. */
  | { readonly kind: 'file' }
  | { readonly kind: 'call'; readonly method: string }
  | { readonly kind: 'nothing' };

/** Letters, digits and . _ - between single slashes; nothing in it can be decoded or resolved. */
const PLAIN = /^\/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?$/;

/** Reads a request target once, as it was sent. Each route has one spelling. */
export function roomRouteOf(target: string, isPagePart: (name: string) => boolean): RoomRoute {
  if (target.length > 500 || !PLAIN.test(target)) return { kind: 'nothing' };
  if (target === '/') return { kind: 'page', name: '/index.html' };
  if (
    target === '/events' ||
    target === '/door' ||
    target === '/join' ||
    target === '/leave' ||
    target === '/file'
  )
    return { kind: target.slice(1) as 'events' | 'door' | 'join' | 'leave' | 'file' };
  const method = /^\/call\/([a-z]{1,20})$/.exec(target)?.[1];
  if (method !== undefined) return { kind: 'call', method };
  return isPagePart(target) ? { kind: 'page', name: target } : { kind: 'nothing' };
}

/** What is looked at before anything of a request is read. */
export interface RoomRequest {
  readonly method: string;
  readonly route: RoomRoute;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly contentType: string | undefined;
  readonly contentLength: string | undefined;
  readonly chunked: boolean;
}

/** The largest body that a participant sends: words and a few names. */
export const MOST_BYTES = 16 * 1024;

/** The status of a refusal; null for what may go on. `authority` is the one name and port under which the room is served. */
export function refusedStatus(request: RoomRequest, authority: string): number | null {
  const { method, route, origin, fetchSite, contentLength } = request;
  // Another name that leads here (DNS rebinding), or another site's page.
  if (request.host?.toLowerCase() !== authority) return 421;
  if (origin !== undefined && origin.toLowerCase() !== `https://${authority}`) return 403;
  if (method === 'GET' || method === 'HEAD') {
    if (route.kind === 'nothing') return 404;
    if (route.kind === 'events')
      return method === 'HEAD' ? 405 : fetchSite === undefined || fetchSite === 'same-origin' ? null : 403;
    return route.kind === 'page' ? null : 405;
  }
  if (method !== 'POST') return 405;
  if (route.kind === 'nothing') return 404;
  if (route.kind === 'page' || route.kind === 'events') return 405;
  // A browser says where a POST comes from; whoever says nothing is none of our pages.
  if (origin === undefined) return 403;
  if (fetchSite !== undefined && fetchSite !== 'same-origin') return 403;
  const wanted = route.kind === 'file' ? /^application\/octet-stream$/i : /^application\/json\s*(;|$)/i;
  if (!wanted.test(request.contentType ?? '')) return 415;
  if (request.chunked || contentLength === undefined || !/^\d{1,9}$/.test(contentLength)) return 411;
  return Number(contentLength) > (route.kind === 'file' ? MOST_FILE_BYTES : MOST_BYTES) ? 413 : null;
}

/** The host and port of a room as browsers write them: without the port that is usual for HTTPS. */
export const authorityOf = (host: string, port: number): string => new URL(`https://${host}:${port}`).host;

/** The cookie of a room: cookies know no ports, so the name has ours; the prefix keeps other sites and plain HTTP from setting it. */
export const cookieName = (port: number): string => `__Host-demarc-room-${port}`;

/** The value of a cookie; undefined where it did not come, or came twice. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  const found = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`));
  return found.length === 1 ? found[0]?.slice(name.length + 1) : undefined;
}
