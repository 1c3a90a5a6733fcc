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
const LONGEST_LINE = 500;
/** Ranks below those of headings. */
const OF_LEAD = 7;
const OF_POINT = 8;

interface Line {
  readonly text: string;
  readonly at: number;
  readonly indent: number;
  readonly isPoint: boolean;
  readonly isBelowBlank: boolean;
}

/**
 * The lists of a text that is lists and nothing else but their titles, whatever is said behind their names; null for another text. `isTitle` tells titles
 * that stand alone. Of lines that need not be points (`isOfLines`) each is a name. A point that is still to be ticked off is none.
 */
export function listsIn(text: string, isTitle: IsTitle, isOfLines = false): readonly TitledList[] | null {
  const lines = linesOf(text);
  if (lines === null) return null;
  const lists: { titles: readonly string[]; names: Named[] }[] = [];
  let sections: { readonly rank: number; readonly title: string }[] = [];
  let isSame = false;
  for (const [index, line] of lines.entries()) {
    const [, marks = '', heading = ''] = line.isPoint ? [] : (HEADING.exec(line.text) ?? []);
    // Among bare lines a hash takes a name out of the list.
    const isTakenOut = isOfLines && !line.isBelowBlank && !isTitle(plainTitle(heading));
    const isHeading = marks !== '' && !isTakenOut;
    const rank = isHeading ? marks.length : rankOf(line, lines[index + 1], isTitle);
    if (rank !== null) {
      sections = sections.filter((above) => above.rank < rank);
      sections.push({ rank, title: plainTitle(isHeading ? heading : line.text) });
      isSame = false;
      continue;
    }
    if (!line.isPoint && !isOfLines) return null;
    const inner = sections.filter((above) => above.rank < OF_POINT + line.indent);
    isSame &&= inner.length === sections.length;
    sections = inner;
    if (!isSame) lists.push({ titles: sections.map(({ title }) => title).reverse(), names: [] });
    isSame = true;
    lists.at(-1)?.names.push({ ...nameIn(line.text, isTitle), line: line.at });
  }
  const filled = lists.filter(({ names }) => names.length > 0);
  return filled.reduce((sum, { names }) => sum + names.length, 0) < 2 ? null : filled;
}

/** The filled lines of a text; null where a point of it is still to be ticked off. */
function linesOf(text: string): readonly Line[] | null {
  const found: Line[] = [];
  let isBelowBlank = true;
  for (const [at, whole] of text.split(/\r\n|\r|\n/).entries()) {
    const line = whole.slice(0, LONGEST_LINE);
    if (IS_OPEN.test(line)) return null;
    const point = POINT.exec(line)?.[1];
    const words = (point ?? line).trim();
    const indent = line.length - line.trimStart().length;
    if (words !== '')
      found.push({ text: words, at: at + 1, indent, isPoint: point !== undefined, isBelowBlank });
    isBelowBlank = words === '';
  }
  return found;
}

/** The rank of a line that is a title of those below it; null for a name. */
function rankOf(line: Line, next: Line | undefined, isTitle: IsTitle): number | null {
  if (next === undefined || HEADING.test(next.text)) return null;
  const { text, indent, isPoint, isBelowBlank } = line;
  const isAbove = isPoint ? next.isPoint && next.indent > indent : true;
  const says = isTitle(plainTitle(text));
  const isByForm = /:[*_]{0,3}$/.test(text) || (IS_BOLD.test(text) && (isPoint || next.isPoint));
  if (isAbove && (isByForm || (says && (isPoint || isBelowBlank))))
    return isPoint ? OF_POINT + indent : OF_LEAD;
  return null;
}

function nameIn(text: string, says: IsTitle): Pick<Named, 'name' | 'behind'> {
  const plain = plainMarkdown(text);
  const sign = BEHIND.exec(plain);
  if (sign)
    return {
      name: plainMarkdown(plain.slice(0, sign.index)),
      behind: plain.slice(sign.index + sign[0].length).trim(),
    };
  const brackets = BRACKETS.exec(plain);
  const inside = brackets?.[0].slice(1, -1).trim() ?? '';
  const isBehind = brackets !== null && brackets.index > 0 && (/^\d/.test(inside) || says(inside));
  return isBehind
    ? { name: plain.slice(0, brackets.index).trim(), behind: inside }
    : { name: plain, behind: '' };
}
