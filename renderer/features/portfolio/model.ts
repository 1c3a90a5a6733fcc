import type {
  OverviewLine,
  PortfolioBody,
  PortfolioFilter,
  PortfolioReport,
  PortfolioReportName,
  PublicationRef,
} from '../../../main/contract/portfolio.ts';
import { formatCount, formatNumber } from '../../lib/format.ts';
import type { Look, LookOf, PortfolioPatch, PortfolioSearch } from './search.ts';

export const REPORT_TABS: readonly { readonly value: PortfolioReportName; readonly label: string }[] = [
  { value: 'overview', label: 'Overview' },
  { value: 'differences', label: 'Differences' },
  { value: 'coverage', label: 'Coverage' },
  { value: 'evidence', label: 'Evidence' },
  { value: 'load', label: 'Load' },
  { value: 'changes', label: 'Changes' },
];

/** Where a cell of a report leads: to what it counts, or to another report that lists it. */
export type Opening =
  | { readonly kind: 'look'; readonly look: Look }
  | { readonly kind: 'go'; readonly report: PortfolioReportName; readonly patch: PortfolioPatch };

/** What of the address narrows a report. */
export function filterOf(report: PortfolioReportName, search: PortfolioSearch): PortfolioFilter {
  const { unit, workbook, text, framework, until, since } = search;
  return said({
    unit,
    workbook,
    text,
    framework: report === 'coverage' ? framework : undefined,
    until: report === 'evidence' ? until : undefined,
    since: report === 'changes' ? since : undefined,
  });
}

const said = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

const duties = (title: string, of: LookOf): Opening => ({ kind: 'look', look: { at: 'duties', title, of } });
const gaps = (title: string, of: LookOf): Opening => ({ kind: 'look', look: { at: 'gaps', title, of } });
const go = (report: PortfolioReportName, patch: PortfolioPatch): Opening => ({ kind: 'go', report, patch });
const placeOf = ({ unit, publication }: PublicationRef): LookOf => ({ unit, publication });

/** What the cell of a list opens, by the head of its column and its place; null where it opens nothing. */
type Opens<N extends PortfolioReportName> = (
  report: PortfolioReport<N>,
  list: string,
  row: number,
  header: string,
) => Opening | null;

const ofOverview: Opens<'overview'> = ({ body }, _, row, header) => {
  const line = body.workbooks[row];
  if (!line) return null;
  const of = placeOf(line);
  switch (header) {
    case 'Workbook':
    case 'Asked':
      return duties(`All duties of ${line.title}`, of);
    case 'Answered':
      return duties(`Answered in ${line.title}`, { ...of, answered: true });
    case 'Implemented':
      return duties(`Implemented in ${line.title}`, { ...of, status: 'implemented' });
    case 'High gaps':
    case 'Medium gaps':
    case 'Low gaps':
      return gaps(`${header} of ${line.title}`, {
        ...of,
        severity: header.replace(' gaps', '').toLowerCase(),
      });
    case 'Expired evidence':
    case 'Expiring evidence':
      return go('evidence', { workbook: line.workbook });
    case 'Other copies':
      return go('overview', { workbook: line.workbook });
    default:
      return null;
  }
};

const ofDifferences: Opens<'differences'> = ({ body, filter }, _, row, header) => {
  const positions = body.differences.flatMap((difference) =>
    difference.owners.map((owner) => ({ ...difference, ...owner })),
  );
  const at = positions[row];
  if (!at) return null;
  const { unit, workbook, text } = filter;
  const of = said({ unit, workbook, text, service: at.service, duty: at.duty }) as LookOf;
  switch (header) {
    case 'Duty':
      return duties(`${at.dutyName}, ${at.serviceName}: all answers`, { ...of, answered: true });
    case 'Owner':
    case 'Workbooks':
    case 'Duties':
      return duties(`${at.dutyName}, ${at.serviceName}: ${at.owner}`, { ...of, owner: at.owner });
    case 'Not as suggested':
      return duties(`${at.dutyName}, ${at.serviceName}: ${at.owner}, not as suggested`, {
        ...of,
        owner: at.owner,
        deviating: true,
      });
    default:
      return null;
  }
};

