/** Before a line there may be the sign of a quotation. */
const BLANK = /^[\s>]*$/;
/** Of headings between bars and what stands below them, whether a bar stands at both ends of each line as well. */
export const areInBars = (record: readonly string[]): boolean =>
  record.length > 2 && BLANK.test(record[0] ?? '') && record.at(-1)?.trim() === '';

/** Whether a line is text around a table that has bars at both ends of its lines: it has none at either. */
export const isTextBesideTable = (record: readonly string[]): boolean =>
  !BLANK.test(record[0] ?? '') && record.at(-1)?.trim() !== '';

/** Signs of Markdown that make text bold, slanted or code: around a whole cell or its beginning, or bold and code within it. */
const AROUND = /^([*_`]{1,3})([^*_`].*)\1$/;
const AT_BEGINNING = /^([*_]{1,3})(?!\s)([^*_]*[^*_\s])\1(?![\p{L}\p{N}])/u;
const WITHIN = /(\*\*|`)([^*`]+)\1/g;
const LINK = /!?\[([^[\]]*)\]\([^()\s]*(?: "[^"]*")?\)/g;
const FOOTNOTE = /\[\^[^[\]]{1,40}\]/g;
const LINE_BREAK = /<br ?\/?>/gi;

/** What a cell, or a point of a list, of Markdown says, without the signs that only change how it looks. */
export function plainMarkdown(cell: string): string {
  const text = cell
    .trim()
    .replaceAll('\\|', '|')
    .replace(LINK, '$1')
    .replace(FOOTNOTE, '')
    .replace(LINE_BREAK, '\n');
  const bare = AROUND.exec(text)?.[2] ?? text.replace(AT_BEGINNING, '$2');
  return bare.replace(WITHIN, '$2').trim();
}

/**
 * The cells of a record that stand between bars, as in Markdown: without the room around them, the ends of the line and the signs of Markdown.
 * The line of dashes below headings is an empty one, which other forms than Markdown cross with `+`.
 */
export function cellsBetweenBars(record: readonly string[], inBars: boolean): string[] {
  const begin = BLANK.test(record[0] ?? '') ? 1 : 0;
  const cells = inBars ? record.slice(begin, record.at(-1)?.trim() === '' ? -1 : undefined) : record;
  const mayBeDashes = inBars ? /^\s*:?-[-+]*:?\s*$/ : /^\s*:?-{2,}:?\s*$/;
  return cells.every((cell) => mayBeDashes.test(cell)) ? [''] : cells.map(plainMarkdown);
}

/** Whether a line without bars is one of those that a terminal draws around a table and its headings: `+------+----+`. */
export const isLineOfBox = ([line = '', ...more]: readonly string[]): boolean =>
  more.length === 0 && line.includes('+') && /^\s*\+[-+=]{3,}\s*$/.test(line);

const DASHES = /^[ \t>]{0,12}\|?(?:[ \t]{0,8}:?-+:?[ \t]{0,200}\|){1,100}[-: \t]{0,200}$/;
const HEADING = /^[ \t>]{0,12}#{1,6} /;
/** Whether a line is that of dashes below the headings of a table. */
export const isLineOfDashes = (line: string): boolean => DASHES.test(line.slice(0, 2000).trimEnd());

/**
 * A text in Markdown without what stands below a table of it and is none of its rows, in as many lines; headings stay, which say what the table below
 * them is of. A table ends with a blank line (GitHub Flavored Markdown, "Tables").
 */
export function withoutTextBeside(text: string): string {
  let isBelow = false;
  let isIn = false;
  return text
    .split('\n')
    .map((line) => {
      if (isLineOfDashes(line)) {
        isBelow = true;
        isIn = true;
      } else if (line.trim() === '') isIn = false;
      else if (isBelow && !isIn && !line.includes('|') && !HEADING.test(line)) return '';
      return line;
    })
    .join('\n');
}
