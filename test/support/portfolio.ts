import { join } from 'node:path';
import { openPortfolioFile } from '../../main/portfolio/file.ts';
import type { Portfolio } from '../../main/portfolio/portfolio.ts';
import { openPortfolioServer } from '../../main/portfolio/server.ts';
import { parseAddress } from '../../main/portfolio/target.ts';
import { temporaryFolder } from './core.ts';
import { freshDatabase, PASSWORD, POSTGRES, sharedServer, type TestDatabase } from './postgres.ts';

/** Where a test publishes to: what the command line is given, and how the test itself looks into it. */
export interface TestPortfolio {
  readonly engine: Portfolio['engine'];
  readonly target: string;
  /** Null for a file. */
  readonly database: TestDatabase | null;
  /** Opens it past everything that a command asks first; closed by whoever opened it. */
  open(): Promise<Portfolio>;
}

/** Both engines; PostgreSQL only where it is installed. */
export const ENGINES: readonly Portfolio['engine'][] =
  POSTGRES === null ? ['sqlite'] : ['sqlite', 'postgres'];

/** An empty place for a portfolio on an engine, gone after the test. */
export async function emptyPortfolio(engine: Portfolio['engine']): Promise<TestPortfolio> {
  if (engine === 'sqlite') {
    const path = join(temporaryFolder(), 'acme.portfolio');
    return {
      engine,
      target: path,
      database: null,
      open: async () => openPortfolioFile({ kind: 'file', name: path, path }, true),
    };
  }
  const database = await freshDatabase(await sharedServer());
  process.env.PGPASSWORD = PASSWORD;
  const target = database.address('postgres');
  return { engine, target, database, open: () => openPortfolioServer(parseAddress(target)) };
}
