import { trimEndOf } from '../../../domain/words/trim-ends.ts';
import { fold } from '../words.ts';
import { type Duty, namesThing, orders } from './verbs.ts';

// A text may say of the other party, or deny, in its first clause, and give a duty in the next: "AWS provides IAM. Configure roles", "No action for hosts.
// Customers patch guests", "Inherited, but users must enable MFA".

/** Something has to be done. */
const MUST =
  / (?:must|shall|should|need(?:s|ed)? to|ha(?:s|ve) to|(?:is|are|remains?) to be|to be|required to|muss|müssen|soll|sollen|ist zu|sind zu|doit|doivent|debe|deben|deve|devono|devem|moet|moeten|musi|muszą) /u;
const NOT_SETTLED =
  / to be (?:clarified|discussed|determined|decided|defined|agreed|confirmed|completed|announced) /u;

/** A denial at the beginning of what must be, after which nothing must: "No keys have to be rotated", "Rien ne doit être configuré". */
const DENIED_AT_FIRST =
  /^ (?:there (?:is|are) )?(?:no|nothing|none|neither|nobody|kein\p{L}*|nichts|aucune?|rien|ning[uú]n\p{L}*|nada|nessun\p{L}*|niente|nulla|geen|niets|żad\p{L}*|nic|nenhum\p{L}*) /u;
/** What "must" forbids where it stands for a thing, "No default passwords must be used", and for what is done it denies: "No steps must be taken". */
const FORBIDS = /^ (?:must|shall|should|soll|sollen|doit|doivent|debe|deben|deve|devono|devem) $/u;
const OF_DOING =
  /^ (?:there (?:is|are) )?(?:nothing|nichts|rien|nada|niente|nulla|niets|nic|\p{L}+ (?:\p{L}+ ){0,3}(?:actions?|steps?|measures?|configurations?|work|effort|activit(?:y|ies)|tasks?|controls?|evidence|intervention)) /u;
/** Right in front of it: "keys do not have to", "ne doit", "no se debe". */
const DENIED_IN_FRONT = / (?:not|n t|never|nor|without|cannot) $/u;
const DENIED_ELSEWHERE = / (?:ne|no(?: se)?|non(?: si)?|não|nie) $/u;
/** Right behind it: "muss nichts", "need to take no action", "must do nothing", where "must not" forbids. */
const DENIED_BEHIND =
  /^ (?:(?:not|n t) (?:need|have|be required) |(?:take|do|have|perform|be|make|provide) (?:no|nothing|none) |(?:\p{L}+ )?(?:nothing|nichts|kein\p{L}*|niets|geen|nic) |nicht |niet |rien |(?:\p{L}+ ){1,3}(?:nada|niente|nulla|rien|nic) )/u;
/** What somebody only hears of, or looks for: "shall be informed", "should be aware". */
const HEARS =
  /^ (?:(?:must|shall|should|will|would|can|may|need(?:s|ed)? to|ha(?:s|ve) to|is to|are to) (?:(?:also|always|only|\p{L}+ly) )?)?(?:(?:be|is|are|gets?) )?(?:(?:kept|made|fully|also|only) )?(?:informed|notified|told|aware|alerted|advised|contacted|consulted|expect|anticipate) /u;

/** Who has a duty is called so beside the names of parties. */
const PEOPLE = [' users ', ' administrators ', ' admins ', ' application teams ', ' system owners '];
/** Whoever is called does nothing by these: what it gets, may do or does not do. */
const DOES_NOT =
  /^ (?:(?:do|does|is|are|was|were|has|have|had|needs?|can|may|will|would) ?(?:not|no|none|nothing|never|n t)|cannot|can t|don t|no|not|never|inherits?|(?:can|may|will|could) (?:also )?\p{L}+|rel(?:y|ies)|benefits?|automatically|receives?|gets?|access|data|content|information|(?:is|are)(?! (?:responsible|accountable|required|expected|obliged|in charge)))(?= )/u;

const BETWEEN =
  /[.;:!]\s+|\n+|,\s+|\s[-\u2013\u2014]\s|(?:,\s*)?\s(?=(?:but|however|yet|while|whereas|although|aber|jedoch|während|mais|pero|però|maar|terwijl|ale|mas|porém)\s)|\s(?=and (?:must|shall|should|have to|need to)\s)/giu;
/** What sets a clause against the one before. */
const CONTRAST =
  /^ (?:but|however|yet|while|whereas|although|aber|jedoch|während|mais|pero|però|maar|terwijl|ale|mas|porém) /u;
const MOST = 12;
const LONGEST = 800;

/** "Rely on AWS for hosts and secure own offices" is two of them. */
function atOrders(clause: string): readonly string[] {
  const found: string[] = [];
  for (const part of clause.split(/\sand\s/iu)) {
    const last = found.pop();
    if (last === undefined) found.push(part);
    else if (orders(fold(part)) !== 'no') found.push(last, part);
    else found.push(`${last} and ${part}`);
  }
  return found;
}
/** The clauses of a text; the first is the one that it begins with. */
export const clausesOf = (text: string): readonly string[] =>
  text
    .slice(0, LONGEST)
    .split(BETWEEN)
    .flatMap(atOrders)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .slice(0, MOST);

