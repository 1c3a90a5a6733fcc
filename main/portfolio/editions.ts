import { DemarcError, notFound } from '../contract/errors.ts';
import type { Part, PortfolioEdition, PortfolioFilter } from '../contract/portfolio.ts';
import { holdsHead } from '../domain/portfolio/order.ts';
import { type Edition, editionSchema } from '../domain/providers/edition.ts';
import type { Portfolio } from './portfolio.ts';
import { countRows } from './reports/count-rows.ts';
import { ofChosen } from './reports/filter.ts';
import type { RowOf } from './tables.ts';

/** The publications that others can inherit from, the newest of a title first; at most `limit`. */
export async function listPublishedEditions(
  portfolio: Portfolio,
  filter: Pick<PortfolioFilter, 'unit' | 'workbook' | 'text'>,
  limit: number,
): Promise<Part<PortfolioEdition>> {
  const query = portfolio.db
    .selectFrom('edition')
    .innerJoin('publication', (join) =>
      join.onRef('publication.unit', '=', 'edition.unit').onRef('publication.id', '=', 'edition.publication'),
    )
    .where(ofChosen(portfolio, 'edition', filter));
  const total = await countRows(query);
  const rows = await query
    .select(['edition.unit', 'edition.publication', 'publication.workbook', 'publication.title'])
    .select(['publication.organisation', 'publication.revision', 'publication.publisher'])
    .select(['publication.published_at as publishedAt', 'answers'])
    .orderBy('publication.title')
    .orderBy('publication.published_at', 'desc')
    .orderBy('edition.publication')
    .limit(limit)
    .execute();
  return { total, rows };
}

/** What was published of a workbook to those that inherit from it, and what is to be known of it. */
export interface PublishedEdition {
  readonly edition: Edition;
  readonly title: string;
  readonly publisher: string;
  /** ISO instant. */
  readonly publishedAt: string;
  /** Those of the heads asked for that its history does not have. */
  readonly lacks: readonly string[];
}

/** Reads the edition of a publication. NOT_FOUND where it has none, or this user may not see it; WORKBOOK_DAMAGED where it is not one of that very state. */
export async function readPublishedEdition(
  portfolio: Portfolio,
  publication: string,
  heads: readonly string[],
): Promise<PublishedEdition> {
  const found = await portfolio.db
    .selectFrom('edition')
    .innerJoin('publication', (join) =>
      join.onRef('publication.unit', '=', 'edition.unit').onRef('publication.id', '=', 'edition.publication'),
    )
    .select(['edition', 'publication.title', 'organisation', 'workbook', 'revision', 'state'])
    .select(['head', 'heads', 'publisher'])
    .select('published_at as publishedAt')
    .where('edition.publication', '=', publication)
    .executeTakeFirst();
  if (!found)
    throw notFound(
      `workbook in ${portfolio.name} that others can inherit from, under that name`,
      'Have it published for internal use, with answers that hold for others, or choose its file.',
    );
  const { title, publisher, publishedAt } = found;
  const edition = editionIn(found.edition);
  if (edition === null || !isOf(edition, found))
    throw new DemarcError(
      'WORKBOOK_DAMAGED',
      `What ${portfolio.name} has of ${title} for those who inherit is not what was published, so nothing was taken. Have it published anew.`,
    );
  const lacks = heads.filter((head) => !holdsHead(found.heads, head));
  return { edition, title, publisher, publishedAt, lacks };
}

type StateOf = Pick<
  RowOf<'publication'>,
  'workbook' | 'title' | 'organisation' | 'revision' | 'state' | 'head'
>;
/** Whether an edition is of the very state that was published. */
const isOf = ({ facts }: Edition, of: StateOf): boolean =>
  facts.uuid === of.workbook &&
  facts.title === of.title &&
  facts.organisation === of.organisation &&
  facts.rev === of.revision &&
  facts.digest === of.state &&
  facts.head === of.head;

function editionIn(text: string): Edition | null {
  try {
    return editionSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
