import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { clip } from '../discover/found.ts';
import { CsvRecords, TooManyFields } from '../text/csv-records.ts';
import { belowSeparatorLine, findSeparator } from '../text/csv-separator.ts';

/** One row by column name in lower case; empty cells are left out. */
export type Row = ReadonlyMap<string, string>;

/** Names of the columns in lower case, from the first line, and the mark between them. */
export function readHeader(head: string): {
  readonly columns: readonly string[];
  readonly delimiter: string;
} {
  const table = belowSeparatorLine(head);
  const line = table.trimStart().split(/\r?\n/, 1)[0] ?? '';
  const { separator: delimiter } = findSeparator(table === head ? line : head);
  const columns = line.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase());
  return { columns, delimiter };
}

/** Gives each row after the header to `take`, in order, and says how many have fewer cells than that. Refuses what is no CSV. */
export async function readRows(
  file: string,
  text: AsyncIterable<string>,
  delimiter: string,
  take: (row: Row) => void,
  signal?: AbortSignal,
): Promise<number> {
  const reader = new CsvRecords({ delimiter, skipEmptyLines: true });
  let columns: readonly string[] | undefined;
  let short = 0;
  const takeAll = (records: readonly string[][]) => {
    for (const cells of records)
      if (cells.length === 1 && cells[0] === '') continue;
      else if (columns) {
        if (cells.length < columns.length) short += 1;
        take(toRow(columns, cells));
      } else columns = cells.map((cell) => cell.trim().toLowerCase());
  };
  try {
    for await (const piece of text) {
      signal?.throwIfAborted();
      takeAll(reader.push(piece));
    }
    takeAll(reader.push('', true));
    return short;
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
