/**
 * What one typed, as terms: each is one word, or several in double quotes that stand together. Everything but letters, digits and
 * their marks only parts words. A term `PR.AA-01` is three words that stand together.
 */
export function searchTerms(query: string): readonly (readonly string[])[] {
  return (query.normalize('NFC').match(/"[^"]*"|[^\s"]+/g) ?? []).flatMap((term) => {
    const words = term.match(WORD);
    return words ? [words] : [];
  });
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** As the full-text index compares: neither case nor accents count. */
const plain = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Nothing that the full-text index takes for the same is told apart: by way of capitals, also a long s and the two small sigmas. */
const folded = (text: string): string =>
  ASCII.test(text) ? text.toLowerCase() : plain(plain(text).toUpperCase()).replaceAll('ς', 'σ');
const ASCII = /^[\0-\x7f]*$/;

/** A quick look at whether a text may have all terms. A yes may be wrong, a no never is. */
export function mayHave(terms: readonly (readonly string[])[]): (text: string) => boolean {
  const wanted = terms.flat().map(folded);
  return (text) => {
    const here = folded(text);
    return wanted.every((word) => here.includes(word));
  };
}

export type Span = readonly [start: number, end: number];

/** Where a term stands in a text, its last word as a beginning; null when it does not. */
function spanOf(
  term: readonly string[],
  words: readonly { at: number; text: string; plain: string }[],
): Span | null {
  const wanted = term.map(plain);
  for (let first = 0; first + wanted.length <= words.length; first += 1) {
    const fits = wanted.every((word, n) => {
      const here = words[first + n]?.plain ?? '';
      return n === wanted.length - 1 ? here.startsWith(word) : here === word;
    });
    const from = words[first];
    const to = words[first + wanted.length - 1];
    if (fits && from && to) return [from.at, to.at + to.text.length];
  }
  return null;
}

const wordsOf = (text: string) =>
  [...text.matchAll(WORD)].map((match) => ({ at: match.index, text: match[0], plain: plain(match[0]) }));

/** Where each term of a query stands in a text for the first time, in order and without overlaps; what it has not is left out. */
export function spansIn(text: string, query: string): readonly Span[] {
  const words = wordsOf(text);
  const spans: Span[] = [];
  const found = searchTerms(query).map((term) => spanOf(term, words));
  for (const span of found.filter((each) => each !== null).sort((a, b) => a[0] - b[0]))
    if (span[0] >= (spans.at(-1)?.[1] ?? 0)) spans.push(span);
  return spans;
}

/** The terms of a query that a text does not have. */
export function missingTerms(
  text: string,
  terms: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  const words = wordsOf(text);
  return terms.filter((term) => spanOf(term, words) === null);
}

const AROUND = 60;

/** A piece of a text around the first of the terms that it has; null when it has none. */
export function excerptOf(text: string, terms: readonly (readonly string[])[]): string | null {
  const words = wordsOf(text);
  const [first] = terms.flatMap((term) => {
    const span = spanOf(term, words);
    return span ? [span] : [];
  });
  if (!first) return null;
  const from = first[0] <= AROUND ? 0 : (words.find((word) => word.at >= first[0] - AROUND)?.at ?? first[0]);
  const end = first[1] + AROUND;
  const last = words.findLast((word) => word.at + word.text.length <= end);
  const to = end >= text.length ? text.length : Math.max(first[1], last ? last.at + last.text.length : end);
  const piece = text.slice(from, to).replace(/\s+/g, ' ').trim();
  return `${from > 0 ? '… ' : ''}${piece}${to < text.length ? ' …' : ''}`;
}
