import { describe, expect, it, test } from 'vitest';
import { missed, ownersOf, type Rows, readRows } from '../support/rows-of-a-matrix.ts';

const names = { vendor: ['AWS'], customer: ['Example Org'], other: ['Okta'] };
const table = (headings: string, ...rows: readonly string[]): Rows =>
  [headings, ...rows].map((row) => row.split(' | ').map((text) => (text === '-' ? '' : text)));

describe('what a heading of owners means is told by what stands below it', () => {
  it.each<readonly [string, Rows, readonly string[]]>([
    [
      'owners below Responsibility, beside what each party does',
      table(
        'Control | Responsibility | AWS Responsibility | Customer Responsibility',
        'AC-2 | Customer | Offers IAM to all | Sets its users up',
        'PE-3 | AWS | Guards its sites | Reads the reports of AWS',
        'SC-7 | Shared | Runs the network | Sets groups up',
      ),
      ['AC-2: customer', 'PE-3: vendor', 'SC-7: vendor+customer'],
    ],
    [
      'owners below Responsibility beside services',
      table(
        'Service | Responsibility | AWS Responsibility | Customer Responsibility',
        'Data centres | AWS | Guards its sites | Reads the reports of AWS',
        'IAM | Customer | Runs the service | Manages its users',
      ),
      ['Data centres: vendor', 'IAM: customer'],
    ],
    [
      'tasks below Responsibility',
      table(
        'Service | Responsibility | AWS | Customer',
        'EC2 | Patch the guests | - | X',
        'EC2 | Patch the hosts | X | -',
      ),
      ['EC2: customer', 'EC2: vendor'],
    ],
    [
      'marks below Shared Responsibility',
      table(
        'Control | AWS Responsibility | Customer Responsibility | Shared Responsibility',
        'AC-2 | - | - | X',
        'PE-3 | X | - | -',
      ),
      ['AC-2: vendor+customer', 'PE-3: vendor'],
    ],
    [
      'yes and no below Shared Responsibility',
      table(
        'Control | AWS Responsibility | Customer Responsibility | Shared Responsibility',
        'AC-2 | No | No | Yes',
        'PE-3 | Yes | No | No',
      ),
      ['AC-2: vendor+customer', 'PE-3: vendor'],
    ],
    [
      'owners below Shared Responsibility',
      table(
        'Control | AWS Responsibility | Customer Responsibility | Shared Responsibility',
        'AC-2 | Offers it to all | Sets its users up | Customer',
        'PE-3 | Guards its sites | Reads the reports | AWS',
      ),
      ['AC-2: customer', 'PE-3: vendor'],
    ],
    [
      'owners below the name of the model alone',
      table('Control | Gemeinsame Verantwortung', 'AC-2 | Kunde', 'PE-3 | Anbieter'),
      ['AC-2: customer', 'PE-3: vendor'],
    ],
    [
      'marks below Inherited',
      table(
        'Control | Inherited | Shared | Customer',
        'PE-3 | X | - | -',
        'AC-2 | - | X | -',
        'AC-3 | - | - | X',
      ),
      ['PE-3: vendor', 'AC-2: vendor+customer', 'AC-3: customer'],
    ],
    [
      'marks below what is inherited from another',
      table('Control | Inherited from Okta | AWS | Customer', 'IA-2 | X | - | -', 'PE-3 | - | X | -'),
      ['IA-2: other', 'PE-3: vendor'],
    ],
    [
      'owners below the one column that says by whom it is done',
      table('Control | Implemented by', 'PE-3 | AWS', 'AC-2 | Customer', 'SC-7 | Shared'),
      ['PE-3: vendor', 'AC-2: customer', 'SC-7: vendor+customer'],
    ],
    [
      'owners below a responsibility that is no party’s',
      table('Control | Security responsibility', 'PE-3 | AWS', 'AC-2 | Customer'),
      ['PE-3: vendor', 'AC-2: customer'],
    ],
    [
      'yes and no below Inherited',
      table('Control | Inherited | Customer', 'PE-3 | Yes | -', 'AC-2 | No | X', 'SC-7 | Partial | X'),
      ['PE-3: vendor', 'AC-2: customer', 'SC-7: vendor+customer'],
    ],
  ])('%s', async (_, rows, owned) => {
    const reading = await readRows(rows, { names });
    expect([
      ownersOf(reading),
      missed(reading),
      reading.notes.filter((note) => /cases|aside/.test(note)),
    ]).toEqual([owned, [], []]);
  });
});

