import type { SheetMapping } from '../../../contract/claims.ts';
import { type Headings, headingsAt, readsAsHeadings } from '../columns/heading.ts';
import { calledBy, mapColumns } from '../columns/map-columns.ts';
import { type ControlColumn, idsOf } from '../ids/ids.ts';
import type { IsService } from '../ids/name-above.ts';
import {
  ANSWER_WORDS,
  columnsMeaning,
  isNothing,
  LAYOUT_DATA,
  layoutOf,
  markOf,
  OWNER_WORDS,
  PARTY_COLUMNS,
} from '../layouts.ts';
import { fold, type Rename } from '../words.ts';
import type { Grid, GridCell } from './grid.ts';
import { headsOthers, headsUnlike, isOfOthers, titlesOthers } from './other-headings.ts';

/**
 * The headings once more, those of another table, or the title of the rows below, which begin with headings; or the title of rows
 * that are no duties.
 */
export type Break = 'again' | 'other' | 'title' | 'aside';

/**
 * What breaks the rows below the headings of a mapping, by row; null for a row of the table. Headings that mean the same in the same
 * columns are the headings again, whatever their words.
 */
export function breaksOf(
  grid: Grid,
  mapping: SheetMapping,
  controls: readonly ControlColumn[],
  rename: Rename,
  isService: IsService,
): (row: number) => Break | null {
  const { headerRow, headerRows } = mapping;
  const { fingerprint, texts } = headingsAt(grid, headerRow, 1);
  const [lead] = texts;
  const begins = fold(lead?.parts[0] ?? '');
  /** Looked at closely only where it begins alike: there may be a hundred thousand rows. */
  const repeats = (row: number): boolean =>
    fold(grid.text(row, lead?.column ?? 0)) === begins &&
    headingsAt(grid, row, 1).fingerprint === fingerprint;
  const words = new Set(texts.flatMap(({ parts }) => parts.map(fold)));
  const areTurned = (cells: readonly GridCell[]): boolean =>
    cells.every(({ text }) => text.length <= MAX_HEADING && words.has(fold(text)));
  const leads = controls.map(({ column }) => ({
    column,
    names: texts.flatMap((each) => (each.column === column ? each.parts.map(fold) : [])),
  }));
  /** The heading of the controls stands there again, beside others that no layout need know: "Service", "Monthly price". */
  const namesTheControl = (cells: readonly GridCell[]): boolean =>
    leads.some(({ column, names }) =>
      cells.every((cell) =>
        cell.column === column
          ? names.includes(fold(cell.text))
          : words.has(fold(cell.text)) ||
            namesAnother(cell.text, rename) ||
            looksLikeHeading(rename(cell.text)),
      ),
    ) && cells.some(({ column }) => leads.some((lead) => lead.column === column));
  const layout = mapping.origin === 'recognised' ? layoutOf(mapping.layout) : undefined;
  const meaningsOf = (headings: Headings): string =>
    layout === undefined
      ? ''
      : mapColumns(headings, layout, rename)
          .flatMap(({ column, meaning }) => (BESIDE.has(meaning) ? [] : [`${column} ${meaning}`]))
          .join();
  const own = meaningsOf(headingsAt(grid, headerRow, headerRows));
  const ofParties = columnsMeaning(mapping.columns, PARTY_COLUMNS);
  const parties = [...ofParties];
  const called = calledBy(texts);
  /** The parties stand there again, beside another heading of what the rows are: `Framework`, `Aspect`. What heads other things is none of it. */
  const namesParties = (row: number, cells: readonly GridCell[]): boolean =>
    parties.length > 1 &&
    parties.every((column) => called.get(column)?.includes(fold(grid.text(row, column))) === true) &&
    !isOfOthers(cells[0]?.text ?? '');
  const headingsIn = (row: number): 'again' | 'other' | null => {
    const cells = grid.rowCells(row);
    if (cells.length < 2) return null;
    if (repeats(row)) return 'again';
    if (namesParties(row, cells) && !isControl(row)) return 'again';
    if (
      !grid.isHead(row) &&
      !areTurned(cells) &&
      !namesTheControl(cells) &&
      !beginsTable(grid, cells, controls, rename) &&
      !headsOthers(grid, row, rename) &&
      !headsUnlike(grid, row, ofParties, rename, isService)
    )
      return null;
    return own !== '' && meaningsOf(headingsAt(grid, row, 1)) === own ? 'again' : 'other';
  };
  /** The headings of a table again, below a title that names somebody else than the vendor: `Azure`. */
  const isOfAnother = (row: number): boolean => {
    for (let above = row - 1; above >= row - LOOKED_BELOW; above -= 1) {
      const [title, ...more] = grid.rowCells(above);
      if (more.length > 0) return false;
      if (title !== undefined && namesAnother(title.text, rename)) return true;
    }
    return false;
  };
  const isControl = (row: number): boolean =>
    controls.some(({ column, scheme }) => scheme !== null && idsOf(grid.text(row, column), scheme)?.length);
  /** Whether headings stand below a text that is alone in its row, with no more than such texts between. */
  const isTitle = (row: number): boolean => {
    for (let next = row; next < row + LOOKED_BELOW; next += 1)
      if (grid.rowCells(next).length > 1) return headingsIn(next) !== null;
    return false;
  };
  return (row) => {
    const [only, ...more] = grid.rowCells(row);
    if (only !== undefined && more.length === 0 && !isControl(row)) {
      if (isTitle(row)) return 'title';
      if (titlesOthers(grid, row, mapping.columns, rename)) return 'aside';
    }
    const found = headingsIn(row);
    return found === 'again' && isOfAnother(row) ? 'other' : found;
  };
}
/** Whether the title or the heading of a table calls a third party by its name, and not the vendor. */
const namesAnother = (title: string, rename: Rename): boolean => {
  const [written, read] = [title, rename(title)].map((text) => ` ${fold(text.slice(0, MAX_HEADING))} `);
  const isAnother = (text = '') => text.includes(' third party ');
  return isAnother(read) && !isAnother(written) && read?.includes(' vendor ') === false;
};
/** Columns that say nothing of who owns what. */
const BESIDE: ReadonlySet<string> = new Set(['unknown', 'note', 'ignore']);
/** Rows from a title to its headings, with those between. */
const LOOKED_BELOW = 5;

