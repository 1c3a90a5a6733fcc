import type { MergeRecord } from '../../contract/merge.ts';
import type { Names } from '../../domain/merge/names.ts';
import type { ReadDb } from '../connection.ts';
import { isUnaltered, type StoredEntry } from '../entry-hash.ts';
import { readVouched } from '../erasure/vouched.ts';

interface Row {
  readonly number: number;
  readonly file_name: string;
  readonly head_rev: number;
  readonly head_hash: string;
  readonly rev: number | null;
  readonly renames: string;
  readonly own_renames: string;
  readonly merged_at: string;
  readonly merged_by: string | null;
  /** Not in a workbook of an older schema. */
  readonly contents?: number | null;
}
/** A merge that a workbook holds, as the search for a common state needs it. */
export interface PastMerge {
  readonly number: number;
  readonly headRev: number;
  readonly headHash: string;
  /** The entry of the workbook's own log; null for one that a copy had made. */
  readonly rev: number | null;
  readonly renames: Names;
  readonly ownRenames: Names;
}

/** A workbook of an older schema that is open for reading only has no such table. */
export const hasMerges = (db: ReadDb): boolean =>
  db.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'merge'") !== undefined;

/** Every merge that is recorded, the earliest first; none where the schema has no merges. */
export const readPastMerges = (db: ReadDb): readonly PastMerge[] =>
  hasMerges(db)
    ? db.all<Row>('SELECT * FROM merge ORDER BY number').map((row) => ({
        number: row.number,
        headRev: row.head_rev,
        headHash: row.head_hash,
        rev: row.rev,
        renames: JSON.parse(row.renames) as Names,
        ownRenames: JSON.parse(row.own_renames) as Names,
      }))
    : [];

/** The merges after a revision. `before` are the heads of those that the state of that revision held already. */
export const mergesSince = (
  merges: readonly PastMerge[],
  rev: number,
  before: ReadonlySet<string>,
): readonly PastMerge[] =>
  merges.filter((merge) => (merge.rev === null ? !before.has(merge.headHash) : merge.rev > rev));

/** What records that merges renamed were called at first: name of today -> first name, by table. */
export function firstNames(merges: readonly PastMerge[]): Names {
  const first: Record<string, Record<string, string>> = {};
  // Each is written under the names of today, so that the earliest of them, which copies brought along, go back the furthest.
  for (const { renames, ownRenames } of merges.toSorted((a, b) => (a.rev ?? 0) - (b.rev ?? 0)))
    for (const names of [renames, ownRenames])
      for (const [table, renamed] of Object.entries(names)) {
        const known = first[table] ?? {};
        first[table] = known;
        for (const [name, today] of Object.entries(renamed))
          if (!Object.hasOwn(known, today)) known[today] = name;
      }
  return first;
}

/** Every merge with the entries that came by it, newest first; at most 1,000 entries of each. */
export const listMerges = (db: ReadDb): readonly MergeRecord[] =>
  hasMerges(db)
    ? db.all<Row>('SELECT * FROM merge ORDER BY merged_at DESC, number DESC').map((row) => ({
        number: row.number,
        fileName: row.file_name,
        mergedAt: row.merged_at,
        mergedBy: row.merged_by,
        entries: db.all<MergeRecord['entries'][number]>(
          'SELECT rev, at, who, summary FROM merged_change WHERE merge = ? ORDER BY rev DESC LIMIT 1000',
          row.contents ?? row.number,
        ),
      }))
    : [];

interface MergedEntry extends StoredEntry {
  readonly merge: number;
}

/** Follows what is kept of the change logs of merged copies, and names every link that does not hold. */
export function verifyMergedLogs(db: ReadDb): readonly string[] {
  if (!hasMerges(db)) return [];
  const problems: string[] = [];
  const vouched = readVouched(db, 'merged');
  const names = new Map(
    db
      .all<Row>('SELECT * FROM merge')
      .map((row) => [
        row.contents ?? row.number,
        { name: row.file_name, head: row.head_hash, last: null as string | null },
      ]),
  );
  for (const entry of db.iterate<MergedEntry>('SELECT * FROM merged_change ORDER BY merge, rev')) {
    const merge = names.get(entry.merge);
    if (!merge) continue;
    const where = `Change ${entry.rev} of ${merge.name}, which was merged into this workbook,`;
    if (merge.last !== null && entry.previous_hash !== merge.last)
      problems.push(`${where} does not follow from the change before it.`);
    else if (!isUnaltered(entry, vouched)) problems.push(`${where} was altered after it was recorded.`);
    merge.last = entry.hash;
  }
  for (const { name, head, last } of names.values())
    if (last !== null && last !== head)
      problems.push(`The last changes of ${name}, which was merged into this workbook, are missing.`);
  return problems;
}
