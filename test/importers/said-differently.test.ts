import { expect, it, test } from 'vitest';
import { missed, ownersOf, type Rows, readRows } from '../support/rows-of-a-matrix.ts';

const names = { vendor: ['AWS'], customer: ['Example Org'], other: [] };
const rows = (text: string): Rows =>
  text.split('; ').map((row) => row.split(' | ').map((cell) => (cell === '-' ? '' : cell)));
const ONE = 'Control | AWS | Customer; AC-2 | - | X; AC-3 | X | -; AC-4 | X | X';
const OTHER = 'Control | AWS | Customer; AC-2 | X | -; AC-3 | X | -; AC-4 | - | X';
const told = (notes: readonly string[]) =>
  notes.filter((note) => note.includes('more than once with other owners'));

it.each([
  ['Matrix', 'Matrix (2)'],
  ['Matrix', 'Copy of Matrix'],
  ['CRM', 'CRM_2024-05'],
  ['IaaS', 'PaaS'],
  ['Prod', 'Dev'],
  ['Release 1', 'Release 2'],
])(
  'sheets %s and %s that say it differently are both read, and that is told with their names',
  async (one, other) => {
    const { notes, claims } = await readRows(
      [
        { name: one, rows: rows(ONE) },
        { name: other, rows: rows(OTHER) },
      ],
      { names },
    );
    expect(claims).toHaveLength(6);
    expect(told(notes)).toEqual([
      `2 rows stand in it more than once with other owners, and all of them count: AC-2 (the customer in ${one}, A2, AWS in ${other}, A2), AC-4 (the customer and AWS in ${one}, A4, the customer in ${other}, A4). If they say it of several times, cases or copies, leave all but one of these in the file, or name the case in a column of its own.`,
    ]);
  },
);

it.each([
  ['Matrix (old)', 'Matrix (new)'],
  ['Before migration', 'After migration'],
  ['Previous', 'Future'],
])('of sheets %s and %s, both of another time, none is read before one is chosen', async (one, other) => {
  const { notes, claims } = await readRows([
    { name: one, rows: rows(ONE) },
    { name: other, rows: rows(OTHER) },
  ]);
  expect(claims).toEqual([]);
  expect(notes.filter((note) => note.includes('which of them holds now is not said'))).toHaveLength(2);
});

test.each([
  ['sections', 'Control | AWS | Customer; IaaS | - | -; AC-2 | - | X; PaaS | - | -; AC-2 | X | -', 1],
  ['the same words twice', 'Control | AWS | Customer; AC-2 | - | X; AC-3 | X | -; AC-2 | - | X', 0],
  [
    'other tasks of a control',
    'Control | Task | AWS | Customer; AC-2 | Hosts | X | -; AC-2 | Users | - | X',
    0,
  ],
  ['other services', 'Control | Service | AWS | Customer; AC-2 | EC2 | - | X; AC-2 | RDS | X | -', 0],
  [
    'Regions, in a column that is not read',
    'Control | Region | AWS | Customer; AC-2 | eu-west-1 | - | X; AC-2 | us-east-1 | X | -',
    0,
  ],
  [
    'layers, in a column that is not known',
    'Control | Layer | AWS | Customer; AC-2 | Host | X | -; AC-2 | Guest | - | X',
    0,
  ],
  [
    'aspects of a service',
    'Service | Aspect | AWS | Customer; EC2 | Hosts | X | -; EC2 | Data | - | X; RDS | Data | - | X',
    0,
  ],
  ['evidence', 'Control | AWS | Customer | Evidence; AC-2 | X | - | Report; AC-2 | - | X | Tickets', 0],
  ['the same texts beside', 'Control | Layer | AWS | Customer; AC-2 | Host | X | -; AC-2 | Host | - | X', 1],
  ['other parts', 'Control | AWS | Customer; AC-2a | - | X; AC-2b | X | -', 0],
])('rows that differ: %s', async (_, text, times) => {
  const reading = await readRows(rows(text), { names });
  expect(told(reading.notes)).toHaveLength(times);
  expect(ownersOf(reading).length).toBeGreaterThan(1);
  expect(missed(reading).filter((text) => text === 'X')).toEqual([]);
});
