import type { Part } from '../../../contract/audience.ts';
import {
  OWNER_KEYS,
  type OwnerKey,
  ownerKeyLabel,
  ownerKeyParts,
} from '../../../domain/duties/owner-class.ts';
import { OWNERSHIP_STYLES } from '../../../domain/duties/ownership.ts';
import { leavesOut } from '../../../domain/report/audience.ts';
import { STATUS_LABELS } from '../../../domain/sheets/cell-words.ts';
import { percentWords } from '../../../domain/words/percent.ts';
import { type CellValue, columnLetters } from '../cells.ts';
import type { BarChart, ChartFill } from '../chart-part.ts';
import { type Paint, sentenceCase } from '../context.ts';
import type { Sheet } from '../sheet.ts';
import { COLORS } from '../styles.ts';
import { GAP_SEVERITIES } from './lists.ts';

const SUMMARY = 'Summary';
/** What is drawn for what several own together; the cell beside it shows the colours of its halves. */
const TOGETHER: Readonly<Partial<Record<OwnerKey, ChartFill>>> = {
  shared: { fill: 'A9AEB6', ink: COLORS.ink, pattern: 'solid' },
  several: { fill: '9C8FD6', ink: COLORS.ink, pattern: 'vertical' },
};
const chartFill = (key: OwnerKey): ChartFill => {
  const [only = 'unanswered'] = ownerKeyParts(key);
  return TOGETHER[key] ?? OWNERSHIP_STYLES[only];
};
/** Columns of the small tables, and of the wide one without its label and its sum. */
const CHART_COLUMN = 4;
const COLUMNS = 2 + OWNER_KEYS.length;

interface Page {
  readonly paint: Paint;
  readonly sheet: Sheet;
  heading(text: string): void;
  readonly charts: BarChart[];
}
const counted = (formula: string | null, value: number): CellValue =>
  formula === null ? value : { formula, value };
const area = (column: number, first: number, last: number): string =>
  `${SUMMARY}!$${columnLetters(column)}$${first}:$${columnLetters(column)}$${last}`;

/** Counts and charts: ownership, domains, status, gaps. The counts are formulas over the register. */
export function writeSummary(paint: Paint): void {
  const { report, styles } = paint;
  const { summary } = report;
  const tells = (part: Part) => !leavesOut(report, part);
  const sheet = paint.sheet(SUMMARY, {
    widths: [40, 11, 11, 12, 13, 13, 13, 11, 11, 13, 13],
    tab: '7B8794',
    // One page for whoever reads only that.
    print: { orientation: 'portrait', fitToHeight: 1 },
  });
  const charts: BarChart[] = [];
  const heading = (text: string) => {
    sheet.row([null], 0);
    sheet.row([text, ...new Array<null>(COLUMNS - 1).fill(null)], styles.heading, 22);
  };
  sheet.row(['Summary'], styles.title, 30);
  if (tells('status'))
    sheet.row(
      [
        `As exported: ${summary.answered} of ${summary.asked} responsibilities answered (${percentWords(summary.answered, summary.asked)})${tells('drafts') ? `, ${summary.parked} parked` : ''}${tells('gaps') ? `, ${summary.withoutPerson} with nobody named` : ''}.`,
      ],
      styles.subtitle,
      18,
    );
  sheet.row(
    [
      paint.counting.owned('not-applicable') === null
        ? 'The counts are those of the export: the answers of this workbook cannot be told apart by formulas.'
        : `Shaded counts are formulas over the ${tells('gaps') ? 'sheets "Register" and "Gaps"' : 'sheet "Register"'}: they follow what is changed there.`,
    ],
    styles.hint,
  );
  const page: Page = { paint, sheet, heading, charts };
  writeOwnership(page);
  writeDomains(page);
  if (tells('status')) writeStatus(page);
  if (tells('gaps')) writeGapCounts(page);
  paint.book.draw(sheet, charts);
  paint.book.finish(sheet);
}

