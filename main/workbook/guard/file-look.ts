import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** What can be told of a file without reading it: which one it is, how long, and when it was last written to or altered. */
export interface FileLook {
  readonly identity: string;
  readonly size: number;
  /** The same as long as nobody wrote to it or cut it off. */
  readonly written: string;
  /** The same as long as nobody set a time or a right of it, either. */
  readonly stamp: string;
}

/** Null where no file can be seen. Costs some microseconds. */
export function lookAt(path: string): FileLook | null {
  try {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (!stat) return null;
    const identity = `${stat.dev}:${stat.ino}`;
    const written = `${identity} ${stat.size} ${stat.mtimeNs}`;
    return { identity, size: Number(stat.size), written, stamp: `${written} ${stat.ctimeNs}` };
  } catch {
    return null;
  }
}

/** How a write-ahead log is laid out (https://sqlite.org/fileformat.html, 4.1 and 4.2). */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const isMagic = (number: number): boolean => (number & 0xff_ff_ff_fe) >>> 0 === 0x37_7f_06_82;

/** Where a log ended before a commit, and where after it. */
export interface Growth {
  readonly from: number;
  readonly to: number;
  /** The commit began where the log ended: nothing of an earlier round lies behind it. */
  readonly fromItsEnd: boolean;
}

/**
 * Whether a log is whole up to what was just committed. One that was cut off while its writer goes on begins with nothing, or has
 * nothing in front of the commit, which SQLite writes where it remembers the end: whoever opens it reads it to there only. An empty
 * log holds nothing yet. Never to be asked of a database: closing that would drop the locks which this program has on it.
 */
export function isWholeLog(path: string, pageSize: number, { from, to, fromItsEnd }: Growth): boolean {
  const bytes = Buffer.alloc(8);
  const frame = FRAME_HEADER_BYTES + pageSize;
  try {
    const file = openSync(path, 'r');
    try {
      const read = readSync(file, bytes, 0, 4, 0);
      if (read > 0 && !isMagic(bytes.readUInt32BE(0))) return false;
      if (to <= from) return true;
      // Frames from the commit's last one, or the one in front of it, back to that of another commit.
      for (let at = (fromItsEnd ? from : to - frame) - frame; at >= HEADER_BYTES; at -= frame) {
        readSync(file, bytes, 0, 8, at);
        const [page, sizeAfterCommit] = [bytes.readUInt32BE(0), bytes.readUInt32BE(4)];
        if (page === 0) return false;
        if (fromItsEnd || sizeAfterCommit !== 0) return true;
      }
      return true;
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}
