import { expect, test } from 'vitest';
import { loadLayouts, sheetLayouts } from '../../../main/catalogue/layouts.ts';
import { loadCatalogue } from '../../../main/catalogue/load.ts';
import { indexCatalogue } from '../../../main/catalogue/lookup.ts';

// It lists fewer controls than its publisher does; a reader who sees no row has to learn that from the file itself.
test('soa-nist-800-53 says how many controls it can list', () => {
  const catalogue = loadCatalogue();
  const layout = sheetLayouts(indexCatalogue(catalogue)).find(({ id }) => id === 'soa-nist-800-53');
  const framework = catalogue.frameworks.find((each) => each.id === layout?.framework);
  const count = framework?.controls.length ?? 0;
  expect(count).toBeGreaterThan(100);
  expect(layout?.cannotHold.find((sentence) => sentence.includes(`${count}`))).toMatch(/the catalogue/);
});
test('the sheet for any framework names those that are listed in part', () => {
  const layout = loadLayouts().find(({ id }) => id.startsWith('framework:'));
  const said = layout?.cannotHold.find((sentence) => sentence.includes('the catalogue does not list')) ?? '';
  expect(said).toContain('NIST SP 800-53');
});
test('the responsibility matrix of FedRAMP does not let Yes stand for implemented', () => {
  for (const id of ['fedramp-crm', 'fedramp-cis']) {
    const layout = loadLayouts().find((each) => each.id === id);
    const crm = layout?.sheets.some(({ name }) => name === 'Moderate CRM Worksheet') ?? false;
    const status = layout?.sheets.some(({ name }) => name === 'Moderate CIS Worksheet') ?? false;
    expect(crm).toBe(true);
    expect(status || layout?.cannotHold.some((text) => text.includes('not that it is in place'))).toBe(true);
  }
});
