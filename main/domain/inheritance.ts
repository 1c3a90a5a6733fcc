import type { Inheritance, OwnerClass } from '../contract/catalogue.ts';

/** A duty that bears on a control: who is suggested to own it, and whether AWS helps where the customer owns it. */
export interface BearingDuty {
  readonly owner: Exclude<OwnerClass, 'na'>;
  readonly helped: boolean;
}

/**
 * Whose a control is, by the catalogue's suggestions: the provider's only where it may be inherited whole and every duty that
 * bears on it is the provider's; the customer's where it may not be inherited, or where nobody else has a part of any duty.
 * Null for a control on which no duty bears. One duty of the provider never makes a control inheritable.
 */
export function ownerOfControl(
  inherit: Inheritance,
  duties: readonly BearingDuty[],
): Exclude<OwnerClass, 'na'> | null {
  if (duties.length === 0) return null;
  if (inherit === 'not') return 'customer';
  if (duties.every(({ owner }) => owner === 'aws')) return inherit === 'wholly' ? 'aws' : 'shared';
  return duties.every(({ owner, helped }) => owner === 'customer' && !helped) ? 'customer' : 'shared';
}
