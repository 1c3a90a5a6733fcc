import type { Meaning } from '../../../contract/claims.ts';
import { AHEAD, BEFORE } from '../../../domain/words/time-words.ts';
import { OWNING } from '../layouts.ts';
import { fold } from '../words.ts';
import type { HeadingText } from './heading.ts';

// Some tables say twice who owns what: today and from a day on, as it is and as it shall be. Read together that would be "both".

/** What holds at this time. */
const NOW =
  /(?<![\p{L}\d])(?:today|current(?:ly)?|now|present(?:ly)?|as[- ]is|existing|heute|aktuell\p{L}*|derzeit\p{L}*|ist|actuel\p{L}*|aujourd['’]hui|actual(?:mente)?|hoy|attual\p{L}*|oggi|huidig\p{L}*|nu|obecn\p{L}*|dziś|atual\p{L}*|hoje)(?![\p{L}\d])/iu;
/** What holds at another time: from or until a day, before or after a change, or by a word for it. */
const FROM_OR_UNTIL =
  /(?<![\p{L}\d])(?:(?:starting |effective )?(?:from|as of|since|ab|seit|à partir de|a partir de|desde|dal|vanaf|od|until|till|up to|bis|jusqu['’]en|hasta|fino al|tot|do) (?:(?:q[1-4]|\p{L}{3,9}\.?) )?(?:fy ?)?(?:19|20)\d\d(?: on(?:wards?)?)?)(?![\p{L}\d])/iu;
const AROUND_CHANGE =
  /(?<![\p{L}\d])(?:after|before|post|pre|nach|vor|après|avant|después de|antes de|dopo|prima della|na|voor|po|przed)[- ](?:(?:the|der|dem|la|el) )?(?:migration|transition|transfer|go-?live|cut-?over|hand-?over|onboarding|umzug|umstellung|migración|migrazione|migratie|migracj[aią])(?![\p{L}\d])/iu;
/** Whether a text says from or until when, or around which change: "until 2025", "after the migration". */
export const saysWhen = (text: string): boolean => FROM_OR_UNTIL.test(text) || AROUND_CHANGE.test(text);
/** By words that say other things as well where it is not about who owns what: "New", "Alt". */
const ANOTHER = /(?<![\p{L}\d])(?:new|old|past|neu\p{L}{0,2}|alt\p{L}{0,2})(?![\p{L}\d])/iu;
/** One of a row of times, of which nobody here knows which is now. */
const ONE_OF_MANY =
  /(?<![\p{L}\d])(?:(?:q[1-4] )?(?:fy ?)?(?:19|20)\d\d|fy ?['’]?\d\d|(?:phase|stage|wave|stufe|etappe|étape|etapa|tappa|fase|faza|etap|year|jahr|année|año|anno|jaar|rok) ?\d{1,2})(?![\p{L}\d])/iu;
const TIMES = [
  { pattern: FROM_OR_UNTIL, isNow: false, isCounted: false },
  { pattern: AROUND_CHANGE, isNow: false, isCounted: false },
  { pattern: AHEAD, isNow: false, isCounted: false },
  { pattern: BEFORE, isNow: false, isCounted: false },
  { pattern: ANOTHER, isNow: false, isCounted: false },
  { pattern: NOW, isNow: true, isCounted: false },
  { pattern: ONE_OF_MANY, isNow: false, isCounted: true },
] as const;
/** What is longer is no heading. */
const LONGEST = 160;

/** When what stands below a heading holds; `rest` is the heading without it. */
export interface Timed {
  /** The time in its own words, or `now`; null where none is said. */
  readonly time: string | null;
  /** Whether it is one of a row of times. */
  readonly isCounted: boolean;
  readonly rest: readonly string[];
}
/** When what stands below the parts of a heading, or of the title of a section or sheet, holds. */
export function timeIn(parts: readonly string[]): Timed {
  const texts = parts.map((part) => part.slice(0, LONGEST));
  for (const { pattern, isNow, isCounted } of TIMES) {
    const said = texts.map((part) => pattern.exec(part)?.[0]).find((found) => found !== undefined);
    if (said === undefined) continue;
    const rest = texts.map((part) => part.replace(pattern, ' ').split(/\s+/).filter(hasLetters).join(' '));
    return { time: isNow ? 'now' : fold(said), isCounted, rest: rest.filter((part) => part !== '') };
  }
  return { time: null, isCounted: false, rest: parts };
}
/** Brackets and hyphens alone are left over. */
const hasLetters = (word: string): boolean => /[\p{L}\p{N}]/u.test(word);

type TimedColumn = Timed & { readonly column: number };
/** The same headings are looked at in every layout. */
const looked = new WeakMap<readonly HeadingText[], readonly TimedColumn[]>();
/** A heading over several columns stands, where nothing is merged, above the first of them. */
function timesByColumn(texts: readonly HeadingText[]): readonly TimedColumn[] {
  const known = looked.get(texts);
  if (known) return known;
  let group: Timed | null = null;
  const found = texts.map(({ column, parts }): TimedColumn => {
    const own = timeIn(parts);
    if (parts.length > 1) group = own.time !== null && timeIn(parts.slice(0, 1)).time !== null ? own : null;
    else if (own.time === null && group !== null) return { column, ...group, rest: parts };
    return { column, ...own };
  });
  looked.set(texts, found);
  return found;
}
/** What has more columns of owners is no matrix. */
const MOST_OWNING = 60;

/** Columns that say who owns what several times over: what each is called but for its time, and what is to be done with it. */
export interface Repeated {
  readonly parts: ReadonlyMap<number, readonly string[]>;
  /** Columns of another time than now. */
  readonly aside: ReadonlySet<number>;
  /** What they are of, where none of them is the one to be read before somebody says so. */
  readonly open: 'times' | 'cases' | null;
  /** A column to be read, or one of those to choose from; and another. Null where none is said twice. */
  readonly pair: readonly [number, number] | null;
}
const NOTHING: Repeated = { parts: new Map(), aside: new Set(), open: null, pair: null };
const partsOf = (columns: readonly { readonly column: number; readonly rest: readonly string[] }[]) =>
  new Map(columns.map(({ column, rest }) => [column, rest]));
/**
 * The columns that say who owns what, where two of them say the same of different times or cases, or one is of now; null for all other tables. `meaning` is what a heading
 * means; a column without a time is of now where others are of another. `bare` is what a heading is called that is a time and nothing else.
 */
export function repeatedAmong(
  texts: readonly HeadingText[],
  meaning: Meant,
  bare: readonly string[] | null,
): Repeated | null {
  const found = timesByColumn(texts);
  if (found.every(({ time }) => time === null)) return casesAmong(texts, meaning);
  const named = found.map((entry) => ({ ...entry, meant: meaning(entry.rest) }));
  // "Current" and "Target" by themselves may be levels of maturity beside the parties.
  const isBare = bare !== null && !named.some(({ meant }) => isOfOwners(meant));
  const owning = named
    .map((entry) =>
      isBare && entry.time !== null && entry.rest.length === 0
        ? { ...entry, rest: bare, meant: meaning(bare) }
        : entry,
    )
    .filter(({ meant }) => isOfOwners(meant))
    .slice(0, MOST_OWNING)
    .map((entry) => ({ ...entry, name: fold(entry.rest.join(' ')) }));
  const isSame = (a: (typeof owning)[number], b: (typeof owning)[number]): boolean =>
    a.meant === b.meant && (!(a.isCounted || b.isCounted) || a.name === b.name);
  const pairs = owning.flatMap((a) =>
    owning.filter((b) => isSame(a, b) && a.time !== null && a.time !== b.time).map((b) => [a, b] as const),
  );
  const [first] = pairs;
  if (first === undefined) {
    const current = owning.filter(
      ({ time, meant, rest }) => time === 'now' && meant === 'owner' && rest !== bare,
    );
    return (
      casesAmong(texts, meaning) ?? (current.length === 0 ? null : { ...NOTHING, parts: partsOf(current) })
    );
  }
  const isUndated = pairs.some(([a, b]) => b.time === null && !a.isCounted);
  const isNow = ({ time }: Timed): boolean => time === 'now' || time === null;
  const isOpen = !isUndated && !owning.some(({ time }) => time === 'now');
  const others = owning.filter((entry) => !isNow(entry));
  const [one, another] = isOpen ? first : [owning.find(isNow) ?? first[0], others[0] ?? first[1]];
  return {
    parts: partsOf(owning),
    aside: new Set(isOpen ? [] : others.map(({ column }) => column)),
    open: isOpen ? 'times' : null,
    pair: [one.column, another.column],
  };
}

type Meant = (parts: readonly string[]) => Meaning | null;
interface Case {
  readonly column: number;
  readonly parts: readonly string[];
  readonly party: string;
  readonly words: readonly string[];
  /** The columns side by side under one heading, by number. */
  readonly run: number;
}
/** The same party twice, below different headings of groups, as `IaaS` and `SaaS`, or further along: what it does in one case is not what it does in the other. */
function casesAmong(texts: readonly HeadingText[], meaning: Meant): Repeated | null {
  const owning = texts.filter(({ parts }) => isOfOwners(meaning(parts))).slice(0, MOST_OWNING);
  if (owning.length < 2) return null;
  const runs = runsOf(texts);
  const cases = owning.map(
    ({ column, parts }): Case => ({
      column,
      parts,
      party: fold(parts.at(-1) ?? ''),
      words: wordsOf(parts),
      run: runs.get(column) ?? 0,
    }),
  );
  for (const [at, another] of cases.entries())
    for (const one of cases.slice(0, at))
      if ((one.party === another.party && areApart(one, another)) || areOfTwoCases(one, another, meaning))
        return { ...NOTHING, open: 'cases', pair: [one.column, another.column] };
  return null;
}
/** One heading over several columns side by side is one column in several. */
function runsOf(texts: readonly HeadingText[]): ReadonlyMap<number, number> {
  let run = 0;
  let before = '';
  return new Map(
    texts.map(({ column, parts }) => {
      const heading = parts.join('\n');
      if (heading !== before) run += 1;
      before = heading;
      return [column, run];
    }),
  );
}
const areApart = (one: Case, another: Case): boolean =>
  one.run !== another.run && (one.parts.length > 1 || another.column > one.column + 1);
/** What is added to a heading of owners and says no case: whom they are, or how it is said. */
const OF_NO_CASE =
  /(?<!\p{L})(?:persons?|people|roles?|teams?|departments?|units?|contacts?|managers?|leads?|names?|types?|models?|levels?|rolle|abteilung|ansprechpartner\p{L}*|personne|rôle|équipe|persona|rol|equipo|ruolo|squadra|persoon|osoba|rola)(?!\p{L})/iu;
/** "Responsibility IaaS" and "Responsibility SaaS", "Can be inherited from AWS" and "Can be inherited from Okta": alike but for what each adds, and named by no more than how they begin. */
function areOfTwoCases(one: Case, another: Case, meaning: Meant): boolean {
  let same = 0;
  while (same < one.words.length && one.words[same] === another.words[same]) same += 1;
  const begun = one.words.slice(0, same).join(' ');
  const areAll = (meant: Meaning, headings: readonly (readonly string[])[]): boolean =>
    headings.every((parts) => meaning(parts) === meant);
  const added = [one, another].map(({ words }) => words.slice(same).join(' '));
  return (
    same > 0 &&
    added.every((each) => each !== '' && !OF_NO_CASE.test(each)) &&
    (areAll('owner', [one.parts, another.parts, [begun]]) ||
      (areAll('inherited', [one.parts, another.parts]) && begun.includes('inherit')))
  );
}
const wordsOf = (parts: readonly string[]): readonly string[] =>
  fold(parts.join(' ').slice(0, LONGEST)).split(' ');
const isOfOwners = (meant: Meaning | null): boolean => meant !== null && OWNING.has(meant);
