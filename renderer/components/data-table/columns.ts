import type { ReactNode } from 'react';
import { columnsThatFit } from '../columns-dialog/chosen-columns.ts';

export interface Column<R> {
  readonly id: string;
  readonly header: string;
  /** Pixels; the least the column takes. */
  readonly width: number;
  /** Share of the room that is left over; 0, the default, keeps the width. */
  readonly grow?: number;
  /** Goes where there is no room for all, as beside a card: the highest number first. Left out, it stays. */
  readonly spare?: number;
  readonly align?: 'start' | 'end';
  readonly sortable?: boolean;
  readonly cell: (row: R) => ReactNode;
  /** Whole text of a cell that may be cut, as a tip. */
  readonly tip?: (row: R) => string | null | undefined;
}
export interface Sort {
  readonly by: string;
  readonly direction: 'ascending' | 'descending';
}

/** Tracks of the CSS grid that header and rows share. */
export const trackList = <R>(columns: readonly Column<R>[]): string =>
  columns.map(({ width, grow = 0 }) => (grow > 0 ? `minmax(${width}px, ${grow}fr)` : `${width}px`)).join(' ');
export const leastWidth = <R>(columns: readonly Column<R>[]): number =>
  columns.reduce((sum, column) => sum + column.width, 0);

/**
 * The columns that fit into a width, so that nobody scrolls sideways for what tells one row from another: of those that can be spared as
 * many as there is room for beside the others.
 */
export function columnsIn<R>(columns: readonly Column<R>[], width: number): readonly Column<R>[] {
  const byNeed = columns.toSorted((a, b) => (a.spare ?? 0) - (b.spare ?? 0)).map(({ id }) => id);
  const fitting = new Set(columnsThatFit(columns, byNeed, width).map(({ id }) => id));
  return columns.filter(({ id, spare }) => spare === undefined || fitting.has(id));
}

/** A click on a column's head: ascending, descending, then the list's own order again. */
export function nextSort(sort: Sort | null, column: string): Sort | null {
  if (sort?.by !== column) return { by: column, direction: 'ascending' };
  return sort.direction === 'ascending' ? { by: column, direction: 'descending' } : null;
}

const NARROWEST = 56;
const WIDEST = 900;
/** A width that a column may be given. */
export const clampWidth = (width: number): number => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
