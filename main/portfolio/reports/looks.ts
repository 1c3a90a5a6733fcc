import { sql } from 'kysely';
import type {
  Part,
  PortfolioAction,
  PortfolioControl,
  PortfolioFilter,
  PortfolioPiece,
} from '../../contract/portfolio.ts';
import type { Portfolio } from '../portfolio.ts';
import { countRows } from './count-rows.ts';
import { ofChosen } from './filter.ts';

/** Of which publications something is wanted. */
interface Wanted extends Pick<PortfolioFilter, 'unit' | 'workbook' | 'text'> {
  readonly publication?: string | undefined;
}
export interface WantedEvidence extends Wanted {
  /** ISO dates: what expires from one through another. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}
export interface WantedActions extends Wanted {
  /** Null: what nobody is to do. */
  readonly person?: string | null | undefined;
  /** ISO date: what was due before it. */
  readonly dueBefore?: string | undefined;
}
export interface WantedControls extends Wanted {
  readonly framework: string;
  /** Left out: every control on which duties bear. */
  readonly control?: string | undefined;
  /** Only workbooks that answer all of it, in every copy; without a control, only what is answered as a whole. */
  readonly whole?: boolean | undefined;
}

/** The evidence that expires and that a number counts, the earliest first; at most `limit` pieces. */
export async function lookAtEvidence(
  portfolio: Portfolio,
  wanted: WantedEvidence,
  limit: number,
): Promise<Part<PortfolioPiece>> {
  let query = portfolio.db
    .selectFrom('evidence')
    .innerJoin('publication', (join) =>
      join
        .onRef('publication.unit', '=', 'evidence.unit')
        .onRef('publication.id', '=', 'evidence.publication'),
    )
    .where('counts', '=', 1)
    .where('expires', 'is not', null)
    .where(ofChosen(portfolio, 'evidence', wanted));
  if (wanted.publication !== undefined) query = query.where('evidence.publication', '=', wanted.publication);
  if (wanted.since !== undefined) query = query.where('expires', '>=', wanted.since);
  if (wanted.until !== undefined) query = query.where('expires', '<=', wanted.until);
  const total = await countRows(query);
  const rows = await query
    .select(['evidence.unit', 'evidence.publication', 'publication.workbook', 'publication.title'])
    .select(['number', 'evidence.title as name', 'expires', 'duties'])
    .orderBy('expires')
    .orderBy('publication.title')
    .orderBy('evidence.publication')
    .orderBy('number')
    .limit(limit)
    .execute();
  return { total, rows: rows.map(({ expires, ...row }) => ({ ...row, expires: expires ?? '' })) };
}

/** The actions that are still to be done and that a number counts, the earliest due first; at most `limit`. */
export async function lookAtActions(
  portfolio: Portfolio,
  wanted: WantedActions,
  limit: number,
): Promise<Part<PortfolioAction>> {
  let query = portfolio.db
    .selectFrom('action')
    .innerJoin('publication', (join) =>
      join.onRef('publication.unit', '=', 'action.unit').onRef('publication.id', '=', 'action.publication'),
    )
    .where('action.state', 'in', ['open', 'in-progress'])
    .where(ofChosen(portfolio, 'action', wanted));
  if (wanted.publication !== undefined) query = query.where('action.publication', '=', wanted.publication);
  if (wanted.person === null) query = query.where('person', 'is', null);
  else if (wanted.person !== undefined) query = query.where('person', '=', wanted.person);
  if (wanted.dueBefore !== undefined) query = query.where('due_on', '<', wanted.dueBefore);
  const total = await countRows(query);
  const rows = await query
    .select(['action.unit', 'action.publication', 'publication.workbook', 'publication.title'])
    .select(['number', 'action.title as name', 'about', 'person', 'due_on as dueOn', 'action.state'])
    .orderBy(sql`coalesce(due_on, '~')`)
    .orderBy('publication.title')
    .orderBy('action.publication')
    .orderBy('number')
    .limit(limit)
    .execute();
  return { total, rows };
}

/** In which workbooks duties bear on which controls, and how far each has answered them; at most `limit`. */
export async function lookAtControls(
  portfolio: Portfolio,
  wanted: WantedControls,
  limit: number,
): Promise<Part<PortfolioControl>> {
  let bearing = portfolio.db
    .selectFrom('control')
    .innerJoin('publication', (join) =>
      join.onRef('publication.unit', '=', 'control.unit').onRef('publication.id', '=', 'control.publication'),
    )
    .where('framework', '=', wanted.framework)
    .where('duties', '>', 0)
    .where(ofChosen(portfolio, 'control', wanted));
  if (wanted.control !== undefined) bearing = bearing.where('control', '=', wanted.control);
  let query = bearing;
  if (wanted.publication !== undefined) query = query.where('control.publication', '=', wanted.publication);
  if (wanted.whole === true && wanted.control === undefined)
    query = query.whereRef('control.answered', '=', 'control.duties');
  else if (wanted.whole === true)
    query = query.where(
      'publication.workbook',
      'not in',
      bearing.whereRef('control.answered', '<', 'control.duties').select('publication.workbook'),
    );
  const total = await countRows(query);
  const rows = await query
    .select(['control.unit', 'control.publication', 'publication.workbook', 'publication.title'])
    .select(['control', 'control.title as controlTitle'])
    .select(['duties', 'control.answered', 'control.implemented', 'evidenced'])
    .orderBy('publication.title')
    .orderBy('control.publication')
    .orderBy('control')
    .limit(limit)
    .execute();
  return { total, rows };
}
