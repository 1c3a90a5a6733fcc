import type { Card } from '../../../main/contract/assignments.ts';
import { originWords } from '../../../main/domain/providers/origin-words.ts';

/** How a common control bears on a duty, without where it is. */
export function heldWords({ how, partyName, reason, inherited }: NonNullable<Card['common']>): string {
  switch (how) {
    case 'own-answer':
      return `An answer of its own; ${partyName} answers this for other services`;
    case 'excepted':
      return `${partyName} answers this for other services, not here: ${reason ?? ''}`;
    case 'alone':
      return 'Only the own part is answered: what it was held from does not hold any more';
    case 'ended':
      return `${partyName} held this in an earlier edition of its workbook, and does not any more`;
    case 'inherited':
      return inherited ? `Answered in ${originWords(inherited.origins)}` : `Answered by ${partyName}`;
    default:
      return inherited
        ? `Held from ${partyName}, inherited from ${originWords(inherited.origins)}`
        : `Held from ${partyName}`;
  }
}
