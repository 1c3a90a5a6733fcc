import type { Claim, ColumnMapping, SheetMapping } from '../../contract/claims.ts';
import {
  questionnaireEdition,
  questionnaireFramework,
} from '../../domain/controls/questionnaire-editions.ts';
import { legendOf, withSignsBeside } from './cells/legend.ts';
import { holdsLevels, holdsShares } from './cells/levels.ts';
import { columnsOfPeople, isKnownPerson, mayBePersonsName } from './cells/people.ts';
import { type LetterCodes, letterCodes } from './cells/raci.ts';
import { othersAmong, type SheetWords, wordsOf } from './cells/values.ts';
import { type FieldCell, type Fields, RowFields } from './columns/fields.ts';
import type { ControlColumn } from './ids/ids.ts';
import { type IsService, NamesAbove, type Place } from './ids/name-above.ts';
import { noughtsIn } from './ids/noughts.ts';
import { partsOfRows } from './ids/parts-of-rows.ts';
import { LEFT_ASIDE, type NamedId, type NamedRows, readIds, TITLE } from './ids/row-ids.ts';
import {
  accountableAmong,
  columnsMeaning,
  isNothing,
  type Layout,
  layoutOf,
  PARTY_COLUMNS,
  QUESTIONNAIRE,
  TWO_PARTIES,
} from './layouts.ts';
import { Ledger, type SheetReading } from './ledger.ts';
import { type Break, breaksOf } from './tables/breaks.ts';
import { type Grid, type GridCell, withoutRows } from './tables/grid.ts';
import { titlesRows } from './tables/other-headings.ts';
import { rowsOfTablesAbove } from './tables/other-tables.ts';
import { rowsNotToRead, sectionsOf } from './tables/sections.ts';
import { clip, type Rename } from './words.ts';

/** What is known beside the sheet itself. */
export interface Beside {
  readonly isService?: IsService | undefined;
  /** Cells of lines that are no part of the grid, and why. */
  readonly aside?: ReadonlyMap<GridCell, string>;
  /** The service that the sheet is called by. */
  readonly service?: string | null | undefined;
}
/** Reads the rows under the headings as a mapping says. Pure; every cell is either read or among the unread. */
export function readSheet(
  whole: Grid,
  mapping: SheetMapping,
  controls: readonly ControlColumn[],
  rename: Rename,
  { isService = () => false, aside = new Map(), service: ofSheet = null }: Beside = {},
): SheetReading {
  const ledger = new Ledger();
  for (const [cell, why] of aside) ledger.leave(cell, why, true);
  const { sheet, headerRow, headerRows, columns } = mapping;
  const first = headerRow + headerRows;
  const otherTable = rowsOfTablesAbove(whole, headerRow, rename);
  for (const cell of whole.cells)
    if (otherTable.has(cell.row)) ledger.leave(cell, OTHER_TABLE, false);
    else if (cell.row < headerRow) ledger.leave(cell, 'It stands above the headings.', true);
    else if (cell.row < first) ledger.read(cell);
  const byColumn = new Map(columns.map((column) => [column.column, column]));
  const { why: whyNot, ends } = rowsBeside(
    whole,
    first,
    breaksOf(whole, mapping, controls, rename, isService),
  );
  const [control] = controls;
  const isRow = (row: number): boolean => whole.rowCells(row).length > 1 && !whyNot.has(row);
  const places = { headerRow, first, column: control?.column ?? 0 };
  const sections = sectionsOf(whole, places, { isRow, isAgain: (row) => ends.has(row) }, isService);
  for (const [row, why] of rowsNotToRead(sections)) whyNot.set(row, { why, outside: false });
  const serviceAbove = new Map(
    sections.flatMap(({ numbers, service }) => numbers.map((row) => [row, service])),
  );
  // What other tables say tells nothing of this one; what its letters mean is said below it as well.
  const grid = whyNot.size === 0 ? whole : withoutRows(whole, new Set(whyNot.keys()));
  for (const [row, { why, outside }] of whyNot)
    for (const cell of whole.rowCells(row)) ledger.leave(cell, why, outside);
  const layout = layoutOf(mapping.layout);
  const letters = letterCodes(whole, columns, first);
  const know = wordsOf(mapping, rename, {
    others: othersAmong(textsOf(grid, columns, 'owner', first), rename),
    levels: holdsLevels(grid, columns, first),
    letters,
    legend: withSignsBeside(legendOf(grid, columns, first), grid, columns, first),
    percent: holdsShares(grid, columns, first),
    anyText: layout?.texts === true,
  });
  const words: SheetToRead = {
    mapping,
    layout,
    know,
    letters,
    people: new Set(columnsOfPeople(grid, columns, first)),
    accountable: accountableAmong(columns),
    editions: editionsOf(grid, mapping),
  };
  const named: NamedRows = {
    grid,
    ledger,
    controls,
    byColumn,
    noughts: new Map(controls.map((each) => [each.column, noughtsIn(grid, each, first)])),
    parts: partsOfRows(grid, { row: headerRow, rows: headerRows }, columns),
    asks: layout?.id === QUESTIONNAIRE,
  };
  const above =
    layout?.id === TWO_PARTIES && control?.scheme === null
      ? new NamesAbove(grid, columns, control.column, first, isService)
      : null;
  const claims: Claim[] = [];
  for (let row = first; row <= grid.lastRow; row += 1) {
    if (ends.has(row)) above?.end();
    const cells = grid.rowCells(row);
    if (cells.length === 0) continue;
    const own = above?.at(row, cells) ?? ITSELF;
    const service = serviceAbove.get(row) ?? ofSheet;
    const place = (own.is === 'itself' && service !== null && above?.below(service, row)) || own;
    if (place.is === 'name' || place.is === 'section') {
      for (const cell of cells)
        if (place.is === 'name') ledger.read(cell);
        else ledger.leave(cell, TITLE, true);
      continue;
    }
    const ids =
      place.is === 'itself'
        ? readIds(named, row, cells, place.unnamed)
        : ofService(place, grid.source(row, control?.column ?? 0) ?? cells[0], ledger);
    if (ids === null) continue;
    const said = claimsIn(words, named, row, cells, ids.found, place);
    claims.push(
      ...(service === null || place.is === 'task' ? said : said.map((claim) => ofSection(claim, service))),
    );
  }
  const all = aside.size === 0 ? whole.cells : [...whole.cells, ...aside.keys()].sort(inOrder);
  return { claims, ...ledger.settle(sheet, all) };
}

