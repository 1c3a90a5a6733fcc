import { clausesOf, givesDuty } from './clauses.ts';
import { CUSTOMER } from './own-and-other.ts';

// What is said in a party's own column is what the party does, but for sentences that say that it does nothing, or leave it open. By the kind of
// sentence, and within a kind by the languages that headings are known in, one expression each; whose part it is instead, `left-to-another.ts` tells.

type Kind = readonly RegExp[];
const isOf = (text: string, kind: Kind): boolean => kind.some((pattern) => pattern.test(text));

/** It surely does nothing, unless an exception follows. */
const NOTHING_TO_DO: Kind = [
  // "No customer action", "There are no duties".
  /^(there (is|are) )?no (\S+ ){0,3}(responsibilit(y|ies)|dut(y|ies)|actions?)\b/i,
  // "Not applicable".
  /^not (applicable|required|responsible|in scope)\b/i,
  // "The customer is not responsible".
  /^(\S+ ){1,4}(is|are) not responsible\b/i,
  // "The customer has no further part".
  /^(\S+ ){1,4}(has|have) no (\S+ ){0,2}(responsibilit(y|ies)|dut(y|ies)|part)\b/i,
];
/** Whose part it is that such a text denies, with what stands in front of it: "AWS" of "AWS is not responsible", "customer" of "No customer action". */
export const deniedOf = (text: string): string => {
  const [, what, who] = DENIED_OF.exec(text) ?? [];
  return what ?? who ?? '';
};
const DENIED_OF =
  /^(?:(?:there (?:is|are) )?no ((?:\S+ ){0,3}?)(?:responsibilit|dut|action)|((?:\S+ ){1,4}?)(?:(?:is|are) not responsible|(?:has|have) no ))/i;
/** What may take a denial back. */
const MAY_TAKE_BACK = /\b(unless|except|but|however|other than|only|if)\b/i;

