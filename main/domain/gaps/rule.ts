import type { RegisterRow, Share } from '../../contract/assignments.ts';
import type { Gap, Severity } from '../../contract/gaps.ts';
import type { Party, PartyKind } from '../../contract/parties.ts';

/** A rule as lists, legends and filters show it. Severity is the usual one; a rule may raise or lower it for a case. */
export interface GapRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
}

/** What a rule says; whether an action covers it is looked up afterwards. */
export type FoundGap = Omit<Gap, 'action'>;

/** The parties by id, as the rules ask for them. */
export interface PartyBook {
  name(id: string): string;
  kind(id: string): PartyKind;
}

/** Reads parties; one that is not listed goes by its id and counts as a third party. */
export function partyBook(parties: readonly Pick<Party, 'id' | 'name' | 'kind'>[]): PartyBook {
  const byId = new Map(parties.map((party) => [party.id, party]));
  return {
    name: (id) => byId.get(id)?.name ?? id,
    kind: (id) => byId.get(id)?.kind ?? 'third-party',
  };
}

/** Where a row's sentence begins: `orders-db, Restore testing`. */
export const placeOf = (row: Pick<RegisterRow, 'subjectLabel' | 'responsibilityName'>): string =>
  `${row.subjectLabel}, ${row.responsibilityName}`;

/** A gap that points at the assignment of a row. */
export const gapAt = (rule: GapRule, row: RegisterRow, sentence: string): FoundGap => ({
  rule: rule.id,
  severity: rule.severity,
  sentence: `${placeOf(row)}: ${sentence}`,
  ref: row.ref,
  subject: row.subject,
  responsibility: row.responsibility,
});

/** The parts of a row on the customer’s side: those of everybody who is no provider. */
export const customerShares = (row: RegisterRow, parties: PartyBook): readonly Share[] =>
  row.shares.filter((share) => parties.kind(share.party) !== 'provider');
