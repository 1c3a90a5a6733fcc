import type { Finding, FindingsEffect } from '../../contract/findings.ts';
import { type CurrentResult, type CurrentResults, renamed, scopeKey, secondsOf } from './current-results.ts';
import type { AccountNames } from './finding-accounts.ts';

/** Collects what an import looked at, to tell which of the recorded findings it does not hold any more. */
export class ImportScope {
  private readonly names: AccountNames | null;
  private readonly ids = new Set<string>();
  private readonly closed = new Map<string, number | null>();
  private readonly scopes = new Map<string, { oldest: number | null; undated: boolean }>();
  /** Scopes of findings that name no account. */
  private readonly withoutAccount = new Set<string>();

  /** `names`: where accounts have several. */
  constructor(names: AccountNames | null = null) {
    this.names = names;
  }

  /** `id` is the one that tells it apart; `closed`: its scanner says that it is over. */
  add(id: string, finding: Finding, closed: boolean): void {
    this.ids.add(id);
    const seen = secondsOf(finding.observedAt);
    if (closed) this.closed.set(id, seen);
    const key = scopeKey(finding);
    if (finding.account === null) this.withoutAccount.add(key);
    const known = this.scopes.get(key);
    const oldest = Math.min(known?.oldest ?? Number.POSITIVE_INFINITY, seen ?? Number.POSITIVE_INFINITY);
    this.scopes.set(key, {
      oldest: Number.isFinite(oldest) ? oldest : null,
      undated: known?.undated === true || seen === null,
    });
  }

  /** Recorded findings of Security Hub and AWS Config for the same checks, accounts and Regions that it does not hold. */
  missing(current: CurrentResults): readonly string[] {
    return [...current]
      .filter(([id, was]) => this.isMissing(...renamed(this.names, id, was)))
      .map(([id]) => id);
  }

  /** How many recorded findings of a scanner name an account, whose check and Region it looked at without naming any. */
  inAccounts(current: CurrentResults): number {
    if (this.withoutAccount.size === 0) return 0;
    let count = 0;
    for (const was of current.values())
      if (
        was.source === 'prowler' &&
        was.account !== null &&
        this.withoutAccount.has(scopeKey({ ...was, account: null }))
      )
        count += 1;
    return count;
  }

  /** What is recorded under another name of its account, and is found again or is over. */
  endedUnderOtherNames(current: CurrentResults): readonly string[] {
    return [...current].flatMap(([before, was]) => {
      const [id, is] = renamed(this.names, before, was);
      return is.account !== was.account && (this.ids.has(id) || this.isReplaced(id, is)) ? [before] : [];
    });
  }

  /** What taking it in would end of what is recorded. */
  effect(current: CurrentResults): FindingsEffect {
    const effect = { closed: 0, replaced: 0, replacedWithoutAccount: 0, missing: 0 };
    for (const [before, was] of current) {
      const [id, is] = renamed(this.names, before, was);
      const over = this.closed.get(id);
      if (over !== undefined && (over === null || is.seen === null || over >= is.seen)) effect.closed += 1;
      if (this.isMissing(id, is)) effect.missing += 1;
      if (!this.isReplaced(id, is)) continue;
      effect.replaced += 1;
      if (is.account === null) effect.replacedWithoutAccount += 1;
    }
    return effect;
  }

  private isMissing(id: string, was: CurrentResult): boolean {
    return was.source !== 'prowler' && !this.ids.has(id) && this.scopes.has(scopeKey(was));
  }

  private isReplaced(id: string, was: CurrentResult): boolean {
    const scope = this.scopes.get(scopeKey(was));
    if (was.source !== 'prowler' || this.ids.has(id) || !scope) return false;
    return scope.undated || was.seen === null || was.seen < (scope.oldest ?? 0);
  }
}
