import { chmodSync, copyFileSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { numeral } from '../domain/words/counted.ts';
import { isNoRoom } from '../platform/no-room.ts';
import { makeTemporaryFolder } from '../platform/temporaries.ts';
import { explain } from './explain.ts';
import { lookAt } from './guard/file-look.ts';
import { type Header, readHeader } from './header.ts';
import { holderOf } from './lock.ts';
import type { MigratedCopy } from './migrate-copy.ts';
import { openFile, QUICK_CHECK_BYTES } from './open-file.ts';
import { type Beside, strayBeside, strayWords } from './stray-log.ts';

/**
 * Whether a file that nobody has open was copied while it was: its first page speaks of a log which is not beside it. A
 * workbook whose program was killed has its log, and nothing is missing then. Nor is anything where its program was killed as it began or
 * ended to write with a log, which it does with a journal and no log beside it.
 */
export const wasCopiedWhileOpen = (header: Header, stray: readonly Beside[] = []): boolean =>
  header.openWhenWritten &&
  (!header.hasLog || stray.includes('-wal')) &&
  (!header.hasJournal || stray.includes('-journal'));

/** How many answers such a copy lacks cannot be told from the copy. */
export const copiedWords = (name: string): string =>
  `${name} was copied while it was open (or lost the log beside it): the last answers recorded before may be missing. Close the original properly and copy it again, or make the copy with "Save a copy".`;

/**
 * Copies a workbook that its writer did not close, with the log or journal beside it unless that is another's, to a temporary folder
 * that only its owner can read, and puts the copy in order, so that it can be read while the file itself and what lies beside it keep
 * every byte. Throws DISK_FULL where there is no room for the copy.
 */
export function settledCopy(
  file: string,
  header: Header,
  name: string,
  stray: readonly Beside[] = [],
): MigratedCopy {
  const folder = makeTemporaryFolder(tmpdir(), 'demarc-unclosed-');
  const path = join(folder, name);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const own = (['-wal', '-journal'] as const).filter((end) => !stray.includes(end));
    for (const end of ['', ...own]) {
      if (!existsSync(`${file}${end}`)) continue;
      copyFileSync(`${file}${end}`, `${path}${end}`);
      // A file that may only be read has a copy that may be written, or nothing could be played into it.
      chmodSync(`${path}${end}`, 0o600);
    }
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
      `${name} was not closed by the program that last wrote it, and there is no room for the copy that reading it needs (${numeral(header.bytes)} bytes in ${tmpdir()}). Make room there, then do this again.`,
    );
  }
}

/**
 * Looks a file that was not closed over on a copy, before it is opened for writing: that plays what lies beside it into it, even where it
 * is refused then. Returns the schema that it has with that played in. WORKBOOK_DAMAGED, or DISK_FULL where there is no room to look, with
 * every byte in place. One that is too big to be looked over on a copy has its journal played in, as its opening would.
 */
export function requireWholeUnclosed(file: string, header: Header, name: string): number {
  if (header.bytes > QUICK_CHECK_BYTES)
    return existsSync(`${file}-journal`) ? takeBack(file, name).userVersion : header.userVersion;
  const looks = () => ['', '-wal', '-journal'].map((end) => lookAt(`${file}${end}`)?.written).join();
  const before = looks();
  let copy: MigratedCopy | null = null;
  try {
    copy = settledCopy(file, header, name);
    openFile(copy.path, { readonly: true, pages: true, name }).close();
    return readHeader(copy.path, name).userVersion;
  } catch (error) {
    const told = explain(error, { name, when: 'opening' });
    // Somebody else is at work on it otherwise.
    if (looks() === before) throw told;
    return header.userVersion;
  } finally {
    copy?.remove();
  }
}

/** Of a migration that a kill cut off the first page can have the new version, and the journal the older one: takes that back. */
export function takeBack(file: string, name: string): Header {
  openFile(file, { readonly: false, name }).close();
  return readHeader(file, name);
}

/**
 * What another's file has to be read from where it cannot be read as it lies there, and what is to be known of it, in sentences: it was
 * copied while it was open, or what lies beside it is not its own.
 */
export function settledOther(
  file: string,
  header: Header,
  name: string,
): { readonly copy: MigratedCopy | null; readonly notices: readonly string[] } {
  const held = holderOf(file) !== null;
  const stray = strayBeside(file, header, held);
  const copied = !held && wasCopiedWhileOpen(header, stray);
  return {
    copy: copied || stray.length > 0 ? settledCopy(file, header, basename(file), stray) : null,
    notices: [
      ...(copied ? [copiedWords(name)] : []),
      ...(stray.length > 0 ? [strayWords(name, stray, [])] : []),
    ],
  };
}
