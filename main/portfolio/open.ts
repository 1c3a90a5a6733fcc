import { explain } from './explain.ts';
import { openPortfolioFile } from './file.ts';
import { type MigrateOptions, migrate, requireOurOwn, requireReadable, schemaOf } from './migrate.ts';
import { PORTFOLIO_SCHEMA } from './migrations/index.ts';
import type { Portfolio } from './portfolio.ts';
import { openPortfolioServer } from './server.ts';
import { SETUP_STATEMENTS } from './setup.ts';
import type { PortfolioTarget, ServerTarget } from './target.ts';

/** Opens a portfolio for as long as `run` takes. What the engine or the network says becomes a refusal that names it. */
async function withPortfolio<T>(
  target: PortfolioTarget,
  write: boolean,
  run: (portfolio: Portfolio) => Promise<T>,
): Promise<T> {
  const portfolio =
    target.kind === 'file' ? openPortfolioFile(target, write) : await openPortfolioServer(target);
  try {
    return await run(portfolio);
  } catch (error) {
    throw explain(error, target);
  } finally {
    // A connection that was lost cannot be closed once more.
    await portfolio.close().catch(() => {});
  }
}

/** Reads one state of a portfolio; refused unless it is there, in the schema of this program. */
export const readPortfolio = <T>(
  target: PortfolioTarget,
  run: (portfolio: Portfolio) => Promise<T>,
): Promise<T> =>
  withPortfolio(target, false, (portfolio) =>
    portfolio.snapshot(async () => {
      await requireReadable(portfolio);
      return run(portfolio);
    }),
  );

/** Writes to a portfolio, which is made or brought up to date where that is allowed. */
export const writePortfolio = <T>(
  target: PortfolioTarget,
  options: MigrateOptions,
  run: (portfolio: Portfolio, steps: readonly string[]) => Promise<T>,
): Promise<T> =>
  withPortfolio(target, true, async (portfolio) => {
    const found = await schemaOf(portfolio);
    if (found > 0) await requireOurOwn(portfolio);
    const steps = found === PORTFOLIO_SCHEMA ? [] : await migrate(portfolio, options);
    return run(portfolio, steps);
  });

/** Makes a portfolio on a server or brings it up to date, with its roles and their rights: all of it or nothing. Gives back the steps of the schema. */
export const setUpPortfolio = (target: ServerTarget, options: MigrateOptions): Promise<readonly string[]> =>
  withPortfolio(target, true, (portfolio) => migrate(portfolio, options, SETUP_STATEMENTS));
