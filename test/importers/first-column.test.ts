import { expect, it } from 'vitest';
import { missed, ownersOf, type Rows, readRows } from '../support/rows-of-a-matrix.ts';

const names = { vendor: ['AWS'], customer: ['Example Org'], other: [] };
const rows = (...lines: readonly string[]): Rows =>
  lines.map((line) => line.split(' | ').map((cell) => (cell === '-' ? '' : cell)));
const MARKS = ['Physical security | X | -', 'Guest patching | - | X', 'Logging | X | X'];
const EXPECTED = ['Physical security: vendor', 'Guest patching: customer', 'Logging: vendor+customer'];

it.each([
  ['- | AWS | Customer', MARKS],
  ['Network | AWS | Customer', MARKS],
  ['Cloud model | AWS responsibility | Customer responsibility', MARKS],
  [
    '- | AWS responsibility | Customer responsibility',
    [
      'Physical security | Guards its sites | -',
      'Guest patching | - | Patches guests',
      'Logging | Offers trails | Reads them',
    ],
  ],
])('the first column says what the rows are about, where it is headed %s', async (heading, lines) => {
  const reading = await readRows(rows(heading, ...lines), { names });
  expect([ownersOf(reading), missed(reading)]).toEqual([EXPECTED, []]);
});

it.each([
  [
    'an inventory of who provides what for whom',
    rows(
      'Application | Provider | Customer',
      'Shop | Hostwell | Retail',
      'Blog | Hostwell | Marketing',
      'ERP | Okta | Finance',
    ),
  ],
  ['rows without a name', rows('No | AWS | Customer', '1 | X | -', '2 | - | X', '3 | X | X')],
  [
    'a table whose other headings say it',
    rows('Area | Service | AWS | Customer', 'Data | S3 | X | -', 'Data | RDS | - | X'),
  ],
  [
    'a row below other headings',
    rows('Control | Primary | Secondary', 'AC-2 | Customer | AWS', 'AC-3 | AWS | -', 'AC-4 | AWS | Customer'),
  ],
])('%s is not read by it', async (_, table) => {
  const { mapping } = await readRows(table, { names });
  const [sheet] = mapping;
  expect(
    sheet?.columns
      .filter(({ column, meaning }) => column === 0 && meaning === 'control')
      .map(({ header }) => header),
  ).toEqual(table[0]?.[0] === 'Control' && sheet?.matrix ? ['Control'] : []);
});
