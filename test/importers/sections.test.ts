import { expect, it } from 'vitest';
import { titleSays } from '../../main/importers/vendor-matrix/tables/titled.ts';
import { temporaryFolder } from '../support/temp.ts';
import { writeBook } from '../support/vendor-books.ts';
import { asText, joined, look, type Rows } from './tables-in-forms.ts';

const folder = temporaryFolder();

const CONTROLS = ['Control', 'AWS', 'Customer'];
const TASKS = ['Task', 'AWS', 'Customer'];
type Found = Awaited<ReturnType<typeof look>>;
/** What is claimed: `SI-2: customer of EC2`, `EC2, Patching: customer`. */
const said = ({ claims }: Found): readonly string[] =>
  claims.map(({ control, title, owners, notes }) => {
    const service = notes.find(({ heading }) => heading === 'Service')?.text;
    return `${[control, title ?? []].flat().join(', ')}: ${owners.join('+')}${service === undefined ? '' : ` of ${service}`}`;
  });
const told = ({ unread }: Found) => unread.filter(({ outside }) => !outside).map(({ value }) => value);
const forms = async (rows: Rows): Promise<Found[]> => [
  await look(asText(folder, joined(rows, ','))),
  await look(
    await writeBook(folder, 'table.xlsx', [
      { name: 'M', rows: rows.map((row) => row.map((cell) => cell || null)) },
    ]),
  ),
];
const title = (text: string): Rows => [
  ['', '', ''],
  [text, '', ''],
];

it.each<[rows: Rows, claims: readonly string[]]>([
  [
    [
      CONTROLS,
      ['Amazon EC2', '', ''],
      ['SI-2', '', 'X'],
      ['PE-3', 'X', ''],
      ['Amazon RDS', '', ''],
      ['SI-2', 'X', ''],
    ],
    ['SI-2: customer of Amazon EC2', 'PE-3: vendor of Amazon EC2', 'SI-2: vendor of Amazon RDS'],
  ],
  [
    [
      ['EC2', '', ''],
      CONTROLS,
      ['SI-2', '', 'X'],
      ['PE-3', 'X', ''],
      ...title('RDS'),
      CONTROLS,
      ['SI-2', 'X', ''],
    ],
    ['SI-2: customer of EC2', 'PE-3: vendor of EC2', 'SI-2: vendor of RDS'],
  ],
  [
    [
      ['EC2', '', ''],
      TASKS,
      ['Patching', '', 'X'],
      ['Guards', 'X', ''],
      ...title('RDS'),
      TASKS,
      ['Patching', 'X', ''],
    ],
    ['EC2, Patching: customer', 'EC2, Guards: vendor', 'RDS, Patching: vendor'],
  ],
  // A topic, and no service that the rows would be of.
  [
    [CONTROLS, ['IAM', '', ''], ['AC-2', '', 'X'], ['Physical', '', ''], ['PE-3', 'X', '']],
    ['AC-2: customer', 'PE-3: vendor'],
  ],
])('the service in the title of a section is that of its rows: %j', async (rows, claims) => {
  for (const found of await forms(rows)) {
    expect(said(found)).toEqual(claims);
    expect(told(found)).toEqual([]);
  }
});
it('so is that of a page and of a sheet', async () => {
  const table = (customer: string, vendor: string) =>
    `| Task | AWS | Customer |\n|--|--|--|\n| ${customer} | | ✅ |\n| ${vendor} | ✅ | |\n`;
  const page = `# Who does what\n\n## EC2\n\nA word.\n\n${table('Patching', 'Guards')}\n## RDS\n\n### In all Regions\n\n${table('Logins', 'Patching')}`;
  const claims = [
    'EC2, Patching: customer',
    'EC2, Guards: vendor',
    'RDS, Logins: customer',
    'RDS, Patching: vendor',
  ];
  expect(said(await look(asText(folder, page)))).toEqual(claims);
  const sheets = [
    { name: 'EC2', rows: [TASKS, ['Patching', null, 'X'], ['Guards', 'X', null]] },
    { name: 'RDS', rows: [TASKS, ['Logins', null, 'X'], ['Patching', 'X', null]] },
  ];
  expect(said(await look(await writeBook(folder, 'book.xlsx', sheets)))).toEqual(claims);
});

const FIRST: Rows = [CONTROLS, ['AC-2', '', 'X'], ['SI-2', '', 'X']];
const SECOND: Rows = [CONTROLS, ['AC-2', '', 'X'], ['SI-2', 'X', '']];
it.each<[first: string, second: string, claims: number, left: number]>([
  ['Current state (2026)', 'Target state (2027)', 2, 4],
  ['Target state (2027)', 'Current state (2026)', 2, 4],
  ['Heute', 'Geplant (2027)', 2, 4],
  ['Example (delete before use)', 'Responsibilities', 2, 4],
  ['Draft', 'Final', 2, 4],
  ['2025', '2026', 0, 8],
  ['Matrix v1', 'Matrix v2', 0, 8],
  // What says nothing of times, or of the same rows.
  ['Current state', 'Planned maintenance', 4, 0],
  ['Network', 'New accounts', 4, 0],
  ['Sampling of logs', 'Accounts', 4, 0],
])('of "%s" and "%s", what is not of now is told and not read', async (first, second, claims, left) => {
  const rows = [...title(first), ...FIRST, ...title(second), ...SECOND];
  const book = [
    { name: first, rows: FIRST.map((row) => row.map((cell) => cell || null)) },
    { name: second, rows: SECOND.map((row) => row.map((cell) => cell || null)) },
  ];
  const found = await forms(rows);
  if (!/[()]/.test(first)) found.push(await look(await writeBook(folder, 'book.xlsx', book)));
  for (const each of found) {
    expect(each.claims).toHaveLength(claims);
    expect(told(each)).toHaveLength(left);
  }
});
it('phases and years of different rows are read', async () => {
  const rows = [
    ...title('Phase 1'),
    ...FIRST,
    ...title('Phase 2'),
    CONTROLS,
    ['PE-3', 'X', ''],
    ['SC-7', 'X', 'X'],
  ];
  for (const found of await forms(rows)) expect(found.claims).toHaveLength(4);
});
it('of sheets of several years the one that is left in a mapping is read', async () => {
  const rows = FIRST.map((row) => row.map((cell) => cell || null));
  const path = await writeBook(folder, 'years.xlsx', [
    { name: '2025', rows },
    { name: '2026', rows },
  ]);
  const both = await look(path);
  expect(both.claims).toEqual([]);
  expect(both.notes.filter((note) => note.includes('Leave all but one of these sheets aside'))).toHaveLength(
    2,
  );
});

it.each([
  ['Target state (2027)', 'another'],
  ['To-be', 'another'],
  ['Soll-Zustand', 'another'],
  ['Ancienne version', 'another'],
  ['2026', 'counted'],
  ['FY 2026', 'counted'],
  ['Beispiel', 'example'],
  ['Current', null],
  ['Planned maintenance', null],
  ['Old accounts', null],
  ['New', 'another'],
  ['EC2', null],
  ['Compute', null],
  ['1. Access control', null],
  ['AC', null],
  ['Matrix', null],
  ['Q1 planning', null],
] as const)('a title "%s" says %s', (text, is) => expect(titleSays(text)?.is ?? null).toBe(is));
