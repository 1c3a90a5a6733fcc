import { serialOfInstant } from '../../domain/answers/dates.ts';
import { cellAddress } from '../../domain/sheets/cell-address.ts';
import { STAMP_SHEET } from '../../domain/sheets/register-stamp.ts';
import {
  COMPUTED_SEAL,
  cellSeal,
  changedColumns,
  type SheetSeals,
  sealAt,
} from '../../domain/sheets/sheet-seals.ts';
import type { Book, Cell } from '../sheets/book.ts';

/** What an export writes beside the register. Nothing of it is read back. */
const WRITTEN: ReadonlySet<string> = new Set([
  'About',
  'Summary',
  'Services',
  'Matrix',
  'Evidence',
  'Gaps',
  'RACI',
  'Actions',
  'Decisions',
  'Proposals',
  'Accepted risks',
  'Parked',
  'Meetings',
  'People',
  'Frameworks',
  'Sign-offs',
  'Findings',
  'Change history',
  // As it was called by earlier versions.
  'History',
  'Lists',
  'Counts',
  'Export notes',
  STAMP_SHEET,
]);

/** Whether an export writes a sheet of this name beside the register. */
export const isOfExport = (name: string): boolean => WRITTEN.has(name);

/** A sheet that somebody put into the file: its first cell, and how many hold something. */
export interface AddedSheet {
  readonly sheet: string;
  readonly cell: string;
  readonly text: string;
  readonly cells: number;
}

/** Sheets with cells that no export writes, beside those named in `known`. */
export async function addedSheets(book: Book, known: readonly string[]): Promise<readonly AddedSheet[]> {
  const added: AddedSheet[] = [];
  for (const { name, kind } of book.sheets) {
    if (kind !== 'cells' || WRITTEN.has(name) || known.includes(name)) continue;
    let first: { readonly cell: string; readonly text: string } | null = null;
    let cells = 0;
    for await (const rows of book.rows(name))
      for (const row of rows)
        for (const { column, text } of row.cells) {
          if (text === '') continue;
          cells += 1;
          first ??= { cell: cellAddress(row.number, column), text };
        }
    if (first) added.push({ sheet: name, ...first, cells });
  }
  return added;
}

/** Cells of a sheet of the export that say something else than they were written with. */
export interface ChangedSheet {
  readonly sheet: string;
  /** The first of them, in the order of the sheet; an emptied one has no text. */
  readonly cells: readonly { readonly cell: string; readonly text: string }[];
  readonly count: number;
  /** Cells of which the text is struck through, as no export has any. */
  readonly struck: readonly { readonly cell: string; readonly text: string }[];
}
/** So many changed cells of a sheet are named one by one. */
export const NAMED_CELLS = 20;

/** Seals of what cells said when they were written, and of which of them formulas gave. */
export interface WrittenCells {
  readonly said: ReadonlyMap<string, SheetSeals>;
  readonly computed: ReadonlyMap<string, SheetSeals>;
}

const NO_CELLS: ReadonlySet<number> = new Set();

/**
 * Compares sheets of the export with the seals that they were written with; a sheet that is gone is passed over. A formula of the
 * export that still stands may say something else, since it follows the register: that is nobody's change.
 */
export async function changedSheets(
  book: Book,
  { said, computed }: WrittenCells,
): Promise<readonly ChangedSheet[]> {
  const changed: ChangedSheet[] = [];
  for (const { name, kind } of book.sheets) {
    const written = said.get(name);
    const formulas = computed.get(name);
    if (kind !== 'cells' || !written) continue;
    const cells: { cell: string; text: string }[] = [];
    const struck: { cell: string; text: string }[] = [];
    let count = 0;
    const note = (number: number, column: number, text: string) => {
      count += 1;
      if (cells.length < NAMED_CELLS) cells.push({ cell: cellAddress(number, column), text });
    };
    const emptied = (number: number, but: ReadonlySet<number>) =>
      changedColumns(written.get(number) ?? '', '').filter((column) => !but.has(column));
    // What was written and what is there, and never the places between: a sheet may have a cell at each of its corners.
    const waiting = [...written.keys()].sort((a, b) => a - b);
    let next = 0;
    const gone = (end: number) => {
      for (; (waiting[next] ?? end) < end; next += 1)
        for (const column of emptied(waiting[next] ?? 0, NO_CELLS)) note(waiting[next] ?? 0, column, '');
    };
    for await (const rows of book.rows(name))
      for (const row of rows) {
        gone(row.number);
        if (waiting[next] === row.number) next += 1;
        const seals = written.get(row.number) ?? '';
        for (const { column, text, struck: isStruck } of row.cells)
          if (isStruck && struck.length < NAMED_CELLS)
            struck.push({ cell: cellAddress(row.number, column), text });
        const texts = new Map(row.cells.map(({ column, text }) => [column, text]));
        const follows = ({ column, formula }: Cell) =>
          formula && sealAt(formulas?.get(row.number) ?? '', column) === COMPUTED_SEAL;
        const others = row.cells
          .filter((cell) => !follows(cell))
          .filter((cell) => sealNow(cell, sealAt(seals, cell.column)) !== sealAt(seals, cell.column))
          .map(({ column }) => column);
        const columns = [...others, ...emptied(row.number, new Set(texts.keys()))].sort((a, b) => a - b);
        for (const column of columns) note(row.number, column, texts.get(column) ?? '');
      }
    gone(Number.MAX_SAFE_INTEGER);
    if (count + struck.length > 0) changed.push({ sheet: name, cells, count, struck });
  }
  return changed;
}

/** The seal of a cell as it is now; an instant may have lost parts of a second since it was written. */
function sealNow({ text, type }: Cell, written: string): string {
  if (type === 'number') return cellSeal(Number(text));
  if (type !== 'date') return cellSeal(text);
  const instant = Date.parse(text.length === 10 || text.endsWith('Z') ? text : `${text}Z`);
  const [seal = '', ...near] = [0, -1000, 1000].map((off) => cellSeal(serialOfInstant(instant + off)));
  return text.length > 10 && near.includes(written) ? written : seal;
}

/** Whether the file still holds sheets of the export that a reader may have changed. */
export const hasOtherSheets = (book: Book): boolean =>
  book.sheets.some(({ name, state }) => state === 'visible' && WRITTEN.has(name) && name !== 'About');
