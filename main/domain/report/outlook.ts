import type { RegisterRow } from '../../contract/assignments.ts';
import type { Evidence, ProviderReport } from '../../contract/evidence.ts';
import type { Gap } from '../../contract/gaps.ts';
import { kindsById } from '../duties/ownership.ts';
import { statusOf } from '../duties/status.ts';
import { providerCoverage } from '../evidence/provider-coverage.ts';
import type { ReportAction } from './desk.ts';
import type { Report } from './report.ts';

/** What somebody who decides about money and dates has to know of a workbook. */
export interface ReportOutlook {
  readonly high: readonly Gap[];
  /** Rows of which the risk was accepted. */
  readonly accepted: readonly RegisterRow[];
  /** Neither done nor dropped: overdue ones first, then by date, those without a date last. */
  readonly actions: readonly ReportAction[];
  readonly coverage: {
    /** Rows in which a provider has a part, those that rest on a misconception aside. */
    readonly duties: number;
    /** Rows that give a provider a part only by a misconception. */
    readonly believed: number;
    /** Those of which evidence covers each provider's part, for the period of the assessment as far as it has passed. */
    readonly covered: number;
    /** `duties`: rows for whose provider's part the report speaks. */
    readonly reports: readonly (Evidence & {
      readonly providerReport: ProviderReport;
      readonly duties: number;
    })[];
  };
}

const LAST = '9999-12-31';
const byUrgency = (a: ReportAction, b: ReportAction): number =>
  Number(b.overdue) - Number(a.overdue) ||
  (a.dueOn ?? LAST).localeCompare(b.dueOn ?? LAST) ||
  a.number - b.number;

/** Gathers the outlook in one walk through the register. */
export function reportOutlook(report: Report): ReportOutlook {
  const kinds = kindsById(report.parties);
  const { periodFrom, periodTo, judgedAsOf } = report.meta;
  const spokenFor = providerCoverage({
    evidence: report.evidence,
    services: report.services,
    providers: new Set([...kinds].filter(([, kind]) => kind === 'provider').map(([id]) => id)),
    periodFrom,
    periodTo,
    today: judgedAsOf,
  });
  const accepted: RegisterRow[] = [];
  const spoken = new Map<number, number>();
  let [duties, covered, believed] = [0, 0, 0];
  for (const row of report.rows()) {
    if (statusOf(row, kinds) === 'risk-accepted') accepted.push(row);
    const parts = row.shares
      .filter(({ party }) => kinds.get(party) === 'provider')
      .map(({ party }) => spokenFor(row, party));
    if (parts.length === 0) continue;
    // What is believed of a provider and is not so is no part of it that evidence could cover.
    if (row.misconception) {
      believed += 1;
      continue;
    }
    duties += 1;
    if (parts.every(({ coverage }) => coverage.state === 'covered')) covered += 1;
    for (const number of new Set(parts.flatMap(({ items }) => items.map((item) => item.number))))
      spoken.set(number, (spoken.get(number) ?? 0) + 1);
  }
  return {
    high: report.gaps.filter(({ severity }) => severity === 'high'),
    accepted,
    actions: report
      .desk()
      .actions.filter(({ state }) => state === 'open' || state === 'in-progress')
      .sort(byUrgency),
    coverage: {
      duties,
      covered,
      believed,
      reports: report.evidence.flatMap((evidence) => {
        const { providerReport, number } = evidence;
        return providerReport === null
          ? []
          : [{ ...evidence, providerReport, duties: spoken.get(number) ?? 0 }];
      }),
    },
  };
}
