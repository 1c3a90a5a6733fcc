import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { FORMS } from './tables-in-forms.ts';

const folder = temporaryFolder();
// Lists of accounts that somebody keeps, and tables with numbers that are none.

const read = (list: string, name = 'accounts.csv') =>
  readSource(name, Buffer.from(list.replaceAll('|', '\n').replaceAll(',', ';')));

it.each<[string, readonly string[]]>([
  [
    'Id,Name,Email,Status|111122223333,Shop,a@x.example,ACTIVE|444455556666,Old,b@x.example,SUSPENDED',
    ['Shop 111122223333'],
  ],
  ['account_id,account_name,ou|111122223333,Shop,Prod', ['Shop 111122223333']],
  [
    'Account Name,Account ID,Environment,Owner|Shop Prod,012345678901,prod,Kim|Shop Dev,12345678902,dev,Kim',
    ['Shop Prod 012345678901', 'Shop Dev 012345678902'],
  ],
  ['Kontoname,Konto-ID,OU|Shop,1111-2222-3333,Prod', ['Shop 111122223333']],
  ['Account,ID|shop-prod,111122223333', ['shop-prod 111122223333']],
  ['Nom du compte,Numéro de compte|Boutique,111122223333', ['Boutique 111122223333']],
  ['Account ID,Name,Status|111122223333,Shop,active|444455556666,Old,retired', ['Shop 111122223333']],
])('a list of accounts is read: %s', (list, accounts) => {
  const found = read(list);
  expect(found.format).toBe('organizations');
  expect((found.accounts ?? []).map(({ account, name }) => `${name} ${account}`)).toEqual(accounts);
  expect([...found.types.keys()]).toEqual([]);
  expect(found.notes[0]).toMatch(
    /^Its accounts: .* can be added as environments \(on the command line with --accounts\)\.$/,
  );
});
it('what stands beside the accounts is told', () => {
  const { notes } = read(
    'Account ID,Name,Status,OU|111122223333,Shop,active,Prod|444455556666,Old,retired,Prod|777788889999,Lab,quarantined,Suspended',
  );
  expect(notes.slice(1)).toEqual([
    '1 account left out that is not active.',
    expect.stringMatching(/“Status” says is not known here.*“quarantined” \(Lab\)/),
    'Not read: OU (“Prod” 2, “Suspended” 1).',
  ]);
});
const ASIDE = 'says that they are those of others or not assessed:';
it.each<[string, readonly string[], string]>([
  [
    'Vendor,AWS account ID,External ID|Datadog,464622532012,x|Wiz,197171649850,y',
    [],
    `“Vendor” ${ASIDE} Datadog (464622532012), Wiz (197171649850).`,
  ],
  [
    'Account ID,Account name,Reason|464622532012,unknown,not ours|111122223333,Shop,ours',
    ['111122223333'],
    `“Reason” ${ASIDE} unknown (464622532012, “not ours”).`,
  ],
  [
    'Account,Account ID,In scope|Shop,111122223333,Yes|Lab,444455556666,No|Play,777788889999,out of scope',
    ['111122223333'],
    `“In scope” ${ASIDE} Lab (444455556666, “No”), Play (777788889999, “out of scope”).`,
  ],
  [
    'Account ID,Name,Type|111122223333,Shop,Own|444455556666,Wiz,Third party',
    ['111122223333'],
    `“Type” ${ASIDE} Wiz (444455556666, “Third party”).`,
  ],
  [
    'Name,Third-party account ID|Datadog,464622532012',
    [],
    `“Third-party account ID” ${ASIDE} Datadog (464622532012).`,
  ],
  ['Lieferant,Kontonummer|Datadog,464622532012', [], `“Lieferant” ${ASIDE} Datadog (464622532012).`],
])('accounts of others are told and proposed as no environments: %s', (list, accounts, note) => {
  const found = read(list);
  expect((found.accounts ?? []).map(({ account }) => account)).toEqual(accounts);
  expect(found.notes).toContain(`Not proposed as environments, since ${note}`);
});
it.each([
  // Whose account it is, and who keeps it; other scopes; what is blocked there.
  'Account ID,Account name,Vendor|111122223333,Shop,Accenture',
  'Account ID,Account name,External ID|111122223333,Shop,x',
  'Account ID,Account name,PCI scope|111122223333,Shop,out of scope',
  'Account ID,Account name,Public access|111122223333,Shop,blocked',
  'Account ID,Account name,Assessed|111122223333,Shop,No',
  'Account ID,Account name,In scope|111122223333,Shop,Yes',
  'Account ID,Account name,Exposure|111122223333,Shop,external',
  'Account ID,Vendor|111122223333,|444455556666,Wiz',
])('an account that may be one of their own is proposed, and what stands beside it is told: %s', (list) => {
  const found = read(list);
  expect(found.accounts?.[0]?.account).toBe('111122223333');
  expect(found.notes.join(' ')).not.toContain(ASIDE);
  expect(found.notes.at(-1)).toMatch(/^Not read: /);
});
it('so are all below a title that says so, and a name that says that it is closed', () => {
  const table = '| Account | ID |\n|---|---|\n| shop | 111122223333 |\n| old (closed) | 444455556666 |\n';
  const below = (title: string) =>
    readSource('a.md', Buffer.from(`## ${title}\n\n${table}`)).accounts?.map(({ name }) => name);
  expect(below('AWS accounts')).toEqual(['shop']);
  expect(below('Internal and external accounts')).toEqual(['shop']);
  expect(below('Blocked accounts')).toEqual([]);
  expect(below('Accounts of third parties')).toEqual([]);
});
it('so is one in Markdown', () =>
  expect(
    readSource('a.md', Buffer.from('| Account | ID |\n|---|---|\n| shop | 111122223333 |\n')).accounts,
  ).toEqual([{ account: '111122223333', name: 'shop' }]));
