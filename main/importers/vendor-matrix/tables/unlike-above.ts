import { beginsWithVerb, saysWhatIsDone } from '../cells/sentences.ts';
import type { Grid, GridCell } from './grid.ts';

/** Rows looked at above, and below. */
const LOOKED_AT = 12;
const FEWEST = 2;
const MOST_WORDS = { ofHeading: 4, ofName: 3 } as const;
const HARDLY_ANY = 0.2;
const MOST = 0.6;

const wordsOf = (text: string): number => text.trim().split(/\s+/).length;
/** What says at some length what is done, as the cells of parties do where no marks stand in them. */
const isTold = (text: string): boolean =>
  wordsOf(text) > MOST_WORDS.ofName || (wordsOf(text) > 1 && saysWhatIsDone(text));

/**
 * Whether short texts that head the rows below them stand in columns of parties whose rows above are of another kind: marks above and hardly one below, or sentences above and
 * hardly one below. `isValue` says what is a mark, a word for an owner or a nothing, and `isService` what names a service, which begins a row. The words of the headings need not be known.
 */
export function headsRowsUnlikeAbove(
  grid: Grid,
  row: number,
  cells: readonly GridCell[],
  parties: ReadonlySet<number>,
  isValue: (text: string) => boolean,
  isService: (text: string) => boolean,
): boolean {
  const isHeading = ({ text }: GridCell): boolean =>
    wordsOf(text) <= MOST_WORDS.ofHeading && !beginsWithVerb(text) && /^\P{Ll}.*[^.;!]$/u.test(text.trim());
  if (!cells.every(isHeading)) return false;
  const [first] = cells;
  if (first === undefined || isService(first.text)) return false;
  // Short texts go on below sentences as well: what is no service heads others where services stood.
  const services = textsOf(grid, first.column, row, -1);
  const areServices =
    services.length >= FEWEST && services.filter(isService).length >= services.length * MOST;
  let unlike = 0;
  for (const { column } of cells) {
    if (!parties.has(column)) continue;
    const above = textsOf(grid, column, row, -1);
    const below = textsOf(grid, column, row, 1);
    if (above.length < FEWEST || below.length < FEWEST) continue;
    const share = (texts: readonly string[], is: (text: string) => boolean): number =>
      texts.filter(is).length / texts.length;
    if (share(above, isValue) === 1) {
      if (share(below, isValue) <= HARDLY_ANY) unlike += 1;
    } else if (areServices && share(above, isTold) >= MOST) {
      // What says that a party does nothing is short in every table.
      const said = below.filter((text) => !isValue(text));
      if (said.length >= FEWEST && share(said, isTold) <= HARDLY_ANY) unlike += 1;
    }
  }
  return unlike > 0;
}

/** The texts of a column in the rows next to one: downwards to the next blank line or title, upwards over these and without the headings of the first table. */
function textsOf(grid: Grid, column: number, row: number, step: 1 | -1): readonly string[] {
  const texts: string[] = [];
  let seen = 0;
  for (let at = row + step; seen < LOOKED_AT; at += step) {
    if (at < grid.firstRow) return texts.slice(0, -1);
    if (at > grid.lastRow) break;
    const isRow = grid.rowCells(at).length > 1;
    if (!isRow && step > 0 && texts.length > 0) break;
    if (!isRow) continue;
    seen += 1;
    const text = grid.text(at, column).trim();
    if (text !== '') texts.push(text);
  }
  return texts;
}
