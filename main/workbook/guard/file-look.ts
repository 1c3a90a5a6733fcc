import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** What can be told of a file without reading it: which one it is, how long, and when it was last written to or altered. */
export interface FileLook {
  readonly identity: string;
  readonly size: number;
  /** The same as long as nobody wrote to it or cut it off. */
  readonly written: string;
  /** The same as long as nobody set a time or a right of it, either. */
  readonly stamp: string;
  /** Whether fewer blocks are behind it than its length needs, as where it was cut off and then written on at its former end; or that cannot be told. */
  readonly mayHaveHoles: boolean;
}

/** What a file's number of blocks counts, whatever its file system (POSIX). */
const BLOCK_BYTES = 512n;

/** Null where no file can be seen. Costs some microseconds. */
export function lookAt(path: string): FileLook | null {
  try {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (!stat) return null;
    const identity = `${stat.dev}:${stat.ino}`;
    const written = `${identity} ${stat.size} ${stat.mtimeNs}`;
    // Windows puts blocks behind a hole as well.
    const mayHaveHoles = process.platform === 'win32' || stat.blocks * BLOCK_BYTES < stat.size;
    return { identity, size: Number(stat.size), written, stamp: `${written} ${stat.ctimeNs}`, mayHaveHoles };
  } catch {
    return null;
  }
}

/**
 * Whether a file begins as a write-ahead log does (https://sqlite.org/fileformat.html, 4.1): one that was cut off while its
 * writer goes on begins with nothing. An empty one holds nothing yet. Never to be asked of a database: closing that would
 * drop the locks which this program has on it.
 */
export function beginsAsLog(path: string): boolean {
  const start = Buffer.alloc(4);
  try {
    const file = openSync(path, 'r');
    try {
      const read = readSync(file, start, 0, 4, 0);
      return read === 0 || (start.readUInt32BE(0) & 0xff_ff_ff_fe) >>> 0 === 0x37_7f_06_82;
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}
