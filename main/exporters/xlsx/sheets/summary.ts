import { STATUS_LABELS } from '../../../domain/cell-words.ts';
import { OWNERSHIP_STYLES } from '../../../domain/ownership.ts';
import { wholePercent } from '../../../domain/percent.ts';
import type { OwnershipCount } from '../../../domain/report.ts';
import type { CellValue, Run } from '../cells.ts';
import { type Paint, sentenceCase } from '../context.ts';
import { COLORS, plainColor } from '../styles.ts';

type Key = OwnershipCount['key'];
const KEYS: readonly Key[] = [
  'provider',
  'shared',
  'organisation',
  'internal-provider',
  'third-party',
  'client',
  'not-applicable',
  'unanswered',
];
const SHARED_COLOR = '8A8F98';
const BLOCKS = 40;
/** Columns left of the bars of the small tables. */
const BAR_COLUMN = 3;

const keyLabel = (key: Key): string => (key === 'shared' ? 'Shared' : OWNERSHIP_STYLES[key].label);
// Unanswered is white on screen; a bar of white would look like nothing at all.
const keyColor = (key: Key): string =>
  key === 'shared'
    ? SHARED_COLOR
    : key === 'unanswered'
      ? COLORS.rest
      : plainColor(OWNERSHIP_STYLES[key].fill);

/** A stacked bar made of text: `BLOCKS` blocks shared out by largest remainder, so they always add up. */
export function stackedBar(counts: readonly OwnershipCount[], blocks = BLOCKS): readonly Run[] {
  const total = counts.reduce((sum, entry) => sum + entry.count, 0);
  if (total === 0) return [];
  const parts = counts.map((entry) => {
    const exact = (entry.count / total) * blocks;
    return { key: entry.key, whole: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  let left = blocks - parts.reduce((sum, part) => sum + part.whole, 0);
  for (const part of [...parts].sort((a, b) => b.rest - a.rest)) {
    if (left === 0) break;
    part.whole += 1;
    left -= 1;
  }
  return parts
    .filter((part) => part.whole > 0)
    .map((part) => ({ text: '█'.repeat(part.whole), color: keyColor(part.key) }));
}

const bar = (count: number, total: number, color: string): readonly Run[] | null => {
  const blocks = total === 0 || count === 0 ? 0 : Math.max(1, Math.round((count / total) * BLOCKS));
  return blocks === 0 ? null : [{ text: '█'.repeat(blocks), color }];
};

/** Counts and bars: ownership, domains, status, gaps. */
export function writeSummary(paint: Paint): void {
  const { report, styles } = paint;
  const { summary } = report;
  const sheet = paint.sheet('Summary', {
    widths: [40, 11, 11, 11, 13, 13, 11, 11, 13, 13, 44],
    tab: '7B8794',
  });
  const blank = () => sheet.row([null], 0);
  const columns = 11;
  const heading = (text: string) => {
    blank();
    sheet.row([text, ...new Array<null>(columns - 1).fill(null)], styles.heading, 22);
  };
  sheet.row(['Summary'], styles.title, 30);
  const share = summary.asked === 0 ? 0 : Math.round((summary.answered / summary.asked) * 100);
  sheet.row(
    [
      `${summary.answered} of ${summary.asked} responsibilities answered (${share} %), ${summary.parked} parked, ${summary.withoutPerson} with nobody named.`,
    ],
    styles.subtitle,
    18,
  );

  // The cells right of a bar stay empty, so that it can run across them.
  const barRow = (values: readonly CellValue[], looks: readonly number[], drawn: CellValue) =>
    sheet.row(
      [...values, ...new Array<null>(BAR_COLUMN - values.length).fill(null), drawn],
      [...looks, ...new Array<number>(BAR_COLUMN - looks.length).fill(0), styles.openBar],
    );
  heading('Ownership');
  barRow(['Owner', 'Rows', 'Share'], [styles.header, styles.headerNumber, styles.headerNumber], null);
  for (const key of KEYS) {
    const count = summary.ownership.find((entry) => entry.key === key)?.count ?? 0;
    const look = key === 'shared' ? styles.key() : styles.ownershipWords([key]);
    barRow(
      [keyLabel(key), count, wholePercent(count, summary.asked) / 100],
      [look, styles.number, styles.percent],
      bar(count, summary.asked, keyColor(key)),
    );
  }
  barRow(
    ['All', summary.asked, summary.asked === 0 ? 0 : 1],
    [styles.total, styles.total, styles.percent],
    null,
  );

  heading('By domain');
  sheet.row(
    ['Domain', 'Asked', ...KEYS.map(keyLabel), 'Split'],
    [styles.header, ...new Array<number>(KEYS.length + 1).fill(styles.headerNumber), styles.headerIndented],
    30,
  );
  const order = new Map(report.domains.map((domain) => [domain.id, domain.order]));
  const inOrder = [...summary.byDomain].sort(
    (a, b) => (order.get(a.domain) ?? 0) - (order.get(b.domain) ?? 0),
  );
  for (const domain of inOrder) {
    const count = (key: Key) => domain.ownership.find((entry) => entry.key === key)?.count ?? 0;
    sheet.row(
      [domain.name, domain.asked, ...KEYS.map((key) => count(key) || null), stackedBar(domain.ownership)],
      [styles.key(), ...new Array<number>(KEYS.length + 1).fill(styles.number), styles.bar],
    );
  }
  sheet.row(
    [
      'All',
      summary.asked,
      ...KEYS.map((key) => summary.ownership.find((entry) => entry.key === key)?.count ?? null),
      stackedBar(summary.ownership),
    ],
    [...new Array<number>(KEYS.length + 2).fill(styles.total), styles.bar],
  );

  heading("Status of the customer's part");
  barRow(['Status', 'Rows'], [styles.header, styles.headerNumber], null);
  const withStatus = summary.status.reduce((sum, entry) => sum + entry.count, 0);
  for (const { status, count } of summary.status)
    barRow([STATUS_LABELS[status], count], [styles.key(), styles.number], bar(count, withStatus, '8FB8F0'));
  barRow(['All with a part of the customer', withStatus], [styles.total, styles.total], null);

  heading('Gaps');
  barRow(['Severity', 'Gaps'], [styles.header, styles.headerNumber], null);
  const gaps = summary.gaps.reduce((sum, entry) => sum + entry.count, 0);
  for (const { severity, count } of summary.gaps)
    barRow(
      [sentenceCase(severity), count],
      [styles.severity(severity), styles.number],
      bar(count, gaps, severity === 'high' ? 'D9776C' : severity === 'medium' ? 'E2B65A' : '9DB2CC'),
    );
  barRow(['All', gaps], [styles.total, styles.total], null);
  paint.book.finish(sheet);
}
