import type { ReaderName } from '../readers.ts';

/** A file of at most five megabytes that makes as much work as it can. */
export interface HeavyFile {
  readonly what: string;
  /** What it is called: some readers go by the ending. */
  readonly name: string;
  readonly readers: readonly ReaderName[];
  write(path: string): Promise<void> | void;
}

/** "Every file of at most 5 MB ends within 5 s and 500 MB." */
export const MOST_BYTES = 5 * 1024 ** 2;

/** The piece as often as it finds room; `piece` may depend on its place. */
export function filled(
  piece: string | ((at: number) => string),
  { before = '', after = '', bytes = MOST_BYTES }: { before?: string; after?: string; bytes?: number } = {},
): string {
  const room = bytes - before.length - after.length;
  if (typeof piece === 'string')
    return `${before}${piece.repeat(Math.max(0, Math.floor(room / piece.length)))}${after}`;
  const pieces: string[] = [];
  for (let at = 0, left = room; ; at += 1) {
    const next = piece(at);
    left -= next.length;
    if (left < 0) return `${before}${pieces.join('')}${after}`;
    pieces.push(next);
  }
}
