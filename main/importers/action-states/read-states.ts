import { MAX_RETURNED_ACTIONS } from '../../contract/actions.ts';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { type IssueId, idsIn, idsInCell, idsSaidIn, isSame } from '../../domain/trackers/issue-id.ts';
import type { ReturnedRow } from '../../domain/trackers/returned.ts';
import type { TableSaid } from '../../domain/trackers/unread.ts';
import { numeral } from '../../domain/words/counted.ts';
import { plainText } from '../../domain/words/plain-text.ts';
import type { Book, Cell, Row } from '../sheets/book.ts';
import { dayOf, personOf } from './cells.ts';
import { type Columns, columnsOf, type Field, TELLING } from './columns.ts';
import { OtherColumns } from './other-columns.ts';

/** Lines above the headings that a report may have. */
const MAX_ABOVE = 20;

/** What of a book of sheets is read. */
export type IssueTable = Pick<Book, 'sheets' | 'rows' | 'notes' | 'merges'>;
export interface ReadStates {
  /** Those that name an action. */
  readonly rows: readonly ReturnedRow[];
  /** How many rows name none. */
  readonly others: number;
  /** What of each table that has rows of actions was not read. */
  readonly tables: readonly TableSaid[];
  /** What else is to be known of the file. */
  readonly notes: readonly string[];
}
type SheetStates = Omit<ReadStates, 'notes'>;

/**
 * Reads the tables of issues of a spreadsheet: of all sheets that have headings of one, since the first may be a summary and the closed ones
 * may stand by themselves. INVALID_INPUT where none has, or more rows name actions than are taken.
 */
export async function readStates(book: IssueTable, name: string, signal: AbortSignal): Promise<ReadStates> {
  const read: SheetStates[] = [];
  const aside: string[] = [];
  // What somebody hid counts only where nothing that is shown names an action.
  const isShown = ({ state }: Book['sheets'][number]) => state === 'visible';
  for (const sheet of [...book.sheets.filter(isShown), ...book.sheets.filter((each) => !isShown(each))]) {
    if (sheet.kind !== 'cells') continue;
    const states = await readSheet(book, sheet.name, name, signal);
    if (states && !isShown(sheet) && read.some(({ rows }) => rows.length > 0)) {
      if (states.rows.length > 0)
        aside.push(`The sheet "${sheet.name}" is hidden and names actions, too: it is not read.`);
    } else if (states) read.push(states);
  }
  if (read.length === 0)
    throw invalidInput(
      `${name} has no column Status, Due Date or Assignee in its first ${MAX_ABOVE} lines. Export the issues with the column that has their state, and with their labels, their description or the column Demarc ID, which say what action each is.`,
    );
  const naming = read.filter(({ rows }) => rows.length > 0);
  const taken = naming.length > 0 ? naming : read.slice(0, 1);
  const rows = taken.flatMap((states) => states.rows);
  if (rows.length > MAX_RETURNED_ACTIONS) throw tooMany(name);
  return {
    rows,
    others: taken.reduce((sum, { others }) => sum + others, 0),
    tables: naming.flatMap(({ tables }) => tables),
    notes: [...book.notes, ...aside],
  };
}

const tooMany = (name: string): DemarcError =>
  invalidInput(
    `${name} has more than ${numeral(MAX_RETURNED_ACTIONS)} rows that name actions. Split it and try again.`,
  );

async function readSheet(
  book: IssueTable,
  sheet: string,
  name: string,
  signal: AbortSignal,
): Promise<SheetStates | null> {
  let columns: Columns | null = null;
  let above: Row[] = [];
  let others = 0;
  const rows: ReturnedRow[] = [];
  const beside = new OtherColumns();
  const take = (row: Row, by: Columns) => {
    const found = rowOf(row, by, book.sheets.length > 1 ? sheet : null);
    if (found === null) others += 1;
    else {
      rows.push(found);
      beside.add(row, by);
    }
    if (rows.length > MAX_RETURNED_ACTIONS) throw tooMany(name);
  };
  /** Of the first lines, that of the headings is known by how many it has: `Owner, Omar Diaz` above them is none. */
  const begin = () => {
    const found = above.map(columnsOf);
    const sizes = found.map((each) => (each === null ? 0 : each.of.size + Math.min(1, each.labels.size)));
    const at = sizes.indexOf(Math.max(0, ...sizes));
    const by = found[at] ?? null;
    if (by) for (const row of above.slice(at + 1)) take(row, by);
    above = [];
    return by;
  };
  for await (const batch of book.rows(sheet)) {
    if (signal.aborted)
      throw new DemarcError('CANCELLED', `Reading ${name} was cancelled. Nothing was changed.`);
    for (const row of batch) {
      if (columns !== null) take(row, columns);
      else if (above.push(row) >= MAX_ABOVE) {
        columns = begin();
        if (columns === null) return null;
      }
    }
  }
  columns ??= begin();
  if (columns === null) return null;
  const { of, others: unread } = columns;
  const missing = TELLING.filter((field) => !of.has(field));
  const read = new Set(of.values());
  const isMerged = book
    .merges(sheet)
    .some(({ firstRow, lastRow, firstColumn }) => lastRow > firstRow && read.has(firstColumn));
  const said = {
    sheet: book.sheets.length > 1 ? sheet : null,
    missing,
    unread: beside.said(unread),
    isMerged,
  };
  return { rows, others, tables: [said] };
}

function rowOf({ number, cells }: Row, columns: Columns, sheet: string | null): ReturnedRow | null {
  const cell = (field: Field): Cell | undefined => {
    const at = columns.of.get(field);
    return at === undefined ? undefined : cells.find(({ column }) => column === at);
  };
  const own = idsInCell(cell('id')?.text ?? '');
  const said = idsSaidIn(
    cells
      .filter(({ column }) => column !== columns.of.get('id'))
      .map(({ column, text }) => ({
        text,
        isLabels: columns.labels.has(column),
        isOwn: columns.own.has(column),
      })),
  );
  const ids = idsOf(own, said);
  const mentioned = ids.length > 0 ? [] : idsIn(cells.map(({ text }) => text).join('\n'));
  if (ids.length + mentioned.length === 0) return null;
  return {
    row: number,
    sheet,
    ids,
    mentioned,
    title: plainText(cell('title')?.text ?? ''),
    status: plainText(cell('status')?.text ?? ''),
    category: plainText(cell('category')?.text ?? ''),
    resolution: plainText(cell('resolution')?.text ?? ''),
    labels: cells.filter(({ column }) => columns.labels.has(column)).flatMap(({ text }) => labelsIn(text)),
    isStruck: cells.every(({ text, struck }) => text.trim() === '' || struck === 'whole'),
    due: dayOf(cell('due')),
    assignee: personOf(cell('assignee')),
    email: cell('email'),
  };
}

/** What the column of ids says, and beside it what the rest of the row says otherwise, as where one column was sorted without the others. */
function idsOf(own: readonly IssueId[], said: readonly IssueId[]): readonly IssueId[] {
  if (own.length === 0) return said;
  const isBorneOut = said.length === 0 || own.some((id) => said.some((other) => isSame(id, other)));
  return isBorneOut ? own : [...own, ...said];
}

const DEMARC = /(?:^|\s)demarc-/i;
/** The labels of a cell, which trackers part by commas or semicolons, and an export of this project by blanks. */
const labelsIn = (text: string): readonly string[] =>
  text
    .split(/[,;\n]/)
    .flatMap((label) => (DEMARC.test(label) ? label.split(/\s+/) : [label]))
    .map((label) => plainText(label))
    .filter((label) => label !== '');
