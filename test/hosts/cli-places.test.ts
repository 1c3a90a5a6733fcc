import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { runAtOnce as demarc } from '../support/cli-in-process.ts';

const ONE = '111122223333';
const TWO = '444455556666';

let folder = '';
let shop = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-places-'));
  vi.stubEnv('DEMARC_DATA_DIR', join(folder, 'data'));
  shop = join(folder, 'shop.demarc');
  await demarc('new', shop, '--title', 'Shop', '--organisation', 'Acme');
  await demarc('environments', 'add', shop, 'Production', '--account', ONE, '--regions', 'eu-west-1');
  await demarc('services', 'add', shop, 'rds', '--label', 'Orders', '--environment', 'Production');
  await demarc('services', 'add', shop, 's3', '--label', 'Images', '--account', `${TWO}, ${ONE}`);
  await demarc('services', 'add', shop, 'sqs', '--label', 'Queue');
  for (const ref of ['orders/restore-testing', 'images/encryption-at-rest'])
    await demarc('answer', shop, ref, '--owner', 'organisation', '--reason', 'Ours', '--due', '2026-12-01');
  await demarc('risks', shop, 'orders/restore-testing', '--reason', 'Small', '--until', '2026-12-02');
  await demarc('actions', 'add', shop, 'Ask', '--service', 'images', '--due', '2026-12-03');
  await demarc('actions', 'add', shop, 'Think', '--due', '2026-12-04');
  return () => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  };
});

interface Listed {
  readonly groups?: readonly { readonly label: string; readonly start: number; readonly count: number }[];
}
const listed = async <T extends object>(...args: readonly string[]): Promise<T & Listed> =>
  JSON.parse((await demarc(...args, '--json')).out);

test('services are narrowed to an account, which may be that of their environment, and grouped by it', async () => {
  const refs = async (...more: readonly string[]) =>
    (await listed<{ services: { ref: string }[] }>('services', shop, ...more)).services.map(({ ref }) => ref);
  expect(await refs('--only', `account=${ONE}`)).toEqual(['orders', 'images']);
  expect(await refs('--only', `account=${ONE}`, '--only', 'environment=production')).toEqual(['orders']);
  expect(await refs('--only', 'region=eu-west-1')).toEqual(['orders']);
  const grouped = await listed<{ services: { ref: string }[] }>('services', shop, '--group', 'account');
  expect(grouped).toMatchObject({
    services: [{ ref: 'orders' }, { ref: 'images' }, { ref: 'queue' }],
    groups: [
      { label: ONE, start: 0, count: 1 },
      { label: `${ONE}, ${TWO}`, start: 1, count: 1 },
      { label: 'No account named', start: 2, count: 1 },
    ],
  });
  expect(await listed('services', shop)).not.toHaveProperty('groups');
  const { out } = await demarc('services', shop, '--group', 'environment');
  expect(out).toMatch(
    /^REF .*\n\nProduction \(1\)\norders .*\n\nNo environment named \(2\)\nimages .*\nqueue .*\n/,
  );
});

test('every list of duties takes the same options', async () => {
  const lists = [
    { list: 'gaps', field: 'gaps', there: null },
    { list: 'risks', field: 'risks', there: 0 },
    { list: 'due', field: 'items', there: 2 },
    { list: 'actions', field: 'actions', there: 1 },
    { list: 'review', field: 'rows', there: 1 },
  ] as const;
  for (const { list, field, there } of lists) {
    const entries = async (...more: readonly string[]) => {
      const asOf = list === 'review' ? [] : ['--as-of', '2026-11-25'];
      const found = await listed<Record<string, readonly { subject?: string }[]>>(
        list,
        shop,
        ...asOf,
        ...more,
      );
      return { all: found[field] ?? [], groups: found.groups ?? [] };
    };
    const { all } = await entries();
    const { groups } = await entries('--group', 'account');
    expect([list, groups.reduce((sum, { count }) => sum + count, 0)]).toEqual([list, all.length]);
    const narrowed = (await entries('--only', `account=${TWO}`)).all;
    expect([list, narrowed.length]).toEqual([
      list,
      there ?? all.filter(({ subject }) => subject === 'images').length,
    ]);
    expect(narrowed.length).toBeLessThan(all.length);
  }
  const { counts } = await listed<{ counts: { draft: number } }>('review', shop, '--only', `account=${TWO}`);
  expect(counts.draft).toBe(1);
});

