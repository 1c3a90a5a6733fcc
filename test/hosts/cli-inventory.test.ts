import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../support/cli.ts';
import { cliShop, expectRefusal, json } from '../support/cli-shop.ts';

const { folder, run } = cliShop();

type Service = {
  ref: string;
  catalogueId: string;
  label: string;
  environments: string[];
  account: string | null;
  region: string | null;
  lead: string | null;
  notes: string | null;
  tags: string[];
  foundIn: { file: string; format: string; resources: { type: string; count: number }[] }[];
};
const servicesOf = (name: string) => json<{ services: Service[] }>(run('services', name, '--json')).services;
const environmentsOf = (name: string) =>
  json<{ environments: { id: string; name: string; account: string | null }[] }>(
    run('environments', name, '--json'),
  ).environments;
type Found = {
  files: { notes: string[]; table: { origin: string } | null; refused: { message: string } | null }[];
  services: { ref: string; alreadyInUse: boolean; newAccounts: string[] }[];
  accounts: { account: string; name: string; environment: string | null }[];
  gone: { ref: string }[];
  changed: { ref: string }[];
  added: number;
};

const HEADINGS = 'System;Product;Stage;Konto;Region;Owner;Tags;Cost centre\n';
const written = (name: string, rows: string, headings = HEADINGS) => {
  writeFileSync(join(folder, name), headings + rows);
  return name;
};
const COLUMNS =
  'System=label,Product=service,Stage=environment,Konto=account,Region=region,Owner=owner,Tags=tags';

