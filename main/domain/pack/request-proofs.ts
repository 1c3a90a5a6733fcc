import type { RegisterRow } from '../../contract/assignments.ts';
import { kindsById, namesById } from '../duties/ownership.ts';
import { providerCoverage } from '../evidence/provider-coverage.ts';
import { lackOf } from '../gaps/provider-evidence.ts';
import type { Report } from '../report/report.ts';
import { fewNames } from '../words/few-names.ts';
import type { PackEvidence } from './manifest.ts';

/** What the evidence of a pack is judged by: whose parts there are, for which time, and on which day. */
export type ProofsReport = Pick<Report, 'parties' | 'services' | 'evidence' | 'rows'> & {
  readonly meta: Pick<Report['meta'], 'periodFrom' | 'periodTo' | 'judgedAsOf'>;
};

/** What proves one duty: the numbers of the pieces that speak for it, and what its parts lack. */
export interface Proof {
  readonly pieces: readonly number[];
  /** What keeps it from being proved; empty where all that it needs is there. */
  readonly lacks: readonly Lack[];
}
/** A sentence, `before` and `after` the refs of the duties of which it is true. */
interface Lack {
  readonly before: string;
  readonly after: string;
}

const NONE: Lack = { before: 'No evidence is linked to', after: '.' };
const OWN_NONE: Lack = {
  before: 'No evidence is linked to',
  after: " for the part that is not a provider's.",
};
const AWAY: Lack = { before: 'Not applicable:', after: '.' };
const STALE: Lack = { before: 'What is linked to', after: ' has expired or was replaced.' };

/** Why a piece does not prove anything by itself on that day: `E-10 expired on 2026-09-30.`; null while it stands. */
export function staleWords(
  { number, expires, replacedBy }: Pick<PackEvidence, 'number' | 'expires' | 'replacedBy'>,
  day: string,
): string | null {
  if (replacedBy !== null) return `E-${number} was replaced by E-${replacedBy}.`;
  return expires !== null && expires < day ? `E-${number} expired on ${expires}.` : null;
}

/**
 * What proves each of these duties, in one walk through the register: what is linked to it, and for a provider's share what the
 * summary of the assessment counts as well, by the same rule.
 */
export function proofsOf(refs: ReadonlySet<string>, report: ProofsReport): ReadonlyMap<string, Proof> {
  const proofs = new Map<string, Proof>();
  if (refs.size === 0) return proofs;
  const kinds = kindsById(report.parties);
  const names = namesById(report.parties);
  const { periodFrom, periodTo, judgedAsOf } = report.meta;
  const { evidence, services } = report;
  const pieces = new Map(evidence.map((piece) => [piece.number, piece]));
  const isProvider = (party: string) => kinds.get(party) === 'provider';
  const providers = new Set([...kinds.keys()].filter(isProvider));
  const spokenFor = providerCoverage({
    evidence,
    services,
    providers,
    periodFrom,
    periodTo,
    today: judgedAsOf,
  });
  const stands = (number: number): boolean => {
    const piece = pieces.get(number);
    return piece !== undefined && staleWords(piece, judgedAsOf) === null;
  };
  const proofOf = (row: RegisterRow): Proof => {
    // What is believed of a provider and is not so is no part of it that evidence could cover.
    const theirs = row.misconception ? [] : row.shares.filter(({ party }) => isProvider(party));
    const parts = theirs.map(({ party }) => ({ party, spoken: spokenFor(row, party) }));
    const lacks = parts.flatMap(({ party, spoken: { coverage } }): readonly Lack[] => {
      const name = names.get(party) ?? party;
      return coverage.state === 'covered'
        ? []
        : [{ before: `${name} has a part in`, after: `, and ${lackOf(name, coverage)}` }];
    });
    const own = row.shares.length > theirs.length || row.shares.length === 0;
    if (row.notApplicable !== null) lacks.push(AWAY);
    else if (own && !row.evidence.some(stands))
      lacks.push(row.evidence.length > 0 ? STALE : theirs.length > 0 ? OWN_NONE : NONE);
    const spoken = parts.flatMap(({ spoken: { items } }) => items.map(({ number }) => number));
    return { pieces: [...new Set([...row.evidence, ...spoken])].sort((a, b) => a - b), lacks };
  };
  for (const row of report.rows()) if (refs.has(row.ref)) proofs.set(row.ref, proofOf(row));
  return proofs;
}

/** What the duties of one request lack, duties with the same lack in one sentence. */
export function lackWords(duties: readonly string[], proofs: ReadonlyMap<string, Proof>): readonly string[] {
  const groups = new Map<string, { readonly lack: Lack; readonly refs: string[] }>();
  for (const ref of duties)
    for (const lack of proofs.get(ref)?.lacks ?? [NONE]) {
      const key = `${lack.before} ${lack.after}`;
      const group = groups.get(key);
      if (group) group.refs.push(ref);
      else groups.set(key, { lack, refs: [ref] });
    }
  return [...groups.values()].map(({ lack: { before, after }, refs }) => {
    const any = before.startsWith('No ') ? 'any' : 'each';
    const all = refs.length === duties.length && refs.length > 1;
    return `${before} ${all ? `${any} of its ${refs.length} duties` : fewNames(refs)}${after}`;
  });
}
