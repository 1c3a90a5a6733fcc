import type { Finding } from '../../contract/findings.ts';
import { type CurrentResults, renamed, scopeKey, secondsOf } from './current-results.ts';
import type { AccountNames } from './finding-accounts.ts';

/** What is recorded under other names of accounts, for what comes in under those that they have now. */
export class RecordedUnder {
  /** New id -> the id that it is recorded with. */
  private readonly ids = new Map<string, string>();
  /** A scan -> the name that its account is recorded with, and its newest finding. */
  private readonly scans = new Map<string, { account: string | null; newest: number | null }>();
  private readonly current: CurrentResults;

  constructor(names: AccountNames, current: CurrentResults) {
    this.current = current;
    for (const [id, was] of current) {
      const [now, is] = renamed(names, id, was);
      if (is.account === was.account) continue;
      this.ids.set(now, id);
      if (was.source !== 'prowler') continue;
      const known = this.scans.get(scopeKey(is))?.newest ?? null;
      const newest = Math.max(known ?? 0, was.seen ?? 0) || null;
      this.scans.set(scopeKey(is), { account: was.account, newest });
    }
  }

  /** The id that a finding is recorded with. */
  idOf(id: string): string {
    return this.ids.get(id) ?? id;
  }

  /** The name of its account under which something newer is recorded, beside which it counts for nothing; null where there is none. */
  newerThan(id: string, finding: Finding): string | null {
    const seen = secondsOf(finding.observedAt);
    const was = this.current.get(this.ids.get(id) ?? '');
    if (seen === null) return null;
    if (was?.seen != null && seen < was.seen) return was.account;
    const scan = this.scans.get(scopeKey(finding));
    return scan?.newest != null && seen < scan.newest ? scan.account : null;
  }

  /** What was recorded, by the ids that it would have now. */
  get results(): CurrentResults {
    return new Map(this.renamed(this.current));
  }

  /** Results by the ids that they would have now. */
  *renamed<Is>(results: Iterable<readonly [id: string, is: Is]>): Generator<readonly [id: string, is: Is]> {
    const now = new Map([...this.ids].map(([id, before]) => [before, id]));
    for (const [id, is] of results) yield [now.get(id) ?? id, is];
  }
}
