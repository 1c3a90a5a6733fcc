import type { Meaning } from '../../../contract/claims.ts';
import { fold, inWords, namesAnother, type Rename } from '../words.ts';
import { mustBe } from './clauses.ts';
import { CUSTOMER, type OwnAndOther, PARTIES_OF, PROVIDER, THIRD } from './own-and-other.ts';
import { doesIt } from './verbs.ts';

// A sentence in a party's own column may say that another party does it. The ways of saying so that are known are each a rule below.

/** A text, in which the parties' names are roles, and the words for them; folded, both stand between blanks. */
export interface Sentence extends OwnAndOther {
  readonly read: string;
  readonly folded: string;
}

/** Whose it is is said at the beginning. */
const LONGEST_BEGINNING = 200;

/** "Patched and monitored by AWS", "The hypervisor is patched by AWS", "To be done by the customer". */
const HELD_BY =
  /^(?:(?:(?!(?:that|which|what|who) )\S*[^\s.;:] ){1,5}?(?:is|are)(?: to be)? |(?:is|are|(?:to|must|shall|should|will|has to|have to|needs? to) be) )?(?:\p{L}+ly )*(\p{L}+ed|\p{L}+en|done|held|kept|run|met|built|set up|taken care of)(?:(?:,|,? and) (?:\p{L}+ed|\p{L}+en|run)){0,3}(?: (?:up|out))?(?: (?!not )\S+)? by (?:(?:the|our|your|its) )?(\S+(?: \S+)?)/iu;
/** "Inherited from AWS", "Covered under the AWS report". */
const PASSED_ON =
  /^(?:(?:this|it|all|(?:the |this )?\S+) (?:is|are) |to be |is |are )?(?:\S+ly )?(?:(inherited|provided|leveraged) (?:\S+ )?from|(covered|satisfied|met|addressed|attested) (?:\S+ )?(?:by|from|under|in|through|via)) (?:(?:the|our|your|its) )?(\S+(?: \S+)?)/iu;
/** Who is behind these helps, asks for it or has it, and does not do it. */
export const IS_FOR =
  /^(?:requested|request|required|recommended|instructed|ordered|triggered|initiated|opened|submitted|used|inherited|inheritable|uploaded|stored|developed|chosen|defined|approved|approval|notification|consent|supported|assisted|advised|audited|certified|published|released|paid|reported|raised|accessed|supplied|segregated|separated|segmented|isolated|partitioned|grouped|metered|scheduled)$/iu;
/** How a text says that the other party does it: in its own words, or by something of the other's that has a name, "Managed by AWS Systems Manager". */
function heldBy({ read, folded, own, others }: Sentence): 'another' | 'its tool' | null {
  const [, from, covered, of] = PASSED_ON.exec(read) ?? [];
  const [, done = '', by] = HELD_BY.exec(read) ?? [];
  // "Protects what is uploaded by customers".
  const named = of ?? (doesIt(folded, false) === 'no' ? by : undefined);
  // What customers inherit is the provider's.
  if (named === undefined || (own === PROVIDER && /^inherited$/iu.test(done))) return null;
  const [first = '', second = ''] = named.split(' ');
  const isOne = others.has(` ${fold(first)} `);
  if (!isOne && !others.has(` ${fold(named)} `)) return null;
  if (from !== undefined || covered !== undefined || /^(?:inherited|covered)$/iu.test(done)) return 'another';
  if (IS_FOR.test(done)) return null;
  return isOne && /^\p{Lu}/u.test(second) && !/[.,;:!]$/u.test(first) ? 'its tool' : 'another';
}
const isHeldByAnother = (sentence: Sentence): boolean => heldBy(sentence) !== null;

/** "AWS managed", "Vendor-owned", "AWS side", where "AWS managed policies" are what a customer has. */
const OF_ANOTHER =
  /^ (?:(?:is |are )?(?:managed|owned|inherited|provided|handled|controlled|administered|operated|performed|maintained|implemented|supplied|hosted|run|delivered|secured|side|scope|part|duty|duties|task|job|domain|area|staff|personnel|team)(?: (?:service|control|only|by default))? $|(?:\p{L}+ ){1,4}(?:is |are )?relied (?:up)?on $)/u;
