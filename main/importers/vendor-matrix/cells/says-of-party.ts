import type { Meaning } from '../../../contract/claims.ts';
import { markOf } from '../layouts.ts';
import { fold, type Rename } from '../words.ts';
import { clausesOf, givesDuty, goesOn, isOnlyTold, sentencesOf } from './clauses.ts';
import { beginsWithNo, deniedOf, denies, isLimited, isOpen, leadsElsewhere } from './denials.ts';
import { beginsWithAnother, hasOwnTail, isAnothers } from './left-to-another.ts';
import { mayBeAnothers } from './may-be-anothers.ts';
import { CUSTOMER, type OwnAndOther, PARTIES_OF, PROVIDER, THIRD } from './own-and-other.ts';
import { sharesOrLimits } from './parts-of-others.ts';
import { isPlaceholder } from './placeholders.ts';
import { isSentence } from './sentences.ts';

/**
 * What a text in a party's own column says of it: it does it; it surely has nothing to do; it is another's, or is denied in words that a person has to read; or it cannot
 * be told, so that nobody else is the only owner either.
 */
export type SaysOfParty = 'does' | 'nothing' | 'not' | 'unsure';

const NO_PARTIES: OwnAndOther = { own: new Set(), others: new Set() };
/** What is longer is no name and no fragment. */
const LONGEST = 200;
/** What takes back that another one has all of it. */
const EXCEPTION =
  /(?<!\p{L})(?:unless|except|other than|apart from|exclud(?:ing|es|ed)|(?<!no )exceptions?)(?!\p{L})/iu;
const BEGINS_WITH_EXCEPTION = /^[^\p{L}]*(?:unless|except|other than|apart from)(?!\p{L})/iu;
/** "None (S3); Patching (EC2)". */
const EACH_CASE = /^\([^()]{1,80}\)\s?[,;]\s?[^()]{1,80}\([^()]{1,80}\)/u;
/** "No default passwords may be used" and "No unencrypted media leaves the site" are for somebody to see to. */
const ALLOWS =
  /(?<!\p{L})(?:may|must|shall|should|can|allowed|permitted|leaves?|exists?|(?:is|are) (?:used|stored|shared|kept|sent|left|granted|accepted|created|copied|exposed|moved|transferred))(?!\p{L})/iu;
/** On what it depends, where, when and how, and no duty: "Varies by service", "Per contract", "If used". */
const CIRCUMSTANCE =
  /^(?:(?:(?:it )?(?:depends|varies|differs)|(?:\p{L}+ )?dependent)(?: \S+){0,3}|(?:exempt|optional|inherent|built ?in|informational|fyi|awareness only)(?: \S+)?|(?:under|upon|per|as)(?: \S+){1,2}|on (?:request|demand)|(?:if|where|when) \S+)$/u;
/** How something is, and not what the customer does: "Covered", "Included", where "Required" says that it has to. */
const STATE = /^(?:(?:\p{L}+ly|all) )?(?!required|needed|mandated|expected)\p{L}{3,}ed$/u;

