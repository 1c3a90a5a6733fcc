import type { Snapshot } from '../contract/snapshots.ts';
import { withTables } from './at-revision.ts';
import type { ReadDb } from './connection.ts';
import type { LogEntry } from './history/records-now.ts';
import { invertRows } from './invert.ts';
import type { RowChange } from './state/rows.ts';

/** Tables in which the rules of a workbook stand. */
const RULE_TABLES = ['workbook', 'house_rules', 'review_cadence'];

/** An entry that touched the tables of the rules, with what was read of them before and after it. */
export interface EntryRead<T> {
  readonly entry: LogEntry;
  readonly before: T;
  readonly after: T;
}

/**
 * What `read` finds in the tables of the rules as they stood at a revision, and each entry since that touched them, newest first: the
 * change log is taken back in memory, of these tables alone. CONFLICT where the tables are not what the log leads to.
 */
export const takeRulesBack = <T>(
  db: ReadDb,
  rev: number,
  read: (then: ReadDb) => T,
): { readonly stood: T; readonly entries: readonly EntryRead<T>[] } =>
  withTables(db, RULE_TABLES, (made) => {
    const entries: EntryRead<T>[] = [];
    let present = read(made);
    for (const entry of db.all<LogEntry>(
      `SELECT rev, at, who, origin, method, summary, rows FROM change WHERE rev > ? AND (${HAS_RULES}) ORDER BY rev DESC`,
      rev,
    )) {
      const own = (JSON.parse(entry.rows) as RowChange[]).filter(({ table }) => RULE_TABLES.includes(table));
      made.write((then) => invertRows(then, own, null));
      const before = read(made);
      entries.push({ entry, before, after: present });
      present = before;
    }
    return { stood: present, entries };
  });

const HAS_RULES = RULE_TABLES.map((table) => `instr(rows, '"table":"${table}"') > 0`).join(' OR ');

/**
 * Whether a snapshot was taken here, so that the log tells what stood at its revision; one that a merge brought is of another log. It
 * may have got another number since.
 */
export function wasTakenHere(
  db: ReadDb,
  { takenRev, takenAt, digest }: Pick<Snapshot, 'takenRev' | 'takenAt' | 'digest'>,
): boolean {
  const entry = db.get<{ rows: string }>('SELECT rows FROM change WHERE rev = ?', takenRev + 1);
  const rows = entry === undefined ? [] : (JSON.parse(entry.rows) as RowChange[]);
  return rows.some(
    ({ table, before, after }) =>
      table === 'snapshot' && before === null && after?.taken_at === takenAt && after.digest === digest,
  );
}