/** "See AWS", "Ref. AWS", "via AWS". */
const LEADS_TO =
  /^ (?:(?:see|ref|cf|via|per|from|by|through|at|durch|von|par|por|door|przez) )?(?:(?:the|den|dem|le|el|il|de|o) )?$/u;
const isOfAnother = ({ folded, others }: Sentence): boolean =>
  [...others].some((word) => {
    const at = folded.indexOf(word);
    if (at < 0 || !LEADS_TO.test(folded.slice(0, at + 1))) return false;
    const behind = folded.slice(at + word.length - 1);
    return behind === ' ' || OF_ANOTHER.test(behind);
  });

/** What stands in front of the party that it is left to. */
const LEFT_TO: readonly RegExp[] = [
  // "Responsibility lies with the customer".
  /^(?:\S+ ){0,4}(?:left to|(?:delegated|outsourced) to|lies with|rests with|falls (?:to|on|under)|remains with|duty of|responsibility of|task of|job of) $/iu,
  // "Assigned to AWS", where "Data transferred to AWS" and "IDs are assigned to customers" are something else.
  /^(?:(?:(?:this|it|the \S+|responsibility|duty|task|control) )?(?:is |are )?)?(?:assigned|transferred) to $/iu,
  // "Géré par le client", "Erfolgt durch den Kunden"; in an English sentence with "by" these are other words.
  /^(?!\S+ (?:\S+ )?by )\S+ (?:\S+ ){0,2}(?:par|durch|por|pela|pelo|door|przez|liegt bei|liegt beim|ligt bij) $/iu,
  // "Gestito da AWS", where "Contas da AWS" are the customer's.
  /^(?:\S+ ){0,3}\S*(?:[aiu]t[aeio]|[rst]t[aeio]|s[io])(?: \S+mente)? (?:da|dal|dai|dalla) $/iu,
  // "Wird von AWS ...".
  /^wird (?:\S+ ){0,2}(?:von|vom) $/iu,
  // "Up to the customer", "This is the customer's".
  /^(?:(?:(?:this|it|that) (?:is|remains) )?up to|(?:this|it|that) (?:is|remains)) $/iu,
];
const ARTICLE_IN_FRONT = /^ the /;
const ARTICLE = / (?:the|our|your|le|la|les|l|el|los|il|lo|i|gli|de|het|der|den|dem|die|des) $/;
/** What a party is called after in other languages than English, once articles and what they are drawn together with are taken away. */
const PREPOSITION =
  /(?: (?:de|du|des|de la|de l|d|al?|au|aux|à|del|di|dei|della|dello|alla|allo|do|da|ao|van|von|vom|dem|der|den|bei|beim|bij|en|sur|su|op|na|w)){1,3} $/u;
/** "Aufgabe des Kunden", "À la charge du client", "Corresponde al cliente", "A carico di AWS", "Po stronie klienta", "Lo gestiona AWS". */
const NAMED_AFTER =
  /^ (?:(?:das|dies|es|ce|c|cela|esto|questo|dit|to|isto) )?(?:(?:ist|est|es|è|is|jest|é) )?(?:(?:aufgabe|sache|pflicht|verantwortung|verantwortlichkeit|zuständigkeit|obliegt|liegt|liegen|(?:zuständig|verantwortlich)(?: ist)?)|(?:à la charge|relève|incombe|responsabilité|du ressort|tâche|dépend|pris en charge)|(?:corresponde|a cargo|responsabilidad|tarea|obligación|recae|compete|lo (?:gestiona|hace|realiza|cubre|opera))|(?:a carico|spetta|responsabilità|compito|compete)|(?:verantwoordelijkheid|taak|voor rekening|ligt)|(?:po stronie|odpowiedzialność|zadanie|obowiązek|należy do|leży po stronie)|(?:responsabilidade|fica a cargo|cabe|por conta|tarefa|dever)) $/u;
const isLeftToAnother = ({ folded, others }: Sentence): boolean =>
  [...others].some((word) => {
    const at = folded.indexOf(word);
    if (at < 0) return false;
    const front = folded.slice(0, at + 1);
    return (
      LEFT_TO.some((pattern) => pattern.test(front.slice(1).replace(ARTICLE, ' '))) ||
      NAMED_AFTER.test(front.replace(ARTICLE, ' ').replace(PREPOSITION, ' '))
    );
  });

