import type { OwnerClass } from '../../../main/contract/catalogue.ts';
import type { OwnershipKey } from '../../../main/domain/duties/ownership.ts';

const SUGGESTED: Readonly<Record<OwnerClass, readonly OwnershipKey[]>> = {
  aws: ['provider'],
  customer: ['organisation'],
  shared: ['provider', 'organisation'],
  na: ['not-applicable'],
};
/** What the catalogue proposes, as letters: the customer's side is drawn as the organisation. */
export const suggestedKeys = (owner: OwnerClass): readonly OwnershipKey[] => SUGGESTED[owner];
