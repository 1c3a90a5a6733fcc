import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { runAtOnce as demarc } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';

let folder = '';
const file = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = temporaryFolder();
  vi.stubEnv('DEMARC_DATA_DIR', file('data'));
  await demarc('new', file('template.demarc'), '--title', 'House template', '--organisation', 'Acme');
  mkdirSync(file('teams'));
  return () => vi.unstubAllEnvs();
});
const make = (list: string, ...more: string[]) =>
  demarc(
    'new',
    '--from',
    file('template.demarc'),
    '--accounts',
    file(list),
    '--into',
    file('teams'),
    ...more,
  );

test('a workbook is made for each account of a list, and a second run makes only what is missing', async () => {
  writeFileSync(
    file('accounts.csv'),
    [
      'Account ID,Name,Environment,Lead,Region,Cost centre',
      '111122223333,"Payments / prod: a*b?",Production,Ada Stone,"eu-west-1, us-east-1",7',
      '444455556666,con,,,,8',
      '000011112222,Payments / prod: a*b?,Test,Ada Stone,,9',
    ].join('\n'),
  );
  const first = await make('accounts.csv', '--json');
  expect(first).toMatchObject({ status: 0, err: expect.stringContaining('not read: Cost centre') });
  const names = [
    '000011112222 Payments prod a b.demarc',
    '111122223333 Payments prod a b.demarc',
    '444455556666 con.demarc',
  ];
  expect(readdirSync(file('teams')).sort()).toEqual(names);
  const report = JSON.parse(first.out) as { made: { account: string; file: string }[] };
  expect(report.made.map((entry) => entry.file).sort()).toEqual(names);
  expect(report).toMatchObject({ template: 'House template', present: [], failed: [] });
  const scope = await demarc('scope', join(file('teams'), names[1] ?? ''), '--json');
  expect(JSON.parse(scope.out)).toMatchObject({
    title: 'Payments / prod: a*b?',
    organisation: 'Acme',
    leadAssessor: 'ada-stone',
    begunFrom: { how: 'template', title: 'House template' },
  });
  // One is gone, and one is no workbook at all: neither is it written over.
  rmSync(join(file('teams'), names[0] ?? ''));
  writeFileSync(join(file('teams'), names[2] ?? ''), 'somebody’s');
  const kept = readFileSync(join(file('teams'), names[1] ?? ''));
  const second = await make('accounts.csv');
  expect(second).toMatchObject({ status: 0 });
  expect(second.out).toContain('1 workbook made in');
  expect(second.out).toContain('2 there before and left as they are, 0 failed');
  expect(readFileSync(join(file('teams'), names[2] ?? ''), 'utf8')).toBe('somebody’s');
  expect(readFileSync(join(file('teams'), names[1] ?? '')).equals(kept)).toBe(true);
  // An account that is called otherwise meanwhile has its workbook already.
  writeFileSync(file('renamed.csv'), 'account,name\n111122223333,Payments');
  expect((await make('renamed.csv')).out).toContain('0 workbooks made');
});

test('what AWS Organizations lists is taken as it is; suspended accounts are left out by word', async () => {
  writeFileSync(
    file('accounts.json'),
    JSON.stringify({
      Accounts: [
        { Id: '111122223333', Arn: 'arn:x', Email: 'a@example.com', Name: 'Payments', Status: 'ACTIVE' },
        { Id: '444455556666', Name: 'Old', Status: 'SUSPENDED' },
      ],
    }),
  );
  const { status, out, err } = await make('accounts.json');
  expect({ status, err }).toEqual({
    status: 0,
    err: 'demarc: note: 1 account of accounts.json left out that are not active.\n',
  });
  expect(out).toContain('made     111122223333 Payments.demarc');
});

test('a list that cannot be read whole makes nothing and names the rows', async () => {
  writeFileSync(
    file('bad.csv'),
    [
      'account,name,region',
      '11112222333,Short,',
      '111122223333,Mars,mars-1',
      '444455556666,A,',
      '444455556666,B,',
    ].join('\n'),
  );
  const { status, err } = await make('bad.csv');
  expect(status).toBe(2);
  expect(err).toContain('Row 2: “11112222333” is not an AWS account id');
  expect(err).toContain('Row 3: “mars-1” is not a Region of AWS');
  expect(err).toContain('Row 5: account 444455556666 is listed twice');
  expect(readdirSync(file('teams'))).toEqual([]);
  writeFileSync(file('none.csv'), 'name\nPayments');
  expect((await make('none.csv')).err).toContain('has no column for the account id');
  expect(await demarc('new', file('x.demarc'), '--accounts', file('bad.csv'))).toMatchObject({ status: 2 });
  expect(await demarc('new')).toMatchObject({ status: 2 });
});
