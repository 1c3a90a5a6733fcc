import type { MergeRecord } from '../../contract/merge.ts';
import type { Names } from '../../domain/merge/names.ts';
import type { ReadDb } from '../connection.ts';

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
const hasMerges = (db: ReadDb): boolean =>
  db.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'merge'") !== undefined;

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
          row.number,
        ),
      }))
    : [];
