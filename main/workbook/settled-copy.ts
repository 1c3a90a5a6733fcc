import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { numeral } from '../domain/words/counted.ts';
import { isNoRoom } from '../platform/no-room.ts';
import { makeTemporaryFolder } from '../platform/temporaries.ts';
import type { Header } from './header.ts';
import type { MigratedCopy } from './migrate-copy.ts';
import { openFile } from './open-file.ts';

/**
 * Whether a file that nobody has open was copied while it was: its first page speaks of a log which is not beside it. A
 * workbook whose program was killed has its log, and nothing is missing then.
 */
export const wasCopiedWhileOpen = (header: Header): boolean => header.openWhenWritten && !header.hasLog;

/** How many answers such a copy lacks cannot be told from the copy. */
export const copiedWords = (name: string): string =>
  `${name} was copied while it was open (or lost the log beside it): the last answers recorded before may be missing. Close the original properly and copy it again, or make the copy with "Save a copy".`;

/**
 * Copies a workbook that its writer did not close, with the log or journal beside it, to a temporary folder that only its
 * owner can read, and puts the copy in order, so that it can be read while the file itself and what lies beside it keep
 * every byte. Throws DISK_FULL where there is no room for the copy.
 */
export function settledCopy(file: string, header: Header, name: string): MigratedCopy {
  const folder = makeTemporaryFolder(tmpdir(), 'demarc-unclosed-');
  const path = join(folder, name);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    for (const end of ['', '-wal', '-journal'])
      if (existsSync(`${file}${end}`)) copyFileSync(`${file}${end}`, `${path}${end}`);
    const connection = openFile(path, { readonly: false, name });
    try {
      connection.raw.pragma('journal_mode = DELETE');
    } finally {
      connection.close();
    }
    return { path, remove };
  } catch (error) {
    remove();
    if (!isNoRoom(error)) throw error;
    throw new DemarcError(
      'DISK_FULL',
      `${name} was not closed by the program that last wrote it, and there is no room for the copy that reading it needs (${numeral(header.bytes)} bytes in ${tmpdir()}). Make room, or open it once where it can be written.`,
    );
  }
}
