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

/** Reads a log again and again, and holds it open in between. */
export interface LogReader {
  /**
   * Whether the log is whole up to what was just committed. One that was cut off while its writer goes on begins with nothing, or has no
   * whole frame in front of the commit, which SQLite writes where it remembers the end: whoever opens it reads it to there only. An empty
   * log holds nothing yet. `identity`: which file lies at the path now.
   */
  isWhole(identity: string, growth: Growth): boolean;
  /** Lets go of the log, as has to be before somebody removes it. The next look opens it again. */
  close(): void;
}

/** Never to be asked of a database: closing that would drop the locks which this program has on it. */
export function readLog(path: string, pageSize: number): LogReader {
  let held: { readonly file: number; readonly identity: string } | null = null;
  // One place for all that is read, since memory of its own takes longer than the reading.
  const space = Buffer.alloc(pageSize + 8 + FRAME_HEADER_BYTES + pageSize);
  const close = () => {
    if (held !== null) closeSync(held.file);
    held = null;
  };
  return {
    isWhole(identity, growth) {
      try {
        if (held?.identity !== identity) {
          close();
          held = { file: openSync(path, 'r'), identity };
        }
        return isWholeLog(held.file, space, pageSize, growth);
      } catch {
        return false;
      }
    },
    close,
  };
}

function isWholeLog(file: number, space: Buffer, pageSize: number, growth: Growth): boolean {
  const read = readSync(file, space, 0, HEADER_BYTES, 0);
  if (read < HEADER_BYTES) return read === 0;
  const magic = space.readUInt32BE(0);
  if ((magic & 0xff_ff_ff_fe) >>> 0 !== MAGIC) return false;
  const at = frameInFront(file, FRAME_HEADER_BYTES + pageSize, growth);
  return at === null || isWholeFrame(file, space, pageSize, at, (magic & 1) === 0 ? 'LE' : 'BE');
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
function isWholeFrame(
  file: number,
  space: Buffer,
  pageSize: number,
  at: number,
  order: 'LE' | 'BE',
): boolean {
  // The sums of the frame before it stand in front of its page; in front of the first frame, at the end of the log's header.
  const ahead = at === HEADER_BYTES ? 8 : pageSize + 8;
  const read = space.subarray(0, ahead + FRAME_HEADER_BYTES + pageSize);
  if (readSync(file, read, 0, read.length, at - ahead) !== read.length) return false;
  const sumsAt = (place: number) => [read.readInt32BE(place), read.readInt32BE(place + 4)] as const;
  const [before, said] = [sumsAt(0), sumsAt(ahead + 16)];
  const bytes = read.subarray(ahead);
  // Nothing but zeros has the right sums, too; no page has the number zero.
  if (bytes.readUInt32BE(0) === 0) return false;
  if (order !== endianness()) bytes.swap32();
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const [a, b] = addWords(words, FRAME_HEADER_BYTES / 4, words.length, addWords(words, 0, 2, before));
  return a === said[0] && b === said[1];
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
