import { createHash } from 'node:crypto';
import type { ColumnMapping } from '../../../contract/claims.ts';
import { areBareNumbers, ID_SCHEMES } from '../../../domain/controls/control-ids.ts';
import { namesServices, saysWhere } from '../../../domain/services/guess-columns.ts';
import { columnsOfPeople } from '../cells/people.ts';
import { type ControlColumn, holdsNumbers, sampled, settleControls } from '../ids/ids.ts';
import {
  GENERAL,
  LAYOUT_DATA,
  type Layout,
  layoutOf,
  OWNING,
  PARTY_COLUMNS,
  QUESTIONNAIRE,
  readsAnswers,
  TWO_PARTIES,
} from '../layouts.ts';
import { ownsFaults } from '../lists.ts';
import { asks, asksAndAnswers, withQuestionsNamed } from '../questionnaires.ts';
import type { Grid } from '../tables/grid.ts';
import { withoutTablesBelow } from '../tables/other-headings.ts';
import {
  namesPartiesAsOwners,
  namesTwoParties,
  namesUnknownParty,
  saysWhatPartiesDo,
} from '../two-parties.ts';
import type { Around } from '../whose.ts';
import { fold, type Rename } from '../words.ts';
import { type ToldByCells, toldByCells } from './by-cells.ts';
import { withFirstColumn } from './first-column.ts';
import { mapColumns, namesOwners } from './map-columns.ts';

/** Rows in which headings are looked for; title blocks and guidance stand above them. */
const SEARCHED_ROWS = 80;
const MAX_HEADER_ROWS = 3;
const MAX_COLUMNS = 400;

export interface Headings {
  readonly row: number;
  readonly rows: number;
  /** By column; several texts where the heading takes several rows. */
  readonly texts: readonly HeadingText[];
  readonly fingerprint: string;
}
export interface HeadingText {
  readonly column: number;
  readonly parts: readonly string[];
}

/** The headings in these rows, merged areas spread over their columns and rows. */
export function headingsAt(grid: Grid, row: number, rows: number): Headings {
  const texts: HeadingText[] = [];
  for (let column = 0; column <= Math.min(grid.lastColumn, MAX_COLUMNS - 1); column += 1) {
    const parts: string[] = [];
    for (let at = row; at < row + rows; at += 1) {
      const text = grid.text(at, column).replace(/\s+/g, ' ').trim();
      if (text !== '' && parts.at(-1) !== text) parts.push(text);
    }
    if (parts.length > 0) texts.push({ column, parts });
  }
  const shape = JSON.stringify(texts.map(({ column, parts }) => [column, parts.map(fold)]));
  return { row, rows, texts, fingerprint: createHash('sha256').update(shape).digest('hex').slice(0, 24) };
}

export interface Recognised {
  readonly layout: Layout;
  readonly headings: Headings;
  readonly columns: readonly ColumnMapping[];
  readonly controls: readonly ControlColumn[];
  readonly cases: ToldByCells['cases'];
  readonly named: ToldByCells['named'];
}

/** Every place where headings can stand, from the top. */
export function* headingPlaces(grid: Grid): Generator<Headings> {
  const end = Math.min(grid.lastRow, grid.firstRow + SEARCHED_ROWS);
  for (let row = grid.firstRow; row <= end; row += 1) {
    if (grid.rowCells(row).length === 0) continue;
    for (let rows = 1; rows <= MAX_HEADER_ROWS; rows += 1) {
      if (rows > 1 && !belongTogether(grid, row + rows - 2)) break;
      const headings = headingsAt(grid, row, rows);
      // A title takes one cell; headings take at least two.
      if (headings.texts.length >= 2) yield headings;
    }
  }
}

/** Whether a row and the one below it are one heading: merged areas say so, or gaps in the first that the second fills. */
function belongTogether(grid: Grid, row: number): boolean {
  let merged = false;
  let filled = 0;
  for (let column = 0; column <= Math.min(grid.lastColumn, MAX_COLUMNS - 1); column += 1) {
    const area = grid.area(row, column);
    if (area && (area.lastRow > row || area.lastColumn > area.firstColumn)) merged = true;
    const below = grid.text(row + 1, column).trim();
    if (below !== '' && grid.text(row, column).trim() === '') filled += 1;
    // A row with a control id is a row of the matrix.
    const own = grid.area(row + 1, column)?.firstRow !== row;
    if (own && below.length <= 20 && ID_SCHEMES.some(({ parse }) => parse(below) !== null)) return false;
  }
  return merged || filled >= 2;
}

