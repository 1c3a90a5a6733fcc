import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { DemarcError, invalidInput } from '../contract/errors.ts';
import { commitTemporary, temporaryBeside } from '../platform/atomic-write.ts';
import { piecesOfFile } from '../platform/file-pieces.ts';
import { isNoRoom } from '../platform/no-room.ts';
import { removeTemporary } from '../platform/temporaries.ts';
import { isWorkbook } from '../workbook/header.ts';

/**
 * A name beside the target of an export, which is given its own name when it is complete. INVALID_INPUT where nothing could be
 * written, and where a workbook lies: one slip of a shell's history must not cost an assessment.
 */
export function besideTarget(target: string): string {
  const temporary = temporaryBeside(target);
  if (isWorkbook(target))
    throw invalidInput(
      `${basename(target)} is a Demarc workbook, and no export takes the place of one. Give the file another name.`,
    );
  return temporary;
}

/**
 * Writes files, each beside its target, and gives all of them their names only when `write` has read each back and thrown nothing.
 * Whatever it throws, what it wrote is thrown away; DISK_FULL and INVALID_INPUT where a place takes nothing.
 */
export async function writeAllBeside<F extends { readonly path: string }, T>(
  files: readonly F[],
  write: (file: F, temporary: string, index: number) => Promise<T>,
): Promise<readonly T[]> {
  const staged: { readonly temporary: string; readonly path: string }[] = [];
  const written: T[] = [];
  let at = '';
  try {
    for (const [index, file] of files.entries()) {
      at = file.path;
      const temporary = besideTarget(at);
      staged.push({ temporary, path: at });
      written.push(await write(file, temporary, index));
    }
    for (const { temporary, path } of staged) {
      at = path;
      commitTemporary(temporary, path);
    }
    return written;
  } catch (error) {
    for (const { temporary } of staged) removeTemporary(temporary);
    throw cannotWrite(error, at) ?? error;
  }
}

/** `writeAllBeside` of one file. */
export async function writeBeside<T>(target: string, write: (temporary: string) => Promise<T>): Promise<T> {
  const [written] = await writeAllBeside([{ path: target }], (_, temporary) => write(temporary));
  return written as T;
}

/** A file that was read back and does not hold what it should: never given its name, and a fault of ours. */
export const incomplete = (
  target: string,
  problems: readonly string[] = [],
  details?: unknown,
): DemarcError =>
  new DemarcError(
    'UNEXPECTED',
    `${basename(target)} did not come out complete, so it was thrown away${problems.length > 0 ? `: ${problems.slice(0, 3).join(' ')}` : '.'} The workbook is safe; please report this.`,
    details,
  );

/** SHA-256 of a file, as lower-case hexadecimal. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of piecesOfFile(path)) hash.update(bytes);
  return hash.digest('hex');
}

/** The refusal behind an error of the file system, DISK_FULL where there is no room; null for any other error. */
export function cannotWrite(error: unknown, path: string): DemarcError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'the folder does not exist',
    EACCES: 'the folder may not be written',
    EPERM: 'the folder may not be written',
    EROFS: 'the disk is read-only',
    EISDIR: 'there is a folder of that name',
  };
  if (isNoRoom(error))
    return new DemarcError(
      'DISK_FULL',
      `${path} cannot be written: there is no room left (the disk or your share of it is full, or files may not grow further). Nothing was written. Make room, or choose another place.`,
    );
  const reason = reasons[code];
  return reason
    ? new DemarcError('INVALID_INPUT', `${path} cannot be written: ${reason}. Choose another place.`)
    : null;
}
