import { type Expression, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { PortfolioFilter } from '../../contract/portfolio.ts';
import type { Portfolio } from '../portfolio.ts';
import type { Tables } from '../tables.ts';

type Publications = SelectQueryBuilder<Tables, 'publication', object>;

/** Whether a text stands in another one, letter by letter: LIKE means something else by case on either engine. */
export const holds = (
  { engine }: Pick<Portfolio, 'engine'>,
  whole: RawBuilder<string>,
  text: string | RawBuilder<unknown>,
) => sql<boolean>`${sql.raw(engine === 'sqlite' ? 'instr' : 'strpos')}(${whole}, ${text}) > 0`;

/** Whether a column has a text somewhere in it, in capitals or not. */
function contains(portfolio: Pick<Portfolio, 'engine'>, column: string, text: string) {
  const { letters, small } = otherCases(text);
  // Both engines know the capitals of ASCII alone, whatever the server's language.
  const lowered = sql<string>`translate(lower(${sql.ref(column)}), ${letters}, ${small})`;
  return holds(portfolio, lowered, [...text].map(smallOf).join(''));
}

/** A letter as it is compared; one whose other case is several letters (ß) stands for itself. */
function smallOf(letter: string): string {
  const small = letter.toUpperCase().toLowerCase();
  return isOne(small) ? small : letter;
}
const isOne = (text: string): boolean => [...text].length === 1;

/** Letters beyond ASCII that a text may have in another case, and beside each the one as which it is compared. */
function otherCases(text: string): { readonly letters: string; readonly small: string } {
  const pairs = new Map<string, string>();
  for (const letter of text) {
    const small = smallOf(letter);
    for (const other of [letter, letter.toUpperCase(), letter.toLowerCase()])
      if (other > '\x7f' && other !== small && isOne(other)) pairs.set(other, small);
  }
  return { letters: [...pairs.keys()].join(''), small: [...pairs.values()].join('') };
}

/** A filter of a report, and what else a question may leave out. */
export interface Chosen extends Pick<PortfolioFilter, 'unit' | 'workbook' | 'text'> {
  /** The own id of a workbook. */
  readonly except?: string | undefined;
}

/** The publications that a filter means. */
export function chosenPublications(portfolio: Portfolio, filter: Chosen): Publications {
  let query: Publications = portfolio.db.selectFrom('publication');
  if (filter.unit !== undefined) query = query.where('publication.unit', '=', filter.unit);
  if (filter.workbook !== undefined) query = query.where('publication.workbook', '=', filter.workbook);
  if (filter.except !== undefined) query = query.where('publication.workbook', '<>', filter.except);
  if (filter.text !== undefined) {
    const { text } = filter;
    query = query.where(({ or }) =>
      or([
        contains(portfolio, 'publication.title', text),
        contains(portfolio, 'publication.organisation', text),
      ]),
    );
  }
  return query;
}

/** Whether a filter means some publications only, beyond those of a unit. */
const isNarrow = ({ workbook, text, except }: Chosen): boolean =>
  workbook !== undefined || text !== undefined || except !== undefined;

/** Limits rows of a table to the publications that a filter means; a query without such a filter never looks at them. */
export function ofChosen(portfolio: Portfolio, table: keyof Tables, filter: Chosen): Expression<SqlBool> {
  const conditions: Expression<SqlBool>[] = [];
  if (filter.unit !== undefined) conditions.push(sql`${sql.ref(`${table}.unit`)} = ${filter.unit}`);
  if (isNarrow(filter)) {
    const chosen = chosenPublications(portfolio, filter).select('publication.id');
    conditions.push(sql`${sql.ref(`${table}.publication`)} in ${chosen}`);
  }
  return conditions.length === 0 ? sql`true` : sql`${sql.join(conditions, sql` and `)}`;
}
