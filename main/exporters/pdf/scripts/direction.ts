import bidiFactory from 'bidi-js';

const bidi = bidiFactory();

/** Characters that only say which way text runs; they are never drawn. */
export const isDirectionMark = (code: number): boolean =>
  code === 0x061c ||
  code === 0x200e ||
  code === 0x200f ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069);

/** Say whether the letters beside them join; a font need not have them. */
export const isJoiner = (code: number): boolean => code === 0x200c || code === 0x200d;

export interface Directions {
  /** One per UTF-16 unit: odd runs right to left. */
  readonly levels: Uint8Array;
  readonly rightToLeft: boolean;
}

/** Which way each unit of a paragraph runs, by the Unicode Bidirectional Algorithm; its first letter says which way the paragraph does. */
export function directionsOf(paragraph: string): Directions {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(paragraph, 'auto');
  return { levels, rightToLeft: ((paragraphs[0]?.level ?? 0) & 1) === 1 };
}

/** The other one of a pair of brackets, quotes or signs; the character itself where there is none. */
export const mirrored = (char: string): string => bidi.getMirroredCharacter(char) ?? char;

/** Positions of `levels` from left to right (rule L2): from the highest level down, what is at least that high is turned around. */
export function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, index) => index);
  const odd = levels.filter((level) => level & 1);
  if (odd.length === 0) return order;
  for (let level = Math.max(...levels); level >= Math.min(...odd); level -= 1)
    for (let from = 0; from < order.length; ) {
      let to = from;
      while (to < order.length && (levels[order[to] ?? 0] ?? 0) >= level) to += 1;
      if (to > from + 1) order.splice(from, to - from, ...order.slice(from, to).reverse());
      from = to + 1;
    }
  return order;
}