describe('owners below each of several clouds', () => {
  const clouds = table(
    'Control | AWS | Azure | GCP',
    'PE-3 | Provider | Provider | Provider',
    'AC-2 | Customer | Customer | Shared',
    'SC-28 | Shared | Customer | Provider',
  );
  test('are those of the vendor, and the others are told', async () => {
    const reading = await readRows(clouds, { names });
    expect(ownersOf(reading)).toEqual(['PE-3: vendor', 'AC-2: customer', 'SC-28: vendor+customer']);
    expect([missed(reading), reading.notes[0]]).toEqual([
      [],
      expect.stringContaining('"Azure" and "GCP" left aside'),
    ]);
  });
  test('are asked about where the vendor is none of them', async () => {
    const reading = await readRows(clouds, { names: { ...names, vendor: ['Hostwell'] } });
    expect([reading.claims, reading.notes[0]]).toEqual([[], expect.stringContaining('in two cases')]);
  });
  test('with marks say which of them does it', async () => {
    const rows = table('Control | AWS | Azure | Customer', 'PE-3 | X | X | -', 'AC-2 | - | - | X');
    expect(ownersOf(await readRows(rows, { names }))).toEqual(['PE-3: vendor+other', 'AC-2: customer']);
  });
});

it.each([
  'Control | Can Be Inherited from AWS | Can Be Inherited from Okta',
  'Control | Inherited from AWS GovCloud | Inherited from AWS East/West',
  'Control | Can be inherited (Moderate) | Can be inherited (High)',
])('what is inherited in two cases is asked about: %s', async (headings) => {
  const reading = await readRows(table(headings, 'AC-2 | No | Yes', 'PE-3 | Yes | No'), { names });
  expect([reading.claims, reading.notes[0]]).toEqual([[], expect.stringContaining('in two cases')]);
});

it.each([
  'Layer | On-premises | IaaS | PaaS | SaaS',
  'Control | EC2 | RDS | Lambda | S3',
  'Control | IaaS Owner | PaaS Owner | SaaS Owner | FaaS Owner',
  'Control | Implemented by | Configured by | Monitored by | Audited by',
  'Control | EC2 Responsibility | RDS Responsibility | S3 Responsibility | EBS Responsibility',
])(
  'owners in several cases that no heading of a matrix tells are told, and nothing is read: %s',
  async (headings) => {
    const rows = table(headings, 'AC-2 | Customer | Customer | AWS | AWS', 'PE-3 | AWS | AWS | AWS | AWS');
    const { claims, notes } = await readRows(rows, { names });
    expect([claims, notes]).toEqual([[], [expect.stringContaining('each for a case of its own')]]);
  },
);

it.each(['Evidence responsibility', 'Audited by', 'Requested by'])(
  'who does something else is no owner: %s',
  async (heading) => {
    const { claims } = await readRows(table(`Control | ${heading}`, 'PE-3 | AWS', 'AC-2 | Customer'), {
      names,
    });
    expect(claims).toEqual([]);
  },
);

it('letters below roles whose party nobody knows are told, and nothing is read', async () => {
  const rows = table('Task | CISO | Cloud Ops | Auditor', 'Hosts | I | R/A | C', 'Guests | A | R | I');
  const { claims, notes } = await readRows(rows, { names });
  expect([claims, notes]).toEqual([[], [expect.stringContaining('below "CISO", "Cloud Ops", "Auditor"')]]);
});

