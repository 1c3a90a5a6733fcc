import type { Finding, FindingsSummary } from '../../contract/findings.ts';
import { counted } from '../../domain/words/counted.ts';
import type { FindingsOfOthers } from '../files/findings-of-others.ts';
import { type Book, openBook, type Row as SheetRow } from '../sheets/book.ts';
import { isHeading, isOfTable, type Row } from './csv-rows.ts';
import { type Cells, MergedRows } from './merged-rows.ts';
import { refusedTable, type TableForm, tableForm, unreadAmong } from './tables.ts';
import { Tally } from './tally.ts';

const columnsOf = ({ cells }: SheetRow): readonly string[] => {
  const columns: string[] = [];
  for (const { column, text } of cells) columns[column] = text.trim().toLowerCase();
  return Array.from(columns, (name) => name ?? '');
};

/** Whether one of the rows has the headings of a table of findings. Titles and remarks may have been put above them. */
export const isFindingsSheet = (rows: readonly SheetRow[]): boolean =>
  rows.some((row) => tableForm(columnsOf(row)) !== undefined);

/** What a sheet of findings is that is not read, by its first rows, and what to give instead; null for any other sheet. */
export const unreadSheet = (rows: readonly SheetRow[]): FindingsOfOthers | null =>
  unreadAmong(rows.map(columnsOf));

/**
 * Reads the tables of findings of an Excel workbook, as somebody saved a scanner's CSV, by the readers of those: findings go to `emit`, what is
 * over to `close`. A sheet lies anywhere in its file, so all of its `bytes` are only passed by. INVALID_INPUT that names the file where no sheet is
 * one, or all of them are empty and something stands beside them.
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
    let other: FindingsOfOthers | null = null;
    for (const { name, kind } of book.sheets) {
      if (kind !== 'cells') continue;
      const { form, above, merged } = await readSheet(book, name, tally, signal);
      format ??= form?.format;
      if (form) {
        if (form.note !== undefined && !tally.isEmpty) tally.note(form.note);
        if (merged.rows > 0)
          tally.note(
            `Cells of the sheet "${name}" are merged over several rows: what is in the first counts for ${counted(merged.rows, 'row')} below.`,
          );
        if (merged.isUnclear)
          tally.note(
            `Cells of the sheet "${name}" are merged over several rows, and only the first of these has what is in them. Unmerge them, fill the rows below, and give it again.`,
          );
        if (above.some(isOfOtherTable)) beside.add(`the rows above the headings of the sheet "${name}"`);
      } else if (above.length > 0) {
        const unread = unreadSheet(above);
        other ??= unread;
        beside.add(unread ? `the sheet "${name}" (${unread.what})` : `the sheet "${name}"`);
      }
    }
    if (format === undefined) throw refusedTable(file, other);
    tally.beside(beside);
    tally.empty(format);
    return tally.finish();
  } finally {
    await book.close();
  }
}

const isOfOtherTable = ({ cells }: SheetRow): boolean => isOfTable(cells.map(({ text }) => text));

/** How many rows above the headings, or of a sheet without any, are kept to say what they are. */
const MAX_KEPT = 1000;

async function readSheet(book: Book, sheet: string, tally: Tally, signal: AbortSignal) {
  let form: TableForm | undefined;
  let columns: readonly string[] = [];
  let headings = 0;
  const above: SheetRow[] = [];
  const held = new MergedRows((cells) => {
    if (form) tally.add([form.format, form.read(toRow(columns, cells))]);
  });
  for await (const rows of book.rows(sheet)) {
    signal.throwIfAborted();
    for (const row of rows)
      if (form === undefined) {
        columns = columnsOf(row);
        form = tableForm(columns);
        headings = row.number;
        if (!form && above.length < MAX_KEPT) above.push(row);
      } else if (!row.cells.every(({ column, text }) => isHeading(columns, column, text)))
        held.add(row.number, cellsOf(row));
  }
  const merged = held.end(book.merges(sheet), headings, (column) => (columns[column] ?? '') !== '');
  return { form, above, merged };
}

function cellsOf({ cells }: SheetRow): Cells {
  const held: Cells = new Map();
  for (const { column, text } of cells) if (text.trim() !== '') held.set(column, text.trim());
  return held;
}

function toRow(columns: readonly string[], cells: Cells): Row {
  const row = new Map<string, string>();
  for (const [column, text] of cells) {
    const name = columns[column];
    if (name) row.set(name, text);
  }
  return row;
}
