import { sql } from 'kysely';
import type {
  Difference,
  OwnerPosition,
  PortfolioDifferences,
  PortfolioFilter,
} from '../../contract/portfolio.ts';
import { NOT_APPLICABLE } from '../../domain/portfolio/owner-name.ts';
import type { Portfolio } from '../portfolio.ts';
import { type Chosen, ofChosen } from './filter.ts';

/** So many of an owner's reasons are told, the most frequent first. */
const REASONS = 3;
/** So many duties are asked for their reasons at once: SQLite takes 32,766 values in a statement. */
const AT_ONCE = 10_000;

type Pair = Pick<Difference, 'service' | 'duty'>;
type Wanted = PortfolioFilter & Chosen;
const keyOf = ({ service, duty }: Pair): string => JSON.stringify([service, duty]);

/** Duties of the same kind of service that workbooks answer with different owners; at most `limit` of them. */
export async function readDifferences(
  portfolio: Portfolio,
  filter: PortfolioFilter,
  limit: number,
): Promise<PortfolioDifferences> {
  const all = (await positionsOf(portfolio, filter)).filter(isDifference).sort(byDisagreement);
  const differences = all.slice(0, limit);
  return { total: all.length, differences: await withReasons(portfolio, filter, differences) };
}

/** How workbooks answer the duties of one kind of service, whether they agree or not. */
export const readPrecedents = async (
  portfolio: Portfolio,
  filter: Wanted & Pick<Pair, 'service'>,
): Promise<readonly Difference[]> => withReasons(portfolio, filter, await positionsOf(portfolio, filter));

/** Whether at least two owners are named: that a duty does not apply somewhere contradicts nobody. */
const isDifference = ({ owners }: Difference): boolean =>
  owners.filter(({ owner }) => owner !== NOT_APPLICABLE).length > 1;

const minority = ({ owners }: Difference): number => {
  const named = owners.filter(({ owner }) => owner !== NOT_APPLICABLE).map(({ workbooks }) => workbooks);
  return named.reduce((sum, count) => sum + count, 0) - Math.max(...named);
};
const byDisagreement = (a: Difference, b: Difference): number =>
  minority(b) - minority(a) || (keyOf(a) < keyOf(b) ? -1 : 1);

async function positionsOf(portfolio: Portfolio, filter: Wanted): Promise<Difference[]> {
  let query = portfolio.db
    .selectFrom('position')
    .innerJoin('publication', (join) =>
      join
        .onRef('publication.unit', '=', 'position.unit')
        .onRef('publication.id', '=', 'position.publication'),
    )
    .select(['service', 'duty', 'owner'])
    .select(({ fn }) => [
      fn.min('service_name').as('service_name'),
      fn.min('duty_name').as('duty_name'),
      fn.min('domain_name').as('domain_name'),
      fn.count<number>('publication.workbook').distinct().as('workbooks'),
      fn.sum<number>('duties').as('duties'),
      fn.sum<number>('deviating').as('deviating'),
    ])
    .where(ofChosen(portfolio, 'position', filter))
    .groupBy(['service', 'duty', 'owner']);
  if (filter.service !== undefined) query = query.where('service', '=', filter.service);
  if (filter.duty !== undefined) query = query.where('duty', '=', filter.duty);
  const rows = await query.execute();
  return [...Map.groupBy(rows, keyOf).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return {
      service: first.service,
      serviceName: first.service_name,
      domainName: first.domain_name,
      duty: first.duty,
      dutyName: first.duty_name,
      owners: group
        .map(
          ({ owner, workbooks, duties, deviating }): OwnerPosition => ({
            owner,
            workbooks,
            duties,
            deviating,
            reasons: [],
          }),
        )
        .sort((a, b) => b.workbooks - a.workbooks || (a.owner < b.owner ? -1 : 1)),
    };
  });
}

async function withReasons(
  portfolio: Portfolio,
  filter: Chosen,
  differences: readonly Difference[],
): Promise<readonly Difference[]> {
  const reasons = new Map<string, { reason: string; workbooks: number }[]>();
  for (let at = 0; at < differences.length; at += AT_ONCE) {
    const pairs = differences
      .slice(at, at + AT_ONCE)
      .map(({ service, duty }) => sql`(cast(${service} as text), cast(${duty} as text))`);
    const rows = await portfolio.db
      .selectFrom('position')
      .innerJoin('publication', (join) =>
        join
          .onRef('publication.unit', '=', 'position.unit')
          .onRef('publication.id', '=', 'position.publication'),
      )
      .select(['service', 'duty', 'owner', 'reason'])
      .select(({ fn }) => fn.count<number>('publication.workbook').distinct().as('workbooks'))
      .where('reason', 'is not', null)
      .where(sql<boolean>`(service, duty) in (values ${sql.join(pairs)})`)
      .where(ofChosen(portfolio, 'position', filter))
      .groupBy(['service', 'duty', 'owner', 'reason'])
      .orderBy('workbooks', 'desc')
      .orderBy('reason')
      .execute();
    for (const { owner, reason, workbooks, ...pair } of rows) {
      const key = `${keyOf(pair)} ${owner}`;
      const known = reasons.get(key) ?? [];
      reasons.set(key, known);
      if (known.length < REASONS) known.push({ reason: reason ?? '', workbooks });
    }
  }
  return differences.map((difference) => ({
    ...difference,
    owners: difference.owners.map((owner) => ({
      ...owner,
      reasons: reasons.get(`${keyOf(difference)} ${owner.owner}`) ?? [],
    })),
  }));
}