describe('a word for an owner and what else its row says', () => {
  it.each<readonly [string, Rows, readonly string[], readonly string[]]>([
    [
      'the mark of another alone contradicts it',
      table('Control | Responsibility | AWS | Customer', 'AC-2 | Shared | X | X', 'SC-7 | AWS | - | X'),
      ['AC-2: vendor+customer', 'SC-7: -'],
      ['B3', 'D3'],
    ],
    [
      'a mark of its own and of another does not',
      table('Control | Responsibility | AWS | Customer', 'AC-2 | Customer | X | X', 'SC-7 | Shared | - | X'),
      ['AC-2: customer', 'SC-7: vendor+customer'],
      [],
    ],
    [
      'nor does that of another provider, which may be called by the same word',
      table(
        'Control | Responsibility | Hostwell Responsibility | AWS Responsibility | Customer Responsibility',
        'PE-3 | AWS | X | - | -',
        'AC-2 | Customer | - | - | X',
      ),
      ['PE-3: vendor', 'AC-2: customer'],
      [],
    ],
    [
      'nor does a sentence',
      table(
        'Control | Responsible party | AWS | Customer',
        'AC-2 | Customer | Offers its IAM to all | -',
        'SC-7 | AWS | Runs the network | Reads the reports of AWS',
      ),
      ['AC-2: customer', 'SC-7: vendor'],
      [],
    ],
    [
      'a row about another cloud says nothing of the vendor',
      table(
        'Control | Cloud Provider | Responsible Party',
        'PE-3 | AWS | Provider',
        'PE-3 | Azure | Provider',
        'AC-2 | AWS | Customer',
        'AC-2 | Azure | Shared',
      ),
      ['PE-3: vendor', 'PE-3: -', 'AC-2: customer', 'AC-2: -'],
      ['B2', 'B3', 'C3', 'B4', 'B5', 'C5'],
    ],
  ])('%s', async (_, rows, owned, left) => {
    const reading = await readRows(rows, { names });
    expect([ownersOf(reading), reading.unread.map(({ cell }) => cell)]).toEqual([owned, left]);
  });
});

describe('a column of a party with one same name in every row says of whom the rows are', () => {
  const told = 'One same name stands in every row';
  const rows = [
    'NAME | AC-2 | - | Sets its users up',
    'NAME | PE-3 | Guards its sites | -',
    'NAME | SC-7 | Runs the network | Sets groups up',
  ];
  const marks = ['NAME | AC-2 | - | X', 'NAME | PE-3 | X | -', 'NAME | SC-7 | X | X'];
  const expected = ['AC-2: customer', 'PE-3: vendor', 'SC-7: vendor+customer'];
  it.each([
    ['CSP', 'AWS', rows],
    ['Provider', 'AWS', marks],
    ['TPSP', 'Okta', rows],
    ['Vendor', 'Hostwell GmbH', marks],
    ['Customer', 'Example Org', rows],
  ])('%s: %s', async (heading, name, lines) => {
    const reading = await readRows(
      table(
        `${heading} | Control | AWS Responsibility | Customer Responsibility`,
        ...lines.map((line) => line.replace('NAME', name)),
      ),
      { names },
    );
    expect([ownersOf(reading), missed(reading)]).toEqual([expected, []]);
    expect(reading.notes.filter((note) => note.includes(told))).toHaveLength(1);
  });
  it.each([
    ['marks', 'Provider | Control | AWS | Customer', 'X'],
    ['what is done', 'Provider | Control | AWS | Customer', 'Runs the hosts'],
  ])('%s in every row are no name', async (_, headings, cell) => {
    const lines = marks.map((line) => line.replace('NAME', cell));
    const reading = await readRows(table(headings, ...lines), { names });
    expect(reading.notes.filter((note) => note.includes(told))).toEqual([]);
  });
  test('a row of a control whose cells name both parties is no heading', async () => {
    const reading = await readRows(
      table('Control | AWS | Customer', 'PE-3 | X | -', 'PE-6 | AWS | Customer', 'PE-8 | X | X'),
      {
        names,
      },
    );
    expect(reading.claims.map(({ control }) => control)).toEqual(['PE-3', 'PE-6', 'PE-8']);
  });
});
