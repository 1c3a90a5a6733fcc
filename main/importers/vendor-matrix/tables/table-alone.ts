import { namesCount, namesFoot, namesSum } from '../../../domain/words/sums.ts';
import { isNothing, markOf } from '../layouts.ts';
import { type Grid, type GridCell, withoutRows } from './grid.ts';
import { isOfOthers } from './other-headings.ts';

// Lines that sum the rows of a table up or say who made it: they say of no duty whose it is, and in a small table would outvote the rows that do.

/** `4`, `50 %`, `2 of 4`, `2/4`, `3 (75%)`, `2 tasks`. */
const FIGURE = /^[(\d][\d.,\s%/()]*(?:\p{L}{1,12}[\d.,\s%/()]*){0,2}$/u;
const isNumber = (text: string): boolean => /^\d+$/.test(text.trim());
const isFigure = (text: string): boolean => FIGURE.test(text.trim());

/** The name of a row, which the number of a row may stand before. */
function nameOf(cells: readonly GridCell[]): GridCell | undefined {
  const [first, second] = cells;
  return first !== undefined && isNumber(first.text) && second !== undefined && !isFigure(second.text)
    ? second
    : first;
}

export interface TableAlone {
  readonly table: Grid;
  /** The cells of what is left aside, in reading order, and why. */
  readonly aside: ReadonlyMap<GridCell, string>;
}
/**
 * A sheet without its lines of sums and what stands below its table. A line is one of sums by its name alone, as `Total` is, or at the end of the sheet by
 * a name that may be one's and figures and nothing else beside it, which are no marks: `Percent | 50% | 50%`. The first line of a sheet is none. Where
 * questions are asked, "Number of sites" is one of them, and 3 its answer.
 */
export function tableAlone(grid: Grid, isAsked = false): TableAlone {
  const whys = new Map<number, string>();
  for (let row = grid.firstRow + 1; row <= grid.lastRow; row += 1) {
    const cells = grid.rowCells(row);
    if (!isAsked && cells.length > 1 && namesSum(nameOf(cells)?.text.trim() ?? '')) whys.set(row, SUM);
  }
  for (let row = grid.lastRow; row > grid.firstRow; row -= 1) {
    const cells = grid.rowCells(row);
    if (whys.has(row) || cells.length < 2) continue;
    const name = cells[0]?.text.trim() ?? '';
    if (!isAsked && isCounted(grid, cells)) whys.set(row, SUM);
    else if (name.length > LETTER && namesFoot(name)) whys.set(row, FOOT);
    else break;
  }
  // Who made it is said in several lines below a gap, of which not each is known by its name.
  const [below, ...more] = isAsked ? [] : lastBlock(grid);
  if (below !== undefined && signs(grid, below) && !more.some((row) => holdsMarks(grid, row)))
    for (const row of [below, ...more]) if (grid.rowCells(row).length > 1) whys.set(row, FOOT);
  for (let row = grid.firstRow + 1; row <= grid.lastRow; row += 1)
    if (isToBeSigned(grid.rowCells(row))) whys.set(row, FOOT);
  return {
    table: whys.size === 0 ? grid : withoutRows(grid, new Set(whys.keys())),
    aside: new Map(
      grid.cells.flatMap((cell) => {
        const why = whys.get(cell.row);
        return why === undefined ? [] : [[cell, why] as const];
      }),
    ),
  };
}
const SUM = 'It sums up other rows, and claims nothing.';
const FOOT = 'It stands below the table, and is no row of it.';
/** Marks are explained below a table, and rows are called by a letter in it. */
const LETTER = 2;

/** The rows at the end of a sheet behind its last gap, without the first row of all. */
function lastBlock(grid: Grid): readonly number[] {
  let row = grid.lastRow;
  while (row > grid.firstRow && grid.rowCells(row - 1).length > 0) row -= 1;
  if (row === grid.firstRow) return [];
  return Array.from({ length: grid.lastRow - row + 1 }, (_, at) => row + at);
}
const signs = (grid: Grid, row: number): boolean => {
  const [first, ...rest] = grid.rowCells(row);
  const name = first?.text.trim() ?? '';
  // "Version" heads a table as well.
  const heads = rest.every(({ text }) => isOfOthers(text));
  return name.length > LETTER && !heads && namesFoot(name);
};
const holdsMarks = (grid: Grid, row: number): boolean =>
  grid.rowCells(row).some(({ text }, at) => at > 0 && !isNothing(text) && markOf(text) !== null);
/** A line to write a name or a day on: `Signature AWS | ________`. */
const isToBeSigned = ([, ...rest]: readonly GridCell[]): boolean =>
  rest.length > 0 && rest.every(({ text }) => /^\s*_{4,}\s*$/.test(text));

/** The number of a row before it makes it one of the table. */
function isCounted(grid: Grid, [name, ...figures]: readonly GridCell[]): boolean {
  if (name === undefined || !namesCount(name.text) || figures.length === 0) return false;
  if (!figures.every(({ text }) => isFigure(text))) return false;
  if (figures.some(({ text }) => !isNumber(text))) return true;
  // Numbers alone are sums where the rows above have none: a 1 is a mark as well, and a 3 a level.
  const columns = new Set(figures.map(({ column }) => column));
  const marks = grid.cells.filter(
    ({ row, column }) =>
      row < name.row && columns.has(column) && !namesCount(grid.rowCells(row)[0]?.text ?? ''),
  );
  // The headings are one of these rows.
  return new Set(marks.map(({ row }) => row)).size > 1 && !marks.some(({ text }) => isNumber(text));
}

const TOLD = 12;
/** Which rows of a sheet were left aside, in words; null for none. */
export function asideNote(sheet: string, aside: TableAlone['aside']): string | null {
  const rows = [...new Set([...aside.keys()].map(({ row }) => row))];
  if (rows.length === 0) return null;
  const more = rows.length - TOLD;
  const list = `${rows.slice(0, TOLD).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return rows.length === 1
    ? `${sheet}: row ${list} sums up others or stands below the table, and claims nothing.`
    : `${sheet}: rows ${list} sum up others or stand below the table, and claim nothing.`;
}
