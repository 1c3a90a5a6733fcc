import { expect, it } from 'vitest';
import { guardFormulas, unguardFormulas } from '../../main/domain/sheets/formula-guard.ts';
import { startsLikeFormula } from '../../main/exporters/safe-text.ts';
import fc, { runs } from '../support/property.ts';

it.each([
  ['=1+1', "'=1+1"],
  [';=1+1', ";'=1+1"],
  ['a;=1;b;-2', "a;'=1;b;'-2"],
  ['a\t@SUM(1)', "a\t'@SUM(1)"],
  ['- one\n- two', "'- one\n'- two"],
  ['a;"=1"', `a;"'=1"`],
  ["'=1", "''=1"],
  ["a;'=1", "a;''=1"],
  ['\uff1d1;\uff0b1', "'\uff1d1;'\uff0b1"],
  ['a=1; b-2, c', 'a=1; b-2, c'],
  ["it's", "it's"],
  ['', ''],
])('%j is guarded as %j', (text, guarded) => {
  expect(guardFormulas(text)).toBe(guarded);
  expect(unguardFormulas(guarded)).toBe(text);
});

it('every text comes back to the letter, and begins no formula for any separator', () => {
  const text = fc.string({ unit: fc.constantFrom(...';=+-@\t\r\n"\',a \uff1d'), maxLength: 30 });
  fc.assert(
    fc.property(text, (given) => {
      const guarded = guardFormulas(given);
      expect(unguardFormulas(guarded)).toBe(given);
      expect(startsLikeFormula(guarded)).toBe(false);
      for (const field of guarded.split(/[;\t\r\n]/).slice(1))
        expect(startsLikeFormula(field.replace(/^"+/, ''))).toBe(false);
    }),
    { numRuns: runs(2_000) },
  );
});
