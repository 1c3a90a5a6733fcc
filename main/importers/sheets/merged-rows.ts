import { counted } from '../../domain/words/counted.ts';
import type { Area } from './book.ts';

/** Rows of a sheet that wait for its end, where it says which cells are merged; longer ones are scanners' and not people's. */
const MAX_HELD = 20_000;
/** Places under merged cells that are looked at; a sheet has fewer than a stranger's file may say. */
const MAX_PLACES = 500_000;

/** Cells of one row that hold something, by column. */
export type Cells = Map<number, string>;
export interface Filled {
  /** Rows in which a merged cell above says what a cell holds. */
  readonly rows: number;
  /** Whether cells are merged in a way that does not say what rows hold: over columns too, from the headings on, over other words, or too many. */
  readonly isUnclear: boolean;
}

/**
 * Gives the rows of a sheet to `take` in their order, each with what merged cells of one column say of it: a cell that somebody merged over the rows
 * of one check holds for each of them, and only the first has it.
 */
export class MergedRows {
  private readonly take: (cells: Cells) => void;
  private held: Map<number, Cells> | null = new Map();

  constructor(take: (cells: Cells) => void) {
    this.take = take;
  }

  add(row: number, cells: Cells): void {
    if (this.held === null) this.take(cells);
    else this.held.set(row, cells);
    if (this.held !== null && this.held.size > MAX_HELD) this.flush();
  }

  /** After the last row; `headings`: their row, `isNamed`: whether a column has one, `areas`: what is merged in the sheet. */
  end(areas: readonly Area[], headings: number, isNamed: (column: number) => boolean): Filled {
    const rows = new Set<number>();
    let isUnclear = false;
    let places = 0;
    for (const area of areas) {
      const { firstRow, lastRow, firstColumn, lastColumn } = area;
      if (lastRow <= Math.max(firstRow, headings) || !isAnyNamed(area, isNamed)) continue;
      const text = this.held?.get(firstRow)?.get(firstColumn);
      places += lastRow - firstRow;
      if (this.held === null || firstRow <= headings || firstColumn !== lastColumn || places > MAX_PLACES) {
        isUnclear = true;
        continue;
      }
      for (let row = firstRow + 1; row <= lastRow; row += 1) {
        const cells = this.held.get(row);
        const own = cells?.get(firstColumn);
        if (own !== undefined && own !== text) isUnclear = true;
        if (cells === undefined || own !== undefined || text === undefined) continue;
        cells.set(firstColumn, text);
        rows.add(row);
      }
    }
    this.flush();
    return { rows: rows.size, isUnclear };
  }

  private flush(): void {
    for (const cells of this.held?.values() ?? []) this.take(cells);
    this.held = null;
  }
}

/** What is merged where no column is called anything is nobody's. */
function isAnyNamed({ firstColumn, lastColumn }: Area, isNamed: (column: number) => boolean): boolean {
  for (let column = firstColumn; column <= Math.min(lastColumn, firstColumn + 100); column += 1)
    if (isNamed(column)) return true;
  return false;
}

/** What is said of the merged cells of a sheet. */
export const mergedNotes = (sheet: string, { rows, isUnclear }: Filled): readonly string[] => [
  ...(rows > 0
    ? [
        `Cells of the sheet "${sheet}" are merged over several rows: what is in the first counts for ${counted(rows, 'row')} below.`,
      ]
    : []),
  ...(isUnclear
    ? [
        `Cells of the sheet "${sheet}" are merged over several rows, and only the first of these has what is in them. Unmerge them, fill the rows below, and give it again.`,
      ]
    : []),
];
