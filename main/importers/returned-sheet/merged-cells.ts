import { type Area, readAddress } from '../sheets/book.ts';

interface Span {
  readonly first: number;
  /** Last row of this span or of any that begins before it. */
  last: number;
}

/** Tells whether a cell, by its address, lies in one of the areas; quickly also where there are many of both. */
export function mergedCells(areas: readonly Area[]): (cell: string) => boolean {
  const columns = new Map<number, readonly Span[]>();
  const spansOf = (column: number): readonly Span[] => {
    const known = columns.get(column);
    if (known) return known;
    const spans = areas
      .filter(({ firstColumn, lastColumn }) => firstColumn <= column && column <= lastColumn)
      .map(({ firstRow, lastRow }): Span => ({ first: firstRow, last: lastRow }))
      .sort((a, b) => a.first - b.first);
    let last = 0;
    for (const span of spans) {
      last = Math.max(last, span.last);
      span.last = last;
    }
    columns.set(column, spans);
    return spans;
  };
  return (cell) => {
    const at = readAddress(cell);
    if (!at) return false;
    const spans = spansOf(at.column);
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.first ?? 0) <= at.row) low = middle + 1;
      else high = middle;
    }
    return (spans[low - 1]?.last ?? 0) >= at.row;
  };
}
