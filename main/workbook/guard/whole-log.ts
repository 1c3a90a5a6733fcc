import { closeSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';

/** How a write-ahead log is laid out (https://sqlite.org/fileformat.html, 4.1 to 4.3). */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x37_7f_06_82;

/** Where a log ended before a commit, and where after it. */
export interface Growth {
  readonly from: number;
  readonly to: number;
  /** The commit began where the log ended: nothing of an earlier round lies behind it. */
  readonly fromItsEnd: boolean;
}

/**
 * Whether a log is whole up to what was just committed. One that was cut off while its writer goes on begins with nothing, or has no
 * whole frame in front of the commit, which SQLite writes where it remembers the end: whoever opens it reads it to there only. An empty
 * log holds nothing yet. Never to be asked of a database: closing that would drop the locks which this program has on it.
 */
export function isWholeLog(path: string, pageSize: number, growth: Growth): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      const header = Buffer.alloc(HEADER_BYTES);
      if (readSync(file, header, 0, HEADER_BYTES, 0) === 0) return true;
      if ((header.readUInt32BE(0) & 0xff_ff_ff_fe) >>> 0 !== MAGIC) return false;
      const at = frameInFront(file, FRAME_HEADER_BYTES + pageSize, growth);
      return at === null || isWholeFrame(file, pageSize, at, header);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/** Where the frame in front of the commit begins; null where the commit is the first, or the log did not grow. */
function frameInFront(file: number, frame: number, { from, to, fromItsEnd }: Growth): number | null {
  if (to <= from) return null;
  if (fromItsEnd) return from - frame < HEADER_BYTES ? null : from - frame;
  // Back from the commit's last frame to that of the commit before it: its header says how long the database is then.
  const sizeAfterCommit = Buffer.alloc(4);
  for (let at = to - 2 * frame; at >= HEADER_BYTES; at -= frame) {
    readSync(file, sizeAfterCommit, 0, 4, at + 4);
    if (sizeAfterCommit.readUInt32BE(0) !== 0) return at;
  }
  return null;
}

/** Whether the sums of a frame are those of its bytes and of the frame before it, as in `walChecksumBytes` of SQLite. */
function isWholeFrame(file: number, pageSize: number, at: number, header: Buffer): boolean {
  const first = at === HEADER_BYTES;
  const before = Buffer.alloc(8);
  if (first) header.copy(before, 0, 24, 32);
  else readSync(file, before, 0, 8, at - pageSize - FRAME_HEADER_BYTES + 16);
  const bytes = Buffer.alloc(FRAME_HEADER_BYTES + pageSize);
  if (readSync(file, bytes, 0, bytes.length, at) !== bytes.length) return false;
  // Nothing but zeros has the right sums, too; no page has the number zero.
  if (bytes.readUInt32BE(0) === 0) return false;
  const order = (header.readUInt32BE(0) & 1) === 0 ? 'LE' : 'BE';
  const words = new Int32Array(Uint8Array.from(bytes).buffer);
  if (order !== endianness()) Buffer.from(words.buffer).swap32();
  const sums = [before.readInt32BE(0), before.readInt32BE(4)] as const;
  const [a, b] = addWords(words, FRAME_HEADER_BYTES / 4, words.length, addWords(words, 0, 2, sums));
  return a === bytes.readInt32BE(16) && b === bytes.readInt32BE(20);
}

/** The sums of a log after some of its words, which come in pairs. All in 32 bits, so that no answer waits for it. */
function addWords(
  words: Int32Array,
  from: number,
  to: number,
  [first, second]: readonly [number, number],
): readonly [number, number] {
  let a = first;
  let b = second;
  for (let at = from; at < to; at += 2) {
    a = (a + (words[at] as number) + b) | 0;
    b = (b + (words[at + 1] as number) + a) | 0;
  }
  return [a, b];
}
