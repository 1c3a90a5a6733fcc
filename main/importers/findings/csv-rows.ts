import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { clip } from '../discover/found.ts';
import { CsvRecords, TooManyFields } from '../text/csv-records.ts';
import { belowSeparatorLine, findSeparator } from '../text/csv-separator.ts';

/** One row by column name in lower case; empty cells are left out. */
export type Row = ReadonlyMap<string, string>;

/** A cell in quotes that goes over several lines: a table in it is what somebody wrote of one. */
const TEXT_OF_LINES = /(^|[,;\t|])"(?:[^"\n]|"")*\n(?:[^"]|"")*"/gm;

/** The lines of the beginning of a CSV as if each were that of its headings: names of columns in lower case, and the mark between them. */
export function* headings(
  head: string,
): Generator<{ readonly columns: readonly string[]; readonly delimiter: string }> {
  const table = belowSeparatorLine(head);
  const named = table === head ? null : findSeparator(head).separator;
  for (const line of table.replace(TEXT_OF_LINES, '$1').split(/\r\n?|\n/)) {
    if (line.trim() === '') continue;
    const delimiter = named ?? findSeparator(line).separator;
    const columns = cellsOf(line, delimiter).map((name) => name.trim().toLowerCase());
    yield { columns, delimiter };
  }
}

/** The cells of a line by itself; none of one that ends within quotes, as a text of several lines does. */
function cellsOf(line: string, delimiter: string): readonly string[] {
  try {
    return new CsvRecords({ delimiter, skipEmptyLines: true }).push(line, true)[0] ?? [];
  } catch {
    return [];
  }
}

/** Whether a cell is the heading of its column. Two tables one below the other have their headings twice. */
export const isHeading = (columns: readonly string[], column: number, text: string): boolean =>
  columns[column] === text.trim().toLowerCase();

const AGAIN = ' (again)';
/** Columns by names of their own: of two that are called alike the first is the tool's, and the other what somebody put beside it. */
export function distinctColumns(columns: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return columns.map((name) => {
    if (name === '' || !seen.has(name)) {
      seen.add(name);
      return name;
    }
    return name + AGAIN;
  });
}
/** Whether a column bears a name that another before it has. */
export const isAgain = (column: string): boolean => column.endsWith(AGAIN);

/** Whether a row above the headings of a table is of another table, and no title or remark. */
export const isOfTable = (cells: readonly string[]): boolean =>
  cells.filter((text) => text.trim() !== '').length > 2;

export interface ReadTable {
  readonly delimiter: string;
  /** Whether columns, in lower case, are the headings. */
  readonly is: (columns: readonly string[]) => boolean;
}
/**
 * Gives each row below the headings to `take`, in order, and says how many have fewer cells than these, and whether another table stands
 * above them. Refuses what is no CSV.
 */
export async function readRows(
  file: string,
  text: AsyncIterable<string>,
  { delimiter, is }: ReadTable,
  take: (row: Row) => void,
  signal?: AbortSignal,
): Promise<{ readonly short: number; readonly isBelowTable: boolean }> {
  const reader = new CsvRecords({ delimiter, skipEmptyLines: true });
  let columns: readonly string[] | undefined;
  let named: readonly string[] = [];
  let short = 0;
  let isBelowTable = false;
  const begin = (cells: readonly string[]) => {
    const names = cells.map((cell) => cell.trim().toLowerCase());
    if (is(names)) {
      columns = names;
      named = distinctColumns(names);
    } else isBelowTable ||= isOfTable(cells);
  };
  const takeAll = (records: readonly string[][]) => {
    for (const cells of records)
      if (cells.length === 1 && cells[0] === '') continue;
      else if (!columns) begin(cells);
      else if (!cells.every((cell, at) => isHeading(columns ?? [], at, cell))) {
        if (cells.length < columns.length) short += 1;
        take(toRow(named, cells));
      }
  };
  try {
    for await (const piece of text) {
      signal?.throwIfAborted();
      takeAll(reader.push(piece));
    }
    takeAll(reader.push('', true));
    if (!columns)
      throw invalidInput(
        `${file} is not a CSV that can be read (its headings are within a text). Export it again.`,
      );
    return { short, isBelowTable };
  } catch (error) {
    if (error instanceof DemarcError || signal?.aborted) throw error;
    if (error instanceof TooManyFields)
      throw invalidInput(`${file} cannot be read: ${error.message}. Check that it is the export you meant.`);
    const reason = error instanceof Error ? clip(error.message, 200) : 'unknown reason';
    throw invalidInput(`${file} is not a CSV that can be read (${reason}). Export it again.`);
  }
}

function toRow(columns: readonly string[], cells: readonly string[]): Row {
  const row = new Map<string, string>();
  // By the cells: a header of thousands of columns says nothing about rows of a few.
  cells.forEach((text, at) => {
    const column = columns[at];
    const cell = text.trim();
    if (column !== undefined && cell) row.set(column, cell);
  });
  return row;
}