/** Headings of a control stand at the left. */
const LOOKED_AT = 3;
/** What is longer is no heading. */
const MAX_HEADING = 160;
const CONTROL_NAMES: ReadonlySet<string> = new Set(
  [...LAYOUT_DATA.common, ...LAYOUT_DATA.layouts.flatMap(({ columns }) => columns)]
    .filter(({ meaning }) => meaning === 'control')
    .flatMap(({ names }) => names.map(fold)),
);

/** Whether a row below the headings begins another table, with headings of its own. */
function beginsTable(
  grid: Grid,
  cells: readonly GridCell[],
  controls: readonly ControlColumn[],
  rename: Rename,
): boolean {
  const [first] = cells;
  if (first === undefined || cells.length < 2 || cells.some(({ text }) => text.length > MAX_HEADING))
    return false;
  if (!cells.slice(0, LOOKED_AT).some(({ text }) => CONTROL_NAMES.has(fold(text)))) return false;
  const spelt = controls.filter(({ scheme }) => scheme !== null);
  if (spelt.some(({ column, scheme }) => idsOf(grid.text(first.row, column), scheme)?.length)) return false;
  if (readsAsHeadings(grid, first.row, rename)) return true;
  // Where ids are known by their spelling, no row is called "Control"; what it says beside that must be no answer.
  const named = spelt.some(({ column }) => CONTROL_NAMES.has(fold(grid.text(first.row, column))));
  return named && !cells.some(({ text }) => isValue(rename(text)));
}
const looksLikeHeading = (text: string): boolean =>
  text.length <= MAX_HEADING && /\p{L}{3}/u.test(text) && !isValue(text);
const isValue = (text: string): boolean =>
  isNothing(text) || markOf(text) !== null || OWNER_WORDS.has(fold(text)) || ANSWER_WORDS.has(fold(text));
