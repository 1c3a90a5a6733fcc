import { chmodSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isNoRoom } from '../../platform/no-room.ts';
import { readHead } from '../change-log.ts';
import type { Connection, ReadDb } from '../connection.ts';
import { APPLICATION_ID } from '../header.ts';
import { migrate, SCHEMA_VERSION } from '../migrations/index.ts';
import { createFile, openFile } from '../open-file.ts';
import { type Backup, keyOf, listFolder } from './list.ts';
import { blocksOf, idOf, partialOf, removeUnnamedBlocks, storeCopyNow, takeOut } from './stored.ts';

/** What became of the backups of a workbook. */
export interface RewrittenBackups {
  readonly rewritten: number;
  /** Of an older schema, or damaged: nothing could be erased in them, so they went as a whole. */
  readonly removed: number;
  readonly kept: number;
}
export interface Rewriting {
  /** Folders that no other program writes to: others may hold the blocks of a backup that is being made. */
  readonly alone: ReadonlySet<string>;
  /** Whether a backup can be of the workbook, from the outside: by its name, or by what stands in its file. */
  readonly isSeenToBeOwn: (backup: Backup, far: 'beginning' | 'name') => boolean;
  /** Whether a backup is of the workbook, of whatever schema. */
  readonly isOwn: (backup: ReadDb) => boolean;
  /** Fills an empty file with what a backup is to hold from now on. False where the backup may stay as it is, null where it can only go. */
  readonly rewrite: (made: Connection, backup: Connection) => boolean | null;
}

/**
 * Writes every backup of a workbook in these folders anew, each under the name that its new head gives it. One that cannot be written
 * anew goes, and what is of another workbook stays. Throws DISK_FULL, and what `rewrite` throws of a sound backup, and then that one
 * is as it was. Yields how many are done, of how many; whoever stops asking has stopped it between two of them.
 */
export function* rewriteBackups(
  folders: readonly string[],
  rewriting: Rewriting,
): Generator<readonly [done: number, total: number], RewrittenBackups> {
  const counts = { rewritten: 0, removed: 0, kept: 0 };
  const all = folders.flatMap(listFolder);
  const gone = new Set<string>();
  for (const [done, backup] of all.entries()) {
    yield [done, all.length];
    const blocks = blocksOf(backup.path);
    const what = rewriteOne(backup, rewriting);
    counts[what] += 1;
    if (what !== 'kept') for (const block of blocks) gone.add(block);
  }
  for (const folder of folders)
    removeUnnamedBlocks(folder, rewriting.alone.has(folder) ? 0 : undefined, gone);
  return counts;
}

function rewriteOne(backup: Backup, rewriting: Rewriting): keyof RewrittenBackups {
  const folder = dirname(backup.path);
  const whole = partialOf(join(folder, 'whole'));
  const erased = partialOf(join(folder, 'erased'));
  try {
    const source = openWhole(backup, whole);
    // What another workbook took from this one names it as well: of a damaged one in a place that others have, only its own name counts.
    const isOwn =
      source === null
        ? rewriting.isSeenToBeOwn(backup, rewriting.alone.has(folder) ? 'beginning' : 'name')
        : rewriting.isOwn(source);
    const isRecordable = source?.raw.pragma('user_version', { simple: true }) === SCHEMA_VERSION;
    if (source === null || !isOwn || !isRecordable) {
      source?.close();
      if (isOwn) rmSync(backup.path, { force: true });
      return isOwn ? 'removed' : 'kept';
    }
    const made = createFile(erased);
    let name: string;
    try {
      made.raw.pragma(`application_id = ${APPLICATION_ID}`);
      migrate(made);
      const isRewritten = rewriting.rewrite(made, source);
      if (isRewritten === null) rmSync(backup.path, { force: true });
      if (isRewritten !== true) return isRewritten === null ? 'removed' : 'kept';
      const head = readHead(made);
      name = `${idOf(backup.path).replace(/-r\d{1,15}-[0-9a-f]{16}$/, '')}-r${head.rev}-${keyOf(head)}`;
    } finally {
      source.close();
      made.close();
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

/** Null for a backup that is damaged, or not whole. */
function openWhole(backup: Backup, whole: string): Connection | null {
  try {
    takeOut(backup.path, whole);
    return openFile(whole, { readonly: true, pages: true });
  } catch (error) {
    // It is as sound as before there was no room to look at it.
    if (isNoRoom(error)) throw error;
    return null;
  }
}