/** Rows below the headings that are none of the table, with the reason; and those at which a section of it ends. */
function rowsBeside(grid: Grid, first: number, breakAt: (row: number) => Break | null) {
  const why = new Map<number, { readonly why: string; readonly outside: boolean }>();
  const ends = new Set<number>();
  /** What stands in a table below, or below a title of what is no duty. */
  let below: 'other' | 'aside' | null = null;
  for (let row = first; row <= grid.lastRow; row += 1) {
    const cells = grid.rowCells(row);
    if (cells.length === 0) continue;
    const broken = breakAt(row);
    if (broken !== null) ends.add(row);
    if (broken === 'other' || broken === 'aside') below = broken;
    else if (broken === 'again' || (below === 'aside' && titlesRows(grid, row))) below = null;
    if (broken === 'title' || broken === 'aside' || grid.isText(row))
      why.set(row, { why: TITLE, outside: true });
    else if (below !== null)
      why.set(row, { why: below === 'other' ? TABLE_BELOW : NO_DUTIES, outside: false });
    else if (broken !== null) why.set(row, { why: HEADINGS_AGAIN, outside: true });
  }
  return { why, ends };
}
/** How the rows of a sheet are read. */
interface SheetToRead {
  readonly mapping: SheetMapping;
  readonly layout: Layout | undefined;
  readonly know: SheetWords;
  readonly letters: LetterCodes | null;
  /** Columns of people, and those of who answers for it. */
  readonly people: ReadonlySet<ColumnMapping>;
  readonly accountable: ReadonlySet<number>;
  readonly editions: ReadonlyMap<string, string>;
}
/** What a row says of each control that it names. */
function claimsIn(
  { mapping, layout, know, letters, people, accountable, editions }: SheetToRead,
  { grid, ledger, byColumn, asks }: NamedRows,
  row: number,
  cells: readonly GridCell[],
  ids: readonly NamedId[],
  place: Place,
): readonly Claim[] {
  const { sheet, columns } = mapping;
  const sides = new Set(columns.flatMap(({ meaning }) => (PARTY_COLUMNS.has(meaning) ? [meaning] : [])));
  const fields = new RowFields(
    know,
    layout,
    accountable,
    (cell, why, isWord) => (isWord ? ledger.ask(cell, why) : ledger.leave(cell, why, false)),
    sides.size > 1,
  );
  const doesIt = ({ column, meaning }: ColumnMapping) =>
    meaning === 'unknown' && letters?.saysDoes(grid.text(row, column)) === true;
  // Whoever has a letter below a heading that names a party unknown here may be the one who does it.
  if (columns.some(doesIt)) fields.missDoer();
  const isPerson = ({ column, cell: { text } }: FieldCell): boolean =>
    people.has(column)
      ? mayBePersonsName(text)
      : PARTY_COLUMNS.has(column.meaning) && letters === null && isKnownPerson(text);
  const taken: GridCell[] = [];
  for (const entry of fieldCells(grid, row, columns, cells, ledger))
    if (isPerson(entry)) {
      ledger.leave(entry.cell, asPerson(entry), false);
      fields.missDoer();
    } else if (fields.add(entry)) taken.push(entry.cell);
  for (const cell of cells)
    if (!byColumn.has(cell.column)) ledger.leave(cell, 'Its column has no heading.', false);
  const said = fields.result();
  const name = (asks ? (said.title ?? said.label) : (said.label ?? said.title)) ?? '';
  if (ids.length === 0 && isNothing(name)) {
    // What belongs to no control, not even to one with a name, can be held against nothing.
    for (const cell of cells) ledger.leave(cell, 'Its row names no control.', false);
    return [];
  }
  for (const cell of taken) ledger.read(cell);
  const anchor = ids[0]?.cell ?? cells[0];
  const spoken: readonly NamedId[] =
    ids.length > 0 ? ids : [{ control: name, part: null, scheme: null, cell: anchor }];
  return spoken.map((id) => ({
    ...claimOf(id, place, said, editions),
    sheet,
    speaks: layout?.speaks ?? 'for-customers',
  }));
}

