import type { ColumnMapping } from '../../contract/claims.ts';
import { saysWhatIsDone } from './cells/sentences.ts';
import { headingPlaces } from './columns/heading.ts';
import { mapColumns } from './columns/map-columns.ts';
import { isNothing, layoutOf, markOf, PARTY_COLUMNS, TWO_PARTIES } from './layouts.ts';
import type { Grid } from './tables/grid.ts';
import { clip, fold, type Rename } from './words.ts';

/** As many places are looked at, and as many examples given. */
const MOST_PLACES = 12;
const MOST_TEXTS = 3;

/** Why a sheet with a table in it is none of a matrix that is known, and what to do, in words; null for one without a table. */
export function whyNone(grid: Grid, rename: Rename): string | null {
  const layout = layoutOf(TWO_PARTIES);
  const places = [...headingPlaces(grid)].slice(0, MOST_PLACES);
  if (layout === undefined || places.length === 0 || !hasRows(grid)) return null;
  const mapped = places.map((headings) => ({
    columns: mapColumns(headings, layout, rename),
    first: headings.row + headings.rows,
  }));
  for (const { columns, first } of mapped) {
    const parties = columns.filter(({ meaning }) => PARTY_COLUMNS.has(meaning));
    if (!columns.some(({ meaning }) => meaning === 'control') || parties.length < 2) continue;
    const unknown = textsBelow(grid, parties, first).filter((text) => !isKnown(rename(text)));
    return unknown.length > 0
      ? `It has columns of parties, ${named(parties)}, and too few of the cells below say in a way that is known whether the party has a part: not so ${quoted(unknown)}. Mark there who does it, as with an X, or say what is done; or say in a mapping what its columns mean.`
      : `It has columns of parties, ${named(parties)}, and by its headings and cells it is not sure that it says what each of them has to do. Say in a mapping what its columns mean if it does.`;
  }
  for (const { columns } of mapped) {
    const parties = columns.filter(({ meaning }) => PARTY_COLUMNS.has(meaning));
    if (new Set(parties.map(({ meaning }) => meaning)).size > 1)
      return `It has columns of parties, ${named(parties)}, and none that says what each row is about, so that nothing in it has a name. Put a column before them with the name of each duty, service or control; where each cell is a duty of its own, one row for each.`;
    const owners = columns.filter(({ meaning }) => meaning === 'owner');
    if (owners.length > 0 && columns.some(({ meaning }) => meaning === 'control'))
      return `It has a column of owners, ${named(owners)}, and by its other headings and its cells it may as well be a list of work, of risks or of what somebody has. Say in a mapping what its columns mean if it says what a provider and a customer have to do.`;
  }
  return 'No row of it has headings that are known for what its rows are about and for who does it, such as Service, AWS and Customer, or Control and Responsibility. Say in a mapping what its columns mean if it is a matrix.';
}
/** A sign without a letter is nothing that can be told. */
const isKnown = (text: string): boolean =>
  markOf(text) !== null || saysWhatIsDone(text) || (fold(text) !== '' && isNothing(text));
const hasRows = (grid: Grid): boolean => {
  const rows = new Set(grid.cells.map(({ row }) => row));
  return [...rows].filter((row) => grid.rowCells(row).length > 1).length > 1;
};
function textsBelow(grid: Grid, columns: readonly ColumnMapping[], first: number): readonly string[] {
  const those = new Set(columns.map(({ column }) => column));
  return grid.cells
    .filter(({ row, column }) => row >= first && those.has(column))
    .map(({ text }) => text.trim());
}
const named = (columns: readonly ColumnMapping[]): string =>
  columns
    .slice(0, MOST_TEXTS)
    .map(({ header }) => `"${clip(header, 60)}"`)
    .join(' and ');
const quoted = (texts: readonly string[]): string =>
  [...new Set(texts)]
    .slice(0, MOST_TEXTS)
    .map((text) => `"${clip(text.replace(/\s+/g, ' '), 60)}"`)
    .join(' or ');
