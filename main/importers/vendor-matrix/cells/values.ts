import type { ClaimOwner, ClaimWord, Meaning, SheetMapping } from '../../../contract/claims.ts';
import { isNo, isYes } from '../../../domain/words/yes-no.ts';
import {
  ANSWER_WORDS,
  INHERITED_WORDS,
  isDash,
  isDoubted,
  LAYOUT_DATA,
  type Mark,
  markOf,
  OWNER_WORDS,
} from '../layouts.ts';
import { fold, namesVendorItself, type Rename } from '../words.ts';
import { boxesIn, boxSigns, hasPoints, tickedIn } from './boxes.ts';
import { type LookUp, leading, MAX_WORD, MEMBERS } from './leading.ts';
import { signKey } from './legend.ts';
import { percentIn } from './levels.ts';
import {
  isUndecided,
  mayBeName,
  namesAnother,
  namesPartyBehind,
  partiesWithParts,
  union,
} from './owner-parts.ts';
import { deniesIn, type LetterCodes, meaningIn, onlyHears } from './raci.ts';
import { isAnothersName, isOwnName, isTakenBack, saysOfParty, withoutOwnName } from './says-of-party.ts';
import { saysWhatIsDone } from './sentences.ts';

// What one cell says. A cell may begin with a mark or a word and go on in prose; the prose is kept. Null: it cannot be read,
// and then it is reported and never guessed.

export interface Worded {
  readonly means: ClaimWord;
  readonly word: string;
  /** Prose behind the word. */
  readonly rest: string | null;
  /** It names each of several parties, with its part. */
  readonly several?: true;
}
/** Whether a text begins with a sign that people tick or cross a cell with, whatever stands behind it. */
export const beginsWithSign = (text: string): boolean =>
  /^[\u2713\u2714\u2705\u2611\u2717\u2718\u274c\u2716\u2715\u00d7]/u.test(text.trim());

const UNANSWERED = /^\d+ (duty|duties) of \d+ unanswered\b/;

const MANAGING: readonly string[] = ['msp', 'managed service provider', 'managed services provider'];

/** A word as it is given a meaning: "AWS?", "☐ AWS" and "AWS" are not the same. */
const keyOf = (text: string): string => `${fold(text)}${text.includes('?') ? '?' : ''}${boxSigns(text)}`;

/** It is one party's and nobody else's: "AWS only", "nur Kunde", "le client uniquement". */
const ALONE =
  /^(?:only|solely|exclusively|nur|ausschließlich|seulement|uniquement|exclusivement|solo|sólo|solamente|únicamente|exclusivamente|soltanto|esclusivamente|alleen|uitsluitend|tylko|wyłącznie|apenas|somente|só) | (?:only|alone|allein|alleine|uniquement|seule?|seulement|exclusivement|solo|solamente|únicamente|exclusivamente|soltanto|esclusivamente|alleen|uitsluitend|tylko|wyłącznie|apenas|somente)$/u;

/** "AWS 100%". */
const ALL_OF_IT = / ?\(?100 ?%\)?$/;
/** "Inherited from AWS"; what a customer inherits from itself is nobody's to say here. */
const INHERITED_FROM = /^(?:(?:fully|entirely|wholly|completely) )?inherited from (?:the )?(.+)$/;
const isOwner = (means: ClaimWord | undefined, owner: ClaimOwner): boolean =>
  means !== undefined && means !== 'not-applicable' && means.join() === owner;

