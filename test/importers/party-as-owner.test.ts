import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { temporaryFolder } from '../support/temp.ts';
import { asText, FORMS, joined, look, type Rows } from './tables-in-forms.ts';

const folder = temporaryFolder();
const NAMES = ['Amazon S3', 'Amazon RDS', 'Amazon SQS', 'AWS Lambda'] as const;
const SIDES = ['vendor', 'customer', 'vendor+customer', 'n/a'] as const;

type Words = readonly [provider: string, customer: string, both: string, none: string];
/** A heading of services and of tasks, headings of whose they are, and the words below those: in these languages. */
const LANGUAGES: readonly (readonly [
  services: string,
  tasks: readonly string[],
  owners: readonly string[],
  words: readonly Words[],
])[] = [
  [
    'Service',
    ['Task', 'Responsibility', 'Control', 'Activity', 'Security control'],
    ['Responsible party', 'Owner', 'Responsible', 'Responsibility of', 'Who is responsible'],
    [
      ['AWS', 'Customer', 'Shared', 'N/A'],
      ['Amazon', 'Customers', 'AWS & Customer', 'Not applicable'],
      ['Provider', 'Client', 'Both', 'n/a'],
      ['AWS (all of it)', 'You', 'Customer and AWS', '-'],
    ],
  ],
  [
    'Dienst',
    ['Aufgabe', 'Tätigkeit'],
    ['Verantwortlich', 'Zuständig', 'Verantwortliche Partei'],
    [
      ['AWS', 'Kunde', 'AWS und Kunde', 'Entfällt'],
      ['Anbieter', 'Auftraggeber', 'Beide', 'Nicht anwendbar'],
    ],
  ],
  [
    'Service',
    ['Tâche', 'Activité'],
    ['Responsable', 'À la charge de', 'Partie responsable'],
    [
      ['AWS', 'Client', 'AWS et client', 'Sans objet'],
      ['Fournisseur', 'Le client', 'Les deux', 'N/A'],
    ],
  ],
  [
    'Servicio',
    ['Tarea', 'Actividad'],
    ['Responsable', 'A cargo de'],
    [
      ['AWS', 'Cliente', 'AWS y cliente', 'No aplica'],
      ['Proveedor', 'Cliente', 'Ambos', 'N/A'],
    ],
  ],
  [
    'Servizio',
    ['Compito', 'Attività'],
    ['Responsabile', 'A carico di'],
    [
      ['AWS', 'Cliente', 'AWS e cliente', 'Non applicabile'],
      ['Fornitore', 'Cliente', 'Entrambi', 'N/A'],
    ],
  ],
  [
    'Dienst',
    ['Taak', 'Activiteit'],
    ['Verantwoordelijke', 'Verantwoordelijke partij'],
    [
      ['AWS', 'Klant', 'AWS en klant', 'Niet van toepassing'],
      ['Leverancier', 'Klant', 'Beide partijen', 'n.v.t.'],
    ],
  ],
  [
    'Usługa',
    ['Zadanie', 'Czynność'],
    ['Odpowiedzialny', 'Strona odpowiedzialna'],
    [
      ['AWS', 'Klient', 'AWS i klient', 'Nie dotyczy'],
      ['Dostawca', 'Klient', 'Obie strony', 'N/A'],
    ],
  ],
];
const DONE = ['Patches the hosts', 'Says who may read it', 'Encrypts what is stored', 'Replaces the disks'];

const named = (service: string, owner: string, words: Words): Rows => [
  [service, owner],
  ...words.map((word, at) => [NAMES[at] ?? '', word]),
];
const told = (service: string, task: string, owner: string, words: Words): Rows => [
  [service, task, owner],
  ...words.map((word, at) => [NAMES[at] ?? '', DONE[at] ?? '', word]),
];
/** Every heading and every word, and each of them beside the first of the others. */
const tables = LANGUAGES.flatMap(([service, tasks, owners, words]) => {
  const [[task = ''], [owner = ''], [first]] = [tasks, owners, words];
  return [
    ...words.flatMap((each) => [
      named(service, owner, each),
      ...tasks.map((name) => told(service, name, owner, each)),
    ]),
    ...(first === undefined
      ? []
      : owners.flatMap((name) => [
          named(service, name, first),
          told(service, task, name, first),
          told(service, task, name, first).map(([, ...cells]) => cells),
        ])),
  ];
});
const sideOf = ({ owners, notApplicable }: { owners: readonly string[]; notApplicable: boolean }): string =>
  notApplicable ? 'n/a' : owners.join('+');