/** In front of the other party these are no words of the sentence. */
const FILLER = /^ (?:(?:the|our|your|its|see|refer to|le|la|el|il|der|die|de|het|o|a|\p{L}+ly|only) )+/u;
/** Behind the other party these make it the one who does it: "Customer is responsible", where "Customer data is encrypted" does not. What it can do may be left. */
const DOES: readonly RegExp[] = [
  /^(?:is|are|must|shall|should|will|has|have|needs?|to|only|responsible|responsibilit(?:y|ies)|does|takes) /u,
  /^(?:allein|ist|sind|muss|müssen|verantwortlich|zuständig|verwaltet|betreibt|übernimmt|stellt|sichert|patcht|führt|sorgt|kümmert) /u,
  /^(?:seule?|est|sont|doit|doivent|responsable|gère|assure|fournit|réalise|exploite|configure|applique) /u,
  /^(?:es|son|debe|deben|gestiona|proporciona|realiza|asegura|configura|aplica) /u,
  /^(?:è|sono|deve|devono|responsabile|gestisce|fornisce|esegue|garantisce|applica) /u,
  /^(?:moet|moeten|verantwoordelijk|beheert|levert|verzorgt|zorgt|voert) /u,
  /^(?:jest|są|musi|muszą|odpowiada|zarządza|zapewnia|dostarcza|utrzymuje) /u,
  /^(?:é|são|deve|devem|responsável|gerencia|gere|fornece|garante) /u,
];
/** What the other party gets, or may do with what it gets, somebody else does: "Customers are notified", "AWS must be informed". */
export const IS_GIVEN =
  /^(?:(?:is|are|must be|shall be|should be|will be|has to be|have to be|needs? to be) (?:\p{L}+ly )?(?:informed|notified|told|given|granted|sent|shown|provided with|supplied with|offered|alerted|contacted|asked|consulted|used|configured|kept informed|made aware|advised of|trained)|(?:can|may|will|could) (?:also )?(?:download|inherit|obtain|request|view|see|access|get|receive|retrieve|read|find)|have access|has access|receives?|gets?|inherits?|benefits?|sees? (?:only|its|their)) /u;
/** "AWS does not patch guests" leaves it to whom it is said to. */
const DOES_NOT =
  /^(?:(?:do|does|is|are|has|have|can|will|must|shall|should|may|needs?) ?(?:not|no|never|n t)|cannot|can t) /u;
/** What a customer has of a cloud: what stands in these is its own. */
const MADE_OF =
  /^(?:\p{L}+ ){0,3}(?:rules?|polic(?:y|ies)|plans|roles?|templates?|baselines?|configurations?|settings|groups?|keys?|alarms?|administrators?|accounts?|functions|scripts|pipelines|tags|workflows) /u;
/** For whom the other one does it. */
const ON_BEHALF =
  /(?: (?:for|to|of|on behalf of|für|pour|para|per|voor|dla)(?: (?:the|its|our|all|any|den|die|le|les|el|los|il|i|de|o|os))?)$/u;
/** Whether the party itself has a part in a text, and not only the use of it. */
const hasPart = (text: string, own: ReadonlySet<string>): boolean =>
  [...own].some((word) => {
    const at = text.indexOf(word);
    return at >= 0 && !ON_BEHALF.test(text.slice(0, at));
  });
/** The other party where a sentence begins with it, and what stands behind it; "your" may be the customer or in front of the vendor. */
export function beginsWith({ folded, others }: Sentence): { named: string; behind: string } | null {
  for (const text of [folded, folded.replace(FILLER, ' ')]) {
    const named = [...others].find((word) => text.startsWith(word));
    if (named !== undefined) return { named, behind: text.slice(named.length) };
  }
  return null;
}
export const isSeveral = (named: string): boolean => /(?:[^s]s|you|we) $/u.test(named);
/** It is about what the other one does, and says nothing of its own. */
function isAboutAnother(sentence: Sentence): boolean {
  const { named, behind } = beginsWith(sentence) ?? {};
  if (named === undefined || behind === undefined) return false;
  return (
    behind === '' ||
    ((DOES.some((pattern) => pattern.test(behind)) || doesIt(behind, isSeveral(named)) === 'yes') &&
      !IS_GIVEN.test(behind) &&
      !DOES_NOT.test(behind) &&
      !hasPart(` ${behind}`, sentence.own))
  );
}