it('the names of what the console of AWS Organizations exports are read below each of its headings', () =>
  expect(
    read(
      'Account ID,Account name,Account ARN,Account email,Status,Joined method|111122223333,Shop,arn:aws:organizations::1:account/o-a/111122223333,a@x.example,ACTIVE,CREATED',
    ).accounts,
  ).toEqual([{ account: '111122223333', name: 'Shop' }]));

const SHOP = { account: '111122223333', name: 'shop' };
const boxed = (...lines: string[]) =>
  [
    '-'.repeat(33),
    '|          ListAccounts         |',
    ...lines.map((line) => (line === '' ? '+---------------+---------------+' : line)),
  ].join('\n');
it.each<[string, string]>([
  ['a.json', '[{"Id":"111122223333","Name":"shop"},{"Id":"444455556666","Name":"lab"}]'],
  [
    'a.json',
    '[["111122223333","shop","ACTIVE"],["444455556666","lab","ACTIVE"],["777788889999","old","SUSPENDED"]]',
  ],
  ['aws-accounts.json', '[{"id":"111122223333","name":"shop"},{"id":"444455556666","name":"lab"}]'],
  ['a.json', '{"accounts":[{"id":"111122223333","name":"shop"},{"id":"444455556666","name":"lab"}]}'],
  ['a.json', '{"accounts":{"shop":"111122223333","lab":"444455556666"}}'],
  [
    'a.json',
    '[{"account_id":"111122223333","account_name":"shop"},{"account_id":"444455556666","account_name":"lab"}]',
  ],
  ['a.yaml', 'accounts:\n  - {id: "111122223333", name: shop}\n  - {id: "444455556666", name: lab}\n'],
  [
    'a.txt',
    boxed(
      '',
      '|      Id       |     Name      |',
      '',
      '|  111122223333 |  shop         |',
      '|  444455556666 |  lab          |',
      '',
    ),
  ],
  ['a.txt', boxed('', '|  111122223333 |  shop         |', '|  444455556666 |  lab          |', '')],
  ['a.txt', '111122223333\tshop\tACTIVE\ta@x.example\n444455556666\tlab\tACTIVE\tb@x.example\n'],
])('so are those of which somebody asked for their numbers and names, in %s: %s', (name, text) => {
  const { format, accounts, notes } = readSource(name, Buffer.from(text));
  expect([format, accounts]).toEqual(['organizations', [SHOP, { account: '444455556666', name: 'lab' }]]);
  expect(notes.join(' ')).not.toContain('Not read');
});
const ARN = 'arn:aws:organizations::999988887777:account/o-abcdef1234/';
const JOINED = 'CREATED\t2023-04-01T10:00:00+00:00';
const GUESSED = /Nothing says that these are accounts/;
it.each<[string, string, readonly (string | RegExp)[]]>([
  ['a.txt', '111122223333\tshop\n444455556666\tlab\n', [GUESSED]],
  ['a', '111122223333\tshop\r\n444455556666\tlab\r\n', [GUESSED]],
  ['a.txt', '111122223333 shop\n444455556666   lab\n', [GUESSED]],
  ...[
    '111122223333  shop  ACTIVE\n444455556666  lab   ACTIVE\n777788889999  old   SUSPENDED\n',
    '111122223333 shop\n444455556666 lab\n777788889999 old PENDING_CLOSURE\n',
    '111122223333 ACTIVE shop\n444455556666 ACTIVE lab\n777788889999 SUSPENDED old\n',
    '111122223333  shop  Active\n444455556666  lab   Active\n777788889999  old   Suspended\n',
  ].map((text): [string, string, readonly RegExp[]] => ['a.txt', text, [/^1 account left out/, GUESSED]]),
  ['aws-accounts.txt', '111122223333\tshop\n444455556666\tlab\n', []],
  [
    'a.txt',
    [
      `ACCOUNTS\t${ARN}111122223333\ta@x.example\t111122223333\t${JOINED}\tshop\tACTIVE`,
      `ACCOUNTS\t${ARN}444455556666\tb@x.example\t444455556666\t${JOINED}\tlab\tACTIVE`,
      `ACCOUNTS\t${ARN}777788889999\tc@x.example\t777788889999\t${JOINED}\told\tSUSPENDED`,
      'NEXTTOKEN\teyJ',
    ].join('\n'),
    [/^1 account left out that is not active/, /further pages/],
  ],
  [
    'a.txt',
    [
      `ACCOUNTS\t${ARN}111122223333\ta@x.example\t111122223333\t${JOINED}\tshop\tACTIVE\tACTIVE\nPATHS\to-1/r-1/`,
      `ACCOUNTS\t${ARN}444455556666\tb@x.example\t444455556666\t${JOINED}\tlab\tACTIVE\tACTIVE\nPATHS\to-1/r-1/`,
    ].join('\n'),
    [],
  ],
])('and as text: %s %j', (name, text, told) => {
  const { accounts, notes } = readSource(name, Buffer.from(text));
  expect(accounts).toEqual([SHOP, { account: '444455556666', name: 'lab' }]);
  expect(notes.slice(1)).toEqual(told.map((note) => expect.stringMatching(note)));
});
it.each([
  ['111122223333 prod-eu\n444455556666 production-data\n', ['prod-eu', 'production-data']],
  ['111122223333  prod\n', ['prod']],
  [
    '111122223333 Active Directory prod\n444455556666 Active Directory dev\n',
    ['Active Directory prod', 'Active Directory dev'],
  ],
  ['111122223333 Closed Captions\n', ['Closed Captions']],
  ['111122223333 Radio Active\n444455556666 backup eu-central-1\n', ['Radio Active', 'backup eu-central-1']],
  ['111122223333 shop global\n', ['shop global']],
  ['111122223333 active\n444455556666 closed\n', ['111122223333']],
  ['111122223333  ACTIVE\n444455556666  SUSPENDED\n', ['111122223333']],
  ['111122223333 Shop  Production\n444455556666 Live\n', ['Shop Production', 'Live']],
])('accounts in lines may be called by their environments: %j', (text, names) =>
  expect(readSource('a.txt', Buffer.from(text)).accounts?.map(({ name }) => name)).toEqual(names),
);
it.each([
  '111122223333 Amazon S3\n444455556666 Amazon RDS\n',
  '111122223333\tshop\n111122223333\tlab\n',
  '111122223333\tshop\nlab\n',
  '111122223333\tshop\tprod\n',
  '1111222233334 shop\n',
  '111122223333\tarn:aws:sqs:eu-west-1:111122223333:orders\n444455556666\tarn:aws:sns:eu-west-1:444455556666:mails\n',
  '111122223333 ec2:instance\n444455556666 AWS::S3::Bucket\n',
  '111122223333 4444\n',
  '111122223333  eu-west-1  i-0abc\n444455556666  eu-west-1  i-0abd\n',
  '111122223333 enabled\n444455556666 disabled\n',
  '111122223333 Removed\n444455556666 Enabled\n',
  `${ARN}111122223333\n${ARN}444455556666\n`,
])('other lines are no accounts: %j', (text) => {
  let accounts: unknown = null;
  try {
    accounts = readSource('a.txt', Buffer.from(text)).accounts ?? null;
  } catch {
    // Refused as what it was before.
  }
  expect(accounts).toBeNull();
});
it('each list of a document by what it is called, with what else is in it', () => {
  const { accounts, notes } = readSource(
    'a.json',
    Buffer.from(
      '{"accounts":{"shop":"111122223333"},"vendorAccounts":{"wiz":"444455556666"},"regions":["eu-west-1"],"version":1}',
    ),
  );
  expect(accounts).toEqual([SHOP]);
  expect(notes.slice(1)).toEqual([
    `Not proposed as environments, since “vendor Accounts” ${ASIDE} wiz (444455556666).`,
    'What else is in it is not read: regions.',
  ]);
  const both = '{"accounts":[{"id":"111122223333","name":"shop"}],"services":["S3"]}';
  expect([...readSource('a.json', Buffer.from(both)).types.keys()]).toEqual(['S3']);
});
it.each<[string, string]>([
  ['a.json', '[{"Id":"111122223333","Name":"shop"}]'],
  ['a.txt', boxed('', '|  111122223333 |  shop         |', '')],
  ['a.txt', '111122223333\tshop\tACTIVE\n444455556666\tlab\tACTIVE\n'],
])('and Import calls them so, too: %s, %s', async (name, text) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  expect((await recogniseFile(path, name)).kind).toBe('templates');
});
it.each([
  '[{"id":"111122223333","name":"lamp"}]',
  '[{"Id":"111122223333","Name":"lamp","Voltage":"12"}]',
  '[["111122223333","lamp"]]',
  '{"devices":{"lamp":"111122223333"}}',
])('other things with such numbers are none: %s', (text) =>
  expect(() => readSource('a.json', Buffer.from(text))).toThrow(/none of the files that can be read/),
);

