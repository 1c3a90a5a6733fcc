import type { Finding, FindingsSummary } from '../../contract/findings.ts';
import { type Book, openBook, type Row as SheetRow } from '../sheets/book.ts';
import type { Row } from './csv-rows.ts';
import { refusedTable, type TableForm, tableForm } from './tables.ts';
import { Tally } from './tally.ts';

/** Titles and remarks may have been put above the headings. */
const MAX_ABOVE = 20;

const columnsOf = ({ cells }: SheetRow): readonly string[] => {
  const columns: string[] = [];
  for (const { column, text } of cells) columns[column] = text.trim().toLowerCase();
  return Array.from(columns, (name) => name ?? '');
};

/** What a sheet that is not read is told by. */
interface Beginning {
  readonly headings: readonly string[];
  readonly text: string;
}
const beginningOf = (rows: readonly SheetRow[]): Beginning => ({
  headings: rows[0] ? columnsOf(rows[0]) : [],
  text: rows
    .slice(0, MAX_ABOVE)
    .flatMap(({ cells }) => cells.map(({ text }) => text))
    .join('\n'),
});

/** The line of the headings among the first rows of a sheet, with how the rows below it are read; null where it is no table of findings. */
export function findingsTable(
  rows: readonly SheetRow[],
): { readonly form: TableForm; readonly columns: readonly string[]; readonly number: number } | null {
  for (const row of rows.slice(0, MAX_ABOVE)) {
    const columns = columnsOf(row);
    const form = tableForm(columns);
    if (form) return { form, columns, number: row.number };
  }
  return null;
}

/**
 * Reads the tables of findings of an Excel workbook, as somebody saved a scanner's CSV, by the readers of those: findings go to `emit`, what is
 * over to `close`. A sheet lies anywhere in its file, so all of its `bytes` are only passed by. INVALID_INPUT that names the file where no sheet is one.
 */
export async function readFindingsBook(
  file: string,
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  emit: (finding: Finding) => void,
  signal: AbortSignal,
  close: (finding: Finding) => void,
): Promise<FindingsSummary> {
  for await (const _ of bytes) signal.throwIfAborted();
  const book = await openBook(path, file, { signal });
  try {
    const tally = new Tally(file, emit, close);
    const beside = new Set<string>();
    let format: TableForm['format'] | undefined;
    let first: Beginning = { headings: [], text: '' };
    for (const { name, kind } of book.sheets) {
      if (kind !== 'cells') continue;
      const { form, beginning } = await readSheet(book, name, tally, signal);
      const { headings } = beginning;
      if (first.headings.length === 0) first = beginning;
      if (form) format ??= form.format;
      else if (headings.length > 0) beside.add(`the sheet "${name}"`);
    }
    if (format === undefined) throw refusedTable(file, first.headings, first.text);
    tally.empty(format);
    tally.noteBeside(beside);
    return tally.finish();
  } finally {
    await book.close();
  }
}

async function readSheet(book: Book, sheet: string, tally: Tally, signal: AbortSignal) {
  let table: ReturnType<typeof findingsTable> | undefined;
  let beginning: Beginning = { headings: [], text: '' };
  for await (const rows of book.rows(sheet)) {
    signal.throwIfAborted();
    if (table === undefined) {
      table = findingsTable(rows);
      beginning = beginningOf(rows);
    }
    if (table === null) break;
    for (const row of rows)
      if (row.number > table.number)
        tally.add([table.form.format, table.form.read(toRow(table.columns, row))]);
  }
  return { form: table?.form, beginning };
}

function toRow(columns: readonly string[], { cells }: SheetRow): Row {
  const row = new Map<string, string>();
  for (const { column, text } of cells) {
    const name = columns[column];
    if (name && text.trim() !== '') row.set(name, text.trim());
  }
  return row;
}
