import { chmodSync, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { numeral } from '../domain/words/counted.ts';
import { isNoRoom } from '../platform/no-room.ts';
import { makeTemporaryFolder } from '../platform/temporaries.ts';
import { GENESIS } from './change-log.ts';
import type { Connection } from './connection.ts';
import { explain, isDiskError, isNotWritable } from './explain.ts';
import { lookAt } from './guard/file-look.ts';
import type { Header } from './header.ts';
import { migrate, SCHEMA_VERSION } from './migrations/index.ts';
import { nameBeside } from './name-beside.ts';
import { type Link, openFile, QUICK_CHECK_BYTES, readLinks } from './open-file.ts';
import { requireSoundRecord } from './state/check.ts';

/** What a program that was killed leaves beside the file that it was writing, and SQLite plays back into whatever file has the name by then. */
export type Beside = '-wal' | '-journal';

/**
 * Which of what lies beside a file is another's: somebody put this file (a backup, the version of a sync program) in the place of one
 * whose program was killed. A file that was closed has no log. Of one that was copied while it was open what it holds decides, up to
 * the size to which its pages are looked over: alone it is whole and sound, and what lies beside it leads to no log that goes on from
 * there. Of one that somebody has open (`held`) only the first is asked. No byte is changed. DISK_FULL where there is no room to look:
 * a log that is played into another file cannot be taken out of it again.
 */
export function strayBeside(file: string, header: Header, held: boolean): readonly Beside[] {
  const log: readonly Beside[] = header.hasStrayLog ? ['-wal'] : [];
  const own = (['-wal', '-journal'] as const).filter((end) => !log.includes(end) && sizeOf(file, end) > 0);
  const bytes = header.bytes + own.reduce((sum, end) => sum + sizeOf(file, end), 0);
  if (held || own.length === 0 || bytes > QUICK_CHECK_BYTES || header.userVersion > SCHEMA_VERSION)
    return log;
  const looks = () => ['', ...own].map((end) => lookAt(`${file}${end}`)?.written).join();
  const before = looks();
  let folder: string | null = null;
  try {
    folder = makeTemporaryFolder(tmpdir(), 'demarc-beside-');
    const isOwn = goesOn(file, folder, own);
    // Somebody is at work on it after all, past the lock.
    return isOwn || looks() !== before ? log : [...log, ...own];
  } catch (error) {
    if (looks() !== before) return log;
    // Of a copy of our own a refusal in words tells of the disk as well; of anything else it is told where the file is opened.
    const isOfDisk = [isNoRoom, isDiskError, isNotWritable, isMissing].some((is) => is(error));
    if (!isOfDisk && !(error instanceof DemarcError)) return log;
    throw new DemarcError(
      'DISK_FULL',
      `${basename(file)} was not closed by the program that last wrote it, and the copies by which it is told whether what lies beside it is its own cannot be made (${numeral(2 * bytes)} bytes in ${tmpdir()}). It was left untouched. Make room there, or make that folder one in which files can be made, and open it again.`,
    );
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
const sizeOf = (file: string, end: Beside): number =>
  statSync(`${file}${end}`, { throwIfNoEntry: false })?.size ?? 0;

/**
 * Whether what lies beside a file leads on from what the file holds, or the file cannot do without it. Entries that follow from the file's
 * own show whose log it is, whatever else somebody wrote there meanwhile: that is found where the file is opened. Without any it has to
 * leave the file sound.
 */
function goesOn(file: string, folder: string, own: readonly Beside[]): boolean {
  const name = basename(file);
  const together = copyOf(file, folder, own);
  const alone = copyOf(file, folder, []);
  const [log, before] = [readLinks(together) ?? [], readLinks(alone) ?? []];
  const isAfter = isUnbroken(log) && before.length > 0 && holds(log, before.at(-1));
  if (isAfter && log.length > before.length) return true;
  // A journal takes back what was being written.
  const isBefore = own.includes('-journal') && log.length > 0 && holds(before, log.at(-1));
  if ((isAfter || isBefore) && isSound(together, name)) return true;
  return !isSound(alone, name);
}

const holds = (log: readonly Link[], entry: Link | undefined): boolean =>
  entry !== undefined && log[entry.rev - 1]?.hash === entry.hash;
const isUnbroken = (log: readonly Link[]): boolean =>
  log.every(({ rev, previousHash }, at) => rev === at + 1 && previousHash === (log[at - 1]?.hash ?? GENESIS));

function copyOf(file: string, folder: string, beside: readonly Beside[]): string {
  const copy = join(folder, beside.length === 0 ? 'alone' : 'together');
  for (const end of ['', ...beside]) {
    copyFileSync(`${file}${end}`, `${copy}${end}`);
    // A file that may only be read has a copy that may be, too.
    chmodSync(`${copy}${end}`, 0o600);
  }
  return copy;
}

function isSound(copy: string, name: string): boolean {
  let connection: Connection | null = null;
  try {
    connection = openFile(copy, { readonly: false, pages: true });
    // A journal can take back the last step of a migration: what is of an older schema is looked over as it is once it is brought up to date.
    migrate(connection);
    requireSoundRecord(connection, name, 'it is not read');
    return true;
  } catch (error) {
    const told = explain(error, { name, when: 'open' });
    if (told instanceof DemarcError && told.code === 'WORKBOOK_DAMAGED') return false;
    throw told;
  } finally {
    connection?.close();
  }
}

/** Takes back what `setAside` did, where nothing of that name has come up since. */
export function putBack(file: string, beside: readonly Beside[], aside: readonly string[]): void {
  for (const [at, end] of beside.entries()) {
    const from = join(dirname(file), aside[at] ?? '');
    if (!existsSync(`${file}${end}`) && existsSync(from)) renameSync(from, `${file}${end}`);
  }
}

/** Gives what is another's a name of its own beside the file, under which nothing takes it for a log; returns the new names. */
export function setAside(file: string, beside: readonly Beside[], instant: string): readonly string[] {
  return beside.map((end) => {
    const name = freeName(file, end, instant);
    renameSync(`${file}${end}`, join(dirname(file), name));
    return name;
  });
}

function freeName(file: string, end: Beside, instant: string): string {
  for (let n = 1; ; n += 1) {
    const name = nameBeside(file, { how: 'left over', instant, n, ending: `.${end.slice(1)}` });
    if (!existsSync(join(dirname(file), name))) return name;
  }
}

/** What is said of it: `aside` are the names that it was given, none where nothing was touched. */
export function strayWords(name: string, beside: readonly Beside[], aside: readonly string[]): string {
  const what = beside.map((end) => `${name}${end}`).join(' and ');
  const became =
    aside.length === 0
      ? `Beside ${name} lies ${what}, left by a program that was ended in the middle of its work on another file of that name: it was not read, and stays as it is.`
      : `Beside ${name} lay ${what}, left by a program that was ended in the middle of its work on another file of that name: it was not read, and is called ${aside.map((one) => `"${one}"`).join(' and ')} now.`;
  return `${became} If ${name} was put there on purpose, from a backup or by a sync program, nothing is missing in it; what was recorded last in the file before it may be in what was left alone.`;
}
