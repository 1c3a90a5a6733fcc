/** Stands where a character cannot be shown. */
export const MISSING = '\ufffd';

/** Letters of the text around a missing one that are quoted with it. */
const AROUND = 24;
const MOST = {
  /** Places named in the document. */
  places: 200,
  /** Places named to who asked for it, who has the document at hand. */
  warned: 20,
  quotes: 3,
  characters: 12,
} as const;

/** A character that no font has, and where in the printed text its mark stands. */
export interface Lack {
  readonly code: number;
  readonly at: number;
}
interface Place {
  readonly quotes: string[];
  readonly codes: Set<number>;
}

/** Which texts have characters that no font has, and where they stand; named in the document and to the caller. */
export class Missing {
  readonly #places = new Map<string, Place>();
  readonly #codes = new Set<number>();
  readonly #beyond = new Set<string>();

  /** One text: as it is printed, and the characters that it lacks, each with the place of its mark. */
  note(where: string, printed: string, lacks: readonly Lack[]): void {
    for (const { code } of lacks) this.#codes.add(code);
    const place = this.#places.get(where) ?? { quotes: [], codes: new Set() };
    if (this.#places.size >= MOST.places && !this.#places.has(where)) {
      this.#beyond.add(where);
      return;
    }
    this.#places.set(where, place);
    for (const { code } of lacks) place.codes.add(code);
    const quote = around(printed, lacks[0]?.at ?? 0);
    if (place.quotes.length < MOST.quotes && !place.quotes.includes(quote)) place.quotes.push(quote);
  }
  /** One line per place, in letters that the fonts have: `orders-db/guest-os-patching: “the key � here” (private use: U+E000)`. */
  lines(): string[] {
    const list = [...this.#places].map(([where, place]) => lineOf(where, place, codeOf));
    return this.#beyond.size > 0 ? [...list, `and ${this.#beyond.size} more places`] : list;
  }
  /** For who asked for the document: what is missing, in words and with the characters themselves; empty where nothing is. */
  warnings(): string[] {
    if (this.#codes.size === 0) return [];
    const many = this.#codes.size > 1;
    const all = this.#places.size + this.#beyond.size;
    const rest = all - MOST.warned;
    return [
      `No font of this PDF has ${many ? `${this.#codes.size} of the characters` : 'one of the characters'} that the workbook uses. ${MISSING} is printed instead; the workbook and the Excel file show what was written.`,
      ...[...this.#places].slice(0, MOST.warned).map(([where, place]) => lineOf(where, place, charOf)),
      ...(rest > 0 ? [`and ${rest} more places, which the page “About this document” names`] : []),
    ];
  }
}

function lineOf(where: string, { quotes, codes }: Place, name: (code: number) => string): string {
  const byKind = Map.groupBy([...codes].sort((a, b) => a - b).slice(0, MOST.characters), kindOf);
  const kinds = [...byKind].map(([kind, list]) => `${kind}: ${list.map(name).join(', ')}`);
  if (codes.size > MOST.characters) kinds.push(`and ${codes.size - MOST.characters} more`);
  return `${where}: ${quotes.map((quote) => `“${quote}”`).join(', ')} (${kinds.join('; ')})`;
}

const codeOf = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
/** The character as well, where it is one to be seen. */
function charOf(code: number): string {
  const char = String.fromCodePoint(code);
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(char) ? `${char} ${codeOf(code)}` : codeOf(code);
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\p{Co}/u, 'private use'],
  [/\p{Cn}/u, 'not assigned by Unicode'],
  [/\p{Cs}/u, 'half of a character'],
  [/\p{Cc}/u, 'control character'],
  [/\p{Cf}/u, 'invisible sign'],
  [/\p{L}/u, 'letter'],
  [/\p{M}/u, 'accent or vowel sign'],
  [/\p{N}/u, 'number'],
];
/** What kind of character it is, for somebody who has no table of Unicode at hand. */
const kindOf = (code: number): string =>
  KINDS.find(([pattern]) => pattern.test(String.fromCodePoint(code)))?.[1] ?? 'sign';

function around(printed: string, at: number): string {
  const before = Array.from(printed.slice(0, at)).slice(-AROUND).join('');
  const after = Array.from(printed.slice(at)).slice(0, AROUND).join('');
  const start = before.length === at ? '' : '…';
  const end = at + after.length >= printed.length ? '' : '…';
  return `${start}${before}${after}${end}`.replace(/\s+/g, ' ').trim();
}