/** It begins with a word that denies: "None for S3", "Keine Pflichten", "Sans objet". */
const BEGINS_WITH_NO: Kind = [
  /^(there (is|are) )?(no|not|none|nothing)\b/i,
  // "N/A for customers".
  /^n[/.]a\.? /i,
  /^(kein\p{L}*|nicht|nichts|entfällt)(?!\p{L})/iu,
  /^(aucune?|pas|ne|rien|sans|néant|non)(?!\p{L})/iu,
  /^(ning[uú]n\p{L}*|nada)(?!\p{L})/iu,
  /^(nessun\p{L}*|niente)(?!\p{L})/iu,
  /^(geen|niet|niets)(?!\p{L})/iu,
  /^(nie|brak|żad\p{L}*|bez)(?!\p{L})/iu,
  /^(sem|nenhum\p{L}*|não(?= (?:se aplica|há|tem|é|requer|aplicável)))(?!\p{L})/iu,
  /^(sin|senza)(?!\p{L})/iu,
  // "Für den Kunden nicht relevant".
  /^(?:for|für|pour|para|per|voor|dla) (?:\S+ ){1,3}(?:not|nicht|pas|no|non|niet|nie|não) (?:relevan\p{L}+|appli[ck]ab\p{L}+|applicabile|required|needed|necessary|erforderlich|nötig|notwendig|anwendbar|requis\p{L}?|nécessaire|necesari\p{L}|aplicable|rilevante|necessari\p{L}|nodig|van toepassing|istotne|wymagane|dotyczy|aplicável|necessári\p{L})(?!\p{L})/iu,
];
/** Without a subject, where an order is none: "Does not manage accounts" denies, and "Do not share keys" is what somebody has to see to. */
const BEGINS_WITH_VERB: Kind = [
  /^never(?![\p{L}-])(?! (?!\p{L}+ed )\p{L}+(?<=ss|[^s])(?= ))/iu,
  /^(?:does|is|are|was|were|has)(?: not|n['’]t| never| no)(?! (?:allow|permit|accept|tolerate)(?!t?ed))(?![\p{L}-])/iu,
  // "N'assure pas", "n’est jamais".
  /^n['’]\p{L}+ (?:pas|rien|jamais|aucune?)(?![\p{L}-])/iu,
  /^(?:provides?|offers?|performs?|supplies|takes|makes) no(?![\p{L}-])/iu,
  // Verbs in the third person: "betreibt keine Hosts", "beheert niet".
  /^\p{L}{2,}t (?:nicht$|nichts|nie|kein\p{L}*|niet$|niets|nooit|geen)(?![\p{L}-])/iu,
];
/** It is somebody else's, or stands somewhere else: "Out of scope", "See the row above". */
const IS_ELSEWHERE: Kind = [
  /^(?:is |are )?(?:out(?:side)?|beyond)(?: of)? (?:\S+ ){0,4}(?:scope|control|responsibilit(?:y|ies))(?!\p{L})/iu,
  /^(?:please )?(?:see|refer to|same as|as) (?:the )?(?:\S+ ){0,2}(?:above|below|left|right|previous|next|column|row)(?!\p{L})/iu,
  // "Same as SNS", "See AC-2", "ditto".
  /^(?:same (?:as|here)|ditto|dito|do\.|idem|(?:see|refer to) \p{L}{1,4}[-.]?\d)(?!\p{L})/iu,
  /^(?:siehe|s\. ?o\.|vgl|wie (?:oben|zuvor|vor|bei)|außerhalb de[rs])(?!\p{L})/iu,
  /^(?:voir(?! à ce)|cf|comme (?:ci-dessus|pour)|identique à|hors (?:de )?(?:périmètre|champ|portée|scope))(?!\p{L})/iu,
  /^(?:ver|véase|igual (?:que|al?)|como (?:arriba|el anterior)|fuera del? (?:alcance|ámbito|scope))(?!\p{L})/iu,
  /^(?:vedi|come (?:sopra|per)|uguale a|fuori (?:ambito|perimetro|scope))(?!\p{L})/iu,
  /^(?:zie|zoals (?:hierboven|bij)|gelijk aan|buiten (?:de )?scope)(?!\p{L})/iu,
  /^(?:zob|zobacz|patrz|jak (?:wyżej|w)|j\. ?w\.|poza zakresem)(?!\p{L})/iu,
  /^(?:vide|igual (?:ao?|à)|como acima|fora d[eo] (?:escopo|âmbito))(?!\p{L})/iu,
];
/** It is not settled, or not begun: "To be agreed", "Noch zu klären", "À définir". */
const IS_OPEN: Kind = [
  /^(?:still |yet )?(?:to be |being )(?:clarified|discussed|determined|decided|defined|agreed|confirmed)(?![\p{L}-])/iu,
  /^(?:still )?(?:under|in) (?:discussion|clarification|progress|review|development|investigation|consideration)(?![\p{L}-])/iu,
  /^(?:still |not )(?:open|clear|known)(?![\p{L}-])/iu,
  /^(?:unclear|unknown(?= (?:at|yet|who|whether|if) )|not (?:started|done|yet)|planned (?:for|in)|waiting (?:for|on))(?![\p{L}-])/iu,
  /^(?:pending (?:with|from|review|approval|decision)|gap(?=:)|please (?:confirm|check|clarify)|open (?:question|point|issue))(?![\p{L}-])/iu,
  /^(?:noch (?:zu|offen|nicht|unklar|in)|offen|unklar|wird noch|geplant)(?![\p{L}-])/iu,
  /^(?:por (?:definir|confirmar|aclarar)|pendiente)(?![\p{L}-])/iu,
  /^(?:à (?:définir|confirmer|préciser|clarifier)|en (?:cours|attente))(?![\p{L}-])/iu,
  /^da (?:definire|confermare|chiarire)(?![\p{L}-])/iu,
  /^nog (?:te|niet|onduidelijk)(?![\p{L}-])/iu,
  /^do (?:ustalenia|potwierdzenia|wyjaśnienia)(?![\p{L}-])/iu,
];

/** Behind its subject a sentence may deny as well; "must not" is left out, because it says what somebody has to see to. */
const DENIES_OF_SUBJECT: Kind = [
  // "AWS provides no backup", where "allows no default passwords" is what somebody sees to.
  /^(?:provides?|offers?|performs?|supplies|takes|makes) no(?![\p{L}-])/iu,
  /^(?:do|does|is|are|was|were|has|have|needs?)(?: not|n['’]t| never| no| none| nothing)(?! (?:allow|permit|accept|tolerate)(?!t?ed))(?!\p{L})/iu,
  // "Customer not responsible".
  /^not (?:responsible|accountable|involved|applicable|required|in scope)(?!\p{L})/iu,
  // "Customers should not need to act", "Users will see no impact", "Customers need to take no action".
  /^(?:should|will|would|shall|must)(?: not|n['’]t) (?:need|have) to(?!\p{L})/iu,
  /^(?:(?:will|should|may) )?(?:see|notice|experience)s? no(?!\p{L})/iu,
  /^(?:needs?|has|have) to (?:take|do|perform|provide|make) (?:no|nothing)(?!\p{L})/iu,
  /^ne (?:doit|doivent) rien(?!\p{L})/iu,
  // What nobody may do is seen to by somebody: "cannot log on without a token".
  /^(?:cannot|can not|can['’]t) (?:configure|change|modify|alter|control|manage|influence|see|view|inspect)(?!\p{L})/iu,
  /^(?:ist|sind|hat|haben|muss|müssen|macht|machen|tut|tun|trägt|tragen|bietet|bieten|stellt|erstellt|übernimmt) (?:\S+ ){0,3}(?:nicht|nichts|nie|kein\p{L}*)(?!\p{L})/iu,
  /^ne (?:fait|font|est|sont|gère|gèrent|fournit|fournissent|propose|réalise) (?:pas|rien|jamais|aucune?)(?!\p{L})/iu,
  /^n['’](?:a|ont|est|assure|assurent) (?:pas|rien|jamais|aucune?)(?!\p{L})/iu,
  /^no (?:es|son|tienen?|hacen?|ofrecen?|proporcionan?|realizan?)(?!\p{L})/iu,
  /^non (?:è|sono|ha|hanno|fa|fanno|offre|fornisce|esegue)(?!\p{L})/iu,
  /^(?:is|zijn|heeft|hebben|doet|doen|hoeft|hoeven|biedt|levert|maakt) (?:\S+ ){0,3}(?:niet|niets|nooit|geen)(?!\p{L})/iu,
  /^não (?:é|são|tem|faz|oferece|fornece|realiza)(?!\p{L})/iu,
  /^nie (?:jest|są|ma|mają|robi|robią|odpowiada(?:ją)?|zapewnia(?:ją)?|wykonuje)(?!\p{L})/iu,
];
/** A word of a subject. What asks or sets a condition is none, and a sign of its end ends the subject. */
const WORD_OF_SUBJECT =
  /^(?!(?:what|whatever|which|that|who|whom|when|where|if|as|was|wer|wenn|soweit|ce|qui|que|si|wat|dat|co|gdy) )\S*[^\s;:.] /iu;
const LONGEST_SUBJECT = 4;
/** What is said further on takes nothing back. */
const LONGEST_BEGINNING = 200;

function deniesOfSubject(text: string): boolean {
  let rest = text.slice(0, LONGEST_BEGINNING);
  for (let words = 0; words < LONGEST_SUBJECT; words += 1) {
    const [word] = WORD_OF_SUBJECT.exec(rest) ?? [];
    if (word === undefined) return false;
    rest = rest.slice(word.length);
    if (isOf(rest, DENIES_OF_SUBJECT)) return true;
  }
  return false;
}

/** Whether a clause of a party's own column says that the party does nothing; perhaps: a person has to read it. */
export function denies(text: string): 'yes' | 'no' | 'perhaps' {
  if (isOf(text, NOTHING_TO_DO)) return MAY_TAKE_BACK.test(text) ? 'perhaps' : 'yes';
  const begins = [BEGINS_WITH_NO, BEGINS_WITH_VERB, IS_ELSEWHERE, IS_OPEN].some((kind) => isOf(text, kind));
  return begins || deniesOfSubject(text) ? 'perhaps' : 'no';
}

/** What a denial may be limited by: "None for hosts", "Not required on RDS". */
const LIMIT =
  /(?<!\p{L})(?:for|on|in|of|to|with|within|regarding|beyond|besides|für|bei|auf|von|pour|sur|dans|para|en|per|su|di|voor|op|bij|van|dla|na|w|unless|except|but|however|other than|apart from|excluding|only|if|außer|sauf|salvo|tranne|behalve|oprócz)(?!\p{L})/iu;
/** What limits nothing: "Nothing to do", "No responsibility for this control". */
const NO_LIMIT =
  / (?:to do|(?:for|of|to|in|on|with) (?:this|these|it|that|here|any of|the (?:control|requirement|service|area|row)|(?:control|requirement) )s?|in scope|in place|at all)(?= )/gu;
/** Whether a denial may hold for a part alone of what its row is about; the text is folded, with roles in the place of names. */
export function isLimited(folded: string, parties: readonly string[]): boolean {
  const bare = folded.replace(NO_LIMIT, ' ');
  const behind = bare.slice((LIMIT.exec(bare)?.index ?? bare.length) - 1);
  const [, after = ''] =
    / \p{L}+ (?:(?:the|our|its|all|any|den|der|dem|die|das|le|la|les|el|los|il|lo|i|gli|de|het|o|os) )*(.*)$/su.exec(
      behind,
    ) ?? [];
  if (behind.trim() === '') return false;
  const named = parties.find((word) => ` ${after}`.startsWith(word));
  return named === undefined || isLimited(` ${after.slice(named.length - 2)}`, parties);
}
/** Whether a text says that it is not settled or not begun. */
export const isOpen = (text: string): boolean => isOf(text, IS_OPEN);
/** Whether a text leads to somewhere else, where a person has to look: "See the row above". */
export const leadsElsewhere = (text: string): boolean => isOf(text, IS_ELSEWHERE) && !OUT_OF.test(text);
const OUT_OF = /^(?:is |are )?(?:out|beyond|außerhalb|hors|fuera|fuori|buiten|poza|fora)/iu;
/** Whether a denial is in its first word: "None for S3". */
export const beginsWithNo = (text: string): boolean => isOf(text, BEGINS_WITH_NO);

/** Whether a text that denies goes on with a duty of the customer's: "No action for hosts. Customers patch guests." */
export const goesOnWithDuty = (text: string): boolean =>
  clausesOf(text)
    .slice(1)
    .some((clause) => givesDuty(clause, CUSTOMER, NOBODY) !== 'no');
const NOBODY: ReadonlySet<string> = new Set();
