import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temp.ts';
import { writeBook } from '../support/vendor-books.ts';
import { asText, joined, look, type Rows } from './tables-in-forms.ts';

const folder = temporaryFolder();

/** Tables of duties, and who owns what in them. */
const MATRICES: readonly (readonly [rows: Rows, owners: readonly string[]])[] = [
  [
    [
      ['Service', 'AWS responsibility', 'Customer responsibility'],
      ['EC2', 'Runs the hosts', 'Patches guests'],
      ['RDS', 'Patches the engine', 'Sets parameters'],
    ],
    ['EC2: vendor+customer', 'RDS: vendor+customer'],
  ],
  [
    [
      ['Task', 'AWS', 'Customer'],
      ['Host patching', 'X', ''],
      ['Guest patching', '', 'X'],
    ],
    ['Host patching: vendor', 'Guest patching: customer'],
  ],
];
/** What people put below them. */
const OTHERS: readonly Rows[] = [
  [
    ['Risk', 'Impact', 'Mitigation'],
    ['Open bucket', 'High', 'Block public access'],
    ['No MFA', 'Takeover', 'Enforce MFA'],
  ],
  [
    ['Service', 'Monthly cost', 'Owner'],
    ['EC2', '120', 'Platform'],
    ['RDS', '80', 'Data'],
  ],
  [
    ['Name', 'Phone', 'Role'],
    ['Ann Lee', '+49 30 1234', 'Cloud lead'],
    ['Ben Fox', '+49 30 5678', 'DBA'],
  ],
  [
    ['Version', 'Date', 'Author'],
    ['1.0', '2026-01-01', 'Ann Lee'],
    ['1.1', '2026-03-01', 'Ben Fox'],
  ],
  [
    ['Incident step', 'Who', 'When'],
    ['Detect', 'Security team', 'At once'],
    ['Contain', 'Cloud team', 'Within 1 hour'],
  ],
  [
    ['Feature', 'EC2', 'RDS'],
    ['Automated backups', 'No', 'Yes'],
    ['Multi-AZ', 'Manual setup', 'Built in'],
  ],
  [
    ['Term', 'Meaning', ''],
    ['Guest OS', 'The operating system in an instance', ''],
  ],
  [
    ['Risiko', 'Auswirkung', 'Maßnahme'],
    ['Offener Bucket', 'Hoch', 'Sperrt den Zugriff'],
  ],
  [
    ['Version', 'Date', 'Modification'],
    ['1.0', '1 mars', 'Première version'],
  ],
];
const GAP: Rows = [['', '', '']];
const TITLED: Rows = [
  ['', '', ''],
  ['More', '', ''],
];

