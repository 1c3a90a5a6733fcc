import { invalidInput } from '../contract/errors.ts';
import type { PortfolioSetup } from '../contract/portfolio.ts';
import { setUpPortfolio } from '../portfolio/open.ts';
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
  const steps = await setUpPortfolio(target, options);
  return { portfolio: target.name, applied: true, steps, statements: SETUP_STATEMENTS };
}