/** Reads a text by what it begins with, and by what follows where that says that the party does not do it. */
export function saysOfParty(text: string, column: Meaning, rename: Rename): SaysOfParty {
  const { own, others } = PARTIES_OF[column] ?? NO_PARTIES;
  const folded = fold(text.slice(0, LONGEST));
  if (isOwnName(text, column, rename)) return 'does';
  if (isAnothersName(text, column, rename)) return 'not';
  // "Under customer control" is its own.
  const isCircumstance =
    CIRCUMSTANCE.test(folded) &&
    ![...own].some((word) => ` ${fold(rename(folded))} `.startsWith(` under${word}`));
  const isState = own === CUSTOMER && STATE.test(folded);
  const begun = beginning(text, column, rename);
  if (begun === 'not' && clausesOf(text).length === 1 && !beginsWithNo(text)) return ownOr('not');
  if (isPlaceholder(text) || isCircumstance || isState) return 'unsure';
  if (begun !== 'does') return ownOr(begun);
  const isNotIts =
    sentencesOf(text).length > 1 &&
    sentencesOf(text).every(
      (each, at) => NOT_ITS.has(beginning(each, column, rename)) || (at > 0 && isOnlyTold(rename(each), own)),
    );
  if (isNotIts) return 'not';
  if (isOnlyTold(rename(clausesOf(text)[0] ?? text), own))
    return /,|\sand\s/u.test(text) ? ownOr('unsure') : ownOr('not');
  return mayBeAnothers(text, column, rename) ? ownOr('unsure') : 'does';

  /** "AWS: hosts; Customer: guests". */
  function isLabelled(): boolean {
    const [, ...more] = text.slice(0, LONGEST).split(/[;\n]+/u);
    return more.some((each) => {
      const bare = withoutOwnName(each.trim(), column, rename);
      return bare !== null && markOf(bare) !== 'no' && beginning(bare, column, rename) === 'does';
    });
  }
  /** Whether the party has a part after all. */
  function ownOr(said: 'nothing' | 'not' | 'unsure'): SaysOfParty {
    const [first = text, ...more] = clausesOf(rename(text));
    const tail = hasOwnTail(first, column, rename);
    const duties = more.map((clause) => givesDuty(clause, own, others));
    if (tail === 'yes' || duties.includes('yes') || isLabelled()) return 'does';
    if (tail === 'perhaps' || duties.includes('perhaps') || EXCEPTION.test(text)) return 'unsure';
    if (said === 'not' && sentencesOf(rename(text)).some((each) => sharesOrLimits(each, own, others)))
      return 'unsure';
    const isPart = isLimited(` ${fold(first)} `, [...own, ...others]);
    if (said === 'not' && beginsWithNo(text) && (isPart || ALLOWS.test(text))) return 'unsure';
    const isOpenFurtherOn = sentencesOf(text)
      .slice(1)
      .some(
        (each) =>
          isSentence(each) &&
          beginning(each, column, rename) === 'does' &&
          !goesOn(rename(each), others) &&
          !isOnlyTold(rename(each), own),
      );
    return isOpenFurtherOn && (said !== 'nothing' || isPart) ? 'unsure' : said;
  }
}
/** Whether a text is the name of the party whose column it stands in: its mark, as lists write names in the place of an X. One that stands in every row is left aside with its column. */
export function isOwnName(text: string, column: Meaning, rename: Rename): boolean {
  const { own } = PARTIES_OF[column] ?? NO_PARTIES;
  return text.length < LONGEST && own.has(` ${fold(rename(text))} `);
}
/** A text without the name of the party in front of it: "none" of "Customer: none". */
export function withoutOwnName(text: string, column: Meaning, rename: Rename): string | null {
  const [front = '', name = ''] = /^([^:\n]{1,60}?)(?::|\s[-\u2013\u2014])\s+(?=\S)/u.exec(text) ?? [];
  return name !== '' && isOwnName(name, column, rename) ? text.slice(front.length) : null;
}
/** Whether a text is the name of another party than the one whose column it stands in. */
export const isAnothersName = (text: string, column: Meaning, rename: Rename): boolean =>
  text.length < LONGEST && isName(` ${fold(rename(text))} `) && !isOwnName(text, column, rename);
/** Another one's name says who it is and not what the party does. */
const isName = (folded: string): boolean => folded === THIRD || PROVIDER.has(folded) || CUSTOMER.has(folded);
const NOT_ITS: ReadonlySet<SaysOfParty> = new Set(['nothing', 'not']);

function beginning(text: string, column: Meaning, rename: Rename): SaysOfParty {
  // What a third one does may be how the party does it: "Data is encrypted by AWS KMS".
  if (isAnothers(text, column, rename))
    return IS_DONE_BY_THIRD.test(rename(text)) && namesOnlyThird(rename(text), column) ? 'unsure' : 'not';
  const denial = denies(text);
  // "AWS is not responsible for guests" below the customer may leave them to the customer.
  if (denial === 'yes') return isOfOther(deniedOf(rename(text)), column) ? 'unsure' : 'nothing';
  if (isOpen(text)) return 'unsure';
  const isOfAnother = beginsWithAnother(text, column, rename);
  // "See AWS column", where "Same as AWS" may mean either.
  if (leadsElsewhere(text)) return isOfAnother ? 'not' : 'unsure';
  // "AWS does not patch guests" below the customer may leave it to the customer.
  return denial === 'no' ? 'does' : isOfAnother ? 'unsure' : 'not';
}

const IS_DONE_BY_THIRD = /(?<!\p{L})(?:is|are) .{0,60}(?<!\p{L})by (?:the )?third party(?!\p{L})/u;
function namesOnlyThird(read: string, column: Meaning): boolean {
  const folded = ` ${fold(read.slice(0, LONGEST))} `;
  return (
    folded.includes(THIRD) && ![...(PARTIES_OF[column]?.others ?? [])].some((word) => folded.includes(word))
  );
}
/** Whether the subject of a denial is the other party alone. */
function isOfOther(subject: string, column: Meaning): boolean {
  const { own, others } = PARTIES_OF[column] ?? NO_PARTIES;
  const names = (words: OwnAndOther['own']) => [...words].some((word) => ` ${fold(subject)} `.includes(word));
  return names(others) && !names(own);
}

/** Whether a word for no has a part behind it: "None (except for EC2)", "N/A for hosts. Customers patch guests." Behind a sign the duty stands that is denied. */
export function isTakenBack(word: string, rest: string, column: Meaning): boolean {
  const { own, others } = PARTIES_OF[column] ?? NO_PARTIES;
  return (
    /\p{L}/u.test(word) &&
    (BEGINS_WITH_EXCEPTION.test(rest) ||
      EACH_CASE.test(rest) ||
      clausesOf(rest).some((clause) => givesDuty(clause, own, others) !== 'no'))
  );
}
