import { lostNoughts } from '../../../domain/controls/lost-noughts.ts';
import type { Grid } from '../tables/grid.ts';
import { clip } from '../words.ts';
import type { ControlColumn } from './ids.ts';

const AS_TEXT = 'may have lost a nought at its end. Write the ids as text.';

/** Rows in which a spreadsheet took the id for a number and lost a nought, or may have, each with why its id is not read. */
export function noughtsIn(
  grid: Grid,
  { column, scheme, byRow }: Pick<ControlColumn, 'column' | 'scheme' | 'byRow'>,
  first: number,
): ReadonlyMap<number, string> {
  const told = new Map<number, string>();
  const quoted = (text: string) => `"${clip(text.trim(), 60)}"`;
  // Ids of one framework have an order of their own.
  for (const each of new Set(byRow?.values() ?? [scheme])) {
    const texts: string[] = [];
    for (let row = first; row <= grid.lastRow; row += 1) {
      const isOf = byRow === undefined || byRow.get(row) === each;
      texts.push(isOf ? (grid.source(row, column)?.text ?? '') : '');
    }
    for (const [at, behind] of lostNoughts(texts, each?.id ?? null))
      told.set(
        first + at,
        behind === null
          ? `${quoted(texts[at] ?? '')}, in a column where others lost it, ${AS_TEXT}`
          : `${quoted(texts[at] ?? '')} behind ${quoted(behind)} ${AS_TEXT}`,
      );
  }
  return told;
}
