// A name is written in more ways than one: in capitals, with its marks put together or beside the letters, with the apostrophe and the hyphens of
// another program, with signs between that nobody sees, joined for a file's name (Kim_Doe, kim-doe) or encoded for an address (Kim%20Doe).

/** Writing that puts no space between words, or hangs short words on to a name: a letter beside it ends no name. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Arabic}\p{Script=Hebrew}]/u;
const SIGNS = /[\\^$.*+?()[\]{}|/]/g;
const LETTER = '[\\p{L}\\p{N}\\p{M}]';
const LETTERS = /[\p{L}\p{N}\p{M}]/u;
/** What `plainName` does not look at either. */
const UNSEEN = '[\\u00ad\\u200b-\\u200f\\u2060\\ufeff]';
/** As many signs as somebody puts between two words to align them; without an end, a long text would take its square in time. */
const WIDEST = 40;
/** What stands between the words of a name, and for the apostrophe within one. */
const BETWEEN = `[\\s_.+'\\u2018\\u2019\\u02bc\\u00b4\`\\p{Pd}]|${UNSEEN}|%20|%2[bde]|%27|%c2%(?:a0|b4)|%ca%bc|%e2%80%(?:9[0-9]|a[fd])`;
const APOSTROPHES = /^['\u2018\u2019\u02bc\u00b4`]+$/;

const escaped = (text: string): string => text.replace(SIGNS, '\\$&');
/** The end of a percent-encoded sign is no letter of a word. */
const BEFORE = `(?:(?<!${LETTER})|(?<=%[2-7][0-9a-f]))`;
const AFTER = `(?!${LETTER})`;

/** As an address has it; nothing for half of a pair, which none can have. */
function inAddress(form: string): readonly string[] {
  try {
    return [escaped(encodeURIComponent(form))];
  } catch {
    return [];
  }
}

/** `%C3%AB` and `\u00eb`: how addresses and JSON write what is not ASCII. */
function encoded(form: string): readonly string[] {
  const units = Array.from({ length: form.length }, (_, at) =>
    form.charCodeAt(at).toString(16).padStart(4, '0'),
  );
  return [...inAddress(form), units.map((unit) => `\\\\u${unit}`).join('')];
}

/** One character, however it is cased, composed and encoded. */
function character(one: string): string {
  if (/^[a-hj-z0-9]$/i.test(one)) return one;
  const cased = /^[iıİI]$/.test(one)
    ? ['i', 'ı', 'İ', 'i\u0307']
    : [one, one.toLowerCase(), one.toUpperCase()];
  const forms = [...new Set(cased.flatMap((form) => [form.normalize('NFC'), form.normalize('NFD')]))];
  const all = forms.flatMap((form) =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them.
    /^[\x00-\x7f]*$/.test(form) ? [escaped(form)] : [escaped(form), ...encoded(form)],
  );
  return all.length === 1 ? (all[0] ?? '') : `(?:${all.sort((a, b) => b.length - a.length).join('|')})`;
}

const word = (letters: string): string =>
  [...letters.replace(/ss/giu, 'ß')]
    .map((one) => (one === 'ß' || one === 'ẞ' ? '(?:ss|ß|ẞ|%c3%9f|%e1%ba%9e|\\\\u00df)' : character(one)))
    .join(`${UNSEEN}{0,3}`);

/** Signs of the name itself, such as a comma, where they stand and where they are left out. */
function gap(signs: string): string {
  const own = [...new Set(signs.replace(/[\s_.+'\u2018\u2019\u02bc\u00b4`\p{Pd}]/gu, ''))];
  const any = [BETWEEN, ...own.flatMap((sign) => [escaped(sign), ...inAddress(sign)])].join('|');
  return `(?:${any}){${APOSTROPHES.test(signs) ? 0 : 1},${WIDEST}}`;
}

/** The source of an expression (flags `iu`) that finds a name in a text as a whole word, in every way in which it is written. */
export function writtenName(name: string): string {
  const plain = name.normalize('NFC').replace(new RegExp(UNSEEN, 'gu'), '').trim();
  const start = plain.search(LETTERS);
  if (start < 0) return escaped(plain);
  const end = plain.length - [...plain].reverse().join('').search(LETTERS);
  const [lead, core, trail] = [plain.slice(0, start), plain.slice(start, end), plain.slice(end)];
  const parts = core
    .split(/([^\p{L}\p{N}\p{M}]+)/u)
    .map((part, index) => (index % 2 === 0 ? word(part) : gap(part)));
  const [first = '', last = ''] = [[...core][0], [...core].at(-1)];
  const optional = (signs: string) => (signs === '' ? '' : `(?:${escaped(signs)})?`);
  const before = UNSPACED.test(first) ? '' : BEFORE;
  const after = UNSPACED.test(last) ? '' : AFTER;
  return `${before}${optional(lead)}${parts.join('')}${after}${optional(trail)}`;
}

/** The same for an address. */
export const writtenAddress = (address: string): string =>
  `(?<![\\p{L}\\p{N}._%+-])${[...address.trim()].map((one) => (one === '@' ? '(?:@|%40)' : one === '+' ? '(?:\\+|%2b)' : character(one))).join('')}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`;

/** The same for an id, which is written in one way. */
export const writtenId = (id: string): string => `(?<![\\p{L}\\p{N}_-])${escaped(id)}(?![\\p{L}\\p{N}_-])`;

const longestFirst = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts)].filter((text) => text.trim() !== '').sort((a, b) => b.length - a.length);

/** One expression for all of some texts, the longest first; null for none. */
export function anyOf(texts: readonly string[], written: (text: string) => string): RegExp | null {
  const all = longestFirst(texts);
  return all.length === 0 ? null : new RegExp(all.map(written).join('|'), 'giu');
}

/** One for names, and for the names of others before them, which are its first group: where one of them stands, it is not ours. */
export function namesButFor(names: readonly string[], others: readonly string[]): RegExp | null {
  const own = anyOf(names, writtenName);
  return own && new RegExp(`(${anyOf(others, writtenName)?.source ?? '(?!)'})|${own.source}`, 'giu');
}

/**
 * A name as it is written in addresses, with its marks dropped; null where that is no other name, of one word only, or too little of it,
 * as of one in another writing.
 */
export function withoutMarks(name: string): string | null {
  const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  const isAscii = !/[^\x20-\x7e]/.test(plain.replace(/[\u2018\u2019\u02bc\p{Pd}]/gu, ''));
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
  return isAscii && words.length > 1 && plain !== name.normalize('NFC') ? plain : null;
}
