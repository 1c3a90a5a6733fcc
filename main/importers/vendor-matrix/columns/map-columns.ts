import type { ColumnMapping, Meaning } from '../../../contract/claims.ts';
import { namesServices } from '../../../domain/services/guess-columns.ts';
import { columnLetters } from '../../../domain/sheets/cell-address.ts';
import { withUserEntityControls } from '../cuecs.ts';
import {
  GENERAL,
  type HeadingMeaning,
  LAYOUT_DATA,
  type Layout,
  layoutOf,
  meaningOf,
  OWNING,
  TWO_PARTIES,
} from '../layouts.ts';
import { withAnswersApart } from '../questionnaires.ts';
import { fold, headingInRoles, inWords, type Rename, withoutCloud, withoutLetter } from '../words.ts';
import type { ToldByCells } from './by-cells.ts';
import type { Headings, HeadingText } from './heading.ts';
import { repeatedAmong } from './times.ts';

/** Whether a column says for sure who owns what. */
export const namesOwners = (columns: readonly ColumnMapping[]): boolean =>
  columns.some(({ meaning, confidence }) => OWNING.has(meaning) && confidence === 'sure');

/** What each column is called, by its number: the parts of its heading, folded. */
export const calledBy = (texts: readonly HeadingText[]): ReadonlyMap<number, readonly string[]> =>
  new Map(texts.map(({ column, parts }) => [column, parts.map(fold)]));

/** What each heading means in a layout. */
export function mapColumns({ texts }: Headings, layout: Layout, rename: Rename): readonly ColumnMapping[] {
  const meant = meaningsIn(texts, rename);
  const mapped = (by: Layout) => {
    const times = repeatedIn(texts, meant, by);
    return texts.map(({ column, parts }): ColumnMapping => {
      const isAside = times?.aside.has(column) === true;
      const found = isAside ? ASIDE : meant(times?.parts.get(column) ?? parts, by);
      return {
        column,
        letter: columnLetters(column),
        header: parts.join(' / '),
        meaning: found?.meaning ?? 'unknown',
        confidence: found === null ? 'none' : found.sure ? 'sure' : 'likely',
      };
    });
  };
  const columns = withAnswersApart(
    withUserEntityControls(
      withSubjects(withRequirements(ownersBeside(mapped(layout)), layout), layout),
      layout.id,
    ),
    layout,
  );
  const general = layoutOf(GENERAL);
  if (layout.id !== TWO_PARTIES || !general || namesOwners(columns)) return columns;
  // "Responsibility" is what is to be done beside a column that says by whom, and says by whom where there is none.
  const plain = mapped(general);
  return columns.map((entry, at) => {
    const other = plain[at];
    return other?.meaning === 'owner' && other.confidence === 'sure' ? other : entry;
  });
}
type Meant = (parts: readonly string[], layout: Layout) => HeadingMeaning | null;
/** What a heading means beside these others. */
function meaningsIn(texts: readonly HeadingText[], rename: Rename): Meant {
  const inRoles = partsInRoles(texts, rename);
  // Asked for each column, and again for what is said twice.
  const known = new Map<Layout, Map<readonly string[], HeadingMeaning | null>>();
  return (parts, layout) => {
    const ofLayout = known.get(layout) ?? new Map<readonly string[], HeadingMeaning | null>();
    known.set(layout, ofLayout);
    const found = ofLayout.get(parts);
    if (found !== undefined) return found;
    const meant = meaningOfParts(inRoles(parts), layout);
    ofLayout.set(parts, meant);
    return meant;
  };
}
interface InRoles {
  readonly rename: Rename;
  readonly of: (parts: readonly string[]) => readonly string[];
}
/** The same headings are looked at in every layout. */
const spelled = new WeakMap<readonly HeadingText[], InRoles>();
/** The parts of a heading beside these others with the roles in the place of the parties' names. */
function partsInRoles(texts: readonly HeadingText[], rename: Rename): InRoles['of'] {
  const before = spelled.get(texts);
  if (before?.rename === rename) return before.of;
  const spell = spellingOf(texts);
  const known = new Map<readonly string[], readonly string[]>();
  const of = (parts: readonly string[]): readonly string[] => {
    const found =
      known.get(parts) ??
      // "AWS service" has what AWS calls a service, and is nothing of the party's.
      parts
        .map(spell)
        .map((part) => (namesServices(part) ? withoutCloud(part) : headingInRoles(part, rename)));
    known.set(parts, found);
    return found;
  };
  spelled.set(texts, { rename, of });
  return of;
}
function repeatedIn(texts: readonly HeadingText[], meant: Meant, layout: Layout) {
  const general = layoutOf(GENERAL);
  const meaning = (parts: readonly string[]): Meaning | null => {
    const found = meant(parts, layout)?.meaning ?? null;
    // "Responsibility" is what is to be done beside a column that says by whom; twice, at two times, it says by whom.
    return found === 'control' && general && meant(parts, general)?.meaning === 'owner' ? 'owner' : found;
  };
  return repeatedAmong(texts, meaning, layout.id === TWO_PARTIES ? BARE : null);
}
/** What a heading is called that is a time and nothing else: "As is", "From 2027". */
const BARE: readonly string[] = ['Owner'];
const ASIDE: HeadingMeaning = { meaning: 'ignore', sure: true };
const CHOOSE =
  'so nothing was read. Leave all but one aside: under the meanings of the columns on the screen, in a mapping (--mapping) on the command line.';
