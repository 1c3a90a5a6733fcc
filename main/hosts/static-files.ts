import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve } from 'node:path';
import {
  CONTENT_SECURITY_POLICY,
  developmentContentSecurityPolicy,
  HARDENING_HEADERS,
} from './content-security-policy.ts';

/** What the built page consists of. Anything else in the folder is not served. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/** The file behind a path of the page, or null. Decoded once; whatever would leave the folder is no file of ours. */
export function findStaticFile(root: string, urlPath: string): { path: string; mediaType: string } | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const path = resolve(root, `.${decoded === '/' ? '/index.html' : decoded}`);
  const inside = relative(root, path);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return null;
  const mediaType = MEDIA_TYPES[extname(path).toLowerCase()];
  return mediaType === undefined ? null : { path, mediaType };
}

/** Answers a request for the page or a part of it; the same under the custom scheme and over HTTP. */
export async function serveStaticFile(root: string, urlPath: string): Promise<Response> {
  const file = findStaticFile(root, urlPath);
  const body = file === null ? null : await readFile(file.path).catch(() => null);
  if (file === null || body === null)
    return new Response('There is no such page.\n', {
      status: 404,
      headers: pageHeaders('text/plain; charset=utf-8'),
    });
  return new Response(body, { headers: pageHeaders(file.mediaType) });
}

/** Takes the page from the dev server instead, under the looser policy that hot reload needs. */
export async function serveFromDevServer(devServer: string, pathAndQuery: string): Promise<Response> {
  const answer = await fetch(new URL(pathAndQuery, devServer), { redirect: 'manual' });
  const headers = pageHeaders(answer.headers.get('content-type') ?? 'application/octet-stream');
  headers.set('Content-Security-Policy', developmentContentSecurityPolicy(new URL(devServer).origin));
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers });
}

function pageHeaders(mediaType: string): Headers {
  return new Headers({
    ...HARDENING_HEADERS,
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'Content-Type': mediaType,
    'Cache-Control': 'no-cache',
  });
}
