import type { Claim, ClaimOwner, ClaimWord, ColumnMapping, Meaning } from '../../contract/claims.ts';
import { groupBy } from '../../domain/group-by.ts';
import { isNo, isYes } from '../../domain/words/yes-no.ts';
import { namesNoParty } from './columns/party-names.ts';
import { meaningOfFramed } from './ids/framework-headings.ts';
import data from './layouts.json' with { type: 'json' };
import { firstNamed, fold, lastPart, matches, withoutLetter } from './words.ts';

// What the matrices of others look like is data: a heading or a word that was met somewhere is one more entry in layouts.json.

export interface Layout {
  readonly id: string;
  readonly title: string;
  /** Spellings of control ids to try, in this order; none: all of them. */
  readonly schemes: readonly string[];
  readonly speaks: Claim['speaks'];
  /** Owners of every row, where the table itself says so. */
  readonly always?: readonly ClaimOwner[];
  /** Of each group at least one must be there. */
  readonly requires: readonly (readonly Meaning[])[];
  readonly columns: readonly Names[];
  /** Whatever stands in a party's column and is no mark is what the party does, however short it is. */
  readonly texts?: boolean;
}
export interface Names {
  readonly meaning: Meaning;
  readonly names: readonly string[];
}
interface Words<T> {
  readonly means: T;
  readonly words: readonly string[];
}
interface Data {
  readonly version: string;
  /** Sheets of these names hold guidance, whatever they look like. */
  readonly noMatrix: readonly string[];
  readonly nothing: readonly string[];
  readonly marks: {
    readonly yes: readonly string[];
    readonly no: readonly string[];
    readonly both: readonly string[];
    /** It is not settled whether the party has a part. */
    readonly open: readonly string[];
  };
  readonly owners: readonly Words<ClaimWord>[];
  readonly inherited: readonly Words<ClaimWord>[];
  readonly answers: readonly Words<'answered' | 'not-applicable'>[];
  readonly parties: Readonly<Record<'customer' | 'upstream' | 'other' | 'vendor', readonly string[]>>;
  readonly partyHeadings: readonly string[];
  readonly partyTextHeadings: readonly string[];
  /** Of a party that is known by its name or its role; of any other it says nothing: an "assigned role" is no party. */
  readonly partyRoleHeadings: readonly string[];
  /** Headings, among those of owners, of whoever answers for it and need not do it. */
  readonly accountable: readonly string[];
  /** Headings of what rows are about, where nothing else says it: `Domain`, `Category`. */
  readonly subjects: readonly string[];
  readonly common: readonly Names[];
  /** Wide patterns, for headings that nothing else explains. */
  readonly fallback: readonly Names[];
  readonly layouts: readonly Layout[];
}
/** The file as its types say; the tests check that it is so. */
export const LAYOUT_DATA = data as unknown as Data;
export const layoutOf = (id: string | null): Layout | undefined =>
  LAYOUT_DATA.layouts.find((layout) => layout.id === id);

const byWord = <T>(lists: readonly Words<T>[]): ReadonlyMap<string, T> =>
  new Map(lists.flatMap(({ means, words }) => words.map((word) => [fold(word), means] as const)));
export const OWNER_WORDS = byWord(LAYOUT_DATA.owners);
export const INHERITED_WORDS = byWord(LAYOUT_DATA.inherited);
export const ANSWER_WORDS = byWord(LAYOUT_DATA.answers);