test('the log is narrowed to what was done to services that run there', async () => {
  const changes = async (...more: readonly string[]) =>
    (await listed<{ changes: { what: string }[] }>('log', shop, ...more)).changes.map(({ what }) => what);
  const all = await changes();
  const there = await changes('--only', `account=${TWO}`);
  expect(there).toHaveLength(3);
  expect(there.filter((what) => what.includes('Images'))).toHaveLength(2);
  expect(await changes('--only', 'environment=Production', '--kind', 'answers')).toHaveLength(2);
  expect(await changes('--only', 'region=eu-west-1', '--only', `account=${TWO}`)).toEqual([]);
  expect(all.length).toBeGreaterThan(there.length);
  expect((await demarc('log', shop, '--only', `account=${TWO}`)).out).toMatch(/\n3 changes\n$/);
  expect((await demarc('log', shop, '--only', 'status=open')).err).toMatch(/does not know "status"/);
});

test('answers to be asked again are narrowed to a place, and so is how many are meant', async () => {
  const rules = join(folder, 'rules.yaml');
  writeFileSync(
    rules,
    [
      'house-rules: 1',
      'name: Shop',
      'edition: "1"',
      'defaults:',
      '  - duties: [restore-testing, encryption-at-rest]',
      '    owner: provider',
      '    why: It is bought with the platform.',
      '',
    ].join('\n'),
  );
  expect(await demarc('house-rules', shop, '--take', rules)).toMatchObject({ status: 0, err: '' });
  const items = async (...more: readonly string[]) =>
    (await listed<{ items: { ref: string }[] }>('reask', shop, ...more)).items.map(({ ref }) => ref);
  expect(await items()).toEqual(['orders/restore-testing', 'images/encryption-at-rest']);
  expect(await items('--only', `account=${TWO}`)).toEqual(['images/encryption-at-rest']);
  expect(await items('--only', 'environment=Production')).toEqual(['orders/restore-testing']);
  expect((await demarc('reask', shop, '--only', `account=${TWO}`)).out).toMatch(
    /\n1 answer to look at again, 0 answers/,
  );
  expect(await demarc('house-rules', shop, '--remove')).toMatchObject({ status: 0 });
});

interface Grid extends Listed {
  readonly subjects: readonly { ref: string; kind: string; environments?: readonly string[] }[];
  readonly responsibilities: readonly { id: string; domain: string }[];
  readonly cells: readonly (readonly [number, number, string, number])[];
}

test('the matrix is narrowed to columns and a domain, and its columns are grouped', async () => {
  const grid = (...more: readonly string[]) => listed<Grid>('matrix', shop, ...more);
  const refs = ({ subjects }: Grid) => subjects.map(({ ref }) => ref);
  const whole = await grid();
  expect(refs(whole)).toEqual(['workbook', 'aws', 'orders', 'images', 'queue']);
  const one = await grid('--only', `account=${ONE}`);
  // AWS's foundations stand in the columns of services.
  expect(refs(one)).toEqual(['orders', 'images', 'aws']);
  // Each cell says what it said in the whole one.
  const cellsOf = ({ subjects, responsibilities, cells }: Grid) =>
    cells.map(([column, row, owner, flags]) => [
      subjects[column]?.ref,
      responsibilities[row]?.id,
      owner,
      flags,
    ]);
  const before = cellsOf(whole).filter(([ref]) => refs(one).includes(String(ref)));
  expect(cellsOf(one)).toHaveLength(before.length);
  expect(cellsOf(one)).toEqual(expect.arrayContaining(before));
  expect(new Set(one.cells.map(([, row]) => row)).size).toBe(one.responsibilities.length);
  const domain = await grid('--only', 'service=Orders', '--only', 'domain=resilience');
  expect(new Set(domain.responsibilities.map((row) => row.domain))).toEqual(new Set(['resilience']));
  expect(refs(domain)).toEqual(['orders', 'aws']);
  expect(await grid('--group', 'environment')).toMatchObject({
    groups: [
      { label: 'Production', start: 0, count: 1 },
      { label: 'No environment named', start: 1, count: 3 },
    ],
  });
  const { out } = await demarc('matrix', shop, '--group', 'account');
  expect(out).toMatch(new RegExp(`\n${ONE} \\(1\\)\n *1 +orders `));
  await demarc('services', 'set', shop, 'Queue', '--tag', 'payments');
  expect(refs(await grid('--only', 'tag=payments'))).toEqual(['queue', 'aws']);
  expect((await demarc('matrix', shop, '--only', 'tag=payments', '--only', 'service=Orders')).out).toBe(
    'Nothing of the matrix is there.\n',
  );
  expect((await demarc('matrix', shop, '--only', 'status=open')).err).toMatch(
    /does not know "status".*region, service, domain, tag/,
  );
});

