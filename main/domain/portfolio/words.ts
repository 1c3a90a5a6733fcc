import type { PortfolioFilter, PortfolioReportName, PublishOutcome } from '../../contract/portfolio.ts';

/** So many days ahead something counts as expiring. */
export const EXPIRING_DAYS = 90;

export const REPORT_TITLES: Readonly<Record<PortfolioReportName, string>> = {
  overview: 'All workbooks',
  differences: 'Duties that are owned differently',
  coverage: 'Frameworks across workbooks',
  evidence: 'Evidence that expires',
  load: 'Who bears how much',
  changes: 'What changed',
};

/** What became of a workbook that was to be published. */
export const OUTCOME_WORDS: Readonly<Record<PublishOutcome, string>> = {
  new: 'published',
  updated: 'brought up to date',
  fork: 'published as a FORK: it went another way than the copy that was published before; both are kept',
  unchanged: 'published already',
  older: 'left out: what is published is newer',
};

const NAMES: Readonly<Record<keyof PortfolioFilter, string>> = {
  unit: 'unit',
  workbook: 'workbook',
  text: 'title with',
  service: 'service',
  duty: 'duty',
  framework: 'framework',
  person: 'person',
  party: 'party',
  until: 'through',
  since: 'since',
};

/** What a report is limited to, in words. */
export function filterWords(filter: PortfolioFilter): string {
  const said = Object.entries(filter).flatMap(([name, value]) =>
    value === undefined ? [] : [`${NAMES[name as keyof PortfolioFilter]} ${value}`],
  );
  return said.length === 0 ? 'Of everything that is published.' : `Only: ${said.join(', ')}.`;
}
