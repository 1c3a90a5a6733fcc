import { invalidInput } from '../contract/errors.ts';
import type { PortfolioSetup } from '../contract/portfolio.ts';
import { writePortfolio } from '../portfolio/open.ts';
import { setupStatements } from '../portfolio/print-setup.ts';
import { SETUP_STATEMENTS } from '../portfolio/setup.ts';
import type { PortfolioSetupTask } from './portfolio-tasks.ts';

/** Makes the schema, the roles and their rights on a server, all of it or nothing; or says the statements. INVALID_INPUT for a file, which needs none. */
export async function runPortfolioSetup({
  target,
  now,
  appVersion,
}: PortfolioSetupTask): Promise<PortfolioSetup> {
  const options = { now, program: appVersion };
  if (target === null)
    return { portfolio: null, applied: false, steps: [], statements: await setupStatements(options) };
  if (target.kind === 'file')
    throw invalidInput('A portfolio file needs no roles: whoever may read the file reads it. Name a server.');
  return writePortfolio(target, options, async (portfolio, steps) => {
    await portfolio.transaction(async () => {
      for (const statement of SETUP_STATEMENTS) await portfolio.run(statement);
    });
    return { portfolio: portfolio.name, applied: true, steps, statements: SETUP_STATEMENTS };
  });
}
