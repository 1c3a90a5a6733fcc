import { fieldOfColumn } from '../../../domain/answers/fields.ts';
import { ownershipKeys, ownershipWords } from '../../../domain/duties/ownership.ts';
import type { Report } from '../../../domain/report/report.ts';
import { STATUS_LABELS } from '../../../domain/sheets/cell-words.ts';
import { type RegisterColumn, registerColumns } from '../../register-columns.ts';
import { type CellValue, columnLetters, countedDate } from '../cells.ts';
import type { Paint } from '../context.ts';
import type { Rule, Sheet } from '../sheet.ts';
import { type CellUse, ruleLooks } from '../styles.ts';

export const REGISTER = 'Register';
export const LISTS = 'Lists';
/** Characters across a landscape A3 page at about 75 % of full size. */
const PER_PAGE = 280;

/** The sheet of the evidence; there each piece stands in the row of its place in the report, below one of headings. */
export const EVIDENCE = 'Evidence';

/** The value of a register cell as Excel keeps it: dates are numbers. */
export function excelValue(column: RegisterColumn, text: string | null): string | number | null {
  if (text === null || text === '') return null;
  if (column.kind !== 'date' && column.kind !== 'instant') return text;
  return countedDate(text) ?? text;
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
    // Too wide for one page: as many large pages side by side as stay readable, each with its header row and its refs.
    large: true,
    print: {
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
  const evidence = new Map(report.evidence.map(({ number }, index) => [number, paint.book.rowOf(index)]));
  const evidenceColumn = columns.findIndex(({ id }) => id === 'evidence') + 1;
  let subject = '';
  for (const row of report.rows()) {
    const keys = ownershipKeys(row.ownership, paint.kinds);
    for (const [index, column] of columns.entries()) values[index] = excelValue(column, column.read(row));
    const proof = row.evidence.map((number) => evidence.get(number)).find((place) => place !== undefined);
    sheet.row(values, cellStyles(keys.join('+'), keys, subject !== row.subject, proof !== undefined));
    if (proof !== undefined) sheet.link(evidenceColumn, { sheet: EVIDENCE, cell: `A${proof}` });
    subject = row.subject;
    if (wanted.has(row.ref)) places.set(row.ref, sheet.lastRow);
    await sheet.settle();
    const done = sheet.lastRow - sheet.heading;
    if (done % 500 === 0) progress(done);
  }
  const first = sheet.heading + 1;
  if (sheet.lastRow >= first) {
    offerLists(sheet, columns, first);
    followAnswers(sheet, paint, columns);
  }
  sheet.protect();
  sheet.table(
    REGISTER,
    columns.map(({ header }) => header),
  );
  paint.book.finish(sheet);
  progress(sheet.lastRow - sheet.heading);
  return places;
}

/** What a cell of a column is there for: what Demarc works out is locked, and comes back unread. */
const cellUse = ({ id }: RegisterColumn): CellUse => (fieldOfColumn(id) === null ? 'computed' : 'filled');

/** Styles of a row by its ownership, by whether a new service begins there and by whether evidence is linked; few enough to be kept. */
function makeCellStyles(paint: Paint, columns: readonly RegisterColumn[]) {
  const { styles } = paint;
  const kept = new Map<string, readonly number[]>();
  return (
    code: string,
    keys: ReturnType<typeof ownershipKeys>,
    top: boolean,
    isProved: boolean,
  ): readonly number[] => {
    const key = `${code}${top ? '^' : ''}${isProved ? '!' : ''}`;
    let found = kept.get(key);
    if (!found) {
      found = columns.map((column, index) => {
        const use = cellUse(column);
        if (index === 0) return styles.key(top, use);
        if (column.id === 'evidence' && isProved) return styles.link(top, use);
        if (column.kind === 'ownership') return styles.ownershipWords(keys, top, use);
        if (column.kind === 'date') return styles.date(top, use);
        return column.kind === 'instant' ? styles.instant(top, use) : styles.text(top, use);
      });
      kept.set(key, found);
    }
    return found;
  };
}

const STATUS_LOOKS = {
  'not-started': ruleLooks.coloured('EEF0F3', '3B4048'),
  'in-progress': ruleLooks.coloured('FCE9C4', '4A3200'),
  implemented: ruleLooks.coloured('D5EEDD', '0B3D1E'),
  'risk-accepted': ruleLooks.coloured('E9DDF8', '2C1152'),
} as const;

const NOBODY = ownershipWords({ kind: 'unanswered' }, new Map());

/** Has owners, status and days that are late look as they say, whatever is written into them later. */
function followAnswers(sheet: Sheet, { counting }: Paint, columns: readonly RegisterColumn[]): void {
  const lettersOf = (id: RegisterColumn['id']) =>
    columnLetters(columns.findIndex((each) => each.id === id) + 1);
  const first = sheet.heading + 1;
  const owner = lettersOf('ownership');
  const follow = (letters: string, rules: readonly Rule[]) =>
    sheet.follow(`${letters}${first}:${letters}${sheet.lastRow}`, rules);
  follow(owner, [
    ...counting.looks.map(({ name, look }) => ({
      formula: `ISNUMBER(MATCH($${owner}${first},${name},0))`,
      style: ruleLooks.owned(look),
    })),
    {
      formula: `AND($${owner}${first}<>"",ISNA(MATCH($${owner}${first},Owners,0)))`,
      style: ruleLooks.unknown,
    },
  ]);
  // Both are there or neither is.
  if (!columns.some(({ id }) => id === 'status')) return;
  const [status, due] = [lettersOf('status'), lettersOf('due')];
  const says = (words: string) => `$${status}${first}="${words}"`;
  follow(
    status,
    (Object.keys(STATUS_LOOKS) as (keyof typeof STATUS_LOOKS)[]).map((key) => ({
      formula: says(STATUS_LABELS[key]),
      style: STATUS_LOOKS[key],
    })),
  );
  // A day is late while the part of the customer is not done, or while nobody has said whose the duty is.
  const open = [STATUS_LABELS['not-started'], STATUS_LABELS['in-progress']].map(says).join(',');
  follow(due, [
    {
      formula: `AND(ISNUMBER($${due}${first}),$${due}${first}<Judged_as_of,OR(${open},$${owner}${first}="${NOBODY}"))`,
      style: ruleLooks.late,
    },
  ]);
}

/** The lists that columns of the register offer, once each, in the order of the columns of the sheet "Lists". */
export function listsOf(report: Report): readonly { title: string; values: readonly string[] }[] {
  const lists = new Map<string, readonly string[]>();
  for (const { list } of registerColumns(report)) if (list) lists.set(list.title, list.values);
  return [...lists].map(([title, values]) => ({ title, values }));
}

/** What is said to whoever comes to a cell that may be filled in. */
const PROMPTS: Readonly<Partial<Record<RegisterColumn['id'], string>>> = {
  ownership:
    'Who owns the duty: one party, or several joined by " + ", such as "AWS + Acme". Choose "Not applicable" only with a reason in its column.',
  status: "How far the customer's part is. Leave it empty where the customer has no part.",
  due: 'The day by which the part of the customer is to be done, such as 2027-03-31.',
  parked: 'Yes puts the question aside for later.',
  confirm: 'Yes asks for a second look at the answer.',
  deviation: 'Why the answer differs from the suggestion.',
  'not-applicable': 'Why the duty does not apply here.',
  evidence: 'Numbers from the sheet "Evidence", such as E-1, E-4.',
};

/** Lists, dates and what is said beside them, for the columns that are filled in. */
function offerLists(sheet: Sheet, columns: readonly RegisterColumn[], firstRow: number): void {
  const order = [...new Set(columns.flatMap((column) => (column.list ? [column.list.title] : [])))];
  for (const [index, column] of columns.entries()) {
    const { list, kind, header } = column;
    if (cellUse(column) !== 'filled') continue;
    const said = {
      column: index + 1,
      from: firstRow,
      to: sheet.lastRow,
      title: list?.title ?? header,
      prompt: PROMPTS[column.id] ?? (column.id.endsWith(':person') ? 'Who is named for this part.' : null),
    };
    if (kind === 'date') sheet.offer({ ...said, takes: 'date', strict: true });
    else if (list) {
      const letters = columnLetters(order.indexOf(list.title) + 1);
      const from = `${LISTS}!$${letters}$2:$${letters}$${list.values.length + 1}`;
      sheet.offer({ ...said, takes: { list: from }, strict: list.strict });
    } else if (said.prompt !== null) sheet.offer({ ...said, takes: 'anything', strict: false });
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
