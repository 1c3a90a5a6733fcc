import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temp.ts';
import { writeBook } from '../support/vendor-books.ts';
import { asText, FORMS, joined, look, type Rows } from './tables-in-forms.ts';

const folder = temporaryFolder();

/** What is claimed of whom, as `S3, Encrypt data: customer`. */
async function said(path: string): Promise<readonly string[]> {
  const { claims } = await look(path);
  return claims.map(
    ({ control, title, label, owners }) =>
      `${control}, ${title ?? label.replace(`: ${control}`, '')}: ${owners.join('+')}`,
  );
}

it('a service that stands once, beside the first of its tasks, is that of the tasks below', async () => {
  const rows: Rows = [
    ['Service', 'Task', 'Responsible party', 'Note'],
    ['Compute', '', '', ''],
    ['Amazon EC2', 'Patching', 'AWS', ''],
    ['', 'Says who may log in', 'Customer', 'By role'],
    ['', 'Encryption', 'Shared', ''],
    ['Storage', '', '', ''],
    ['', 'Of no service', 'AWS', ''],
    ['Amazon S3', 'Patching', 'AWS', ''],
    ['', '', '', 'Only a remark'],
    ['', '', '', ''],
    ['', 'Below a gap', 'Customer', ''],
  ];
  for (const [, write] of FORMS) {
    const { claims, unread } = await look(await write(folder, rows));
    const said = claims.filter(({ owners }) => owners.length > 0);
    expect(said.map(({ control, label, title, owners }) => [control, title ?? label, owners[0]])).toEqual([
      ['Amazon EC2', 'Patching: Amazon EC2', 'vendor'],
      ['Amazon EC2', 'Says who may log in: Amazon EC2', 'customer'],
      ['Amazon EC2', 'Encryption: Amazon EC2', 'vendor'],
      ['Amazon S3', 'Patching: Amazon S3', 'vendor'],
    ]);
    expect(unread.flatMap(({ outside, value }) => (outside ? [] : [value]))).toEqual([
      'Of no service',
      'AWS',
      'Below a gap',
      'Customer',
    ]);
  }
});

it('what names no service is none of the rows below it', async () => {
  const rows: Rows = [
    ['Service', 'Task', 'Responsible party'],
    ['Amazon EC2', 'Patching', 'AWS'],
    ['n/a', 'Staff training', 'Customer'],
    ['', 'Data centres', 'AWS'],
    ['Total', '3', ''],
    ['', 'Audit', 'AWS'],
  ];
  for (const [, write] of FORMS) {
    const { claims } = await look(await write(folder, rows));
    expect(claims.map(({ control }) => control)).not.toEqual(expect.arrayContaining(['n/a']));
    expect(claims.filter(({ title }) => title === 'Data centres' || title === 'Audit')).toEqual([]);
  }
});

/** Headings of services, tasks and parties in the languages that they are known in, and the words for the provider and the customer. */
const LANGUAGES: readonly (readonly [headings: readonly string[], vendor: string, customer: string])[] = [
  [['Service', 'Task', 'Owner'], 'AWS', 'Customer'],
  [['AWS service', 'Responsibility', 'Responsible party'], 'AWS', 'Customer'],
  [['Dienst', 'Aufgabe', 'Verantwortlich'], 'Anbieter', 'Kunde'],
  [['Service', 'Tâche', 'Responsable'], 'Fournisseur', 'Client'],
  [['Servicio', 'Tarea', 'Responsable'], 'Proveedor', 'Cliente'],
  [['Servizio', 'Compito', 'Responsabile'], 'Fornitore', 'Cliente'],
  [['Dienst', 'Taak', 'Verantwoordelijke'], 'Leverancier', 'Klant'],
  [['Usługa', 'Zadanie', 'Odpowiedzialny'], 'Dostawca', 'Klient'],
];
const BLANK = ['', '', ''] as const;
const READ = [
  'S3, Encrypt data: customer',
  'S3, Physical security: vendor',
  'Amazon RDS, Patch the engine: vendor',
  'Amazon RDS, Say who may connect: customer',
];

