import type { ReadDb } from './connection.ts';
import type { RowChange } from './state/rows.ts';

/** So many entries in a row that are older than what is asked for end a walk back: clocks are set back now and then. */
const OLDER_IN_A_ROW = 500;

/** An entry of the change log as a meeting looks at it. */
export interface WindowEntry {
  readonly rev: number;
  readonly at: string;
  readonly method: string;
  /** Reads what it changed, row by row; only asked of those that matter, since that is what takes time. */
  rows(): readonly RowChange[];
}

/** The change log from its end back to an ISO instant, newest entry first. */
export function* entriesBackTo(db: ReadDb, from: string): Generator<WindowEntry> {
  let older = 0;
  for (const { rev, at, method, rows } of db.iterate<{
    rev: number;
    at: string;
    method: string;
    rows: string;
  }>('SELECT rev, at, method, rows FROM change ORDER BY rev DESC')) {
    older = at >= from ? 0 : older + 1;
    if (older >= OLDER_IN_A_ROW) return;
    yield { rev, at, method, rows: () => JSON.parse(rows) as readonly RowChange[] };
  }
}

/** ISO instants of the entries in a span of time, both ends included, oldest first. */
export const timesBetween = (db: ReadDb, from: string, to: string): readonly string[] =>
  db
    .all<{ at: string }>('SELECT at FROM change WHERE at >= ? AND at <= ? ORDER BY at', from, to)
    .map(({ at }) => at);
