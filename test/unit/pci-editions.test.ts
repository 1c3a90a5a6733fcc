import { expect, test } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { hasOthers } from '../../main/domain/controls/other-ids.ts';
import { areOfFormerPci, PCI_FORMER, PCI_LATER } from '../../main/domain/controls/pci-editions.ts';

test('what only 3.2.1 has is not in the catalogue, and what came with 4.0 is', () => {
  const current = new Set(
    loadCatalogue()
      .frameworks.find(({ id }) => id === 'pci-dss-4.0.1')
      ?.controls.map(({ id }) => id),
  );
  const within = (id: string) => [...current].some((each) => each === id || each.startsWith(`${id}.`));
  expect([...PCI_FORMER].filter(within)).toEqual([]);
  expect([...PCI_LATER].filter((id) => !within(id))).toEqual([]);
  expect([PCI_FORMER.size, PCI_LATER.size]).toEqual([91, 108]);
});

test.each([
  ['3.2.1 by some of its ids', '1.1.1 1.1.6 2.2.1 6.4.5.1 10.8.1 12.11', true],
  ['3.2.1 with its testing procedures', '6.5.8.a 6.5.9.b 8.5', true],
  ['4.0', '1.1.1 1.2.5 8.3.6 12.10.7', false],
  ['4.0 with a slip', '1.2.5 1.2.6 8.3.6 12.11', false],
  ['what both have', '1.1.1 1.2.1 8.2.1 12.10.1', false],
  ['sections of 4.0', '1.1 6.5 8.6 12.10', false],
  ['appendices', 'A1.1.1 A2.1.2 A3.2.5.1', false],
])('of which edition ids of PCI DSS are: %s', (_, ids, isFormer) => {
  expect(hasOthers(ids.split(' '), 'pci-dss')).toBe(isFormer);
});

test('numbers of no requirement tell nothing', () => {
  expect(areOfFormerPci(['13.1', '99.9.9'])).toBe(false);
});
