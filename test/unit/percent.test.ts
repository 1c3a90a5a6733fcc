import { expect, it } from 'vitest';
import { percentWords, wholePercent } from '../../main/domain/words/percent.ts';
import fc from '../support/property.ts';

it.each([
  [255, 441, 58, '58 %'],
  [399, 400, 99, '99 %'],
  [1, 1000, 1, '1 %'],
  [0, 7, 0, '0 %'],
  [4, 4, 100, '100 %'],
  [0, 0, 0, '–'],
])('%d of %d', (part, whole, number, words) => {
  expect(wholePercent(part, whole)).toBe(number);
  expect(percentWords(part, whole)).toBe(words);
});

it('is the nearest whole number, never all before the last and never nothing after the first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(), (whole, some) => {
      const part = some % (whole + 1);
      const percent = wholePercent(part, whole);
      expect(percent === 100).toBe(part === whole);
      expect(percent === 0).toBe(part === 0);
      expect(Math.abs(percent - (100 * part) / whole)).toBeLessThan(part === 0 || part === whole ? 1e-9 : 1);
    }),
  );
});
