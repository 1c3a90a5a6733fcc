import { expect, it, test } from 'vitest';
import type { MatrixReading } from '../../main/contract/claims.ts';
import { missed, type Rows, readRows } from '../support/rows-of-a-matrix.ts';

const table = (heading: string, ...rows: readonly (readonly [framework: string, id: string])[]): Rows => [
  [heading, 'Control', 'Responsibility'],
  ...rows.map(([framework, id]) => [framework, id, 'AWS']),
];
const claimed = ({ claims }: MatrixReading) =>
  claims.map(({ framework, control }) => `${framework ?? '-'} ${control}`);

it.each([
  [
    'Framework',
    [
      ['PCI DSS', '8.2'],
      ['ISO 27001', '8.2'],
      ['SOC 2', 'CC6.1'],
      ['NIST 800-53', 'AC-2'],
    ],
  ],
  [
    'Standard',
    [
      ['PCI DSS v4.0', '8.2'],
      ['ISO/IEC 27001:2022', '8.2'],
      ['TSC', 'CC6.1'],
      ['FedRAMP', 'AC-2'],
    ],
  ],
] as const)('each row is of the framework that the column %s names', async (heading, rows) => {
  const reading = await readRows(table(heading, ...rows));
  const expected = [
    'pci-dss-4.0.1 8.2',
    'iso-27001-2022 A.8.2',
    'soc2-tsc-2017 CC6.1',
    'nist-800-53-r5 AC-2',
  ];
  expect(claimed(reading)).toEqual(expected);
  expect([missed(reading), reading.notes]).toEqual([[], []]);
  // What is said of ids makes none of them those of another framework.
  expect(claimed(await readRows(table(heading, ...rows), { framework: 'pci-dss' }))).toEqual(expected);
});

test('what is of an older edition or of a framework that is not known here is of none', async () => {
  const reading = await readRows(
    table(
      'Framework',
      ['PCI DSS 3.2.1', '8.2'],
      ['C5', 'PS-01'],
      ['NIST CSF', 'PR.AC-1'],
      ['Our policy', 'P 1'],
      ['NIST 800-53', 'PS-1'],
    ),
  );
  expect(claimed(reading)).toEqual(['- 8.2', '- PS-01', '- PR.AC-1', '- P 1', 'nist-800-53-r5 PS-1']);
});

test('a row without a framework is told, and so is an id that its framework does not have', async () => {
  const reading = await readRows(
    table('Framework', ['NIST 800-53', 'AC-2'], ['', 'AC-3'], ['ISO 27001', 'AC-4'], ['ISO 27001', '8.2']),
  );
  expect(claimed(reading)).toEqual(['nist-800-53-r5 AC-2', 'iso-27001-2022 A.8.2']);
  expect(reading.unread.flatMap(({ cell, why }) => (cell.startsWith('B') ? why : []))).toEqual([
    'Its row names no framework, as the others do. Write it in each row.',
    '"AC-4" is no control id of ISO/IEC 27001 Annex A.',
  ]);
});

it.each([
  ['of other things', table('Framework', ['React', 'AC-2'], ['Django', 'AC-3'], ['', 'AC-4'])],
  [
    'to which controls are mapped',
    table('Mapped frameworks', ['PCI DSS 8.2', 'AC-2'], ['ISO 27001 A.5.1', 'AC-3']),
  ],
])('a column %s says nothing of the ids', async (_, rows) => {
  expect(new Set((await readRows(rows)).claims.map(({ framework }) => framework))).toEqual(
    new Set(['nist-800-53-r5']),
  );
});

test('a framework that stands at the first row of its group alone is that of the rows below it', async () => {
  const rows = [
    ['NIST 800-53', 'AC-2'],
    ['', 'AC-3'],
    ['', 'AC-4'],
    ['ISO 27001', '8.2'],
    ['', '8.3'],
    ['PCI DSS', '8.2'],
    ['', '8.3'],
  ] as const;
  const reading = await readRows(table('Framework', ...rows));
  expect(claimed(reading)).toEqual([
    'nist-800-53-r5 AC-2',
    'nist-800-53-r5 AC-3',
    'nist-800-53-r5 AC-4',
    'iso-27001-2022 A.8.2',
    'iso-27001-2022 A.8.3',
    'pci-dss-4.0.1 8.2',
    'pci-dss-4.0.1 8.3',
  ]);
  expect(missed(reading)).toEqual([]);
});
