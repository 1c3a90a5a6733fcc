import type { Core } from '../services/core.ts';
import { EVIDENCE_CONTENT_SECURITY_POLICY, HARDENING_HEADERS } from './content-security-policy.ts';

/** What a browser shows without running anything in it. All else is saved, never opened, however it calls itself. */
const SHOWN_INLINE = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'text/plain',
  'text/csv',
  'text/markdown',
  'application/json',
]);

export interface EvidenceHeaders {
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
}

/** Headers for a file out of a workbook: somebody else's bytes, so never with the rights of our page. */
export function evidenceHeaders(file: EvidenceHeaders): Headers {
  const type = file.mediaType.toLowerCase().split(';')[0]?.trim() ?? '';
  const inline = SHOWN_INLINE.has(type);
  // Text of every kind is shown as text: a browser would save a CSV and may render other kinds.
  const shownAs = type.startsWith('image/') ? type : 'text/plain; charset=utf-8';
  return new Headers({
    ...HARDENING_HEADERS,
    'Content-Security-Policy': EVIDENCE_CONTENT_SECURITY_POLICY,
    'Content-Type': inline ? shownAs : 'application/octet-stream',
    'Content-Length': String(file.size),
    'Content-Disposition': contentDisposition(inline ? 'inline' : 'attachment', file.fileName),
    'Cache-Control': 'no-store',
  });
}

/** RFC 6266: an ASCII name for old readers and the real one beside it. */
export function contentDisposition(kind: 'inline' | 'attachment', fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** An embedded file, answered from the workbook in pieces; NOT_FOUND when there is none of that number. */
export function serveEvidence(core: Core, workbook: string, number: number): Response {
  const content = core.evidenceContent(workbook, number);
  return new Response(streamOf(content.chunks()), { headers: evidenceHeaders(content) });
}

/** One piece is read only when the last has been taken, so a large file is never whole in memory. */
function streamOf(chunks: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = iterator.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel() {
        iterator.return?.();
      },
    },
    { highWaterMark: 1 },
  );
}
