import { expect, it } from 'vitest';
import type { MatrixReading } from '../../main/contract/claims.ts';
import { missed, readRows } from '../support/rows-of-a-matrix.ts';

const CLAUSES = 'Numbers without an A';
const table = (heading: string, ids: readonly string[]) => [
  [heading, 'Title', 'Responsibility'],
  ...ids.map((id) => [id, 'As it says', 'AWS']),
];
const claimed = ({ claims }: MatrixReading) =>
  claims.map(({ framework, control }) => `${framework ?? '-'} ${control}`);
const told = ({ notes }: MatrixReading) => notes.filter((note) => note.includes(CLAUSES)).length;

it.each([
  ['Control ID', undefined],
  ['Requirement', undefined],
  ['ISO 27001:2022', undefined],
  ['Control ID', 'iso-27001'],
] as const)(
  'clauses of ISO 27001 among the controls of its Annex A are none of these: %s, %s',
  async (heading, framework) => {
    const ids = ['4.1', '5.2', '6.1.2', '7.2', '8.1', '9.3', '10.1', 'A.5.1', 'A.7.2', 'A.8.34'];
    const reading = await readRows(table(heading, ids), framework === undefined ? {} : { framework });
    expect(claimed(reading)).toEqual([
      ...ids.slice(0, 7).map((id) => `- ${id}`),
      'iso-27001-2022 A.5.1',
      'iso-27001-2022 A.7.2',
      'iso-27001-2022 A.8.34',
    ]);
    expect([missed(reading), told(reading)]).toEqual([[], 1]);
    // Numbers alone are ids of PCI DSS as well.
    expect(reading.mapping.map(({ layout }) => layout)).toEqual(['controls']);
  },
);

it.each([
  ['the annex by itself', ['A.5.1', 'A.5.2', 'A.7.2', 'A.8.34'], 'iso-27001-2022'],
  ['that of 2013', ['5.2', '7.2', 'A.9.1.1', 'A.12.1.2', 'A.18.1.1'], '-'],
  ['numbers that no clause has', ['5.19', '8.34', 'A.5.1', 'A.5.2', 'A.7.2', '7.2'], '-'],
] as const)('%s is read as before', async (_, ids, framework) => {
  const reading = await readRows(table('ISO 27001', ids));
  expect(new Set(reading.claims.map((claim) => claim.framework ?? '-'))).toEqual(new Set([framework]));
  expect(told(reading)).toBe(0);
});
