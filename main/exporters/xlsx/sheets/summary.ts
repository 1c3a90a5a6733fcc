import { STATUS_LABELS } from '../../../domain/cell-words.ts';
import {
  OWNER_KEYS,
  type OwnerKey,
  type OwnershipCount,
  ownerKeyLabel,
  ownerKeyParts,
} from '../../../domain/owner-class.ts';
import { OWNERSHIP_STYLES } from '../../../domain/ownership.ts';
import { percentWords } from '../../../domain/percent.ts';
import type { CellValue, Run } from '../cells.ts';
import { type Paint, sentenceCase } from '../context.ts';
import { COLORS, plainColor } from '../styles.ts';

/** One colour of text for what two halves are drawn for: what lies between them. The heading beside it shows both. */
const TOGETHER_COLORS: Readonly<Partial<Record<OwnerKey, string>>> = { shared: '8A8F98', several: '7D6BC4' };
const BLOCKS = 40;
/** Columns left of the bars of the small tables. */
const BAR_COLUMN = 3;

const keyColor = (key: OwnerKey): string => {
  const [only = 'unanswered'] = ownerKeyParts(key);
  // Unanswered is white on screen; a bar of white would look like nothing at all.
  return (
    TOGETHER_COLORS[key] ?? (only === 'unanswered' ? COLORS.rest : plainColor(OWNERSHIP_STYLES[only].fill))
  );
};

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
    widths: [40, 11, 11, 12, 13, 13, 13, 11, 11, 13, 13, 44],
    tab: '7B8794',
  });
  const blank = () => sheet.row([null], 0);
  const columns = 12;
  const heading = (text: string) => {
    blank();
    sheet.row([text, ...new Array<null>(columns - 1).fill(null)], styles.heading, 22);
  };
  sheet.row(['Summary'], styles.title, 30);
  sheet.row(
    [
      `${summary.answered} of ${summary.asked} responsibilities answered (${percentWords(summary.answered, summary.asked)}), ${summary.parked} parked, ${summary.withoutPerson} with nobody named.`,
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
  for (const key of OWNER_KEYS) {
    const count = summary.ownership.find((entry) => entry.key === key)?.count ?? 0;
    barRow(
      [ownerKeyLabel(key), count, summary.asked === 0 ? 0 : count / summary.asked],
      [styles.ownershipWords(ownerKeyParts(key)), styles.number, styles.percent],
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
    ['Domain', 'Asked', ...OWNER_KEYS.map(ownerKeyLabel), 'Split'],
    [
      styles.header,
      ...new Array<number>(OWNER_KEYS.length + 1).fill(styles.headerNumber),
      styles.headerIndented,
    ],
    44,
  );
  const order = new Map(report.domains.map((domain) => [domain.id, domain.order]));
  const inOrder = [...summary.byDomain].sort(
    (a, b) => (order.get(a.domain) ?? 0) - (order.get(b.domain) ?? 0),
  );
  for (const domain of inOrder) {
    const count = (key: OwnerKey) => domain.ownership.find((entry) => entry.key === key)?.count ?? 0;
    sheet.row(
      [
        domain.name,
        domain.asked,
        ...OWNER_KEYS.map((key) => count(key) || null),
        stackedBar(domain.ownership),
      ],
      [styles.key(), ...new Array<number>(OWNER_KEYS.length + 1).fill(styles.number), styles.bar],
    );
  }
  sheet.row(
    [
      'All',
      summary.asked,
      ...OWNER_KEYS.map((key) => summary.ownership.find((entry) => entry.key === key)?.count ?? null),
      stackedBar(summary.ownership),
    ],
    [...new Array<number>(OWNER_KEYS.length + 2).fill(styles.total), styles.bar],
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
