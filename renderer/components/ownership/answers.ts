import type { Ownership, Suggestion } from '../../../main/contract/assignments.ts';
import type { OwnerClass } from '../../../main/contract/catalogue.ts';
import type { Party } from '../../../main/contract/parties.ts';
import { kindsById, ownerClassOf } from '../../../main/domain/duties/ownership.ts';
import { isAnothersPart, suggestedParties } from '../../../main/domain/duties/suggested-parties.ts';
import { listed } from '../../../main/domain/words/listed.ts';

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

type Suggested = Pick<Suggestion, 'owner' | 'why' | 'parties'>;

/** The answer that accepting a suggestion records; null when a party for it is missing. */
export function acceptedAnswer(
  suggestion: Suggested,
  sides: Sides,
  parties: readonly Party[],
): Answer | null {
  if (suggestion.owner === 'na') return { notApplicable: suggestion.why };
  if (suggestion.parties !== undefined) {
    const owners = suggestedParties(suggestion, sides.provider?.id ?? null, parties);
    return owners && { owners: [...owners] };
  }
  const owners = ownersFor(AS[suggestion.owner], sides);
  return owners && { owners };
}

/** `AWS alone`, `shared by AWS and Acme`: a suggestion in the workbook's own names, or in those that house rules name. */
export function suggestionWords(
  { owner, parties = [] }: Pick<Suggestion, 'owner' | 'parties'>,
  sides: Sides,
): string {
  const named = (provider: boolean) =>
    listed(parties.filter(({ kind }) => (kind === 'provider') === provider).map(({ name }) => name));
  const provider = named(true) || (sides.provider?.name ?? 'the provider');
  const customer = named(false) || (sides.customer?.name ?? 'the customer');
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
  suggested: Pick<Suggestion, 'owner' | 'parties'>,
  parties: readonly Party[],
): boolean {
  const owner = ownerClassOf(ownership, kindsById(parties));
  if (owner === null || owner === 'na') return false;
  return owner !== suggested.owner || isAnothersPart(ownership, suggested, '', parties);
}
