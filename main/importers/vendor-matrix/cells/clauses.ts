import { trimEndOf } from '../../../domain/words/trim-ends.ts';
import { fold } from '../words.ts';

// A text may say of the other party, or deny, in its first clause, and give a duty in the next: "AWS provides IAM. Configure roles", "No action for hosts.
// Customers patch guests", "Inherited, but users must enable MFA".

/** What is to be done, where nobody is named: verbs without a subject. */
const VERBS: ReadonlySet<string> = new Set(
  'acknowledge act activate add administer adopt agree analyse analyze apply approve assess assign attach authorise authorize back block change check choose classify close collect configure connect coordinate create decide define delete deploy design destroy detect develop disable document enable encrypt enforce ensure establish evaluate follow grant harden implement inform inspect install instruct integrate investigate isolate keep limit log maintain make manage monitor notify obtain operate own patch perform plan prevent protect provide recertify record remediate remove renew replace report request require respond restrict retain review revoke rotate run scan secure segment select set sign store subscribe switch tag test track train turn update upgrade use validate verify write'.split(
    ' ',
  ),
);
/** In front of what is to be done. */
const LINKS: ReadonlySet<string> = new Set(
  'please then also and but so instead still always only regularly automatically periodically additionally'.split(
    ' ',
  ),
);
/** What makes a noun of a verb: "Access is reviewed". */
const OF_NOUNS: ReadonlySet<string> = new Set(['is', 'are', 'was', 'were', 'by']);
/** "Responsible for guests", "Required for EC2". */
const CALLED =
  /^(?:responsible|accountable|required|needed|necessary|applicable|applies) (?:for|to|on|in|when|where|if)(?: |$)/u;
/** Whether folded words say what is to be done, or for what somebody is responsible. */
function orders(folded: string): boolean {
  const words = folded.trim().split(' ');
  const at = words.findIndex((word) => !LINKS.has(word));
  const [verb = '', next] = at < 0 ? [] : words.slice(at);
  if (next === undefined) return false;
  if (verb === 'never' || (verb === 'do' && next === 'not')) return true;
  return (VERBS.has(verb) && !OF_NOUNS.has(next)) || CALLED.test(words.slice(at).join(' '));
}
/** These name things as well: "customer requests". */
const NOUNS: ReadonlySet<string> = new Set(
  'access act change check design document limit log own patch plan record report request review run scan sign store tag test track train use block select set switch turn update upgrade'.split(
    ' ',
  ),
);
/** Who provides tools for another's part has none of it. */
const HELPS: ReadonlySet<string> = new Set(['provide', 'inform', 'notify', 'report']);
/** Whether folded words behind a party say what it does: "configures users". */
export function doesWork(behind: string): boolean {
  const [verb = ''] = behind.split(' ', 1);
  const stem = [verb, verb.replace(/s$/u, ''), verb.replace(/es$/u, '')].find((each) => VERBS.has(each));
  return (
    stem !== undefined && !NOUNS.has(stem) && !HELPS.has(stem) && !OF_NOUNS.has(behind.split(' ')[1] ?? '')
  );
}
/** Something has to be done. */
const MUST =
  / (?:must|shall|should|need(?:s|ed)? to|ha(?:s|ve) to|(?:is|are|remains?) to be|to be|required to|muss|müssen|soll|sollen|ist zu|sind zu|doit|doivent|debe|deben|deve|devono|devem|moet|moeten|musi|muszą) /u;
const NOT_SETTLED =
  / to be (?:clarified|discussed|determined|decided|defined|agreed|confirmed|completed|announced) /u;

/** Who has a duty is called so beside the names of parties. */
const PEOPLE = [' users ', ' administrators ', ' admins ', ' application teams ', ' system owners '];
/** Whoever is called does nothing by these: what it gets, may do or does not do. */
const DOES_NOT =
  /^ (?:(?:do|does|is|are|was|were|has|have|had|needs?|can|may|will|would|must|shall|should) ?(?:not|no|none|nothing|never|n t)|cannot|can t|don t|no|not|never|inherits?|(?:can|may|will|could) (?:also )?\p{L}+|rel(?:y|ies)|benefits?|automatically|receives?|gets?|access|data|content|information|(?:is|are) (?!responsible|accountable|required|expected|obliged|in charge)) ?/u;

const BETWEEN =
  /[.;:!]\s+|\n+|,\s+|\s[-\u2013\u2014]\s|(?:,\s*)?\s(?:but|however|yet|while|whereas|although|aber|jedoch|während|mais|pero|però|maar|terwijl|ale|mas|porém)\s|\s(?=and (?:must|shall|should|have to|need to)\s)/giu;
const MOST = 12;
const LONGEST = 800;

/** "Rely on AWS for hosts and secure own offices" is two of them. */
function atOrders(clause: string): readonly string[] {
  const found: string[] = [];
  for (const part of clause.split(/\sand\s/iu)) {
    const last = found.pop();
    if (last === undefined) found.push(part);
    else if (orders(fold(part))) found.push(last, part);
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

/** Whether a clause behind the first surely gives a duty to the party that these words call: it orders, says what must be, or names the party with what it does. */
export function givesDuty(clause: string, own: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const folded = between(clause);
  if (NOT_SETTLED.test(folded)) return false;
  if (orders(folded)) return true;
  const bare = folded.replace(LEADS, ' ');
  const named = [...own, ...PEOPLE].find((word) => bare.startsWith(word));
  if (named !== undefined) {
    const behind = bare.slice(named.length - 1);
    return behind.trim() !== '' && !DOES_NOT.test(behind);
  }
  if (![...others].some((word) => bare.startsWith(word))) return mustBe(folded, others);
  return false;
}
/** Whether something must be done, and not by one of these. */
export function mustBe(folded: string, others: ReadonlySet<string>): boolean {
  const found = MUST.exec(folded);
  if (found === null || NOT_SETTLED.test(folded)) return false;
  const behind = folded.slice(found.index + found[0].length - 1);
  return ![...others].some((word) => behind.includes(` by${word}`) || behind.includes(` by the${word}`));
}
/** It goes on about what it is of: "It is encrypted by default", "This is done automatically", "Data is encrypted". */
const GOES_ON =
  /^ (?:(?:it|this|that|these|those|they|which|who|where|as|because|since|so|including|such as|e g|i e|see|per|through|via|by|under|with|from|for|in|on|at|and|or) |.*(?: is| are| was| were| has been| have been) (?:\p{L}+ly )?(?:\p{L}+ed|held|kept|done|run|built|on|available|part|in place|inherent|automatic|serverless) )/u;
/** Whether a clause behind the first says no more of the party than the first did. */
export function goesOn(clause: string, others: ReadonlySet<string>): boolean {
  const folded = between(clause);
  const bare = folded.replace(LEADS, ' ');
  return GOES_ON.test(folded) || [...others].some((word) => bare.startsWith(word));
}
