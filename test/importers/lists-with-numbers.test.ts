import { describe, expect, it } from 'vitest';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { NOTHING_SAID } from '../../main/importers/discover/lists/inventory-columns.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { temporaryFolder } from '../support/temp.ts';
import { FORMS, joined, look } from './tables-in-forms.ts';

const temporary = temporaryFolder();
const read = (text: string) => readSource('services.csv', Buffer.from(text));

it.each([
  ['an account that lost its zero', 'Service,Account\nAmazon S3,111122223333\nAmazon RDS,12345678901\n'],
  ['such accounts alone', 'Service,Account\nAmazon S3,12345678901\n'],
  ['priorities', 'Service,Priority,Owner\nAmazon S3,1,Ann\nAmazon RDS,2,Bob\n'],
  ['cost centres', 'Service,Owner,Cost center\nAmazon S3,Ann,4711\nAmazon RDS,Bob,0102\n'],
  ['cost centres in German', 'Service;Kostenstelle\nAmazon S3;4711\nAmazon RDS;0\n'],
  ['cost centres in French', 'Service;Centre de coûts\nAmazon S3;104711\nAmazon RDS;0\n'],
  ['cost centres in Spanish', 'Service;Centro de coste\nAmazon S3;4711\nAmazon RDS;0\n'],
  ['departments', 'Service,Department,Owner\nAmazon S3,400.10,Ann\nAmazon RDS,410.20,Bob\n'],
  ['numbers of invoices', 'Service,Total cost invoice no.\nAmazon S3,88123\nAmazon RDS,0\n'],
  ['versions', 'Service,Engine version\nAmazon S3,1.0\nAmazon RDS,8.0.35\n'],
  ['availability', 'Service,SLA\nAmazon S3,99.9\nAmazon RDS,99.95\n'],
  ['objectives', 'Service,Objective,Environment\nAmazon S3,99.9,prod\nAmazon RDS,99.5,prod\n'],
  [
    'expected savings',
    'Service,Account,Expected savings ($)\nAmazon S3,111122223333,12.5\nAmazon RDS,111122223333,0\n',
  ],
  ['sizes', 'Service,Size GB\nAmazon S3,12.5\nAmazon RDS,0\n'],
  ['budgets', 'Service,Owner,Budget 2026\nAmazon S3,Ann,100\nAmazon RDS,Bob,0\n'],
  ['users of a year', 'Service,Users 2026\nAmazon S3,12\nAmazon RDS,0\n'],
  ['jobs', 'Service,Import jobs\nAmazon S3,4\nAmazon RDS,0\n'],
  ['a price class', 'Service,Price class\nAmazon S3,100\nAmazon RDS,0\n'],
  ['whom it is charged to', 'Service,Charged to\nAmazon S3,4711\nAmazon RDS,0\n'],
  ['limits', 'Service,Owner,Spending limit\nAmazon S3,Ann,50\nAmazon RDS,Bob,0\n'],
  ['importance', 'Service,Importance\nAmazon S3,1\nAmazon RDS,0\n'],
])('a list of services with %s is no table of costs', (_, text) => {
  const { format, notInUse, types } = read(text);
  expect([format, notInUse?.size ?? 0, types.get('Amazon S3')]).toEqual(['service-list', 0, 1]);
});

