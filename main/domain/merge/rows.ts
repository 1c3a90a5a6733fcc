export type Value = string | number | null;
/** One row of a table, column by column, as the file has it. */
export type Row = Readonly<Record<string, Value>>;
/** The rows of one table by their key. */
export type Table = ReadonlyMap<string, Row>;
/** What a workbook records: table name -> rows. */
export type Tables = ReadonlyMap<string, Table>;
/** A state that is being worked on. */
export type Draft = Map<string, Map<string, Row>>;

/** What happened to one row, as the change log has it: an insert has no before, a delete no after. */
export interface RowImage {
  readonly table: string;
  readonly before: Row | null;
  readonly after: Row | null;
}

const NONE: Table = new Map();
/** The rows of a table; none where the state has no such table. */
export const tableOf = (tables: Tables, name: string): Table => tables.get(name) ?? NONE;

/** The rows of a table of a draft, to be changed; made where the draft has none yet. */
export function draftTable(draft: Draft, name: string): Map<string, Row> {
  let table = draft.get(name);
  if (!table) {
    table = new Map();
    draft.set(name, table);
  }
  return table;
}

/** A state as one that can be worked on; the state itself stays as it is. */
export const draftOf = (tables: Tables): Draft =>
  new Map([...tables].map(([name, table]) => [name, new Map(table)]));

// By code unit: the same everywhere, whatever the language of the machine.
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A value as it stands in a key. Nearly all are slugs and numbers, which need no escaping. */
export function partOfKey(value: Value | undefined): string {
  const text = String(value ?? '');
  return /^[a-z0-9-]*$/.test(text) ? text : encodeURIComponent(text);
}

/** Key of a row as text: its key columns, escaped, joined by a slash, so that an assignment's key is its ref. */
export function keyOf(row: Row, columns: readonly string[]): string {
  let key = '';
  for (let at = 0; at < columns.length; at += 1) {
    const part = partOfKey(row[columns[at] ?? '']);
    key += at === 0 ? part : `/${part}`;
  }
  return key;
}

/** The same row gives the same text, in whatever order its columns come; `without` are columns that do not count. */
export const contentOf = (row: Row, without: ReadonlySet<string>): string =>
  JSON.stringify(
    Object.keys(row)
      .filter((column) => !without.has(column) && row[column] !== null && row[column] !== undefined)
      .sort(byText)
      .map((column) => [column, row[column]]),
  );
