import { type Face, type Fonts, MISSING, showsCharacter } from './fonts.ts';

/** Where characters that the font lacks were found; named in the document and to the caller. */
export class Missing {
  readonly #places = new Map<number, Set<string>>();
  #dropped = 0;

  note(code: number, where: string): void {
    const places = this.#places.get(code) ?? new Set();
    // A text full of emoji must not become a list as long as the register.
    if (this.#places.size >= 200 && !this.#places.has(code)) this.#dropped += 1;
    else this.#places.set(code, places);
    if (places.size < 50) places.add(where);
    else if (!places.has(where)) places.add('more places');
  }
  /** One line per character, in letters that the font has: `U+1F510 in orders-db/guest-os-patching, aws/physical-access`. */
  lines(): string[] {
    return this.#lines(codeOf);
  }
  /** For who asked for the document: what is missing, in words and with the character itself; empty where nothing is. */
  warnings(): string[] {
    if (this.#places.size === 0) return [];
    const many = this.#places.size + Math.min(1, this.#dropped) > 1;
    return [
      `The letters of this PDF do not have ${many ? `${this.#places.size} of the characters` : 'one of the characters'} that the workbook uses. ${MISSING} is printed instead; the workbook and the Excel file show what was written.`,
      ...this.#lines((code) =>
        /[\p{L}\p{N}\p{P}\p{S}]/u.test(String.fromCodePoint(code))
          ? `${String.fromCodePoint(code)} (${codeOf(code)})`
          : codeOf(code),
      ),
    ];
  }
  #lines(name: (code: number) => string): string[] {
    const list = [...this.#places]
      .sort(([a], [b]) => a - b)
      .map(([code, places]) => `${name(code)} in ${[...places].join(', ')}`);
    return this.#dropped > 0 ? [...list, `${this.#dropped} more occurrences of other characters`] : list;
  }
}

const codeOf = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;

/** What can be drawn of a text: composed, without control characters, with a mark for what the font lacks. */
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
  let out = '';
  for (const char of text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').normalize('NFC')) {
    const code = char.codePointAt(0) ?? 0;
    if (code === 0x0a || (code >= 0x20 && code <= 0x7e)) out += char;
    // Joiners, direction marks and variation selectors are invisible by design.
    else if (/\p{DI}/u.test(char)) continue;
    else if (code >= 0xa0 && showsCharacter(fonts, code)) out += char;
    else if (/\s/.test(char)) out += ' ';
    else {
      missing.note(code, where);
      out += MISSING;
    }
  }
  return out;
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
 * else where it must. The space at a break is not part of either line. Never returns an empty list.
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
      lines.push(text.slice(start, i));
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
    const end = space > start ? space : soft > start ? soft + 1 : i;
    lines.push(text.slice(start, end));
    start = space > start ? end + 1 : end;
    // What follows the break is measured again: it is shorter than a line.
    i = start - 1;
    used = 0;
    space = -1;
    soft = -1;
  }
  lines.push(text.slice(start));
  return lines;
}
