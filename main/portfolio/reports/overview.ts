import { sql } from 'kysely';
import type { AudienceId } from '../../contract/audience.ts';
import type { OverviewLine, PortfolioFilter, PortfolioOverview } from '../../contract/portfolio.ts';
import { addDays } from '../../domain/days.ts';
import { sumsOf } from '../../domain/portfolio/sums.ts';
import { EXPIRING_DAYS } from '../../domain/portfolio/words.ts';
import type { Portfolio } from '../portfolio.ts';
import { chosenPublications, ofChosen } from './filter.ts';
import { LINE, lineKey } from './line.ts';

const TREND = 12;

/** All workbooks with what was counted in each, what expires by a day, and how they went. */
export async function readOverview(
  portfolio: Portfolio,
  filter: PortfolioFilter,
  asOf: string,
): Promise<PortfolioOverview> {
  const publications = await chosenPublications(portfolio, filter)
    .select(['id', 'unit', 'workbook', 'line', 'publisher', 'title', 'organisation', 'revision', 'audience'])
    .select(['judged_as_of', 'published_at', 'asked', 'answered', 'implemented', 'evidence', 'actions_open'])
    .select(['gaps_high', 'gaps_medium', 'gaps_low', 'signed', 'signed_at'])
    .orderBy('unit')
    .orderBy('title')
    .orderBy('line')
    .orderBy('publisher')
    .execute();
  const dates = await expiryOf(portfolio, filter, asOf);
  const trends = await trendOf(portfolio, filter);
  const copies = Map.groupBy(publications, ({ workbook }) => workbook);
  const lines = publications.map(
    (row): OverviewLine => ({
      publication: row.id,
      unit: row.unit,
      workbook: row.workbook,
      title: row.title,
      organisation: row.organisation,
      publisher: row.publisher,
      forks: (copies.get(row.workbook)?.length ?? 1) - 1,
      revision: row.revision,
      audience: row.audience as AudienceId,
      judgedAsOf: row.judged_as_of,
      publishedAt: row.published_at,
      asked: row.asked,
      answered: row.answered,
      implemented: row.implemented,
      gaps: { high: row.gaps_high, medium: row.gaps_medium, low: row.gaps_low },
      evidence: row.evidence,
      expired: dates.get(row.id)?.expired ?? 0,
      expiring: dates.get(row.id)?.expiring ?? 0,
      actionsOpen: row.actions_open,
      signed: row.signed as OverviewLine['signed'],
      signedAt: row.signed_at,
      trend: trends.get(lineKey(row)) ?? [],
    }),
  );
  const units = new Set(lines.map(({ unit }) => unit)).size;
  return { totals: { units, ...sumsOf(lines) }, workbooks: lines };
}

async function expiryOf(portfolio: Portfolio, filter: PortfolioFilter, asOf: string) {
  const rows = await portfolio.db
    .selectFrom('evidence')
    .select(['evidence.publication'])
    .select(sql<number>`sum(case when expires < ${asOf} then 1 else 0 end)`.as('expired'))
    .select(sql<number>`sum(case when expires < ${asOf} then 0 else 1 end)`.as('expiring'))
    .where('counts', '=', 1)
    .where('expires', '<=', addDays(asOf, EXPIRING_DAYS))
    .where(ofChosen(portfolio, 'evidence', filter))
    .groupBy('evidence.publication')
    .execute();
  return new Map(rows.map((row) => [row.publication, row]));
}

async function trendOf(portfolio: Portfolio, filter: PortfolioFilter) {
  const { db } = portfolio;
  const last = db
    .selectFrom('trend')
    .select(LINE)
    .select(['published_at', 'revision', 'asked', 'answered', 'gaps_high', 'gaps_medium', 'gaps_low'])
    .select(
      sql<number>`row_number() over (partition by ${sql.join(LINE.map((column) => sql.ref(column)))} order by published_at desc, revision desc)`.as(
        'place',
      ),
    )
    .where('workbook', 'in', chosenPublications(portfolio, filter).select('publication.workbook'));
  const rows = await db
    .selectFrom(last.as('last'))
    .selectAll()
    .where('place', '<=', TREND)
    .orderBy('published_at')
    .orderBy('revision')
    .execute();
  const points = rows.map((row) => ({
    key: lineKey(row),
    point: {
      at: row.published_at,
      asked: row.asked,
      answered: row.answered,
      gaps: row.gaps_high + row.gaps_medium + row.gaps_low,
    },
  }));
  return new Map(
    [...Map.groupBy(points, ({ key }) => key)].map(([key, all]) => [key, all.map(({ point }) => point)]),
  );
}
