import type { MisconceptionWarning, RegisterRow } from '../../contract/assignments.ts';
import { listed } from '../words/listed.ts';
import { isBlank } from '../words/plain-text.ts';
import { customerShares, type FoundGap, type GapRule, gapAt, type PartyBook } from './rule.ts';

export const NO_NAMED_PERSON: GapRule = {
  id: 'no-named-person',
  title: "No named person for a customer's share",
  severity: 'medium',
};
/** A share on the customer's side is nobody's until a person is named. */
export function noNamedPerson(row: RegisterRow, parties: PartyBook): FoundGap | null {
  // The organisation's own clients carry duties as a group: nobody can name one of them.
  const unnamed = row.shares.filter(({ party, person }) => {
    if (person !== null) return false;
    const kind = parties.kind(party);
    return kind !== 'provider' && kind !== 'client';
  });
  if (unnamed.length === 0) return null;
  return gapAt(
    NO_NAMED_PERSON,
    row,
    `nobody is named for the share of ${listed(unnamed.map((share) => parties.name(share.party)))}.`,
  );
}

export const SHARED_WITHOUT_BOTH_TEXTS: GapRule = {
  id: 'shared-without-both-texts',
  title: 'Shared, but not every half is written down',
  severity: 'medium',
};
/** "Shared" without saying who does what is the answer that helps nobody. */
export function sharedWithoutBothTexts(row: RegisterRow, parties: PartyBook): FoundGap | null {
  if (row.shares.length < 2) return null;
  const silent = row.shares.filter((share) => isBlank(share.text));
  if (silent.length === 0) return null;
  return gapAt(
    SHARED_WITHOUT_BOTH_TEXTS,
    row,
    `shared between ${listed(row.shares.map((share) => parties.name(share.party)))}, but what ${listed(
      silent.map((share) => parties.name(share.party)),
    )} does is not written down.`,
  );
}

export const NOT_APPLICABLE_WITHOUT_REASON: GapRule = {
  id: 'not-applicable-without-reason',
  title: 'Not applicable without a reason',
  severity: 'medium',
};
/** A row that is recorded as not applicable and does not say why. */
export function notApplicableWithoutReason(row: RegisterRow): FoundGap | null {
  if (row.ownership.kind !== 'not-applicable' || !isBlank(row.notApplicable)) return null;
  return gapAt(NOT_APPLICABLE_WITHOUT_REASON, row, 'recorded as not applicable, without saying why.');
}

export const IMPLEMENTED_WITHOUT_EVIDENCE: GapRule = {
  id: 'implemented-without-evidence',
  title: 'Implemented, but nothing proves it',
  severity: 'medium',
};
/** Looks at the customer's part only: the status says nothing about the provider's. */
export function implementedWithoutEvidence(row: RegisterRow, parties: PartyBook): FoundGap | null {
  if (row.status !== 'implemented' || row.evidence.length > 0) return null;
  if ((row.common?.inherited?.evidence.length ?? 0) > 0) return null;
  const owners = customerShares(row, parties);
  if (owners.length === 0) return null;
  return gapAt(
    IMPLEMENTED_WITHOUT_EVIDENCE,
    row,
    `${listed(owners.map((share) => parties.name(share.party)))} reports it as implemented, but no evidence is linked to it.`,
  );
}

export const DEVIATES_WITHOUT_REASON: GapRule = {
  id: 'deviates-without-reason',
  title: 'Differs from the suggestion without a reason',
  severity: 'medium',
};
const SUGGESTED_WORDS = {
  aws: 'the provider alone',
  customer: "the customer's side alone",
  shared: 'both sides',
  na: 'nobody here',
} as const;
/** "Not applicable" is left to its own rule: its reason is the reason for deviating. */
export function deviatesWithoutReason(row: RegisterRow, parties: PartyBook): FoundGap | null {
  if (!row.deviates || row.shares.length === 0 || !isBlank(row.deviationReason)) return null;
  return gapAt(
    DEVIATES_WITHOUT_REASON,
    row,
    `given to ${listed(row.shares.map((share) => parties.name(share.party)))}, while ${row.house?.rule ? 'the house rules suggest' : 'the catalogue suggests'} ${SUGGESTED_WORDS[row.suggested]}${
      row.house && row.house.parties.length > 0 ? ` (${listed(row.house.parties)})` : ''
    }, and no reason is recorded.`,
  );
}

export const MISCONCEPTION: GapRule = {
  id: 'misconception',
  title: 'An answer that rests on a common misconception',
  severity: 'high',
};
/** A recorded reason does not silence it: the duty would still be done by nobody. */
export function misconception(row: RegisterRow, warning: MisconceptionWarning | null): FoundGap | null {
  if (warning === null) return null;
  return gapAt(MISCONCEPTION, row, `rests on the belief "${warning.belief}" ${warning.correction}`);
}
