import type { FromCommon } from '../../contract/common-controls.ts';
import { isHeld } from '../answers/held.ts';

/** The same as a sentence by itself, without its full stop: `Held from Platform team (platform-team/os-patching)`. */
export const heldSentence = (common: FromCommon, names: ReadonlyMap<string, string>): string =>
  isHeld(common.how) ? `Held from ${heldWords(common, names)}` : heldWords(common, names);

/** How a common control bears on a row, as registers say it: `Platform team (platform-team/os-patching)`. */
export function heldWords(
  { how, party, ref, reason }: FromCommon,
  names: ReadonlyMap<string, string>,
): string {
  const from = `${names.get(party) ?? party} (${ref})`;
  switch (how) {
    case 'held':
    case 'source':
      return from;
    case 'own-part':
      return `${from}, with a part of its own`;
    case 'own-part-open':
      return `${from}; its own part is not answered`;
    case 'own-answer':
      return `Own answer; ${from} answers for it, too`;
    case 'excepted':
      return reason === null || reason === '' ? `Excepted from ${from}` : `Excepted from ${from}: ${reason}`;
    case 'alone':
      return 'Own part only; what it held does not hold any more';
  }
}
