import type { ColumnMapping } from '../../contract/claims.ts';
import type { Grid } from './grid.ts';

const PARTIES: ReadonlySet<string> = new Set(['vendor', 'customer', 'other', 'shared']);

/** Whether numbers below the parties are levels of a scale, as from 0 to 3, of which nobody here knows what they say: a 1 by itself is a mark. */
export const holdsLevels = (grid: Grid, columns: readonly ColumnMapping[], first: number): boolean => {
  const parties = new Set(columns.filter(({ meaning }) => PARTIES.has(meaning)).map(({ column }) => column));
  return grid.cells.some(
    ({ row, column, text }) => row >= first && parties.has(column) && /^\s*([2-9]|\d{2,})\s*$/.test(text),
  );
};
