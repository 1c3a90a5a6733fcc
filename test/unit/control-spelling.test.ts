import { expect, test } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { fromControlToken, toControlToken } from '../../main/domain/controls/control-spelling.ts';
import { controlFinder } from '../../main/domain/controls/find-controls.ts';
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

test('a control is found under every spelling that people give it', () => {
  const of = (framework: string) => {
    const find = controlFinder(
      framework,
      loadCatalogue().frameworks.find(({ id }) => id === framework)?.controls ?? [],
    );
    return (id: string) => find(id).map((control) => control.id);
  };
  const cmmc = of('nist-800-171-r2');
  for (const id of ['3.1.1', ' 3.1.1 ', '3.01.01', 'ac.l2-3.1.1', 'AC.L2-3.1.1', '3.1.1[a]', 'AC.3.1.1'])
    expect(cmmc(id), id).toEqual(['AC.L2-3.1.1']);
  for (const id of ['3.1.99', '3.1', '', 'Access']) expect(cmmc(id), id).toEqual([]);
  expect(of('nist-800-53-r5')('ac-02 (01)')).toEqual(['AC-2(1)']);
  expect(of('fedramp-moderate-r5')('AC-02(a)')).toEqual(['AC-2']);
  expect(of('csa-ccm-4.1')('IAM-2')).toEqual(['IAM-02']);
  expect(of('iso-27001-2022')('5.1')).toEqual(['A.5.1']);
  expect(of('pci-dss-4.0.1')('Req. 1.2.1')).toEqual(['1.2.1']);
  expect(of('csa-aicm-1.1')('mds-1.2')).toEqual(['MDS-01']);
  // As it was called in the edition before.
  for (const id of ['5.38', 'A.5.38', 'CLD.6.3.1']) expect(of('iso-27017-2026')(id), id).toEqual(['5.38']);
  expect(of('iso-27017-2026')('CLD.9.5.1')).toEqual(['8.35']);
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
