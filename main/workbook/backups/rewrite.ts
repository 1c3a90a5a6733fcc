import { chmodSync, existsSync, rmSync, statSync } from 'node:fs';
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
import { type Backup, keyOf, listFolder, listOthers, listReadable } from './list.ts';
import { idOf, partialOf, removeUnnamedBlocks, storeCopyNow, takeOut, takeOutRest } from './stored.ts';

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
  /** Folders that are the workbook's own. */
  readonly near: ReadonlySet<string>;
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
  /** Folders in which something was of the workbook. */
  const touched = new Set<string>();
  for (const [done, backup] of all.entries()) {
    yield [done, all.length];
    const what = rewriteWithRoom(backup, rewriting);
    if (what === 'unread') unread.push(backup.path);
    else counts[what] += 1;
    if (what === 'rewritten' || what === 'removed') touched.add(dirname(backup.path));
  }
  for (const folder of folders) {
    const isOwn = rewriting.near.has(folder) || touched.has(folder);
    if (isOwn) unread.push(...listOthers(folder));
    // What is left beside backups of another workbook alone is that one's.
    if (!isCleared(folder, isOwn ? 0 : undefined) && isOwn) unread.push(folder);
  }
  return { ...counts, unread };
}

/**
 * What a list named that is gone, or what a kill left, may hold what was erased, and goes. Where nothing of the workbook was found it may be of a
 * backup that is on its way there, unless it has been lying there for long. False where something is left that nobody can tell.
 */
export function isCleared(folder: string, olderThanMs?: number): boolean {
  try {
    return removeUnnamedBlocks(folder, olderThanMs);
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
      if (hasOwnLog(backup)) return 'unread';
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

function removedIf(backup: Backup, isToGo: boolean | null): Became {
  if (isToGo === null || (isToGo && hasOwnLog(backup))) return 'unread';
  if (isToGo) rmSync(backup.path, { force: true });
  return isToGo ? 'removed' : 'kept';
}

/** Somebody opened it as a workbook, and works in it or was stopped there: what the log holds is in no copy of the file. */
const hasOwnLog = ({ path }: Backup): boolean =>
  ['-wal', '-journal'].some((end) => (statSync(`${path}${end}`, { throwIfNoEntry: false })?.size ?? 0) > 0);

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
  const file = openBytesSync(whole, 'r+');
  try {
    const head = Buffer.alloc(100);
    file.read(head, 0);
    const pageBytes = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
    // SQLite opens no file that is shorter than it says, and the first pages know of none of those that were cut off.
    if (pageBytes > 0) {
      head.writeUInt32BE(Math.floor(file.size() / pageBytes), 28);
      file.write(head, 0);
    }
  } finally {
    file.close();
  }
  return readIdentity(whole);
}
