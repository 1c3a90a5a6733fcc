import type { ListColumn } from '../../../domain/report/report-list.ts';
import { type SheetList, sheetLists } from '../../../domain/report/sheet-lists.ts';
import { type CellValue, countedDate } from '../cells.ts';
import type { Paint } from '../context.ts';
import { EVIDENCE, REGISTER } from './register.ts';

const WIDE = 8;

/** What a cell of a list says in a spreadsheet; days that Excel cannot count stay texts. */
export function listCell(value: string | number | null, { kind }: ListColumn): string | number | null {
  if (value === null || typeof value === 'number' || (kind !== 'date' && kind !== 'instant')) return value;
  return countedDate(value) ?? value;
}

/**
 * Actions, decisions, parked questions, meetings, sign-offs and findings, each on a sheet. What names a duty or a piece of evidence
 * leads to it. A list that is longer than a sheet is left out; gives the sentences that say so.
 */
export async function writeDesk(
  paint: Paint,
  places: ReadonlyMap<string, number>,
  most: number,
): Promise<readonly string[]> {
  const evidence = new Map(
    paint.report.evidence.map(({ number }, index) => [`E-${number}`, paint.book.rowOf(index)]),
  );
  const lead: Lead = (text) => {
    const [sheet, row] = places.has(text) ? [REGISTER, places.get(text)] : [EVIDENCE, evidence.get(text)];
    return row === undefined ? null : { sheet, cell: `A${row}` };
  };
  const left: string[] = [];
  for (const list of sheetLists(paint.report))
    if (list.length > most)
      left.push(
        `${list.name}: ${list.length}, more than an Excel sheet can hold. They are not in this file.`,
      );
    else await writeList(paint, list, lead);
  return left;
}

type Lead = (text: string) => { readonly sheet: string; readonly cell: string } | null;

async function writeList(
  paint: Paint,
  { name, columns, rows, isRecord }: SheetList,
  lead: Lead,
): Promise<void> {
  const { styles } = paint;
  const sheet = paint.sheet(name, {
    ...(isRecord ? { sealed: false } : {}),
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
    const leads = columns.map((column, index) => (column.leads ? lead(String(row[index])) : null));
    sheet.row(
      values,
      columns.map(({ kind }, index) => (leads[index] ? styles.link() : looks[kind])),
    );
    for (const [index, to] of leads.entries()) if (to) sheet.link(index + 1, to);
    await sheet.settle();
  }
  sheet.table(
    name.replaceAll(/[^A-Za-z]/g, ''),
    columns.map(({ header }) => header),
  );
  paint.book.finish(sheet);
}
