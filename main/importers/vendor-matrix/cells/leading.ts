import { isDoubted } from '../layouts.ts';

// A cell may begin with a mark or a word and go on in prose.

/** What a word or a mark means; null where it is none that is known. */
export type LookUp<T> = (text: string) => T | null;

const SEPARATOR = /[:;,\n(]|\.(?=\s|$)|\s[-\u2013\u2014=]\s/g;
/** No word for an owner is longer. */
export const MAX_WORD = 80;
/** What stands between parties that are named beside each other, in every language that matrices are read in. */
export const MEMBERS =
  /[,;/&+\n]|\s(?:and|und|et|y|e|ed|en|i|oraz|(?:jointly|together) with|gemeinsam mit|conjointement avec|junto con|insieme a|samen met|wspólnie z)\s/i;
const SYMBOL = /^(x|[\u2713\u2714\u2705\u2611\u25cf\u2022\u25a0\u221a])\s+(?=\S)/i;

/** What leads to a note elsewhere: "X\u00b9", "Yes [1]". */
const FOOTNOTE = /\s?(?:[*\u2020\u2021]{1,3}|[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,2}|\[\d{1,2}\])$/u;

export interface Led<T> {
  readonly value: T;
  readonly word: string;
  readonly rest: string | null;
  /** Whether the word is set off as the members of a list are. */
  readonly listed: boolean;
}
/** The whole text as a word, or the longest beginning that is one with what follows it. */
export function leading<T>(text: string, lookUp: LookUp<T>): Led<T> | null {
  const trimmed = text.trim();
  const whole = lookUp(trimmed) ?? lookUp(trimmed.replace(FOOTNOTE, ''));
  if (whole !== null) return { value: whole, word: trimmed, rest: null, listed: false };
  if (isDoubted(trimmed)) return null;
  const symbol = SYMBOL.exec(trimmed);
  if (symbol) {
    const value = lookUp(symbol[1] ?? '');
    if (value !== null)
      return {
        value,
        word: symbol[1] ?? '',
        rest: trimmed.slice(symbol[0].length).replace(/^[-\u2013\u2014:;,.]\s*/, ''),
        listed: false,
      };
  }
  let found: Led<T> | null = null;
  for (const { index, 0: mark } of trimmed.slice(0, MAX_WORD).matchAll(SEPARATOR)) {
    const word = trimmed.slice(0, index).trim();
    const value = word === '' ? null : lookUp(word);
    // A bracket belongs to what follows it.
    const rest = trimmed.slice(mark === '(' ? index : index + mark.length).trim();
    if (value !== null) found = { value, word, rest: rest === '' ? null : rest, listed: /[;,\n]/.test(mark) };
  }
  return found;
}