const MOST_REMEMBERED = 2000;
/** Looks a word of a table up, after those that were given a meaning; `others` are words for somebody else than the vendor. */
function lookUps(
  given: ReadonlyMap<string, ClaimWord>,
  rename: Rename,
  others: ReadonlySet<string>,
  legend: ReadonlyMap<string, string>,
): (table: ReadonlyMap<string, ClaimWord>) => LookUp<ClaimWord> {
  const known = (table: ReadonlyMap<string, ClaimWord>): LookUp<ClaimWord> => {
    // The same words stand in row after row.
    const found = new Map<string, ClaimWord | null>();
    return (word) => {
      const before = found.get(word);
      if (before !== undefined) return before;
      const means = meaningOf(word, table);
      if (found.size < MOST_REMEMBERED) found.set(word, means);
      return means;
    };
  };
  const meaningOf = (word: string, table: ReadonlyMap<string, ClaimWord>): ClaimWord | null => {
    const own = given.size === 0 ? undefined : given.get(keyOf(word));
    if (own !== undefined) return own;
    const text = rename(legend.get(signKey(word)) ?? word);
    const folded = fold(text);
    // What is not settled names nobody.
    if (isDash(text) || markOf(text) === 'open') return [];
    const bare = fold(text.replace(ALL_OF_IT, '')).replace(ALONE, '');
    if (others.has(bare)) return ['other'];
    if (isDoubted(text)) return null;
    // "Yes, partial" is one answer and "Yes/Partial" two.
    const [, from] = INHERITED_FROM.exec(folded) ?? [];
    if (from !== undefined && others.has(from)) return ['other'];
    if (from !== undefined)
      for (const owner of ['vendor', 'other'] as const)
        if (isOwner(OWNER_WORDS.get(from), owner)) return [owner];
    const isOne = table !== INHERITED_WORDS || !text.includes('/');
    return (isOne ? (table.get(folded) ?? table.get(bare)) : undefined) ?? listed(text, table);
  };
  /**
   * `vendor, client`: every member of the list must be known. `Yes/No/Partial` and `AWS/Customer/Shared` are what a template gives to choose from: members
   * of which one is an answer, or several parties by itself, choose nothing where they differ.
   */
  const listed = (text: string, table: ReadonlyMap<string, ClaimWord>): ClaimWord | null => {
    if (text.length > MAX_WORD) return null;
    const members = text.split(MEMBERS).map(fold);
    if (members.length < 2) return null;
    const owners: ClaimOwner[] = [];
    const choices = new Set<string>();
    for (const member of members) {
      const said = given.get(member);
      const means = said ?? (others.has(member) ? (['other'] as const) : table.get(member));
      if (means === undefined || means === 'not-applicable') return null;
      owners.push(...means);
      const isOne = said !== undefined || (means.length === 1 && !INHERITED_WORDS.has(member));
      choices.add(isOne ? 'one' : means.join());
    }
    return choices.size > 1 ? null : union(owners);
  };
  return known;
}

