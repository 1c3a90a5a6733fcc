import type { ReadDb } from './connection.ts';
import { shapeOf } from './state/rows.ts';

/** A table of numbered records with rows of contents outside the change log. */
export interface ContentsOf {
  /** Its number. */
  readonly number: string;
  /** The table of the contents, and the column that holds the id under which they lie. */
  readonly contents: string;
  readonly by: string;
}
export const NUMBERED_CONTENTS: Readonly<Record<string, ContentsOf>> = {
  evidence: { number: 'number', contents: 'finding', by: 'evidence' },
  vendor_matrix: { number: 'id', contents: 'vendor_claim', by: 'matrix' },
  merge: { number: 'number', contents: 'merged_change', by: 'merge' },
};

/** In SQL, the id under which the contents of a record lie: its own number, unless a merge gave it another one (migration 0110). */
export function contentsId(db: ReadDb, table: string, alias: string): string {
  const number = `${alias}.${NUMBERED_CONTENTS[table]?.number ?? 'rowid'}`;
  const hasColumn = shapeOf(db, table).columns.some(({ name }) => name === 'contents');
  return hasColumn ? `coalesce(${alias}.contents, ${number})` : number;
}
