import { allFolders, type Backup, foldersOf, keyOf, listReadable } from '../workbook/backups/list.ts';
import { isCleared, type Rewriting, rewriteBackups } from '../workbook/backups/rewrite.ts';
import { firstBlockHolds, isListed } from '../workbook/backups/stored.ts';
import { misfiled } from '../workbook/blobs.ts';
import { type Head, holdsHead, NO_CHANGES } from '../workbook/change-log.ts';
import type { ReadDb } from '../workbook/connection.ts';
import { ERASE_METHODS } from '../workbook/erasure/vouched.ts';
import { type Erasing, writeErased } from '../workbook/erasure/write-erased.ts';
import { readIdentity } from '../workbook/open-file.ts';
import { recordProblems } from '../workbook/state/check.ts';
import type { RowChange } from '../workbook/state/rows.ts';
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
 * A backup is of this workbook where it says so. Where it says otherwise and the log goes on from it, the log tells which identity a state of
 * then had: another one is altered, and the backup of this workbook after all. From before this workbook was given an identity of its own, it is of the
 * one that it began from, and stays; in the folders of a path that is this workbook's own, or was and where nothing is any more, nobody can tell.
 * Whatever else is another's stays as it is. One whose record is not what its log says goes: an erasure that is written into it would vouch for
 * what it holds. `erasing` gives what is to be erased in one; yields how many are done, of how many.
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
  const identityAt = identitiesOf(own, wanted.uuid);
  const unlessNear = (folder: string): false | null => (near.has(folder) ? null : false);
  const rewriting: Rewriting = {
    name: task.name,
    near,
    isOwn(backup, folder) {
      // An older schema has these columns, and not all others.
      const { uuid } = backup.get<{ uuid: string }>('SELECT uuid FROM workbook WHERE id = 1') ?? {};
      if (uuid === wanted.uuid) return true;
      const head = headBeforeErasures(backup);
      if (!holdsHead(own, head)) return resembles(uuid, wanted.uuid) ? null : false;
      if (identityAt(head.rev) === wanted.uuid) return true;
      return uuid === identityAt(head.rev) ? unlessNear(folder) : null;
    },
    isOwnDamaged(backup, identity, folder) {
      if (identity === wanted.uuid) return true;
      if (identity === null || resembles(identity, wanted.uuid)) return isOfLog(backup, folder) ? true : null;
      if (!isNamedInLog(own, backup)) return unlessNear(folder);
      if (isOfLog(backup, folder)) return true;
      return identity === identityAt(backup.rev ?? 0) ? unlessNear(folder) : null;
    },
    rewrite(into, backup) {
      if (task.what.kind === 'evidence' && !holds(backup)) return false;
      if (recordProblems(backup).length > 0) return null;
      writeErased(into, backup, erasing(backup));
      return true;
    },
  };
  /** Where the workbook's own lie, the entry that the name says is of no other workbook. */
  const isOfLog = (backup: Backup, folder: string): boolean =>
    near.has(folder) && isNamedInLog(own, backup) && identityAt(backup.rev ?? 0) === wanted.uuid;
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
    // Blocks alone are of nobody knows which workbook; beside backups of another one they are that one's.
    if (listed === null || (listed.length === 0 && !isCleared(folder))) unread.push(folder);
    else if (listed.some((backup) => isNamedInLog(own, backup) || mayHold(backup, uuid))) folders.add(folder);
  }
  return { folders: [...folders], near, unread };
}

/**
 * Which identity the workbook had as of a revision: what began as a copy of another one had that one's before, and has it again while that is
 * undone.
 */
function identitiesOf(own: ReadDb, uuid: string): (rev: number) => string {
  const changed = own
    .all<{ rev: number; rows: string }>(
      'SELECT rev, rows FROM change WHERE instr(rows, ?) > 0 ORDER BY rev',
      '"table":"workbook"',
    )
    .flatMap(({ rev, rows }) =>
      (JSON.parse(rows) as RowChange[])
        .filter(({ table, before, after }) => table === 'workbook' && before && before.uuid !== after?.uuid)
        .map(({ before }) => ({ rev, before: String(before?.uuid) })),
    );
  return (rev) => changed.find((each) => rev < each.rev)?.before ?? uuid;
}

/** Identities are random: what has all but a few letters of one was that one. */
const resembles = (identity: string | undefined, uuid: string): boolean =>
  identity !== undefined && [...uuid].filter((letter, at) => letter !== identity[at]).length <= FEW_LETTERS;
const FEW_LETTERS = 4;

/** Whether a backup is of the workbook with this identity, or does not show of which it is. */
function mayHold({ path }: Backup, uuid: string): boolean {
  if (isListed(path)) return firstBlockHolds(path, uuid) !== false;
  const identity = readIdentity(path);
  return identity === null || resembles(identity, uuid);
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