/** Words of one sheet: those that a person gave a meaning to go before those that are known. */
export function wordsOf(
  mapping: Pick<SheetMapping, 'words'>,
  rename: Rename,
  more: {
    /** Words for somebody else than the vendor. */
    readonly others?: ReadonlySet<string>;
    readonly letters?: LetterCodes | null;
    /** What the sheet says that its signs and letters stand for. */
    readonly legend?: ReadonlyMap<string, string>;
    readonly anyText?: boolean;
    /** Whether numbers are levels of a scale, so that 1 is no yes. */
    readonly levels?: boolean;
    /** Whether figures in per cent are the shares of the parties. */
    readonly percent?: boolean;
  } = {},
) {
  const given = new Map(mapping.words.map(({ word, means }) => [keyOf(word), means]));
  const known = lookUps(given, rename, more.others ?? new Set(), more.legend ?? new Map());
  const owner = known(OWNER_WORDS);
  const inherited = known(INHERITED_WORDS);
  const read = (
    text: string,
    lookUp: LookUp<ClaimWord>,
    isParty: (word: string) => boolean = () => true,
  ): Worded | null => {
    const found = leading(text, lookUp);
    // Several parties, each with its part: all that is said of them is kept.
    const several = found?.rest === null ? null : partiesWithParts(text, owner);
    if (several !== null)
      return { means: several.means, word: several.words.join(', '), rest: text.trim(), several: true };
    // "Vendor: no; customer: yes" begins with a party and does not name it as the owner.
    if (!found || (found.rest !== null && leading(found.rest, markOf) !== null)) return null;
    // "CSP-owned; CSC-owned on premises" names a second owner, and "CSP, Hostwell" may name one that is not known here.
    if (found.listed && found.rest !== null)
      if (namesAnother(found.rest, found.value) || (isParty(found.word) && mayBeName(found.rest)))
        return null;
    if (found.rest !== null && isUndecided(found.rest)) return null;
    // "Yes - customer must configure" names another one as well.
    if (found.rest !== null)
      if (namesPartyBehind(rename(found.rest), found.value === 'not-applicable' ? [] : found.value, owner))
        return null;
    // How our own sheets say that the owner is that of a part only.
    if (found.rest !== null && UNANSWERED.test(found.rest))
      return { means: [], word: text.trim(), rest: null };
    return { means: found.value, word: found.word, rest: found.rest };
  };
  /** Of what a form gives with boxes, what is ticked. */
  const ticked = (text: string): string | null =>
    given.size > 0 && given.has(keyOf(text)) ? text : tickedIn(text);
  const readTicked = (text: string, ...how: [LookUp<ClaimWord>, ((word: string) => boolean)?]) => {
    const said = ticked(text);
    return said === null ? null : read(said, ...how);
  };
  return {
    owner: (text: string) => readTicked(text, owner),
    inherited: (text: string) =>
      readTicked(
        text,
        (word) => inherited(word) ?? owner(word),
        (word) => inherited(word) === null,
      ),
    /** A letter that the sheet has among those of its RACI and explains nowhere. */
    slipIn: (text: string): string | null => more.letters?.slipIn(text) ?? null,
    /** In a party's own column. */
    part: (text: string, column: Meaning): Part | null =>
      more.levels === true && /^\s*\d+\s*$/.test(text) && !given.has(keyOf(text))
        ? null
        : readPart(
            text,
            column,
            rename,
            (word) => (given.size === 0 ? null : (given.get(keyOf(word)) ?? null)),
            more.letters ?? null,
            marksOf(more.legend ?? new Map(), more.percent === true),
            more.anyText === true,
          ),
  };
}
export type SheetWords = ReturnType<typeof wordsOf>;

export interface Part {
  /** Not: it is another's or denied, in words that a person has to read. */
  readonly mark: Mark | 'not';
  /** It answers for it, and does it only where nobody else does. */
  readonly answers?: true;
  /** It is the name of the party whose column it is. */
  readonly isName?: true;
  /** It says of some of it that it is not settled. */
  readonly open: boolean;
  /** A word that a person gave a meaning to says more than the column. */
  readonly means: ClaimWord | null;
  readonly word: string | null;
  readonly rest: string | null;
}
/**
 * Marks of a sheet with a legend: "(X) = supports" is none of whoever does it, and "P = Partial" is one. Words of a legend that are not known leave a mark
 * what it is.
 */
const marksOf =
  (legend: ReadonlyMap<string, string>, isShare: boolean): LookUp<Part['mark']> =>
  (word) => {
    const share = isShare ? percentIn(word) : null;
    if (share !== null) return share > 0 ? 'yes' : 'no';
    const words = legend.get(signKey(word));
    if (words === undefined) return markOf(word);
    // What a denial means is for a person to say, unless it is a word for no.
    if (deniesIn(words)) return markOf(word) === 'no' || isNo(words) || /^none$/i.test(words) ? 'no' : 'not';
    return markOf(words) ?? (meaningIn(words) === 'told' ? 'no' : meaningIn(words) && 'yes') ?? markOf(word);
  };