describe.each(FORMS)('a service that stands alone above its tasks is theirs: %s', (_, write) => {
  const tables = LANGUAGES.flatMap(([headings, vendor, customer]) => {
    const first = [
      ['', 'Encrypt data', customer],
      ['', 'Physical security', vendor],
    ] as const;
    const second = [
      ['', 'Patch the engine', vendor],
      ['', 'Say who may connect', customer],
    ] as const;
    const S3 = ['S3', '', ''] as const;
    const RDS = ['Amazon RDS', '', ''] as const;
    return [
      [headings, S3, ...first, RDS, ...second],
      [headings, S3, BLANK, ...first, BLANK, RDS, BLANK, BLANK, ...second],
      [headings, ['Storage', '', ''], S3, ...first, ['Part B', '', ''], BLANK, RDS, ...second],
      [headings, S3, first[0], BLANK, first[1], RDS, second[0], ['', 'Access', ''], second[1]],
    ] satisfies readonly Rows[];
  });
  it.each(tables.map((rows, at) => [`${rows[0]?.join(' | ')}, ${at % 4}`, rows] as const))(
    '%s',
    async (_, rows) => {
      const path = await write(folder, rows);
      // A task of which nobody is said to do it is a claim without an owner.
      const open = rows.filter(([, task]) => task === 'Access').length;
      expect((await said(path)).filter((each) => !each.endsWith(': '))).toEqual(READ);
      const { kind, unread, notes, counts } = await look(path);
      expect([kind, counts.silent, unread.filter(({ outside }) => !outside)]).toEqual([
        'vendor-matrix',
        open,
        [],
      ]);
      expect(notes.join()).not.toContain('who owns what');
    },
  );
});

it('so is one that is merged over the whole row, or over the rows of its tasks', async () => {
  const rows: Rows = [
    ['Service', 'Task', 'Owner'],
    ['S3', '', ''],
    ['', 'Encrypt data', 'Customer'],
    ['', 'Physical security', 'AWS'],
    ['Amazon RDS', '', ''],
    ['', 'Patch the engine', 'AWS'],
    ['', 'Say who may connect', 'Customer'],
  ];
  const filled = rows.map((row) => row.map((text) => (text === '' ? null : text)));
  for (const merges of [
    ['A2:C2', 'A5:C5'],
    ['A2:A4', 'A5:A7'],
    ['A2:B2', 'A5:A6'],
  ]) {
    const path = await writeBook(folder, 'merged.xlsx', [{ name: 'Services', rows: filled, merges }]);
    expect(await said(path)).toEqual(READ);
    expect((await look(path)).counts).toMatchObject({ unread: 0, silent: 0 });
  }
});

it.each(['1. Amazon S3', '2.1 Amazon S3', 'Amazon S3:', 'AWS service: Amazon S3', '3) Amazon S3'])(
  'marks and sentences of two parties have their service above them as well: %s',
  async (title) => {
    const rows: Rows = [
      ['No', 'Service', 'Responsibility', 'AWS', 'Customer'],
      ['1', title, '', '', ''],
      ['1.1', '', 'Disks', 'X', ''],
      ['1.2', '', 'Buckets', '', 'Says who may read'],
      ['2', 'Amazon RDS', 'Engine', 'X', ''],
    ];
    for (const [, write] of FORMS) {
      const path = await write(folder, rows);
      const { claims, unread } = await look(path);
      expect(unread).toEqual([]);
      expect(claims.map(({ control, title: task, owners }) => [control, task, owners])).toEqual([
        ['Amazon S3', 'Disks', ['vendor']],
        ['Amazon S3', 'Buckets', ['customer']],
        ['Amazon RDS', 'Engine', ['vendor']],
      ]);
    }
  },
);

