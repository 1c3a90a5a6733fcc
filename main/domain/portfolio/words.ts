import type { PortfolioFilter, PortfolioReportName } from '../../contract/portfolio.ts';

export const REPORT_TITLES: Readonly<Record<PortfolioReportName, string>> = {
  overview: 'All workbooks',
  differences: 'Duties that are owned differently',
  coverage: 'Frameworks across workbooks',
  evidence: 'Evidence that expires',
  load: 'Who bears how much',
  changes: 'What changed',
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
