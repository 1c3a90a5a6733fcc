import { chmodSync, linkSync, rmSync, statfsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DemarcError } from '../../contract/errors.ts';
import { instantOf, stampOf } from '../../domain/backups.ts';
import { isNoRoom } from '../../platform/no-room.ts';
import { type Head, readHead } from '../change-log.ts';
import type { Connection } from '../connection.ts';
import { openFile } from '../open-file.ts';
import { type CopyControls, copyPages } from '../save-copy.ts';
import {
  type Backup,
  type BackupPlaces,
  folderForNext,
  keyOf,
  listFolder,
  nameOf,
  placesOf,
  prune,
  sweepBlocks,
} from './list.ts';
import { idOf, isComplete, partialOf, storeCopy, storeCopyNow, storeWhole } from './stored.ts';

/** A script of a thousand commands is one sitting: a command makes no copy while there is one that is younger than this. */
export const BRIEF_SITTING_MS = 10 * 60 * 1000;
/** A copy must never be what fills the disk. */
const LEAVE_FREE_BYTES = 64 * 1024 * 1024;

export interface KeepOptions {
  readonly kind: 'sitting' | 'opening';
  /** The present, ISO in UTC. */
  readonly now: string;
  /** One command and out again. */
  readonly brief?: boolean;
  /** Of a copy that somebody waits for: gigabytes take their time. Once the signal fires, it throws and leaves nothing. */
  readonly controls?: CopyControls;
}

/**
 * Copies an open workbook unless a copy holds the same record already, or a command just before made one; returns the
 * path of the new copy, or null. Throws a DemarcError in words where there is no room, and then nothing is left behind.
 */
