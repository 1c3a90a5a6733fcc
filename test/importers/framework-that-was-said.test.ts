import { expect, it, test } from 'vitest';
import { ownersOf, type Rows, readRows } from '../support/rows-of-a-matrix.ts';

const NIST: Rows = [
  ['Control', 'Responsibility'],
  ['AC-1', 'AWS'],
  ['SC-28', 'Customer'],
];
const TASKS: Rows = [
  ['Task', 'Responsibility'],
  ['Patch hosts', 'AWS'],
  ['Patch guests', 'Customer'],
];
const NUMBERS: Rows = [
  ['Control', 'Responsibility'],
  ['5.1', 'AWS'],
  ['8.2', 'Customer'],
];
const notesOn = async (rows: Rows, framework: string) =>
  (await readRows(rows, { framework })).notes.join('\n');

it.each([
  [
    NIST,
    'nist-800-53',
    'those of NIST SP 800-53 by themselves: that they are of NIST SP 800-53, as was said, was not needed',
  ],
  [NIST, 'pci-dss', 'that they are of PCI DSS, as was said, contradicts this and was passed over'],
  [NIST, 'own', "that they are the vendor's own, as was said, contradicts this and was passed over"],
  [TASKS, 'pci-dss', 'Its rows are called by names and not by ids'],
])('a framework that was said of ids and settles none is told: %j as %s', async (rows, framework, told) => {
  expect(await notesOn(rows, framework)).toContain(told);
});

test('what it settles, in one sheet of several, is not told', async () => {
  const reading = await readRows([{ rows: NIST }, { rows: NUMBERS }], { framework: 'pci-dss' });
  expect(ownersOf(reading)).toEqual(['AC-1: vendor', 'SC-28: customer', '5.1: vendor', '8.2: customer']);
  expect(reading.notes).toEqual([]);
  expect((await readRows(NUMBERS, { framework: 'iso-27001' })).notes).toEqual([]);
  expect((await readRows(NIST)).notes).toEqual([]);
});
