import { type RawBuilder, sql } from 'kysely';
import type { PortfolioCoverage, PortfolioFilter } from '../../contract/portfolio.ts';
import type { Portfolio } from '../portfolio.ts';
import { ofChosen } from './filter.ts';

const IS_WHOLE = sql`control.duties > 0 and control.answered = control.duties`;
const IS_BORNE = sql`control.duties > 0`;
const rowsWith = (condition: RawBuilder<unknown>) =>
  sql<number>`sum(case when ${condition} then 1 else 0 end)`;
/** Copies of a workbook that went different ways are one workbook. */
const workbooksWith = (condition: RawBuilder<unknown>) =>
  sql<number>`count(distinct case when ${condition} then publication.workbook end)`;
/** Whole is a workbook of which every copy is. */
const WHOLE_WORKBOOKS = sql<number>`count(distinct case when ${IS_BORNE} then publication.workbook end)
  - count(distinct case when ${IS_BORNE} and control.answered < control.duties then publication.workbook end)`;
const SUMS = [
  sql<number>`sum(control.duties)`.as('duties'),
  sql<number>`sum(control.answered)`.as('answered'),
  sql<number>`sum(control.implemented)`.as('implemented'),
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
    .innerJoin('publication', (join) =>
      join.onRef('publication.unit', '=', 'control.unit').onRef('publication.id', '=', 'control.publication'),
    )
    .select(['framework'])
    .select(({ fn }) => [
      fn.min('framework_name').as('name'),
      fn.max('framework_version').as('version'),
      fn.count<number>('publication.workbook').distinct().as('workbooks'),
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
    .innerJoin('publication', (join) =>
      join.onRef('publication.unit', '=', 'control.unit').onRef('publication.id', '=', 'control.publication'),
    )
    .select(['control'])
    .select(({ fn }) => fn.min('control.title').as('title'))
    .select([workbooksWith(IS_BORNE).as('workbooks'), WHOLE_WORKBOOKS.as('whole')])
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
    .select([rowsWith(IS_BORNE).as('controls'), rowsWith(IS_WHOLE).as('whole')])
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
