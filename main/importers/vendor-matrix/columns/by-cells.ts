import type { ColumnMapping, Meaning } from '../../../contract/claims.ts';
import { saysWhatIsDone } from '../cells/sentences.ts';
import { wordsOf } from '../cells/values.ts';
import { sampled } from '../ids/ids.ts';
import {
  GENERAL,
  INHERITED_WORDS,
  isNothing,
  type Layout,
  layoutOf,
  markOf,
  meaningOf,
  namesShared,
  namesUpstream,
  OWNER_WORDS,
  PARTIES,
  TWO_PARTIES,
} from '../layouts.ts';
import type { Grid } from '../tables/grid.ts';
import { fold, lastPart, namesVendorItself, type Rename } from '../words.ts';
import type { Headings } from './heading.ts';

// What some headings of owners mean is told by what stands below them: words for owners, or marks.

/** What the cells of a column are; each is looked at once. */
interface Below {
  /** Whether more of them than not are words for owners, and which these are. */
  readonly ofOwners: boolean;
  readonly sides: ReadonlySet<string>;
  /** Whether all of them are marks, at least one of them that something is so, and none a word for an owner; and whether one is such as "Yes" or "Partial". */
  readonly ofMarks: boolean;
  readonly saysYes: boolean;
  /** How many cells say something, and whether one same name stands in all of them. */
  readonly filled: number;
  readonly isOneName: boolean;
}
function below(grid: Grid, headings: Headings, column: number, rename: Rename): Below {
  const texts = [...sampled(grid, headings, column)].filter((text) => !isNothing(text));
  const { owner } = wordsOf({ words: [] }, rename);
  const sides = new Set<string>();
  let owners = 0;
  for (const text of texts) {
    const means = owner(text)?.means ?? null;
    if (means === null || means === 'not-applicable' || means.length === 0) continue;
    owners += 1;
    for (const side of means) sides.add(side);
  }
  const isMark = (text: string): boolean => markOf(text) !== null && !OWNER_WORDS.has(fold(text));
  return {
    ofOwners: owners * 2 > texts.length,
    sides,
    ofMarks: texts.length > 0 && texts.every(isMark) && texts.some((text) => markOf(text) === 'yes'),
    saysYes: texts.some((text) => INHERITED_WORDS.has(fold(text))),
    filled: texts.length,
    isOneName:
      new Set(texts.map(fold)).size === 1 &&
      texts.every((text) => !isMark(text) && text.length <= LONGEST_NAME && !saysWhatIsDone(text)),
  };
}
/** What is longer says what is done. */
const LONGEST_NAME = 60;

/** Columns as their cells tell, and whose of them say it of several cases: one was read and the others left, or none, since all of them may be meant. */
export interface ToldByCells {
  readonly columns: readonly ColumnMapping[];
  readonly cases: { readonly read: ColumnMapping | null; readonly others: readonly ColumnMapping[] } | null;
  /** Columns of a party that name it in every row. */
  readonly named: readonly ColumnMapping[];
}

/** What the columns of a heading that was mapped mean, their cells looked at. */
export function toldByCells(
  grid: Grid,
  headings: Headings,
  columns: readonly ColumnMapping[],
  layout: Layout,
  rename: Rename,
): ToldByCells {
  const known = new Map<number, Below>();
  const look = ({ column }: ColumnMapping): Below => {
    const found = known.get(column) ?? below(grid, headings, column, rename);
    known.set(column, found);
    return found;
  };
  const across = ofClouds(columns, look, rename);
  if (across !== null) return across;
  const has = (...meanings: readonly Meaning[]) => columns.some(({ meaning }) => meanings.includes(meaning));
  const ofParties = has('vendor', 'other') && has('customer');
  const named = namesInEveryRow(columns, look);
  const doing = has('owner', 'inherited', 'vendor', 'customer', 'other', 'shared')
    ? null
    : whoDoes(columns, look);
  const meant = (entry: ColumnMapping): Meaning | null => {
    if (named.includes(entry)) return 'note';
    if (entry.meaning === 'control' || entry.meaning === 'label')
      return ofParties && namesOwner(entry, layout, columns) && look(entry).ofOwners ? 'owner' : null;
    if (entry.meaning === 'owner')
      return ofParties && namesShared(lastPart(entry.header)) && look(entry).ofMarks ? 'shared' : null;
    // By itself it is the name of the whole model.
    if (entry.meaning === 'shared')
      return !ofParties && namesShared(lastPart(entry.header)) && look(entry).ofOwners ? 'owner' : null;
    if (entry.meaning === 'unknown') return entry === doing ? 'owner' : null;
    // "Inherited | Shared | Customer", with an X in one of them.
    if (entry.meaning === 'inherited')
      return has('customer', 'shared') && look(entry).ofMarks && !look(entry).saysYes
        ? inheritedFrom(entry, rename)
        : null;
    return null;
  };
  return {
    columns: columns.map((entry) => {
      const found = meant(entry);
      return found === null ? entry : { ...entry, meaning: found, confidence: 'sure' };
    }),
    cases: null,
    named,
  };
}

/**
 * Columns of parties that name one and the same party in nearly every row: of whom the rows are, and not who does it. Two others say that, or a column of owners;
 * and rows that differ in nothing would be no matrix.
 */
