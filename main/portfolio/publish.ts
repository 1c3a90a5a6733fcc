import { sql } from 'kysely';
import type { PublishOutcome } from '../contract/portfolio.ts';
import { isLive } from '../domain/actions.ts';
import { type PublishedState, relationTo } from '../domain/portfolio/order.ts';
import type { Edition } from '../domain/providers/edition.ts';
import { leavesOut } from '../domain/report/audience.ts';
import { throwIfCancelled } from './cancelled.ts';
import { rowsOfReport, signedOf } from './from-report.ts';
import type { Portfolio } from './portfolio.ts';
import { readPart } from './reading.ts';
import { storable, storableReport, type ToldReport } from './storable.ts';
import { type RowOf, TABLES } from './tables.ts';

/** What is to be published of a workbook. */
interface Publication {
  readonly id: string;
  readonly unit: string;
  readonly report: ToldReport;
  /** What it gives to those that inherit from it; null where nothing, or not to this audience. */
  readonly edition: Edition | null;
  readonly heads: Uint8Array;
  /** ISO instant. */
  readonly publishedAt: string;
}
type Known = PublishedState & { readonly id: string; readonly line: number };

/** As whom we publish: policies hold by the same name. */
export async function publisherOf({ db, engine }: Portfolio): Promise<string> {
  if (engine === 'sqlite') return 'local';
  const [row] = (await sql<{ name: string }>`SELECT current_user AS name`.execute(db)).rows;
  return row?.name ?? '';
}

/** What this publisher has published of a workbook. */
async function publishedOf(
  { db }: Portfolio,
  publisher: string,
  workbook: string,
): Promise<readonly Known[]> {
  const rows = await db
    .selectFrom('publication')
    .select(['id', 'unit', 'line', 'revision', 'head', 'heads', 'audience', 'judged_as_of', 'app_version'])
    .select('catalogue_version')
    .where('workbook', '=', workbook)
    .where('publisher', '=', publisher)
    .execute();
  return rows.map(({ judged_as_of, app_version, catalogue_version, ...row }) => ({
    ...row,
    judgedAsOf: judged_as_of,
    appVersion: app_version,
    catalogueVersion: catalogue_version,
  }));
}

/** The facts by which a state of a workbook stands to others. */
const stateOf = ({ unit, report: { meta }, heads }: Publication): PublishedState => ({
  unit,
  revision: meta.revision,
  head: meta.digest,
  heads,
  audience: meta.prepared.audience,
  judgedAsOf: meta.judgedAsOf,
  appVersion: meta.appVersion,
  catalogueVersion: meta.catalogueVersion,
});

/** What publishing a state would come to, and which publications it would take the place of. */
function outcomeOf(
  mine: PublishedState,
  known: readonly Known[],
): { readonly outcome: PublishOutcome; readonly replaces: readonly Known[] } {
  const relations = known.map((each) => ({ each, relation: relationTo(mine, each) }));
  const any = (wanted: string) => relations.some(({ relation }) => relation === wanted);
  if (any('same')) return { outcome: 'unchanged', replaces: [] };
  if (any('older')) return { outcome: 'older', replaces: [] };
  const replaces = relations
    .filter(({ relation }) => relation === 'newer' || relation === 'refresh')
    .map(({ each }) => each);
  return { outcome: replaces.length > 0 ? 'updated' : known.length > 0 ? 'fork' : 'new', replaces };
}

/**
 * Publishes one workbook in one transaction, one publisher of it at a time: all of it or nothing. What is newer there stays, and a fork
 * stands beside what it parted from.
 */
