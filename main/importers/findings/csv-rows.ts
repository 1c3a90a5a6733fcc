import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { clip } from '../discover/found.ts';
import { raggedParser } from '../sheets/ragged-csv.ts';

/** One row by column name in lower case; empty cells are left out. */
export type Row = ReadonlyMap<string, string>;

/** Names of the columns in lower case, from the first line, and the mark between them. */
export function readHeader(head: string): {
  readonly columns: readonly string[];
  readonly delimiter: string;
} {
  const line = head.trimStart().split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [';', ',', '\t'].reduce((best, mark) =>
    line.split(mark).length > line.split(best).length ? mark : best,
  );
  const columns = line.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase());
  return { columns, delimiter };
}

/** Gives each row after the header to `take`, in order. Ragged rows are kept as they are. Refuses what is no CSV. */
export async function readRows(
  file: string,
  text: AsyncIterable<string>,
  delimiter: string,
  take: (row: Row) => void,
  signal?: AbortSignal,
): Promise<void> {
  const parser = raggedParser({
    delimiter,
    bom: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  });
  let columns: readonly string[] | undefined;
  try {
    await pipeline(
      Readable.from(text),
      parser,
      async (rows: AsyncIterable<string[]>) => {
        for await (const cells of rows) {
          if (!columns) columns = cells.map((cell) => cell.trim().toLowerCase());
          else take(toRow(columns, cells));
        }
      },
      signal ? { signal } : {},
    );
  } catch (error) {
    if (error instanceof DemarcError || signal?.aborted) throw error;
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