it.each([
  'Service,Instances\nAmazon S3,3\nAmazon RDS,0\n',
  'Service,Total instances\nAmazon S3,4\nAmazon RDS,0\n',
  'Service,Environment,Account,Count\nAmazon S3,prod,111122223333,1\nAmazon RDS,prod,111122223333,0\n',
  'Service,Status\nAmazon S3,in use\nAmazon RDS,planned for 2027\n',
  'Service,Label,Notes\nAmazon S3,Planning tool,\nAmazon RDS,Orders,decommissioned in May\nAmazon RDS,Bills,retired\n',
  'Service,System,Status\nAmazon S3,Planned Giving,live\nAmazon RDS,Orders,retired\n',
  'Service,In use?\nAmazon S3,Yes\nAmazon RDS,No\n',
  'Dienst;Im Einsatz\nAmazon S3;Ja\nAmazon RDS;Nein\n',
  'Service;État\nAmazon S3;actif\nAmazon RDS;hors service\n',
  'Servicio;Estado\nAmazon S3;activo\nAmazon RDS;retirado\n',
  'Service,Deleted\nAmazon S3,\nAmazon RDS,2025-01-01\n',
  'Service,Last authenticated\nAmazon S3,2026-10-01T00:00:00Z\nAmazon RDS,\n',
  'Service;Letzter Zugriff\nAmazon S3;01.10.2026\nAmazon RDS;Nicht zugegriffen\n',
  'Service,Total authenticated entities\nAmazon S3,2\nAmazon RDS,0\n',
])('a service of which a list says that it is not in use is not proposed: %j', (text) => {
  const { format, notInUse, types, notes } = read(text);
  expect([format, [...(notInUse ?? [])], types.has('Amazon S3')]).toEqual([
    'service-list',
    ['Amazon RDS'],
    true,
  ]);
  expect(notes.join(' ')).toContain(
    '1 service not in use by what the table says, so not proposed: Amazon RDS',
  );
});
it('also where somebody said what the columns hold', () => {
  const named = [
    { at: 'Product', means: 'service' as const },
    { at: 'System', means: 'label' as const },
  ];
  const { types, notes } = readSource(
    'list.csv',
    Buffer.from('System,Product,Phase\nPlanned Giving,S3,live\nOrders,RDS,retired in May\n'),
    { ...NOTHING_GIVEN, said: { ...NOTHING_SAID, named } },
  );
  expect([...types.keys()]).toEqual(['Planned Giving (S3)']);
  expect(notes).toContain(
    'Not in use by what the table says, so left aside: “Phase: retired in May” in row 3.',
  );
  expect(notes.join(' ')).not.toContain('Not read');
});
it('and not in the account of which it says so', () => {
  const { types, places } = read(
    'Account,Service,Last accessed\n111122223333,Amazon S3,2026-10-01\n444455556666,Amazon S3,Not accessed in the tracking period\n',
  );
  expect([types.get('Amazon S3'), [...(places?.get('Amazon S3')?.accounts ?? [])]]).toEqual([
    1,
    ['111122223333'],
  ]);
});
it.each([
  'Services not in use\nAmazon Braket\nAmazon EMR\n',
  'AWS services we do not use\nAmazon Braket\nAmazon EMR\n',
  'Denied services\nAmazon Braket\nAmazon EMR\n',
  'HIPAA eligible services\nAmazon Braket\nAmazon EMR\n',
  'Nicht genutzte Dienste\nAmazon Braket\nAmazon EMR\n',
])('services below a line that does not say that they are in use are none: %j', (text) =>
  expect(() => read(text)).toThrow(/which does not say that they are in use/),
);
it.each([
  'Service,Unit,Price\nAmazon S3,GB-month,0.023\nAmazon EMR,hour,0.10\n',
  'Service,Quota,Limit\nAmazon S3,Buckets,100\nAmazon EMR,Clusters,20\n',
  'Service,Budget 2026\nAmazon S3,100\nAmazon EMR,500\n',
  'Service,Estimated monthly cost\nAmazon S3,100.10\nAmazon EMR,500.20\n',
  'Service,Upfront,Monthly,First 12 months total\nAmazon S3,0,12.10,145.20\n',
])('prices and limits are no inventory: %j', (text) =>
  expect(() => read(text)).toThrow(/prices, limits or plans/),
);
it.each([
  "Service,Supplier's responsibility,Customer's responsibility\nAmazon S3,Disks,Keys\n",
  'Service,CloudOps,DevOps,Security\nAmazon S3,R,A,C\nAmazon EMR,I,"R, A",C\n',
  'Service,Category,Customer duties\nAmazon S3,Storage,Says who may read a bucket\n',
  'Service,What AWS does,What you do\nAmazon S3,Disks,Keys\n',
  'Service,Security of the cloud,Security in the cloud\nAmazon S3,Disks,Keys\n',
])('who does what is no inventory, whatever its columns are called: %j', (text) =>
  expect(() => read(text)).toThrow(/who has to do what|vendor's matrix/),
);
it.each([
  'Our services\n\nService,Account\nAmazon S3,111122223333\nAWS Lambda,111122223333\n',
  '# Our services\n\nAs of May.\n\n| Service | Account |\n|---|---|\n| Amazon S3 | 111122223333 |\n| AWS Lambda | 111122223333 |\n',
  'Servicio;Cuenta\nAmazon S3;111122223333\nAWS Lambda;111122223333\n',
])('an inventory is read below a title, and in its own language: %j', (text) => {
  const { types, places } = read(text);
  expect([...types.keys()]).toEqual(['Amazon S3', 'AWS Lambda']);
  expect([...(places?.get('AWS Lambda')?.accounts ?? [])]).toEqual(['111122223333']);
});

it('keeps the accounts that it names', () => {
  const { places } = read('Service,Account,Count\nAmazon S3,12345678901,3\nAmazon S3,111122223333,4\n');
  expect([...(places?.get('Amazon S3')?.accounts ?? [])]).toEqual(['012345678901', '111122223333']);
});

it('what something is expected to cost is none of its costs', () => {
  const { format, notInUse, notes } = read(
    'Service,Current cost,Projected cost after migration,Savings Plans cost\nAmazon S3,3,4,0\nAmazon EMR,0,60,0\nAmazon RDS,0,0,12\n',
  );
  expect([format, [...(notInUse ?? [])]]).toEqual(['cost-explorer', ['Amazon EMR']]);
  expect(notes[0]).toMatch(/^Not read: Projected cost after migration/);
});
it.each([
  ['whole sums below a heading of money', 'Service,Cost\nAmazon S3,3\nAmazon RDS,0\n'],
  ['whole sums below months', 'Service,2026-01,2026-02\nAmazon S3,3,4\nAmazon RDS,0,0\n'],
  ['fractions below any heading', 'Service,January\nAmazon S3,3.20\nAmazon RDS,0\n'],
  ['whole sums beside owners', 'Service,Owner,Importe\nAmazon S3,AWS,120\nAmazon RDS,Customer,0\n'],
  ['sums beside cost centres', 'Service,Kostenstelle,Kosten\nAmazon S3,4711,12\nAmazon RDS,4711,0\n'],
  ['costs of instances', 'Service,Instance costs 2026\nAmazon S3,4\nAmazon RDS,0\n'],
  ['what was spent', 'Service,Spend\nAmazon S3,50\nAmazon RDS,0\n'],
  [
    'all that was spent',
    'Service,Spend date,Total spend (USD)\nAmazon S3,2026-10-01,5.5\nAmazon RDS,2026-10-01,0\n',
  ],
  ['an account beside a sum', 'Service,Account,Kosten\nAmazon S3,12345678901,3\nAmazon RDS,12345678901,0\n'],
])('%s are costs', (_, text) => {
  const { format, notInUse } = read(text);
  expect([format, [...(notInUse ?? [])]]).toEqual(['cost-explorer', ['Amazon RDS']]);
});

it('keeps where costs arose, and says what else stands beside them', () => {
  const { places, notes, table } = read(
    'Service,Account,Owner,Stage,Period start,Cost\nAmazon S3,111122223333,Ann Lee,test,2026-10-01,3\nAmazon S3,444455556666,Bob Ray,prod,2026-10-01,4\n',
  );
  expect([...(places?.get('Amazon S3')?.accounts ?? [])]).toEqual(['111122223333', '444455556666']);
  expect(notes).toEqual([
    expect.stringMatching(
      /^Not read: Owner, Stage \(“test” 1, “prod” 1\)\. .*"Service=service,Account=account,.*Owner=owner"/,
    ),
  ]);
  expect(table?.columns.map(({ means }) => means)).toEqual(['service', 'account']);
  expect(read('Service,Account,Cost\nAmazon S3,111122223333,3\n').notes).toEqual([]);
});

/** As people keep and send them, a row between bars: what of them is a matrix, by the owners of its rows, a list of services or a table of costs. */
const TABLES: readonly (readonly [what: string, tables: readonly (readonly [text: string, is: string])[]])[] =
  [
    [
      'inventories',
      [
        ['Service,Owner,Team,Environment|Amazon S3,Ann Lee,Platform,prod|Amazon RDS,Bob,Shop,test', 'list'],
        ['Service;Owner;Environment|Amazon S3;AWS;prod|Amazon RDS;Customer;test', 'list'],
        ['Service,Account owner,Data classification|Amazon S3,AWS,Public|Amazon RDS,Customer,Secret', 'list'],
        ['Service,Vendor,Licence,Seats|Amazon S3,AWS,Pay as you go,1|Amazon RDS,AWS,BYOL,2', 'list'],
        [
          'Service,Provider,Customer|Amazon S3,Platform engineering,Human resources|Amazon RDS,Platform engineering,Accounts payable',
          'list',
        ],
        [
          'Service;Fournisseur;Client|Amazon S3;Plateforme interne;Ressources humaines|Amazon RDS;Plateforme interne;Direction commerciale',
          'list',
        ],
        ['Service,AWS,Customer|Amazon S3,Amazon S3,Retail|Amazon RDS,Amazon RDS,Finance', 'list'],
        ['Service,Provider,Customer,SLA|Amazon S3,AWS,Retail,99.9|Amazon RDS,AWS,Bank,99.95', 'list'],
        [
          'ID,Customer,Service,Account,Environment|1,Acme,Amazon S3,111122223333,prod|2,Beta,Amazon RDS,111122224444,test',
          'list',
        ],
      ],
    ],
    [
      'exports of a CMDB',
      [
        [
          'sys_id,name,sys_class_name,owned_by,managed_by,operational_status|1a2b,shop-db,cmdb_ci_database,Ann Lee,Bob Ray,Operational',
          'none',
        ],
        [
          'CI Name,CI Class,Owned by,Managed by,Support group|shop-db,Amazon RDS,Customer,AWS,Tier 2|assets,Amazon S3,Customer,Customer,Tier 1',
          'none',
        ],
        [
          'Service,Managed by,Environment,Support group|Amazon S3,AWS,prod,DBA|Amazon RDS,Customer,prod,Ops',
          'list',
        ],
      ],
    ],
    [
      'lists of people',
      [
        [
          'Service,Role,Name,E-mail,Phone|Amazon S3,Owner,Ann Lee,a@b.test,+49 1|Amazon RDS,DBA,Bob,b@b.test,+49 2',
          'list',
        ],
        ['Service,Responsible,Deputy|Amazon S3,AWS,Ann|Amazon RDS,Customer,Bob', 'list'],
        ['Service,Responsible party,Escalation|Amazon S3,AWS,TAM|Amazon RDS,Customer,Duty manager', 'list'],
        [
          'Dienst;Zuständig;Ansprechpartner;Telefon|Amazon S3;AWS;Frau Braun;069 1|Amazon RDS;Kunde;Herr Maier;069 2',
          'list',
        ],
        ['Service;Responsable;Courriel|Amazon S3;AWS;a@b.test|Amazon RDS;Client;c@d.test', 'list'],
        ['Servicio;Responsable;Correo|Amazon S3;AWS;a@b.test|Amazon RDS;Cliente;c@d.test', 'list'],
      ],
    ],
    [
      'work to do',
      [
        ['Service,Action,Owner,Due|Amazon S3,Encrypt,Customer,May|Amazon RDS,Patch,AWS,June', 'list'],
        [
          'Service;Aufgabe;Verantwortlich;Stand|Amazon S3;Umzug;Kunde;halb|Amazon RDS;Wechsel;AWS;fertig',
          'list',
        ],
        [
          'Service,Tâche,Responsable,Avancement|Amazon S3,Migration,Client,moitié|Amazon RDS,Mise à jour,AWS,fini',
          'list',
        ],
        [
          'Servicio,Tarea,Responsable,Comentarios|Amazon S3,Mover,Cliente,Pendiente|Amazon RDS,Subir,AWS,En curso',
          'list',
        ],
        ['Service,Risk,Owner,Rating|Amazon S3,Leak,Customer,High|Amazon RDS,Loss,AWS,Low', 'list'],
      ],
    ],
    [
      'tables of costs',
      [
        ['Service,Owner,Cost center,Monthly cost|Amazon S3,AWS,4711,120|Amazon RDS,Customer,4712,0', 'costs'],
        ['Service,Responsible party,Budget|Amazon S3,AWS,1000|Amazon RDS,Customer,0', 'list'],
        ['Dienst;Kostenstelle;Betrag|Amazon S3;4711;12,50|Amazon RDS;4712;0,00', 'costs'],
        ['Service;Centre de coûts;Montant|Amazon S3;4711;120|Amazon RDS;4712;0', 'costs'],
        ['Service,Department,Allocation|Amazon S3,Sales,40%|Amazon RDS,HR,60%', 'list'],
      ],
    ],
    [
      'RACI charts',
      [
        ['Activity;AWS;Customer|Amazon S3;R,A;I|Amazon RDS;I;R,A', 'vendor, customer'],
        [
          'Task,R,A,C,I|Amazon S3,AWS,Customer,Customer,Customer|Amazon RDS,Customer,Customer,AWS,AWS',
          'vendor, customer',
        ],
        [
          'Task,Responsible,Accountable,Consulted,Informed|Amazon S3,AWS,Customer,Customer,Customer|Amazon RDS,Customer,Customer,AWS,AWS',
          'vendor, customer',
        ],
        ['Activité;Fournisseur;Client|Amazon S3;R/A;C|Amazon RDS;I;R', 'vendor, customer'],
        ['Aktivität;Anbieter;Kunde;Bemerkung|Amazon S3;R;A;täglich|Amazon RDS;I;R/A;', 'vendor, customer'],
        ['Activity,Project manager,Developer,DBA|Amazon S3,A,R,C|Amazon RDS,R,I,A', 'none'],
      ],
    ],
    [
      'what two parties do',
      [
        [
          'Service,AWS responsibility,Customer responsibility,Monthly cost|Amazon S3,Runs the hosts,,12.50|Amazon RDS,,Sets the window,0',
          'vendor, customer',
        ],
        ['Layer;AWS manages;Customer manages|Amazon S3;yes;no|Amazon RDS;no;yes', 'vendor, customer'],
        [
          'Service,AWS,Customer|Amazon S3,Disks,Keys|Amazon RDS,Engine,Schema',
          'vendor+customer, vendor+customer',
        ],
        [
          'Dienst;AWS;Kunde|Amazon S3;Platten;Schlüssel|Amazon RDS;Engine;Schema',
          'vendor+customer, vendor+customer',
        ],
        [
          'Domaine,Responsabilités AWS,Responsabilités du client|Amazon S3,Isolation des VPC,|Amazon RDS,,Chiffrement',
          'vendor, customer',
        ],
        [
          'Servicio;Responsabilidad de AWS;Responsabilidad del cliente|Amazon S3;Discos;|Amazon RDS;;Esquema',
          'vendor, customer',
        ],
        [
          'Bereich;Aufgaben von AWS;Aufgaben des Kunden|Amazon S3;Platten;|Amazon RDS;;Schema',
          'vendor, customer',
        ],
      ],
    ],
    [
      'the party of each row',
      [
        [
          'Service;Responsible party;Cost center|Amazon S3;AWS;4711|Amazon RDS;Customer;102',
          'vendor, customer',
        ],
        [
          'Service,Owned by,Managed by,Support group|Amazon S3,Customer,AWS,DBA|Amazon RDS,Customer,Customer,Ops',
          'vendor, customer',
        ],
        [
          'Control,Owner,Evidence,Frequency|Amazon S3,AWS,SOC 2,Yearly|Amazon RDS,Customer,Report,Yearly',
          'vendor, customer',
        ],
        [
          'Task,Owner,Last reviewed|Amazon S3,AWS,2026-01-01|Amazon RDS,Customer,2026-02-01',
          'vendor, customer',
        ],
        [
          'Service,Activity,Owner,Comments|Amazon S3,Physical security,AWS,Report|Amazon RDS,Patch guests,Customer,By role',
          'vendor, customer',
        ],
      ],
    ],
  ];
describe.each(TABLES)('import and discover say the same of %s', (_, tables) => {
  const MATRIX = /Take it in as a vendor's matrix/;
  it.each(tables)('%s', async (text, is) => {
    const separator = text.includes(';') ? ';' : ',';
    const rows = text.split('|').map((row) => row.split(separator));
    const owners = is.includes('vendor') ? is : '';
    const kinds: string[] = [];
    for (const [form, write] of FORMS) {
      const { kind, claims, unread } = await look(await write(temporary, rows));
      kinds.push(kind);
      expect([form, claims.map((claim) => claim.owners.join('+')).join(', ')]).toEqual([form, owners]);
      expect(unread.some(({ isWord }) => isWord)).toBe(false);
    }
    const discovered = () => read(joined(rows, separator));
    // Of what is neither, whoever looks at it says what its columns hold.
    if (is === 'none') return expect(discovered).toThrow(/columns that are not known here/);
    expect(kinds).toEqual(FORMS.map(() => (owners === '' ? 'templates' : 'vendor-matrix')));
    if (owners !== '') return expect(discovered).toThrow(MATRIX);
    const { format, types, notInUse } = discovered();
    expect([format, ...types.keys()]).toEqual([
      is === 'costs' ? 'cost-explorer' : 'service-list',
      'Amazon S3',
      'Amazon RDS',
    ]);
    expect([...(notInUse ?? [])]).toEqual(is === 'costs' ? ['Amazon RDS'] : []);
  });
});

it.each([
  'Ref,Customer,AWS Service,Go-live|R1,Acme,Amazon S3,2026-01-01|R2,Beta,Amazon RDS,2026-02-01',
  'ID,Vendor,Service,Criticality|1,AWS,Amazon S3,high|2,Microsoft,Amazon RDS,low',
  'ID,Service,Owner,Customer|1,Amazon S3,Ann,yes|2,Amazon RDS,Bob,no',
  'ID,Service,Owner,Third party|1,Amazon S3,Ann,yes|2,Amazon RDS,Bob,no',
  'ID,Service,Owner,Purpose|1,Amazon S3,Shared,Pictures|2,Amazon RDS,DBA,Orders',
])('services with references and whose they are claim nothing, and are a list: %s', async (text) => {
  const rows = text.split('|').map((row) => row.split(','));
  for (const [, write] of FORMS) expect((await look(await write(temporary, rows))).claims).toEqual([]);
  const { format, types } = read(joined(rows, ','));
  expect([format, ...types.keys()]).toEqual(['service-list', 'Amazon S3', 'Amazon RDS']);
});

it.each([
  [
    'ID,Service,AWS,Customer|1,Amazon S3,yes,no|2,Amazon RDS,no,yes',
    ['Amazon S3: vendor', 'Amazon RDS: customer'],
  ],
  [
    'Ref,Service,AWS managed,Customer managed|R1,Amazon S3,да,нет|R2,Amazon RDS,ne,ano',
    ['Amazon S3: vendor', 'Amazon RDS: customer'],
  ],
  ['ID,Activity,AWS,Customer|1.1,Patch,R,A|1.2,Keys,I,R', ['Patch: vendor', 'Keys: customer']],
  [
    'Service,Ref,AWS,Customer|Amazon S3,1.1,X,|Amazon RDS,1.2,,X',
    ['Amazon S3: vendor', 'Amazon RDS: customer'],
  ],
  ['ID,System,Provider,Customer|1,Mail,yes,no|2,Web,no,yes', []],
])('numbers and references of rows are no controls: %s', async (text, owned) => {
  const rows = text.split('|').map((row) => row.split(','));
  for (const [, write] of FORMS) {
    const { claims } = await look(await write(temporary, rows));
    expect(claims.map(({ control, owners }) => `${control}: ${owners.join('+')}`)).toEqual(owned);
  }
});
