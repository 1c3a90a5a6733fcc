import { lostNoughts } from '../../domain/controls/lost-noughts.ts';
import type { Grid } from './grid.ts';
import type { ControlColumn } from './ids.ts';
import { clip } from './words.ts';

const AS_TEXT = 'may have lost a nought at its end. Write the ids as text.';

/** Rows in which a spreadsheet took the id for a number and lost a nought, or may have, each with why its id is not read. */
export function noughtsIn(
  grid: Grid,
  { column, scheme }: Pick<ControlColumn, 'column' | 'scheme'>,
  first: number,
): ReadonlyMap<number, string> {
  const texts: string[] = [];
  for (let row = first; row <= grid.lastRow; row += 1) texts.push(grid.source(row, column)?.text ?? '');
  const quoted = (text: string) => `"${clip(text.trim(), 60)}"`;
  return new Map(
    [...lostNoughts(texts, scheme?.id ?? null)].map(([at, behind]) => [
      first + at,
      behind === null
        ? `${quoted(texts[at] ?? '')}, in a column where others lost it, ${AS_TEXT}`
        : `${quoted(texts[at] ?? '')} behind ${quoted(behind)} ${AS_TEXT}`,
    ]),
  );
}
