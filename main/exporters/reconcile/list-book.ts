import type { PortfolioList } from '../../domain/portfolio/lists.ts';
import { ZipReader } from '../../platform/zip-reader.ts';
import { columnLetters } from '../xlsx/cells.ts';
import { cellOf } from '../xlsx/list-book.ts';
import { expectedText, join, readRest, readRows, sheetParts } from './xlsx-rows.ts';

/** Reads the Excel file of lists back and compares every cell; says what is missing or different, and how many cells were as they should. */
export async function reconcileLists(
  path: string,
  lists: readonly PortfolioList[],
): Promise<{ readonly problems: readonly string[]; readonly texts: number }> {
  const zip = await ZipReader.open(path);
  const problems: string[] = [];
  let texts = 0;
  try {
    const parts = await sheetParts(zip);
    const notes = parts.get('Export notes');
    const rest = notes === undefined ? new Map<string, readonly string[]>() : await readRest(zip, notes);
    for (const list of lists) {
      const part = parts.get(list.name);
      if (part === undefined) {
        problems.push(`The sheet ${list.name} is missing.`);
        continue;
      }
      const expected = [list.columns.map(({ header }) => header), ...list.rows];
      let rows = 0;
      for await (const batch of readRows(zip, part))
        for (const { number, cells } of batch) {
          const row = expected[number - 1];
          rows += 1;
          for (const index of list.columns.keys()) {
            const value = number === 1 ? (row?.[index] ?? null) : row ? cellOf(list, row, index) : null;
            const cell = cells[index] ?? null;
            const pieces = rest.get(`${list.name}!${columnLetters(index + 1)}${number}`);
            const found = typeof cell === 'string' && pieces ? join(cell, pieces) : cell;
            texts += 1;
            if (found !== plain(value))
              problems.push(`${list.name}: ${columnLetters(index + 1)}${number} is not what was counted.`);
          }
        }
      if (rows !== expected.length)
        problems.push(`${list.name}: ${rows} of ${expected.length} rows are in it.`);
    }
    return { problems: problems.slice(0, 20), texts };
  } finally {
    await zip.close();
  }
}

/** A value as a sheet that was read back has it. */
const plain = (value: string | number | null): string | number | null =>
  typeof value === 'string' ? expectedText(value) : value;
