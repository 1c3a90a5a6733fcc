/**
 * Whole per cent of `part` in `whole`, to the nearest, but never 100 before all and never 0 after the first: nobody is
 * told that everything is answered while something is not. 0 where there is nothing to count.
 */
export function wholePercent(part: number, whole: number): number {
  if (whole <= 0 || part <= 0) return 0;
  if (part >= whole) return 100;
  return Math.min(99, Math.max(1, Math.round((part / whole) * 100)));
}

/** The same in words, `58 %`; a dash where there is nothing to count. */
export const percentWords = (part: number, whole: number): string =>
  whole <= 0 ? '–' : `${wholePercent(part, whole)} %`;
