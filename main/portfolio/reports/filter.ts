import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { PortfolioFilter } from '../../contract/portfolio.ts';
import type { Portfolio } from '../portfolio.ts';
import type { Tables } from '../tables.ts';

type Publications = SelectQueryBuilder<Tables, 'publication', object>;

/** A text as LIKE finds it anywhere: its own signs stand for themselves. */
export const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Whether a column has a text somewhere in it, in capitals or not. */
export const contains = (column: string, text: string) =>
  sql<boolean>`lower(${sql.ref(column)}) like ${anywhere(text.toLowerCase())} escape '\\'`;

/** A filter of a report, and what else a question may leave out. */
export interface Chosen extends Pick<PortfolioFilter, 'unit' | 'workbook' | 'text'> {
  /** The own id of a workbook. */
  readonly except?: string | undefined;
}

/** The publications that a filter means. */
export function chosenPublications({ db }: Portfolio, filter: Chosen): Publications {
  let query: Publications = db.selectFrom('publication');
  if (filter.unit !== undefined) query = query.where('publication.unit', '=', filter.unit);
  if (filter.workbook !== undefined) query = query.where('publication.workbook', '=', filter.workbook);
  if (filter.except !== undefined) query = query.where('publication.workbook', '<>', filter.except);
  if (filter.text !== undefined) {
    const { text } = filter;
    query = query.where(({ or }) =>
      or([contains('publication.title', text), contains('publication.organisation', text)]),
    );
  }
  return query;
}

/** Whether a filter means some publications only, beyond those of a unit. */
export const isNarrow = ({ workbook, text, except }: Chosen): boolean =>
  workbook !== undefined || text !== undefined || except !== undefined;

/** Limits rows of a table to the publications that a filter means; a query without such a filter never looks at them. */
export const ofChosen =
  <N extends 'position' | 'control' | 'evidence' | 'load' | 'duty' | 'gap' | 'action'>(
    portfolio: Portfolio,
    table: N,
    filter: Chosen,
  ) =>
  ({ and, eb }: Pick<ExpressionBuilder<Tables, N>, 'and' | 'eb'>) => {
    const conditions = [];
    if (filter.unit !== undefined) conditions.push(eb(sql.ref(`${table}.unit`), '=', filter.unit));
    if (isNarrow(filter))
      conditions.push(
        eb(
          sql.ref(`${table}.publication`),
          'in',
          chosenPublications(portfolio, filter).select('publication.id') as never,
        ),
      );
    return and(conditions);
  };
