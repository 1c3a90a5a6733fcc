import { type ListColumn, type ReportList, reportLists } from '../../../domain/report-desk.ts';
import { type CellValue, excelDate } from '../cells.ts';
import type { Paint } from '../context.ts';
import { REGISTER } from './register.ts';

const WIDE = 8;

/** What a cell of a list says in a spreadsheet; days that Excel cannot count stay texts. */
export function listCell(value: string | number | null, { kind }: ListColumn): string | number | null {
  if (value === null || typeof value === 'number' || (kind !== 'date' && kind !== 'instant')) return value;
  const serial = excelDate(value);
  return Number.isFinite(serial) && serial >= 61 ? serial : value;
}

/** Actions, decisions, parked questions and meetings, each on a sheet. Parked questions lead to their row of the register. */
export async function writeDesk(paint: Paint, places: ReadonlyMap<string, number>): Promise<void> {
  for (const list of reportLists(paint.report.desk())) await writeList(paint, list, places);
}

async function writeList(
  paint: Paint,
  { name, columns, rows }: ReportList,
  places: ReadonlyMap<string, number>,
): Promise<void> {
  const { styles } = paint;
  const sheet = paint.sheet(name, {
    widths: columns.map(({ width }) => width),
    tab: 'C9CED6',
    freeze: { rows: 1, columns: 1 },
    large: columns.length > WIDE,
    print: {
      printTitlesRow: '1:1',
      ...(columns.length > WIDE ? { fitToWidth: 2, printTitlesColumn: 'A:B' } : {}),
    },
  });
  sheet.row(
    columns.map(({ header }) => header),
    styles.header,
    32,
  );
  const looks = {
    key: styles.key(),
    text: styles.text(),
    number: styles.number,
    date: styles.date(),
    instant: styles.instant(),
  };
  for (const row of rows) {
    const values = columns.map((column, index): CellValue => listCell(row[index] ?? null, column));
    const place = places.get(String(row[0]));
    sheet.row(
      values,
      columns.map(({ kind }, index) => (place !== undefined && index === 0 ? styles.link() : looks[kind])),
    );
    if (place !== undefined) sheet.link(1, { sheet: REGISTER, cell: `A${place}` });
    await sheet.settle();
  }
  sheet.table(
    name.replaceAll(/[^A-Za-z]/g, ''),
    columns.map(({ header }) => header),
  );
  paint.book.finish(sheet);
}
