import { createHash } from 'node:crypto';
import type { ReadDb } from '../connection.ts';
import { BATCH_TABLES, LOGGED_TABLES } from './tables.ts';

export type Values = Readonly<Record<string, string | number | null>>;
/** The same in the order of the table's columns. */
export type Cells = readonly (string | number | null)[];

/** What happened to one row: an insert has no before, a delete no after, an update only the key and what changed. */
export interface RowChange {
  readonly table: string;
  readonly before: Values | null;
  readonly after: Values | null;
}

interface Column {
  readonly name: string;
  readonly pk: number;
  readonly dflt_value: string | null;
}
/** The columns of a table with what a row says in them that was written before the column came. */
export interface Shape {
  readonly columns: readonly { readonly name: string; readonly fallback: string | number | null }[];
  readonly keys: readonly string[];
  /** The same, as places among the columns. */
  readonly keysAt: readonly number[];
}

const shapes = new WeakMap<ReadDb, Map<string, Shape>>();

/** The shape of a table of this schema; a table that is not there has no columns. */
export function shapeOf(db: ReadDb, table: string): Shape {
  const known = shapes.get(db) ?? new Map<string, Shape>();
  shapes.set(db, known);
  const found = known.get(table);
  if (found) return found;
  const columns = db.all<Column>('SELECT name, pk, dflt_value FROM pragma_table_info(?)', table);
  const keys = columns
    .filter(({ pk }) => pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map(({ name }) => name);
  const shape = {
    columns: columns.map(({ name, dflt_value }) => ({ name, fallback: literal(dflt_value) })),
    keys,
    keysAt: keys.map((key) => columns.findIndex(({ name }) => name === key)),
  };
  known.set(table, shape);
  return shape;
}

/** The value of a column's default. Our own schema has texts and whole numbers only. */
function literal(sql: string | null): string | number | null {
  if (sql === null || sql === 'NULL') return null;
  if (/^-?\d+$/.test(sql)) return Number(sql);
  return sql.replace(/^'|'$/g, '').replaceAll("''", "'");
}

/** By what a row of a table is known again. */
export const keyOf = ({ keys }: Shape, values: Values): string =>
  keys.length === 1
    ? String(values[keys[0] as string])
    : keys.map((column) => String(values[column])).join('\u0000');

/**
 * The one text of a row. What a column says by default is left out, so that a column which a later schema adds changes no
 * text of a row from before.
 */
export const textOfRow = (table: string, shape: Shape, values: Values): string =>
  textOf(table, shape, ({ name }) => values[name]);
export const textOfCells = (table: string, shape: Shape, cells: Cells): string =>
  textOf(table, shape, (_, at) => cells[at]);

function textOf(
  table: string,
  { columns }: Shape,
  cell: (column: Shape['columns'][number], at: number) => string | number | null | undefined,
): string {
  const parts: (string | number | null)[] = [table];
  columns.forEach((column, at) => {
    const value = cell(column, at);
    if (value !== undefined && value !== column.fallback) parts.push(column.name, value);
  });
  return JSON.stringify(parts);
}

/** What a batch of rows held: how many, and the SHA-256 of their texts in the order of their key. */
export interface Batch {
  readonly table: string;
  readonly of: string | number;
  readonly rows: number;
  readonly sha256: string;
}
export const textOfBatch = ({ table, of, rows, sha256 }: Batch): string =>
  JSON.stringify(['batch', table, of, rows, sha256]);
export const nameOfBatch = ({ table, of }: Pick<Batch, 'table' | 'of'>): string => `${table}\u0000${of}`;

/** Every batch of a table, or the one that is asked for, as its rows are now. */
export function* readBatches(db: ReadDb, table: string, of?: string | number): Generator<Batch> {
  const by = BATCH_TABLES[table]?.by ?? '';
  const shape = shapeOf(db, table);
  const order = shape.keys.map((key) => `"${key}"`).join(', ');
  const rows =
    of === undefined
      ? db.iterate<Values>(`SELECT * FROM "${table}" NOT INDEXED ORDER BY ${order}`)
      : db.iterate<Values>(`SELECT * FROM "${table}" WHERE "${by}" = ? ORDER BY ${order}`, of);
  let open: {
    readonly of: string | number;
    readonly hash: ReturnType<typeof createHash>;
    rows: number;
  } | null = null;
  for (const row of rows) {
    const value = row[by] ?? '';
    if (open === null || open.of !== value) {
      if (open) yield { table, of: open.of, rows: open.rows, sha256: open.hash.digest('hex') };
      open = { of: value, hash: createHash('sha256'), rows: 0 };
    }
    open.hash.update(`${textOfRow(table, shape, row)}\n`);
    open.rows += 1;
  }
  if (open) yield { table, of: open.of, rows: open.rows, sha256: open.hash.digest('hex') };
}

/** Every row whose changes the log carries, table by table. */
export function* readLoggedRows(
  db: ReadDb,
): Generator<{ readonly table: string; readonly shape: Shape; readonly row: Values }> {
  for (const table of Object.keys(LOGGED_TABLES)) {
    const shape = shapeOf(db, table);
    if (shape.columns.length === 0) continue;
    // Never through an index, which can say something else than the table that it is of.
    for (const row of db.iterate<Values>(`SELECT * FROM "${table}" NOT INDEXED`)) yield { table, shape, row };
  }
}
