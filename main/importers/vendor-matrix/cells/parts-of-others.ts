import { fold } from '../words.ts';

// A text that names the other party says that all is the other's only where it names it alone: "Managed by AWS and by the customer", "AWS manages hosts only" and
// "Inherited, plus own offices" leave a part to somebody.

/** Only a part of it is said, or something is added to it. */
const PART =
  / (?:if|once|when (?:enabled|configured|activated|requested)) | (?:recommends|requires|allows|enables|supports) | (?:provides|offers) (?:\p{L}+ ){1,4}to | (?:provides|offers) (?:\p{L}+ ){0,2}(?:tools?|features?|options?|guidance|capabilit(?:y|ies)|mechanisms?|functionality|services?) | (?:partial|partially|partly|in part|mostly|mainly|largely|primarily|plus|to the extent|you for|(?:and|or) you|(?<! (?:its|their|s|vendor|provider|aws) )own) /u;
const CONTRAST =
  / (?:but|however|yet|whereas|jedoch|aber|mais|però|pero|maar) (?!(?:is |are )?(?:not?|never|cannot|nothing|nicht|pas) )/u;
/** What is only the other's is all of the other's: "AWS only", "Done only by AWS". */
const ONLY = / only /u;
/** In front of a party, these say that it has a part beside another one. */
const AND = [
  ' and',
  ' and by',
  ' or',
  ' plus',
  ' as well as',
  ' und',
  ' et',
  ' y',
  ' e',
  ' en',
  ' i',
  ' with help of',
];

/** Whether a sentence that gives a duty to others leaves a part of it to the party, or to nobody that is named; roles stand in the place of names. */
export function sharesOrLimits(
  sentence: string,
  own: ReadonlySet<string>,
  others: ReadonlySet<string>,
): boolean {
  const folded = ` ${fold(sentence)} `;
  if (PART.test(folded) || CONTRAST.test(folded)) return true;
  const named = [...others].filter((word) => folded.includes(word));
  const isOnly = named.some(
    (word) =>
      folded.endsWith(`${word}only `) ||
      folded.includes(` by${word}only `) ||
      folded.startsWith(` only${word}`) ||
      / only (?:\p{L}+ )?by $/u.test(folded.slice(0, folded.indexOf(word) + 1)),
  );
  if (ONLY.test(folded) && named.length > 0 && !isOnly) return true;
  // "Guests are not managed by AWS" denies it of the other one.
  if (
    named.some((word) =>
      / not (?:\p{L}+ ){0,2}by(?: the)? $/u.test(folded.slice(0, folded.indexOf(word) + 1)),
    )
  )
    return true;
  return [...own].some((word) => {
    const isBeside = AND.some((and) =>
      ['', ' the', ' our', ' le', ' el', ' il', ' de', ' der', ' den'].some((article) =>
        folded.includes(`${and}${article}${word}`),
      ),
    );
    return named.length > 0 && (isBeside || FOR_ANOTHER.test(folded.slice(0, folded.indexOf(word) + 1)));
  });
}
/** "By AWS for RDS, by the customer for EC2". */
const FOR_ANOTHER = / by .{1,60} by (?:the )?$/u;
