import { sql } from 'kysely';
import type { ChangeLine, PortfolioChanges, PortfolioFilter } from '../../contract/portfolio.ts';
import type { Portfolio } from '../portfolio.ts';
import { chosenPublications } from './filter.ts';
import { LINE, lineKey } from './line.ts';

/** What each workbook is now beside what it was before a day. */
export async function readChanges(
  portfolio: Portfolio,
  filter: PortfolioFilter,
  since: string,
): Promise<PortfolioChanges> {
  const now = await chosenPublications(portfolio, filter)
    .select(['id', 'unit', 'workbook', 'line', 'publisher', 'title', 'revision', 'head', 'published_at'])
    .select(['asked', 'answered', 'gaps_high', 'gaps_medium', 'gaps_low'])
    .orderBy('unit')
    .orderBy('title')
    .orderBy('line')
    .orderBy('publisher')
    .execute();
  const before = await lastBefore(portfolio, since);
  return {
    since,
    workbooks: now.map((row): ChangeLine => {
      const then = before.get(lineKey(row)) ?? null;
      return {
        publication: row.id,
        unit: row.unit,
        workbook: row.workbook,
        title: row.title,
        how: then === null ? 'new' : then.head === row.head ? 'same' : 'changed',
        revision: { before: then?.revision ?? null, after: row.revision },
        answered: { before: then?.answered ?? null, after: row.answered },
        asked: { before: then?.asked ?? null, after: row.asked },
        gaps: { before: then && gapsOf(then), after: gapsOf(row) },
        publishedAt: row.published_at,
      };
    }),
  };
}

interface Counted {
  readonly gaps_high: number;
  readonly gaps_medium: number;
  readonly gaps_low: number;
}
const gapsOf = (row: Counted): number => row.gaps_high + row.gaps_medium + row.gaps_low;
async function lastBefore({ db }: Portfolio, since: string) {
  const ranked = db
    .selectFrom('trend')
    .select(LINE)
    .select(['revision', 'head', 'asked', 'answered'])
    .select(['gaps_high', 'gaps_medium', 'gaps_low'])
    .select(
      sql<number>`row_number() over (partition by ${sql.join(LINE.map((column) => sql.ref(column)))} order by published_at desc, revision desc)`.as(
        'place',
      ),
    )
    .where('published_at', '<', since);
  const rows = await db.selectFrom(ranked.as('ranked')).selectAll().where('place', '=', 1).execute();
  return new Map(rows.map((row) => [lineKey(row), row]));
}
