import { chunksOf } from '../blobs.ts';
import type { ReadDb } from '../connection.ts';
import { listRemoved } from '../tables/retention.ts';

/** As it is recorded, in small letters and in capitals, its marks put together and apart, and as addresses have it. */
const spellings = (text: string): readonly string[] =>
  [text, text.toLowerCase(), text.toUpperCase()].flatMap((cased) => {
    const [composed, apart] = [cased.normalize('NFC'), cased.normalize('NFD')];
    return [composed, apart, encodeURIComponent(composed.toWellFormed())];
  });

/**
 * Numbers of the evidence, in the register or removed from it, in whose file one of some texts is written, in UTF-8 or UTF-16, in the usual ways. What is
 * compressed in a file is not unpacked.
 */
export function filesThatName(db: ReadDb, texts: readonly string[]): readonly number[] {
  const written = new Set(texts.flatMap(spellings));
  const needles = [...written].flatMap((text) => {
    const wide = Buffer.from(text, 'utf16le');
    return [Buffer.from(text), wide, Buffer.from(wide).swap16()];
  });
  const longest = Math.max(0, ...needles.map(({ length }) => length));
  const files = [
    ...db.all<{ number: number; sha256: string }>(
      "SELECT number, sha256 FROM evidence WHERE kind IN ('file', 'finding') AND sha256 IS NOT NULL",
    ),
    ...listRemoved(db),
  ].sort((a, b) => a.number - b.number);
  const named = new Map<string, boolean>();
  for (const { sha256 } of files) {
    if (named.has(sha256)) continue;
    let tail = Buffer.alloc(0);
    let found = false;
    for (const bytes of chunksOf(db, sha256)) {
      const window = Buffer.concat([tail, bytes]);
      found = needles.some((needle) => window.includes(needle));
      if (found) break;
      tail = window.subarray(Math.max(0, window.length - longest));
    }
    named.set(sha256, found);
  }
  return files.filter(({ sha256 }) => named.get(sha256)).map(({ number }) => number);
}
