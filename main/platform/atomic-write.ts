import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A name beside `target` on the same file system, so that the rename at the end cannot be a copy. */
export function temporaryBeside(target: string): string {
  return join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.tmp`);
}

/** Makes a finished temporary file the target, durably: bytes first, then the name, then the folder's own entry. */
export function commitTemporary(temporary: string, target: string): void {
  syncPath(temporary, 'r+');
  renameSync(temporary, target);
  // Windows can neither open nor sync a folder; its rename is journalled.
  if (process.platform !== 'win32') syncPath(dirname(target), 'r');
}

export function discardTemporary(temporary: string): void {
  rmSync(temporary, { force: true });
}

/** Writes a whole file or none of it: a reader sees the old bytes or the new ones. */
export function writeFileAtomically(target: string, data: string | Uint8Array, mode = 0o600): void {
  const temporary = temporaryBeside(target);
  try {
    const file = openSync(temporary, 'wx', mode);
    try {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data;
      for (let written = 0; written < bytes.length; )
        written += writeSync(file, bytes, written, bytes.length - written);
    } finally {
      closeSync(file);
    }
    commitTemporary(temporary, target);
  } catch (error) {
    discardTemporary(temporary);
    throw error;
  }
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
