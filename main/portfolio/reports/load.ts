import { sql } from 'kysely';
import type { PortfolioFilter, PortfolioLoad } from '../../contract/portfolio.ts';
import type { Portfolio } from '../portfolio.ts';
import { ofChosen } from './filter.ts';

/** Who bears how many duties, how many of them are still to be done and late on a day; and the same of actions. */
export async function readLoad(
  portfolio: Portfolio,
  filter: PortfolioFilter,
  asOf: string,
): Promise<PortfolioLoad> {
  const open = sql`status in ('not-started', 'in-progress')`;
  let duties = portfolio.db
    .selectFrom('load')
    .innerJoin('publication', (join) =>
      join.onRef('publication.unit', '=', 'load.unit').onRef('publication.id', '=', 'load.publication'),
    )
    .select(['party', 'party_kind', 'person'])
    .select(({ fn }) => [
      fn.count<number>('publication.workbook').distinct().as('workbooks'),
      fn.sum<number>('duties').as('duties'),
      sql<number>`sum(case when ${open} then duties else 0 end)`.as('open'),
      sql<number>`sum(case when ${open} and due_on <> '' and due_on < ${asOf} then duties else 0 end)`.as(
        'overdue',
      ),
    ])
    .where(ofChosen(portfolio, 'load', filter))
    .groupBy(['party', 'party_kind', 'person'])
    .orderBy('party')
    .orderBy('party_kind')
    .orderBy('person');
  if (filter.party !== undefined) duties = duties.where('party', '=', filter.party);
  if (filter.person !== undefined) duties = duties.where('person', '=', filter.person);
  let actions = portfolio.db
    .selectFrom('action')
    .innerJoin('publication', (join) =>
      join.onRef('publication.unit', '=', 'action.unit').onRef('publication.id', '=', 'action.publication'),
    )
    .select(['person'])
    .select(({ fn }) => [
      fn.count<number>('publication.workbook').distinct().as('workbooks'),
      fn.countAll<number>().as('open'),
      sql<number>`sum(case when due_on < ${asOf} then 1 else 0 end)`.as('overdue'),
    ])
    .where('action.state', 'in', ['open', 'in-progress'])
    .where(ofChosen(portfolio, 'action', filter))
    .groupBy('person')
    .orderBy(sql`coalesce(person, '')`);
  if (filter.person !== undefined) actions = actions.where('person', '=', filter.person);
  return {
    lines: (await duties.execute()).map(({ party_kind, person, ...line }) => ({
      ...line,
      partyKind: party_kind,
      person: person === '' ? null : person,
    })),
    actions: await actions.execute(),
  };
}
