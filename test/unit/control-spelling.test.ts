import { expect, test } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { fromControlToken, toControlToken } from '../../main/domain/controls/control-spelling.ts';
import fc from '../support/property.ts';

test.each([
  ['AC-2(1)', 'ac-2.1'],
  ['AC-02(01)', 'ac-2.1'],
  ['ac-2 (1)', 'ac-2.1'],
  [' AC-2 ', 'ac-2'],
  ['ac-2.1', 'ac-2.1'],
  ['SC-7(29)', 'sc-7.29'],
  ['PR.DS-01', 'PR.DS-01'],
  ['A.5.1', 'A.5.1'],
  ['1.2.1', '1.2.1'],
])('%s is %s in OSCAL', (id, token) => {
  expect(toControlToken(id)).toBe(token);
});

test('every control of NIST SP 800-53 is spelt both ways', () => {
  const nist = loadCatalogue().frameworks.find(({ id }) => id === 'nist-800-53-r5');
  expect(nist?.controls.length).toBeGreaterThan(400);
  for (const { id, oscalId } of nist?.controls ?? []) {
    expect(toControlToken(id)).toBe(oscalId);
    expect(fromControlToken(oscalId)).toBe(id);
  }
});

test('spelling there and back is stable for any text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z]{2}-0?\d{1,2}(\(\d{1,2}\))?$/)), (text) => {
      const token = toControlToken(text);
      expect(toControlToken(token)).toBe(token);
      expect(toControlToken(fromControlToken(token))).toBe(token);
    }),
  );
});
