import type { Report } from '../../domain/report.ts';
import { type ReportList, reportLists } from '../../domain/report-desk.ts';
import type { ZipReader } from '../../platform/zip-reader.ts';
import { columnLetters } from '../xlsx/cells.ts';
import { listCell } from '../xlsx/sheets/desk.ts';
import type { Problems } from './compare.ts';
import { expectedText, join, type Rest, readRows } from './xlsx-rows.ts';

/** Compares every cell of the lists of the desk with the workbook. */
export async function compareLists(
  zip: ZipReader,
  part: (name: string) => string,
  report: Report,
  rest: Rest,
  problems: Problems,
): Promise<void> {
  for (const list of reportLists(report.desk()))
    await compareList(zip, part(list.name), list, rest, problems);
}

async function compareList(
  zip: ZipReader,
  part: string,
  { name, columns, rows }: ReportList,
  rest: Rest,
  problems: Problems,
): Promise<void> {
  let count = 0;
  for await (const batch of readRows(zip, part))
    for (const { number, cells } of batch) {
      if (number === 1) continue;
      const expected = rows[count];
      count += 1;
      if (!expected) continue;
      for (const [index, column] of columns.entries()) {
        const value = listCell(expected[index] ?? null, column);
        const cell = cells[index] ?? null;
        const pieces = rest.get(`${name}!${columnLetters(index + 1)}${number}`);
        const found = typeof cell === 'string' && pieces ? join(cell, pieces) : cell;
        if (found !== (typeof value === 'string' ? expectedText(value) : value))
          problems.add(`"${column.header}" of ${String(expected[0])} in the sheet ${name} is another text.`);
      }
    }
  if (count !== rows.length) problems.add(`The sheet ${name} has ${count} rows, not ${rows.length}.`);
}
