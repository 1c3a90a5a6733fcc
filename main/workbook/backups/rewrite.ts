import { chmodSync, existsSync, rmSync, statSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import { openBytesSync } from '../../platform/byte-file.ts';
import { isNoRoom } from '../../platform/no-room.ts';
import { readHead } from '../change-log.ts';
import type { Connection, ReadDb } from '../connection.ts';
import { isDamage, isDiskError, isNotWritable } from '../explain.ts';
import { APPLICATION_ID } from '../header.ts';
import { migrate, SCHEMA_VERSION } from '../migrations/index.ts';
import { createFile, openFile, readIdentity } from '../open-file.ts';
import { type Backup, keyOf, listFolder, listReadable } from './list.ts';
import { clearBlocks, idOf, partialOf, storeCopyNow, takeOut, takeOutRest } from './stored.ts';

/** What became of the backups of a workbook. */
export interface RewrittenBackups {
  readonly rewritten: number;
  /** Of an older schema, or damaged: nothing could be erased in them, so they went as a whole. */
  readonly removed: number;
  readonly kept: number;
  /** Paths of backups, and of folders with some, that could not be looked into or written, or of which nobody can tell whose they are. */
  readonly unread: readonly string[];
}
export interface Rewriting {
  /** What the workbook is called in a sentence. */
  readonly name: string;
  /** Whether a backup in this folder is of the workbook, of whatever schema; null where nobody can tell. */
  readonly isOwn: (backup: ReadDb, folder: string) => boolean | null;
  /** The same of a damaged one, by its name and by the identity that can still be read in it; null where nobody can tell. */
  readonly isOwnDamaged: (backup: Backup, identity: string | null, folder: string) => boolean | null;
  /** Fills an empty file with what a backup is to hold from now on. False where the backup may stay as it is, null where it can only go. */
  readonly rewrite: (made: Connection, backup: Connection) => boolean | null;
}
type Became = 'rewritten' | 'removed' | 'kept' | 'unread';

/**
 * Writes every backup of a workbook in these folders anew, each under the name that its new head gives it. One that cannot be written
 * anew goes, what is of another workbook stays, and what cannot be looked into is named. Throws DISK_FULL, and what `rewrite` throws of a
 * sound backup, and then that one is as it was. Yields how many are done, of how many; whoever stops asking has stopped it between two of them.
 */
export function* rewriteBackups(
  folders: readonly string[],
  rewriting: Rewriting,
): Generator<readonly [done: number, total: number], RewrittenBackups> {
  const counts = { rewritten: 0, removed: 0, kept: 0 };
  const unread = folders.filter((folder) => listReadable(folder) === null);
  const all = folders.flatMap(listFolder);
  for (const [done, backup] of all.entries()) {
    yield [done, all.length];
    const what = rewriteWithRoom(backup, rewriting);
    if (what === 'unread') unread.push(backup.path);
    else counts[what] += 1;
  }
  for (const folder of folders) if (!isCleared(folder)) unread.push(folder);
  return { ...counts, unread };
}

function isCleared(folder: string): boolean {
  try {
    return clearBlocks(folder);
  } catch (error) {
    if (isOfFiles(error)) return false;
    throw error;
  }
}

function rewriteWithRoom(backup: Backup, rewriting: Rewriting): Became {
  try {
    return rewriteOne(backup, rewriting);
  } catch (error) {
    if (isNoRoom(error) || (error instanceof DemarcError && error.code === 'DISK_FULL'))
      throw new DemarcError(
        'DISK_FULL',
        `There is no room left in ${dirname(backup.path)} to write the backups of ${rewriting.name} anew, so the workbook is as it was; what was written anew so far stays so. Make room there, then do this again.`,
      );
    if (isOfFiles(error)) return existsSync(backup.path) ? 'unread' : 'kept';
    throw error;
  }
}
/** The operating system does not let it be read, written or removed. */
const isOfFiles = (error: unknown): boolean =>
  isDiskError(error) || isNotWritable(error) || (error instanceof Error && 'syscall' in error);

function rewriteOne(backup: Backup, rewriting: Rewriting): Became {
  const folder = dirname(backup.path);
  const whole = partialOf(join(folder, 'whole'));
  const erased = partialOf(join(folder, 'erased'));
  try {
    const damaged = () =>
      removedIf(backup, rewriting.isOwnDamaged(backup, identityLeft(backup, whole), folder));
    const source = openWhole(backup, whole);
    if (source === null) return damaged();
    let name: string;
    try {
      const isOwn = rewriting.isOwn(source, folder);
      if (isOwn !== true) return isOwn === null ? 'unread' : 'kept';
      if (source.raw.pragma('user_version', { simple: true }) !== SCHEMA_VERSION)
        return removedIf(backup, true);
      const made = createFile(erased);
      try {
        made.raw.pragma(`application_id = ${APPLICATION_ID}`);
        migrate(made);
        const isRewritten = rewriting.rewrite(made, source);
        if (isRewritten !== true) return removedIf(backup, isRewritten === null);
        const head = readHead(made);
        name = `${idOf(backup.path).replace(/-r\d{1,15}-[0-9a-f]{16}$/, '')}-r${head.rev}-${keyOf(head)}`;
      } finally {
        made.close();
      }
    } catch (error) {
      // Not every page is looked at before it is read.
      if (!isDamage(error)) throw error;
      source.close();
      return damaged();
    } finally {
      source.close();
    }
    chmodSync(erased, 0o600);
    storeCopyNow(erased, folder, name);
    rmSync(backup.path, { force: true });
    return 'rewritten';
  } finally {
    for (const path of [whole, erased])
      for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  }
}

function removedIf({ path }: Backup, isToGo: boolean | null): Became {
  if (isToGo === null) return 'unread';
  if (isToGo) rmSync(path, { force: true });
  return isToGo ? 'removed' : 'kept';
}

/** Null for a backup that is damaged, or not whole. Throws where the disk, or who may use it, keeps it from being looked at: it is as sound as before. */
function openWhole(backup: Backup, whole: string): Connection | null {
  try {
    takeOut(backup.path, whole);
    return openFile(whole, { readonly: true, pages: true });
  } catch (error) {
    if (isNoRoom(error) || isOfFiles(error)) throw error;
    return null;
  }
}

/** Which workbook a damaged backup is of, by what is left of it. */
function identityLeft(backup: Backup, whole: string): string | null {
  rmSync(whole, { force: true });
  takeOutRest(backup.path, whole);
  const file = openBytesSync(whole, 'r');
  const head = Buffer.alloc(100);
  try {
    file.read(head, 0);
  } finally {
    file.close();
  }
  // SQLite opens no file that is shorter than it says; what was cut off is nothing, which it reads in none of the first pages.
  const says = (head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16)) * head.readUInt32BE(28);
  if (says > statSync(whole).size && says < MOST_PADDED) truncateSync(whole, says);
  return readIdentity(whole);
}
const MOST_PADDED = 16 * 1024 ** 3;
