import { sql } from 'kysely';
import type { PortfolioCoverage, PortfolioFilter } from '../../contract/portfolio.ts';
import type { Portfolio } from '../portfolio.ts';
import { ofChosen } from './filter.ts';

const WHOLE = sql<number>`sum(case when duties > 0 and answered = duties then 1 else 0 end)`;
const BORNE = sql<number>`sum(case when duties > 0 then 1 else 0 end)`;
const SUMS = [
  sql<number>`sum(duties)`.as('duties'),
  sql<number>`sum(answered)`.as('answered'),
  sql<number>`sum(implemented)`.as('implemented'),
  sql<number>`sum(evidenced)`.as('evidenced'),
] as const;

/** How far frameworks are answered across workbooks; with one named, control by control and workbook by workbook. */
export async function readCoverage(
  portfolio: Portfolio,
  filter: PortfolioFilter,
): Promise<PortfolioCoverage> {
  const { framework } = filter;
  let frameworks = portfolio.db
    .selectFrom('control')
    .select(['framework'])
    .select(({ fn }) => [
      fn.min('framework_name').as('name'),
      fn.max('framework_version').as('version'),
      fn.count<number>('publication').distinct().as('workbooks'),
      fn.count<number>('control').distinct().as('controls'),
    ])
    .select(SUMS)
    .where(ofChosen(portfolio, 'control', filter))
    .groupBy('framework')
    .orderBy('framework');
  if (framework !== undefined) frameworks = frameworks.where('framework', '=', framework);
  return {
    frameworks: await frameworks.execute(),
    controls: framework === undefined ? [] : await controlsOf(portfolio, filter, framework),
    workbooks: await workbooksOf(portfolio, filter, framework),
  };
}

const controlsOf = (portfolio: Portfolio, filter: PortfolioFilter, framework: string) =>
  portfolio.db
    .selectFrom('control')
    .select(['control'])
    .select(({ fn }) => fn.min('title').as('title'))
    .select([BORNE.as('workbooks'), WHOLE.as('whole')])
    .select(SUMS)
    .where('framework', '=', framework)
    .where(ofChosen(portfolio, 'control', filter))
    .groupBy('control')
    .orderBy('control')
    .execute();

function workbooksOf(portfolio: Portfolio, filter: PortfolioFilter, framework: string | undefined) {
  let counts = portfolio.db
    .selectFrom('control')
    .select(['unit', 'publication', 'framework'])
    .select([BORNE.as('controls'), WHOLE.as('whole')])
    .select(SUMS)
    .where(ofChosen(portfolio, 'control', filter))
    .groupBy(['unit', 'publication', 'framework']);
  if (framework !== undefined) counts = counts.where('framework', '=', framework);
  return portfolio.db
    .selectFrom(counts.as('counts'))
    .innerJoin('publication', (join) =>
      join.onRef('publication.unit', '=', 'counts.unit').onRef('publication.id', '=', 'counts.publication'),
    )
    .select(['counts.unit', 'counts.publication', 'publication.workbook', 'publication.title'])
    .select(['counts.framework', 'counts.controls', 'counts.whole', 'counts.duties', 'counts.answered'])
    .select(['counts.implemented', 'counts.evidenced'])
    .orderBy('counts.unit')
    .orderBy('publication.title')
    .orderBy('counts.publication')
    .orderBy('counts.framework')
    .execute();
}