/** Symbols have no letters to fold, so a mark is looked up as it is written, too. */
const markSet = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((word) => [word.toLowerCase(), fold(word)]).filter((word) => word !== ''));
const YES = markSet(LAYOUT_DATA.marks.yes);
const NO = markSet(LAYOUT_DATA.marks.no);
const BOTH = markSet(LAYOUT_DATA.marks.both);
const OPEN = markSet(LAYOUT_DATA.marks.open);
/** `X?`, `Yes (?)`, `AWS? Ask Ann`: whoever wrote it is not sure, so it is for a person to say. */
export const isDoubted = (text: string): boolean => /^\S{1,40}\?\s|\?\)?\s*$/.test(text.trim());
export type Mark = 'yes' | 'no' | 'both' | 'open';
/** A mark in a party's column: it has a part, it has none, it shares, it is not settled; null for anything else. */
export function markOf(text: string): Mark | null {
  if (isDash(text)) return 'no';
  if (isDoubted(text)) return null;
  // A sign may be followed by one that asks for its colour.
  for (const word of [text.trim().replaceAll('\ufe0f', '').toLowerCase(), fold(text)]) {
    if (YES.has(word)) return 'yes';
    if (NO.has(word)) return 'no';
    if (BOTH.has(word)) return 'both';
    if (OPEN.has(word)) return 'open';
  }
  if (isYes(text)) return 'yes';
  return isNo(text) ? 'no' : markTwice(text);
}
/** A sign and a word that says the same: "❌ None". */
function markTwice(text: string): Mark | null {
  const [, sign, word] = /^([^\s\p{L}\p{N}]{1,3})\s+(\p{L}.{0,30})$/u.exec(text.trim()) ?? [];
  const mark = sign === undefined || isDash(sign) ? null : markOf(sign);
  return mark !== null && word !== undefined && markOf(word) === mark ? mark : null;
}
const NOTHING = new Set(LAYOUT_DATA.nothing);
export const isDash = (text: string): boolean => /^[\s\-\u2010-\u2015\u2212_./]+$/.test(text);
/** A text that stands for an empty cell. */
export const isNothing = (text: string): boolean => isDash(text) || NOTHING.has(fold(text));

/** What is longer is a text and no heading. */
const MAX_HEADING = 160;

export interface HeadingMeaning {
  readonly meaning: Meaning;
  readonly sure: boolean;
}
/** What a heading means in a layout: its own names first, then those that all share, then "<party> responsibility". */
export function meaningOf(heading: string, layout: Layout): HeadingMeaning | null {
  if (heading.length > MAX_HEADING) return null;
  const found = anywhere(heading);
  const { folded, common, party, group, framed, wide } = found;
  if (folded === '') return heading.includes('#') ? { meaning: 'label', sure: true } : null;
  const own = OWN_NAMES.get(layout)?.(folded) ?? null;
  if (own !== null) return { meaning: own, sure: true };
  return (
    common ??
    party ??
    group ??
    partyByTwoNames(found, layout) ??
    partyInBrackets(found, layout) ??
    framed ??
    wide
  );
}
const namesOf = (columns: readonly Names[]) =>
  firstNamed(columns.map(({ meaning, names }) => [meaning, names] as const));
const OWN_NAMES = new Map(LAYOUT_DATA.layouts.map((layout) => [layout, namesOf(layout.columns)]));
const commonMeaning = namesOf(LAYOUT_DATA.common);
const wideMeaning = namesOf(LAYOUT_DATA.fallback);

/** What a heading means in whatever layout. */
interface Anywhere {
  readonly folded: string;
  readonly common: HeadingMeaning | null;
  readonly party: HeadingMeaning | null;
  readonly group: HeadingMeaning | null;
  /** Its parts where it may name one party twice or two parties. */
  readonly either: readonly string[];
  readonly inBrackets: readonly [outside: string, inside: string] | null;
  readonly framed: HeadingMeaning | null;
  readonly wide: HeadingMeaning | null;
}
/** From whom is in the heading; "Inherited from" by itself has that below it. */
const INHERITED_FROM = /^(?:fully )?inherited from \S/;
/** Every row near the top is tried as headings in every layout, so the same texts are asked for again and again. */
let remembered = new Map<string, Anywhere>();
const MOST_REMEMBERED = 5000;
function anywhere(heading: string): Anywhere {
  const known = remembered.get(heading);
  if (known) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered = new Map();
  const folded = fold(heading);
  const [common, wide, framed] = [commonMeaning(folded), wideMeaning(folded), meaningOfFramed(heading)];
  const named = common ?? (INHERITED_FROM.test(folded) ? 'inherited' : null);
  const found: Anywhere = {
    folded,
    common: named === null ? null : { meaning: named, sure: true },
    party: partyMeaning(folded),
    group: partyOfGroup(folded),
    either: heading.split(EITHER),
    inBrackets: bracketsIn(heading),
    framed: framed === null ? null : { meaning: framed, sure: true },
    wide: wide === null ? null : { meaning: wide, sure: false },
  };
  remembered.set(heading, found);
  return found;
}

