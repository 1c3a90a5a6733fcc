import { chmodSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readHead } from '../change-log.ts';
import type { Connection } from '../connection.ts';
import { APPLICATION_ID } from '../header.ts';
import { migrate, SCHEMA_VERSION } from '../migrations/index.ts';
import { createFile, openFile } from '../open-file.ts';
import { type Backup, type BackupPlaces, foldersOf, keyOf, listFolder } from './list.ts';
import { idOf, partialOf, removeUnnamedBlocks, storeCopyNow, takeOut } from './stored.ts';

/** What became of the backups of a workbook. */
export interface RewrittenBackups {
  readonly rewritten: number;
  /** Of an older schema, or damaged: nothing could be erased in them, so they went as a whole. */
  readonly removed: number;
  readonly kept: number;
}
/** Fills an empty file with what a backup is to hold from now on. False where the backup may stay as it is, null where it can only go. */
export type Rewrite = (made: Connection, backup: Connection) => boolean | null;

/**
 * Writes every backup of a workbook anew, wherever it can be reached, each under the name that its new head gives it. One that
 * cannot be written anew goes. Throws what `rewrite` throws of a sound backup, and then that one is as it was. Yields how many are
 * done, of how many; whoever stops asking has stopped it between two of them.
 */
export function* rewriteBackups(
  places: string | BackupPlaces,
  workbook: string,
  rewrite: Rewrite,
): Generator<readonly [done: number, total: number], RewrittenBackups> {
  const counts = { rewritten: 0, removed: 0, kept: 0 };
  const folders = [...new Set(foldersOf(places, workbook))];
  const all = folders.flatMap(listFolder);
  for (const [done, backup] of all.entries()) {
    yield [done, all.length];
    counts[rewriteOne(backup, rewrite)] += 1;
  }
  for (const folder of folders) removeUnnamedBlocks(folder, 0);
  return counts;
}

function rewriteOne(backup: Backup, rewrite: Rewrite): keyof RewrittenBackups {
  const folder = dirname(backup.path);
  const whole = partialOf(join(folder, 'whole'));
  const erased = partialOf(join(folder, 'erased'));
  try {
    const source = openSound(backup, whole);
    if (source === null) {
      rmSync(backup.path, { force: true });
      return 'removed';
    }
    const made = createFile(erased);
    let name: string;
    try {
      made.raw.pragma(`application_id = ${APPLICATION_ID}`);
      migrate(made);
      const isRewritten = rewrite(made, source);
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

/** Null for a backup that no erasure could be recorded in. */
function openSound(backup: Backup, whole: string): Connection | null {
  let source: Connection | null = null;
  try {
    takeOut(backup.path, whole);
    source = openFile(whole, { readonly: true, pages: true });
    if ((source.raw.pragma('user_version', { simple: true }) as number) === SCHEMA_VERSION) return source;
  } catch {
    // Damaged, or not whole: it goes.
  }
  source?.close();
  return null;
}
