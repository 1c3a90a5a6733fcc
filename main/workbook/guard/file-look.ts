import { statSync } from 'node:fs';

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