describe('an inventory of the assessor’s own', () => {
  const name = 'own.demarc';
  const rows = [
    'Orders DB;RDS;prod;111122223333;eu-west-1;ana lima;pci,shop;12',
    'Orders DB;RDS;test;111122223333;eu-west-1;Ana Lima;pci;12',
    '',
    'Web;S3 + CloudFront;Prod;4455;eu-west-1;Team Web;;13',
    'Ledger;Oracle Exadata;prod;;moon-1;;;14',
    'Nothing;;;;;;;',
  ];

  it('is no dead end: what it was refused for says what to do', () => {
    run('new', name);
    run('people', 'add', name, 'Ana Lima');
    const odd = written('odd.csv', 'Orders;MySQL\n', 'System;Engine\n');
    const refused = run('discover', name, odd);
    expect(refused.status).toBe(1);
    expect(refused.out).toMatch(
      /odd\.csv: refused, INVALID_INPUT: .*--columns "Engine=service,System=label"/,
    );
  });

  it('becomes services with label, environments, account, lead and tags; what cannot be read is told by its row', () => {
    const file = written('inventory.csv', rows.join('\n'));
    const found = json<Found>(run('discover', name, file, '--columns', COLUMNS, '--json'));
    expect(found.added).toBe(3);
    expect(found.files[0]?.notes.slice(1)).toEqual([
      'No account of AWS, so left aside: “4455” in row 5.',
      'No Region of AWS, so left aside: “moon-1” in row 6.',
      'Without a service, so left aside: row 7.',
      'No service that is known here: “Oracle Exadata” in row 6.',
    ]);
    expect(found.files[0]?.notes[0]).toMatch(/“Stage” as its environment.*Not read: Cost centre\.$/);
    const environments = new Map(environmentsOf(name).map((entry) => [entry.id, entry.name]));
    expect([...environments.values()].sort()).toEqual(['Prod', 'test']);
    const ana = json<{ people: { id: string; name: string }[] }>(run('people', name, '--json')).people[0]?.id;
    expect(
      servicesOf(name).map(
        ({ catalogueId, label, environments: ids, account, region, lead, notes, tags }) => [
          `${label} on ${catalogueId} in ${ids.map((id) => environments.get(id)).join(', ')}`,
          [account, region, lead, notes, ...tags].join(' '),
        ],
      ),
    ).toEqual([
      ['Web on cloudfront in Prod', ' eu-west-1  Owner: Team Web'],
      ['Orders DB on rds in Prod, test', `111122223333 eu-west-1 ${ana}  pci shop`],
      ['Web on s3 in Prod', ' eu-west-1  Owner: Team Web'],
    ]);
    expect(servicesOf(name)[1]?.foundIn).toEqual([
      { file, format: 'inventory', resources: [{ type: 'Orders DB (RDS)', count: 2 }] },
    ]);
    expect(run('log', name).out).toMatch(/Added 2 environments and 3 services/);
  });

  it('is remembered: the next table with the same headings needs no word, and says what is gone and what is new', () => {
    const file = written('inventory.csv', [rows[3], 'Queue;SQS;prod;;;;;'].join('\n'));
    const found = json<Found>(run('discover', name, file, '--json'));
    expect(found.files[0]?.table?.origin).toBe('saved');
    expect(found.added).toBe(1);
    expect(found.gone.map(({ ref }) => ref)).toEqual(['orders-db']);
    expect(found.changed).toEqual([]);
    expect(servicesOf(name).map(({ label }) => label)).toContain('Queue');
    expect(environmentsOf(name)).toHaveLength(2);
  });

  it('is remembered whatever the order of its columns, and not of a table with other ones', () => {
    const file = written(
      'turned.csv',
      'Ana Lima;Mailer;prod;SES;eu-west-1;111122223333;9;\n',
      'Owner;System;Stage;Product;Region;Konto;Cost centre;Tags\n',
    );
    const found = json<Found>(run('discover', name, file, '--json'));
    expect(found.files[0]?.table?.origin).toBe('saved');
    expect(servicesOf(name).find(({ label }) => label === 'Mailer')).toMatchObject({
      catalogueId: 'ses',
      account: '111122223333',
      region: 'eu-west-1',
    });
    const other = written('fewer.csv', 'Ana Lima;Mailer;prod\n', 'Owner;System;Stage\n');
    expect(run('discover', name, other).status).toBe(1);
  });

  it('says whose account is left out, because its Regions are in two partitions', () => {
    run('new', 'twin.demarc');
    const file = written(
      'twin.csv',
      'Twin;S3;;111122223333;eu-west-1;;;\nTwin;S3;;111122223333;cn-north-1;;;\nOne;SQS;;111122223333;eu-west-1;;;\n',
    );
    const found = json<Found>(run('discover', 'twin.demarc', file, '--columns', COLUMNS, '--json'));
    expect(found.files[0]?.notes.at(-1)).toBe(
      '1 service recorded without an account, because an account is in one partition of AWS and the Regions are in more: Twin (111122223333).',
    );
    const accounts = new Map(servicesOf('twin.demarc').map(({ label, account }) => [label, account]));
    expect(Object.fromEntries(accounts)).toEqual({ Twin: null, One: '111122223333' });
  });

  it('leaves a workbook that verifies', () => {
    expect(run('verify', name).status).toBe(0);
  });

  it('is refused, and nothing added, where a column is not there or nothing says which is what', () => {
    const file = written('inventory.csv', rows.join('\n'));
    const before = servicesOf(name).length;
    const refusal = (columns: string, words: RegExp) =>
      expectRefusal(run('discover', name, file, '--columns', columns), 2, 'INVALID_INPUT', words);
    refusal('System=label', /Say which column holds the services/);
    refusal('System=label,Product=what', /“Product=what” says of no column what it holds/);
    refusal(
      'Name=label,Product=service',
      /No table has the columns “Name” and “Product”\. inventory\.csv has/,
    );
    expect(servicesOf(name)).toHaveLength(before);
  });

  it('takes columns by their letters, and in either order', () => {
    run('new', 'letters.demarc');
    const file = written('list.csv', 'Shop;SQS\n', 'Name;What it runs on, mostly\n');
    const found = json<Found>(
      run('discover', 'letters.demarc', file, '--columns', 'service=B,A=label', '--json'),
    );
    expect(found.added).toBe(1);
    expect(servicesOf('letters.demarc')[0]).toMatchObject({ label: 'Shop', catalogueId: 'sqs' });
  });
});

