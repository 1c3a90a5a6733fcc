import { useCallback, useMemo, useRef } from 'react';
import { keepRows } from './keep-rows.ts';
import { useTouched } from './use-touched.ts';

export interface StayingRows<R> {
  /** Those of the list, and in their places those that were taken out of it under the reader. */
  readonly rows: readonly R[];
  /** Whether a row is there only because somebody stands in the list: `AnsweredJustNow` says so on it. */
  readonly isGone: (row: R) => boolean;
}

/**
 * The one rule of every list beside which a card opens: a row that an answer takes out of it stays where it is until something else
 * is listed, which `shown` names. `now` is the list as it is, the same array until it is read anew; a row of no duty has no ref and goes.
 */
export function useStayingRows<R>(
  now: readonly R[],
  shown: string,
  keyOf: (row: R) => string,
  refOf: (row: R) => string | null,
): StayingRows<R> {
  const touched = useTouched(shown);
  const held = useRef({ shown, now, before: now, rows: now });
  if (held.current.shown !== shown) held.current = { shown, now, before: now, rows: now };
  // The list may be read sooner than the card that says why: what stood before is remembered until the list changes once more.
  else if (held.current.now !== now) held.current = { ...held.current, now, before: held.current.rows };
  const { before } = held.current;
  const rows = keepRows(now, before, keyOf, (row) => {
    const ref = refOf(row);
    return ref !== null && touched.has(ref);
  });
  held.current.rows = rows;
  const present = useMemo(() => new Set(now), [now]);
  const isGone = useCallback((row: R) => !present.has(row), [present]);
  return { rows, isGone };
}