/** All of them as text; what else a file can be is read into the same rows, so that every fifth is enough there. */
const inForms = FORMS.map(
  ([form, write], at) => [form, write, tables.filter((_, nth) => at === 0 || nth % 5 === at)] as const,
);

describe.each(inForms)(
  'a table that names the party of each row comes in as a matrix: %s',
  (_, write, some) => {
    it.each(some.map((rows) => [`${rows[0]?.join(' | ')}: ${rows[3]?.at(-1)}`, rows] as const))(
      '%s',
      async (_, rows) => {
        const { kind, claims, unread } = await look(await write(folder, rows));
        expect(kind).toBe('vendor-matrix');
        expect(unread.filter(({ outside }) => !outside)).toEqual([]);
        const last = rows.at(-1)?.at(-1) === '-' ? '' : 'n/a';
        expect(claims.map(sideOf)).toEqual([...SIDES.slice(0, 3), last]);
        const said = claims.map(({ control, title, notes }) => [
          control,
          title ?? '',
          ...notes.map(({ text }) => text),
        ]);
        for (const [at, claim] of said.entries())
          for (const cell of rows[at + 1]?.slice(0, -1) ?? []) expect(claim).toContain(cell);
      },
    );
  },
);

it('and are no inventory for a search of services either', async () => {
  const write = FORMS[0]?.[1];
  for (const rows of tables) {
    const bytes = readFileSync((await write?.(folder, rows)) ?? '');
    expect(() => readSource('table.csv', bytes)).toThrow(/Take it in as a vendor's matrix/);
  }
});

it('"Responsibility" says whose a task is where no other column does', async () => {
  for (const [, write] of FORMS) {
    const rows: Rows = [
      ['Task', 'Responsibility', 'Comment'],
      ['Patching', 'AWS', 'Hosts'],
      ['Backups', 'Customer', ''],
      ['Logging', 'Shared', ''],
    ];
    const { kind, claims } = await look(await write(folder, rows));
    expect([kind, claims.map(({ control, owners }) => `${control}: ${owners.join('+')}`)]).toEqual([
      'vendor-matrix',
      ['Patching: vendor', 'Backups: customer', 'Logging: vendor+customer'],
    ]);
  }
});

it.each(['AWS or Customer', 'Customer/AWS', 'Provider vs. customer'])(
  'a heading that names both parties says which of them: %s',
  async (heading) => {
    for (const [, write] of FORMS) {
      const rows: Rows = [
        ['Service', 'Responsibility area', heading],
        ['Amazon S3', 'Patching', 'AWS'],
        ['Amazon S3', 'Access', 'Customer'],
      ];
      const { kind, claims } = await look(await write(folder, rows));
      expect([kind, claims.map(sideOf)]).toEqual(['vendor-matrix', ['vendor', 'customer']]);
    }
  },
);

it('areas of responsibility beside a column of responsibilities are what it is about', async () => {
  const rows: Rows = [
    ['AWS Service', 'Responsibility area', 'Responsibility'],
    ['Amazon S3', 'Patching', 'AWS'],
    ['Amazon S3', 'Who may read', 'Customer'],
  ];
  const { claims } = await look(asText(folder, joined(rows, ',')));
  expect(claims.map(sideOf)).toEqual(['vendor', 'customer']);
});

const [s3, rds, sqs, lambda] = NAMES;
const INVENTORIES: readonly Rows[] = [
  [
    ['Service', 'Vendor', 'Owner'],
    [s3, 'AWS', 'Customer'],
    [rds, 'AWS', 'AWS'],
    [sqs, 'Azure', 'Customer'],
  ],
  [
    ['Service', 'Incident', 'Owner'],
    [s3, 'Public bucket', 'Customer'],
    [rds, 'Failover', 'AWS'],
    [sqs, 'Timeout', 'Customer'],
  ],
  [
    ['Service', 'Owner'],
    [s3, 'Ann Lee'],
    [rds, 'Bob Ray'],
    [sqs, 'Customer'],
  ],
  [
    ['Service', 'Owner'],
    [s3, 'Platform team'],
    [rds, 'Customer care'],
    [sqs, 'Shared services'],
  ],
  [
    ['Service', 'Owner'],
    [s3, 'Customer'],
    [rds, 'Customer'],
  ],
  [
    ['Service', 'Owner', 'Team'],
    [s3, 'Shared', 'Platform'],
    [rds, 'Customer', 'Shop'],
  ],
  [
    ['Service', 'Responsible'],
    [s3, 'Data platform'],
    [rds, 'Shared'],
    [sqs, 'Payments'],
    [lambda, 'Ann Lee'],
  ],
  [
    ['Service', 'Responsable'],
    [s3, 'Direction des achats'],
    [rds, 'Marie Curie'],
  ],
  [
    ['Service', 'Environment', 'Owner'],
    [s3, 'Production', 'AWS'],
    [rds, 'Test', 'Customer'],
  ],
  [
    ['Service', 'Account', 'Region', 'Owner'],
    [s3, '111122223333', 'eu-west-1', 'Shared'],
  ],
  [
    ['Service', 'Owner', 'Cost'],
    [s3, 'AWS', '$12.50'],
    [rds, 'Customer', '$7.10'],
  ],
];
/** What says whom to ask. */
const CONTACTS: readonly Rows[] = [
  [
    ['Service', 'Contact type', 'Responsible party', 'Person'],
    [s3, 'Technical', 'Customer', 'Ann Lee'],
    [rds, 'Billing', 'AWS', 'Bob Ray'],
  ],
  [
    ['Service', 'Responsible party', 'Phone'],
    [s3, 'AWS', 'ext. 42'],
    [rds, 'Customer', 'desk'],
  ],
  [
    ['Dienst', 'Verantwortlich', 'Ansprechpartnerin'],
    [s3, 'AWS', 'Frau Braun'],
    [rds, 'Kunde', 'Herr Maier'],
  ],
  [
    ['Service', 'Responsable', 'Personne à joindre'],
    [s3, 'AWS', 'Mme Martin'],
    [rds, 'Client', 'M. Petit'],
  ],
];
const PLANS: readonly Rows[] = [
  [
    ['Item', 'Owner', 'Ticket'],
    ['Fix the sign-in', 'Customer', 'OPS-1'],
    ['Patch the hosts', 'AWS', 'OPS-2'],
  ],
  [
    ['Task', 'Responsible', 'Due date', 'Progress'],
    ['Order lines', 'AWS', '2026-12-01', 'Done'],
    ['Train users', 'Customer', '2026-12-08', 'Begun'],
  ],
  [
    ['Task', 'Owner', 'Status'],
    ['Order lines', 'Provider', 'Open'],
    ['Train users', 'Customer', 'Done'],
  ],
  [
    ['Service', 'Activity', 'Owner', 'Comments'],
    [s3, 'Move the buckets', 'Customer', 'Waiting for the network team'],
    [rds, 'Upgrade to 8.4', 'AWS', 'In progress'],
    [sqs, 'Rename queues', 'Customer', 'Done, see the wiki'],
  ],
  [
    ['Dienst', 'Tätigkeit', 'Verantwortlich', 'Bemerkung'],
    [s3, 'Umzug der Daten', 'Kunde', 'bis 31.3.2027'],
    [rds, 'Wechsel auf 8.4', 'AWS', 'offen'],
  ],
  [
    ['Service', 'Task', 'Owner', '% complete'],
    [s3, 'Move the buckets', 'Customer', '40'],
    [rds, 'Upgrade', 'AWS', '100'],
  ],
  [
    ['Service', 'Task', 'Owner', 'Start', 'End'],
    [s3, 'Move the buckets', 'Customer', 'March', 'May'],
    [rds, 'Upgrade', 'AWS', 'June', 'June'],
  ],
  [
    ['Change', 'Service', 'Owner', 'Approved'],
    ['CHG1', s3, 'Customer', 'yes'],
    ['CHG2', rds, 'AWS', 'no'],
  ],
];
/** A remark, a place, or whom to ask, beside what has to be done for good. */
const MATRICES: readonly Rows[] = [
  [
    ['Service', 'Activity', 'Owner', 'Comments'],
    ['Amazon EC2', 'Patch guest OS', 'Customer', 'Open a ticket for help'],
    ['Amazon EC2', 'Physical security', 'AWS', 'See the SOC 2 report'],
    [rds, 'Backups', 'Customer', 'Done by role'],
  ],
  [
    ['Service', 'Task', 'Responsible party', 'Notes'],
    [s3, 'Encryption at rest', 'AWS', 'In force since 2023-01-05'],
    [s3, 'Who may read', 'Customer', ''],
    [rds, 'Versions of the engine', 'AWS', ''],
  ],
  [
    ['Service', 'Task', 'Responsible party', 'Contact'],
    [s3, 'Replace disks', 'AWS', 'AWS Support'],
    [s3, 'Who may read', 'Customer', 'Ann Lee'],
  ],
  [
    ['Service', 'Task', 'Owner', 'Contact', 'Phone'],
    [s3, 'Encrypt', 'Customer', 'Ann', '+41 1 234 56 78'],
    [rds, 'Patch', 'AWS', 'Bob', '+41 1 234 56 79'],
  ],
  [
    ['Service', 'Responsibility', 'Owner', 'Region'],
    [s3, 'Encryption', 'Customer', 'eu-west-1'],
    [rds, 'Patching', 'AWS', 'eu-west-1'],
  ],
  [
    ['Dienst', 'Aufgabe', 'Verantwortlich', 'Umgebung'],
    [s3, 'Schlüssel', 'Kunde', 'prod'],
    [rds, 'Platten', 'AWS', 'test'],
  ],
  [
    ['Service', 'Responsible party', 'Cost center'],
    [s3, 'AWS', '4711'],
    [rds, 'Customer', '104712'],
  ],
  [
    ['Dienst', 'Verantwortlich', 'Kostenstelle'],
    [s3, 'AWS', '4711'],
    [rds, 'Kunde', '102'],
  ],
];
const nameOf = (rows: Rows) => [`${rows[0]?.join(' | ')}: ${rows[1]?.join(' | ')}`, rows] as const;
describe.each(FORMS)('what names no party in each row claims nothing: %s', (_, write) => {
  it.each(INVENTORIES.map(nameOf))('an inventory: %s', async (_, rows) => {
    const path = await write(folder, rows);
    const { kind, claims } = await look(path);
    expect([kind, claims]).toEqual(['templates', []]);
    if (path.endsWith('.csv'))
      expect([...readSource('table.csv', readFileSync(path)).types.keys()]).toEqual(
        rows.slice(1).map(([name]) => name),
      );
  });
  it.each(CONTACTS.map(nameOf))('a list of contacts: %s', async (_, rows) => {
    const path = await write(folder, rows);
    expect((await look(path)).claims).toEqual([]);
    if (path.endsWith('.csv'))
      expect([...readSource('table.csv', readFileSync(path)).types.keys()]).toEqual([s3, rds]);
  });
  it.each(MATRICES.map(nameOf))('but this is a matrix: %s', async (_, rows) => {
    const path = await write(folder, rows);
    const { kind, claims } = await look(path);
    expect([kind, claims.length]).toEqual(['vendor-matrix', rows.length - 1]);
    if (path.endsWith('.csv'))
      expect(() => readSource('table.csv', readFileSync(path))).toThrow(/Take it in as a vendor's matrix/);
  });
  it.each(PLANS.map(nameOf))('a plan: %s', async (_, rows) =>
    expect((await look(await write(folder, rows))).claims).toEqual([]),
  );
});