export function publish(
  portfolio: Portfolio,
  given: Publication,
  signal: AbortSignal,
): Promise<{ readonly outcome: PublishOutcome; readonly rows: number }> {
  const publication = { ...given, unit: storable(given.unit), report: storableReport(given.report) };
  const { workbook } = publication.report.meta;
  return portfolio.transaction(async () => {
    if (portfolio.engine === 'postgres')
      await sql`SELECT pg_advisory_xact_lock(hashtextextended(${workbook}, 0))`.execute(portfolio.db);
    const publisher = await publisherOf(portfolio);
    const known = await publishedOf(portfolio, publisher, workbook);
    const { outcome, replaces } = outcomeOf(stateOf(publication), known);
    if (outcome === 'unchanged' || outcome === 'older') return { outcome, rows: 0 };
    const line =
      replaces.length > 0
        ? Math.min(...replaces.map((each) => each.line))
        : (await lastLine(portfolio, publisher, workbook)) + 1;
    for (const { unit, id } of replaces)
      await portfolio.db.deleteFrom('publication').where('unit', '=', unit).where('id', '=', id).execute();
    const rows = await write(portfolio, publication, { publisher, line }, signal);
    // Whoever gave up meanwhile is heard before it counts.
    throwIfCancelled(signal);
    return { outcome, rows };
  });
}

/** The highest number that a copy of a workbook ever had: what was taken away keeps its own. */
async function lastLine({ db }: Portfolio, publisher: string, workbook: string): Promise<number> {
  const found = await db
    .selectFrom('trend')
    .select(({ fn }) => fn.max('line').as('line'))
    .where('workbook', '=', workbook)
    .where('publisher', '=', publisher)
    .executeTakeFirst();
  return found?.line ?? 0;
}

async function write(
  portfolio: Portfolio,
  publication: Publication,
  as: { readonly publisher: string; readonly line: number },
  signal: AbortSignal,
): Promise<number> {
  const head = readPart(() => headRow(publication, as));
  await portfolio.db.insertInto('publication').values(head).execute();
  await portfolio.db.insertInto('trend').values(trendRow(head)).execute();
  let written = 0;
  const place = { unit: publication.unit, publication: publication.id };
  if (publication.edition !== null) {
    const edition = storable(publication.edition);
    const row = { ...place, answers: edition.rows.length, edition: JSON.stringify(edition) };
    await portfolio.db.insertInto('edition').values(row).execute();
  }
  for (const { table, rows } of rowsOfReport(publication.report, place))
    written += await portfolio.insert(table, rows(), signal);
  return written;
}

function headRow(
  { id, unit, report, heads, publishedAt }: Publication,
  as: { readonly publisher: string; readonly line: number },
): RowOf<'publication'> {
  const { meta, summary, counts } = report;
  const gaps = (severity: string) => summary.gaps.find((each) => each.severity === severity)?.count ?? 0;
  return {
    unit,
    id,
    workbook: meta.workbook,
    ...as,
    title: meta.title,
    organisation: meta.organisation,
    revision: meta.revision,
    head: meta.digest,
    state: meta.state,
    heads: Buffer.from(heads),
    app_version: meta.appVersion,
    catalogue_version: meta.catalogueVersion,
    audience: meta.prepared.audience,
    judged_as_of: meta.judgedAsOf,
    last_change: meta.lastChange,
    published_at: publishedAt,
    services: counts.services,
    asked: summary.asked,
    // Where open duties are left out, all that are told are answered.
    answered: leavesOut(report, 'open') ? summary.asked : summary.answered,
    implemented: summary.status.find(({ status }) => status === 'implemented')?.count ?? 0,
    gaps_high: gaps('high'),
    gaps_medium: gaps('medium'),
    gaps_low: gaps('low'),
    evidence: report.evidence.filter(({ replacedBy }) => replacedBy === null).length,
    actions_open: report.desk().actions.filter(isLive).length,
    ...signedOf(report),
  };
}

/** What is kept of a publication when another takes its place: its row in fewer columns. */
const trendRow = (head: RowOf<'publication'>): RowOf<'trend'> =>
  Object.fromEntries(
    Object.entries(head).filter(([column]) => column in TABLES.trend.columns),
  ) as RowOf<'trend'>;