/** Each class with its count and its share; what is typed into the register and is no answer of it is counted apart. */
function writeOwnership({ paint, sheet, heading, charts }: Page): void {
  const { report, styles, counting } = paint;
  const { summary } = report;
  heading('Ownership');
  sheet.row(['Owner', 'Rows', 'Share'], [styles.header, styles.headerNumber, styles.headerNumber]);
  const { keys, progress } = ownersOf(report);
  const first = sheet.lastRow + 1;
  const last = first + keys.length - 1;
  const all = `$B$${last + (progress ? 2 : 1)}`;
  const counts = keys.map((key) => summary.ownership.find((entry) => entry.key === key)?.count ?? 0);
  const whole = progress ? summary.asked : counts.reduce((sum, count) => sum + count, 0);
  const share = (row: number, count: number): CellValue => ({
    formula: `IF(${all}=0,0,B${row}/${all})`,
    value: whole === 0 ? 0 : count / whole,
  });
  for (const [index, key] of keys.entries())
    sheet.row(
      [
        ownerKeyLabel(key),
        counted(counting.owned(key), counts[index] ?? 0),
        share(first + index, counts[index] ?? 0),
      ],
      [styles.ownershipWords(ownerKeyParts(key)), styles.computed, styles.percent],
    );
  if (progress)
    sheet.row(
      ['Anything else', { formula: `${all}-SUM(B${first}:B${last})`, value: 0 }, share(last + 1, 0)],
      [styles.key(), styles.computed, styles.percent],
    );
  sheet.row(
    progress
      ? ['All', counted(counting.rows(), whole), share(last + 2, whole)]
      : ['All', { formula: `SUM(B${first}:B${last})`, value: whole }, share(last + 1, whole)],
    [styles.total, styles.total, styles.percent],
  );
  charts.push({
    title: 'Who owns what',
    description: `Rows of the register by owner: ${keys.map((key, index) => `${ownerKeyLabel(key)} ${counts[index] ?? 0}`).join(', ')}.`,
    categories: { area: area(1, first, last), values: keys.map(ownerKeyLabel) },
    series: [
      {
        name: { area: `${SUMMARY}!$B$${first - 1}`, values: ['Rows'] },
        values: { area: area(2, first, last), values: counts },
        fills: keys.map(chartFill),
      },
    ],
    divided: false,
    place: { from: [CHART_COLUMN, first - 2], to: [COLUMNS, last + 2] },
  });
}

/** Whose counts stand here: where nothing is told of open duties, neither they nor all that are asked are counted. */
const ownersOf = (report: Paint['report']) => {
  const progress = !leavesOut(report, 'open');
  return { progress, keys: OWNER_KEYS.filter((key) => progress || key !== 'unanswered') };
};

