/** What a host serves: a closed set. Who asks is judged by the route, and the route is what answers. */
export type Route =
  /** A part of the page, by its name in the list of files that the build emitted. Holds no data; open to everybody. */
  | { readonly kind: 'page'; readonly name: string }
  /** Where a page gives its start code, and gets the key. */
  | { readonly kind: 'session' }
  | { readonly kind: 'call'; readonly method: string }
  | { readonly kind: 'upload'; readonly name: string }
  | { readonly kind: 'download'; readonly handle: string }
  | { readonly kind: 'events' }
  | { readonly kind: 'evidence'; readonly workbook: string; readonly number: number }
  /** Only beside a dev server: whatever is none of ours is the dev server's, word for word. */
  | { readonly kind: 'development'; readonly target: string }
  /** Well written, and nothing is there. */
  | { readonly kind: 'nothing' }
  /** Written in a way that no page of ours writes: percent signs, dot segments, another form. Never looked up. */
  | { readonly kind: 'malformed' };

/** Letters, digits and . _ - between single slashes; no segment begins with a dot. Nothing in it can be decoded. */
const PLAIN = /^\/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?$/;
const MAX_TARGET = 4_096;

/**
 * Reads a request target once, as it was sent. Each route has one spelling: whatever else may be taken for it by
 * decoding, resolving or tidying is `malformed` or `nothing`. `isPagePart` knows the exact names of the page's files.
 */
export function routeOf(target: string, isPagePart: (name: string) => boolean): Route {
  if (target.length > MAX_TARGET) return { kind: 'malformed' };
  if (target === '/files' || target.startsWith('/files?')) return uploadOf(target);
  if (!PLAIN.test(target)) return { kind: 'malformed' };
  if (target === '/') return { kind: 'page', name: '/index.html' };
  if (target === '/events') return { kind: 'events' };
  if (target === '/session') return { kind: 'session' };
  const [, first, second, third, ...more] = target.split('/');
  if (second !== undefined && third === undefined) {
    if (first === 'rpc') return { kind: 'call', method: second };
    if (first === 'files') return { kind: 'download', handle: second };
  }
  if (first === 'evidence' && second !== undefined && third !== undefined && more.length === 0)
    return /^[1-9]\d{0,8}$/.test(third)
      ? { kind: 'evidence', workbook: second, number: Number(third) }
      : { kind: 'nothing' };
  return isPagePart(target) ? { kind: 'page', name: target } : { kind: 'nothing' };
}

/** The same beside a dev server, which has addresses of many forms; never one that could lead to another machine. */
export function developmentRouteOf(target: string): Route {
  const route = routeOf(target, () => false);
  const ours = route.kind !== 'nothing' && route.kind !== 'malformed' && route.kind !== 'page';
  if (ours) return route;
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(target) && !target.includes('\\')
    ? { kind: 'development', target }
    : { kind: 'malformed' };
}

/** The one address with something encoded in it: the name of what is sent, as encodeURIComponent writes it. */
function uploadOf(target: string): Route {
  if (target === '/files') return { kind: 'upload', name: '' };
  const encoded = /^\/files\?name=((?:[A-Za-z0-9._~!'()*-]|%[0-9A-F]{2})*)$/.exec(target)?.[1];
  if (encoded === undefined) return { kind: 'malformed' };
  try {
    return { kind: 'upload', name: decodeURIComponent(encoded) };
  } catch {
    return { kind: 'malformed' };
  }
}
