import { type Face, type FaceName, type Fonts, showsCharacter } from './fonts.ts';
import { type Lack, MISSING, type Missing } from './missing.ts';
import { breakParagraph } from './scripts/break-paragraph.ts';
import { isDirectionMark, isJoiner } from './scripts/direction.ts';
import { Paragraph, type ShapedLine } from './scripts/paragraph.ts';
import { isTag, ScriptFonts } from './scripts/script-fonts.ts';

/** A line as it is drawn: as it stands, or with its letters set in their order and shapes. */
export type Line = string | ShapedLine;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What can be drawn of a text: composed, without control characters, with a mark for what no font has. */
export function showable(text: string, fonts: Fonts, missing: Missing, where: string): string {
  let plain = true;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if ((code < 0x20 && code !== 0x0a) || code > 0x7e) {
      plain = false;
      break;
    }
  }
  if (plain) return text;
  const composed = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').normalize('NFC');
  let out = '';
  for (const char of composed) {
    const code = char.codePointAt(0) ?? 0;
    if (code === 0x0a || (code >= 0x20 && code <= 0x7e)) out += char;
    // Joiners, direction marks and variation selectors are invisible by design.
    else if (/\p{DI}/u.test(char)) continue;
    else if (code >= 0xa0 && showsCharacter(fonts, code)) out += char;
    else if (/\s/.test(char)) out += ' ';
    else return shapable(composed, fonts, missing, where);
  }
  return out;
}

/** The same for a text that the shaper draws: what is invisible stays where it says how letters join and which way they run. */
function shapable(text: string, { scripts }: Fonts, missing: Missing, where: string): string {
  const order = ScriptFonts.orderFor(text);
  const lacks: Lack[] = [];
  let out = '';
  for (const { segment } of graphemes.segment(text)) {
    if (segment === '\n' || segment === '\u00a0') out += segment;
    else if (/^\s$/.test(segment)) out += ' ';
    else
      for (const piece of scripts.pieces(segment, 'regular', order)) {
        const code = piece.text.codePointAt(0) ?? 0;
        // What no font has is one character; a control character is none, whatever a font has for it.
        if (piece.chosen && !/\p{Cc}/u.test(piece.text)) out += piece.text;
        else if (isTag(code)) lacks.push({ code, at: out.length });
        else if (/\p{DI}/u.test(piece.text)) out += isDirectionMark(code) || isJoiner(code) ? piece.text : '';
        else {
          lacks.push({ code, at: out.length });
          out += MISSING;
        }
      }
  }
  if (lacks.length > 0) missing.note(where, out, lacks);
  return out;
}

/** Width of one line in points, without the spaces at its end. */
export function widthOf(line: Line, fonts: Fonts, face: FaceName, size: number): number {
  const shaped = shapedLine(line, fonts, face);
  if (shaped) return (shaped.advance * size) / 1000;
  const text = line as string;
  let end = text.length;
  while (text[end - 1] === ' ') end -= 1;
  return fonts[face].width(text.slice(0, end), size);
}

/** The line as the shaper sets it; null where it is drawn letter by letter. */
export function shapedLine(line: Line, fonts: Fonts, face: FaceName): ShapedLine | null {
  if (typeof line !== 'string') return line;
  if (fonts[face].setting(line) !== 'shaped') return null;
  return new Paragraph(line, face, fonts.scripts).line(0, line.length);
}

/** Breaks text that `showable` returned into lines of at most `width` points, each of its paragraphs in its own direction. */
export function wrapText(text: string, fonts: Fonts, face: FaceName, size: number, width: number): Line[] {
  if (fonts[face].setting(text) !== 'shaped') return breakLines(text, fonts[face], size, width);
  const limit = (width * 1000) / size;
  const parts = text.split('\n');
  return parts.flatMap((written, index): Line[] => {
    const part = index < parts.length - 1 ? closed(written) : written;
    if (fonts[face].setting(part) !== 'shaped') return breakLines(part, fonts[face], size, width);
    return breakParagraph(
      new Paragraph(part, face, fonts.scripts),
      limit,
      (advance) => ((limit - advance) * size) / 1000,
    );
  });
}

/** A line that ends where the text breaks: with a space, so that its last word and the next line's first are two. */
const closed = (line: string): string => (line === '' || line.endsWith(' ') ? line : `${line} `);

/** Cuts to one line, with an ellipsis where something is missing. */
export function fitText(text: string, fonts: Fonts, face: FaceName, size: number, width: number): string {
  const line = text.replaceAll('\n', ' ');
  if (widthOf(line, fonts, face, size) <= width) return line;
  const shaped = fonts[face].setting(line) === 'shaped';
  const ends = shaped
    ? Array.from(graphemes.segment(line), ({ index }) => index)
    : Array.from({ length: line.length }, (_, index) => index);
  while (ends.length > 1 && widthOf(`${line.slice(0, ends.at(-1))}…`, fonts, face, size) > width) ends.pop();
  return `${line.slice(0, ends.at(-1)).trimEnd()}…`;
}

/** Inside a word that is longer than the line, break after one of these: addresses, hashes, names of resources. */
const softBreak = (code: number): boolean =>
  code === 0x2d || // -
  code === 0x2f || // /
  code === 0x2e || // .
  code === 0x5f || // _
  code === 0x3a || // :
  code === 0x26 || // &
  code === 0x3f || // ?
  code === 0x3d || // =
  code === 0x2c; // ,

/**
 * Breaks text that `showable` returned into lines of at most `width` points: at spaces, else after a soft break,
 * else where it must. A line that ends between two words ends with their space, which takes no room. Never returns an empty list.
 */
export function breakLines(text: string, face: Face, size: number, width: number): string[] {
  const limit = (width * 1000) / size;
  const lines: string[] = [];
  let start = 0;
  let used = 0;
  let space = -1;
  let soft = -1;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x0a) {
      lines.push(closed(text.slice(start, i)));
      start = i + 1;
      used = 0;
      space = -1;
      soft = -1;
      continue;
    }
    used += face.advance(code);
    if (code === 0x20) {
      space = i;
      continue;
    }
    if (used <= limit || i === start) {
      if (softBreak(code)) soft = i;
      continue;
    }
    const end = space > start ? space + 1 : soft > start ? soft + 1 : i;
    lines.push(text.slice(start, end));
    start = end;
    // What follows the break is measured again: it is shorter than a line.
    i = start - 1;
    used = 0;
    space = -1;
    soft = -1;
  }
  lines.push(text.slice(start));
  return lines;
}
