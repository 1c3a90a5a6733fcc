import {
  FINDING_RESULTS,
  type Finding,
  type FindingResult,
  type PlacedByControl,
  type UnplacedFindings,
} from '../../contract/findings.ts';
import type { AssignmentRef } from '../../contract/ids.ts';
import type { FindingPlace } from './findings.ts';

/** What the findings of one or more files come to, for each assignment and for each check that leads nowhere. */
export class FindingTally {
  private readonly byRef = new Map<AssignmentRef, Record<FindingResult, number>>();
  private readonly left = new Map<string, { -readonly [K in keyof UnplacedFindings]: UnplacedFindings[K] }>();
  private readonly placedBy = new Map<
    string,
    { -readonly [K in keyof PlacedByControl]: PlacedByControl[K] }
  >();

  add(
    { check, title, result, account, shortened }: Finding,
    { refs, unplaced, by, candidates }: FindingPlace,
  ): void {
    for (const ref of refs) this.countsOf(ref)[result] += 1;
    if (by !== null) this.addPlacedBy({ check, title, by, refs, findings: 1 });
    if (unplaced === null) return;
    const named = account ?? shortened;
    const place = unplaced === 'other-account' && named !== undefined ? { account: named } : {};
    this.addLeft({
      check,
      title,
      why: unplaced,
      ...place,
      ...(candidates.length > 0 ? { candidates } : {}),
      findings: 1,
    });
  }

  /** Takes in what another one counted. */
  merge(other: FindingTally): void {
    for (const [ref, counts] of other.byRef) {
      const own = this.countsOf(ref);
      for (const result of FINDING_RESULTS) own[result] += counts[result];
    }
    for (const entry of other.left.values()) this.addLeft(entry);
    for (const entry of other.placedBy.values()) this.addPlacedBy(entry);
  }

  results(ref: AssignmentRef): Readonly<Record<FindingResult, number>> | undefined {
    return this.byRef.get(ref);
  }

  /** By check and reason, the most frequent first. */
  unplaced(): readonly UnplacedFindings[] {
    return [...this.left.values()].sort(
      (a, b) => b.findings - a.findings || (a.check < b.check ? -1 : a.check > b.check ? 1 : 0),
    );
  }

  /** What controls placed, the most frequent first. */
  byControls(): readonly PlacedByControl[] {
    return [...this.placedBy.values()].sort(
      (a, b) => b.findings - a.findings || (a.check < b.check ? -1 : a.check > b.check ? 1 : 0),
    );
  }

  private addPlacedBy(entry: PlacedByControl): void {
    const key = `${entry.check} ${entry.by}`;
    const own = this.placedBy.get(key);
    if (!own) this.placedBy.set(key, { ...entry });
    else {
      own.findings += entry.findings;
      own.refs = [...new Set([...own.refs, ...entry.refs])];
    }
  }

  private countsOf(ref: AssignmentRef): Record<FindingResult, number> {
    let counts = this.byRef.get(ref);
    if (!counts) {
      counts = { pass: 0, fail: 0, manual: 0, suppressed: 0 };
      this.byRef.set(ref, counts);
    }
    return counts;
  }

  private addLeft(entry: UnplacedFindings): void {
    const key = `${entry.why} ${entry.account ?? ''} ${entry.check}`;
    const own = this.left.get(key);
    if (own) own.findings += entry.findings;
    else this.left.set(key, { ...entry });
  }
}
