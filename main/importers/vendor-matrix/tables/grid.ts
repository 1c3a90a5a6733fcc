import { type Area, cellAddress, type ReadSheet } from '../../sheets/book.ts';

/** A sheet by place. A merged area shows the text of its first cell everywhere; whether a cell itself holds it is asked apart. */
export interface Grid {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly lastColumn: number;
  /** Cells that hold something, in reading order. */
  readonly cells: readonly GridCell[];
  /** Those of lines that were taken out, which are no rows of a table and may explain it. */
  readonly takenOut: readonly GridCell[];
  rowCells(row: number): readonly GridCell[];
  /** As shown: of the merged area where there is one. '' where nothing is. */
  text(row: number, column: number): string;
  /** The cell that the shown text is in. */
  source(row: number, column: number): GridCell | undefined;
  /** The merged area over this place. */
  area(row: number, column: number): Area | undefined;
  /** Whether a line of dashes stands right below the row, as below the headings of each table in Markdown. */
  isHead(row: number): boolean;
  /** Whether it is a line of text beside a table in Markdown. */
  isText(row: number): boolean;
  /** Rows with a line of dashes below, from the top. */
  readonly heads: readonly number[];
}
export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly address: string;
  readonly text: string;
  /** Why it holds no value, such as an error of the spreadsheet or a line through it; null where it does. */
  readonly broken: string | null;
}

const ERROR = 'It holds an error of the spreadsheet instead of a value.';
/** Why what is struck through is not read. */
export const STRUCK = 'It is struck through, in whole or in part, so what stands there is not what is meant.';
/** As Markdown strikes text through. */
const MARKED_STRUCK = /~~[^~]+~~/;
const NEVER_COMPUTED =
  'It holds a formula that no program ever worked out. Open the file in a spreadsheet program, save it and try again.';
/** More places than this under merged areas are not spread: only their own cells count. */
const MAX_MERGED_PLACES = 2_000_000;

/** A sheet as cells by row and column, with the text of a merged area at each of its places. */
export function gridOf(sheet: ReadSheet): Grid {
  const rows = new Map<number, ReadonlyMap<number, GridCell>>();
  const cells: GridCell[] = [];
  const heads = new Set<number>();
  const texts = new Set<number>();
  let lastColumn = 0;
  for (const { number, cells: found, dashes, isText } of sheet.rows) {
    if (dashes !== undefined) heads.add(dashes - 1);
    if (isText) texts.add(number);
    const byColumn = new Map<number, GridCell>();
    for (const { column, text, type, formula, struck } of found) {
      if (text === '' && !formula) continue;
      const cell = {
        row: number,
        column,
        address: cellAddress(number, column),
        text: text === '' ? '(a formula)' : text,
        broken:
          type === 'error'
            ? ERROR
            : text === ''
              ? NEVER_COMPUTED
              : struck !== undefined || MARKED_STRUCK.test(text)
                ? STRUCK
                : null,
      };
      byColumn.set(column, cell);
      cells.push(cell);
      lastColumn = Math.max(lastColumn, column);
    }
    if (byColumn.size > 0) rows.set(number, byColumn);
  }
  // A table begins below text or a blank line: behind a row of it, dashes are what its cells say.
  for (const row of heads) if ((rows.get(row - 1)?.size ?? 0) > 1) heads.delete(row);
  const firstRow = cells[0]?.row ?? 1;
  const lastRow = cells.at(-1)?.row ?? 0;
  const areas = spread(sheet.merges, firstRow, lastRow, lastColumn);
  const area = (row: number, column: number) => areas.get(row)?.get(column);
  const source = (row: number, column: number): GridCell | undefined => {
    const own = rows.get(row)?.get(column);
    if (own) return own;
    const over = area(row, column);
    return over && rows.get(over.firstRow)?.get(over.firstColumn);
  };
  return {
    firstRow,
    lastRow,
    lastColumn,
    cells,
    takenOut: [],
    rowCells: (row) => [...(rows.get(row)?.values() ?? [])],
    text: (row, column) => source(row, column)?.text ?? '',
    source,
    area,
    isHead: (row) => heads.has(row),
    isText: (row) => texts.has(row),
    heads: [...heads],
  };
}

/** Areas by row and column, within what the sheet uses; the places are counted so that a hostile file cannot fill the memory. */
function spread(
  merges: readonly Area[],
  firstRow: number,
  lastRow: number,
  lastColumn: number,
): ReadonlyMap<number, ReadonlyMap<number, Area>> {
  const areas = new Map<number, Map<number, Area>>();
  let left = MAX_MERGED_PLACES;
  for (const area of merges) {
    const to = Math.min(area.lastRow, lastRow);
    const end = Math.min(area.lastColumn, lastColumn);
    left -= Math.max(0, to - area.firstRow + 1) * Math.max(0, end - area.firstColumn + 1);
    if (left < 0) break;
    for (let row = Math.max(area.firstRow, firstRow); row <= to; row += 1) {
      const columns = areas.get(row) ?? new Map<number, Area>();
      areas.set(row, columns);
      for (let column = area.firstColumn; column <= end; column += 1) columns.set(column, area);
    }
  }
  return areas;
}

/** A sheet without some of its rows. */
export function withoutRows(grid: Grid, rows: ReadonlySet<number>): Grid {
  const cells = grid.cells.filter(({ row }) => !rows.has(row));
  const source = (row: number, column: number): GridCell | undefined =>
    rows.has(row) ? undefined : grid.source(row, column);
  return {
    ...grid,
    firstRow: cells[0]?.row ?? 1,
    lastRow: cells.at(-1)?.row ?? 0,
    cells,
    takenOut: [...grid.takenOut, ...grid.cells.filter(({ row }) => rows.has(row))],
    rowCells: (row) => (rows.has(row) ? [] : grid.rowCells(row)),
    source,
    text: (row, column) => source(row, column)?.text ?? '',
  };
}
