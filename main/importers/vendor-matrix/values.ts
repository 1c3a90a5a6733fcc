import {
  CLAIM_OWNERS,
  type ClaimOwner,
  type ClaimWord,
  type Meaning,
  type SheetMapping,
} from '../../contract/claims.ts';
import {
  ANSWER_WORDS,
  INHERITED_WORDS,
  isDash,
  LAYOUT_DATA,
  type Mark,
  markOf,
  OWNER_WORDS,
} from './layouts.ts';
import type { LetterCodes } from './raci.ts';
import { fold, type Rename } from './words.ts';

// What one cell says. A cell may begin with a mark or a word and go on in prose; the prose is kept. Null: it cannot be read,
// and then it is reported and never guessed.

export interface Worded {
  readonly means: ClaimWord;
  readonly word: string;
  /** Prose behind the word. */
  readonly rest: string | null;
}
type LookUp<T> = (text: string) => T | null;

const SEPARATOR = /[:;,\n(]|\.(?=\s|$)|\s[-\u2013\u2014]\s/g;
const MAX_WORD = 80;
/** What stands between parties that are named beside each other, in every language that matrices are read in. */
const MEMBERS = /[,;/&+\n]|\s(?:and|und|et|y|e|ed|en|i|oraz)\s/i;
const SYMBOL = /^(x|[\u2713\u2714\u2705\u2611\u25cf\u2022\u25a0\u221a])\s+(?=\S)/i;

interface Led<T> {
  readonly value: T;
  readonly word: string;
  readonly rest: string | null;
  /** Whether the word is set off as the members of a list are. */
  readonly listed: boolean;
}
/** The whole text as a word, or the longest beginning that is one with what follows it. */
function leading<T>(text: string, lookUp: LookUp<T>): Led<T> | null {
  const trimmed = text.trim();
  const whole = lookUp(trimmed);
  if (whole !== null) return { value: whole, word: trimmed, rest: null, listed: false };
  const symbol = SYMBOL.exec(trimmed);
  if (symbol) {
    const value = lookUp(symbol[1] ?? '');
    if (value !== null)
      return {
        value,
        word: symbol[1] ?? '',
        rest: trimmed.slice(symbol[0].length).replace(/^[-\u2013\u2014:;,.]\s*/, ''),
        listed: false,
      };
  }
  let found: Led<T> | null = null;
  for (const { index, 0: mark } of trimmed.slice(0, MAX_WORD).matchAll(SEPARATOR)) {
    const word = trimmed.slice(0, index).trim();
    const value = word === '' ? null : lookUp(word);
    // A bracket belongs to what follows it.
    const rest = trimmed.slice(mark === '(' ? index : index + mark.length).trim();
    if (value !== null) found = { value, word, rest: rest === '' ? null : rest, listed: /[;,\n]/.test(mark) };
  }
  return found;
}

const union = (owners: readonly ClaimOwner[]): readonly ClaimOwner[] =>
  CLAIM_OWNERS.filter((owner) => owners.includes(owner));

/** Whether a text begins with a word for an owner that is not among these. */
function namesAnother(text: string, means: ClaimWord): boolean {
  // No word for an owner is longer than that.
  const words = fold(text.slice(0, MAX_WORD)).split(' ');
  return words.some((_, index) => {
    const known = OWNER_WORDS.get(words.slice(0, index + 1).join(' '));
    return (
      known !== undefined &&
      known !== 'not-applicable' &&
      (means === 'not-applicable' || known.some((owner) => !means.includes(owner)))
    );
  });
}

const UNANSWERED = /^\d+ (duty|duties) of \d+ unanswered\b/;

const MANAGING: ReadonlySet<string> = new Set([
  'msp',
  'managed service provider',
  'managed services provider',
]);

/** Words of one sheet: those that a person gave a meaning to go before those that are known. */
export function wordsOf(
  mapping: Pick<SheetMapping, 'words'>,
  upstreamIsOther: boolean,
  rename: Rename,
  more: {
    readonly letters?: LetterCodes | null;
    readonly anyText?: boolean;
    /** Whether the vendor is called by its own name, so that whoever manages services for the customer is another. */
    readonly namesItself?: boolean;
  } = {},
) {
  const given = new Map(mapping.words.map(({ word, means }) => [fold(word), means]));
  const upstream = new Set(LAYOUT_DATA.parties.upstream);
  const isAnother = (folded: string): boolean =>
    (upstreamIsOther && upstream.has(folded)) || (more.namesItself === true && MANAGING.has(folded));
  const known = (table: ReadonlyMap<string, ClaimWord>): LookUp<ClaimWord> => {
    return (word) => {
      const own = given.get(fold(word));
      if (own !== undefined) return own;
      const text = rename(word);
      const folded = fold(text);
      // What is not settled names nobody.
      if (isDash(text) || markOf(text) === 'open') return [];
      const bare = folded.replace(/ only$/, '');
      if (isAnother(bare)) return ['other'];
      return table.get(folded) ?? listed(text, table);
    };
  };
  /** `vendor, client`: every member of the list must be known. */
  const listed = (text: string, table: ReadonlyMap<string, ClaimWord>): ClaimWord | null => {
    if (text.length > MAX_WORD) return null;
    const members = text.split(MEMBERS).map(fold);
    if (members.length < 2) return null;
    const owners: ClaimOwner[] = [];
    for (const member of members) {
      const means = given.get(member) ?? (isAnother(member) ? (['other'] as const) : table.get(member));
      if (means === undefined || means === 'not-applicable') return null;
      owners.push(...means);
    }
    return union(owners);
  };
  const owner = known(OWNER_WORDS);
  const inherited = known(INHERITED_WORDS);
  const read = (text: string, lookUp: LookUp<ClaimWord>): Worded | null => {
    const found = leading(text, lookUp);
    // "Vendor: no; customer: yes" begins with a party and does not name it as the owner.
    if (!found || (found.rest !== null && leading(found.rest, markOf) !== null)) return null;
    // "CSP-owned; CSC-owned on premises" names a second owner.
    if (found.listed && found.rest !== null && namesAnother(found.rest, found.value)) return null;
    // How our own sheets say that the owner is that of a part only.
    if (found.rest !== null && UNANSWERED.test(found.rest))
      return { means: [], word: text.trim(), rest: null };
    return { means: found.value, word: found.word, rest: found.rest };
  };
  return {
    owner: (text: string) => read(text, owner),
    inherited: (text: string) => read(text, (word) => inherited(word) ?? owner(word)),
    /** A letter that the sheet has among those of its RACI and explains nowhere. */
    slipIn: (text: string): string | null => more.letters?.slipIn(text) ?? null,
    /** In a party's own column. */
    part: (text: string, column: Meaning): Part | null =>
      readPart(
        text,
        column,
        rename,
        (word) => given.get(fold(word)) ?? null,
        more.letters ?? null,
        more.anyText === true,
      ),
  };
}
export type SheetWords = ReturnType<typeof wordsOf>;

export interface Part {
  readonly mark: Mark;
  /** It answers for it, and does it only where nobody else does. */
  readonly answers?: true;
  /** It says of some of it that it is not settled. */
  readonly open: boolean;
  /** A word that a person gave a meaning to says more than the column. */
  readonly means: ClaimWord | null;
  readonly word: string | null;
  readonly rest: string | null;
}
/** A mark, a mark with prose, or prose alone, which says that the party does something. */
function readPart(
  text: string,
  column: Meaning,
  rename: Rename,
  given: LookUp<ClaimWord>,
  letters: LetterCodes | null,
  anyText: boolean,
): Part | null {
  const own = leading(text, given);
  if (own) return { mark: 'yes', means: own.value, word: own.word, rest: own.rest, open: false };
  const coded = letters?.read(text);
  if (coded)
    return {
      mark: coded.says === 'told' ? 'no' : 'yes',
      ...(coded.says === 'answers' ? { answers: true } : {}),
      means: null,
      word: coded.word,
      rest: coded.rest,
      open: false,
    };
  if (letters?.slipIn(text)) return null;
  // A letter that the sheet explains otherwise is no mark.
  if (letters && /^r$/i.test(text.trim())) return null;
  const open = text.split('\n').some(isOpenLine);
  const found = leading(text, markOf);
  if (found) return { mark: found.value, means: null, word: found.word, rest: found.rest, open };
  // Among letters one word is none of what is done, and signs alone say nothing.
  const mayBeShort = anyText && letters === null && /\p{L}/u.test(text);
  if (!mayBeShort && !isProse(text)) return null;
  const denial = denies(text.trim());
  if (denial === 'perhaps' || isHeldByAnother(text.trim(), column, rename)) return null;
  return { mark: denial === 'yes' ? 'no' : 'yes', means: null, word: null, rest: text.trim(), open };
}

/** "Not decided: ..." below what is; "Open: 443" is none. */
function isOpenLine(line: string): boolean {
  const found = leading(line, markOf);
  return found?.value === 'open' && fold(found.word).includes(' ');
}

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
  /^(kein\p{L}*|nicht|nichts|entfällt|aucune?|pas|rien|sans|néant|non|ning[uú]n\p{L}*|nada|nessun\p{L}*|niente|geen|niet|niets|nie|brak|żad\p{L}*)(?!\p{L})/iu;
/** Behind its subject a sentence may deny as well; "must not" is left out, because it says what somebody has to see to. */
const DENIES_BEHIND =
  /^(?:(?!(?:what|whatever|which|that|who|whom|when|where|if|as|was|wer|wenn|soweit|ce|qui|que|si|wat|dat|co|gdy) )\S+ ){1,4}(?:(?:do|does|is|are|was|were|has|have|needs?)(?: not|n['’]t| never| no| none| nothing)|(?:ist|sind|hat|haben|muss|müssen|macht|machen|tut|tun|trägt|tragen) (?:\S+ ){0,3}(?:nicht|nichts|nie|kein\p{L}*)|ne (?:fait|font|est|sont|gère|gèrent) (?:pas|rien|jamais|aucune?)|n['’](?:a|ont|est|assure|assurent) (?:pas|rien|jamais|aucune?)|no (?:es|son|tienen?|hacen?)|non (?:è|sono|ha|hanno|fa|fanno)|(?:is|zijn|heeft|hebben|doet|doen|hoeft|hoeven) (?:\S+ ){0,3}(?:niet|niets|nooit|geen)|nie (?:jest|są|ma|mają|robi|robią|odpowiadają?))(?!\p{L})/iu;
/** What another party does for it: `Fully managed by AWS`. */
const HELD_BY =
  /^(?:(?:this|it|all|(?:the |this )?\S+) (?:is|are) |to be |is |are )?(?:\S+ly )?(?:inherited|managed|provided|handled|owned|covered|performed|operated) (?:\S+ )?(?:by|from) (?:(?:the|our|your|its) )?(\S+(?: \S+)?)/i;
const LONGEST_BEGINNING = 200;
const WORDS_OF: Readonly<Partial<Record<Meaning, ReadonlySet<string>>>> = {
  customer: new Set([...LAYOUT_DATA.parties.upstream, ...LAYOUT_DATA.parties.vendor]),
  vendor: new Set(LAYOUT_DATA.parties.customer),
};
/** Whether a text in a party's own column begins by saying that the other one does it. */
function isHeldByAnother(text: string, column: Meaning, rename: Rename): boolean {
  const others = WORDS_OF[column];
  const [, named] = HELD_BY.exec(rename(text.slice(0, LONGEST_BEGINNING))) ?? [];
  if (others === undefined || named === undefined) return false;
  const [first = '', ...more] = fold(named).split(' ');
  return others.has(first) || others.has([first, ...more].join(' '));
}
function denies(text: string): 'yes' | 'no' | 'perhaps' {
  if (DENIALS.some((pattern) => pattern.test(text))) return EXCEPTIONS.test(text) ? 'perhaps' : 'yes';
  return /^(there (is|are) )?(no|not|none|nothing)\b/i.test(text) ||
    DENIES_ELSEWHERE.test(text) ||
    DENIES_BEHIND.test(text.slice(0, LONGEST_BEGINNING))
    ? 'perhaps'
    : 'no';
}

/** Whether a mark says that the control itself does not apply. */
export const saysNotApplicable = (word: string): boolean =>
  fold(word) === 'does not apply' || OWNER_WORDS.get(fold(word)) === 'not-applicable';

/** Whether a text under a heading such as "N/A" says that the control does not apply; prose is the reason. Null: it cannot be told. */
export function readNotApplicable(
  text: string,
  heading: string,
): { readonly applies: boolean; readonly word: string | null; readonly rest: string | null } | null {
  const found = leading(text, markOf);
  if (found) {
    // Under this very heading "N/A" is a yes.
    const itself = saysNotApplicable(found.word) || fold(found.word) === fold(heading);
    return { applies: found.value === 'no' && !itself, word: found.word, rest: found.rest };
  }
  return isProse(text) ? { applies: false, word: null, rest: text.trim() } : null;
}
/** Three words or more; fewer may be a code that only its author knows. */
export const isProse = (text: string): boolean => text.trim().split(/\s+/).length >= 3;

/** The answer of a questionnaire; `rest` is what stands behind it. */
export function readAnswer(
  text: string,
): { readonly notApplicable: boolean; readonly word: string; readonly rest: string | null } | null {
  if (isDash(text)) return { notApplicable: false, word: '', rest: null };
  const found = leading(text, (word) => ANSWER_WORDS.get(fold(word)) ?? null);
  return found && { notApplicable: found.value === 'not-applicable', word: found.word, rest: found.rest };
}
/** Whether a word column names a cloud beside the vendor, so that the cloud is the vendor's own provider. */
export function cloudBesideVendor(texts: Iterable<string>, rename: Rename): boolean {
  const upstream = new Set(LAYOUT_DATA.parties.upstream);
  const vendor = new Set(LAYOUT_DATA.parties.vendor);
  let clouds = false;
  let vendors = false;
  for (const text of texts)
    for (const member of rename(text).slice(0, MAX_WORD).split(MEMBERS).map(fold)) {
      const bare = member.replace(/ only$/, '');
      clouds ||= upstream.has(bare);
      vendors ||= vendor.has(bare);
    }
  return clouds && vendors;
}
