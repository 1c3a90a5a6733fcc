import type {
  Finding,
  FindingChange,
  FindingResult,
  FindingSource,
  FindingsAdded,
  FindingsEffect,
} from '../../contract/findings.ts';
import { type AccountNames, renamedId } from './finding-accounts.ts';

/** What counts of one finding, where it was looked for, and the number of the evidence that it is from. */
export interface CurrentResult extends Scope {
  readonly result: FindingResult;
  readonly evidence: number;
  /** Seconds since 1970; null where the file did not say. */
  readonly seen: number | null;
}
/** What a scanner looks at in one go. */
interface Scope {
  readonly source: FindingSource;
  readonly check: string;
  readonly account: string | null;
  readonly region: string | null;
}
const scopeKey = ({ source, check, account, region }: Scope): string =>
  JSON.stringify([source, check, account, region]);
export type CurrentResults = ReadonlyMap<string, CurrentResult>;
type Counts = Pick<FindingsAdded, 'fresh' | 'changed' | 'unchanged' | 'gone' | 'older'>;
export type ResultChange = Pick<FindingChange, 'id' | 'before' | 'after'>;

/**
 * What an import changed: counts, and the first `limit` of the new, changed and gone findings, those that now fail first.
 * `after` is gone through once, so that a large scan need not be in memory; `entered` is how many the import says are not over,
 * `imported` the numbers of its evidence.
 */
export function compareResults(
  before: CurrentResults,
  after: Iterable<readonly [id: string, is: Pick<CurrentResult, 'result' | 'evidence'>]>,
  entered: number,
  imported: ReadonlySet<number>,
  limit: number,
): Counts & { readonly changes: readonly ResultChange[] } {
  const counts = { fresh: 0, changed: 0, unchanged: 0, gone: 0, older: 0 };
  const failing: ResultChange[] = [];
  const others: ResultChange[] = [];
  const note = (change: ResultChange) => {
    const list = change.after === 'fail' ? failing : others;
    if (list.length < limit) list.push(change);
  };
  const over = new Set(before.keys());
  for (const [id, is] of after) {
    over.delete(id);
    if (!imported.has(is.evidence)) continue;
    const was = before.get(id);
    if (was?.result === is.result) counts.unchanged += 1;
    else {
      counts[was ? 'changed' : 'fresh'] += 1;
      note({ id, before: was?.result ?? null, after: is.result });
    }
  }
  counts.older = entered - counts.unchanged - counts.changed - counts.fresh;
  for (const id of over) {
    counts.gone += 1;
    note({ id, before: before.get(id)?.result ?? null, after: null });
  }
  return { ...counts, changes: [...failing, ...others].slice(0, limit) };
}

/** Seconds since 1970. A time without a zone is taken as UTC, as the workbook takes it. */
function secondsOf(time: string | null): number | null {
  const at = time === null ? Number.NaN : Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(time) ? time : `${time}Z`);
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}

/** A recorded finding as it would be under the name that its account has now. */
function renamed(
  names: AccountNames | null,
  id: string,
  was: CurrentResult,
): readonly [string, CurrentResult] {
  const account = names?.of(was.account) ?? was.account;
  if (account === was.account || account === null || was.account === null) return [id, was];
  return [renamedId(id, was.account, account), { ...was, account }];
}

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
