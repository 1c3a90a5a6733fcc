import { changesSince } from './change-log.ts';
import type { ReadDb } from './connection.ts';
import type { RowChange } from './state/rows.ts';

type Values = NonNullable<RowChange['before']>;

/** A row that was changed since: whether it was there, and the columns that said something else (all of them where it is gone). */
export interface EarlierRow {
  readonly existed: boolean;
  readonly values: Values;
}
/** Rows of one table by their key, its parts joined by `/`. */
export type EarlierRows = ReadonlyMap<string, EarlierRow>;

/**
 * How the rows of some tables stood at an earlier revision, as far as they were changed since, by taking the change log back.
 * `keys` names each table's key columns in the order of the key. What is not in the result stands as it did.
 */
export function readEarlierRows<T extends string>(
  db: ReadDb,
  rev: number,
  keys: Readonly<Record<T, readonly string[]>>,
): Readonly<Record<T, EarlierRows>> {
  const tables = Object.fromEntries(Object.keys(keys).map((table) => [table, new Map()])) as Record<
    T,
    Map<string, { existed: boolean; values: Record<string, string | number | null> }>
  >;
  for (const { rows } of changesSince(db, rev))
    for (const { table, before, after } of rows) {
      if (!Object.hasOwn(keys, table)) continue;
      const row = before ?? after ?? {};
      const key = keys[table as T].map((column) => row[column]).join('/');
      const seen = tables[table as T].get(key);
      // Oldest first: what a row said before its first change is what it said then.
      if (!seen) tables[table as T].set(key, { existed: before !== null, values: { ...before } });
      else if (seen.existed) seen.values = { ...before, ...seen.values };
    }
  return tables;
}

/** The hash of the change that made a revision; null where the log has no such revision. */
export const hashOfRevision = (db: ReadDb, rev: number): string | null =>
  db.get<{ hash: string }>('SELECT hash FROM change WHERE rev = ?', rev)?.hash ?? null;

/** Digest of the state that a revision vouches for; null where it does not say, or there is none. */
export const stateOfRevision = (db: ReadDb, rev: number): string | null =>
  db.get<{ state: string | null }>('SELECT state FROM change WHERE rev = ?', rev)?.state ?? null;

/** Assignments (`subject/responsibility`) whose record, shares or evidence links were changed after a revision. */
export function refsChangedSince(db: ReadDb, rev: number): ReadonlySet<string> {
  const refs = new Set<string>();
  for (const { rows } of changesSince(db, rev))
    for (const { table, before, after } of rows) {
      if (table !== 'assignment' && table !== 'share' && table !== 'evidence_link') continue;
      const row = before ?? after ?? {};
      refs.add(`${row.subject}/${row.responsibility}`);
    }
  return refs;
}
