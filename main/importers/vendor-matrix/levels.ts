import type { ColumnMapping } from '../../contract/claims.ts';
import type { Grid } from './grid.ts';
import { PARTY_COLUMNS } from './layouts.ts';

/**
 * Whether numbers below the parties are counts or levels of a scale, as from 0 to 3, of which nobody here knows what they say: a 1 by itself is a mark,
 * and the last row may be one of sums.
 */
export function holdsLevels(grid: Grid, columns: readonly ColumnMapping[], first: number): boolean {
  const parties = new Set(
    columns.filter(({ meaning }) => PARTY_COLUMNS.has(meaning)).map(({ column }) => column),
  );
  const cells = grid.cells.filter(({ row, column }) => row >= first && parties.has(column));
  const last = cells.at(-1)?.row;
  return cells.some(({ row, text }) => row !== last && /^\s*([2-9]|\d{2,})\s*$/.test(text));
}
