import { allFolders, type Backup, foldersOf, keyOf, listReadable } from '../workbook/backups/list.ts';
import { type Rewriting, rewriteBackups } from '../workbook/backups/rewrite.ts';
import { firstBlockHolds, isListed, removeUnnamedBlocks } from '../workbook/backups/stored.ts';
import { misfiled } from '../workbook/blobs.ts';
import { type Head, holdsHead, NO_CHANGES } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { ERASE_METHODS } from '../workbook/erasure/vouched.ts';
import { type Erasing, writeErased } from '../workbook/erasure/write-erased.ts';
import { SCHEMA_VERSION } from '../workbook/migrations/index.ts';
import { readIdentity } from '../workbook/open-file.ts';
import { recordProblems } from '../workbook/state/check.ts';
import type { EraseTask } from './tasks.ts';

/** By what backups of a workbook are found. */
export interface OwnPlaces {
  /** Identity of the workbook. */
  readonly uuid: string;
  /** Paths at which it was, and nothing is any more. */
  readonly left: readonly string[];
  /** Those, and paths at which it was and another workbook, or something else, is. */
  readonly formerly: readonly string[];
  /** Where it lies as well, or something that may be it. */
  readonly elsewhere: readonly { readonly path: string; readonly isRead: boolean }[];
}

/**
 * A backup is of this workbook where it says so. In the folders of a path that is its own, or was and where nothing is any more, it is so as
 * well where the log goes on from it: the workbook may have been given an identity of its own since. Anywhere else the same says that
 * both began as one. Whatever else is another's stays as it is. One whose record is not what its log says goes: an erasure that is written into
 * it would vouch for what it holds. `erasing` gives what is to be erased in one; yields how many are done, of how many.
 */
export function* eraseBackups(
  own: ReadDb,
  task: EraseTask,
  wanted: OwnPlaces,
  erasing: (backup: ReadDb) => Erasing,
): ReturnType<typeof rewriteBackups> {
  const contents = task.what.kind === 'evidence' ? task.what.contents : [];
  const holds = (db: ReadDb) =>
    contents.some(({ sha256 }) => db.get('SELECT 1 FROM blob WHERE sha256 = ?', sha256) !== undefined) ||
    misfiled(db, contents).length > 0;
  const { folders, near, unread } = foldersWithOwn(own, task, wanted);
  const rewriting: Rewriting = {
    name: task.name,
    isOwn(backup, folder) {
      // An older schema has these columns, and not all others.
      const { uuid } = backup.get<{ uuid: string }>('SELECT uuid FROM workbook WHERE id = 1') ?? {};
      if (uuid === wanted.uuid) return true;
      if (!holdsHead(own, headBeforeErasures(backup))) return false;
      // Of one whose log leads here, and does not say what its rows do, the identity may have been altered.
      return near.has(folder) || (isUpToDate(backup) && recordProblems(backup).length > 0 ? null : false);
    },
    isOwnDamaged(backup, identity, folder) {
      const isNamed = isNamedInLog(own, backup);
      if (identity === wanted.uuid || (near.has(folder) && isNamed)) return true;
      return identity === null || isNamed ? null : false;
    },
    rewrite(into, backup) {
      if (task.what.kind === 'evidence' && !holds(backup)) return false;
      if (recordProblems(backup).length > 0) return null;
      writeErased(into, backup, erasing(backup));
      return true;
    },
  };
  const became = yield* rewriteBackups(folders, rewriting);
  return { ...became, unread: [...unread, ...became.unread] };
}

/** Where backups of this workbook lie: under its path, under those that it had, and wherever one shows that it is its own. Other files have theirs. */
function foldersWithOwn(
  own: ReadDb,
  { workbook, backups }: EraseTask,
  { uuid, left, formerly, elsewhere }: OwnPlaces,
) {
  const below = (paths: readonly string[]) => paths.flatMap((path) => foldersOf(backups, path));
  const near = new Set(below([workbook, ...left]));
  const folders = new Set([...near, ...below(formerly)]);
  const others = new Set(below(elsewhere.map(({ path }) => path)));
  const all = allFolders(backups);
  const unread = [...all.unread];
  for (const folder of all.folders) {
    if (folders.has(folder) || others.has(folder)) continue;
    const listed = listReadable(folder);
    if (listed === null) unread.push(folder);
    else if (listed.some((backup) => isNamedInLog(own, backup) || mayHold(backup, uuid))) folders.add(folder);
    else if (!isSwept(folder)) unread.push(folder);
  }
  return { folders: [...folders], near, unread };
}

/** What a killed erasure left unnamed goes wherever it lies. */
function isSwept(folder: string): boolean {
  try {
    removeUnnamedBlocks(folder, 0);
    return true;
  } catch {
    return false;
  }
}

const isUpToDate = (db: ReadDb): boolean =>
  db.get<{ user_version: number }>('PRAGMA user_version')?.user_version === SCHEMA_VERSION;

/** Whether a backup is of the workbook with this identity, or does not show of which it is. */
function mayHold({ path }: Backup, uuid: string): boolean {
  if (isListed(path)) return firstBlockHolds(path, uuid) !== false;
  const identity = readIdentity(path);
  return identity === null || identity === uuid;
}

/** Whether the log has the entry whose revision and hash the name of a backup has. */
function isNamedInLog(db: ReadDb, { rev, key }: Backup): boolean {
  if (rev === null || key === null) return false;
  const entry = db.get<Head>('SELECT rev, hash FROM change WHERE rev = ?', rev);
  return entry !== undefined && keyOf(entry) === key;
}

/** The last entry of a backup that no erasure wrote into it. */
function headBeforeErasures(db: ReadDb): Pick<Head, 'rev' | 'hash'> {
  const methods = Object.values(ERASE_METHODS);
  return (
    db.get<Head>(
      `SELECT rev, hash FROM change WHERE method NOT IN (${methods.map(() => '?').join(', ')}) ORDER BY rev DESC LIMIT 1`,
      ...methods,
    ) ?? NO_CHANGES
  );
}