describe('an inventory with a column of services that is known', () => {
  const name = 'known.demarc';
  const HEADS = 'Label,Service,Environment,Account,Owner,Cost centre\n';
  const ROWS = 'Orders DB,RDS,prod,111122223333,Ana Lima,12\nWeb,S3,prod,111122223333,Ana Lima,12\n';
  const hint = (found: Found) => /--columns "([^"]+)"/.exec(found.files[0]?.notes.join(' ') ?? '')?.[1];

  it('says which columns were not read, and how to have them read', () => {
    run('new', name);
    const file = written('known.csv', ROWS, HEADS);
    const found = json<Found>(run('discover', name, file, '--dry-run', '--json'));
    expect(found.files[0]?.notes).toEqual([
      'Not read: Label, Environment (“prod” 2), Owner, Cost centre. If they tell of the services, say what they hold, in the columns of this table; on the command line with --columns "Service=service,Account=account,Label=label,Environment=environment,Owner=owner".',
    ]);
    expect(run('discover', name, file, '--dry-run').out).toMatch(
      /note: Not read: Label, Environment \(“prod” 2\), Owner/,
    );
  });

  it('is read by the words that it was told to be read by', () => {
    const file = written('known.csv', ROWS, HEADS);
    const columns = hint(json<Found>(run('discover', name, file, '--dry-run', '--json'))) ?? '';
    const found = json<Found>(run('discover', name, file, '--columns', columns, '--json'));
    expect(found.files[0]?.notes[0]).toMatch(/Not read: Cost centre\.$/);
    expect(servicesOf(name).map(({ label, account, notes }) => [label, account, notes])).toEqual([
      ['Orders DB', '111122223333', 'Owner: Ana Lima'],
      ['Web', '111122223333', 'Owner: Ana Lima'],
    ]);
  });

  it.each([
    ['Service,"Owner, or lead"\n', /Not read: Owner, or lead\.$/],
    ['Service,Name "here"\n', /Not read: Name "here"\.$/],
    ['Service,Owner,Owner\n', /--columns "Service=service,B=owner"\.$/],
    ['Service,Owner;\n', /--columns "Service=service,B=owner"\.$/],
    ['Service,Account,Region\n', /^$/],
    ['Service\n', /^$/],
  ])('of the headings %j it says %s', (heads, words) => {
    const file = written('heads.csv', 'SQS,,\n', heads);
    const found = json<Found>(run('discover', name, file, '--dry-run', '--json'));
    expect(found.files[0]?.notes.join(' ')).toMatch(words);
    const columns = hint(found);
    if (columns !== undefined)
      expect(run('discover', name, file, '--dry-run', '--columns', columns).status).toBe(0);
  });
});

describe('accounts of an organisation', () => {
  const ACCOUNTS = join(PROJECT, 'test', 'fixtures', 'importers', 'accounts.json');

  it('become environments, in which what was found there stands, account by account', () => {
    const name = 'accounts.demarc';
    run('new', name);
    const list = written(
      'places.csv',
      'SQS,111122223333,eu-west-1\nSQS,444455556666,eu-west-1\nS3,444455556666,eu-west-1\n',
      'Service,Account,Region\n',
    );
    expect(run('discover', name, ACCOUNTS, list, '--dry-run').out).toMatch(
      /2 accounts of the organisation in no environment: management \(111122223333\), shop-prod \(444455556666\)\. With --accounts/,
    );
    json<Found>(run('discover', name, ACCOUNTS, list, '--accounts', '--by-account', '--json'));
    const environments = environmentsOf(name);
    expect(environments.map(({ name: called, account }) => [called, account])).toEqual([
      ['management', '111122223333'],
      ['shop-prod', '444455556666'],
    ]);
    const nameOf = (id: string) => environments.find((entry) => entry.id === id)?.name;
    const stands = () =>
      servicesOf(name)
        .filter(({ catalogueId }) => catalogueId !== 'organizations')
        .map(({ label, account, environments: ids }) => [label, account, ids.map(nameOf).join()]);
    expect(stands()).toEqual([
      ['Amazon S3', '444455556666', 'shop-prod'],
      ['Amazon SQS, management', '111122223333', 'management'],
      ['Amazon SQS, shop-prod', '444455556666', 'shop-prod'],
    ]);
    // A later discovery tells in which account it is new, and adds it there alone.
    const more = written('places.csv', 'S3,444455556666,\nS3,777788889999,\n', 'Service,Account,Region\n');
    const again = json<Found>(run('discover', name, ACCOUNTS, more, '--by-account', '--json'));
    expect(again.accounts.map(({ environment }) => environment)).toEqual(['management', 'shop-prod']);
    expect(again.services.find(({ ref }) => ref === 's3')).toMatchObject({
      alreadyInUse: true,
      newAccounts: ['777788889999'],
    });
    expect(again.added).toBe(1);
    expect(stands().at(-1)).toEqual(['Amazon S3, 777788889999', '777788889999', '']);
  });
});
