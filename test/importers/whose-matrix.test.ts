import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { MatrixReading } from '../../main/contract/claims.ts';
import { openSheets } from '../../main/importers/sheets/open-sheets.ts';
import { readMatrix } from '../../main/importers/vendor-matrix/read-matrix.ts';
import type { PartyNames } from '../../main/importers/vendor-matrix/words.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder();
const NAMES = { vendor: ['AWS'], customer: ['Acme Shop'], other: ['Hostwell'] };
async function reading(text: string, name: string, names: PartyNames): Promise<MatrixReading> {
  const path = join(folder, name);
  writeFileSync(path, text);
  const book = await openSheets(path, name);
  try {
    return await readMatrix(book, name, { names });
  } finally {
    await book.close();
  }
}
/** What the rows of a table that AWS sent claim, and what of it is not read. */
async function claimed(text: string): Promise<readonly string[]> {
  const { claims, unread } = await reading(text, 'table.csv', NAMES);
  return [
    ...claims.map(({ control, owners }) => `${control}: ${owners.join('+')}`),
    ...unread.map(({ value }) => value).filter((value) => /aws|amazon|x/i.test(value)),
  ];
}
const THREE = ['Amazon EC2: vendor', 'Amazon EC2: other', 'Amazon EC2: customer'];

it.each([
  ['Service,Task,AWS,MSP,Customer', ['X,,', ',X,', ',,X']],
  ['Service,Task,Amazon,Managed service provider,Client', ['R,I,I', 'I,R,A', ',C,R']],
  ['Service,Task,Amazon Web Services,Provider,Acme Shop', ['X,,', ',X,', ',,X']],
  ['Service,Task,AWS responsibility,Vendor responsibility,Customer responsibility', ['X,,', ',X,', ',,X']],
  ['Service,Task,Responsible party', ['AWS', 'MSP', 'Customer']],
  ['Service,Task,Responsible party', ['Amazon', 'Hostwell', 'You']],
])('what a third party does beside AWS is not claimed of AWS: %s', async (headings, cells) => {
  const rows = cells.map((each, at) => `Amazon EC2,Task number ${'abc'[at]},${each}`);
  expect(await claimed([headings, ...rows].join('\n'))).toEqual(THREE);
});
it.each([
  ['Service,Task,AWS,Azure,Customer', 'Amazon EC2,a,X,,\nAmazon EC2,b,,X,\nAmazon EC2,c,,,X', THREE],
  ['Control ID,Azure,Customer', 'AC-2,X,\nAC-3,,X', ['AC-2: other', 'AC-3: customer']],
  ['Control ID,Hostwell,Customer', 'AC-2,X,\nAC-3,,X', ['AC-2: other', 'AC-3: customer']],
  [
    'Control ID,Responsible',
    'AC-2,Google Cloud\nAC-3,Microsoft\nPE-3,Customer',
    ['AC-2: other', 'AC-3: other', 'PE-3: customer'],
  ],
])(
  'what another cloud or party does is not claimed of AWS, wherever AWS is: %s',
  async (headings, rows, owners) => expect(await claimed(`${headings}\n${rows}\n`)).toEqual(owners),
);
it.each([
  ['Control ID,Microsoft 365 Responsibility,Customer Responsibility', 'other'],
  ['Control ID,Salesforce responsibility,Customer responsibility', 'other'],
  ['Service,Azure responsibility,Customer responsibility', 'other'],
  ['Control ID,AWS GovCloud Responsibility,Customer Responsibility', 'vendor'],
  ['Control ID,Provider Responsibility,Customer Responsibility', 'vendor'],
])('what a firm of another name does is not claimed of AWS: %s', async (headings, owner) =>
  expect(await claimed(`${headings}\nAC-2,Runs the hosts,\nPE-3,,Keeps the keys\n`)).toEqual([
    `AC-2: ${owner}`,
    'PE-3: customer',
  ]),
);
it('the vendor is known by the name it has for short, and of CSP and MSP is what it is', async () => {
  const owners = async (vendor: string, headings: string) =>
    (
      await reading(`${headings}\nAC-2,X,,\nPE-3,,X,\n`, 'table.csv', {
        ...NAMES,
        vendor: [vendor],
        other: [],
      })
    ).claims.map(({ owners: [first] }) => first);
  expect(await owners('Hostwell GmbH', 'Control ID,Hostwell responsibility,Customer responsibility')).toEqual(
    ['vendor', 'customer'],
  );
  expect(await owners('Hostwell GmbH', 'Control ID,CSP,MSP,Customer')).toEqual(['other', 'vendor']);
  expect(await owners('AWS', 'Control ID,CSP,MSP,Customer')).toEqual(['vendor', 'other']);
});
it('a heading that denies is the column of no party', async () =>
  expect(
    await claimed(
      'Control ID,AWS responsible,AWS not responsible,Customer responsible\nAC-2,,Yes,Yes\nPE-3,Yes,,\n',
    ),
  ).toEqual(['AC-2: customer', 'PE-3: vendor']));
