import { isLineOfDashes, plainMarkdown } from './between-bars.ts';

/** A table of a text in Markdown. */
export interface TitledTable {
  /** What stands above it: a line that leads to it, then the headings of its sections from the nearest on. */
  readonly titles: readonly string[];
  /** From its headings to its last line between bars. */
  readonly text: string;
  /** The line of its headings, from 1. */
  readonly line: number;
}

const HEADING = /^[ \t>]{0,12}(#{1,6})[ \t]{1,8}(\S.*)$/;
/** Headings of Confluence and Jira: `h2. Services`. */
const WIKI_HEADING = /^h([1-6])\. {1,8}(\S.*)$/;
/** Headings of their tables: `||Service||Owner||`. */
const isInDoubleBars = (line: string): boolean => {
  const words = line.trim();
  return words.length > 4 && words.startsWith('||') && words.endsWith('||');
};
/** What makes the line above it a heading of the first or the second rank. */
const UNDERLINE = /^[ \t]{0,3}(={3,200}|-{3,200})[ \t]{0,8}$/;
const ENDS_WITH_COLON = /:[*_]{0,3}$/;
const IS_BOLD = /^(\*\*|__)[^*_]{1,200}\1$/;
const LONGEST_LINE = 300;

/** Whether a text may have a table of a wiki in it. */
export const hasDoubleBars = (text: string): boolean =>
  text.includes('||') && text.split(/\r\n|\r|\n/).some(isInDoubleBars);

/**
 * The tables of a text in Markdown, or of a wiki, each with what stands above it (GitHub Flavored Markdown, "Tables": headings above a line of dashes). Lines between
 * bars that have no headings of their own belong to the table above them, with the titles between.
 */
export function tablesIn(text: string): readonly TitledTable[] {
  const lines = text.split(/\r\n|\r|\n/);
  const starts = lines.flatMap((line, at) => {
    const isAboveDashes = line.includes('|') && !isLineOfDashes(line) && isLineOfDashes(lines[at + 1] ?? '');
    return isAboveDashes || (isInDoubleBars(line) && !lines[at - 1]?.includes('|')) ? [at] : [];
  });
  const titles = titlesAbove(lines, starts);
  return starts.map((start, at) => {
    const next = starts[at + 1] ?? lines.length;
    const end = lines.slice(start, next).findLastIndex((line) => line.includes('|'));
    return {
      titles: titles[at] ?? [],
      text: lines
        .slice(start, start + end + 1)
        .map((line, below) => (below === 0 && isInDoubleBars(line) ? line.replaceAll('||', '|') : line))
        .join('\n'),
      line: start + 1,
    };
  });
}

function titlesAbove(lines: readonly string[], starts: readonly number[]): readonly (readonly string[])[] {
  const wanted = new Set(starts);
  const found: (readonly string[])[] = [];
  let sections: { readonly rank: number; readonly title: string }[] = [];
  let lead: string | null = null;
  const enter = (rank: number, title: string) => {
    sections = [...sections.filter((above) => above.rank < rank), { rank, title: plainTitle(title) }];
    lead = null;
  };
  for (const [at, whole] of lines.entries()) {
    const line = whole.slice(0, LONGEST_LINE);
    if (wanted.has(at)) {
      found.push([...(lead === null ? [] : [lead]), ...sections.map(({ title }) => title).reverse()]);
      lead = null;
      continue;
    }
    const [, wiki = '', called = ''] = WIKI_HEADING.exec(line) ?? [];
    const [, marks = '#'.repeat(Number(wiki)), heading = called] = HEADING.exec(line) ?? [];
    const below = UNDERLINE.exec(lines[at + 1]?.slice(0, LONGEST_LINE) ?? '')?.[1];
    const words = line.replace(/^[ \t>]+/, '').trim();
    if (marks !== '') enter(marks.length, heading);
    else if (words !== '' && below !== undefined && !line.includes('|'))
      enter(below.startsWith('=') ? 1 : 2, words);
    else if (words !== '' && !UNDERLINE.test(line))
      lead =
        !line.includes('|') && (ENDS_WITH_COLON.test(words) || IS_BOLD.test(words))
          ? plainTitle(words)
          : null;
  }
  return found;
}

/** A title without marks of Markdown and without the colon at its end. */
export const plainTitle = (title: string): string =>
  plainMarkdown(title.replace(/[ \t]#{1,6}[ \t]*$/, '').replace(/:[ \t]*$/, ''))
    .replace(/:$/, '')
    .trim();