const ofCoverage: Opens<'coverage'> = ({ body }, list, row, header) => {
  const line = list === 'Frameworks' && body.frameworks[row];
  return line && ['Framework', 'Controls'].includes(header)
    ? go('coverage', { framework: line.framework, list: 'Controls' })
    : null;
};

const ofEvidence: Opens<'evidence'> = ({ body }, list, row, header) => {
  const month = body.months[row];
  if (list === 'By month')
    return month && ['Month', 'Pieces'].includes(header)
      ? go('evidence', { until: lastDayOf(month.month), list: undefined })
      : null;
  const item = body.items[row];
  return item && ['Title', 'Duties'].includes(header)
    ? duties(`Proved by E-${item.number} of ${item.title}`, { ...placeOf(item), piece: item.number })
    : null;
};

/** `2026-02` as `2026-02-28` */
const lastDayOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);

const ofLoad: Opens<'load'> = ({ body, filter, asOf }, list, row, header) => {
  const line = body.lines[row];
  if (list !== 'Duties' || !line) return null;
  const { unit, workbook, text } = filter;
  const { party, partyKind, person } = line;
  const of: LookOf = {
    ...(said({ unit, workbook, text }) as LookOf),
    party,
    partyKind,
    person,
    answered: true,
  };
  const who = person === null ? `${party}, nobody named` : `${person}, ${party}`;
  switch (header) {
    case 'Party':
    case 'Workbooks':
    case 'Duties':
      return duties(`Borne by ${who}`, of);
    case 'Still to do':
      return duties(`Still to do: ${who}`, { ...of, todo: true });
    case 'Overdue':
      return duties(`Overdue: ${who}`, { ...of, todo: true, dueBefore: asOf });
    default:
      return null;
  }
};

const ofChanges: Opens<'changes'> = ({ body }, _, row, header) => {
  const line = body.workbooks[row];
  if (!line) return null;
  switch (header) {
    case 'Workbook':
    case 'Asked':
      return duties(`All duties of ${line.title}`, placeOf(line));
    case 'Answered':
      return duties(`Answered in ${line.title}`, { ...placeOf(line), answered: true });
    case 'Gaps':
      return gaps(`Gaps of ${line.title}`, placeOf(line));
    default:
      return null;
  }
};

const OPENS: { readonly [N in PortfolioReportName]: Opens<N> } = {
  overview: ofOverview,
  differences: ofDifferences,
  coverage: ofCoverage,
  evidence: ofEvidence,
  load: ofLoad,
  changes: ofChanges,
};

/** What a cell of a report opens; nothing counts nothing, and so opens nothing. */
export const openingOf = (
  report: PortfolioReport,
  list: string,
  at: { readonly row: number; readonly header: string; readonly value: string | number | null },
): Opening | null =>
  at.value === 0 || at.value === null
    ? null
    : (OPENS[report.report] as Opens<PortfolioReportName>)(report as never, list, at.row, at.header);

/** `3 workbooks of 2 units: 6 of 1,200 duties answered, 4 high gaps, 1 expired piece of evidence` */
export function overviewWords({ totals }: PortfolioBody<'overview'>): string {
  const parts = [
    `${formatNumber(totals.answered)} of ${formatCount(totals.asked, 'duty', 'duties')} answered`,
    formatCount(totals.gaps.high, 'high gap'),
    `${formatCount(totals.expired, 'expired piece', 'expired pieces')} of evidence`,
    `${formatNumber(totals.signed)} signed as they are`,
  ];
  const copies = totals.copies > totals.workbooks ? ` in ${formatNumber(totals.copies)} copies` : '';
  return `${formatCount(totals.workbooks, 'workbook')}${copies} of ${formatCount(totals.units, 'unit')}: ${parts.join(', ')}.`;
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

/** What a report says of itself where it lists nothing. */
export const EMPTY_WORDS: Readonly<Record<PortfolioReportName, string>> = {
  overview: 'No published workbook matches. Take a filter away, or search for fewer words.',
  differences: 'Workbooks answer the same duties of the same services with the same owners here.',
  coverage: 'No framework is in use in the workbooks here.',
  evidence: 'No evidence expires through this day.',
  load: 'Nothing is borne by anybody here yet.',
  changes: 'No published workbook matches. Take a filter away, or search for fewer words.',
};