/** A mark, a mark with prose, or prose alone, which says that the party does something. */
function readPart(
  text: string,
  column: Meaning,
  rename: Rename,
  given: LookUp<ClaimWord>,
  letters: LetterCodes | null,
  marks: LookUp<Part['mark']>,
  anyText: boolean,
): Part | null {
  const own = leading(text, given);
  if (own === null && !hasPoints(text) && markOf(text) === null) {
    const boxes = boxesIn(text);
    if (boxes === 'unsure' || boxes?.ticked.length === 0) {
      // A sign that is a mark by itself is one in front of its reason as well: "❌ (the customer does)".
      if (/\p{L}/u.test(leading(text, markOf)?.word ?? 'none')) return null;
    } else if (boxes !== null && boxes.empty.length > 0) {
      const part = readPart(boxes.ticked.join('\n'), column, rename, given, letters, marks, anyText);
      // What is not ticked is kept with the prose.
      return part?.rest == null ? part : { ...part, rest: text.trim() };
    }
  }
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
  const found = leading(text, marks);
  // "X (to be confirmed)" is not settled.
  const isOpen = found?.rest != null && (markOf(found.rest) === 'open' || isUndecided(found.rest));
  if (found && found.value === 'no' && found.rest !== null && isTakenBack(found.word, found.rest, column))
    return null;
  // "Responsible: AWS" in a column of the customer's.
  const isYes = found?.value === 'yes' || found?.value === 'open';
  if (isYes && isAnothersName(found.rest ?? '', column, rename)) return null;
  if (found)
    return { mark: isOpen ? 'open' : found.value, means: null, word: found.word, rest: found.rest, open };
  if (!isDoubted(text) && isOwnName(text, column, rename))
    return { mark: 'yes', isName: true, means: null, word: text.trim(), rest: null, open };
  const bare = withoutOwnName(text.trim(), column, rename);
  // What it does may be short behind the name.
  if (bare !== null && (leading(bare, marks) !== null || saysOfParty(bare, column, rename) !== 'does'))
    return readPart(bare, column, rename, given, letters, marks, anyText);
  const says = isDoubted(text) ? 'unsure' : saysOfParty(text.trim(), column, rename);
  if (says === 'not' || onlyHears(text)) return { ...NOT_ITS, rest: text.trim() };
  // Among letters one word is none of what is done, and signs alone say nothing.
  const mayBeShort = anyText && letters === null && /\p{L}/u.test(text);
  // Three words in capitals may be a firm, a team, a document or a system; "15 minutes" is no duty.
  if (!mayBeShort && !(isProse(text) && saysWhatIsDone(text))) return null;
  if (FIGURE.test(text.trim())) return null;
  return says === 'unsure'
    ? null
    : { mark: says === 'nothing' ? 'no' : 'yes', means: null, word: null, rest: text.trim(), open };
}

const NOT_ITS: Omit<Part, 'rest'> = { mark: 'not', means: null, word: null, open: false };

const FIGURE = /^[+\d][\d.,:/ -]{0,30}(?:%|\p{L}{1,20})?$/u;
/** "Not decided: ..." below what is; "Open: 443" is none. */
function isOpenLine(line: string): boolean {
  const found = leading(line, markOf);
  return found?.value === 'open' && fold(found.word).includes(' ');
}

/** Whether a mark says that the control itself does not apply. */
export const saysNotApplicable = (word: string): boolean =>
  fold(word) === 'does not apply' || OWNER_WORDS.get(fold(word)) === 'not-applicable';

/** Whether a text under a heading such as "N/A" says that the control does not apply; prose is the reason. Null: it cannot be told. */
export function readNotApplicable(
  text: string,
  heading: string,
): { readonly applies: boolean; readonly word: string | null; readonly rest: string | null } | null {
  const ticked = tickedIn(text);
  if (ticked === null) return null;
  const found = leading(ticked, markOf);
  if (found) {
    // Under this very heading "N/A" is a yes.
    const itself = saysNotApplicable(found.word) || fold(found.word) === fold(heading);
    return { applies: found.value === 'no' && !itself, word: found.word, rest: found.rest };
  }
  return isProse(text) ? { applies: false, word: null, rest: text.trim() } : null;
}
/** Three words or more; fewer may be a code that only its author knows. */
export const isProse = (text: string): boolean => text.trim().split(/\s+/).length >= 3;