/** "Customers rely on AWS", "Der Kunde verlässt sich auf AWS". */
const RELIES =
  /^ (?:(?:the|all|der|die|le|les|el|los|il|i|de|o|os) )?(?:\p{L}+ ){0,2}(?:rel(?:y|ies|iance|ying)|dependen(?:ce|cy|t)|depends?|verlässt sich|verlassen sich|s appuie|s appuient|se apoya|confía|si affida|vertrouwt|polega|depende|dépend) (?:up)?(?:on|auf|sur|en|a|ad|op|na|de|da) (?:the )?$/u;
const reliesOnAnother = ({ folded, others }: Sentence): boolean =>
  [...others].some((word) => {
    const at = folded.indexOf(word);
    return at >= 0 && RELIES.test(folded.slice(0, at + 1));
  });

/** What a customer has by inheriting it is the provider's: "Customers may inherit this control", "Wird geerbt", "Hérité". */
const INHERITED =
  /^(?:inherit(?:s|ed|able|ance)?|ge?erbt|vererbt|erbt|erben|hérit\p{L}+|hereda\p{L}*|heredan|eredit\p{L}+|overgeërfd|geërfd|erft|dziedzicz\p{L}+|herda\p{L}*)$/u;
/** What may stand in front: who inherits, what is inherited, and how. */
const WHAT_IS_INHERITED: ReadonlySet<string> = new Set(
  'full 100 the this these that all it they is are be can may will could shall should must has have been control controls requirement requirements der die das diese dieser wird werden ist sind kann können maßnahme kontrolle anforderung le la les l ce cette contrôle exigence est sont peut être el los este esta control requisito es son se puede il lo i questo controllo requisito è sono può viene de het deze dit maatregel wordt is kan ten ta to kontrola wymaganie jest są może być o a os este controle é são pode ser vollständig komplett ganz entièrement totalement totalmente completamente completo volledig całkowicie'.split(
    ' ',
  ),
);
/** What happens without anybody: "Enabled automatically", "On by default", "Fully managed service". */
const BY_ITSELF: readonly RegExp[] = [
  /^ (?:(?:is|are|it is|always) )?(?:(?:enabled|activated|applied|active|on|done|performed|provided|handled|encrypted|patched|updated) )?(?:automatic(?:ally)?|by default|automatisch|standardmäßig|automatiquement|automatique|par défaut|automáticamente|automático|por defecto|automaticamente|automatico|per impostazione predefinita|standaard|automatycznie|domyślnie|por padrão)(?: (?:enabled|aktiviert|aktiv|activé|activado|attivo|ingeschakeld|włączone|ativado|applied|encrypted|done))? $/u,
  /^ (?:activé|activado|attivato|ativado|włączone|ingeschakeld) (?:par défaut|automatiquement|por defecto|automáticamente|automaticamente|domyślnie|standaard|por padrão) $/u,
  /^ (?:fully |aws |vendor )*managed (?:service|by default) $/u,
  /^ (?:(?:provided|included|handled|covered|done) )?(?:as )?(?:a )?part of (?:the|this) (?:managed )?(?:service|platform|offering) $/u,
];
/** "Transparent to the customer". */
const UNSEEN =
  /^ (?:(?:is|are|it is|fully) )?(?:transparent|invisible|hidden|not visible|opaque|abstracted(?: away)?) (?:to|from|for)( (?:the )?\S+ )$/u;
/** Below the customer: it has it without doing anything. */
function hasItAnyway({ folded, own }: Sentence): boolean {
  if (BY_ITSELF.some((pattern) => pattern.test(folded))) return true;
  const [, unseen] = UNSEEN.exec(folded) ?? [];
  return unseen !== undefined && own.has(unseen.replace(ARTICLE_IN_FRONT, ' '));
}
/** "Customers inherit this control", "Hostwell inherits it from AWS": what is inherited below a provider by itself is so by its customers. */
function inheritsIt({ folded, own, others }: Sentence): boolean {
  const words = folded.trim().split(' ');
  const at = words.findIndex((word) => INHERITED.test(word));
  const isOwn = (word: string): boolean => own.has(` ${word} `);
  const isOfThis =
    own === CUSTOMER ||
    (words.slice(0, Math.max(0, at)).some(isOwn) && [...others].some((word) => folded.includes(word)));
  return (
    at >= 0 &&
    isOfThis &&
    words.slice(0, at).every((word) => WHAT_IS_INHERITED.has(word) || isOwn(word) || /^\p{L}+ly$/u.test(word))
  );
}