/** What stands below the columns of a meaning, from a row on. */
function textsOf(
  grid: Grid,
  columns: readonly ColumnMapping[],
  meant: ColumnMapping['meaning'],
  first: number,
): readonly string[] {
  const those = columnsMeaning(columns, new Set([meant]));
  return grid.cells
    .filter(({ row, column }) => row >= first && those.has(column))
    .map(({ text }) => text.slice(0, 200));
}

/** The framework of ids that are written alike in several editions, by the scheme that they are written in. */
function editionsOf(grid: Grid, { sheet, headerRow, headerRows }: SheetMapping): ReadonlyMap<string, string> {
  const texts = (from: number, to: number) =>
    grid.cells.filter(({ row }) => row >= from && row < to).map(({ text }) => text.slice(0, 200));
  const edition = questionnaireEdition(sheet, texts(headerRow, headerRow + headerRows), texts(1, headerRow));
  return new Map([['csa-ccm', questionnaireFramework(edition)]]);
}

const asPerson = ({ cell, column }: FieldCell): string =>
  `"${clip(cell.text.trim(), 60)}" under "${column.header}" is written as the name or the address of a person, and does not say what the party has to do.`;
const ITSELF: Place = { is: 'itself', unnamed: 'Its row has no control id that can be read.' };
/** What a row says of one of the controls that it names. */
function claimOf(
  { control, part, scheme, cell }: NamedId,
  place: Place,
  { label, ...said }: Fields,
  editions: ReadonlyMap<string, string>,
): Omit<Claim, 'sheet' | 'speaks'> {
  // The cell of a name from above is that of a task.
  const name = place.is === 'task' ? place.service : (cell?.text ?? control);
  const written = clip(name.replace(/\s+/g, ' ').trim(), 200);
  return {
    cell: cell?.address ?? '',
    framework: scheme === null ? null : (editions.get(scheme.id) ?? scheme.framework),
    control: clip(control, 200),
    part,
    label: label === null || label === written ? written : `${label}: ${written}`,
    ...said,
    title: said.title ?? (place.is === 'task' ? place.title : null),
  };
}

/** The service that the title of a section names is kept as one in a column of its own is. */
const ofSection = (claim: Claim, service: string): Claim =>
  claim.control === service
    ? claim
    : { ...claim, notes: [{ heading: 'Service', text: service }, ...claim.notes] };

/** What a task is about whose service stands above; a name of its own is read as its title. */
function ofService(
  { service, title }: Place & { readonly is: 'task' },
  cell: GridCell | undefined,
  ledger: Ledger,
): { readonly found: readonly NamedId[] } {
  if (title !== null && cell) ledger.read(cell);
  return { found: [{ control: service, part: null, scheme: null, cell }] };
}

const OTHER_TABLE =
  'It stands above the headings that were recognised, in rows like those of a matrix. Put that table on a sheet of its own.';
const TABLE_BELOW =
  'It stands in a table below, which has headings of its own. Put that table on a sheet of its own.';
const NO_DUTIES =
  'It stands below a title that says what is no duty, such as definitions, references or changes. If duties stand there, give the section another title.';
const inOrder = (a: GridCell, b: GridCell): number => a.row - b.row || a.column - b.column;
const HEADINGS_AGAIN = 'The headings again.';

/** The cells of a row under their columns; what no meaning is known for is left, with the reason. */
function* fieldCells(
  grid: Grid,
  row: number,
  columns: readonly ColumnMapping[],
  cells: readonly GridCell[],
  ledger: Ledger,
): Generator<FieldCell> {
  const own = new Set(cells);
  const ofParties = columnsMeaning(columns, PARTY_COLUMNS);
  for (const column of columns) {
    const cell = grid.source(row, column.column);
    if (!cell) continue;
    // A merged area counts in every row that it covers, and once across its columns; over those of several parties it is said of each.
    const isAgain = cell.row === row && cell.column !== column.column && own.has(cell);
    if (isAgain && !(ofParties.has(column.column) && ofParties.has(cell.column))) continue;
    if (column.meaning === 'control') continue;
    if (column.meaning === 'ignore') ledger.leave(cell, LEFT_ASIDE, true);
    else if (column.meaning === 'unknown')
      ledger.leave(cell, `The meaning of the heading "${clip(column.header, 80)}" is not known.`, false);
    else yield { column, cell };
  }
}
