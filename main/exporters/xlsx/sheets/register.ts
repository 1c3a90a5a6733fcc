import { ownershipKeys } from '../../../domain/ownership.ts';
import type { Report } from '../../../domain/report.ts';
import { type RegisterColumn, registerColumns } from '../../register-columns.ts';
import { type CellValue, columnLetters, excelDate } from '../cells.ts';
import type { Paint } from '../context.ts';

export const REGISTER = 'Register';
export const LISTS = 'Lists';
/** Characters across a landscape A3 page at about 75 % of full size. */
const PER_PAGE = 280;

/** The value of a register cell as Excel keeps it: dates are numbers. */
export function excelValue(column: RegisterColumn, text: string | null): string | number | null {
  if (text === null || text === '') return null;
  if (column.kind !== 'date' && column.kind !== 'instant') return text;
  const serial = excelDate(text);
  return Number.isFinite(serial) && serial >= 61 ? serial : text;
}

/**
 * One row per assignment, in register order, under one header row. Gives back in which row each of the `wanted`
 * refs came to stand, for links from other sheets.
 */
export async function writeRegister(
  paint: Paint,
  wanted: ReadonlySet<string>,
  progress: (done: number) => void,
): Promise<ReadonlyMap<string, number>> {
  const { report, styles } = paint;
  const columns = registerColumns(report);
  // What comes back of it is compared with the change log itself.
  const sheet = paint.sheet(REGISTER, {
    sealed: false,
    widths: columns.map((column) => column.width),
    tab: '8FB8F0',
    freeze: { rows: 1, columns: 1 },
    // Too wide for one page: as many A3 pages side by side as stay readable, each with its header row and its refs.
    print: {
      paperSize: 8 as never,
      fitToWidth: Math.ceil(columns.reduce((sum, column) => sum + column.width, 0) / PER_PAGE),
      printTitlesRow: '1:1',
      printTitlesColumn: 'A:A',
    },
  });
  sheet.row(
    columns.map((column) => column.header),
    styles.header,
    32,
  );
  const cellStyles = makeCellStyles(paint, columns);
  const places = new Map<string, number>();
  const values: CellValue[] = new Array(columns.length).fill(null);
  let subject = '';
  for (const row of report.rows()) {
    const keys = ownershipKeys(row.ownership, paint.kinds);
    for (const [index, column] of columns.entries()) values[index] = excelValue(column, column.read(row));
    sheet.row(values, cellStyles(keys.join('+'), keys, subject !== row.subject));
    subject = row.subject;
    if (wanted.has(row.ref)) places.set(row.ref, sheet.lastRow);
    await sheet.settle();
    if (sheet.lastRow % 500 === 1) progress(sheet.lastRow - 1);
  }
  offerLists(sheet, columns, sheet.lastRow);
  sheet.filter(columns.length, 1);
  paint.book.finish(sheet);
  progress(sheet.lastRow - 1);
  return places;
}

/** Styles of a row by its ownership and by whether a new service begins there; few enough to be kept. */
function makeCellStyles(paint: Paint, columns: readonly RegisterColumn[]) {
  const { styles } = paint;
  const kept = new Map<string, readonly number[]>();
  return (code: string, keys: ReturnType<typeof ownershipKeys>, top: boolean): readonly number[] => {
    const key = top ? `${code}^` : code;
    let found = kept.get(key);
    if (!found) {
      found = columns.map((column, index) => {
        if (index === 0) return styles.key(top);
        if (column.kind === 'ownership') return styles.ownershipWords(keys, top);
        if (column.kind === 'date') return styles.date(top);
        return column.kind === 'instant' ? styles.instant(top) : styles.text(top);
      });
      kept.set(key, found);
    }
    return found;
  };
}

/** The lists that columns of the register offer, once each, in the order of the columns of the sheet "Lists". */
export function listsOf(report: Report): readonly { title: string; values: readonly string[] }[] {
  const lists = new Map<string, readonly string[]>();
  for (const { list } of registerColumns(report)) if (list) lists.set(list.title, list.values);
  return [...lists].map(([title, values]) => ({ title, values }));
}

function offerLists(
  sheet: ReturnType<Paint['sheet']>,
  columns: readonly RegisterColumn[],
  lastRow: number,
): void {
  const order = [...new Set(columns.flatMap((column) => (column.list ? [column.list.title] : [])))];
  if (lastRow < 2) return;
  for (const [index, { list }] of columns.entries()) {
    if (!list) continue;
    const letters = columnLetters(order.indexOf(list.title) + 1);
    const formula = `${LISTS}!$${letters}$2:$${letters}$${list.values.length + 1}`;
    sheet.offer(index + 1, 2, lastRow, formula, list.title, list.strict);
  }
}

/** Hidden; what the drop-down lists of the register offer. */
export function writeLists(paint: Paint): void {
  const lists = listsOf(paint.report);
  const sheet = paint.sheet(LISTS, { widths: lists.map(() => 28), hidden: true });
  sheet.row(
    lists.map((list) => list.title),
    paint.styles.header,
  );
  const longest = Math.max(0, ...lists.map((list) => list.values.length));
  for (let index = 0; index < longest; index += 1)
    sheet.row(
      lists.map((list) => list.values[index] ?? null),
      paint.styles.text(),
    );
  paint.book.finish(sheet);
}