/** Whether a merged heading reaches above the rows that were taken as headings, or below them. */
const cutsMerges = (grid: Grid, { row, rows, texts }: Headings): boolean =>
  texts.some(
    ({ column }) =>
      (grid.area(row, column)?.firstRow ?? row) < row ||
      (grid.area(row + rows - 1, column)?.lastRow ?? row) >= row + rows,
  );

interface Candidate extends Omit<Recognised, 'controls' | 'cases' | 'named'> {
  readonly score: number;
}
/**
 * The headings and the layout that explain the most columns and under which the ids are ids of the layout's kind; null when
 * no row of the sheet reads as headings of a matrix. `around` are the names around the sheet.
 */
export function recogniseHeadings(whole: Grid, around: Around, rename: Rename): Recognised | null {
  const candidates: Candidate[] = [];
  for (const headings of headingPlaces(whole))
    for (const layout of LAYOUT_DATA.layouts) {
      const mapped = mapColumns(headings, layout, rename);
      const columns = withFirstColumn(whole, headings, mapped, layout);
      const found = new Set(columns.map(({ meaning }) => meaning));
      if (!layout.requires.every((group) => group.some((meaning) => found.has(meaning)))) continue;
      const count = (confidence: ColumnMapping['confidence']) =>
        columns.filter((column) => column.confidence === confidence).length;
      // A named layout goes before the general table, one that says what its columns are about before one that does not; fewer rows of headings before more.
      // A first column whose heading does not say what it is about is looked at after these, and a column of owners beside anything at all last.
      const named =
        layout.schemes.length > 0 ? 6 : layout.id === TWO_PARTIES && tellsTwoParties(headings) ? 1 : 0;
      candidates.push({
        layout,
        headings,
        columns,
        score:
          count('sure') * 10 +
          count('likely') * 4 +
          named -
          headings.rows -
          (cutsMerges(whole, headings) ? 5 : 0) -
          (hasOwnersAlone(layout, columns) ? 1000 : 0) -
          (columns === mapped ? 0 : 500),
      });
    }
  candidates.sort((a, b) => b.score - a.score || a.headings.row - b.headings.row);
  let unspelt: Recognised | null = null;
  for (const { layout, headings, columns: mapped } of candidates.slice(0, 60)) {
    if (ownsFaults(mapped)) continue;
    const grid = withoutTablesBelow(whole, headings, mapped, rename);
    const { columns, cases, named } = toldByCells(grid, headings, mapped, layout, rename);
    const called = withQuestionsNamed(grid, headings, columns, layout);
    const settled = settleControls(grid, headings, called, around, layout.schemes, null, rename);
    const isTold = settled.controls.some(
      (each) => each.scheme !== null || each.isOther || each.mayBe.length > 0,
    );
    if (!isTold && columns.some(isGuessedControl)) continue;
    const isUnsaid = settled.controls.some(({ mayBe, isOther }) => isOther || mayBe.length > 0);
    // A layout that is called as one framework says nothing of ids that may be of several.
    const plain = layoutOf(readsAnswers(layout) ? QUESTIONNAIRE : GENERAL);
    const found = { layout: (isUnsaid ? plain : undefined) ?? layout, headings, cases, named, ...settled };
    const owning = namesOwners(settled.columns);
    if (hasOwnersAlone(layout, columns)) {
      const first = headings.row + headings.rows;
      if (namesPartiesAsOwners(grid, columns, first, rename))
        return unspelt !== null && !explainsLess(grid, unspelt, found) ? unspelt : found;
    } else if (settled.controls.some(({ scheme }) => scheme !== null)) {
      if (layout.columns.length > 0 || owning || sureColumns(columns) >= 3) return found;
    } else if (
      (isUnsaid || (layout.schemes.length === 0 && tellsEnough(grid, columns, found))) &&
      mayStand(grid, found, owning, rename)
    )
      unspelt = unspelt !== null && !speaksOfNames(grid, unspelt, found) ? unspelt : found;
  }
  return unspelt;
}
const tellsEnough = (
  grid: Grid,
  mapped: readonly ColumnMapping[],
  { layout, headings, columns }: Recognised,
): boolean =>
  sureColumns(mapped) + mapped.filter(namesStranger).length >=
  (layout.id === QUESTIONNAIRE && asksAndAnswers(grid, headings, columns) ? 2 : 3);
const namesStranger = ({ header, confidence }: ColumnMapping): boolean =>
  confidence === 'likely' && namesUnknownParty(header);
const isGuessedControl = ({ meaning, confidence }: ColumnMapping): boolean =>
  meaning === 'control' && confidence === 'likely';