it.each([
  'Id,Name,Email|111122223333,Kim,a@x.example|444455556666,Lee,b@x.example',
  'Kontonummer,Inhaber|1234567890,Kim|2345678901,Lee',
  'Account ID,Tool|111122223333,Jira|111122223333,Git',
  'Customer account,Name|K-1,Kim|K-2,Lee',
  'Device ID,Name,Status|111122223333,Lamp,on|444455556666,Door,off',
])('a table with other numbers is none: %s', (list) => expect(() => read(list)).toThrow(/not known here/));
it.each(['Account,Service|111122223333,Amazon S3', 'Account ID,Technology|111122223333,Amazon S3'])(
  'and accounts beside services are an inventory: %s',
  (list) => {
    let accounts: unknown = null;
    try {
      accounts = read(list).accounts ?? null;
    } catch (error) {
      expect(String(error)).toMatch(/=service/);
    }
    expect(accounts).toBeNull();
  },
);

it.each(FORMS)('Import calls it what discovery does, as %s', async (_, write) => {
  const rows = [
    ['Account Name', 'Account ID', 'Owner'],
    ['Shop', '111122223333', 'Kim'],
  ];
  expect((await recogniseFile(await write(folder, rows), 'accounts')).kind).toBe('templates');
  const devices = [
    ['Device', 'Device ID', 'Owner'],
    ['Lamp', '111122223333', 'Kim'],
  ];
  expect((await recogniseFile(await write(folder, devices), 'devices')).kind).not.toBe('templates');
});