/** An article and the party in front of a denial: "AWS no gestiona los accesos". */
const SUBJECT = /^( .{1,40}? )(?:no|non|ne|n|nie|never) /;
const SHORT_ARTICLE = /^ \p{L}{1,3} /u;
function deniesItself({ folded, own }: Sentence): boolean {
  const [, subject] = SUBJECT.exec(folded.replace(SHORT_ARTICLE, ' ')) ?? [];
  return subject !== undefined && own.has(subject);
}

const RULES = [
  inheritsIt,
  isHeldByAnother,
  isLeftToAnother,
  isAboutAnother,
  isOfAnother,
  reliesOnAnother,
  deniesItself,
];
/** A clause as these rules read it; null for a column that has no other party beside it. */
export function sentenceOf(text: string, column: Meaning, rename: Rename): Sentence | null {
  const parties = PARTIES_OF[column];
  if (parties === undefined) return null;
  // "AWS's responsibility", "100 % AWS" and "Kundenverantwortung" are the same without.
  const read = inWords(rename(text.slice(0, LONGEST_BEGINNING)))
    .replace(/(?<=^it)['’]s(?!\p{L})/iu, ' is')
    .replace(/(?<=\p{L})['’]s?(?!\p{L})/gu, '')
    .replace(/\(?\b100 ?%\)?/gu, '')
    .trim();
  const { own, others } = parties;
  // Whose name is that of a third one stands beside the vendor as the customer does: a cloud below whoever builds on it.
  return {
    read,
    folded: ` ${fold(read)} `,
    own,
    others: namesAnother(text.slice(0, LONGEST_BEGINNING), rename) ? new Set([...others, THIRD]) : others,
  };
}
/** Whether a clause begins with the other party, and says nothing else of whose it is. */
export function beginsWithAnother(text: string, column: Meaning, rename: Rename): boolean {
  const sentence = sentenceOf(text, column, rename);
  return sentence !== null && beginsWith(sentence) !== null;
}
/** Whether a sentence in a party's own column says that another one does it, or that this one does not. */
export function isAnothers(text: string, column: Meaning, rename: Rename): boolean {
  const sentence = sentenceOf(text, column, rename);
  if (sentence === null) return false;
  return RULES.some((rule) => rule(sentence)) || (sentence.own === CUSTOMER && hasItAnyway(sentence));
}

/**
 * Whether a clause that is another's goes on with a duty of the party's own: "Inherited controls must be documented", "Implemented by AWS WAF rules configured for each
 * application". Perhaps: it names what customers make of a cloud, "Managed by AWS IAM policies".
 */
export function hasOwnTail(text: string, column: Meaning, rename: Rename): 'yes' | 'no' | 'perhaps' {
  const sentence = sentenceOf(text, column, rename);
  if (sentence === null || isAboutAnother(sentence) || !isAnothers(text, column, rename)) return 'no';
  const { folded, own, others } = sentence;
  const ends = [...others].flatMap((word) => {
    const at = folded.indexOf(word);
    return at < 0 ? [] : [at + word.length - 1];
  });
  if (ends.length === 0 && own === CUSTOMER) {
    const words = folded.trim().split(' ');
    const at = words.findIndex((word) => INHERITED.test(word));
    if (at >= 0) ends.push(words.slice(0, at + 1).join(' ').length + 1);
  }
  if (ends.length === 0) return 'no';
  const tail = folded.slice(Math.min(...ends));
  const must = mustBe(tail, others);
  if (must !== 'no') return must;
  const held = heldBy(sentence);
  const isMadeOf = held !== null && MADE_OF.test(tail.slice(1));
  if (isMadeOf && IS_SET.test(tail)) return 'yes';
  return isMadeOf || held === 'its tool' ? 'perhaps' : 'no';
}
const IS_SET =
  / (?:configured|enabled|customi[sz]ed|set up|defined|written|chosen) (?!by default|automatically)/u;
