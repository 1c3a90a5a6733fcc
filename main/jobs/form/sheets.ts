import { invalidInput } from '../../contract/errors.ts';
import type { FormSheet } from '../../domain/forms/plan.ts';
import { numeral } from '../../domain/words/counted.ts';
import type { Book, Row } from '../../importers/sheets/book.ts';

/** What no form that people fill in reaches. */
const MAX_CELLS = 300_000;
const MAX_ROWS = 100_000;

/** The cells of a form as they came. */
export interface FormSheets {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly sheets: readonly FormSheet[];
  /** '' where nothing is. */
  textAt(sheet: string, row: number, column: number): string;
}

/** Reads every sheet of a form within bounds. INVALID_INPUT for one that is too large. */
export async function readFormSheets(book: Book, name: string): Promise<FormSheets> {
  const all = new Map<string, readonly Row[]>();
  let left = MAX_CELLS;
  for (const sheet of book.sheets) {
    if (sheet.kind !== 'cells') continue;
    const rows: Row[] = [];
    for await (const batch of book.rows(sheet.name))
      for (const row of batch) {
        left -= row.cells.length;
        if (left < 0 || rows.length >= MAX_ROWS)
          throw invalidInput(
            `${name} holds more than ${numeral(MAX_CELLS)} cells or ${numeral(MAX_ROWS)} rows, which no form does. Delete the sheets that do not belong to it and try again.`,
          );
        rows.push(row);
      }
    all.set(sheet.name, rows);
  }
  const sheets = [...all].map(([sheet, rows]) => ({
    name: sheet,
    rows: rows.map(({ number, cells }) => ({
      number,
      cells: new Map(cells.filter(({ text }) => text !== '').map(({ column, text }) => [column, text])),
    })),
  }));
  const byPlace = new Map(
    sheets.map(({ name: sheet, rows }) => [sheet, new Map(rows.map((row) => [row.number, row.cells]))]),
  );
  return {
    rows: all,
    sheets,
    textAt: (sheet, row, column) => byPlace.get(sheet)?.get(row)?.get(column) ?? '',
  };
}
