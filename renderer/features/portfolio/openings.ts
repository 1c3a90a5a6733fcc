import type {
  PortfolioReport,
  PortfolioReportName,
  PublicationRef,
} from '../../../main/contract/portfolio.ts';
import { addDays } from '../../../main/domain/days.ts';
import { unitLines } from '../../../main/domain/portfolio/sums.ts';
import { EXPIRING_DAYS } from '../../../main/domain/portfolio/words.ts';
import { formatDate } from '../../lib/format.ts';
import type { Look, LookOf, PortfolioPatch } from './search.ts';

/** Where a cell of a report leads: to what it counts, or to another report that lists it. */
export type Opening =
  | { readonly kind: 'look'; readonly look: Look }
  | { readonly kind: 'go'; readonly report: PortfolioReportName; readonly patch: PortfolioPatch };

const look =
  (at: Look['at']) =>
  (title: string, of: LookOf): Opening => ({ kind: 'look', look: { at, title, of } });
export const duties = look('duties');
export const gaps = look('gaps');
export const evidence = look('evidence');
const actions = look('actions');
const controls = look('controls');
export const workbooks = look('workbooks');
const publications = look('publications');
export const go = (report: PortfolioReportName, patch: PortfolioPatch): Opening => ({
  kind: 'go',
  report,
  patch,
});
const said = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
const placeOf = ({ unit, publication }: PublicationRef): LookOf => ({ unit, publication });

/** What the cell of a list opens, by the head of its column and its place; null where it opens nothing. */
type Opens<N extends PortfolioReportName> = (
  report: PortfolioReport<N>,
  list: string,
  row: number,
  header: string,
) => Opening | null;

/** What is counted alike of one workbook, of a unit and of all of them; null for a head that says something else. */
function ofCounts(of: LookOf, where: string, header: string, asOf: string): Opening | null {
  switch (header) {
    case 'Asked':
      return duties(`All duties of ${where}`, of);
    case 'Answered':
      return duties(`Answered in ${where}`, { ...of, answered: true });
    case 'Implemented':
      return duties(`Implemented in ${where}`, { ...of, status: 'implemented' });
    case 'High gaps':
    case 'Medium gaps':
    case 'Low gaps':
      return gaps(`${header} of ${where}`, {
        ...of,
        severity: header.replace(' gaps', '').toLowerCase(),
      });
    case 'Expired evidence':
      return evidence(`Expired in ${where}`, { ...of, until: addDays(asOf, -1) });
    case 'Expiring evidence':
      return evidence(`Expires soon in ${where}`, {
        ...of,
        since: asOf,
        until: addDays(asOf, EXPIRING_DAYS),
      });
    case 'Open actions':
      return actions(`Still to do in ${where}`, of);
    default:
      return null;
  }
}

const ofOverview: Opens<'overview'> = ({ body, asOf, filter }, list, row, header) => {
  if (list === 'Units') {
    const line = unitLines(body)[row];
    if (!line) return null;
    const { workbook, text } = filter;
    const of = said({ unit: line.unit, workbook, text }) as LookOf;
    if (header === 'Unit') return go('overview', { unit: line.unit });
    if (header === 'Workbooks') return workbooks(`Workbooks of ${line.unit}`, of);
    if (header === 'Signed') return workbooks(`Signed as they are in ${line.unit}`, { ...of, signed: true });
    return ofCounts(of, line.unit, header, asOf);
  }
  const line = body.workbooks[row];
  if (!line) return null;
  switch (header) {
    case 'Workbook':
      return ofCounts(placeOf(line), line.title, 'Asked', asOf);
    case 'Revision':
    case 'Trend':
      return publications(`Publications of ${line.title}`, placeOf(line));
    case 'Other copies':
      return workbooks(`Other copies of ${line.title}`, {
        workbook: line.workbook,
        beside: line.publication,
      });
    default:
      return ofCounts(placeOf(line), line.title, header, asOf);
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
    case 'Service':
      return filter.service === undefined ? go('differences', { service: at.service }) : null;
    case 'Duty':
      return duties(`${at.dutyName}, ${at.serviceName}: all answers`, { ...of, answered: true });
    case 'Owner':
    case 'Workbooks':
    case 'Duties':
    case 'Reasons':
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
    const { title, framework } = line;
    const of = { ...placeOf(line), framework };
    // Its duties are those of its controls, each counted with every control on which it bears.
    return header === 'All answered'
      ? controls(`All answered in ${title}`, { ...of, whole: true })
      : controls(`Controls on which duties of ${title} bear`, of);
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

const ofChanges: Opens<'changes'> = ({ body, asOf }, _, row, header) => {
  const line = body.workbooks[row];
  if (!line) return null;
  if (header === 'Gaps') return gaps(`Gaps of ${line.title}`, placeOf(line));
  if (header === 'Revision') return publications(`Publications of ${line.title}`, placeOf(line));
  // What it was then is the first of these.
  if (header.endsWith('before'))
    return publications(`${line.title} before ${formatDate(body.since)}`, {
      ...placeOf(line),
      before: body.since,
    });
  return ofCounts(placeOf(line), line.title, header === 'Workbook' ? 'Asked' : header, asOf);
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