const inMarkdown = (...tables: readonly Rows[]): string =>
  tables
    .map(([headings = [], ...rows]) =>
      [headings, headings.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n'),
    )
    .join('\n\n## More\n\nA word on it.\n\n');
const owners = ({ claims }: Awaited<ReturnType<typeof look>>): readonly string[] =>
  claims.map(({ control, owners: those }) => `${control}: ${those.join('+')}`);

describe.each(MATRICES)('below a table headed %j', (matrix, expected) => {
  const forms = async (other: Rows): Promise<readonly (() => string | Promise<string>)[]> => [
    () => asText(folder, joined([...matrix, ...GAP, ...other], ',')),
    () => asText(folder, joined([...matrix, ...TITLED, ...other], ';')),
    () => writeBook(folder, 'table.xlsx', [{ name: 'M', rows: [...matrix, ...GAP, ...other] }]),
    () => asText(folder, inMarkdown(matrix, other)),
  ];
  it.each(OTHERS.map((other) => [other[0]?.join(', '), other] as const))(
    'one of %s is left aside, and told',
    async (_, other) => {
      for (const write of await forms(other)) {
        const found = await look(await write());
        expect(owners(found)).toEqual(expected);
        expect(found.kind).toBe('vendor-matrix');
        const told = found.unread.filter(({ outside }) => !outside).map(({ value }) => value);
        expect(told).toEqual(other.flat().filter((text) => text !== ''));
      }
    },
  );
  it('text in Markdown is no row', async () => {
    const text = `${inMarkdown(matrix)}\n\n### EC2\n- ✅ Enable MFA\n- Patch guests\n\n1. Review S3\n`;
    expect(owners(await look(asText(folder, text)))).toEqual(expected);
  });
  it.each([
    ['Definitions', [['AWS responsibility', 'What AWS does for all its customers', '']]],
    ['References', [['AWS SOC 2', 'https://aws.amazon.com/artifact', 'Download it every year']]],
    ['Assumptions', [['1', 'The customer uses GovCloud only', '']]],
    ['Änderungshistorie', [['1.0', 'Erste Fassung der Matrix', 'Ann Lee']]],
  ])('what stands below "%s" is none of it', async (title, below) => {
    const found = await look(asText(folder, joined([...matrix, [title, '', ''], ...below], ',')));
    expect(owners(found)).toEqual(expected);
    expect(found.unread.filter(({ outside }) => !outside)).not.toEqual([]);
  });
  it.each([
    [
      [
        ['Prepared by', 'Ann Lee', 'Reviewed by Ben Fox'],
        ['Approved', 'Carla Diaz approves this', 'On 1 March 2026'],
      ],
    ],
    [
      [
        ['Signature AWS', '________________', ''],
        ['Signature customer', '', '________________'],
      ],
    ],
  ])('who signs it is none of it: %j', async (below) => {
    const found = await look(asText(folder, joined([...matrix, ...GAP, ...below], ',')));
    expect(owners(found)).toEqual(expected);
    expect(found.notes.join()).toContain('stand below the table');
  });
});

const [SENTENCES, MARKS] = MATRICES.map(([rows]) => rows);
it.each([
  [
    'rows behind a gap',
    SENTENCES,
    [
      ['', '', ''],
      ['S3', 'Storage', 'Bucket policy'],
    ],
    ['S3: vendor+customer'],
  ],
  [
    'rows below a title',
    SENTENCES,
    [
      ['Data', '', ''],
      ['Backup', 'Snapshots', 'Backup plan'],
    ],
    ['Backup: vendor+customer'],
  ],
  [
    'a duty about changes',
    SENTENCES,
    [
      ['', '', ''],
      ['Change management', 'Changes of hosts', 'Changes of guests'],
    ],
    ['Change management: vendor+customer'],
  ],
  [
    'a duty about contacts',
    SENTENCES,
    [
      ['', '', ''],
      ['Contacts', 'Names a contact', 'Define roles'],
    ],
    ['Contacts: vendor+customer'],
  ],
  [
    'a duty about risks',
    MARKS,
    [
      ['', '', ''],
      ['Risk', 'X', 'X'],
      ['Cost', '', 'X'],
    ],
    ['Risk: vendor+customer', 'Cost: customer'],
  ],
  [
    'duties below a title of others',
    MARKS,
    [
      ['References', '', ''],
      ['Links to documents', 'X', ''],
    ],
    ['Links to documents: vendor'],
  ],
  [
    'a section behind others',
    SENTENCES,
    [
      ['Definitions', '', ''],
      ['Host', 'The machine', ''],
      ['Storage', '', ''],
      ['S3', 'Runs it', 'Sets policies'],
    ],
    ['S3: vendor+customer'],
  ],
  [
    'the same parties again',
    SENTENCES,
    [
      ['', '', ''],
      ['Aspect', 'AWS responsibility', 'Customer responsibility'],
      ['Audit logs', 'Keeps them', 'Reads them'],
    ],
    ['Audit logs: vendor+customer'],
  ],
] as const)('%s are read on', async (_, matrix = [], below, more) => {
  const rows = [...matrix, ...below];
  for (const path of [
    asText(folder, joined(rows, ',')),
    await writeBook(folder, 'table.xlsx', [{ name: 'M', rows }]),
  ]) {
    const found = owners(await look(path));
    expect(found.slice(2)).toEqual(more);
    expect(found).toHaveLength(2 + more.length);
  }
});
it('tables with the same parties are read on in Markdown, whatever their rows are called', async () => {
  const text = inMarkdown(
    MARKS ?? [],
    [
      ['Framework', 'AWS', 'Customer'],
      ['SOC 2', 'X', 'X'],
    ],
    [
      ['Task', 'AWS', 'Customer'],
      ['Keys', '', 'X'],
    ],
  );
  expect(owners(await look(asText(folder, text)))).toEqual([
    'Host patching: vendor',
    'Guest patching: customer',
    'SOC 2: vendor+customer',
    'Keys: customer',
  ]);
});
