import type { RegisterRow } from '../../contract/assignments.ts';
import type { Evidence, ProviderReport } from '../../contract/evidence.ts';
import type { Gap } from '../../contract/gaps.ts';
import { kindsById } from '../ownership.ts';
import type { Report } from '../report.ts';
import { statusOf } from '../status.ts';
import type { ReportAction } from './desk.ts';

/** What somebody who decides about money and dates has to know of a workbook. */
export interface ReportOutlook {
  readonly high: readonly Gap[];
  /** Rows of which the risk was accepted. */
  readonly accepted: readonly RegisterRow[];
  /** Neither done nor dropped: overdue ones first, then by date, those without a date last. */
  readonly actions: readonly ReportAction[];
  readonly coverage: {
    /** Rows in which a provider has a part. */
    readonly duties: number;
    /** Those that a provider's report supports which is in force on the day of judgement. */
    readonly supported: number;
    readonly reports: readonly (Evidence & {
      readonly providerReport: ProviderReport;
      readonly inForce: boolean;
    })[];
  };
}

/** In force on a day: its period has begun, and neither it nor the evidence has run out or been replaced. A report that ended counts until it expires. */
const isInForce = ({ coversFrom, coversTo, expires, replacedBy }: Evidence, day: string): boolean =>
  replacedBy === null &&
  (coversFrom === null || coversFrom <= day) &&
  (expires === null ? coversTo === null || coversTo >= day : expires >= day);

const LAST = '9999-12-31';
const byUrgency = (a: ReportAction, b: ReportAction): number =>
  Number(b.overdue) - Number(a.overdue) ||
  (a.dueOn ?? LAST).localeCompare(b.dueOn ?? LAST) ||
  a.number - b.number;

/** Gathers the outlook in one walk through the register. */
export function reportOutlook(report: Report): ReportOutlook {
  const kinds = kindsById(report.parties);
  const day = report.meta.judgedAsOf;
  const reports = report.evidence.flatMap((evidence) => {
    const { providerReport } = evidence;
    return providerReport === null
      ? []
      : [{ ...evidence, providerReport, inForce: isInForce(evidence, day) }];
  });
  const inForce = new Set(reports.filter((each) => each.inForce).map(({ number }) => number));
  const accepted: RegisterRow[] = [];
  let [duties, supported] = [0, 0];
  for (const row of report.rows()) {
    if (statusOf(row, kinds) === 'risk-accepted') accepted.push(row);
    if (!row.shares.some(({ party }) => kinds.get(party) === 'provider')) continue;
    duties += 1;
    if (row.evidence.some((number) => inForce.has(number))) supported += 1;
  }
  return {
    high: report.gaps.filter(({ severity }) => severity === 'high'),
    accepted,
    actions: report
      .desk()
      .actions.filter(({ state }) => state === 'open' || state === 'in-progress')
      .sort(byUrgency),
    coverage: { duties, supported, reports },
  };
}
