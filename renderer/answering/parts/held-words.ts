import type { Card } from '../../../main/contract/assignments.ts';

/** How a common control bears on a duty, without where it is. */
export function heldWords({ how, partyName, reason }: NonNullable<Card['common']>): string {
  switch (how) {
    case 'own-answer':
      return `An answer of its own; ${partyName} answers this for other services`;
    case 'excepted':
      return `${partyName} answers this for other services, not here: ${reason ?? ''}`;
    case 'alone':
      return 'Only the own part is answered: what it was held from does not hold any more';
    default:
      return `Held from ${partyName}`;
  }
}