/** What stands around the name of a party, in this order, by the word that the heading begins or ends with. */
interface Around {
  readonly order: number;
  readonly before: string;
  readonly after: string;
  readonly suffix: '' | '-text';
  /** Of parties that are known by their names or roles alone. */
  readonly known: boolean;
}
const AROUND = groupBy(
  (
    [
      [LAYOUT_DATA.partyTextHeadings, '-text', true],
      [LAYOUT_DATA.partyHeadings, '', false],
      [LAYOUT_DATA.partyRoleHeadings, '', true],
    ] as const
  )
    .flatMap(([patterns, suffix, known]) => patterns.map((pattern) => ({ pattern, suffix, known })))
    .map(({ pattern, suffix, known }, order): Around => {
      const [before = '', after = ''] = pattern.split('*');
      return { order, before, after, suffix, known };
    }),
  ({ before, after }) => (before === '' ? `* ${after.split(' ').at(-1)}` : `${before.split(' ')[0]} *`),
);
/** What stands before a name in some languages: "Responsabilidad de AWS", "Aufgaben von AWS". */
const ARTICLE =
  /^(?:of the|of|the|de la|de|del|des|du|d|di|della|von der|von|vom|der|des|van de|van|voor|da|do|dos|das) /;
/** "AWS not responsible" is the column of no party. */
const DENIED = /(?<!\p{L})(?:not|no|non|nicht|kein\p{L}*|pas|nie|niet|geen|não)(?!\p{L})/u;
const PARTY_ORDER = ['customer', 'upstream', 'other', 'vendor'] as const;
function partyMeaning(folded: string): HeadingMeaning | null {
  const [first = '', last = ''] = [folded.split(' ', 1)[0], folded.slice(folded.lastIndexOf(' ') + 1)];
  const around = [...(AROUND.get(`${first} *`) ?? []), ...(AROUND.get(`* ${last}`) ?? [])];
  for (const { before, after, suffix, known } of around.toSorted((a, b) => a.order - b.order)) {
    const party = between(folded, before, after);
    if (party === null) continue;
    const named = [party, party.replace(ARTICLE, ''), party.replace(/ s$/, '')];
    const kind = PARTY_ORDER.find((each) => named.some((name) => LAYOUT_DATA.parties[each].includes(name)));
    if (
      kind === undefined &&
      suffix === '' &&
      !known &&
      named.some((name) => commonMeaning(name) === 'shared')
    )
      return { meaning: 'shared', sure: true };
    if (kind === undefined && (known || DENIED.test(party) || namesNoParty(party))) continue;
    // A cloud beneath the vendor is told from a cloud that is the vendor once all headings are known.
    const owner = kind === 'upstream' ? 'vendor' : (kind ?? 'vendor');
    return { meaning: `${owner}${suffix}` as Meaning, sure: kind !== undefined };
  }
  return null;
}
/** Whether a heading is that of what both parties do, as "Shared Responsibility", which may also be a heading of whoever does it. */
export const namesShared = (heading: string): boolean => partyMeaning(fold(heading))?.meaning === 'shared';
/** Who of a party it is is for the party: `Customer IT`, `AWS staff`. */
function partyOfGroup(folded: string): HeadingMeaning | null {
  const [, party = ''] = OF_GROUP.exec(folded) ?? [];
  const kind = PARTY_ORDER.find((each) => LAYOUT_DATA.parties[each].includes(party));
  return kind === undefined ? null : { meaning: kind === 'upstream' ? 'vendor' : kind, sure: true };
}
const OF_GROUP =
  /^(.+?) (?:it|ops|business|ciso|devops|dba|staff|(?:it |security |cloud |platform )?teams?|it department)$/;