export async function keepCopy(
  connection: Connection,
  workbook: string,
  places: string | BackupPlaces,
  { kind, now, brief, controls }: KeepOptions,
): Promise<string | null> {
  const folder = folderForNext(places, workbook);
  const others = listFolder(folder);
  const head = readHead(connection);
  // One of which a block is gone gives nothing back.
  const same = others.filter((other) => other.key === keyOf(head) && isComplete(other.path));
  if (same.some((other) => other.kind === 'sitting' || other.kind === 'opening')) return null;
  if (brief === true && isCovered(others, kind, now)) return null;
  const stamp = stampOf(now);
  const [merged] = same.filter((other) => other.kind === 'merge');
  if (merged !== undefined) {
    const target = secondName(merged, folder, nameOf(kind, stamp, others, { head }));
    prune(folder, now);
    return target;
  }
  refuseWithoutRoom(folder, connection, workbook);
  const partial = partialOf(join(folder, `${stamp}-${kind}`));
  try {
    await copyState(connection, workbook, partial, { kind, controls });
    chmodSync(partial, 0o600);
    const copied = closeCopy(partial, workbook);
    const name = nameOf(kind, stamp, listFolder(folder), { head: copied });
    const target = await storeInPieces(partial, folder, name, controls);
    prune(folder, now);
    sweepBlocks(places);
    return target;
  } catch (error) {
    throw isNoRoom(error) ? noRoom(folder, workbook) : error;
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Progress is told in pages throughout. */
const PAGE_BYTES = 4096;

/** Stores what may be gigabytes without keeping everything else waiting. */
async function storeInPieces(
  from: string,
  folder: string,
  name: string,
  controls: CopyControls | undefined,
): Promise<string> {
  const { size } = statSync(from);
  const storing = storeCopy(from, folder, name);
  try {
    for (;;) {
      const step = storing.next();
      if (step.done) return step.value;
      controls?.progress(Math.floor(step.value / PAGE_BYTES), Math.ceil(size / PAGE_BYTES));
      await setImmediate();
      controls?.signal.throwIfAborted();
    }
  } finally {
    storing.return('');
  }
}

/** An opening is covered by any copy; the end of a sitting only by one that was made at the end of a sitting. */
function isCovered(others: readonly Backup[], kind: KeepOptions['kind'], now: string): boolean {
  return others.some((other) => {
    const age = Date.parse(now) - Date.parse(instantOf(other.stamp));
    const isIn = (kind === 'opening' || other.kind === 'sitting') && age >= 0 && age < BRIEF_SITTING_MS;
    return isIn && isComplete(other.path);
  });
}

/**
 * What an opening copies is the state that it found, while work goes on: with a write-ahead log a second connection holds
 * that state. Without one it would keep the writer waiting, so whoever opens waits for the copy instead.
 */
async function copyState(
  connection: Connection,
  workbook: string,
  partial: string,
  { kind, controls }: Pick<KeepOptions, 'kind'> & { readonly controls: CopyControls | undefined },
): Promise<void> {
  const copy = (from: Connection) =>
    controls === undefined ? from.raw.backup(partial) : copyPages(from, partial, controls);
  if (kind === 'sitting' || !hasAheadLog(connection)) {
    await copy(connection);
    return;
  }
  const reader = openFile(workbook, { readonly: true });
  try {
    reader.raw.exec('BEGIN');
    readHead(reader);
    await copy(reader);
  } finally {
    reader.close();
  }
}
/** Whether the open workbook writes ahead, so that it can be copied and written at once. */
export const hasAheadLog = (connection: Connection): boolean =>
  connection.raw.pragma('journal_mode', { simple: true }) === 'wal';

/** Makes the copy a properly closed workbook, which the pages of an open one are not, and reads what it holds. */
function closeCopy(partial: string, workbook: string): Head {
  const copy = openFile(partial, {
    readonly: false,
    pages: true,
    name: `The copy of ${basename(workbook)} for the backups`,
    remedy: `It was not kept. Run "demarc verify ${basename(workbook)}".`,
  });
  try {
    copy.raw.pragma('journal_mode = DELETE');
    return readHead(copy);
  } finally {
    copy.close();
  }
}

function refuseWithoutRoom(folder: string, connection: Connection, workbook: string): void {
  const pages = connection.raw.pragma('page_count', { simple: true }) as number;
  const pageSize = connection.raw.pragma('page_size', { simple: true }) as number;
  const { blocks, bavail, bsize } = statfsSync(folder);
  // Some file systems do not say how large they are.
  if (blocks > 0 && pages * pageSize + LEAVE_FREE_BYTES > bavail * bsize) throw noRoom(folder, workbook);
}
const noRoom = (folder: string, workbook: string): DemarcError =>
  new DemarcError(
    'DISK_FULL',
    `There is no room in ${folder} for a copy of ${basename(workbook)}. Make room there, or choose another folder for backups.`,
  );

/** One content under two names; where the disk cannot do that, a second copy. */
function secondName({ path }: Backup, folder: string, name: string): string {
  const target = join(folder, `${name}${basename(path).slice(idOf(path).length)}`);
  try {
    linkSync(path, target);
  } catch {
    storeWhole(path, target);
  }
  return target;
}

/** A copy before a migration, made while nothing has the file open. DISK_FULL where there is no room for it. */
export function backUpBeforeMigration(
  workbook: string,
  places: string | BackupPlaces,
  now: string,
  schema: number,
): string {
  settle(workbook);
  const head = headOf(workbook);
  const keep = (from: string | BackupPlaces): string => {
    const folder = folderForNext(from, workbook);
    const others = listFolder(folder);
    const there = others.find(
      (other) =>
        other.kind === 'migration' &&
        other.schema === schema &&
        head &&
        other.key === keyOf(head) &&
        isComplete(other.path),
    );
    if (there !== undefined) return there.path;
    const target = storeCopyNow(
      workbook,
      folder,
      nameOf('migration', stampOf(now), others, { head, schema }),
    );
    prune(folder, now);
    return target;
  };
  try {
    return keep(places);
  } catch {
    try {
      return keep(placesOf(places).own);
    } catch (error) {
      if (!isNoRoom(error)) throw error;
      throw noRoom(placesOf(places).own, workbook);
    }
  }
}

/** Takes what a crash left beside the file into it, so that the file alone is the whole workbook. */
function settle(workbook: string): void {
  const connection = openFile(workbook, { readonly: false });
  try {
    if ((connection.raw.pragma('journal_mode', { simple: true }) as string) !== 'delete')
      connection.raw.pragma('journal_mode = DELETE');
  } finally {
    connection.close();
  }
}

function headOf(workbook: string): Head | null {
  const connection = openFile(workbook, { readonly: true });
  try {
    return readHead(connection);
  } finally {
    connection.close();
  }
}

/**
 * Keeps the file that is about to be replaced, under a second name of a copy of the same record where there is one. It never
 * gives the workbook itself a second name: after a kill it could not be written any more. Nothing may have it open.
 */
export function backUpBeforeMerge(
  workbook: string,
  places: string | BackupPlaces,
  now: string,
  head: Head,
): void {
  const folder = folderForNext(places, workbook);
  const others = listFolder(folder);
  const name = nameOf('merge', stampOf(now), others, { head });
  const same = others.find((other) => other.key === keyOf(head) && isComplete(other.path));
  if (same === undefined) storeCopyNow(workbook, folder, name);
  else secondName(same, folder, name);
  prune(folder, now);
}
