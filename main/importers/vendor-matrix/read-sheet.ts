import type { Claim, ColumnMapping, Meaning, SheetMapping, UnreadCell } from '../../contract/claims.ts';
import type { ControlId, IdScheme } from '../../domain/controls/control-ids.ts';
import {
  questionnaireEdition,
  questionnaireFramework,
} from '../../domain/controls/questionnaire-editions.ts';
import { breaksOf } from './breaks.ts';
import { type FieldCell, type Fields, RowFields } from './fields.ts';
import type { Grid, GridCell } from './grid.ts';
import { type ControlColumn, idsOf } from './ids.ts';
import { accountableAmong, isNothing, layoutOf, TWO_PARTIES } from './layouts.ts';
import { holdsLevels } from './levels.ts';
import { type IsService, NamesAbove, type Place } from './name-above.ts';
import { lostNoughts, rowsOfTablesAbove } from './other-tables.ts';
import { columnsOfPeople, mayBePersonsName } from './people.ts';
import { letterCodes } from './raci.ts';
import { othersAmong, wordsOf } from './values.ts';
import { clip, type Rename } from './words.ts';

export interface SheetReading {
  readonly claims: readonly Claim[];
  /** Every cell that was not read, in reading order. */
  readonly unread: readonly UnreadCell[];
  readonly read: number;
}

/** Notes once, and for good, what became of each cell. */
class Ledger {
  private readonly fates = new Map<GridCell, Pick<UnreadCell, 'why' | 'outside' | 'isWord'> | 'read'>();

  read(cell: GridCell): void {
    if (!this.fates.has(cell)) this.fates.set(cell, 'read');
  }
  leave(cell: GridCell, why: string, outside: boolean): void {
    if (!this.fates.has(cell)) this.fates.set(cell, { why, outside });
  }
  /** A word that somebody can give a meaning to. */
  ask(cell: GridCell, why: string): void {
    if (!this.fates.has(cell)) this.fates.set(cell, { why, outside: false, isWord: true });
  }
  settle(sheet: string, cells: readonly GridCell[]): Pick<SheetReading, 'unread' | 'read'> {
    const unread: UnreadCell[] = [];
    for (const cell of cells) {
      // Blank cells hold spaces only: there is nothing in them to lose.
      const fate =
        this.fates.get(cell) ??
        (cell.text.trim() === '' ? 'read' : { why: 'Nothing read it.', outside: false });
      if (fate !== 'read') unread.push({ sheet, cell: cell.address, value: clip(cell.text, 2000), ...fate });
    }
    return { unread, read: cells.length - unread.length };
  }
}

/** All cells of a sheet that holds no matrix, with the reason; of one that cannot be read yet, those from a row on are missed. */
export function readNothing(sheet: string, grid: Grid, why: string, missedFrom = Infinity): SheetReading {
  const ledger = new Ledger();
  for (const cell of grid.cells) ledger.leave(cell, why, cell.row < missedFrom);
  return { claims: [], ...ledger.settle(sheet, grid.cells) };
}

