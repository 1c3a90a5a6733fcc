import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DemarcError, invalidInput } from '../contract/errors.ts';
import { makeFolder, nothingWritten, refusedBy } from './make-folder.ts';
import { isNoRoom } from './no-room.ts';
import { readableLike } from './private-files.ts';
import { noteTemporary, removeTemporary } from './temporaries.ts';

/**
 * A name beside `target` on the same file system, so that the rename at the end cannot be a copy. INVALID_INPUT when
 * nothing could be written there, which is better said before an hour of work than after it.
 */
export function temporaryBeside(target: string): string {
  const folder = dirname(target);
  const there = statOf(target, folder);
  if (there?.isDirectory()) throw invalidInput(`${target} is a folder. Give the name of a file.`);
  // The rename would put a file in the place of a device such as /dev/null, for the whole machine.
  if (there && !there.isFile())
    throw invalidInput(`${target} is a device or a pipe, not a file. Give the name of a file.`);
  if (!statOf(folder, folder)?.isDirectory())
    throw invalidInput(`There is no folder ${folder}. Make it first, or choose another place.`);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw nothingWritten(folder);
  }
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.tmp`);
  noteTemporary(temporary);
  return temporary;
}

/** A place that this account may not even look at is one where nothing can be written. */
function statOf(path: string, folder: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    throw nothingWritten(folder);
  }
}

/**
 * Makes a finished temporary file the target, durably: bytes first, then the name, then the folder's own entry. A new
 * file is its owner's alone; one that takes the place of another can be read by whoever could read that one.
 */
export function commitTemporary(temporary: string, target: string): void {
  readableLike(temporary, target);
  syncPath(temporary, 'r+');
  renameSync(temporary, target);
  // Windows can neither open nor sync a folder; its rename is journalled.
  if (process.platform !== 'win32') syncPath(dirname(target), 'r');
}

/**
 * Gives a finished temporary file its name, durably, where nothing bears that name yet; of several programs one does. CONFLICT when there is a
 * file already, which stays as it is.
 */
export function nameTemporary(temporary: string, target: string): void {
  syncPath(temporary, 'r+');
  try {
    takeName(temporary, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw nameTaken(target);
    throw error;
  }
  if (process.platform !== 'win32') syncPath(dirname(target), 'r');
}

/** CONFLICT for a name that a file bears already. */
export const nameTaken = (target: string): DemarcError =>
  new DemarcError(
    'CONFLICT',
    `${basename(target)} exists already and was left untouched. Choose another name.`,
  );

/** A link is made or refused in one step, where a rename would silently put the file in the place of another. */
function takeName(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    // File systems without hard links (FAT, some shares): an exclusively made empty file holds the name for the rename.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
    closeSync(openSync(target, 'wx', 0o600));
    renameSync(temporary, target);
    return;
  }
  unlinkSync(temporary);
}

/** Writes a whole file or none of it: a reader sees the old bytes or the new ones. Makes the folder. DISK_FULL where there is no room, INVALID_INPUT where nothing may be written. */
export function writeFileAtomically(target: string, data: string | Uint8Array, mode = 0o600): void {
  try {
    makeFolder(dirname(target));
    writeWhole(target, data, mode);
  } catch (error) {
    if (!isNoRoom(error)) throw refusedBy(error, dirname(target));
    throw new DemarcError(
      'DISK_FULL',
      `There is no room left for ${target} (the disk or your share of it is full, or files may not grow further). What was there before stays. Make room, then do it again.`,
    );
  }
}

function writeWhole(target: string, data: string | Uint8Array, mode: number): void {
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
    removeTemporary(temporary);
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
