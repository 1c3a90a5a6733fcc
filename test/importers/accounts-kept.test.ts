import { expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { FORMS } from './tables-in-forms.ts';

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

const folder = temporaryFolder();
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
