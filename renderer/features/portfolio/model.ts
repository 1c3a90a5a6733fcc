import type {
  OverviewLine,
  PortfolioFilter,
  PortfolioReport,
  PortfolioReportName,
  PublicationRef,
} from '../../../main/contract/portfolio.ts';
import { addDays } from '../../../main/domain/days.ts';
import { type PortfolioList, portfolioLists } from '../../../main/domain/portfolio/lists.ts';
import { EXPIRING_DAYS } from '../../../main/domain/portfolio/words.ts';
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

const look =
  (at: Look['at']) =>
  (title: string, of: LookOf): Opening => ({ kind: 'look', look: { at, title, of } });
const duties = look('duties');
const gaps = look('gaps');
const evidence = look('evidence');
const actions = look('actions');
const controls = look('controls');
const go = (report: PortfolioReportName, patch: PortfolioPatch): Opening => ({ kind: 'go', report, patch });
const placeOf = ({ unit, publication }: PublicationRef): LookOf => ({ unit, publication });

/** What the cell of a list opens, by the head of its column and its place; null where it opens nothing. */
type Opens<N extends PortfolioReportName> = (
  report: PortfolioReport<N>,
  list: string,
  row: number,
  header: string,
) => Opening | null;

const ofOverview: Opens<'overview'> = ({ body, asOf }, _, row, header) => {
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
      return evidence(`Expired in ${line.title}`, { ...of, until: addDays(asOf, -1) });
    case 'Expiring evidence':
      return evidence(`Expires soon in ${line.title}`, {
        ...of,
        since: asOf,
        until: addDays(asOf, EXPIRING_DAYS),
      });
    case 'Open actions':
      return actions(`Still to do in ${line.title}`, of);
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

const COUNTED: Readonly<Record<string, LookOf['counted']>> = {
  Answered: 'answered',
  Implemented: 'implemented',
  'With evidence': 'evidenced',
};
const ofCoverage: Opens<'coverage'> = (report, list, row, header) => {
  if (list === 'Controls') return ofControls(report, row, header);
  const { frameworks, workbooks } = report.body;
  if (list === 'By workbook') {
    const line = workbooks[row];
    if (!line || header === 'Unit' || header === 'Framework') return null;
    const { unit, workbook, framework } = line;
    return go('coverage', { unit, workbook, framework, list: 'Controls' });
  }
  const line = frameworks[row];
  if (!line || header === 'Version') return null;
  // What a framework counts is the sum of what its controls do.
  return go('coverage', {
    framework: line.framework,
    list: header === 'Workbooks' ? 'By workbook' : 'Controls',
  });
};

function ofControls(
  { body, filter }: PortfolioReport<'coverage'>,
  row: number,
  header: string,
): Opening | null {
  const line = body.controls[row];
  const { unit, workbook, text, framework } = filter;
  if (!line || framework === undefined || header === 'Title') return null;
  const { control } = line;
  const of = said({ unit, workbook, text, framework, control }) as LookOf;
  switch (header) {
    case 'Workbooks':
      return controls(`Workbooks with duties that bear on ${control}`, of);
    case 'All answered in':
      return controls(`Workbooks that answer all of ${control}`, { ...of, whole: true });
    case 'Control':
    case 'Duties':
      return duties(`Duties that bear on ${control}`, of);
    default:
      return duties(
        `${header}, of what bears on ${control}`,
        said({ ...of, counted: COUNTED[header] }) as LookOf,
      );
  }
}

const ofEvidence: Opens<'evidence'> = ({ body, filter }, list, row, header) => {
  const month = body.months[row]?.month;
  if (list === 'By month') {
    if (month === undefined) return null;
    const until = lastDayOf(month);
    if (header === 'Month') return go('evidence', { until, list: undefined });
    const { unit, workbook, text } = filter;
    const of = said({ unit, workbook, text, since: `${month}-01`, until }) as LookOf;
    return evidence(`Expires in ${month}`, of);
  }
  const item = body.items[row];
  return item && ['Title', 'Duties'].includes(header)
    ? duties(`Proved by E-${item.number} of ${item.title}`, { ...placeOf(item), piece: item.number })
    : null;
};

/** `2026-02` as `2026-02-28` */
const lastDayOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);

const ofLoad: Opens<'load'> = (report, list, row, header) => {
  if (list === 'Actions') return ofActions(report, row, header);
  const { body, filter, asOf } = report;
  const line = body.lines[row];
  if (!line) return null;
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

function ofActions(
  { body, filter, asOf }: PortfolioReport<'load'>,
  row: number,
  header: string,
): Opening | null {
  const line = body.actions[row];
  if (!line) return null;
  const { unit, workbook, text } = filter;
  const { person } = line;
  const of: LookOf = { ...(said({ unit, workbook, text }) as LookOf), person };
  const who = person ?? 'nobody named';
  return header === 'Overdue'
    ? actions(`Overdue actions: ${who}`, { ...of, dueBefore: asOf })
    : actions(`Actions still to do: ${who}`, of);
}

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

/** Words of a sentence, with what they count where that can be opened. */
export interface Counted {
  readonly words: string;
  readonly opening: Opening | null;
}

/** `3 workbooks of 2 units:`, `6 of 1,200 duties answered`, `4 high gaps`, and so on; each opens what it counts, of all that is published. */
export function overviewParts({ body, asOf }: PortfolioReport<'overview'>): readonly Counted[] {
  const { totals } = body;
  const copies = totals.copies > totals.workbooks ? ` in ${formatNumber(totals.copies)} copies` : '';
  const opened = (words: string, count: number, opening: Opening): Counted => ({
    words,
    opening: count === 0 ? null : opening,
  });
  return [
    {
      words: `${formatCount(totals.workbooks, 'workbook')}${copies} of ${formatCount(totals.units, 'unit')}`,
      opening: null,
    },
    opened(
      `${formatNumber(totals.answered)} of ${formatCount(totals.asked, 'duty', 'duties')} answered`,
      totals.answered,
      duties('Answered in all workbooks', { answered: true }),
    ),
    opened(
      formatCount(totals.gaps.high, 'high gap'),
      totals.gaps.high,
      gaps('High gaps of all workbooks', { severity: 'high' }),
    ),
    opened(
      `${formatCount(totals.expired, 'expired piece', 'expired pieces')} of evidence`,
      totals.expired,
      evidence('Expired in all workbooks', { until: addDays(asOf, -1) }),
    ),
    { words: `${formatNumber(totals.signed)} signed as they are`, opening: null },
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
  if (report.report !== 'overview') return list;
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

/** What a report says of itself where it lists nothing. */
export const EMPTY_WORDS: Readonly<Record<PortfolioReportName, string>> = {
  overview: 'No published workbook matches. Take a filter away, or search for fewer words.',
  differences: 'Workbooks answer the same duties of the same services with the same owners here.',
  coverage: 'No framework is in use in the workbooks here.',
  evidence: 'No evidence expires through this day.',
  load: 'Nothing is borne by anybody here yet.',
  changes: 'No published workbook matches. Take a filter away, or search for fewer words.',
};
