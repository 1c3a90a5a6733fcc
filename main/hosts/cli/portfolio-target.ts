import { DemarcError } from '../../contract/errors.ts';
import type { MethodOf } from '../../contract/index.ts';
import type { InputOf } from '../../contract/methods/method.ts';
import type { Core } from '../../services/core.ts';
import { NotOpened } from './exit.ts';

export const TARGET_HELP =
  'a portfolio file, or postgresql://user@host/database (its password in PGPASSWORD or the file of PGPASSFILE); your own file if left out';

/** Whether a text is meant as an address, of whatever kind. */
export const isServerAddress = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);

/** What a call takes of an option that names a portfolio: an address as it is, a file by a handle. */
export function portfolioTarget(
  core: Core,
  text: string | undefined,
): InputOf<MethodOf<'portfolio.publish'>>['to'] & {} {
  if (text === undefined) return 'own';
  return isServerAddress(text) ? { address: text } : { file: core.files.registerTarget(text).handle };
}

/** A portfolio that cannot be opened has the status of a workbook that cannot. */
export function asPortfolioNotOpened(error: unknown): never {
  if (
    error instanceof DemarcError &&
    /^(WORKBOOK_|UNREACHABLE$|NOT_ALLOWED$|NOT_FOUND$|READ_ONLY$)/.test(error.code)
  )
    throw new NotOpened(error.code, error.message, error.details);
  throw error;
}
