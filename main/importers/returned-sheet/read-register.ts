import { invalidInput } from '../../contract/errors.ts';
import { unguardFormulas } from '../../domain/sheets/formula-guard.ts';
import { partyColumn } from '../../domain/sheets/register-cells.ts';
import {
  type RegisterStamp,
  readStamp,
  STAMP_SHEET,
  stampFromAbout,
} from '../../domain/sheets/register-stamp.ts';
import { readSeals } from '../../domain/sheets/sheet-seals.ts';
import { type Book, type Cell, type CellComment, cellAddress, openBook, type Row } from '../sheets/book.ts';
import { openCsv } from '../sheets/csv-book.ts';
import { HEADING_CELLS } from '../sheets/limits.ts';
import { isOfficeFile } from '../sheets/open-sheets.ts';
import { type ChangedLinks, changedLinks } from './changed-links.ts';
import { type ColumnMatch, knownColumns, type MatchedColumn, matchColumns } from './columns.ts';
import { findCsvHeadings } from './csv-headings.ts';
import { coveredBelow, mergedCells } from './merged-cells.ts';
import {
  type AddedSheet,
  addedSheets,
  type ChangedSheet,
  changedSheets,
  hasOtherSheets,
  isOfExport,
} from './other-sheets.ts';

/** One row below the headings; its cells stand in the order of the columns found. */
export interface RegisterSheetRow {
  /** From 1, as the program shows it. */
  readonly number: number;
  readonly cells: readonly (Cell | undefined)[];
}

/** A register that came back, opened and recognised. */
export interface ReturnedRegister {
  readonly format: 'xlsx' | 'csv';
  readonly stamp: RegisterStamp | null;
  /** Name of the sheet that holds it. */
  readonly sheet: string;
  readonly columns: readonly MatchedColumn[];
  readonly others: ColumnMatch['others'];
  /** What was left alone in the file. */
  readonly notes: readonly string[];
  /** Rows that hold something, in batches, in the order of the sheet. Columns that are none of ours are counted as they pass. */
  rows(): AsyncGenerator<readonly RegisterSheetRow[]>;
  /** After the rows: how many of them stand above the headings, where a careless sorting leaves them. */
  rowsAbove(): number;
  /** After the rows: cells that hold something in columns that are none of ours or have no heading, by column. */
  unread(): ReadonlyMap<number, number>;
  /** After the rows: cells whose value a formula gave. */
  formulas(): number;
  /** After the rows: whether a cell, by its address, lies in a merged area, where only the first one can say anything. */
  isMerged(cell: string): boolean;
  /** The cells below it that a cell covers as the first one of a merged area; null where it covers none. */
  coveredBelow(cell: string): string | null;
  /** Of every sheet, with the name of it. */
  comments(): Promise<readonly (CellComment & { readonly sheet: string })[]>;
  /** Other sheets that hold a register, too, such as a copy of it that somebody filled in; nothing of them is taken in. */
  readonly copies: readonly Pick<ReturnedRegister, 'sheet' | 'columns' | 'rows' | 'address'>[];
  /** Whether sheets of the export stand beside the register, which are not read. */
  readonly besideOthers: boolean;
  added(): Promise<readonly AddedSheet[]>;
  /** Other sheets of the export in which cells were changed. */
  changed(): Promise<readonly ChangedSheet[]>;
  /** After `changed` and the rows of the register and its copies: cells that lead elsewhere than they were exported. */
  links(): Promise<readonly ChangedLinks[]>;
  address(row: number, column: number): string;
  close(): Promise<void>;
}

interface Options {
  readonly parties: readonly { readonly id: string; readonly name: string }[];
  readonly signal?: AbortSignal;
}

const REGISTER = 'Register';
/** Titles, remarks and blank lines may have been put above the headings. */
const HEADING_ROWS = 40;
/** Fewer columns than this, and it is another table. */
const MIN_COLUMNS = 3;

/**
 * Opens an exported register, as Excel or as CSV, however its columns were moved, hidden, left out or slightly renamed.
 * `name` is what messages call it. INVALID_INPUT for a file that cannot be read or holds no register.
 */