it.each([
  ['Microsoft Azure matrix,,', 'table.csv', false],
  ['Matrix of Hostwell,,', 'table.csv', false],
  ['Matrix,,', 'azure_matrix.csv', false],
  ['AWS matrix,,', 'aws-and-azure.csv', true],
  ['AWS matrix,,', 'azure.csv', true],
  ['Matrix,,', 'aws-not-azure.csv', true],
])(
  'what is called by another cloud or party and not by AWS is left aside and told: %s in %s',
  async (title, name, isRead) => {
    const text = `${title}\nControl ID,Provider,Customer\nAC-2,X,\nAC-3,,X\n`;
    const { claims, notes } = await reading(text, name, NAMES);
    expect([claims.length > 0, notes.some((note) => note.includes("another party's"))]).toEqual([
      isRead,
      !isRead,
    ]);
    // A managed provider has its own matrix of what it does on each cloud.
    const ofOther = await reading(text, name, { ...NAMES, vendor: ['Hostwell'], other: [] });
    expect(ofOther.claims).toHaveLength(2);
  },
);
it('a matrix in which the vendor does nothing is said to be one', async () => {
  const { notes } = await reading('Control ID,Azure,Customer\nAC-2,X,\nAC-3,,X\n', 'table.csv', NAMES);
  expect(notes).toEqual(['Nothing in it is done by AWS: check that it is theirs.']);
});
it('what both do is claimed of both', async () =>
  expect(
    await claimed('Control ID,Responsible party\nAC-2,AWS and MSP\nPE-3,AWS\nAC-3,"MSP, Customer"\n'),
  ).toEqual(['AC-2: vendor+other', 'PE-3: vendor', 'AC-3: customer+other']));
it.each([
  'AWS service,AWS,Customer\nAmazon S3,X,\nAmazon RDS,,X\n',
  'AWS services,Amazon,Customer\nAmazon S3,X,\nAmazon RDS,,X\n',
  'AWS Service,Responsible party\nAmazon S3,AWS\nAmazon RDS,Customer\n',
])('a heading of services that has the name of the vendor is none of the vendor: %j', async (text) =>
  expect(await claimed(text)).toEqual(['Amazon S3: vendor', 'Amazon RDS: customer']),
);
it('without a third party a provider is the vendor', async () =>
  expect(await claimed('Control ID,Provider,Customer\nAC-2,,X\nPE-3,X,\n')).toEqual([
    'AC-2: customer',
    'PE-3: vendor',
  ]));
it.each([
  [
    'Activity,AWS,Customer\nGuests,S,R\nHosts,R/A,I\nAudit,S,A\n',
    ['Guests: customer', 'Hosts: vendor', 'Audit: customer'],
  ],
  [
    'Tätigkeit;Durchführungsverantwortung;Gesamtverantwortung;Zu konsultieren;Zu informieren\nGäste;Hostwell;Kunde;AWS;\nHosts;AWS;Kunde;;Kunde\nRechte;Kunde;AWS;;\n',
    ['Gäste: other', 'Hosts: vendor', 'Rechte: customer'],
  ],
  [
    'Activité;Réalisateur;Autorité;À consulter\nInvités;Client;AWS;AWS\nHôtes;AWS;Client;\n',
    ['Invités: customer', 'Hôtes: vendor'],
  ],
])('who does the work owns it, whoever supports or answers for it: %j', async (text, owners) =>
  expect(await claimed(text)).toEqual(owners),
);
it('the role of a person is none beside whose it is', async () =>
  expect(
    await claimed(
      'FedRAMP Moderate Control,Responsible Role,Owner\nAC-2,ISSO,Customer\nPE-3,Facilities,AWS\n',
    ),
  ).toEqual(['AC-2: customer', 'PE-3: vendor']));
it('lines below a table that say who made it and what its marks mean claim nothing', async () =>
  expect(
    await claimed(
      'Task,Owner,Note\nPatch hosts,AWS,\nPatch guests,Customer,\nPrepared by,AWS,\nReviewed by:,Customer,\nX = responsible,AWS,\nLast review,Customer,\n',
    ),
  ).toEqual(['Patch hosts: vendor', 'Patch guests: customer', 'AWS', 'X = responsible', 'AWS']));
it('a row of sums claims nothing', async () =>
  expect(
    await claimed('Service,Task,AWS,Customer\nAmazon S3,Hosts,x,\nAmazon RDS,Users,,x\nTotal,,1,1\n'),
  ).toEqual(['Amazon S3: vendor', 'Amazon RDS: customer']));
it('the address of what AWS documents is none of a register', async () =>
  expect(
    await claimed(
      'Service,Task,Responsible party,Read on\nAmazon S3,Hosts,AWS,https://docs.aws.amazon.com/a\nAmazon RDS,Users,Customer,https://docs.aws.amazon.com/b\n',
    ),
  ).toEqual([
    'Amazon S3: vendor',
    'Amazon RDS: customer',
    'https://docs.aws.amazon.com/a',
    'https://docs.aws.amazon.com/b',
  ]));
it('numbers of services and what is done for them are no requirements of PCI DSS', async () =>
  expect(
    await claimed(
      'Control,AWS,Customer\n1. Amazon S3,,\n1.1 Hosts,x,\n1.2 Policies,,x\n2. AWS Backup,,\n2.1 Plans,,x\n',
    ),
  ).toEqual(expect.arrayContaining(['1.1 Hosts: vendor', '1.2 Policies: customer', '2.1 Plans: customer'])));
it('a person beside the party is asked about, and is no reason to refuse the table', async () =>
  expect(
    await claimed(
      'Service,Task,Responsible party,Responsible person\nAmazon S3,Hosts,AWS,Max Lex\nAmazon RDS,Users,Customer,Jane Roe\n',
    ),
  ).toEqual(['Amazon S3: vendor', 'Amazon RDS: customer', 'Max Lex']));
