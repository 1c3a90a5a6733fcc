import type { ColumnMapping } from '../../../contract/claims.ts';
import { columnsMeaning, PARTY_COLUMNS } from '../layouts.ts';
import type { Grid } from '../tables/grid.ts';

/**
 * Whether numbers below the parties are counts or levels of a scale, as from 0 to 3, of which nobody here knows what they say: a 1 by itself is a mark,
 * and the last row may be one of sums.
 */
export function holdsLevels(grid: Grid, columns: readonly ColumnMapping[], first: number): boolean {
  const parties = columnsMeaning(columns, PARTY_COLUMNS);
  const cells = grid.cells.filter(({ row, column }) => row >= first && parties.has(column));
  const last = cells.at(-1)?.row;
  return cells.some(({ row, text }) => row !== last && /^\s*([2-9]|\d{2,})\s*$/.test(text));
}

const PERCENT = /^\s*(\d{1,3}(?:[.,]\d{1,2})?)\s?%\s*$/;
/** What a cell says in per cent; null for no such figure. */
export const percentIn = (text: string): number | null => {
  const [, figure] = PERCENT.exec(text) ?? [];
  return figure === undefined ? null : Number(figure.replace(',', '.'));
};
/** Whether figures in per cent below the parties are their shares of the row: those of each row come to a hundred, as a score or a progress does not. */
export function holdsShares(grid: Grid, columns: readonly ColumnMapping[], first: number): boolean {
  const parties = columnsMeaning(columns, PARTY_COLUMNS);
  const sums = new Map<number, number>();
  for (const { row, column, text } of grid.cells) {
    const share = row >= first && parties.has(column) ? percentIn(text) : null;
    if (share !== null) sums.set(row, (sums.get(row) ?? 0) + share);
  }
  return parties.size > 1 && sums.size > 0 && [...sums.values()].every((sum) => Math.abs(sum - 100) < 1);
}
