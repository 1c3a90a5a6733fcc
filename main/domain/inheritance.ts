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
 * Why a control can be inherited as far as it can: the catalogue's own word, else, for one inherited in part, what AWS does in a
 * duty that is its alone or in the most direct one, and what the organisation does. Null where there is nothing to tell.
 */
export function reasonOf(
  { inherit, why }: Pick<Control, 'inherit' | 'why'>,
  duties: readonly Responsibility[],
): string | null {
  if (why !== undefined) return why;
  if (inherit !== 'partly') return null;
  const provided = duties.filter((duty) => duty.duties.provider !== null);
  const theirs = provided.find((duty) => isAlwaysOf(duty, 'aws')) ?? provided[0];
  const yours =
    duties.find((duty) => duty.duties.customer !== null && !isAlwaysOf(duty, 'aws')) ??
    duties.find((duty) => duty.duties.customer !== null);
  if (!theirs || !yours) return null;
  const part = isAlwaysOf(theirs, 'customer') ? 'AWS helps' : 'AWS has a part';
  const where = yours === theirs ? '' : ` (${yours.name})`;
  return `${part} (${theirs.name}): ${theirs.duties.provider} Yours${where}: ${yours.duties.customer}`;
}

/** Under every model in which it arises it is that side's alone. */
const isAlwaysOf = ({ defaults }: Responsibility, side: 'aws' | 'customer') =>
  Object.values(defaults).every(({ owner }) => owner === side || owner === 'na') &&
  Object.values(defaults).some(({ owner }) => owner === side);
