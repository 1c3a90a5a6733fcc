import { accessSync, closeSync, constants, openSync, readdirSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { seenIdentity } from '../identity.ts';
import { type FileLook, lookAt } from './file-look.ts';

/** Where the file of an open workbook lies. */
export interface Place {
  /** Whether the file still lies there under all its names. Throws what the operating system says where nobody can tell. */
  isThere(): boolean;
  /** What keeps this program from seeing or reading whatever lies there; null where nothing does. */
  closedBy(): unknown;
  /** The file that is open, wherever it lies by now; null where the operating system does not show it. */
  openFile(): FileLook | null;
}

/** `file` is `path` with symbolic links followed, and `identity` that of the file as it was opened. */
export function watchPlace({
  file,
  path,
  identity,
}: {
  readonly file: string;
  readonly path: string;
  readonly identity: string;
}): Place {
  const names = [...new Set([file, path])].map((name) => ({ name, drive: driveOf(dirname(name)) }));
  const isAt = ({ name, drive }: { name: string; drive: bigint | null }): boolean => {
    const seen = seenIdentity(name);
    if (seen === null && driveOf(dirname(name)) !== drive)
      throw Object.assign(new Error('its drive is not there'), { code: 'ENODEV' });
    return seen === identity;
  };
  const isThere = () => names.every(isAt);
  return {
    isThere,
    closedBy() {
      try {
        if (!isThere()) return null;
        // Never by opening the file itself: closing it again would let go of what SQLite holds there.
        accessSync(file, constants.R_OK);
        closeSync(openSync(devNull, 'r'));
        return null;
      } catch (error) {
        return error;
      }
    },
    openFile() {
      for (const open of openFiles()) {
        const look = lookAt(open);
        if (look?.identity === identity) return look;
      }
      return null;
    },
  };
}

/** The drive that a folder is on, or would be: that of the nearest folder above it which is there. */
function driveOf(folder: string): bigint | null {
  const stat = statSync(folder, { bigint: true, throwIfNoEntry: false });
  if (stat) return stat.dev;
  const above = dirname(folder);
  return above === folder ? null : driveOf(above);
}

/** What this program has open, where the operating system has a name for each. */
function openFiles(): readonly string[] {
  try {
    return readdirSync('/dev/fd').map((number) => `/dev/fd/${number}`);
  } catch {
    return [];
  }
}
