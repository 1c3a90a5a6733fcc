import type { Control, Inheritance, OwnerClass, Responsibility } from '../../contract/catalogue.ts';
import { type Verdict, verdictOf } from '../layouts/verdict.ts';

/** A duty that bears on a control: who is suggested to own it, and whether AWS helps where the customer owns it. */
export interface BearingDuty {
  readonly owner: Exclude<OwnerClass, 'na'>;
  readonly helped: boolean;
}

const OWNER: Readonly<Record<Verdict, Exclude<OwnerClass, 'na'>>> = {
  'held-by-provider': 'aws',
  'held-by-customer': 'customer',
  'held-together': 'shared',
  // Suggestions leave nothing open.
  undecided: 'shared',
};

/**
 * Whose a control is, by the catalogue's suggestions and the rule that every layout keeps: the provider's only where it may be
 * inherited whole and every duty that bears on it is the provider's, and the customer's where none of it can be inherited: AWS's own
 * guidance leaves such a control to its customers, whatever AWS does beside them. What a workbook records of AWS is told by the layouts. Null for a control on which no duty bears.
 */
export function ownerOfControl(
  inherit: Inheritance,
  duties: readonly BearingDuty[],
): Exclude<OwnerClass, 'na'> | null {
  if (duties.length === 0) return null;
  if (inherit === 'not') return 'customer';
  const provider = duties.some(({ owner, helped }) => owner !== 'customer' || helped);
  const customer = duties.some(({ owner }) => owner !== 'aws');
  return OWNER[verdictOf(inherit, { provider, customer, open: false })];
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
