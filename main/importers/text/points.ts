import { plainMarkdown } from './between-bars.ts';
import { plainTitle } from './markdown-tables.ts';

/** A name of a list, and what is said of it behind it; '' where nothing is. */
export interface Named {
  readonly name: string;
  readonly behind: string;
  /** From 1. */
  readonly line: number;
}
/** Names that stand below the same titles. */
export interface TitledList {
  /** From the nearest on: a line that leads to them, the point they belong to, the headings of their sections. */
  readonly titles: readonly string[];
  readonly names: readonly Named[];
}
/** What tells a title among names where its form does not: whether a line says what the names below it are. */
export type IsTitle = (line: string) => boolean;

const POINT = /^[ \t>]{0,12}(?:[-*+•‣◦–]|\d{1,3}[.)])[ \t]+(?:\[[xX]\][ \t]+)?(\S.*)$/;
const IS_OPEN = /^[ \t>]{0,12}(?:[-*+]|\d{1,3}[.)])[ \t]+\[ \]/;
const HEADING = /^[ \t]{0,3}(#{1,6})[ \t]{1,8}(\S.*)$/;
/** What is said of a name behind it: behind a colon or a dash, or in brackets as far as `isBehind` says so. */
const BEHIND = /(?::|[ \t][-–—])[ \t]/;
const BRACKETS = /\([^()]{1,200}\)$/;
const IS_BOLD = /^(\*\*|__)[^*_]{1,200}\1:?$/;
/** A name in bold, with what stands in brackets behind it, before words that say what it is for: `**Amazon ECS** (Fargate) for the shop`. */
const BOLD_NAME = /^(\*\*|__)([^*_:]{1,200}\1(?:[ \t]\([^()]{1,60}\))?)[ \t]+((?![-–—:(])\S.*)$/;
const LONGEST_LINE = 500;
/** Ranks below those of headings; a chapter within one stands below it. */
const OF_CHAPTER = 6;
const OF_LEAD = 7;
const OF_POINT = 8;

/** A filled line of a text. */
export interface Line {
  readonly text: string;
  readonly at: number;
  readonly indent: number;
  readonly isPoint: boolean;
  /** Whether it is a point that is still to be ticked off. */
  readonly isOpen: boolean;
  readonly isBelowBlank: boolean;
}

/** What lines are that are neither titles nor points: names as well, what stands around the lists, or the sign of another text. */
type Others = 'names' | 'around' | 'another text';

/** The lists of a text, and the lines around them. */
export interface Lists {
  readonly lists: readonly TitledList[];
  readonly around: readonly string[];
}

/**
 * The lists of the lines of a text, by what the others are taken for; null where it has none, and for another text. `isTitle` tells titles that stand alone. What
 * is still to be ticked off makes a list one of tasks, and such stand around the others alone.
 */
export function listsIn(lines: readonly Line[] | null, isTitle: IsTitle, others: Others): Lists | null {
  if (lines === null || (others !== 'around' && lines.some(({ isOpen }) => isOpen))) return null;
  const found: { titles: readonly string[]; names: Named[]; isOfTasks: boolean }[] = [];
  const around: string[] = [];
  let sections: { readonly rank: number; readonly title: string }[] = [];
  let isSame = false;
  const numbered = numberedHeadings(lines, isTitle);
  for (const [index, line] of lines.entries()) {
    const [, marks = '', heading = ''] = line.isPoint ? [] : (HEADING.exec(line.text) ?? []);
    // Among bare lines a hash takes a name out of the list.
    const mayBeTakenOut = others === 'names' && !line.isBelowBlank;
    const isHeading = marks !== '' && (!mayBeTakenOut || isTitle(plainTitle(heading)));
    const chapter = lines[index + 1] === undefined ? null : (numbered.get(line) ?? null);
    const rank = isHeading ? marks.length : (chapter ?? rankOf(line, lines[index + 1], isTitle));
    if (rank !== null) {
      sections = sections.filter((above) => above.rank < rank);
      sections.push({ rank, title: plainTitle(isHeading ? heading : line.text.replace(NUMBER, '')) });
      isSame = false;
      continue;
    }
    if (!line.isPoint && others === 'another text') return null;
    if (!line.isPoint && others === 'around') {
      // A sentence ends what a line has led to; one further in belongs to its point.
      if (line.indent === 0) sections = sections.filter((above) => above.rank < OF_LEAD);
      isSame = false;
      around.push(line.text);
      continue;
    }
    const inner = sections.filter((above) => above.rank < OF_POINT + line.indent);
    isSame &&= inner.length === sections.length;
    sections = inner;
    if (!isSame)
      found.push({ titles: sections.map(({ title }) => title).reverse(), names: [], isOfTasks: false });
    isSame = true;
    const list = found.at(-1);
    list?.names.push({ ...nameIn(line.text, isTitle), line: line.at });
    if (list && line.isOpen) list.isOfTasks = true;
  }
  const lists = found.filter(({ isOfTasks }) => !isOfTasks).map(({ titles, names }) => ({ titles, names }));
  around.push(...found.flatMap(({ isOfTasks, names }) => (isOfTasks ? names.map(({ name }) => name) : [])));
  return lists.reduce((sum, { names }) => sum + names.length, 0) < 2 ? null : { lists, around };
}

const LONGEST_TEXT = 10_000;
const ENUMERATED = /^(?:and|und|et|y|e|en|i)[ \t]+/i;
/** The names that a line sets side by side. */
export const namesBetweenCommas = (line: string): readonly string[] =>
  line
    .split(/[,;]/)
    .map((name) => name.trim().replace(/\.$/, '').replace(ENUMERATED, ''))
    .filter((name) => name !== '');
/** The names that a text of one line sets side by side, with what leads to them; null for another text. */
export function namesInLine(text: string): Lists | null {
  if (text.length > LONGEST_TEXT) return null;
  const [only = '', ...more] = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  if (more.length > 0) return null;
  const colon = only.search(/:[ \t]/);
  const names = namesBetweenCommas(only.slice(colon + 1));
  const titles = colon < 0 ? [] : [plainTitle(only.slice(0, colon))];
  return names.length < 2
    ? null
    : { lists: [{ titles, names: names.map((name) => ({ name, behind: '', line: 1 })) }], around: [] };
}

/** A branch of a tree as programs draw it is a point further in. */
const BRANCH = /^([│ \t\u00a0]{0,60})[├└][─-]{1,3}[ \t]/;

/** A number of an outline: `1.2.1`, and `2` or `2.` above such. */
const OUTLINED = /^[ \t>]{0,12}(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?[ \t]+(\S.*)$/;
const IS_DEEP = /^[ \t>]{0,12}\d{1,3}\.\d{1,3}(?:\.\d{1,3}){0,2}[.)]?[ \t]+\S/;

/** Whether each line of a text but the first has a number, and some of them one of several parts: `1.29 Kubernetes` among other lines is a version. */
function isOutline(lines: readonly string[]): boolean {
  const [, ...below] = lines.filter((line) => line.trim() !== '').map((line) => line.slice(0, LONGEST_LINE));
  return (
    below.length > 0 && below.every((line) => OUTLINED.test(line)) && below.some((line) => IS_DEEP.test(line))
  );
}

/** The filled lines of a text. In an outline a line stands as far in as its number has parts. */
export function linesOf(text: string): readonly Line[] {
  const found: Line[] = [];
  let isBelowBlank = true;
  const lines = text.split(/\r\n|\r|\n/);
  const hasNumbers = isOutline(lines);
  for (const [at, whole] of lines.entries()) {
    const line = whole
      .slice(0, LONGEST_LINE)
      .replace(BRANCH, (_, before: string) => `${before.replaceAll('│', ' ')}  - `);
    const isOpen = IS_OPEN.test(line);
    const [, number = '', numbered] = (hasNumbers && OUTLINED.exec(line)) || [];
    const point = numbered ?? POINT.exec(line)?.[1]?.replace(/^\[ \][ \t]*/, '');
    const words = (point ?? line).trim();
    const indent = line.length - line.trimStart().length + number.split('.').length - 1;
    if (words !== '')
      found.push({ text: words, at: at + 1, indent, isPoint: point !== undefined, isOpen, isBelowBlank });
    isBelowBlank = words === '';
  }
  return found;
}

/** The number of a heading in a text of Word: `2.2 Services not in use`. */
const NUMBER = /^\d{1,3}(?:\.\d{1,3}){1,3}[.)]?[ \t]+/;
/**
 * The ranks of lines that are headings by their numbers, where one of them is a title by its words: each number comes after the one before as in a text of chapters. `1.29 EKS` is
 * a version.
 */
function numberedHeadings(lines: readonly Line[], isTitle: IsTitle): ReadonlyMap<Line, number> {
  const numbered = lines.filter(({ text, isPoint }) => !isPoint && NUMBER.test(text));
  const numbers = numbered.map(({ text }) => (/^[\d.]*\d/.exec(text)?.[0] ?? '').split('.').map(Number));
  const areInOrder = numbers.every((number, at) => at === 0 || follows(number, numbers[at - 1] ?? []));
  const areChapters =
    areInOrder && numbered.some(({ text }) => isTitle(plainTitle(text.replace(NUMBER, ''))));
  if (!areChapters) return new Map();
  const behind = new Map(lines.map((line, at) => [line, lines[at + 1]]));
  const depthAt = (at: number) => numbers[at]?.length ?? 0;
  // With nothing below it one is a name, unless it says that nothing is.
  const isFilled = (line: Line, at: number): boolean => {
    const isNext = behind.get(line) === numbered[at + 1];
    return !isNext || depthAt(at + 1) > depthAt(at) || isTitle(plainTitle(line.text.replace(NUMBER, '')));
  };
  return new Map(
    numbered.flatMap((line, at) => (isFilled(line, at) ? [[line, OF_CHAPTER + depthAt(at) / 10]] : [])),
  );
}
/** Whether a number of a chapter comes after another: the next beside it or beside a chapter that it is in, or the first within it. */
function follows(number: readonly number[], before: readonly number[]): boolean {
  const depth = number.findIndex((part, at) => part !== before[at]);
  const rest = number.slice(depth + 1);
  return depth >= 0 && number[depth] === (before[depth] ?? 0) + 1 && rest.every((part) => part === 1);
}

/** The rank of a line that is a title of those below it; null for a name. */
function rankOf(line: Line, next: Line | undefined, isTitle: IsTitle): number | null {
  if (next === undefined || HEADING.test(next.text)) return null;
  const { text, indent, isPoint, isBelowBlank } = line;
  const isAbove = isPoint ? next.isPoint && next.indent > indent : true;
  if (!isAbove) return null;
  const isByForm =
    /:[*_]{0,3}$/.test(text) ||
    (IS_BOLD.test(text) && (isPoint || next.isPoint)) ||
    (!isPoint && next.isPoint && next.indent > indent);
  const mayBeAlone = isPoint || isBelowBlank || NUMBER.test(text);
  const says = isByForm || (mayBeAlone && isTitle(plainTitle(text.replace(NUMBER, ''))));
  if (!says) return null;
  return isPoint ? OF_POINT + indent : OF_LEAD;
}

function nameIn(text: string, says: IsTitle): Pick<Named, 'name' | 'behind'> {
  const [, , bold, words = ''] = BOLD_NAME.exec(text) ?? [];
  if (bold !== undefined) return { name: plainMarkdown(bold.replace(/\*\*|__/, '')), behind: words };
  const plain = plainMarkdown(text);
  const sign = BEHIND.exec(plain);
  if (sign)
    return {
      name: plainMarkdown(plain.slice(0, sign.index)),
      behind: plain.slice(sign.index + sign[0].length).trim(),
    };
  const brackets = BRACKETS.exec(plain);
  const inside = brackets?.[0].slice(1, -1).trim() ?? '';
  const isBehind = brackets !== null && brackets.index > 0 && (/^[\d\p{Ll}]/u.test(inside) || says(inside));
  return isBehind
    ? { name: plain.slice(0, brackets.index).trim(), behind: inside }
    : { name: plain, behind: '' };
}
