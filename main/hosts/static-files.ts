import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
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

/** The page's files by the exact name under which each is served: `/index.html`, `/assets/...`. */
export type PageFiles = ReadonlyMap<string, { readonly path: string; readonly mediaType: string }>;

/** Lists what the build emitted, once, at the start: what is not on this list is never looked for on the disk. */
export function listPageFiles(root: string): PageFiles {
  const files = new Map<string, { path: string; mediaType: string }>();
  for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
    const mediaType = MEDIA_TYPES[extname(entry.name)];
    // A link could lead out of the folder, so only what is itself a file counts.
    if (!entry.isFile() || mediaType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(root, path).split(sep).join('/')}`, { path, mediaType });
  }
  return files;
}

/** Answers a request for the page or a part of it; the same under the custom scheme and over HTTP. */
export async function servePageFile(files: PageFiles, name: string): Promise<Response> {
  const file = files.get(name);
  const body = file === undefined ? null : await readFile(file.path).catch(() => null);
  if (file === undefined || body === null)
    return new Response('There is no such page.\n', {
      status: 404,
      headers: pageHeaders('text/plain; charset=utf-8'),
    });
  const headers = pageHeaders(file.mediaType);
  headers.set('Content-Length', String(body.length));
  return new Response(body, { headers });
}

/** Takes the page from the dev server instead, under the looser policy that hot reload needs. */
export async function serveFromDevServer(devServer: string, target: string): Promise<Response> {
  const answer = await fetch(new URL(target, devServer), { redirect: 'manual' });
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