it('tasks among which services stand alone are those of the service above them', async () => {
  const rows: Rows = [
    ['Responsibility', 'AWS', 'Customer'],
    ['General terms', 'X', 'X'],
    ['Amazon S3', '', ''],
    ['Encrypt data', '', 'X'],
    ['Physical security', 'X', ''],
    ['EC2', '', ''],
    ['Physical security', 'X', ''],
    ['Backup', '', ''],
    ['Plans', '', 'X'],
  ];
  for (const [, write] of FORMS)
    expect(await said(await write(folder, rows))).toEqual([
      'General terms, General terms: vendor+customer',
      'Amazon S3, Encrypt data: customer',
      'Amazon S3, Physical security: vendor',
      'EC2, Physical security: vendor',
      'Plans, Plans: customer',
    ]);
});

it.each([
  ['Service', 'AWS', 'Customer'],
  ['Dienst', 'AWS', 'Kunde'],
  ['Serviço', 'AWS', 'Cliente'],
])('also below a heading of services: %s | %s | %s', async (...headings) => {
  const rows: Rows = [
    headings,
    ['Amazon S3', '', ''],
    ['Encrypt data', '', 'X'],
    ['Backup', '', 'X'],
    ['Route 53', '', ''],
    ['Zones', '', 'X'],
    ['Physical security', 'X', ''],
  ];
  for (const [, write] of FORMS) {
    expect(await said(await write(folder, rows))).toEqual([
      'Amazon S3, Encrypt data: customer',
      'Amazon S3, Backup: customer',
      'Route 53, Zones: customer',
      'Route 53, Physical security: vendor',
    ]);
    // Where a service has marks of its own, the others that have none are services as well.
    const flat = [headings, ['Amazon S3', '', ''], ['Our shop', 'X', ''], ['Amazon SQS', '', 'X']];
    expect(await said(await write(folder, flat))).toEqual([
      'Amazon S3, Amazon S3: ',
      'Our shop, Our shop: vendor',
      'Amazon SQS, Amazon SQS: customer',
    ]);
  }
});

describe('what is no service is no name of the tasks below', () => {
  const NOT_READ = ['Patch hosts', 'AWS', 'Say who may log in', 'Customer'];
  it.each(['Compute', 'Part A', 'Teil 1', 'Rechenleistung', 'Total', '* on request'])(
    '%s, and it is said what was left out and why',
    async (title) => {
      for (const [, write] of FORMS) {
        const rows: Rows = [
          ['Service', 'Task', 'Owner'],
          [title, '', ''],
          ['', 'Patch hosts', 'AWS'],
          ['', 'Say who may log in', 'Customer'],
        ];
        const { claims, unread, notes } = await look(await write(folder, rows));
        expect(claims).toEqual([]);
        const inside = unread.filter(({ outside }) => !outside);
        expect(inside.map(({ value }) => value)).toEqual(NOT_READ);
        for (const { why } of inside)
          expect(why).toBe(
            `Nothing stands under "Service" in its row, and "${title}" above may be the title of a section. Write the name in each row.`,
          );
        expect(notes.join()).not.toContain('No column says who owns what');
      }
    },
  );
  it('below a heading of areas, where "Backup" is one', async () => {
    const rows: Rows = [
      ['Area', 'Task', 'Owner'],
      ['Backup', '', ''],
      ['', 'Patch hosts', 'AWS'],
      ['S3', '', ''],
      ['', 'Say who may read', 'Customer'],
    ];
    for (const [, write] of FORMS)
      expect(await said(await write(folder, rows))).toEqual(['S3, Say who may read: customer']);
  });
  it('nor is a service behind which the headings of another table stand', async () => {
    const text =
      'Service,Task,Owner\nS3,Patching,AWS\nRDS,Access,Customer\nLambda,,\nService,Task,Owner\n,Hosts,AWS\n';
    expect(await said(asText(folder, text))).toEqual(['S3, Patching: vendor', 'RDS, Access: customer']);
  });
});

