import type { FromCommon } from '../../contract/common-controls.ts';
import { isHeld } from '../answers/held.ts';
import { evidenceWords, originWords } from '../providers/origin-words.ts';

/**
 * How a common control bears on a row, as registers say it: `Platform team (platform-team/os-patching)`, and from which workbook where
 * it is inherited.
 */
export function heldWords(
  { how, party, ref, reason, inherited }: FromCommon,
  names: ReadonlyMap<string, string>,
): string {
  const name = names.get(party) ?? party;
  const origin = inherited ? originWords(inherited.origins) : null;
  const from = origin === null ? `${name} (${ref})` : `${name} (${ref}), inherited from ${origin}`;
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
    case 'ended':
      return `No more held by ${from}`;
    case 'inherited':
      return origin ?? name;
  }
}

/** The same as a sentence by itself, without its full stop: `Held from Platform team (platform-team/os-patching)`. */
export const heldSentence = (common: FromCommon, names: ReadonlyMap<string, string>): string =>
  isHeld(common.how)
    ? `Held from ${heldWords(common, names)}`
    : common.how === 'inherited'
      ? `Inherited from ${heldWords(common, names)}`
      : heldWords(common, names);

/** What proves an inherited answer in the workbook that it is from: `E-1 Policy (until 2027-12-31)`; null for nothing. */
export function heldProofs({ how, inherited }: FromCommon): string | null {
  const stands = isHeld(how) || how === 'inherited';
  if (!stands || !inherited || inherited.evidence.length === 0) return null;
  return inherited.evidence.map(evidenceWords).join('; ');
}