test('a service stands in several environments, and has the accounts of each', async () => {
  const stands = async () =>
    (await listed<Grid & { services: Grid['subjects'] }>('services', shop)).services.find(
      ({ ref }) => ref === 'queue',
    )?.environments;
  await demarc('environments', 'add', shop, 'Test', '--account', TWO);
  await demarc('services', 'set', shop, 'Queue', '--environment', 'Production', '--environment', 'Test');
  expect(await stands()).toEqual(['production', 'test']);
  const { out } = await demarc('services', shop, '--only', `account=${TWO}`);
  expect(out).toMatch(/\nqueue .* production, test /);
  expect((await demarc('log', shop)).out).toContain('Environment of a service Queue: Test');
  await demarc('services', 'set', shop, 'Queue', '--environment', '');
  expect(await stands()).toEqual([]);
});

test('a check for gaps fails by those of the account that it asks for', async () => {
  const status = async (...more: readonly string[]) =>
    (await demarc('gaps', shop, '--as-of', '2027-01-10', '--fail-on', 'high', ...more)).status;
  // The accepted risk of Orders has ended by then.
  expect(await status()).toBe(1);
  expect(await status('--only', `account=${ONE}`)).toBe(1);
  expect(await status('--only', 'environment=Production')).toBe(1);
  expect(await status('--only', `account=${TWO}`)).toBe(0);
});

test('what is not known is refused with what there is', async () => {
  const refused = async (...more: readonly string[]) => (await demarc('services', shop, ...more)).err;
  expect(await refused('--group', 'owner')).toMatch(
    /--group takes environment, account, region, not "owner"/,
  );
  expect(await refused('--only', 'status=open')).toMatch(
    /does not know "status".*environment, account, region/,
  );
  expect(await refused('--only', 'account=999988887777')).toMatch(/There is no account "999988887777"/);
  expect(await refused('--only', `account=${ONE}`, '--only', `account=${TWO}`)).toMatch(/given twice/);
});

test('what is different from an earlier copy is narrowed to what runs there', async () => {
  const earlier = join(folder, 'earlier.demarc');
  expect(await demarc('copy', shop, earlier)).toMatchObject({ status: 0 });
  for (const ref of ['orders/restore-testing', 'images/encryption-at-rest'])
    await demarc('answer', shop, ref, '--due', '2027-05-31');
  const refs = async (...more: readonly string[]) =>
    (await listed<{ changes: { ref: string }[] }>('compare', earlier, shop, ...more)).changes.map(
      ({ ref }) => ref,
    );
  expect(await refs()).toEqual(['images/encryption-at-rest', 'orders/restore-testing']);
  expect(await refs('--only', `account=${TWO}`)).toEqual(['images/encryption-at-rest']);
  expect((await demarc('compare', earlier, shop, '--only', 'environment=Production')).out).toMatch(
    /^1 change between earlier\.demarc and shop\.demarc: Status and review 1\n/,
  );
  expect((await demarc('compare', shop, shop, '--only', `account=${TWO}`)).out).toBe(
    'Nothing of what is there is different between shop.demarc and shop.demarc.\n',
  );
  expect(
    (await demarc('compare', earlier, shop, '--only', `account=${TWO}`, '--xlsx', join(folder, 'x.xlsx')))
      .err,
  ).toMatch(/always the whole comparison/);
});
