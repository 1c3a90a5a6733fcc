import type { ColumnMapping, Meaning } from '../../contract/claims.ts';
import type { Grid, GridCell } from './grid.ts';
import { isNothing } from './layouts.ts';

const TASKS: ReadonlySet<Meaning> = new Set(['title', 'label']);
const PARTIES: ReadonlySet<Meaning> = new Set(['owner', 'vendor', 'customer', 'other', 'shared']);

/**
 * The service that a row of a table of services is about, where its name stands once, beside the first of its tasks: that of the rows right
 * above, for a row with a task and a party. To be asked of the rows in order; null for a row that is named itself, or for no such row.
 */
export function nameAbove(
  grid: Grid,
  columns: readonly ColumnMapping[],
  column: number,
): (row: number, cells: readonly GridCell[]) => string | null {
  const meaningOf = new Map(columns.map((entry) => [entry.column, entry.meaning]));
  const has = (cells: readonly GridCell[], meanings: ReadonlySet<Meaning>): boolean =>
    cells.some((cell) => cell.text.trim() !== '' && meanings.has(meaningOf.get(cell.column) ?? 'unknown'));
  let above: { readonly row: number; readonly name: string } | null = null;
  return (row, cells) => {
    const own = grid.source(row, column)?.text.trim() ?? '';
    // The title of a section, a remark or a sum has no task of a party beside it, and names no service.
    const ofTask: boolean = has(cells, TASKS) && has(cells, PARTIES);
    const carried = own === '' ? (above?.row === row - 1 ? above.name : null) : isNothing(own) ? null : own;
    const name = ofTask ? carried : null;
    above = name === null ? null : { row, name };
    return own === '' ? name : null;
  };
}
