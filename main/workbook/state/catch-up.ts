import type { ReadDb } from '../connection.ts';
import { netChanges } from '../net-changes.ts';
import { type RowChange, shapeOf, textOfRow, type Values } from './rows.ts';
import { addStep, addText, digestOfSums, type Step, type Sums, subtractText, sumsFromBytes } from './sums.ts';
import { LOGGED_TABLES } from './tables.ts';

/** Sums that were kept with an entry of the log, and how many entries came since. */
export interface Kept {
  readonly sums: Sums;
  readonly behind: number;
}

/** So many entries after they were kept, the sums are kept anew: each time is one more page that an answer has to make durable. */
export const KEPT_EVERY = 100;

/** Entries of more than that are no quicker to go through than the tables. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The sums in the file, which may be those of an entry shortly before; null where there are none that an entry vouches for. */
export function readKept(db: ReadDb): Kept | null {
  const row = db.get<{ sums: Uint8Array }>('SELECT sums FROM kept_sums WHERE id = 1');
  const sums = row ? sumsFromBytes(row.sums) : null;
  if (sums === null) return null;
  const digest = digestOfSums(sums);
  const states = db.all<{ state: string | null }>(
    'SELECT state FROM change ORDER BY rev DESC LIMIT ?',
    KEPT_EVERY + 1,
  );
  const behind = states.findIndex(({ state }) => state === digest);
  return behind === -1 ? null : { sums, behind };
}

/**
 * The sums of the state with the digest `head`, which the last entry vouches for, from those that were kept a few entries before:
 * the rows that changed since are taken back to what they said then. `now` is what the transaction under way did to rows, and `step`
 * what to their texts. Null where that does not lead there, as where an entry brought a batch or was redacted.
 */
export function catchUp(
  db: ReadDb,
  head: string,
  now: { readonly rows: readonly RowChange[]; readonly step: Step },
): Kept | null {
  const kept = readKept(db);
  if (kept === null) return null;
  const { sums, behind } = kept;
  if (behind > 0) {
    const since = changesOf(db, behind);
    if (since === null) return null;
    for (const { table, key, before } of netChanges([...since, ...now.rows], keysIn(db))) {
      const row = rowAt(db, table, key);
      if (before !== null) subtractText(sums, textOfRow(table, shapeOf(db, table), { ...row, ...before }));
      if (row !== undefined) addText(sums, textOfRow(table, shapeOf(db, table), row));
    }
    addStep(sums, now.step, -1);
  }
  return digestOfSums(sums) === head ? kept : null;
}

/** What the last entries did to rows; null where that is more than the rows themselves, or nothing that Demarc writes. */
function changesOf(db: ReadDb, entries: number): readonly RowChange[] | null {
  const last = 'SELECT rev, rows, contents FROM change ORDER BY rev DESC LIMIT ?';
  const { bytes, brought } = db.get<{ bytes: number; brought: number }>(
    `SELECT coalesce(sum(length(rows)), 0) AS bytes, count(contents) AS brought FROM (${last})`,
    entries,
  ) ?? { bytes: 0, brought: 0 };
  if (brought > 0 || bytes > MOST_BYTES) return null;
  const changes = db
    .all<{ rows: string }>(`SELECT rows FROM (${last}) ORDER BY rev`, entries)
    .flatMap(({ rows }) => rowsOf(rows));
  return changes.every((change) => Object.hasOwn(LOGGED_TABLES, String(change?.table))) ? changes : null;
}
/** An entry that is no list of rows names a table that there is not. */
function rowsOf(text: string): readonly RowChange[] {
  try {
    const rows: unknown = JSON.parse(text);
    if (Array.isArray(rows)) return rows as RowChange[];
  } catch {
    // As of one that is none.
  }
  return [{ table: '', before: null, after: null }];
}

const keysIn = (db: ReadDb) => (table: string) => shapeOf(db, table).keys;

function rowAt(db: ReadDb, table: string, key: Values): Values | undefined {
  const names = shapeOf(db, table).keys;
  return db.get<Values>(
    `SELECT * FROM "${table}" WHERE ${names.map((name) => `"${name}" = ?`).join(' AND ')}`,
    ...names.map((name) => key[name] ?? null),
  );
}
