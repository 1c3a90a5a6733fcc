import { expect, it } from 'vitest';
import { missed, ownersOf, readRows } from '../support/rows-of-a-matrix.ts';

const TASK = 'Customers review access.';
it.each([
  [
    ['CUEC #', 'Complementary User Entity Control', 'Applicable Trust Services Criteria'],
    ['1', TASK, 'CC6.1'],
  ],
  [
    ['CUEC', 'Description', 'Trust Services Criteria'],
    ['CUEC-01', TASK, 'CC6.1'],
  ],
  [
    ['Trust Services Criteria', 'Complementary User Entity Controls (CUECs)'],
    ['CC6.1', TASK],
  ],
  [
    ['No.', 'CUEC', 'TSC'],
    ['1', TASK, 'CC6.1'],
  ],
  [
    ['Criteria', 'CUEC'],
    ['CC6.1', TASK],
  ],
  [
    ['CUEC ID', 'CUEC Description', 'Related TSC'],
    ['1', TASK, 'CC6.1'],
  ],
])('what users have to do is read below %j', async (headings, row) => {
  const reading = await readRows([headings, row, row.map((text) => text.replace('CC6.1', 'CC6.2'))]);
  expect(ownersOf(reading)).toEqual(['CC6.1: customer', 'CC6.2: customer']);
  expect(reading.claims.map(({ customerText }) => customerText)).toEqual([TASK, TASK]);
  expect(missed(reading)).toEqual([]);
});

it.each([[['Trust Services Criteria', 'Description']], [['Criteria', 'Description', 'Owner of the text']]])(
  'what describes a criterion asks nothing of a customer: %j',
  async (headings) => {
    const { claims } = await readRows([headings, ['CC6.1', TASK, 'Ann'], ['CC6.2', TASK, 'Ann']]);
    expect(claims.flatMap(({ owners }) => owners)).toEqual([]);
  },
);

it('beside columns of parties a description is the title of its row', async () => {
  const reading = await readRows([
    ['Trust Services Criteria', 'Description', 'AWS', 'Customer'],
    ['CC6.1', 'Access is reviewed', 'X', ''],
    ['CC6.2', 'Access is granted', '', 'X'],
  ]);
  expect(ownersOf(reading)).toEqual(['CC6.1: vendor', 'CC6.2: customer']);
});
