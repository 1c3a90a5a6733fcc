import type { Report } from '../../domain/report/report.ts';
import { type SheetList, sheetLists } from '../../domain/report/sheet-lists.ts';
import type { ZipReader } from '../../platform/zip-reader.ts';
import { columnLetters } from '../xlsx/cells.ts';
import { EXCEL_ROWS } from '../xlsx/limits.ts';
import { listCell } from '../xlsx/sheets/desk.ts';
import type { Problems } from './compare.ts';
import { expectedText, join, type Rest, readRows } from './xlsx-rows.ts';

/** Compares every cell of the lists that have a sheet of their own with the workbook; their headings stand in row `heading`. */
export async function compareLists(
  zip: ZipReader,
  part: (name: string) => string,
  report: Report,
  rest: Rest,
  problems: Problems,
  heading: number,
): Promise<void> {
  // One that is longer than a sheet was left out, and its writer said so.
  for (const list of sheetLists(report))
    if (list.length <= EXCEL_ROWS) await compareList(zip, part(list.name), list, rest, problems, heading);
}

async function compareList(
  zip: ZipReader,
  part: string,
  { name, columns, rows, length }: SheetList,
  rest: Rest,
  problems: Problems,
  heading: number,
): Promise<void> {
  const expectedRows = rows[Symbol.iterator]();
  let count = 0;
  try {
    for await (const batch of readRows(zip, part))
      for (const { number, cells } of batch) {
        if (number <= heading) continue;
        const next = expectedRows.next();
        count += 1;
        if (next.done) continue;
        const expected = next.value;
        for (const [index, column] of columns.entries()) {
          const value = listCell(expected[index] ?? null, column);
          const cell = cells[index] ?? null;
          const pieces = rest.get(`${name}!${columnLetters(index + 1)}${number}`);
          const found = typeof cell === 'string' && pieces ? join(cell, pieces) : cell;
          if (found !== (typeof value === 'string' ? expectedText(value) : value))
            problems.add(
              `"${column.header}" of ${String(expected[0])} in the sheet ${name} is another text.`,
            );
        }
      }
  } finally {
    // A statement that is not read to its end would keep the workbook from being closed.
    expectedRows.return?.();
  }
  if (count !== length) problems.add(`The sheet ${name} has ${count} rows, not ${length}.`);
}
