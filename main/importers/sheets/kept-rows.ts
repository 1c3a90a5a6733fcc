import type { Row } from './book.ts';
import { KEPT_CELLS } from './limits.ts';

/**
 * Rows of sheets that were read to their end, while there are few cells in them: a sheet is read several times, and a small one may lie
 * in megabytes of cells that only have a look.
 */
export class KeptRows {
  readonly #sheets = new Map<string, readonly (readonly Row[])[]>();
  #left = KEPT_CELLS;

  /** In the batches in which they were read; undefined where they were too many, or not read to the end yet. */
  read(sheet: string): readonly (readonly Row[])[] | undefined {
    return this.#sheets.get(sheet);
  }

  /** For one reading of a sheet: `take` gets what is read, and `end` is called only where that was all. */
  begin(sheet: string): { take(rows: readonly Row[]): void; end(): void } {
    let batches: (readonly Row[])[] | null = [];
    let cells = 0;
    return {
      take: (rows) => {
        if (!batches || rows.length === 0) return;
        cells += rows.reduce((sum, row) => sum + row.cells.length, 0);
        if (cells > this.#left) batches = null;
        else batches.push(rows);
      },
      end: () => {
        if (!batches || cells > this.#left) return;
        this.#left -= cells;
        this.#sheets.set(sheet, batches);
      },
    };
  }
}
