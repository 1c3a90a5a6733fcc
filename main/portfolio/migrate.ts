import { sql } from 'kysely';
import { DemarcError, notFound } from '../contract/errors.ts';
import { PORTFOLIO_ID, portfolioInMemory, refuseForeignSchema } from './file.ts';
import { MIGRATIONS, PORTFOLIO_SCHEMA } from './migrations/index.ts';
import type { Portfolio } from './portfolio.ts';
import { SCHEMA } from './server.ts';

/** Held by whoever brings the schema on a server up to date: "DMPF". */
const MIGRATION_LOCK = PORTFOLIO_ID;

export interface MigrateOptions {
  readonly now: string;
  /** Version of the program, noted beside each step. */
  readonly program: string;
  /** Not beyond this schema. */
  readonly upTo?: number;
}

/** The schema of a portfolio; 0 where there is none yet. */
export async function schemaOf({ db, engine }: Pick<Portfolio, 'db' | 'engine'>): Promise<number> {
  const there =
    engine === 'postgres'
      ? sql<{
          there: number;
        }>`SELECT count(*) AS there FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n
          ON n.oid = c.relnamespace WHERE n.nspname = ${SCHEMA} AND c.relname = 'portfolio_schema'`
      : sql<{ there: number }>`SELECT count(*) AS there FROM sqlite_schema WHERE name = 'portfolio_schema'`;
  const [found] = (await there.execute(db)).rows;
  if (!found?.there) return 0;
  const newest = await db
    .selectFrom('portfolio_schema')
    .select(({ fn }) => fn.max('version').as('version'))
    .executeTakeFirst();
  return newest?.version ?? 0;
}

/**
 * Brings a portfolio up to date in one transaction, one program at a time, and never back: WORKBOOK_TOO_NEW for the schema of a newer
 * program. Gives back the steps that were taken. `after` are statements that belong to it, whether or not there are any.
 */
export function migrate(
  portfolio: Portfolio,
  options: MigrateOptions,
  after: readonly string[] = [],
): Promise<readonly string[]> {
  return portfolio.transaction(async () => {
    if (portfolio.engine === 'postgres') {
      await sql`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(portfolio.db);
    }
    const before = await schemaOf(portfolio);
    refuseNewer(before, portfolio.name);
    const steps = await migrateStatements(portfolio, options, before);
    for (const statement of after) await portfolio.run(statement);
    return steps;
  });
}

/** The steps after a schema, in whatever transaction this is. */
export async function migrateStatements(
  portfolio: Pick<Portfolio, 'db' | 'engine' | 'run'>,
  { now, program, upTo = PORTFOLIO_SCHEMA }: MigrateOptions,
  before = 0,
): Promise<readonly string[]> {
  if (before === 0) await makeList(portfolio);
  const steps = MIGRATIONS.filter(({ version }) => version > before && version <= upTo);
  for (const { version, name, up } of steps) {
    await up(portfolio);
    await portfolio.db
      .insertInto('portfolio_schema')
      .values({ version, name, applied_at: now, program })
      .execute();
    if (portfolio.engine === 'sqlite') await portfolio.run(`PRAGMA user_version = ${version}`);
  }
  return steps.map(({ version, name }) => `${version} ${name}`);
}

async function makeList({ db, engine, run }: Pick<Portfolio, 'db' | 'engine' | 'run'>): Promise<void> {
  if (engine === 'postgres') await run(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
  else await run(`PRAGMA application_id = ${PORTFOLIO_ID}`);
  const text = engine === 'postgres' ? sql`text collate "C"` : sql`text`;
  await db.schema
    .createTable('portfolio_schema')
    .addColumn('version', engine === 'postgres' ? 'bigint' : 'integer', (column) => column.primaryKey())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('applied_at', text, (column) => column.notNull())
    .addColumn('program', text, (column) => column.notNull())
    .execute();
}

function refuseNewer(found: number, name: string): void {
  if (found > PORTFOLIO_SCHEMA)
    throw new DemarcError(
      'WORKBOOK_TOO_NEW',
      `${name} was brought up to date by a newer Demarc (portfolio schema ${found}; this one knows up to ${PORTFOLIO_SCHEMA}). It was left untouched. Update Demarc.`,
    );
}

/** Refuses to read what this program does not know: NOT_FOUND where nothing was published, WORKBOOK_TOO_NEW, WORKBOOK_OLDER, or WORKBOOK_DAMAGED. */
export async function requireReadable(portfolio: Portfolio): Promise<void> {
  const found = await schemaOf(portfolio);
  refuseNewer(found, portfolio.name);
  if (found === 0)
    throw notFound(
      `portfolio on ${portfolio.name} yet, or none that this user may see`,
      'Publish a workbook to it first, or have whoever looks after it run "demarc portfolio setup".',
    );
  if (found < PORTFOLIO_SCHEMA)
    throw new DemarcError(
      'WORKBOOK_OLDER',
      `${portfolio.name} was made by an older Demarc (portfolio schema ${found}; this one reads ${PORTFOLIO_SCHEMA}). ${
        portfolio.engine === 'postgres'
          ? 'Have whoever looks after it run "demarc portfolio setup" with this version.'
          : 'Publish a workbook to it once, which brings it up to date.'
      }`,
    );
  await requireOurOwn(portfolio);
}

/** Statistics that SQLite keeps for its plans, letter for letter as it makes them: https://sqlite.org/fileformat2.html#stat1tab */
const STATISTICS: ReadonlySet<string> = new Set([
  'table sqlite_stat1 CREATE TABLE sqlite_stat1(tbl,idx,stat)',
  'table sqlite_stat4 CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)',
]);

/** What a file is built of, without those. */
const objectsOf = async ({ db }: Pick<Portfolio, 'db'>): Promise<readonly string[]> =>
  (
    await sql<{ object: string }>`SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS object
      FROM sqlite_schema ORDER BY type, name`.execute(db)
  ).rows
    .map(({ object }) => object)
    .filter((object) => !STATISTICS.has(object));

/** A portfolio file may be anybody's: nothing in it may be built otherwise than by us. */
export async function requireOurOwn(portfolio: Portfolio): Promise<void> {
  if (portfolio.engine !== 'sqlite') return;
  const built = portfolioInMemory();
  try {
    await migrate(built, { now: '', program: '', upTo: await schemaOf(portfolio) });
    refuseForeignSchema(await objectsOf(portfolio), await objectsOf(built), portfolio.name);
  } finally {
    await built.close();
  }
}