/** Reads the rows under the headings as a mapping says. Pure; every cell is either read or among the unread. */
export function readSheet(
  grid: Grid,
  mapping: SheetMapping,
  controls: readonly ControlColumn[],
  rename: Rename,
  isService: IsService = () => false,
): SheetReading {
  const ledger = new Ledger();
  const { sheet, headerRow, headerRows, columns } = mapping;
  const first = headerRow + headerRows;
  const otherTable = rowsOfTablesAbove(grid, headerRow, rename);
  for (const cell of grid.cells)
    if (otherTable.has(cell.row)) ledger.leave(cell, OTHER_TABLE, false);
    else if (cell.row < headerRow) ledger.leave(cell, 'It stands above the headings.', true);
    else if (cell.row < first) ledger.read(cell);
  const byColumn = new Map(columns.map((column) => [column.column, column]));
  const breakAt = breaksOf(grid, mapping, controls, rename);
  const ownerTexts = grid.cells.flatMap(({ row, column, text }) =>
    row >= first && byColumn.get(column)?.meaning === 'owner' ? [text.slice(0, 200)] : [],
  );
  const layout = layoutOf(mapping.layout);
  const letters = letterCodes(grid, columns, first);
  const nobodys = columns.filter(({ meaning }) => meaning === 'unknown');
  const know = wordsOf(mapping, rename, {
    others: othersAmong(ownerTexts, rename),
    levels: holdsLevels(grid, columns, first),
    letters,
    anyText: layout?.texts === true,
  });
  const editions = editionsOf(grid, mapping);
  const people = new Set(columnsOfPeople(grid, columns, first));
  const accountable = accountableAmong(columns);
  const noughts = new Map(controls.map(({ column }) => [column, lostNoughts(grid, column, first)] as const));
  const [control] = controls;
  const above =
    layout?.id === TWO_PARTIES && control?.scheme === null
      ? new NamesAbove(grid, columns, control.column, first, isService)
      : null;
  const claims: Claim[] = [];
  let below = false;
  for (let row = first; row <= grid.lastRow; row += 1) {
    const cells = grid.rowCells(row);
    if (cells.length === 0) continue;
    const broken = breakAt(row);
    if (broken !== null) {
      above?.end();
      below = broken === 'other' || (below && broken !== 'again');
    }
    if (broken === 'again' || below || broken === 'title') {
      const [why, outside] = below
        ? [TABLE_BELOW, false]
        : [broken === 'title' ? TITLE : HEADINGS_AGAIN, true];
      for (const cell of cells) ledger.leave(cell, why, outside);
      continue;
    }
    const place = above?.at(row, cells) ?? ITSELF;
    if (place.is === 'name' || place.is === 'section') {
      for (const cell of cells)
        if (place.is === 'name') ledger.read(cell);
        else ledger.leave(cell, TITLE, true);
      continue;
    }
    const ids =
      place.is === 'itself'
        ? readIds(grid, row, controls, ledger, cells, byColumn, noughts, place.unnamed)
        : ofService(place, grid.source(row, control?.column ?? 0) ?? cells[0], ledger);
    if (ids === null) continue;
    const fields = new RowFields(know, layout, accountable, (cell, why, isWord) =>
      isWord ? ledger.ask(cell, why) : ledger.leave(cell, why, false),
    );
    // Whoever has a letter below a heading that names a party unknown here may be the one who does it.
    if (letters && nobodys.some(({ column }) => letters.saysDoes(grid.text(row, column)))) fields.missDoer();
    const taken: GridCell[] = [];
    for (const entry of fieldCells(grid, row, columns, cells, ledger))
      if (people.has(entry.column) && mayBePersonsName(entry.cell.text))
        ledger.leave(entry.cell, asPerson(entry), false);
      else if (fields.add(entry)) taken.push(entry.cell);
    for (const cell of cells)
      if (!byColumn.has(cell.column)) ledger.leave(cell, 'Its column has no heading.', false);
    const said = fields.result();
    const name = said.label ?? said.title ?? '';
    if (ids.found.length === 0 && isNothing(name)) {
      // What belongs to no control, not even to one with a name, can be held against nothing.
      for (const cell of cells) ledger.leave(cell, 'Its row names no control.', false);
      continue;
    }
    for (const cell of taken) ledger.read(cell);
    const anchor = ids.found[0]?.cell ?? cells[0];
    const named: readonly NamedId[] =
      ids.found.length > 0 ? ids.found : [{ control: name, part: null, scheme: null, cell: anchor }];
    for (const id of named)
      claims.push({
        ...claimOf(id, place, said, editions),
        sheet,
        speaks: layout?.speaks ?? 'for-customers',
      });
  }
  return { claims, ...ledger.settle(sheet, grid.cells) };
}

/** The framework of ids that are written alike in several editions, by the scheme that they are written in. */
function editionsOf(grid: Grid, { sheet, headerRow, headerRows }: SheetMapping): ReadonlyMap<string, string> {
  const texts = (from: number, to: number) =>
    grid.cells.filter(({ row }) => row >= from && row < to).map(({ text }) => text.slice(0, 200));
  const edition = questionnaireEdition(sheet, texts(headerRow, headerRow + headerRows), texts(1, headerRow));
  return new Map([['csa-ccm', questionnaireFramework(edition)]]);
}

