import type { Meaning } from '../../contract/claims.ts';
import { LAYOUT_DATA } from './layouts.ts';
import { fold, type Rename } from './words.ts';

// What is said in a party's own column is what the party does, but for sentences that say that it does nothing, or that another one does it.

/** Sentences that say that a party does nothing; what stands behind "unless" may take it back. */
const DENIALS = [
  /^(there (is|are) )?no (\S+ ){0,3}(responsibilit(y|ies)|dut(y|ies)|actions?)\b/i,
  /^not (applicable|required|responsible|in scope)\b/i,
  /^(\S+ ){1,4}(is|are) not responsible\b/i,
  /^(\S+ ){1,4}(has|have) no (\S+ ){0,2}(responsibilit(y|ies)|dut(y|ies)|part)\b/i,
];
const EXCEPTIONS = /\b(unless|except|but|however|other than|only|if)\b/i;
/** In the other languages that headings are known in, a sentence that begins so is for a person to read. */
const DENIES_ELSEWHERE =
  /^(kein\p{L}*|nicht|nichts|entfällt|aucune?|pas|ne|rien|sans|néant|non|ning[uú]n\p{L}*|nada|nessun\p{L}*|niente|geen|niet|niets|nie|brak|żad\p{L}*)(?!\p{L})/iu;
