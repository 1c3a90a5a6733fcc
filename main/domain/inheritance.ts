import type { Control, Inheritance, OwnerClass, Responsibility } from '../contract/catalogue.ts';

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

/**
 * Why a control can be inherited as far as it can: the catalogue's own word, else, for one inherited in part, what AWS does in the
 * most direct of its duties in which AWS has a part, and what the organisation does. Null where there is nothing to tell.
 */
export function reasonOf(
  { inherit, why }: Pick<Control, 'inherit' | 'why'>,
  duties: readonly Responsibility[],
): string | null {
  if (why !== undefined) return why;
  if (inherit !== 'partly') return null;
  const provided = duties.filter((duty) => duty.duties.provider !== null);
  const owned = provided.find((duty) => !isCustomers(duty));
  const theirs = owned ?? provided[0];
  const yours = duties.find(({ duties: { customer } }) => customer !== null);
  if (!theirs || !yours) return null;
  const part = owned ? 'AWS has a part' : 'AWS helps';
  const where = yours === theirs ? '' : ` (${yours.name})`;
  return `${part} (${theirs.name}): ${theirs.duties.provider} Yours${where}: ${yours.duties.customer}`;
}

/** Under every model that it arises in the customer's alone. */
const isCustomers = ({ defaults }: Responsibility) =>
  Object.values(defaults).every(({ owner }) => owner === 'customer' || owner === 'na') &&
  Object.values(defaults).some(({ owner }) => owner === 'customer');
