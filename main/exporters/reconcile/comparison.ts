import type { Prepared } from '../../contract/audience.ts';
import type { NamedComparison } from '../../contract/snapshots.ts';
import { markLine } from '../../domain/report/audience.ts';
import { ZipReader } from '../../platform/zip-reader.ts';
import { columnLetters } from '../xlsx/cells.ts';
import { CHANGES, changeCells, changeColumns } from '../xlsx/comparison.ts';
import { rowsAbove } from '../xlsx/mark-line.ts';
import { unmarkedSheets } from './xlsx-marks.ts';
import { expectedText, join, readRest, readRows, sheetParts } from './xlsx-rows.ts';

/**
 * Reads the Excel file of a comparison back and compares every cell of every change, and the marks of its sheets; returns the rows found. Throws an Error
 * that says what is missing or different.
 */
export async function reconcileComparison(
  path: string,
  comparison: NamedComparison,
  prepared: Prepared,
): Promise<number> {
  const columns = changeColumns(comparison);
  const line = markLine(prepared);
  const heading = rowsAbove(line) + 1;
  const zip = await ZipReader.open(path);
  try {
    const parts = await sheetParts(zip);
    const part = parts.get(CHANGES);
    if (!part) throw new Error(`the sheet ${CHANGES} is missing`);
    const [unmarked] = await unmarkedSheets(zip, line);
    if (unmarked !== undefined) throw new Error(`the sheet ${unmarked} does not say how it is marked`);
    const notes = parts.get('Export notes');
    const rest = notes === undefined ? new Map<string, readonly string[]>() : await readRest(zip, notes);
    let rows = 0;
    for await (const batch of readRows(zip, part))
      for (const { number, cells } of batch) {
        if (number <= heading) continue;
        const change = comparison.changes[rows];
        rows += 1;
        if (!change) throw new Error(`row ${number} is one too many`);
        for (const [index, value] of changeCells(change, columns).entries()) {
          const cell = cells[index] ?? null;
          const pieces = rest.get(`${CHANGES}!${columnLetters(index + 1)}${number}`);
          const found = typeof cell === 'string' && pieces ? join(cell, pieces) : cell;
          if (found !== (value === null ? null : expectedText(value)))
            throw new Error(`"${columns[index]}" in row ${number} is not what was compared`);
        }
      }
    if (rows !== comparison.total) throw new Error(`${rows} of ${comparison.total} changes are in it`);
    return rows;
  } finally {
    await zip.close();
  }
}