/** One party said in two ways: `Cloud provider (AWS)`, `Security in the cloud (Customer)`. Two parties are none: `AWS (Customer)`. */
function partyInBrackets({ inBrackets }: Anywhere, layout: Layout): HeadingMeaning | null {
  if (inBrackets === null) return null;
  const [outside, inside] = inBrackets;
  const [first, second] = [meaningOf(outside, layout), meaningOf(inside, layout)];
  return first?.sure && second?.sure && first.meaning === second.meaning && PARTIES.has(first.meaning)
    ? first
    : null;
}
const IN_BRACKETS = /^([^()]+?) ?\(([^()]+)\)$/;
function bracketsIn(heading: string): Anywhere['inBrackets'] {
  const [, outside, inside] = IN_BRACKETS.exec(heading) ?? [];
  return outside === undefined || inside === undefined ? null : [outside, inside];
}
/** One party by several names: `AWS/Provider`. Both parties: `AWS or Customer` is a column that says which of them. */
function partyByTwoNames({ either }: Anywhere, layout: Layout): HeadingMeaning | null {
  if (either.length < 2) return null;
  const [first, ...others] = either.map((name) => meaningOf(name, layout));
  const meanings = new Set([first, ...others].map((each) => (each?.sure ? each.meaning : 'unknown')));
  if (!first || ![...meanings].every((meaning) => PARTIES.has(meaning))) return null;
  if (meanings.size === 1) return first;
  return meanings.has('vendor') && meanings.has('customer') ? { meaning: 'owner', sure: true } : null;
}
const EITHER = /\/|\s(?:or|oder|ou|o|of|lub|vs\.?)\s/i;
/** Columns of one party each, and with them those of what parties share. */
export const PARTIES: ReadonlySet<Meaning> = new Set(['vendor', 'customer', 'other']);
export const PARTY_COLUMNS: ReadonlySet<Meaning> = new Set([...PARTIES, 'shared']);
/** Columns that say who owns what. */
export const OWNING: ReadonlySet<Meaning> = new Set(['owner', 'inherited', ...PARTY_COLUMNS]);
/** The columns, by their numbers, that mean one of these. */
export const columnsMeaning = (
  columns: readonly ColumnMapping[],
  meanings: ReadonlySet<Meaning>,
): ReadonlySet<number> =>
  new Set(columns.flatMap(({ column, meaning }) => (meanings.has(meaning) ? [column] : [])));
/** What stands between two texts; null when one of them is not there, or too much is between them. */
function between(folded: string, before: string, after: string): string | null {
  if (!folded.startsWith(before) || !folded.endsWith(after)) return null;
  const inside = folded.slice(before.length, folded.length - after.length).trim();
  return folded.length < before.length + after.length || inside === '' || inside.split(' ').length > 4
    ? null
    : inside;
}
const ACCOUNTABLE: ReadonlySet<string> = new Set(LAYOUT_DATA.accountable);
const OWNED: ReadonlySet<string> = new Set(['owner', 'owned by']);
const last = ({ header }: Pick<ColumnMapping, 'header'>): string => fold(withoutLetter(lastPart(header)));
/** Whether a column names who answers for it by its heading, and not by who stands beside it. */
export const namesAccountable = (column: Pick<ColumnMapping, 'header'>): boolean =>
  ACCOUNTABLE.has(last(column));
/**
 * Columns of owners that name who answers for it and need not do it, as *Accountable* does beside *Responsible*, and *Owned by* beside *Managed by*:
 * of an inventory, who has a thing and who runs it.
 */
export function accountableAmong(columns: readonly ColumnMapping[]): ReadonlySet<number> {
  const owning = columns.filter(({ meaning }) => meaning === 'owner');
  const answering = owning.filter(namesAccountable);
  const others = owning.filter((entry) => !answering.includes(entry));
  const owned = others.filter((entry) => OWNED.has(last(entry)));
  return new Set([...answering, ...(owned.length < others.length ? owned : [])].map(({ column }) => column));
}

/** A table of services or tasks, with what each of two parties does. */
export const TWO_PARTIES = 'two-parties';

/** A table of which no more is known than that it is one of controls. */
export const GENERAL = 'controls';
/** Questions, and what the vendor answers. */
export const QUESTIONNAIRE = 'questionnaire';
/** Whether tables of this layout have questions with answers. */
export const readsAnswers = (layout: Layout): boolean =>
  layout.requires.some((group) => group.includes('answer'));
/** Whether a heading is that of the numbers of questions. */
export const numbersQuestions = (heading: string): boolean => {
  const layout = layoutOf(QUESTIONNAIRE);
  return layout !== undefined && OWN_NAMES.get(layout)?.(fold(heading)) === 'control';
};

/** Whether a heading is that of services or tasks, whatever else a table of ids calls them. */
export const namesTasks = (heading: string): boolean => {
  const layout = layoutOf(TWO_PARTIES);
  const folded = fold(heading);
  return (
    layout !== undefined &&
    OWN_NAMES.get(layout)?.(folded) === 'control' &&
    commonMeaning(folded) !== 'control'
  );
};

/** Whether a sheet of this name holds guidance rather than a matrix. */
export const isGuidance = (sheet: string): boolean =>
  LAYOUT_DATA.noMatrix.some((name) => matches(fold(sheet), name));

/** Whether a heading names one of the large clouds. */
export const namesUpstream = (heading: string): boolean => {
  const folded = ` ${fold(heading)} `;
  return LAYOUT_DATA.parties.upstream.some((name) => folded.includes(` ${name} `));
};