/** The answer of a questionnaire, of several the one that is ticked; `rest` is what stands behind it. */
export function readAnswer(
  text: string,
): { readonly notApplicable: boolean; readonly word: string; readonly rest: string | null } | null {
  if (isDash(text)) return { notApplicable: false, word: '', rest: null };
  const boxes = boxesIn(text);
  if (boxes !== null) {
    const [ticked, ...more] = boxes === 'unsure' ? [] : boxes.ticked;
    return ticked === undefined || more.length > 0 ? null : readAnswer(ticked);
  }
  const found = leading(text, (word) => ANSWER_WORDS.get(fold(word)) ?? null);
  return found && { notApplicable: found.value === 'not-applicable', word: found.word, rest: found.rest };
}
/**
 * Whether a column that has one answer for its heading, `Yes`, `No` or `N/A`, is marked; `rest` is what stands behind the mark. Null: it cannot be told,
 * as where another answer stands there.
 */
export function readAnswerMark(
  text: string,
  heading: string,
): { readonly marked: boolean; readonly rest: string | null } | null {
  const found = leading(text, (word): Mark | null => {
    const answer = answerIn(word);
    return answer === null ? markOf(word) : answer === answerIn(heading) ? 'yes' : 'open';
  });
  return found === null || (found.value !== 'yes' && found.value !== 'no')
    ? null
    : { marked: found.value === 'yes', rest: found.rest };
}
/** Whether a text has boxes of which none is ticked, or several that are answers, so that it gives none. */
export function leavesAnswerOpen(text: string): boolean {
  const boxes = boxesIn(text);
  if (boxes === null || readAnswer(text) !== null) return false;
  return (
    boxes === 'unsure' || boxes.ticked.length === 0 || boxes.ticked.some((each) => readAnswer(each) !== null)
  );
}
type Answer = 'yes' | 'no' | 'not-applicable' | 'in-part';
/** Which answer a word is; null for none. */
export function answerIn(word: string): Answer | null {
  const means = ANSWER_WORDS.get(fold(word));
  if (means === undefined || means === 'not-applicable') return means ?? null;
  return isYes(word) ? 'yes' : isNo(word) ? 'no' : 'in-part';
}
/** Roles of a cloud that manages nothing for its customers. */
const CLOUD_ROLES: readonly string[] = ['csp', 'cloud service provider', 'cloud provider'];
/**
 * Words for owners that, beside the others in a column, name somebody else than the vendor: a cloud beside the vendor is the vendor's own provider,
 * and whoever manages services is another where the vendor is called by its own name. Of a cloud and whoever manages services the vendor is the one
 * that its name says.
 */
export function othersAmong(texts: readonly string[], rename: Rename): ReadonlySet<string> {
  const { upstream, vendor } = LAYOUT_DATA.parties;
  const members = new Set(
    texts.flatMap((text) =>
      rename(text)
        .slice(0, MAX_WORD)
        .split(MEMBERS)
        .map((member) => fold(member).replace(/ only$/, '')),
    ),
  );
  const names = (words: Iterable<string>) => [...words].some((word) => members.has(word));
  const isManaged = names(MANAGING);
  if (isManaged && names(CLOUD_ROLES))
    return new Set(upstream.some((cloud) => rename(cloud) === 'vendor') ? MANAGING : CLOUD_ROLES);
  return new Set([
    ...(names(upstream) && names(vendor) ? upstream : []),
    ...(texts.some((text) => namesVendorItself(text, rename)) ? MANAGING : []),
  ]);
}