const asksOfCases = (one: string, another: string): Asked => ({
  asks: `${one} and ${another} say who does it in two cases, and read as one they would be both, ${CHOOSE}`,
  unsaid: 'It is not said yet which of several cases is meant.',
});
/** What is said of columns of owners in several cases, by their cells: what to ask, or what was left aside; null for none. */
export function saidOfCases(cases: ToldByCells['cases']): Asked | { readonly told: string } | null {
  const [one, another] = cases?.others ?? [];
  if (!cases || !one) return null;
  const quoted = cases.others.map(({ header }) => `"${header}"`);
  if (cases.read === null) return asksOfCases(`"${one.header}"`, `"${another?.header ?? ''}"`);
  return {
    told: `Owners stand below each of several clouds: those below "${cases.read.header}" were read, and ${quoted.join(' and ')} left aside.`,
  };
}
interface Asked {
  readonly asks: string;
  readonly unsaid: string;
}
/** What the headings of a recognised table say of times and cases: what to ask before it can be read, or what was left aside; null for nothing. */
export function saidTwice(
  { texts }: Headings,
  layout: Layout,
  rename: Rename,
): Asked | { readonly told: string } | null {
  const times = repeatedIn(texts, meaningsIn(texts, rename), layout);
  if (times === null || times.pair === null) return null;
  const called = (wanted: number) =>
    `"${texts.find(({ column }) => column === wanted)?.parts.join(' / ') ?? ''}"`;
  const [present, other] = times.pair.map(called);
  switch (times.open) {
    case 'times':
      return {
        asks: `${present} and ${other} say who owns it at different times, and which of them holds now is not said, ${CHOOSE}`,
        unsaid: 'It is not said yet which of several times is meant.',
      };
    case 'cases':
      return asksOfCases(present ?? '', other ?? '');
    default:
      return { told: `${other} says who owns it at another time than ${present}, so it was left aside.` };
  }
}
const REQUIREMENTS: ReadonlySet<string> = new Set(['requirement', 'requirements']);
/** "Requirement" is the text of one where another column has the ids, and has the ids itself where none does, if they are such as are known. */
function withRequirements(columns: readonly ColumnMapping[], layout: Layout): readonly ColumnMapping[] {
  if (layout.id !== GENERAL || columns.some(({ meaning }) => meaning === 'control')) return columns;
  return columns.map((entry) =>
    entry.meaning === 'title' && REQUIREMENTS.has(fold(entry.header))
      ? { ...entry, meaning: 'control', confidence: 'likely' }
      : entry,
  );
}
const SUBJECTS: ReadonlySet<string> = new Set(LAYOUT_DATA.subjects);
/** What has a name may be a system, whose provider and customer stand beside it. */
const OF_NAMES =
  /^(?:name|title|titel|titre|título|titolo|tytuł|nazwa|nome|nombre|bezeichnung|intitulé|libellé)$/;
