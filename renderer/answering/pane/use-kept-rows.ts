import { useRef } from 'react';
import { keepRows } from './keep-rows.ts';

/** The rows of a list with those that an answer has just taken out of it, in their places, until `shown` is something else. */
export function useKeptRows<R>(
  rows: readonly R[],
  shown: string,
  keyOf: (row: R) => string,
  kept: (row: R) => boolean,
): readonly R[] {
  const before = useRef<{ readonly shown: string; readonly rows: readonly R[] }>({ shown, rows });
  const held = before.current.shown === shown ? before.current.rows : rows;
  const all = keepRows(rows, held, keyOf, kept);
  // Remembered as it is drawn: what is kept once is kept at the next change, too.
  before.current = { shown, rows: all };
  return all;
}
