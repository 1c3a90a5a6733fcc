import { describe, expect, test } from 'vitest';
import { plainName } from '../../main/domain/words/plain-text.ts';
import fc, { runs } from '../support/property.ts';

describe('a name as it is compared', () => {
  test.each([
    ['Acme Corp', 'acme corp'],
    ['  Acme \t Corp ', 'acme corp'],
    ['ACME\u00adCorp\u200b', 'acmecorp'],
    ['Mu\u0308ller', 'm\u00fcller'],
    ['', ''],
  ])('%j is %j', (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });

  test('a sign that nobody sees makes no name another one', () => {
    const character = fc.oneof(
      fc.constantFrom(' ', '  ', '\t', '\u00a0', '\u0130', '\u00c4', '~', '!'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(character, { maxLength: 8 }), (parts) => {
        const name = parts.join('');
        expect(plainName(`${name}\u200b`)).toBe(plainName(name));
      }),
      { numRuns: runs(300) },
    );
  });
});
