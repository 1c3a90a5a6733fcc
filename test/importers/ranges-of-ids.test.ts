import { expect, it, test } from 'vitest';
import { missed, ownersOf, readRows } from '../support/rows-of-a-matrix.ts';

const table = (heading: string, ids: readonly string[]) => [
  [heading, 'Responsibility'],
  ...ids.map((id) => [id, 'AWS']),
];

it.each([
  [
    'NIST SP 800-53',
    table('NIST 800-53 Control', ['AC-2', 'AC-4 through AC-6', 'PE-1 to PE-20', 'AC-2(1)-(4)', 'AU-2, 3']),
    ['AC-2: vendor'],
    4,
  ],
  [
    'ISO 27001',
    table('ISO 27001:2022', ['A.5.1', 'A.7.1 - A.7.4', 'A.8.7 bis A.8.9', 'A5.15', 'Annex A 5.17', '5.18']),
    ['A.5.1: vendor', 'A.5.15: vendor', 'A.5.17: vendor', 'A.5.18: vendor'],
    2,
  ],
  ['PCI DSS', table('PCI DSS Requirement', ['9.1.1-9.1.2', '9.2.1 – 9.2.4', '9.3.1']), ['9.3.1: vendor'], 2],
  [
    'SOC 2',
    table('Trust Services Criteria', ['CC6.1 - CC6.3', 'CC7.3', 'CC7.4']),
    ['CC7.3: vendor', 'CC7.4: vendor'],
    1,
  ],
])('ids of %s are read beside ranges of them, which are told', async (_, rows, read, ranges) => {
  const reading = await readRows(rows);
  expect(ownersOf(reading)).toEqual(read);
  expect(missed(reading)).toHaveLength(ranges * 2);
  expect(reading.claims.every(({ framework }) => framework !== null)).toBe(true);
});

test('why a range, or what may be a part, is not read is told', async () => {
  const { unread } = await readRows(table('Control', ['AC-2', 'AC-4 to AC-6', 'PE-3 (H)', 'XX-1']));
  expect(unread.flatMap(({ cell, why }) => (cell.startsWith('A') ? why : []))).toEqual([
    '"AC-4 to AC-6" is a range, and which controls lie between is not read. Write each id.',
    '"PE-3 (H)" may name a baseline or a part of the control. Write parts in small letters, and baselines in a column of their own.',
    '"XX-1" is no control id of NIST SP 800-53.',
  ]);
});

test('clauses of the standard beside controls of its annex are told from these', async () => {
  const frameworks = async (...ids: readonly string[]) =>
    (await readRows(table('ISO 27001 Control', ids))).claims.map(({ framework }) => framework);
  expect(await frameworks('A.5.1', '5.18', '8.24')).toEqual(Array(3).fill('iso-27001-2022'));
  for (const clause of ['4.1', '7.5', '8.2', '10.1'])
    expect(await frameworks('A.5.1', 'A.5.2', clause), clause).toEqual([
      'iso-27001-2022',
      'iso-27001-2022',
      null,
    ]);
});