/** Whether ids of nobody's framework leave columns unexplained that tables of services and tasks have, or are the numbers of rows. */
function explainsLess(grid: Grid, unspelt: Recognised, found: Recognised): boolean {
  const unknowns = ({ columns }: Recognised) => columns.filter(({ meaning }) => meaning === 'unknown').length;
  return (
    unknowns(unspelt) > unknowns(found) ||
    unspelt.controls.every(({ column }) => holdsNumbers(sampled(grid, unspelt.headings, column)))
  );
}
/** Whether a table that was taken for one of ids speaks of the services or tasks beside them: what stands before these is a reference or a number. */
function speaksOfNames(grid: Grid, unspelt: Recognised, found: Recognised): boolean {
  const { layout, headings, controls } = found;
  if (layout.id !== TWO_PARTIES || unspelt.layout.id !== GENERAL || unspelt.headings.row !== headings.row)
    return false;
  const isNumbers = ({ column }: ControlColumn) => {
    const texts = [...sampled(grid, headings, column)];
    return holdsNumbers(texts) || areBareNumbers(texts);
  };
  if (unspelt.controls.some(({ mayBe }) => mayBe.length > 0)) return false;
  return (
    controls.some(({ column }) => namesServices(grid.text(headings.row, column))) ||
    (unspelt.controls.every(isNumbers) && !controls.some(isNumbers))
  );
}
/** Ids of nobody's framework make a matrix only where columns say who owns what, or where it is a questionnaire with its answers. */
function mayStand(
  grid: Grid,
  { layout, headings, columns, controls }: Recognised,
  owning: boolean,
  rename: Rename,
): boolean {
  if (layout.id === QUESTIONNAIRE) return asks(grid, headings, columns);
  // The number of a row by itself names nothing that could be owned.
  const isNamed = columns.some(({ meaning }) => meaning === 'title' || meaning === 'label');
  if (!owning || (!isNamed && controls.every(({ column }) => holdsNumbers(sampled(grid, headings, column)))))
    return false;
  if (layout.id === TWO_PARTIES) return isOfTwoParties(grid, headings, columns);
  const headers = columns.map(({ header }) => header);
  if (!headers.some(namesServices))
    return columns.some(({ meaning }) => OWNING.has(meaning) && meaning !== 'owner') || !saysWhere(headers);
  // A register of systems and their services has references, customers and owners as well, who are people and teams.
  const first = headings.row + headings.rows;
  const sides = new Set(columns.flatMap(({ meaning }) => (PARTY_COLUMNS.has(meaning) ? [meaning] : [])));
  // Whether it holds data of customers, or who has it, is said in inventories by yes and no.
  return sides.size > 1
    ? saysWhatPartiesDo(grid, columns, first)
    : !saysWhere(headers) && namesPartiesAsOwners(grid, columns, first, rename);
}
/** Service, provider and customer are headings of many lists: these say by a heading or in their cells what each has to do. */
const isOfTwoParties = (grid: Grid, headings: Headings, columns: readonly ColumnMapping[]): boolean => {
  const first = headings.row + headings.rows;
  return tellsTwoParties(headings)
    ? columnsOfPeople(grid, columns, first).length === 0
    : saysWhatPartiesDo(grid, columns, first);
};
/** Of two parties it has no columns, and one that may name them. */
const hasOwnersAlone = (layout: Layout, columns: readonly ColumnMapping[]): boolean =>
  layout.id === TWO_PARTIES &&
  !(
    columns.some(({ meaning }) => meaning === 'vendor' || meaning === 'other') &&
    columns.some(({ meaning }) => meaning === 'customer')
  );
const tellsTwoParties = ({ texts }: Headings): boolean =>
  namesTwoParties(texts.map(({ parts }) => parts.join(' ')));
const sureColumns = (columns: readonly ColumnMapping[]): number =>
  columns.filter(({ confidence }) => confidence === 'sure').length;

/** Whether a row by itself is the headings of a matrix: in some layout they are for sure what it requires, and say who owns what. */
export function readsAsHeadings(grid: Grid, row: number, rename: Rename): boolean {
  const headings = headingsAt(grid, row, 1);
  return (
    headings.texts.length > 1 &&
    LAYOUT_DATA.layouts.some((layout) => {
      const columns = mapColumns(headings, layout, rename);
      const sure = new Set(
        columns.flatMap(({ meaning, confidence }) => (confidence === 'sure' ? [meaning] : [])),
      );
      return (
        layout.requires.every((group) => group.some((meaning) => sure.has(meaning))) &&
        (readsAnswers(layout) || namesOwners(columns)) &&
        (!hasOwnersAlone(layout, columns) || namesPartiesAsOwners(grid, columns, row + 1, rename))
      );
    })
  );
}