/**
 * What the rows of a table of two parties are about where no column of services or tasks says it: what is described or required, or else the narrowest of the
 * domains and categories, which stand from the widest on.
 */
function withSubjects(columns: readonly ColumnMapping[], layout: Layout): readonly ColumnMapping[] {
  if (layout.id !== TWO_PARTIES || columns.some(({ meaning }) => meaning === 'control')) return columns;
  const subject =
    columns.find(({ meaning, header }) => meaning === 'title' && !OF_NAMES.test(fold(header))) ??
    columns.findLast(({ meaning, header }) => meaning === 'note' && SUBJECTS.has(fold(header)));
  return columns.map((entry) => (entry === subject ? { ...entry, meaning: 'control' } : entry));
}
/** "Responsible role" beside a column that is one of owners for sure says who it is in person. */
function ownersBeside(columns: readonly ColumnMapping[]): readonly ColumnMapping[] {
  const isSure = columns.some(({ meaning, confidence }) => meaning === 'owner' && confidence === 'sure');
  return columns.map((entry) =>
    isSure && entry.meaning === 'owner' && entry.confidence === 'likely'
      ? { ...entry, meaning: 'unknown', confidence: 'none' }
      : entry,
  );
}
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['R', 'Responsible'],
  ['A', 'Accountable'],
  ['C', 'Consulted'],
  ['I', 'Informed'],
]);
/** How whoever wrote a table calls itself and its customer. */
const SPEAKING: readonly (readonly [we: readonly string[], you: readonly string[]])[] = [
  [['we', 'us'], ['you']],
  [['wir'], ['sie', 'ihr']],
  [['nous'], ['vous']],
  [['nosotros'], ['usted', 'ustedes', 'vosotros']],
  [['noi'], ['voi']],
  [
    ['wij', 'we'],
    ['u', 'jij', 'jullie'],
  ],
  [['my'], ['wy', 'państwo']],
  [['nós'], ['você', 'vocês']],
];
/** R, A, C and I as headings, all four of them, are what they stand for in a RACI; "We" and "You" beside each other are the vendor, who writes it, and its customer. */
function spellingOf(texts: readonly HeadingText[]): (part: string) => string {
  const parts = new Set(texts.flatMap((text) => text.parts));
  const isRaci = [...LETTERS.keys()].every((letter) => parts.has(letter));
  const folded = new Set([...parts].map(fold));
  const has = (words: readonly string[]): boolean => words.some((word) => folded.has(word));
  const speaking = SPEAKING.find(([we, you]) => has(we) && has(you));
  const spoken = new Map([
    ...(speaking?.[0] ?? []).map((we) => [we, 'Provider'] as const),
    ...(speaking?.[1] ?? ['you']).map((you) => [you, 'Customer'] as const),
  ]);
  return (part) =>
    isRaci ? (LETTERS.get(part) ?? part) : (spoken.get(fold(part)) ?? inWords(withoutLetter(part)));
}

/** The lowest row of a heading says the most; the rows above it name the group. */
function meaningOfParts(parts: readonly string[], layout: Layout): HeadingMeaning | null {
  let likely: HeadingMeaning | null = null;
  for (const text of [...[...parts].reverse(), parts.join(' ')]) {
    const found = meaningOf(text, layout);
    if (found?.sure) return found;
    likely ??= found;
  }
  return likely;
}