export async function openRegister(
  path: string,
  name: string,
  { parties, signal }: Options,
): Promise<ReturnedRegister> {
  const zipped = await isOfficeFile(path);
  const book = await (zipped
    ? openBook(path, name, signal ? { signal } : {})
    : openCsv(path, name, { signal, separatorOf: (head) => findCsvHeadings(head).delimiter }));
  try {
    const stamp = zipped ? await findStamp(book) : null;
    if (stamp?.audience)
      throw invalidInput(
        `${name} was not prepared for internal use (${stamp.audience}): it leaves columns out, so it has no way back into a workbook. Export a register for internal use, have that filled in, and bring it here.`,
      );
    const known = knownColumns(stamp, parties);
    const found = await findHeadings(book, stamp !== null, (row) => matchColumns(row.cells, known));
    if (!found)
      throw invalidInput(
        `${name} holds no register: no sheet has a row of headings with "Ref", or with "Service" and "Responsibility", and beside them "Ownership" or two columns of answers, such as "Status" and "Note". Give a register that Demarc exported.`,
      );
    return register(book, zipped ? 'xlsx' : 'csv', stamp, found);
  } catch (error) {
    await book.close();
    throw error;
  }
}

/** Lines of a hidden sheet, or of "About", that are looked at for the stamp itself. */
const STAMP_LINES = 2000;
/** With the seals, each of which may be as long as a cell. */
const SEAL_LINES = 20_000;
const MAX_CHARACTERS = 16_000_000;

async function textsIn(book: Book, sheet: string, most: number): Promise<string[][]> {
  const lines: string[][] = [];
  let characters = 0;
  for await (const rows of book.rows(sheet))
    for (const row of rows) {
      const line: string[] = [];
      for (const cell of row.cells) if (cell.column < 4) line[cell.column] = cell.text;
      lines.push(Array.from(line, (text) => text ?? ''));
      characters += line.reduce((sum, text) => sum + (text?.length ?? 0), 0);
      if (lines.length >= most || characters > MAX_CHARACTERS) return lines;
    }
  return lines;
}
const has = (book: Book, name: string) =>
  book.sheets.some((sheet) => sheet.name === name && sheet.kind === 'cells');
const stampLines = async (book: Book, most: number): Promise<string[][]> =>
  has(book, STAMP_SHEET) ? textsIn(book, STAMP_SHEET, most) : [];

async function findStamp(book: Book): Promise<RegisterStamp | null> {
  return (
    readStamp(await stampLines(book, STAMP_LINES)) ??
    (has(book, 'About') ? stampFromAbout(await textsIn(book, 'About', STAMP_LINES)) : null)
  );
}

interface Found {
  readonly sheet: string;
  readonly headingRow: number;
  readonly match: ColumnMatch;
  /** Other sheets that look like a register, too. */
  readonly also: readonly Omit<Found, 'also'>[];
}

/** In a file with more sheets of its sender's own than this, a register under its own name is taken for the only one. */
const MOST_OTHERS = 12;

/**
 * The sheet of that name first, then the others in their order; each is looked at near its top. In a file that our export stamped, the lists that
 * it wrote beside the register are none, whatever their columns are called.
 */
async function findHeadings(
  book: Book,
  stamped: boolean,
  match: (row: Row) => ColumnMatch,
): Promise<Found | null> {
  const sheets = book.sheets.filter(
    (sheet) => sheet.kind === 'cells' && !(stamped ? isOfExport(sheet.name) : sheet.name === STAMP_SHEET),
  );
  const ordered = [...sheets].sort((a, b) => Number(b.name === REGISTER) - Number(a.name === REGISTER));
  const others = ordered.filter((sheet) => !isOfExport(sheet.name)).length;
  const found: Found[] = [];
  for (const { name } of ordered) {
    const best = await bestRow(book, name, match);
    if (best) found.push({ sheet: name, ...best, also: [] });
    if (found[0]?.sheet === REGISTER && others > MOST_OTHERS) break;
  }
  const [first, ...more] = found;
  return first ? { ...first, also: more } : null;
}

async function bestRow(book: Book, sheet: string, match: (row: Row) => ColumnMatch) {
  let best: { headingRow: number; match: ColumnMatch } | null = null;
  let looked = 0;
  let cells = 0;
  const isEnough = () => looked > HEADING_ROWS || cells > HEADING_CELLS;
  for await (const rows of book.rows(sheet)) {
    for (const row of rows) {
      looked += 1;
      cells += row.cells.length;
      if (isEnough()) break;
      if (row.cells.length < MIN_COLUMNS) continue;
      const found = match(row);
      const ids = new Set(found.columns.map(({ id }) => id));
      const names = ids.has('ref') || (ids.has('service') && ids.has('responsibility'));
      // Lists of services or gaps have refs as well; only a register says who owns a duty or what became of it.
      const answers = found.columns.filter(({ id }) => ANSWERS.has(id)).length;
      const owned = found.columns.some(({ id }) => id === 'ownership' || partyColumn(id));
      if (!names || !(owned || answers > 1) || found.columns.length < MIN_COLUMNS) continue;
      if (!best || found.columns.length > best.match.columns.length)
        best = { headingRow: row.number, match: found };
    }
    if (isEnough()) break;
  }
  return best;
}
const ANSWERS: ReadonlySet<string> = new Set([
  'deviation',
  'not-applicable',
  'status',
  'due',
  'note',
  'parked',
  'confirm',
  'evidence',
]);

