import { type Area, cellAddress, readAddress } from '../sheets/book.ts';

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

/** Tells of the first cell of a merged area which cells below it the area covers, such as `V11 to V14`; null for any other cell and where it covers none. */
export function coveredBelow(areas: readonly Area[]): (cell: string) => string | null {
  const byFirst = new Map(
    areas
      .filter(({ firstRow, lastRow }) => lastRow > firstRow)
      .map((area) => [cellAddress(area.firstRow, area.firstColumn), area]),
  );
  return (cell) => {
    const area = byFirst.get(cell);
    if (!area) return null;
    const [first, last] = [area.firstRow + 1, area.lastRow].map((row) => cellAddress(row, area.firstColumn));
    return first === last ? (first ?? null) : `${first} to ${last}`;
  };
}
