import type { Portfolio } from './portfolio.ts';
import { publisherOf } from './publish.ts';
import type { RowOf } from './tables.ts';

type Published = Pick<
  RowOf<'publication'>,
  'unit' | 'workbook' | 'title' | 'organisation' | 'head' | 'audience' | 'judged_as_of' | 'app_version'
>;
/** What this publisher has published, looked up by workbook and head of the log. */
export interface PublishedBefore {
  readonly find: (workbook: string, head: string) => Published | undefined;
}

/** Read once for a whole command, so that what is published already costs a look at its file. */
export async function readPublishedBefore(portfolio: Portfolio): Promise<PublishedBefore> {
  const rows = await portfolio.db
    .selectFrom('publication')
    .select(['unit', 'workbook', 'title', 'organisation', 'head', 'audience', 'judged_as_of', 'app_version'])
    .where('publisher', '=', await publisherOf(portfolio))
    .execute();
  const known = new Map(rows.map((row) => [`${row.workbook} ${row.head}`, row]));
  return { find: (workbook, head) => known.get(`${workbook} ${head}`) };
}