function register(
  book: Book,
  format: 'xlsx' | 'csv',
  stamp: RegisterStamp | null,
  { sheet, headingRow, match, also }: Found,
): ReturnedRegister {
  const { columns, others } = match;
  const places = new Map(columns.map(({ column }, index) => [column, index]));
  // By column; an empty one is undefined. Not a map: there may be a cell in each of 16,000 columns, row after row.
  let unread: number[] = [];
  // A spreadsheet program keeps the apostrophes of a CSV when it saves that as a workbook.
  const wasCsv = format === 'xlsx' && stamp === null;
  const isRow = rowAboveHeadings(columns);
  let formulas = 0;
  let above = 0;
  let merged: ((cell: string) => boolean) | undefined;
  let covered: ((cell: string) => string | null) | undefined;
  let lines: Promise<string[][]> | undefined;
  const sealed = () => {
    lines ??= stamp ? stampLines(book, SEAL_LINES) : Promise.resolve([]);
    return lines;
  };
  return {
    format,
    stamp,
    sheet,
    columns,
    others,
    notes: [
      ...book.notes,
      ...also.map(
        ({ sheet: other }) => `The sheet "${other}" looks like a register, too; only "${sheet}" was read.`,
      ),
      ...columns
        .filter(({ heading, title }) => heading.trim() !== title)
        .map(({ heading, title }) => `The column "${heading.trim()}" was read as "${title}".`),
    ],
    async *rows() {
      unread = [];
      formulas = 0;
      above = 0;
      for await (const batch of book.rows(sheet)) {
        const rows: RegisterSheetRow[] = [];
        for (const { number, cells } of batch) {
          if (number === headingRow || (number < headingRow && !isRow(cells))) continue;
          const placed = new Array<Cell | undefined>(columns.length).fill(undefined);
          let any = false;
          for (const cell of cells) {
            if (cell.text === '' && !cell.formula) continue;
            const place = places.get(cell.column);
            if (place === undefined) {
              if (cell.text === '') continue;
              unread[cell.column] = (unread[cell.column] ?? 0) + 1;
              continue;
            }
            placed[place] =
              wasCsv && cell.type === 'text' ? { ...cell, text: unguardFormulas(cell.text) } : cell;
            any = true;
            if (cell.formula && cell.text !== '') formulas += 1;
          }
          if (any && number < headingRow) above += 1;
          if (any) rows.push({ number, cells: placed });
        }
        if (rows.length > 0) yield rows;
      }
    },
    rowsAbove: () => above,
    unread: () => new Map([...unread.entries()].filter(([, count]) => count !== undefined)),
    formulas: () => formulas,
    isMerged: (cell) => {
      merged ??= mergedCells(book.merges(sheet));
      return merged(cell);
    },
    coveredBelow: (cell) => {
      covered ??= coveredBelow(book.merges(sheet));
      return covered(cell);
    },
    comments: async () => {
      const all: (CellComment & { sheet: string })[] = [];
      for (const { name, kind } of book.sheets)
        if (kind === 'cells')
          for (const comment of await book.comments(name)) all.push({ ...comment, sheet: name });
      return all;
    },
    besideOthers: hasOtherSheets(book),
    added: () => addedSheets(book, [sheet, ...also.map((other) => other.sheet)]),
    copies: also.map((other) => register(book, format, stamp, { ...other, also: [] })),
    changed: async () => {
      const lines = await sealed();
      return changedSheets(book, { said: readSeals(lines), computed: readSeals(lines, 'computed') });
    },
    links: async () =>
      changedLinks(book, [sheet, ...also.map((other) => other.sheet)], readSeals(await sealed(), 'link')),
    address: (row, column) => cellAddress(row, column),
    close: () => book.close(),
  };
}

const REF = /^[\w-]+\/[\w-]+$/;

/** Tells rows of the register from titles and remarks above the headings. */
function rowAboveHeadings(columns: readonly MatchedColumn[]): (cells: readonly Cell[]) => boolean {
  const columnOf = (id: MatchedColumn['id']) => columns.find((column) => column.id === id)?.column;
  const [ref, service, responsibility] = [columnOf('ref'), columnOf('service'), columnOf('responsibility')];
  const textIn = (cells: readonly Cell[], column: number | undefined) =>
    cells.find((cell) => cell.column === column)?.text.trim() ?? '';
  return (cells) =>
    REF.test(textIn(cells, ref)) ||
    (ref === undefined && textIn(cells, service) !== '' && textIn(cells, responsibility) !== '');
}
