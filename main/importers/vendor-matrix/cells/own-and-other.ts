import type { Meaning } from '../../../contract/claims.ts';
import { LAYOUT_DATA } from '../layouts.ts';

/** Words for the party whose column it is, and for the other one, each between blanks as in a folded text. */
export interface OwnAndOther {
  readonly own: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}
const spaced = (words: readonly string[]): ReadonlySet<string> => new Set(words.map((word) => ` ${word} `));
export const PROVIDER = spaced([...LAYOUT_DATA.parties.upstream, ...LAYOUT_DATA.parties.vendor]);
export const CUSTOMER = spaced(LAYOUT_DATA.parties.customer);
/** What a name that is neither's is read as. */
export const THIRD = ' third party ';
/** Of each column of a party that has another beside it, the words for both. */
export const PARTIES_OF: Readonly<Partial<Record<Meaning, OwnAndOther>>> = {
  vendor: { own: PROVIDER, others: CUSTOMER },
  customer: { own: CUSTOMER, others: PROVIDER },
};
