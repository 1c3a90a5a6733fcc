import { sql } from 'kysely';
import type { PortfolioEvidence, PortfolioFilter } from '../../contract/portfolio.ts';
import { addDays } from '../../domain/days.ts';
import { EXPIRING_DAYS } from '../../domain/portfolio/words.ts';
import type { Portfolio } from '../portfolio.ts';
import { countRows } from './count-rows.ts';
import { ofChosen } from './filter.ts';

/** What expires through a day, and how much of it in which month; at most `limit` pieces. */
export async function readEvidence(
  portfolio: Portfolio,
  filter: PortfolioFilter,
  asOf: string,
  limit: number,
): Promise<PortfolioEvidence> {
  const until = filter.until ?? addDays(asOf, EXPIRING_DAYS);
  const expiring = portfolio.db
    .selectFrom('evidence')
    .where('counts', '=', 1)
    .where('expires', 'is not', null)
    .where(ofChosen(portfolio, 'evidence', filter));
  const listed = expiring.where('expires', '<=', until);
  const total = await countRows(listed);
  const rows = await listed
    .innerJoin('publication', (join) =>
      join
        .onRef('publication.unit', '=', 'evidence.unit')
        .onRef('publication.id', '=', 'evidence.publication'),
    )
    .select(['evidence.unit', 'evidence.publication', 'publication.workbook', 'publication.title'])
    .select(['number', 'kind', 'evidence.title as name', 'expires', 'duties', 'collected_by'])
    .orderBy('expires')
    .orderBy('publication.title')
    .orderBy('evidence.publication')
    .orderBy('number')
    .limit(limit)
    .execute();
  const month = sql<string>`substr(expires, 1, 7)`;
  const months = await expiring
    .select(({ fn }) => [month.as('month'), fn.countAll<number>().as('count')])
    .groupBy(month)
    .orderBy('month')
    .execute();
  return {
    until,
    total,
    items: rows.map(({ collected_by, expires, ...row }) => ({
      ...row,
      expires: expires ?? '',
      expired: (expires ?? '') < asOf,
      collectedBy: collected_by,
    })),
    months,
  };
}
