import type {
  OverviewLine,
  PortfolioFilter,
  PortfolioReport,
  PortfolioReportName,
} from '../../../main/contract/portfolio.ts';
import { addDays } from '../../../main/domain/days.ts';
import { type PortfolioList, portfolioLists } from '../../../main/domain/portfolio/lists.ts';
import { formatCount, formatNumber } from '../../lib/format.ts';
import { duties, evidence, gaps, go, type Opening, workbooks } from './openings.ts';
import type { PortfolioSearch } from './search.ts';

export const REPORT_TABS: readonly { readonly value: PortfolioReportName; readonly label: string }[] = [
  { value: 'overview', label: 'Overview' },
  { value: 'differences', label: 'Differences' },
  { value: 'coverage', label: 'Coverage' },
  { value: 'evidence', label: 'Evidence' },
  { value: 'load', label: 'Load' },
  { value: 'changes', label: 'Changes' },
];

/** What of the address narrows a report. */
export function filterOf(report: PortfolioReportName, search: PortfolioSearch): PortfolioFilter {
  const { unit, workbook, text, service, framework, until, since } = search;
  const given = {
    unit,
    workbook,
    text,
    service: report === 'differences' ? service : undefined,
    framework: report === 'coverage' ? framework : undefined,
    until: report === 'evidence' ? until : undefined,
    since: report === 'changes' ? since : undefined,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Words of a sentence, with what they count where that can be opened. */
export interface Counted {
  readonly words: string;
  readonly opening: Opening | null;
}

/** `3 workbooks of 2 units: 6 duties answered of 1,200, 4 high gaps`, and so on, piece by piece: each number opens what it counts, of all that is published. */
export function overviewParts({ body, asOf }: PortfolioReport<'overview'>): readonly Counted[] {
  const { totals } = body;
  const plain = (words: string): Counted => ({ words, opening: null });
  const opened = (words: string, count: number, opening: Opening): Counted => ({
    words,
    opening: count === 0 ? null : opening,
  });
  const all = workbooks('All workbooks', {});
  return [
    opened(formatCount(totals.workbooks, 'workbook'), totals.workbooks, all),
    ...(totals.copies > totals.workbooks
      ? [plain(' in '), opened(`${formatNumber(totals.copies)} copies`, totals.copies, all)]
      : []),
    plain(' of '),
    opened(formatCount(totals.units, 'unit'), totals.units, go('overview', { list: 'Units' })),
    plain(': '),
    opened(
      `${formatCount(totals.answered, 'duty', 'duties')} answered`,
      totals.answered,
      duties('Answered in all workbooks', { answered: true }),
    ),
    plain(' of '),
    opened(`${formatNumber(totals.asked)} asked`, totals.asked, duties('Duties of all workbooks', {})),
    plain(', '),
    opened(
      formatCount(totals.gaps.high, 'high gap'),
      totals.gaps.high,
      gaps('High gaps of all workbooks', { severity: 'high' }),
    ),
    plain(', '),
    opened(
      `${formatCount(totals.expired, 'expired piece', 'expired pieces')} of evidence`,
      totals.expired,
      evidence('Expired in all workbooks', { until: addDays(asOf, -1) }),
    ),
    plain(', '),
    opened(
      `${formatNumber(totals.signed)} signed as they are`,
      totals.signed,
      workbooks('Signed as they are', { signed: true }),
    ),
    plain('.'),
  ];
}

/** How much is answered, as it went from the first to the last of its latest publications: `12% to 40%`; nothing where it was published once. */
export function trendWords({ trend }: Pick<OverviewLine, 'trend'>): string | null {
  const [first] = trend;
  const last = trend.at(-1);
  if (!first || !last || first === last) return null;
  const share = ({ answered, asked }: { readonly answered: number; readonly asked: number }) =>
    `${asked === 0 ? 0 : Math.floor((100 * answered) / asked)}%`;
  return `${share(first)} to ${share(last)}`;
}

/** The list of a report that is wanted, else its first one. The overview says on the screen how each workbook went, which a sheet has no need of. */
export function listOf(report: PortfolioReport, wanted: string | undefined): PortfolioList | null {
  const lists = portfolioLists(report);
  const list = lists.find(({ name }) => name === wanted) ?? lists[0];
  if (!list) return null;
  if (report.report !== 'overview' || list.name !== 'Workbooks') return list;
  const { workbooks } = report.body;
  return {
    ...list,
    columns: [...list.columns, { header: 'Trend', width: 12, kind: 'text' }],
    rows: list.rows.map((row, at) => {
      const line = workbooks[at];
      return [...row, line ? trendWords(line) : null];
    }),
  };
}

/** What is said of a list that has only the beginning of what there is; nothing of one that is whole. */
export function beginningWords(report: PortfolioReport, list: string): string | null {
  const [shown, total, what] =
    report.report === 'differences'
      ? [report.body.differences.length, report.body.total, 'differences']
      : report.report === 'evidence' && list === 'Expiring evidence'
        ? [report.body.items.length, report.body.total, 'pieces']
        : [0, 0, ''];
  return shown < total
    ? `The first ${formatNumber(shown)} of ${formatNumber(total)} ${what}. Narrow them to see the others; what Export writes has all of them.`
    : null;
}

/** What a report says of itself where it lists nothing. */
export const EMPTY_WORDS: Readonly<Record<PortfolioReportName, string>> = {
  overview: 'No published workbook matches. Take a filter away, or search for fewer words.',
  differences: 'Workbooks answer the same duties of the same services with the same owners here.',
  coverage: 'No framework is in use in the workbooks here.',
  evidence: 'No evidence expires through this day.',
  load: 'Nothing is borne by anybody here yet.',
  changes: 'No published workbook matches. Take a filter away, or search for fewer words.',
};
