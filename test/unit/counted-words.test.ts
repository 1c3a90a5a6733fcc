import { expect, it } from 'vitest';
import { countedWords } from '../../main/domain/words/counted-words.ts';

it.each<[[string, number][], number, string]>([
  [[], 3, ''],
  [[['Active', 1]], 3, '“Active” 1'],
  [
    [
      ['EOL', 1],
      ['Active', 1200],
    ],
    3,
    '“Active” 1,200, “EOL” 1',
  ],
  [
    [
      ['a', 3],
      ['b', 2],
      ['c', 1],
    ],
    2,
    '“a” 3, “b” 2, 1 other word',
  ],
  [
    [
      ['a', 3],
      ['b', 2],
      ['c', 1],
      ['d', 1],
    ],
    2,
    '“a” 3, “b” 2, 2 other words',
  ],
])('%j, %i of them, is told as %s', (counts, most, told) => {
  expect(countedWords(counts, most)).toBe(told);
});
