import { sql } from 'kysely';
import type { Part, PortfolioFilter, PortfolioState } from '../../contract/portfolio.ts';
import type { Portfolio } from '../portfolio.ts';
import { countRows } from './count-rows.ts';
import { chosenPublications } from './filter.ts';
import { LINE } from './line.ts';

export interface WantedWorkbooks extends Pick<PortfolioFilter, 'unit' | 'workbook' | 'text'> {
  /** Only what is signed as it is. */
  readonly signed?: true | undefined;
  /** A publication, beside which the other copies of its workbook are meant. */
  readonly beside?: string | undefined;
}
export interface WantedPublications {
  readonly unit?: string | undefined;
  readonly publication: string;
  /** ISO date: what was published before it. */
  readonly before?: string | undefined;
}

const COLUMNS = ['workbook', 'title', 'revision', 'published_at', 'asked', 'answered'] as const;
const GAPS = sql<number>`gaps_high + gaps_medium + gaps_low`;

/** The workbooks that a number counts, each as it was last published; at most `limit`. */
export async function lookAtWorkbooks(
  portfolio: Portfolio,
  wanted: WantedWorkbooks,
  limit: number,
): Promise<Part<PortfolioState>> {
  let query = chosenPublications(portfolio, wanted);
  if (wanted.signed === true) query = query.where('signed', '=', 'current');
  const { beside } = wanted;
  if (beside !== undefined)
    query = query
      .where('publication.id', '<>', beside)
      .where('publication.workbook', 'in', ({ selectFrom }) =>
        selectFrom('publication as this').select('this.workbook').where('this.id', '=', beside),
      );
  const total = await countRows(query);
  const rows = await query
    .select(['id', 'unit', 'signed', ...COLUMNS])
    .select(GAPS.as('gaps'))
    .orderBy('unit')
    .orderBy('title')
    .orderBy('line')
    .orderBy('publisher')
    .limit(limit)
    .execute();
  return { total, rows: rows.map(stateOf) };
}

/** What one copy of a workbook came to with each of its publications, the last one first; at most `limit`. */
export async function lookAtPublications(
  portfolio: Portfolio,
  { unit, publication, before }: WantedPublications,
  limit: number,
): Promise<Part<PortfolioState>> {
  let query = portfolio.db.selectFrom('trend').where(({ exists, selectFrom }) => {
    let own = selectFrom('publication').select('publication.id').where('publication.id', '=', publication);
    for (const column of LINE) own = own.whereRef(`publication.${column}`, '=', `trend.${column}`);
    return exists(unit === undefined ? own : own.where('publication.unit', '=', unit));
  });
  if (before !== undefined) query = query.where('published_at', '<', before);
  const total = await countRows(query);
  const rows = await query
    .select(['id', 'unit', 'signed', ...COLUMNS])
    .select(GAPS.as('gaps'))
    .orderBy('published_at', 'desc')
    .orderBy('revision', 'desc')
    .limit(limit)
    .execute();
  return { total, rows: rows.map(stateOf) };
}

const stateOf = ({
  id,
  published_at,
  signed,
  ...row
}: {
  readonly id: string;
  readonly unit: string;
  readonly workbook: string;
  readonly title: string;
  readonly revision: number;
  readonly published_at: string;
  readonly asked: number;
  readonly answered: number;
  readonly gaps: number;
  readonly signed: string;
}): PortfolioState => ({
  ...row,
  publication: id,
  publishedAt: published_at,
  signed: signed as PortfolioState['signed'],
});
