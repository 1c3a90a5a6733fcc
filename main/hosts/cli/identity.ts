import { userInfo } from 'node:os';
import { invalidInput } from '../../contract/errors.ts';
import { nameSchema } from '../../contract/methods/parties.ts';
import type { Logger } from '../../platform/logger.ts';
import { createIdentityStore } from '../../platform/settings-store.ts';

/** The option of every command that records something. */
export const AS_OPTION = [
  '--as <name>',
  'who acts, for the change log; else the name of "demarc identity", else the account of this machine',
] as const;

export interface Identity {
  readonly name: string;
  /** `option`: given with --as. `set`: kept by `demarc identity`. `account`: the operating system's user. */
  readonly from: 'option' | 'set' | 'account';
}

/**
 * Who acts on the command line: never nobody, and never the name that somebody typed in the app, which may be somebody else's.
 * INVALID_INPUT for a name that is empty or too long.
 */
export function whoActs(given: string | undefined, dataDir: string, logger: Logger): Identity {
  if (given !== undefined) return { name: checkedName(given, '--as'), from: 'option' };
  const { name } = createIdentityStore(dataDir, logger).read();
  return name === null ? { name: accountName(), from: 'account' } : { name, from: 'set' };
}

/** Keeps a name for later commands of this account; null goes back to the operating system's user. */
export function keepIdentity(name: string | null, dataDir: string, logger: Logger): void {
  createIdentityStore(dataDir, logger).write({
    name: name === null ? null : checkedName(name, 'An identity'),
  });
}

function checkedName(text: string, what: string): string {
  const parsed = nameSchema.safeParse(text);
  // Line ends and marks that turn the direction of writing would read as something else in a log.
  if (parsed.success && !/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/u.test(parsed.data))
    return parsed.data;
  throw invalidInput(`${what} takes the name of a person, of at most 200 characters, on one line.`);
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an account, as in some containers.
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
