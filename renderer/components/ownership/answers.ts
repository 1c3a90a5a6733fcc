import type { Ownership, Suggestion } from '../../../main/contract/assignments.ts';
import type { OwnerClass } from '../../../main/contract/catalogue.ts';
import type { Party, PartyKind } from '../../../main/contract/parties.ts';
import { ownerClassOf } from '../../../main/domain/duties/ownership.ts';

/** What `assignments.answer` takes. */
export type Answer = { owners: string[] } | { notApplicable: string };
/** The answers that have a key of their own. */
export type AnswerAs = 'provider' | 'customer' | 'shared';

/** The two parties that A, C and S speak of. */
export interface Sides {
  readonly provider: Party | undefined;
  readonly customer: Party | undefined;
}

/** On a provider's own duties that provider, elsewhere the first of the workbook; the customer is the organisation. */
export function sidesOf(parties: readonly Party[], subject: string): Sides {
  const ordered = [...parties].sort((a, b) => a.order - b.order);
  const providers = ordered.filter((party) => party.kind === 'provider');
  return {
    provider: providers.find((party) => party.id === subject) ?? providers[0],
    customer:
      ordered.find((party) => party.kind === 'organisation') ??
      ordered.find((party) => party.kind !== 'provider'),
  };
}

/** Owners for one of the three answers; null when the workbook lacks a party of that side. */
export function ownersFor(as: AnswerAs, sides: Sides): string[] | null {
  const wanted =
    as === 'provider'
      ? [sides.provider]
      : as === 'customer'
        ? [sides.customer]
        : [sides.provider, sides.customer];
  const owners = wanted.flatMap((party) => (party ? [party.id] : []));
  return owners.length === wanted.length ? owners : null;
}

const AS: Readonly<Record<Exclude<OwnerClass, 'na'>, AnswerAs>> = {
  aws: 'provider',
  customer: 'customer',
  shared: 'shared',
};

/** The answer that accepting a suggestion records; null when a party for it is missing. */
export function acceptedAnswer(suggestion: Pick<Suggestion, 'owner' | 'why'>, sides: Sides): Answer | null {
  if (suggestion.owner === 'na') return { notApplicable: suggestion.why };
  const owners = ownersFor(AS[suggestion.owner], sides);
  return owners && { owners };
}

/** `AWS`, `Acme`, `AWS and Acme`: a suggestion in the workbook's own names. */
export function suggestionWords(owner: OwnerClass, sides: Sides): string {
  const provider = sides.provider?.name ?? 'the provider';
  const customer = sides.customer?.name ?? 'the customer';
  switch (owner) {
    case 'aws':
      return `${provider} alone`;
    case 'customer':
      return `${customer} alone`;
    case 'shared':
      return `shared by ${provider} and ${customer}`;
    case 'na':
      return 'not applicable';
  }
}

/**
 * Whether an answer differs from what the catalogue suggests, and so wants a reason. An open duty differs from nothing;
 * "not applicable" has given its reason already.
 */
export function differs(
  ownership: Ownership,
  suggested: OwnerClass,
  kinds: ReadonlyMap<string, PartyKind>,
): boolean {
  const owner = ownerClassOf(ownership, kinds);
  return owner !== null && owner !== 'na' && owner !== suggested;
}
