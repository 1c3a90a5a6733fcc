import { DemarcError } from '../contract/errors.ts';
import { LOGGED_TABLES, type RowChange } from './change-log.ts';
import type { SqlValue, WriteDb } from './connection.ts';

interface Column {
  readonly name: string;
  readonly pk: number;
}
type Values = NonNullable<RowChange['before']>;

/** The row changes of one change-log entry. */
export function readRowChanges(db: WriteDb, rev: number): readonly RowChange[] {
  const entry = db.get<{ rows: string }>('SELECT rows FROM change WHERE rev = ?', rev);
  return entry ? (JSON.parse(entry.rows) as RowChange[]) : [];
}

/**
 * Takes row changes back, last one first. A row that no longer is what the change left is a CONFLICT, and then nothing
 * at all is taken back. Records get `rev` as their revision, so that whoever still looks at the old state notices.
 */
export function invertRows(db: WriteDb, changes: readonly RowChange[], rev: number): void {
  // Parents and children come and go in one step: references are checked when it is complete.
  db.run('PRAGMA defer_foreign_keys = ON');
  for (const change of [...changes].reverse()) {
    // Names of tables and columns below come from our own schema, never from the entry.
    if (!Object.hasOwn(LOGGED_TABLES, change.table)) throw moved(change.table);
    const columns = db.all<Column>('SELECT name, pk FROM pragma_table_info(?)', change.table);
    if (change.before === null) remove(db, change.table, columns, change.after ?? {});
    else if (change.after === null) put(db, change.table, columns, change.before, rev);
    else restore(db, change.table, columns, change.before, change.after, rev);
  }
}

const moved = (table: string): DemarcError =>
  new DemarcError(
    'CONFLICT',
    `A record of ${table} was changed since, so that step cannot be taken back. Nothing was changed.`,
  );

const value = (values: Values, column: string): SqlValue => values[column] ?? null;
const keyOf = (columns: readonly Column[]): readonly Column[] => columns.filter((column) => column.pk > 0);
const whereKey = (columns: readonly Column[]): string =>
  keyOf(columns)
    .map(({ name }) => `"${name}" = ?`)
    .join(' AND ');
const keyValues = (columns: readonly Column[], values: Values): SqlValue[] =>
  keyOf(columns).map(({ name }) => value(values, name));

function remove(db: WriteDb, table: string, columns: readonly Column[], after: Values): void {
  if (db.run(`DELETE FROM "${table}" WHERE ${whereKey(columns)}`, ...keyValues(columns, after)) !== 1)
    throw moved(table);
}

function put(db: WriteDb, table: string, columns: readonly Column[], before: Values, rev: number): void {
  const known = columns.filter(({ name }) => name in before);
  const names = known.map(({ name }) => `"${name}"`).join(', ');
  const marks = known.map(() => '?').join(', ');
  const values = known.map(({ name }) => (name === 'rev' ? rev : value(before, name)));
  db.run(`INSERT INTO "${table}" (${names}) VALUES (${marks})`, ...values);
}

function restore(
  db: WriteDb,
  table: string,
  columns: readonly Column[],
  before: Values,
  after: Values,
  rev: number,
): void {
  const changed = columns.filter(({ name, pk }) => pk === 0 && name in before && name !== 'rev');
  const set = changed.map(({ name }) => `"${name}" = ?`);
  const values = changed.map(({ name }) => value(before, name));
  if (columns.some(({ name }) => name === 'rev')) {
    set.push('"rev" = ?');
    values.push(rev);
  }
  const same = changed.map(({ name }) => ` AND "${name}" IS ?`).join('');
  const run = db.run(
    `UPDATE "${table}" SET ${set.join(', ')} WHERE ${whereKey(columns)}${same}`,
    ...values,
    ...keyValues(columns, before),
    ...changed.map(({ name }) => value(after, name)),
  );
  if (run !== 1) throw moved(table);
}
