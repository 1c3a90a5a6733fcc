import { describe, expect, test } from 'vitest';
import { excerptOf, missingTerms, searchTerms, spansIn } from '../../main/domain/words/search-words.ts';

describe('what one typed', () => {
  test.each([
    ['restore test', [['restore'], ['test']]],
    ['"restore test" orders', [['restore', 'test'], ['orders']]],
    ['PR.AA-01', [['PR', 'AA', '01']]],
    ['NEAR("a" OR b*', [['NEAR'], ['a'], ['OR'], ['b']]],
    ['  "" *- ', []],
  ])('%s', (query, terms) => {
    expect(searchTerms(query)).toEqual(terms);
  });
});

describe('where words stand', () => {
  const marked = (text: string, query: string) =>
    spansIn(text, query).map(([from, to]) => text.slice(from, to));
  test('neither case nor accents count, and a word is the beginning of one', () => {
    expect(marked('Jörg prüft das Müller-Archiv', 'MULL jorg')).toEqual(['Jörg', 'Müller']);
    expect(marked('Jo\u0308rg', 'jörg')).toEqual(['Jo\u0308rg']);
    expect(marked('Restoring', 'storing')).toEqual([]);
  });
  test('words in quotes stand together, the last one as a beginning', () => {
    expect(marked('restore the test, then restore testing', '"restore test"')).toEqual(['restore testing']);
  });
  test('what a text lacks is told', () => {
    expect(missingTerms('Restore testing', searchTerms('rest "testing twice" orders'))).toEqual([
      ['testing', 'twice'],
      ['orders'],
    ]);
  });
});

describe('a piece of a text', () => {
  const long = `${'Before it lies a lot. '.repeat(20)}The vault is checked.\n${'After it, more. '.repeat(20)}`;
  test('is around the word, cut between words', () => {
    const piece = excerptOf(long, searchTerms('vault')) ?? '';
    expect(piece).toMatch(/^… .*The vault is checked\. .* …$/);
    expect(piece.length).toBeLessThan(160);
    for (const word of piece.match(/\p{L}+/gu) ?? []) expect(long.split(/[^\p{L}]+/u)).toContain(word);
  });
  test('of a short text is all of it, and of one without the word nothing', () => {
    expect(excerptOf('The vault', searchTerms('vault'))).toBe('The vault');
    expect(excerptOf('The vault', searchTerms('door'))).toBeNull();
  });
});