/** The sentences of a text, and what its semicolons set apart. */
export const sentencesOf = (text: string): readonly string[] =>
  text
    .slice(0, LONGEST)
    .split(/(?<=[.;!])\s+|\n+/u)
    .map((each) => trimEndOf(each.trim(), '.;!'))
    .filter((each) => each !== '');

const between = (text: string): string => ` ${fold(text)} `;
/** In front of who has to do it: for what, or a sign that goes on. */
const LEADS =
  /^ (?:(?:and|but|so|also|then|the|all|each|every|any|only|die|der|le|les|el|los|il|i|gli|de|o|os) )+/u;

/** Whether a clause behind the first gives a duty to the party that these words call: it orders, says what must be, or names the party with what it does. */
export function givesDuty(clause: string, own: ReadonlySet<string>, others: ReadonlySet<string>): Duty {
  const whole = between(clause);
  if (NOT_SETTLED.test(whole)) return 'no';
  const folded = whole.replace(CONTRAST, ' ');
  const ordered = orders(folded);
  if (ordered !== 'no') return ordered;
  if ([...own].some((word) => DONE_BY.test(folded.slice(0, folded.indexOf(word) + 1)))) return 'yes';
  const bare = folded.replace(LEADS, ' ');
  const named = [...own, ...PEOPLE].find((word) => bare.startsWith(word));
  if (named !== undefined) {
    const behind = bare.slice(named.length - 1);
    if (behind.trim() === '' || DOES_NOT.test(behind)) return 'no';
    if (HEARS.test(behind)) return MUST.test(behind.replace(HEARS, ' ')) ? 'perhaps' : 'no';
    return MUST.test(` ${behind}`) && mustBe(folded, others) !== 'yes' ? mustBe(folded, others) : 'yes';
  }
  if ([...others].some((word) => bare.startsWith(word))) return 'no';
  const must = mustBe(folded, others);
  // "AWS patches hosts. Hosts must be patched" may go on about the other one.
  const isOwn = [...own].some((word) => folded.includes(` by${word}`) || folded.includes(` by the${word}`));
  const isOnlySaid =
    !isOwn && !CONTRAST.test(whole) && MUST.exec(folded.replace(LINK_WORDS, ' '))?.index !== 0;
  return must === 'yes' && isOnlySaid ? 'perhaps' : must;
}
/** "Worker nodes are patched by the customer". */
const DONE_BY =
  / (?:is|are|(?<! (?:can|cannot|could|may|might|not) )be) (?:\p{L}+ly )?\p{L}+(?:ed|en) by(?: the| our)? $/u;
const LINK_WORDS = /^ (?:(?:and|which|who|that|but|so|also|then|still) )+/u;
/** Whether something must be done, and not by one of these; perhaps: it may be forbidden. */
export function mustBe(folded: string, others: ReadonlySet<string>): Duty {
  const found = MUST.exec(folded);
  if (found === null || NOT_SETTLED.test(folded)) return 'no';
  const front = folded.slice(0, found.index + 1);
  const behind = folded.slice(found.index + found[0].length - 1);
  if ([...others].some((word) => behind.includes(` by${word}`) || behind.includes(` by the${word}`)))
    return 'no';
  const begins = folded.replace(LEADS, ' ');
  if (DENIED_IN_FRONT.test(front) || DENIED_BEHIND.test(behind)) return 'no';
  if (DENIED_AT_FIRST.test(begins))
    return FORBIDS.test(found[0]) && !OF_DOING.test(front.replace(LEADS, ' ')) ? 'perhaps' : 'no';
  return DENIED_ELSEWHERE.test(front) ? 'perhaps' : 'yes';
}
/** "Informed of changes", where "Informed consent" and "Advised to enable MFA" are something else. */
const ONLY_TOLD =
  /^ (?:(?:is|are|be|kept|only|fully|also) )*(?:informed|notified|told|consulted) (?:(?:of|about|when|if|by|on|in case|only|upon|through|via) .*)?$/u;
/** Whether a clause says of the party only that it hears of something. */
export function isOnlyTold(clause: string, own: ReadonlySet<string>): boolean {
  const bare = between(clause).replace(LEADS, ' ');
  const named = [...own].find((word) => bare.startsWith(word));
  if (named === undefined) return ONLY_TOLD.test(bare);
  const behind = bare.slice(named.length - 1);
  return HEARS.test(behind) && !MUST.test(behind.replace(HEARS, ' '));
}
/** It goes on about what it is of: "It is encrypted by default", "This is done automatically", "Data is encrypted". */
const GOES_ON =
  /^ (?:(?:it|this|that|these|those|they|which|who|where|as|because|since|so|including|such as|e g|i e|see|per|through|via|by|under|with|from|for|in|on|at|and|or) |.*(?: is| are| was| were| has been| have been) (?:\p{L}+ly )?(?:\p{L}+ed|held|kept|done|run|built|on|available|part|in place|inherent|automatic|serverless) )/u;
/** Whether a clause behind the first says no more of the party than the first did. */
export function goesOn(clause: string, others: ReadonlySet<string>): boolean {
  const folded = between(clause);
  const bare = folded.replace(LEADS, ' ');
  return GOES_ON.test(folded) || namesThing(folded) || [...others].some((word) => bare.startsWith(word));
}
