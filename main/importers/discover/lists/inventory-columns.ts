import { createHash } from 'node:crypto';
import type { InventoryTable, MappedColumn, NamedColumn } from '../../../contract/discover.ts';
import { columnLetters } from '../../../domain/sheets/cell-address.ts';
import { plainHeading, type Table } from '../csv.ts';
import { clip } from '../found.ts';

/** What people said of the columns of inventories: of tables by their fingerprint, and of every table that has all the columns named. */
export interface ColumnsSaid {
  readonly tables: ReadonlyMap<string, readonly MappedColumn[]>;
  readonly named: readonly NamedColumn[];
  /** Remembered from before; what is said now goes before it. */
  readonly saved: ReadonlyMap<string, Pick<InventoryTable, 'headings' | 'columns'>>;
}
export const NOTHING_SAID: ColumnsSaid = { tables: new Map(), named: [], saved: new Map() };

const SAMPLES = 3;
const LONGEST_SAMPLE = 60;
const LONGEST_HEADING = 200;
const MOST_COLUMNS = 100;

const headingsOf = ({ headers }: Table): readonly string[] =>
  headers.slice(0, MOST_COLUMNS).map((header) => clip(header, LONGEST_HEADING));

/** What a person sees of a table whose columns are to be named. */
export function describeTable(
  table: Table,
  columns: readonly MappedColumn[],
  origin: InventoryTable['origin'],
): InventoryTable {
  const headings = headingsOf(table);
  return {
    fingerprint: createHash('sha256').update(JSON.stringify(headings)).digest('hex').slice(0, 24),
    headings,
    samples: table.rows
      .slice(0, SAMPLES)
      .map((row) => headings.map((_, at) => clip(row[at] ?? '', LONGEST_SAMPLE))),
    columns,
    origin,
  };
}

/** The table with what its columns hold, where somebody said so; null where nobody did. */
export function tableAsSaid(table: Table, { tables, named, saved }: ColumnsSaid): InventoryTable | null {
  if (tables.size + named.length + saved.size === 0) return null;
  const { fingerprint } = describeTable(table, [], 'none');
  const given = tables.get(fingerprint) ?? columnsNamed(table, named);
  if (given) return describeTable(table, given, 'given');
  const remembered = saved.get(fingerprint)?.columns ?? inAnotherOrder(headingsOf(table), saved);
  return remembered ? describeTable(table, remembered, 'saved') : null;
}

/** What is remembered of a table whose columns are the same in another order, where each heading is there once. */
function inAnotherOrder(
  headings: readonly string[],
  saved: ColumnsSaid['saved'],
): readonly MappedColumn[] | undefined {
  const places = new Map(headings.map((heading, column) => [heading, column]));
  if (places.size < headings.length) return undefined;
  const same = [...saved.values()].find(
    (each) =>
      each.headings.length === headings.length &&
      each.headings.every((heading) => places.has(heading)) &&
      new Set(each.headings).size === headings.length,
  );
  return same?.columns.flatMap(({ column, means }) => {
    const place = places.get(same.headings[column] ?? '');
    return place === undefined ? [] : [{ column: place, means }];
  });
}

/** The places of all columns that were named by heading or letter; undefined where one of them is not there. */
function columnsNamed(table: Table, named: readonly NamedColumn[]): readonly MappedColumn[] | undefined {
  if (named.length === 0) return undefined;
  const plain = table.headers.map((header) => plainHeading(header));
  const columns = named.map(({ at, means }) => {
    const heading = plain.indexOf(plainHeading(at));
    const letter = table.headers.findIndex((_, column) => columnLetters(column) === at.toUpperCase());
    return { column: plainHeading(at) !== '' && heading >= 0 ? heading : letter, means };
  });
  // A letter by itself is in every table: some heading has to be of this one.
  const isHere = named.some(({ at }) => plainHeading(at) !== '' && plain.includes(plainHeading(at)));
  return columns.every(({ column }) => column >= 0) && (isHere || table.headers.length > 1)
    ? columns
    : undefined;
}

/** Tables that were refused because nothing is known of their columns. */
const UNKNOWN_TABLES = new WeakMap<Error, InventoryTable>();

/** Notes with a refusal which table it is about, unless it has no two columns of which anything could be said. */
export const aboutTable = <E extends Error>(error: E, table: Table): E =>
  withTable(
    error,
    table.headers.filter((header) => header !== '').length > 1 ? describeTable(table, [], 'none') : null,
  );

/** The same of a table that is described already; null for none. */
export function withTable<E extends Error>(error: E, table: InventoryTable | null): E {
  if (table !== null) UNKNOWN_TABLES.set(error, table);
  return error;
}

/** The table that was refused; null where the refusal is about something else. */
export const tableOf = (error: unknown): InventoryTable | null =>
  (error instanceof Error && UNKNOWN_TABLES.get(error)) || null;