function writeDomains({ paint, sheet, heading, charts }: Page): void {
  const { report, styles, counting } = paint;
  const { summary } = report;
  const { keys, progress } = ownersOf(report);
  const asked = <T>(value: T): readonly T[] => (progress ? [value] : []);
  /** The first column of owners. */
  const from = progress ? 3 : 2;
  heading('By domain');
  sheet.row(
    ['Domain', ...asked('Asked'), ...keys.map(ownerKeyLabel)],
    [styles.header, ...new Array<number>(from - 2 + keys.length).fill(styles.headerNumber)],
    44,
  );
  const first = sheet.lastRow + 1;
  const order = new Map(report.domains.map((domain) => [domain.id, domain.order]));
  const domains = [...summary.byDomain].sort(
    (a, b) => (order.get(a.domain) ?? 0) - (order.get(b.domain) ?? 0),
  );
  const countOf = (domain: (typeof domains)[number], key: OwnerKey) =>
    domain.ownership.find((entry) => entry.key === key)?.count ?? 0;
  const looks = [styles.key(), ...new Array<number>(from - 2 + keys.length).fill(styles.counted)];
  for (const domain of domains)
    sheet.row(
      [
        domain.name,
        ...asked(counted(counting.rows(domain.domain), domain.asked)),
        ...keys.map((key) => counted(counting.owned(key, domain.domain), countOf(domain, key))),
      ],
      looks,
    );
  const last = sheet.lastRow;
  const sum = (column: number, value: number): CellValue => {
    const letters = columnLetters(column);
    return last < first ? value : { formula: `SUM(${letters}${first}:${letters}${last})`, value };
  };
  sheet.row(
    [
      'All',
      ...asked(sum(2, summary.asked)),
      ...keys.map((key, index) =>
        sum(from + index, summary.ownership.find((entry) => entry.key === key)?.count ?? 0),
      ),
    ],
    new Array<number>(from - 1 + keys.length).fill(styles.total),
  );
  if (last < first) return;
  charts.push({
    title: 'Who owns what in each domain',
    description: `For each of ${domains.length} domains one bar, divided by who owns the rows of the register in it. The table has the numbers.`,
    categories: { area: area(1, first, last), values: domains.map(({ name }) => name) },
    series: keys.map((key, index) => ({
      name: { area: `${SUMMARY}!$${columnLetters(from + index)}$${first - 1}`, values: [ownerKeyLabel(key)] },
      values: {
        area: area(from + index, first, last),
        values: domains.map((domain) => countOf(domain, key)),
      },
      fills: [chartFill(key)],
    })),
    divided: true,
    place: { from: [0, last + 2], to: [COLUMNS, last + 2 + CHART_ROWS] },
  });
  // Under it the chart stands.
  for (let row = 0; row < CHART_ROWS + 1; row += 1) sheet.row([null], 0);
}
/** Rows that the chart of the domains takes. */
const CHART_ROWS = 26;

function writeStatus({ paint, sheet, heading, charts }: Page): void {
  const { report, styles, counting } = paint;
  const { status } = report.summary;
  heading("Status of the customer's part");
  sheet.row(['Status', 'Rows'], [styles.header, styles.headerNumber]);
  const first = sheet.lastRow + 1;
  for (const entry of status) {
    const label = STATUS_LABELS[entry.status];
    sheet.row(
      [label, counted(counting.saying('status', label), entry.count)],
      [styles.key(), styles.computed],
    );
  }
  const last = sheet.lastRow;
  sheet.row(
    [
      'All with a part of the customer',
      { formula: `SUM(B${first}:B${last})`, value: status.reduce((sum, { count }) => sum + count, 0) },
    ],
    [styles.total, styles.total],
  );
  charts.push({
    title: 'How far the customer’s part is',
    description: `Rows by status: ${status.map((entry) => `${STATUS_LABELS[entry.status]} ${entry.count}`).join(', ')}.`,
    categories: {
      area: area(1, first, last),
      values: status.map((entry) => STATUS_LABELS[entry.status]),
    },
    series: [
      {
        name: { area: `${SUMMARY}!$B$${first - 1}`, values: ['Rows'] },
        values: { area: area(2, first, last), values: status.map(({ count }) => count) },
        fills: [{ fill: '8FB8F0', ink: COLORS.ink, pattern: 'solid' }],
      },
    ],
    divided: false,
    place: { from: [CHART_COLUMN, first - 2], to: [COLUMNS, first + 8] },
  });
}

function writeGapCounts({ paint, sheet, heading }: Page): void {
  const { report, styles } = paint;
  heading('Gaps');
  sheet.row(['Severity', 'Gaps'], [styles.header, styles.headerNumber]);
  const first = sheet.lastRow + 1;
  for (const { severity, count } of report.summary.gaps) {
    const label = sentenceCase(severity);
    sheet.row(
      [label, { formula: `COUNTIF(${GAP_SEVERITIES},"=${label}")`, value: count }],
      [styles.severity(severity), styles.computed],
    );
  }
  sheet.row(
    [
      'All',
      {
        formula: `SUM(B${first}:B${sheet.lastRow})`,
        value: report.summary.gaps.reduce((sum, { count }) => sum + count, 0),
      },
    ],
    [styles.total, styles.total],
  );
}