function namesInEveryRow(
  columns: readonly ColumnMapping[],
  look: (entry: ColumnMapping) => Below,
): readonly ColumnMapping[] {
  const parties = columns.filter(({ meaning }) => PARTIES.has(meaning));
  const rows = Math.max(...columns.map((entry) => (entry.meaning === 'control' ? look(entry).filled : 0)), 0);
  const found = parties.filter((entry) => {
    const { isOneName, filled } = look(entry);
    return isOneName && filled >= FEWEST_NAMED && filled >= rows * NEARLY_ALL;
  });
  const left = parties.filter((entry) => !found.includes(entry));
  const sides = new Set(left.map(({ meaning }) => meaning));
  return sides.size > 1 || columns.some(({ meaning }) => meaning === 'owner') ? found : [];
}
const FEWEST_NAMED = 3;
const NEARLY_ALL = 0.9;

/** "Responsibility" is what is to be done beside a column that says by whom, and says by whom where owners stand below it and something else says what. */
function namesOwner(entry: ColumnMapping, layout: Layout, columns: readonly ColumnMapping[]): boolean {
  const general = layoutOf(GENERAL);
  return (
    layout.id === TWO_PARTIES &&
    general !== undefined &&
    meaningOf(lastPart(entry.header), general)?.meaning === 'owner' &&
    columns.some((other) => other !== entry && other.meaning === 'control')
  );
}
/** The one column that says who does it by what stands below it, where nothing else says who owns what: "Implemented by", "Control responsibility". */
function whoDoes(
  columns: readonly ColumnMapping[],
  look: (entry: ColumnMapping) => Below,
): ColumnMapping | null {
  const owning = columns.filter((entry) => entry.meaning === 'unknown' && look(entry).ofOwners);
  const [only, ...more] = owning;
  if (only === undefined || more.length > 0 || !OF_DOING.test(fold(lastPart(only.header)))) return null;
  const { sides } = look(only);
  return sides.has('vendor') && sides.has('customer') ? only : null;
}
const OF_DOING =
  /^(?:implemented|performed|handled|fulfilled|carried out|done|owned|umgesetzt|durchgeführt|mis en œuvre|réalisé|implementado|realizado|attuato|uitgevoerd|realizowane)(?: (?:by|von|durch|par|por|da|door|przez))$|^(?:control|security|overall|main|task|compliance|implementation|operational) (?:responsib\p{L}+|owner(?:ship)?)$/u;
/** From the vendor where nobody is named. */
function inheritedFrom(entry: ColumnMapping, rename: Rename): Meaning {
  const [, from] = / from (.+)$/s.exec(` ${fold(rename(lastPart(entry.header)))}`) ?? [];
  const general = layoutOf(GENERAL);
  if (from === undefined || general === undefined) return 'vendor';
  return meaningOf(from, general)?.meaning === 'vendor' ? 'vendor' : 'other';
}

/** `Control | AWS | Azure | GCP` with owners below each says who owns it at each of these clouds: the vendor's own column is the one that counts. */
function ofClouds(
  columns: readonly ColumnMapping[],
  look: (entry: ColumnMapping) => Below,
  rename: Rename,
): ToldByCells | null {
  const parties = columns.filter(({ meaning }) => PARTIES.has(meaning));
  const clouds = parties.filter(({ header }) => namesUpstream(header));
  if (clouds.length < 2 || clouds.length < parties.length) return null;
  const told = clouds.map(look);
  const sides = new Set(told.flatMap((each) => [...each.sides]));
  if (!told.every(({ ofOwners }) => ofOwners) || !sides.has('customer')) return null;
  const itself = clouds.find(({ header }) => namesVendorItself(header, rename)) ?? null;
  const others = clouds.filter((entry) => entry !== itself);
  return {
    columns: columns.map((entry) => {
      if (!clouds.includes(entry)) return entry;
      return itself === null || entry === itself
        ? { ...entry, meaning: 'owner', confidence: 'sure' }
        : { ...entry, meaning: 'ignore', confidence: 'sure' };
    }),
    cases: { read: itself, others },
    named: [],
  };
}

/** Columns below a heading that is none of a matrix, in more of whose cells than not stand owners, both sides among them. */
export function ownersAcross(
  grid: Grid,
  headings: Headings,
  columns: readonly ColumnMapping[],
  rename: Rename,
): readonly ColumnMapping[] {
  const found = columns
    .slice(1, MOST_CASES)
    .map((entry) => ({ entry, ...below(grid, headings, entry.column, rename) }))
    .filter(({ ofOwners }) => ofOwners);
  const sides = new Set(found.flatMap((each) => [...each.sides]));
  return found.length > 1 && sides.has('vendor') && sides.has('customer')
    ? found.map(({ entry }) => entry)
    : [];
}
/** Columns below a heading that is none of a matrix, in which letters of a RACI stand and nothing else. */
export function lettersAcross(
  grid: Grid,
  headings: Headings,
  columns: readonly ColumnMapping[],
): readonly ColumnMapping[] {
  const letters = new Set<string>();
  const found = columns.slice(1, MOST_CASES).filter(({ column }) => {
    const texts = [...sampled(grid, headings, column)].map((text) => text.trim());
    const isSo = texts.length > 0 && texts.every((text) => RACI.test(text));
    if (isSo) for (const text of texts) letters.add(text.slice(0, 1));
    return isSo;
  });
  return found.length > 1 && letters.size > 1 && letters.has('R') ? found : [];
}
const RACI = /^[RACIS](?: ?[/,&+ ] ?[RACIS]){0,3}$/;
/** What has more columns of owners is no matrix. */
const MOST_CASES = 30;
