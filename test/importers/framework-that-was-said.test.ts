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

const below = (heading: string, ...ids: string[]): Rows => [
  [heading, 'AWS', 'Customer'],
  ...ids.map((id) => [id, 'X', '']),
];
it.each([
  ['an older edition in the heading', below('PCI DSS v3.2.1 Requirement', '1.1', '1.1.1'), 'pci-dss'],
  ['an older edition by its ids', below('PCI DSS Requirement', '1.1.1', '1.1.6', '12.11'), 'pci-dss'],
  ['another framework', below('CIS Safeguard', '1.1', '3.11'), 'pci-dss'],
  ['another framework of the same numbers', below('ISO 27017 Control', '5.1', '8.2'), 'iso-27001'],
  ['clauses of the standard', below('ISO 27001 Clause', '5.1', '8.2'), 'iso-27001'],
])(
  'ids are kept as of none, and told, and read as of what is said of them: %s',
  async (_, rows, framework) => {
    const kept = await readRows(rows);
    expect(new Set(kept.claims.map((claim) => claim.framework))).toEqual(new Set([null]));
    expect(kept.notes.join('\n')).toContain('are of another framework, or of an older edition');
    const said = await readRows(rows, { framework });
    expect(said.claims.every((claim) => claim.framework?.startsWith(framework))).toBe(true);
    expect(said.notes).toEqual([]);
    const [{ fingerprint, headerRows = 1, columns = [] } = {}] = said.mapping;
    const saved = new Map([
      [fingerprint ?? '', { scheme: framework, headerRows, columns: [...columns], words: [] }],
    ]);
    // Another table has the same heading, unless the heading says whose they are.
    const holds = rows[0]?.[0] !== 'PCI DSS Requirement';
    expect((await readRows(rows, { saved })).claims).toEqual((holds ? said : kept).claims);
  },
);
