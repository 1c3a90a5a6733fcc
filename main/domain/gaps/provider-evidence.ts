import type { RegisterRow } from '../../contract/assignments.ts';
import { type Coverage, providerCoverage } from '../evidence/provider-coverage.ts';
import type { GapInput } from './input.ts';
import { type FoundGap, type GapRule, type PartyBook, placeOf } from './rule.ts';

export const PROVIDER_WITHOUT_EVIDENCE: GapRule = {
  id: 'provider-without-evidence',
  title: "A provider's share that no evidence of the provider covers for the period",
  severity: 'medium',
};

/** The duties of one service in which a provider's share is not covered; only the first is kept, since registers are long. */
interface Lack {
  readonly provider: string;
  readonly first: RegisterRow;
  /** Place of the first in the register. */
  readonly at: number;
  readonly coverage: Coverage;
  duties: number;
}

/**
 * One gap per service and provider: the remedy, a report that covers the service, is one act, however many duties
 * it is missing for.
 */
export function providerWithoutEvidence(lack: Omit<Lack, 'at'>, parties: PartyBook): FoundGap | null {
  const { first, duties, coverage } = lack;
  if (coverage.state === 'covered') return null;
  const provider = parties.name(lack.provider);
  const alone = duties === 1;
  const share = alone
    ? `${placeOf(first)}: ${provider} has a share`
    : `${first.subjectLabel}: ${provider} has a share in ${duties} duties, such as ${first.responsibilityName}`;
  return {
    rule: PROVIDER_WITHOUT_EVIDENCE.id,
    severity: PROVIDER_WITHOUT_EVIDENCE.severity,
    sentence: `${share}, and ${lackOf(provider, coverage)}`,
    ref: alone ? first.ref : null,
    subject: first.subject,
    responsibility: alone ? first.responsibility : null,
  };
}

/** How far short evidence falls of a provider's share: the end of a sentence. */
export function lackOf(provider: string, coverage: Exclude<Coverage, { state: 'covered' }>): string {
  if (coverage.state === 'none') return `no report or other evidence of ${provider} is linked.`;
  if (coverage.state === 'undated') return 'none of the evidence linked says which period it covers.';
  if (coverage.state === 'expired') return 'the evidence linked has expired.';
  return `the evidence linked does not cover the period of the assessment from ${coverage.from} on.`;
}

/** Collects, per subject and provider, the rows whose provider's share nothing covers. */
export function providerWalk(input: GapInput, parties: PartyBook) {
  const providers = new Set(input.parties.filter(({ kind }) => kind === 'provider').map(({ id }) => id));
  const spokenFor = providerCoverage({ ...input, providers });
  /** By subject, then by provider. */
  const lacking = new Map<string, Map<string, Lack>>();
  return {
    see(row: RegisterRow, at: number): void {
      for (const { party } of row.shares) {
        if (parties.kind(party) !== 'provider') continue;
        const { coverage } = spokenFor(row, party);
        if (coverage.state === 'covered') continue;
        let ofSubject = lacking.get(row.subject);
        if (!ofSubject) {
          ofSubject = new Map();
          lacking.set(row.subject, ofSubject);
        }
        const lack = ofSubject.get(party);
        if (lack) lack.duties += 1;
        else ofSubject.set(party, { provider: party, first: row, at, coverage, duties: 1 });
      }
    },
    uncovered: () => [...lacking.values()].flatMap((ofSubject) => [...ofSubject.values()]),
  };
}