it('a table whose owners are all left out does not say that it has no column for them', async () => {
  const rows: Rows = [
    ['Control ID', 'Title', 'Responsibility'],
    ['AC-2', 'Accounts', ''],
    ['AC-3', 'Access', 'Somebody'],
    ['AC-4', 'Flow', ''],
  ];
  const { notes } = await look(asText(folder, joined(rows, ',')));
  expect(notes).toContain(
    'Below the headings that say who owns what, nothing was read that names an owner, so no claim does.',
  );
});

it.each([
  ['Service', 'Task', 'Owner'],
  ['Task', 'Where', 'Owner'],
])('numbers of sections below %s are no requirements of PCI DSS', async (...headings) => {
  const rows: Rows = [
    headings,
    ['2.1 Amazon S3', 'Encrypt', 'Customer'],
    ['2.2 Amazon RDS', 'Patch', 'AWS'],
    ['2.3 Amazon SQS', 'Send', 'Customer'],
  ];
  const frameworks = async (path: string) => (await look(path)).claims.map(({ framework }) => framework);
  for (const [, write] of FORMS)
    expect(await frameworks(await write(folder, rows))).toEqual([null, null, null]);
  const named = asText(folder, joined([['PCI DSS v4.0.1', '', ''], ...rows], ','));
  expect(await frameworks(named)).toEqual(['pci-dss-4.0.1', 'pci-dss-4.0.1', 'pci-dss-4.0.1']);
});

it.each([
  ['Ref', 'R-1', 'R-2'],
  ['ID', '1', '2'],
  ['Reference', 'https://a.test/x', 'https://a.test/y'],
])('the service is what a row speaks of, whatever stands before it: %s %s', async (heading, one, two) => {
  for (const [, write] of FORMS) {
    const before: Rows = [
      [heading, 'Service', 'Task', 'Responsible party'],
      [one, 'S3', 'Encrypt data', 'Customer'],
      [two, 'RDS', 'Patch the engine', 'AWS'],
    ];
    const marked: Rows = [
      [heading, 'Task', 'Service', 'AWS', 'Customer'],
      [one, 'Encrypt data', 'S3', '', 'X'],
      [two, 'Patch the engine', 'RDS', 'X', ''],
    ];
    for (const rows of [before, marked]) {
      const { claims, unread } = await look(await write(folder, rows));
      expect(unread).toEqual([]);
      expect(claims.map(({ control, title, owners }) => [control, title, owners])).toEqual([
        ['S3', 'Encrypt data', ['customer']],
        ['RDS', 'Patch the engine', ['vendor']],
      ]);
    }
  }
});

it('numbers of rows name nothing, and ids of a framework go before services', async () => {
  const numbered = 'ID,Task,Owner\n1,Patch hosts,AWS\n2,Patch guests,Customer\n';
  expect((await look(asText(folder, numbered))).claims.map(({ control }) => control)).toEqual([
    'Patch hosts',
    'Patch guests',
  ]);
  const services = 'ID,Service,Owner\n1,S3,AWS\n2,RDS,Customer\n';
  expect((await look(asText(folder, services))).claims.map(({ control }) => control)).toEqual(['S3', 'RDS']);
  const ids = 'Service,Security control,Owner\nS3,AC-2,Customer\nRDS,AC-3,AWS\nRDS,AC-4,AWS\n';
  expect((await look(asText(folder, ids))).claims.map(({ control }) => control)).toEqual([
    'AC-2',
    'AC-3',
    'AC-4',
  ]);
  const own = 'Ref,Requirement,Responsibility\nOPS-1,Patch hosts,AWS\nOPS-2,Patch guests,Customer\n';
  expect((await look(asText(folder, own))).claims.map(({ control }) => control)).toEqual(['OPS-1', 'OPS-2']);
});
