import type { Finding } from '../../contract/findings.ts';
import { accountNumber, isShortened, mayBeShortenedTo } from '../services/account-number.ts';

// A spreadsheet shortens accounts (`1.11122E+11`), so that one account has several names from scan to scan. Where one account alone can stand
// behind such names they are one; where two can, each stays by itself, because a scan must never end the findings of another account.

/** More names than any organisation has: then none is taken for another. */
const MAX_ACCOUNTS = 5000;

/** With fewer digits left one of many accounts would fit, and most of them are not known here: `1.1E+11` is one in a hundred. */
const ENOUGH_DIGITS = 5;

const isAccount = (text: string): boolean => /^\d{12}$/.test(text);
const digitsIn = (name: string): number =>
  isAccount(name) ? 12 : (name.split('E')[0] ?? '').replace('.', '').length;
const fitAll = (names: readonly string[]): boolean =>
  names.every((one, at) => names.slice(at + 1).every((other) => mayBeShortenedTo(one, other)));

/** Whether an account has to be kept in mind, because it was shortened or may be one that was. */
export const isNameOfAccount = (account: string): boolean => isAccount(account) || isShortened(account);

/** An id that was made of an account, as another name of that account makes it. */
export const renamedId = (id: string, from: string, to: string): string =>
  id
    .split(/([| ])/)
    .map((part) => (part === from ? to : part))
    .join('');

/** Which names of accounts are one account. */
export class AccountNames {
  private readonly standsFor = new Map<string, string>();
  private readonly unclear = new Map<string, readonly string[]>();
  private readonly recorded: readonly string[];

  /** By what is recorded, what comes in, and the accounts of what is in use, which only tell that there are several. */
  constructor(recorded: Iterable<string>, coming: Iterable<string>, inUse: Iterable<string>) {
    this.recorded = [...new Set(recorded)].filter((name) => isNameOfAccount(name));
    const scanned = [...new Set([...this.recorded, ...coming].map(accountNumber))].filter(isNameOfAccount);
    const all = [...new Set([...scanned, ...[...inUse].map(accountNumber)])].filter(isNameOfAccount);
    if (all.length > MAX_ACCOUNTS) return;
    for (const name of scanned.filter(isShortened)) this.settle(name, scanned, all);
  }

  private settle(name: string, scanned: readonly string[], all: readonly string[]): void {
    const fitting = (of: string) => all.filter((each) => each !== of && mayBeShortenedTo(each, of));
    const others = fitting(name);
    const known = others.filter((each) => scanned.includes(each));
    if (known.length === 0) return;
    if (digitsIn(name) < ENOUGH_DIGITS) {
      this.unclear.set(name, others);
      return;
    }
    const [finest = name] = [name, ...known].sort((a, b) => digitsIn(b) - digitsIn(a));
    if (fitAll(others) && fitAll(fitting(finest))) {
      if (finest !== name) this.standsFor.set(name, finest);
    } else this.unclear.set(name, others);
  }

  /** The name under which an account is recorded from now on. */
  of<Account extends string | null>(account: Account): Account | string {
    if (account === null || !isShortened(account)) return account;
    const name = accountNumber(account);
    return this.standsFor.get(name) ?? name;
  }

  /** What is to be said of the accounts of one file. */
  notes(accounts: Iterable<string>): readonly string[] {
    return [...new Set(accounts)].filter(isNameOfAccount).flatMap((name) => {
      const may = this.unclear.get(name);
      if (may !== undefined)
        return [
          `The account ${name}, which a spreadsheet shortened, may be ${orWords(may)}: it is kept apart, and ends no findings of ${may.length === 1 ? 'it' : 'these'}. Say which account it is, or export the file again with that column as text.`,
        ];
      const of = this.of(name);
      if (of !== name)
        return [
          `The account ${name}, which a spreadsheet shortened, is taken for ${of}, the only one known that fits.`,
        ];
      return this.recorded.flatMap((before) => this.noteOn(name, before));
    });
  }

  private noteOn(name: string, before: string): readonly string[] {
    if (!isShortened(before) || accountNumber(before) === name) return [];
    if (this.of(before) === name)
      return [`The account ${name} was kept shortened as ${before} before; its findings are replaced.`];
    const may = this.unclear.get(accountNumber(before));
    if (may?.includes(name) !== true) return [];
    return [
      `What was recorded of ${before}, an account that a spreadsheet shortened, may be of ${orWords(may)}: it stays, and nothing here ends it. Export that scan again with its column as text, and remove its evidence.`,
    ];
  }
}

/** At most five of them. */
const orWords = (names: readonly string[]): string =>
  names.length > 5 ? `any of ${names.length} accounts` : names.join(' or ');

/** A finding under another name of its account. */
export const underName = (finding: Finding, account: string | null): Finding =>
  finding.account === null || account === null || finding.account === account
    ? finding
    : { ...finding, account, id: renamedId(finding.id, finding.account, account) };