/** Behind its subject a sentence may deny as well, and no more behind what it says first; "must not" is left out, because it says what somebody has to see to. */
const DENIES_BEHIND =
  /^(?:(?!(?:what|whatever|which|that|who|whom|when|where|if|as|was|wer|wenn|soweit|ce|qui|que|si|wat|dat|co|gdy) )\S*[^\s;:.] ){1,4}(?:(?:do|does|is|are|was|were|has|have|needs?)(?: not|n['’]t| never| no| none| nothing)|(?:ist|sind|hat|haben|muss|müssen|macht|machen|tut|tun|trägt|tragen) (?:\S+ ){0,3}(?:nicht|nichts|nie|kein\p{L}*)|ne (?:fait|font|est|sont|gère|gèrent) (?:pas|rien|jamais|aucune?)|n['’](?:a|ont|est|assure|assurent) (?:pas|rien|jamais|aucune?)|no (?:es|son|tienen?|hacen?)|non (?:è|sono|ha|hanno|fa|fanno)|(?:is|zijn|heeft|hebben|doet|doen|hoeft|hoeven) (?:\S+ ){0,3}(?:niet|niets|nooit|geen)|nie (?:jest|są|ma|mają|robi|robią|odpowiadają?))(?!\p{L})/iu;
/** Without a subject, where an order is none: "Does not manage accounts" denies, and "Do not share keys" is what somebody has to see to. */
const DENIES_AT_ONCE =
  /^(?:never|(?:does|is|are|was|were|has)(?: not|n['’]t| never| no)|n['’]\p{L}+ (?:pas|rien|jamais|aucune?)|\p{L}{2,}t (?:nicht$|nichts|nie|kein\p{L}*|niet$|niets|nooit|geen))(?![\p{L}-])/iu;
/** What is somebody else's, or stands somewhere else. */
const ELSEWHERE =
  /^(?:(?:is |are )?(?:out(?:side)?|beyond)(?: of)? (?:\S+ ){0,4}(?:scope|control|responsibilit(?:y|ies))|(?:please )?(?:see|refer to|same as|as) (?:the )?(?:\S+ ){0,2}(?:above|below|column|row))(?!\p{L})/iu;
/** What is not settled, or not begun. */
const NOT_SETTLED =
  /^(?:(?:still |yet )?(?:to be |being )(?:clarified|discussed|determined|decided|defined|agreed|confirmed)|(?:still )?(?:under|in) (?:discussion|clarification|progress)|(?:still |not )(?:open|clear|known)|unclear|unknown(?= (?:at|yet|who|whether|if) )|not (?:started|done|yet)|planned (?:for|in)|waiting (?:for|on)|pending (?:with|from|review|approval|decision)|gap(?=:)|please (?:confirm|check|clarify)|open (?:question|point|issue)|noch (?:zu|offen|nicht|unklar|in)|offen|unklar|wird noch|geplant|por (?:definir|confirmar|aclarar)|pendiente|à (?:définir|confirmer|préciser|clarifier)|en (?:cours|attente)|da (?:definire|confermare|chiarire)|nog (?:te|niet|onduidelijk)|do (?:ustalenia|potwierdzenia|wyjaśnienia))(?![\p{L}-])/iu;
/** What another party does for it: `Fully managed by AWS`. */
const HELD_BY =
  /^(?:(?:this|it|all|(?:the |this )?\S+) (?:is|are) |to be |is |are )?(?:\S+ly )?(?:inherited|managed|provided|handled|owned|covered|performed|operated) (?:\S+ )?(?:by|from) (?:(?:the|our|your|its) )?(\S+(?: \S+)?)/i;
const LONGEST_BEGINNING = 200;
const spaced = (words: readonly string[]): ReadonlySet<string> => new Set(words.map((word) => ` ${word} `));
/** Words for the other party, between blanks. */
const WORDS_OF: Readonly<Partial<Record<Meaning, ReadonlySet<string>>>> = {
  customer: spaced([...LAYOUT_DATA.parties.upstream, ...LAYOUT_DATA.parties.vendor]),
  vendor: spaced(LAYOUT_DATA.parties.customer),
};
/** Behind the other party these make it the one who does it: "Customer patches the guests", where "Customer data is encrypted" does not. */
const DOES =
  /^(?:is|are|must|shall|should|will|has|have|needs?|may|can|to|only|responsible|responsibilit(?:y|ies)|takes|does|\p{Ll}+s (?:the|an?|its|their|all|any|own)) /u;
/** In front of the other party these say that it does it: "Responsibility lies with the customer", "Géré par le client", "Erfolgt durch den Kunden". */
const LEFT_TO =
  /^(?:(?:\S+ ){0,4}(?:left to|lies with|rests with|falls (?:to|on|under)|remains with|duty of|responsibility of|task of|job of)|(?!\S+ (?:\S+ )?by )\S+ (?:\S+ ){0,2}(?:par|durch|por|da|dal|dai|dalla|door|przez|liegt bei|liegt beim|ligt bij|bei|beim|bij)|wird (?:\S+ ){0,2}(?:von|vom)|(?:(?:this|it|that) (?:is|remains) )?up to|(?:this|it|that) (?:is|remains)) $/iu;
const ARTICLES = / (?:the|our|your|le|la|les|l|el|los|il|lo|i|gli|de|het|der|den|dem|die|des) $/;
// Below, a text is folded and stands between blanks.
/** The other one does it by what stands in front of that party. */
const leavesToAnother = (folded: string, others: ReadonlySet<string>): boolean =>
  [...others].some((word) => {
    const at = folded.indexOf(word);
    return at >= 0 && LEFT_TO.test(folded.slice(1, at + 1).replace(ARTICLES, ' '));
  });
/** It is about what the other one does, and says nothing of its own. */
function isAboutAnother(folded: string, others: ReadonlySet<string>, own: ReadonlySet<string>): boolean {
  const bare = folded.replace(/^ (?:the|our|your|its|see|refer to) /, ' ');
  const named = [...others].find((word) => bare.startsWith(word));
  if (named === undefined) return false;
  const words = bare.slice(named.length);
  return words === '' || (DOES.test(words) && !words.split(' ').some((word) => own.has(` ${word} `)));
}
/** It says of this party that it does not: "AWS no gestiona los accesos". */
function deniesItself(folded: string, own: ReadonlySet<string>): boolean {
  const [, word] =
    /^( .{1,40}? )(?:no|non|ne|n|nie|never) /.exec(folded.replace(/^ \p{L}{1,3} /u, ' ')) ?? [];
  return word !== undefined && own.has(word);
}
/** It begins by saying that the other one does it. */
function isHeldByAnother(read: string, others: ReadonlySet<string>): boolean {
  const [, named] = HELD_BY.exec(read) ?? [];
  if (named === undefined) return false;
  const [first = '', ...more] = fold(named).split(' ');
  return others.has(` ${first} `) || others.has(` ${[first, ...more].join(' ')} `);
}
/** Whether a sentence in a party's own column says that another one does it, or that this one does not. */
export function isAnothers(text: string, column: Meaning, rename: Rename): boolean {
  const [others, own] = [WORDS_OF[column], WORDS_OF[column === 'customer' ? 'vendor' : 'customer']];
  if (others === undefined || own === undefined) return false;
  const read = rename(text.slice(0, LONGEST_BEGINNING));
  const folded = ` ${fold(read)} `;
  return (
    isHeldByAnother(read, others) ||
    leavesToAnother(folded, others) ||
    isAboutAnother(folded, others, own) ||
    deniesItself(folded, own)
  );
}
/** Whether a sentence in a party's own column says that the party does nothing; perhaps: a person has to read it. */
export function denies(text: string): 'yes' | 'no' | 'perhaps' {
  if (DENIALS.some((pattern) => pattern.test(text))) return EXCEPTIONS.test(text) ? 'perhaps' : 'yes';
  return /^(there (is|are) )?(no|not|none|nothing)\b/i.test(text) ||
    DENIES_ELSEWHERE.test(text) ||
    DENIES_AT_ONCE.test(text) ||
    ELSEWHERE.test(text) ||
    NOT_SETTLED.test(text) ||
    DENIES_BEHIND.test(text.slice(0, LONGEST_BEGINNING))
    ? 'perhaps'
    : 'no';
}
