import { ID_SCHEMES } from '../../../domain/controls/control-ids.ts';
import { readsAsHeadings } from '../columns/heading.ts';
import type { Rename } from '../words.ts';
import type { Grid } from './grid.ts';

/** Fewer ids in one column may be a version, a date or an example. */
const ENOUGH = 3;
const LONGEST_ID = 20;

/** Rows, among those before `end`, that look like rows of a matrix: some column of them holds ids of one framework. */
export function rowsWithIds(
  grid: Grid,
  end: number,
  isCounted: (text: string) => boolean = () => true,
): ReadonlySet<number> {
  const found = new Map<string, number[]>();
  for (const { row, column, text } of grid.cells) {
    if (row >= end || text.length > LONGEST_ID || grid.rowCells(row).length < 2 || !isCounted(text)) continue;
    for (const { id, parse } of ID_SCHEMES) {
      if (parse(text) === null) continue;
      const key = `${id} ${column}`;
      const rows = found.get(key);
      if (rows) rows.push(row);
      else found.set(key, [row]);
    }
  }
  return new Set([...found.values()].filter((rows) => rows.length >= ENOUGH).flat());
}

/**
 * Rows above the headings that were taken which belong to another table: they look like rows of a matrix, or stand below
 * headings of their own.
 */
export function rowsOfTablesAbove(grid: Grid, headerRow: number, rename: Rename): ReadonlySet<number> {
  const found = new Set(rowsWithIds(grid, headerRow));
  const above: number[] = [];
  for (let row = grid.firstRow; row < headerRow; row += 1)
    if (grid.rowCells(row).length > 1 && (above.length > 0 || readsAsHeadings(grid, row, rename)))
      above.push(row);
  for (const row of above.slice(1)) found.add(row);
  return found;
}