interface NamedId extends ControlId {
  readonly scheme: IdScheme | null;
  readonly cell: GridCell | undefined;
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

/** What a task is about whose service stands above; a name of its own is read as its title. */
function ofService(
  { service, title }: Place & { readonly is: 'task' },
  cell: GridCell | undefined,
  ledger: Ledger,
): { readonly found: readonly NamedId[] } {
  if (title !== null && cell) ledger.read(cell);
  return { found: [{ control: service, part: null, scheme: null, cell }] };
}

/** The controls that a row speaks of; null when it speaks of none and its cells have been accounted for. */
function readIds(
  grid: Grid,
  row: number,
  controls: readonly ControlColumn[],
  ledger: Ledger,
  cells: readonly GridCell[],
  byColumn: ReadonlyMap<number, ColumnMapping>,
  noughts: ReadonlyMap<number, ReadonlyMap<number, string>>,
  unnamed: string,
): { readonly found: readonly NamedId[] } | null {
  const found: NamedId[] = [];
  const seen = new Set<GridCell>();
  let nothing = false;
  let unreadable: { readonly cell: GridCell; readonly why: string }[] = [];
  for (const { column, scheme } of controls) {
    const cell = grid.source(row, column);
    if (!cell || seen.has(cell) || cell.text.trim() === '') continue;
    seen.add(cell);
    const behind = noughts.get(column)?.get(row);
    const ids =
      cell.broken !== null || behind !== undefined
        ? null
        : idsOf(cell.text, scheme, cells.length > 1 ? 'among' : 'alone');
    if (behind !== undefined)
      unreadable.push({
        cell,
        why: `"${clip(cell.text.trim(), 60)}" behind "${clip(behind, 60)}" may have lost a nought at its end. Write the ids as text.`,
      });
    else if (ids === null)
      unreadable.push({
        cell,
        why:
          cell.broken ??
          `"${clip(cell.text.trim(), 60)}" is no control id${scheme ? ` of ${scheme.name}` : ''}.`,
      });
    else {
      nothing ||= ids.length === 0;
      for (const id of ids) found.push({ ...id, scheme, cell });
    }
  }
  const [only, ...more] = cells;
  // The title of a section, or a remark below the table, takes one cell and says nothing about a control.
  const heading =
    only !== undefined &&
    more.length === 0 &&
    found.every(({ group }) => group === true) &&
    BESIDE.has(byColumn.get(only.column)?.meaning ?? 'unknown');
  if (!heading && (found.length > 0 || nothing)) {
    for (const { cell, why } of unreadable) ledger.leave(cell, why, false);
    for (const cell of seen) ledger.read(cell);
    return { found };
  }
  unreadable = unreadable.filter(({ cell }) => cell.row === row);
  for (const { cell, why } of unreadable) ledger.leave(cell, heading ? TITLE : why, heading);
  for (const cell of cells)
    if (heading) ledger.leave(cell, TITLE, true);
    else if (byColumn.get(cell.column)?.meaning === 'ignore') ledger.leave(cell, LEFT_ASIDE, true);
    else ledger.leave(cell, unnamed, false);
  return null;
}

/** Columns in which a text alone in its row claims nothing. */
const BESIDE: ReadonlySet<Meaning> = new Set(['control', 'label', 'title', 'note', 'unknown']);
const OTHER_TABLE =
  'It stands above the headings that were recognised, in rows like those of a matrix. Put that table on a sheet of its own.';
const TABLE_BELOW =
  'It stands in a table below, which has headings of its own. Put that table on a sheet of its own.';
const HEADINGS_AGAIN = 'The headings again.';
const TITLE = 'The title of a section, or a remark.';
const LEFT_ASIDE = 'Its column is left aside in the mapping.';

/** The cells of a row under their columns; what no meaning is known for is left, with the reason. */
function* fieldCells(
  grid: Grid,
  row: number,
  columns: readonly ColumnMapping[],
  cells: readonly GridCell[],
  ledger: Ledger,
): Generator<FieldCell> {
  const own = new Set(cells);
  for (const column of columns) {
    const cell = grid.source(row, column.column);
    // A merged area counts in every row that it covers, and once across its columns.
    if (!cell || (cell.row === row && cell.column !== column.column && own.has(cell))) continue;
    if (column.meaning === 'control') continue;
    if (column.meaning === 'ignore') ledger.leave(cell, LEFT_ASIDE, true);
    else if (column.meaning === 'unknown')
      ledger.leave(cell, `The meaning of the heading "${clip(column.header, 80)}" is not known.`, false);
    else yield { column, cell };
  }
}
