import type { Claim, UnreadCell } from '../../contract/claims.ts';
import type { Grid, GridCell } from './tables/grid.ts';
import { clip } from './words.ts';

export interface SheetReading {
  readonly claims: readonly Claim[];
  /** Every cell that was not read, in reading order. */
  readonly unread: readonly UnreadCell[];
  readonly read: number;
}

/** Notes once, and for good, what became of each cell. */
export class Ledger {
  private readonly fates = new Map<GridCell, Pick<UnreadCell, 'why' | 'outside' | 'isWord'> | 'read'>();

  read(cell: GridCell): void {
    if (!this.fates.has(cell)) this.fates.set(cell, 'read');
  }
  leave(cell: GridCell, why: string, outside: boolean): void {
    if (!this.fates.has(cell)) this.fates.set(cell, { why, outside });
  }
  /** A word that somebody can give a meaning to. */
  ask(cell: GridCell, why: string): void {
    if (!this.fates.has(cell)) this.fates.set(cell, { why, outside: false, isWord: true });
  }
  settle(sheet: string, cells: readonly GridCell[]): Pick<SheetReading, 'unread' | 'read'> {
    const unread: UnreadCell[] = [];
    for (const cell of cells) {
      // Blank cells hold spaces only: there is nothing in them to lose.
      const fate =
        this.fates.get(cell) ??
        (cell.text.trim() === '' ? 'read' : { why: 'Nothing read it.', outside: false });
      if (fate !== 'read') unread.push({ sheet, cell: cell.address, value: clip(cell.text, 2000), ...fate });
    }
    return { unread, read: cells.length - unread.length };
  }
}

/** All cells of a sheet that holds no matrix, with the reason; of one that cannot be read yet, those from a row on are missed. */
export function readNothing(sheet: string, grid: Grid, why: string, missedFrom = Infinity): SheetReading {
  const ledger = new Ledger();
  for (const cell of grid.cells) ledger.leave(cell, why, cell.row < missedFrom);
  return { claims: [], ...ledger.settle(sheet, grid.cells) };
}
