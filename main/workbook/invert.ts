import { DemarcError } from '../contract/errors.ts';
import type { SqlValue, WriteDb } from './connection.ts';
import { ownRenamesIn, renameFindings, scansIn } from './merge/rename-findings.ts';
import { type NetChange, netChanges } from './net-changes.ts';
import type { RowChange } from './state/rows.ts';
import { LOGGED_TABLES } from './state/tables.ts';

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
 * Takes row changes back, as one step: every row that they touched is as it was before them. A row that no longer is what
 * they left is a CONFLICT, and then nothing at all is taken back. Assignments get `rev` as their revision, so that whoever
 * still looks at the old state notices; with null the one that they had.
 */
export function invertRows(db: WriteDb, changes: readonly RowChange[], rev: number | null): void {
  // Parents and children come and go in one step: references are checked when it is complete.
  db.run('PRAGMA defer_foreign_keys = ON');
  // Names of tables and columns below come from our own schema, never from the entry.
  for (const { table } of changes) if (!Object.hasOwn(LOGGED_TABLES, table)) throw moved(table);
  const columns = columnReader(db);
  const net = netChanges(changes, (table) => columns(table).filter(isKey).map(nameOf));
  for (const change of net) checkUnmoved(db, columns(change.table), change);
  const merged = ownRenamesIn(changes);
  if (merged && !merged.goes) renameFindings(db, scansIn(db), merged.names);
  // What comes back comes before what goes: whatever spoke of a row that goes then speaks of it no longer, so that no
  // reference of the schema empties or removes another row with it.
  for (const change of net)
    if (change.before && change.after) restore(db, columns(change.table), change, change.before, rev);
    else if (change.before) put(db, columns(change.table), change.table, change.before, rev);
  for (const change of [...net].reverse()) if (!change.before) remove(db, columns(change.table), change);
  if (merged?.goes) renameFindings(db, scansIn(db), merged.names, true);
}

const moved = (table: string): DemarcError =>
  new DemarcError(
    'CONFLICT',
    `A record of ${table} was changed since, so that step cannot be taken back. Nothing was changed.`,
  );

const nameOf = ({ name }: Column): string => name;
const isKey = ({ pk }: Column): boolean => pk > 0;
const value = (values: Values, column: string): SqlValue => values[column] ?? null;
const whereKey = (columns: readonly Column[]): string =>
  columns
    .filter(isKey)
    .map(({ name }) => `"${name}" = ?`)
    .join(' AND ');
const keyValues = (columns: readonly Column[], { key }: NetChange): SqlValue[] =>
  columns.filter(isKey).map(({ name }) => value(key, name));

function columnReader(db: WriteDb): (table: string) => readonly Column[] {
  const known = new Map<string, readonly Column[]>();
  return (table) => {
    const found = known.get(table) ?? db.all<Column>('SELECT name, pk FROM pragma_table_info(?)', table);
    known.set(table, found);
    return found;
  };
}

function checkUnmoved(db: WriteDb, columns: readonly Column[], change: NetChange): void {
  const { table, after } = change;
  const now = db.get<Values>(
    `SELECT * FROM "${table}" WHERE ${whereKey(columns)}`,
    ...keyValues(columns, change),
  );
  const isSame =
    after === null
      ? now === undefined
      : now !== undefined &&
        columns.every(
          ({ name }) => name === 'rev' || !(name in after) || value(now, name) === value(after, name),
        );
  if (!isSame) throw moved(table);
}

/** The revision of an answer says when it was last changed, which is now; every other one is a fact of the past. */
const valueBack = (table: string, name: string, before: Values, rev: number | null): SqlValue =>
  rev !== null && isRevision(table, name) ? rev : value(before, name);
const isRevision = (table: string, name: string): boolean => table === 'assignment' && name === 'rev';

function remove(db: WriteDb, columns: readonly Column[], change: NetChange): void {
  // It may be gone already, with the row that it hangs on.
  db.run(`DELETE FROM "${change.table}" WHERE ${whereKey(columns)}`, ...keyValues(columns, change));
}

function put(
  db: WriteDb,
  columns: readonly Column[],
  table: string,
  before: Values,
  rev: number | null,
): void {
  const known = columns.filter(({ name }) => name in before);
  const names = known.map(({ name }) => `"${name}"`).join(', ');
  const marks = known.map(() => '?').join(', ');
  const values = known.map(({ name }) => valueBack(table, name, before, rev));
  db.run(`INSERT INTO "${table}" (${names}) VALUES (${marks})`, ...values);
}

function restore(
  db: WriteDb,
  columns: readonly Column[],
  change: NetChange,
  before: Values,
  rev: number | null,
): void {
  const { table } = change;
  const changed = columns.filter(
    ({ name, pk }) => pk === 0 && (name in before || (rev !== null && isRevision(table, name))),
  );
  if (changed.length === 0) return;
  db.run(
    `UPDATE "${table}" SET ${changed.map(({ name }) => `"${name}" = ?`).join(', ')} WHERE ${whereKey(columns)}`,
    ...changed.map(({ name }) => valueBack(table, name, before, rev)),
    ...keyValues(columns, change),
  );
}
