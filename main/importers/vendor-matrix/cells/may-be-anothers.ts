import type { Meaning } from '../../../contract/claims.ts';
import { fold, type Rename } from '../words.ts';
import { clausesOf, mustBe, sentencesOf } from './clauses.ts';
import { beginsWith, IS_FOR, IS_GIVEN, isSeveral, type Sentence, sentenceOf } from './left-to-another.ts';
import { CUSTOMER } from './own-and-other.ts';
import { doesIt, orders } from './verbs.ts';

// There are more ways of saying that another party does it than are known. Where the other one is named as whoever does things is, and nothing is said of the party itself,
// its column tells nothing for sure.

/** What is a cloud's own, where "AWS accounts" are the customer's. */
const OF_A_CLOUD =
  /^(?:managed |physical |security |support |operations )?(?:infrastructure|facilit(?:y|ies)|data (?:centers?|centres?)|hardware|hosts?|hypervisors?|employees|personnel|staff|teams?|premises|backbone|platform)(?= )/u;
/** A name that is set off as whoever does it is: "AWS (see SOC 2)", "AWS, fully". */
const SET_OFF = /^(?:\s*[([:;,=]|\s+[-\u2013\u2014]\s|\s+(?:fully|entirely|completely|all)\b)/iu;
const FINITE = /^(?:is|are|was|were|has|have|does|do|can|may|could|will|would|takes) /u;
/** A name for a party in these languages begins no compound: "Kunde konfiguriert". */
const NO_COMPOUND =
  /^ (?:\p{L}{1,3} )?(?:kunden?|auftraggeber|clientes?|klant|klanten|opdrachtgever|klient|klienta|anbieter|dienstleister|fournisseur|prestataire|proveedor|fornitore|leverancier|dostawca|fornecedor) $/u;
/** What stands in front of a party's name and behind it, as written. */
function around(read: string, named: string): readonly [string, string] {
  const at = read.toLowerCase().indexOf(named.trim());
  return at < 0 ? ['', ''] : [read.slice(0, at), read.slice(at + named.trim().length)];
}
function beginsAsDoer(sentence: Sentence): boolean {
  const { named, behind } = beginsWith(sentence) ?? {};
  if (named === undefined || behind === undefined) return false;
  if (IS_GIVEN.test(behind)) return false;
  const [, after] = around(sentence.read, named);
  return (
    SET_OFF.test(after) ||
    FINITE.test(behind) ||
    (/^\s+\p{Ll}/u.test(after) && doesIt(behind, isSeveral(named)) !== 'no') ||
    doesIt(fold(after.replace(/^(?:\s+\p{Lu}\S*)+/u, '')), false) === 'yes' ||
    (NO_COMPOUND.test(named) && /^\s+\p{Ll}/u.test(after)) ||
    (sentence.own === CUSTOMER && OF_A_CLOUD.test(behind))
  );
}

const BY = / (?:by|par|durch|por|door|przez)(?: (?:the|our|den|dem|le|la|les|el|los|de))?$/u;
const PARTICIPLE = /(?:ed|en|done|held|kept|run|met|built|made)$/u;
/** "Patching of hosts by AWS", "Tools provided by AWS", where "Configuration of services that are provided by AWS" is of the services. */
function isDoneBy({ folded, others }: Sentence): boolean {
  return [...others].some((word) => {
    const at = folded.indexOf(word);
    const front = at < 0 ? '' : folded.slice(0, at);
    if (!BY.test(front)) return false;
    const words = front.replace(BY, '').trim().split(' ');
    const last = words.at(-1) ?? '';
    return !IS_FOR.test(last) && (words.length <= LONGEST_SUBJECT || !PARTICIPLE.test(last));
  });
}
const LONGEST_SUBJECT = 3;

/** "Host patching: AWS", "Hardware (AWS)", "Security of hosts is AWS responsibility". */
const SETS_OFF = /(?:[:=(]|\s[-\u2013\u2014]|(?<!\p{L})(?:is|are|remains)(?: the)?)$/iu;
const ENDS = /^(?: (?:responsibilit(?:y|ies)|dut(?:y|ies)|side|task|job|scope))? $/u;
/** "Von AWS übernommen", where "Konfiguration von AWS" is its own. */
const VON = /(?<!\p{L})(?:von|vom)(?: dem)?$/iu;
const DONE = /^ \p{Ll}+(?:en|t)$/u;
const isLast = ({ read, others }: Sentence): boolean =>
  [...others].some((word) => {
    const [front, after] = around(read, word);
    // "Host OS (guest OS: customer)" is about something else in its brackets.
    if (front.lastIndexOf('(') > front.lastIndexOf(')') && !/\(\s?$/u.test(front)) return false;
    if (VON.test(front.trimEnd()) && DONE.test(after)) return true;
    return SETS_OFF.test(front.trimEnd()) && ENDS.test(`${` ${fold(after)}`.trimEnd()} `);
  });

/** Whether the first clause of a text names the other party as whoever does it, in words that are not known, and gives nothing to the party whose column it is. */
export function mayBeAnothers(text: string, column: Meaning, rename: Rename): boolean {
  const sentence = sentenceOf(clausesOf(text)[0] ?? text, column, rename);
  const whole = sentenceOf(sentencesOf(text)[0] ?? text, column, rename);
  if (sentence === null || whole === null) return false;
  const { folded, own, others } = sentence;
  const namesOwn = ({ folded: said }: Sentence): boolean => [...own].some((word) => said.includes(word));
  if (namesOwn(sentence)) return false;
  const isSaidToDo = beginsWith(sentence) === null && doesIt(folded, false) !== 'no';
  const isItsOwn = isSaidToDo || orders(folded) !== 'no' || mustBe(folded, others) !== 'no';
  return !isItsOwn && (beginsAsDoer(whole) || isDoneBy(sentence) || (isLast(whole) && !namesOwn(whole)));
}
