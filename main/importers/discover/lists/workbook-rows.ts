import { invalidInput } from '../../../contract/errors.ts';
import { isOfPlace } from '../../../domain/services/place-columns.ts';
import { cellAddress } from '../../../domain/sheets/cell-address.ts';
import { numeral } from '../../../domain/words/counted.ts';
import { AHEAD, BEFORE } from '../../../domain/words/time-words.ts';
import type { Area, Book } from '../../sheets/book.ts';
import { type Cells, MergedRows, mergedNotes } from '../../sheets/merged-rows.ts';
import { clip, listNames } from '../found.ts';
import { MAX_RESOURCES } from '../limits.ts';
import { type NumberedRows, TITLE_ROWS } from '../read-table.ts';
import { hasServiceHeading } from './service-list.ts';

/** The rows of a sheet under its name, and what of it counts otherwise than it stands there. */
export interface SheetRows extends NumberedRows {
  readonly notes: readonly string[];
}

/**
 * The rows of a sheet as people mean them: a cell that is merged over rows holds for each of them, and what is struck through does not count.
 * INVALID_INPUT for more rows than are read.
 */
export async function readSheetRows(book: Book, sheet: string, name: string): Promise<SheetRows> {
  const rows: (readonly string[])[] = [];
  const numbers: number[] = [];
  const struck: string[] = [];
  const partly: string[] = [];
  const merging = new MergedRows((cells) => rows.push(toRow(cells)));
  const first: { readonly number: number; readonly row: readonly string[] }[] = [];
  for await (const batch of book.rows(sheet))
    for (const { number, cells } of batch) {
      const kept: Cells = new Map();
      for (const { column, text, struck: how } of cells) {
        if (how === 'whole') struck.push(`${cellAddress(number, column)} (${clip(text, 30)})`);
        else kept.set(column, text);
        if (how === 'part') partly.push(cellAddress(number, column));
      }
      if (cells.length > 0 && kept.size === 0) continue;
      if (first.length < TITLE_ROWS) first.push({ number, row: toRow(kept) });
      merging.add(number, kept);
      numbers.push(number);
      if (numbers.length > MAX_RESOURCES)
        throw invalidInput(
          `${name} has more than ${numeral(MAX_RESOURCES)} rows. Give one account or Region at a time.`,
        );
    }
  const areas = book.merges(sheet);
  const headings = headingsIn(first);
  const merged = merging.end(
    areas,
    lastOfHeadings(headings.number, areas),
    (column) => (headings.row[column] ?? '').trim() !== '',
  );
  joinHeadings(rows, numbers, headings.number, areas);
  return {
    rows,
    numbers,
    sheet,
    notes: [
      ...mergedNotes(sheet, merged),
      ...(struck.length > 0 ? [`Struck through, so not read: ${listNames(struck)}.`] : []),
      ...(partly.length > 0
        ? [`Struck through in part, and read as a whole: ${listNames(partly)}. Look at what is meant there.`]
        : []),
    ],
  };
}

function toRow(cells: Cells): readonly string[] {
  const row: string[] = [];
  for (const [column, text] of cells) row[column] = text;
  return Array.from(row, (cell) => cell ?? '');
}

/** The row that names the columns: the first with one of services, else the widest of the first ones. */
function headingsIn(first: readonly { readonly number: number; readonly row: readonly string[] }[]) {
  const widthOf = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length;
  const named = first.find(({ row }) => widthOf(row) > 1 && hasServiceHeading(row));
  return named ?? first.toSorted((a, b) => widthOf(b.row) - widthOf(a.row))[0] ?? { number: 1, row: [] };
}

/** Headings in two rows are merged from the first to the second. */
const lastOfHeadings = (row: number, areas: readonly Area[]): number =>
  areas.reduce((last, { firstRow, lastRow }) => (firstRow <= row && lastRow > last ? lastRow : last), row);

/** `Target`, `Bisher`, `2027`. */
const isOfAnotherTime = (heading: string): boolean =>
  AHEAD.test(heading) || BEFORE.test(heading) || /(?<!\d)20\d\d(?!\d)/.test(heading);

/**
 * Puts the headings of a second row into the first, where that has one merged over them alone: `Environment` over `Prod`, `Test` and `Dev`. A place is called by its own
 * heading; below one of another time (*Target*, *2027*), and anything else, by both.
 */
function joinHeadings(
  rows: (readonly string[])[],
  numbers: number[],
  number: number,
  areas: readonly Area[],
): void {
  const at = numbers.indexOf(number);
  const [upper, lower] = [rows[at], rows[at + 1]];
  if (upper === undefined || lower === undefined || numbers[at + 1] !== number + 1) return;
  const over = areas.filter(
    ({ firstRow, lastRow, firstColumn, lastColumn }) =>
      firstRow === number && lastRow === number && firstColumn < lastColumn,
  );
  const isUnder = (column: number): boolean =>
    over.some(({ firstColumn, lastColumn }) => column >= firstColumn && column <= lastColumn);
  const filled = lower.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]));
  if (filled.length < 2 || !filled.every(isUnder)) return;
  const names = over.flatMap(({ firstColumn, lastColumn }) =>
    filled
      .filter((column) => column >= firstColumn && column <= lastColumn)
      .map((column) => ({ column, own: lower[column] ?? '', above: upper[firstColumn] ?? '' })),
  );
  const joined = [...upper];
  for (const { column, own, above } of names)
    joined[column] = isOfPlace(own) && !isOfAnotherTime(above) ? own : `${above} ${own}`.trim();
  rows[at] = Array.from(joined, (cell) => cell ?? '');
  rows.splice(at + 1, 1);
  numbers.splice(at + 1, 1);
}
