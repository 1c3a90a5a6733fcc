import type { PortfolioFilter, PortfolioReport, PortfolioReportName } from '../../contract/portfolio.ts';
import { addDays } from '../../domain/days.ts';
import type { Portfolio } from '../portfolio.ts';
import { readChanges } from './changes.ts';
import { readCoverage } from './coverage.ts';
import { readDifferences } from './differences.ts';
import { readEvidence } from './evidence.ts';
import { readLoad } from './load.ts';
import { readOverview } from './overview.ts';

interface Asked {
  readonly report: PortfolioReportName;
  readonly filter: PortfolioFilter;
  readonly limit: number;
  readonly asOf: string;
}
/** So far back changes are told where nobody says since when. */
const CHANGES_DAYS = 30;

/** A report of one state of the portfolio. */
export async function readReport(portfolio: Portfolio, asked: Asked): Promise<PortfolioReport> {
  const { report, filter, limit, asOf } = asked;
  const head = { portfolio: portfolio.name, asOf, filter };
  switch (report) {
    case 'overview':
      return { ...head, report, body: await readOverview(portfolio, filter, asOf) };
    case 'differences':
      return { ...head, report, body: await readDifferences(portfolio, filter, limit) };
    case 'coverage':
      return { ...head, report, body: await readCoverage(portfolio, filter) };
    case 'evidence':
      return { ...head, report, body: await readEvidence(portfolio, filter, asOf, limit) };
    case 'load':
      return { ...head, report, body: await readLoad(portfolio, filter, asOf) };
    case 'changes':
      return {
        ...head,
        report,
        body: await readChanges(portfolio, filter, filter.since ?? addDays(asOf, -CHANGES_DAYS)),
      };
  }
}
