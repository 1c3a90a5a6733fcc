import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { SheetPreview } from '../../main/contract/sheets.ts';
import { fixedClock } from '../../main/platform/clock.ts';
import { appendChange, readHead, takeTouchedRows, watchChanges } from '../../main/workbook/change-log.ts';
import { connect } from '../../main/workbook/connection.ts';
import { callers, ONE_FRAMEWORK, openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';

const ONE = '111122223333';
const TWO = '444455556666';

test('what is no account or Region of AWS is refused where it is entered, and what is one is recorded in one form', async () => {
  const { call } = await openTestWorkbook();
  const add = (more: object) =>
    call('services.add', { services: [{ catalogueId: 'rds', label: 'Orders', ...more }] });
  await expect(add({ account: 'abc not an account' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('12 digits'),
  });
  await expect(add({ region: 'mars-1' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('not a Region of AWS'),
  });
  await expect(call('environments.add', { name: 'Test', account: 'alias' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect(await call('services.list', {})).toEqual([]);
  const [service] = await add({ account: `1111-2222-3333; ${TWO}`, region: 'EU-WEST-1 us-east-1' });
  expect(service).toMatchObject({ account: `${ONE}, ${TWO}`, region: 'eu-west-1, us-east-1' });
  await expect(call('services.update', { ref: 'orders', region: 'eu-west-1a' })).rejects.toMatchObject({
    message: expect.stringContaining('Availability Zone of eu-west-1'),
  });
  // One of the organisation's own may be of another provider.
  const own = await call('custom.addService', { name: 'Mainframe', model: 'saas' });
  expect(
    await call('services.add', {
      services: [{ catalogueId: own.id, account: 'tenant 7', region: 'Basement' }],
    }),
  ).toMatchObject([{ account: 'tenant 7', region: 'Basement' }]);
});

test('what an earlier program let in stays readable, is filtered by nothing, and everything else of it can be changed', async () => {
  const { core, call, path } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'Orders' }] });
  await core.close();
  const db = connect(path, { readonly: false });
  watchChanges(db);
  db.write((write) => {
    write.run("UPDATE service_in_use SET account = 'abc not an account', region = 'mars-1'");
    const facts = { at: '2026-01-01T00:00:00.000Z', who: null, origin: 'test', method: 'm', summary: 's' };
    appendChange(write, readHead(write), facts, takeTouchedRows(db));
  });
  db.close();
  const { core: later } = startCore(temporaryFolder());
  onTestFinished(() => later.close());
  const { id } = await later.openPath(path);
  const again = callers(later, id);
  const old = { account: 'abc not an account', region: 'mars-1' };
  expect(await again.call('services.list', {})).toMatchObject([old]);
  expect(await again.call('assignments.filterOptions', {})).toMatchObject({ accounts: [], regions: [] });
  expect(await again.call('services.update', { ref: 'orders', notes: 'Moved', ...old })).toMatchObject(old);
  expect(await again.call('services.update', { ref: 'orders', account: ONE, region: null })).toMatchObject({
    account: ONE,
    region: null,
  });
});

test('a service in several environments is found in each, keeps one row, and has the accounts of all of them', async () => {
  const { call } = await openTestWorkbook();
  await call('environments.add', { name: 'Production', account: ONE, regions: 'eu-west-1' });
  await call('environments.add', { name: 'Test', account: TWO, regions: 'us-east-1' });
  await call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'Orders', environments: ['test', 'production', 'test'] },
      { catalogueId: 'rds', label: 'Trial', environments: ['test'] },
      { catalogueId: 'sqs', label: 'Queue' },
    ],
  });
  const stands = async () =>
    Object.fromEntries((await call('services.list', {})).map(({ ref, environments }) => [ref, environments]));
  expect(await stands()).toEqual({ orders: ['production', 'test'], trial: ['test'], queue: [] });
  const { rows } = await call('assignments.register', { filter: { environment: 'test' }, limit: 1000 });
  expect([...new Set(rows.map(({ subject }) => subject))]).toEqual(['orders', 'trial']);
  const { groups } = await call('assignments.register', { group: 'environment', limit: 1 });
  expect(groups.map(({ label }) => label)).toEqual(['Production, Test', 'Test', 'No environment named']);
  expect((await call('assignments.matrix', {})).subjects.find(({ ref }) => ref === 'orders')).toMatchObject({
    environments: ['production', 'test'],
    accounts: [ONE, TWO],
    regions: ['eu-west-1', 'us-east-1'],
  });
  expect((await call('environments.list', {})).map(({ services }) => services)).toEqual([1, 2]);
  // Two uses of one service differ in the one that they share, and that is said once.
  for (const [subject, owner] of [
    ['orders', 'organisation'],
    ['trial', 'aws'],
  ])
    await call('assignments.answer', {
      ref: `${subject}/restore-testing`,
      answer: { owners: [owner ?? ''] },
      reason: 'So agreed',
    });
  const differing = async () =>
    (await call('gaps.list', {})).filter(({ rule }) => rule === 'owned-differently').length;
  expect(await differing()).toBe(1);
  await call('services.bulk', { refs: ['trial'], set: { addEnvironments: ['production'] } });
  expect(await differing()).toBe(1);
  await call('services.bulk', { refs: ['trial'], set: { environments: [] } });
  expect([await differing(), (await stands()).trial]).toEqual([0, []]);
  await call('services.bulk', { refs: ['orders', 'queue'], set: { removeEnvironments: ['production'] } });
  expect(await stands()).toMatchObject({ orders: ['test'], queue: [] });
  await call('workbook.undo', {});
  await call('environments.remove', { id: 'production' });
  expect((await stands()).orders).toEqual(['test']);
  await call('workbook.undo', {});
  expect((await stands()).orders).toEqual(['production', 'test']);
  await expect(call('services.update', { ref: 'orders', environments: ['nowhere'] })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(
    call('environments.update', { id: 'test', regions: 'us-east-1, us-gov-west-1' }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('2 partitions') });
});

test('rows are filtered and grouped by environment, account and Region, those of the environment included', async () => {
  const { call } = await openTestWorkbook();
  const production = await call('environments.add', {
    name: 'Production',
    account: ONE,
    regions: 'eu-west-1',
  });
  await call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'Orders', environments: [production.id] },
      { catalogueId: 's3', label: 'Images', account: `${ONE}, ${TWO}`, region: 'us-east-1' },
      { catalogueId: 'sqs', label: 'Queue' },
    ],
  });
  const subjects = async (filter: object) => {
    const { rows } = await call('assignments.register', { filter, limit: 1000 });
    return [...new Set(rows.map(({ subjectLabel }) => subjectLabel))];
  };
  expect(await subjects({ account: ONE })).toEqual(['Orders', 'Images']);
  expect(await subjects({ account: TWO })).toEqual(['Images']);
  expect(await subjects({ region: 'eu-west-1' })).toEqual(['Orders']);
  expect(await subjects({ account: ONE, region: 'us-east-1' })).toEqual(['Images']);
  expect(await call('assignments.filterOptions', {})).toMatchObject({
    accounts: [ONE, TWO],
    regions: ['eu-west-1', 'us-east-1'],
  });
  const heads = async (group: 'environment' | 'account' | 'region') =>
    (await call('assignments.register', { group, limit: 1 })).groups.map(({ label }) => label);
  expect(await heads('environment')).toEqual(['Production', 'No environment named']);
  expect(await heads('account')).toEqual([ONE, `${ONE}, ${TWO}`, 'No account named']);
  expect(await heads('region')).toEqual(['eu-west-1', 'us-east-1', 'No Region named']);
  for (const ref of ['orders/restore-testing', 'images/encryption-at-rest', 'queue/encryption-at-rest'])
    await call('assignments.answer', { ref, answer: { owners: ['organisation'] }, reason: 'Ours' });
  const queue = async (where: object) => {
    const { rows, counts } = await call('review.queue', { state: 'draft', ...where });
    return [counts.draft, ...rows.map(({ subjectLabel }) => subjectLabel)];
  };
  expect(await queue({})).toEqual([3, 'Orders', 'Images', 'Queue']);
  expect(await queue({ account: ONE })).toEqual([2, 'Orders', 'Images']);
  expect(await queue({ account: ONE, environment: production.id })).toEqual([1, 'Orders']);
  expect(await queue({ region: 'us-east-1' })).toEqual([1, 'Images']);
  const { subjects: columns } = await call('assignments.matrix', {});
  expect(columns.filter(({ kind }) => kind === 'service')).toMatchObject([
    { accounts: [ONE], regions: ['eu-west-1'] },
    { accounts: [ONE, TWO], regions: ['us-east-1'] },
    { label: 'Queue' },
  ]);
  expect((await call('find.everything', { text: TWO })).map(({ kind }: { kind: string }) => kind)).toContain(
    'service',
  );
});

test('an inventory of 6 accounts and 2 Regions fills both in, and a register that goes out has them and comes back unchanged', async () => {
  const { core, folder, call, run } = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
  const accounts = Array.from({ length: 6 }, (_, n) => `${n + 1}`.repeat(12));
  const regions = ['eu-west-1', 'us-east-1'];
  const arns = accounts.flatMap((account) =>
    regions.flatMap((region) => [
      `arn:aws:rds:${region}:${account}:db:orders`,
      `arn:aws:sqs:${region}:${account}:queue`,
    ]),
  );
  const path = join(folder, 'all.json');
  writeFileSync(
    path,
    JSON.stringify({ ResourceTagMappingList: arns.map((ResourceARN) => ({ ResourceARN })) }),
  );
  const report = (await run('discover.read', { files: [core.files.registerSource(path).handle] })) as {
    services: { catalogueId: string; accounts: string[]; regions: string[] }[];
  };
  expect(report.services.map(({ catalogueId }) => catalogueId).sort()).toEqual(['rds', 'sqs']);
  for (const service of report.services) expect(service).toMatchObject({ accounts, regions });
  await call('services.add', {
    services: report.services.map(({ catalogueId }) => ({
      catalogueId,
      account: accounts.join(', '),
      region: regions.join(', '),
    })),
  });
  const xlsx = join(folder, 'register.xlsx');
  await run('exports.run', {
    files: [{ format: 'xlsx', target: core.files.registerTarget(xlsx).handle }],
  });
  // Moved afterwards, the returned sheet still says what was exported: no cell of it was changed by its sender.
  await call('services.update', { ref: 'rds', account: accounts[0] });
  const sheet = (await run('sheets.preview', {
    file: core.files.registerSource(xlsx).handle,
  })) as SheetPreview;
  expect(sheet).toMatchObject({ changes: [], unplaced: [] });
});

test('the history and the changes since a snapshot are narrowed to a place, with what is gone since where it ran', async () => {
  const { call } = await openTestWorkbook();
  await call('environments.add', { name: 'Production', account: ONE });
  await call('environments.add', { name: 'Test' });
  await call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'Orders', environments: ['production'] },
      { catalogueId: 's3', label: 'Images', account: TWO },
      { catalogueId: 'sqs', label: 'Queue', environments: ['production', 'test'], account: TWO },
    ],
  });
  const { number: from } = await call('snapshots.take', { name: 'Before' });
  const orders = 'orders/restore-testing';
  const images = 'images/restore-testing';
  await call('assignments.answer', { ref: orders, answer: { owners: ['organisation'] } });
  await call('assignments.bulk', { refs: [orders, images], set: { dueOn: '2026-12-01' } });
  await call('evidence.addNote', { title: 'Minutes', text: 'Seen', refs: [images] });
  await call('people.add', { name: 'Dee Dow' });
  await call('services.remove', { ref: 'queue' });

  const lines = async (filter: object) => (await call('history.list', { filter })).lines;
  const whole = await lines({});
  const refsIn = ({ parts }: (typeof whole)[number]) => parts.flatMap(({ ref }) => ref ?? []);
  const [head = 0] = whole.map(({ rev }) => rev);
  const revs = async (filter: object) => (await lines(filter)).map(({ rev }) => rev);
  // People are nobody's, and the snapshot is of the workbook.
  expect(await revs({ account: ONE })).toEqual([head - 3, head - 4, head - 6]);
  expect(await revs({ account: TWO })).toEqual([head, head - 2, head - 3, head - 6]);
  // Its other environment, which goes with it, is known as well.
  expect(await revs({ environment: 'test' })).toEqual([head, head - 6]);
  expect(await revs({ environment: 'test', account: ONE })).toEqual([]);
  expect(await revs({ account: TWO, ref: 'images' })).toEqual([head - 2, head - 3, head - 6]);
  expect(await revs({ account: ONE, ref: images })).toEqual([]);
  expect(await revs({ account: TWO, kind: 'answers', by: 'ann assessor' })).toEqual([head - 3]);
  expect(await call('history.find', { rev: head - 2, filter: { account: TWO } })).toEqual({ offset: 1 });
  // Of what was done to several, what was done there.
  expect((await lines({ account: TWO })).flatMap(refsIn)).not.toContain(orders);
  const [bulk] = await lines({ account: ONE });
  expect(bulk).toMatchObject({ all: 1, duties: 1, parts: [{ ref: orders }] });
  const entry = await call('history.entry', { rev: head - 3, account: TWO });
  expect(entry).toMatchObject({ total: 1, parts: [{ ref: images }] });
  expect((await call('history.entry', { rev: head - 3 })).total).toBe(2);

  const compared = async (where: object) => call('snapshots.compare', { from, to: 'now', ...where });
  const refsOf = async (where: object) => (await compared(where)).changes.map(({ ref }) => ref);
  const all = await compared({});
  expect(new Set(all.changes.map(({ ref }) => ref))).toEqual(new Set([orders, images, 'E-1', 'queue', null]));
  expect(new Set(await refsOf({ account: ONE }))).toEqual(new Set([orders]));
  expect(new Set(await refsOf({ account: TWO }))).toEqual(new Set([images, 'E-1', 'queue']));
  expect(await refsOf({ environment: 'test' })).toEqual(['queue']);
  const there = await compared({ account: TWO });
  expect(there.total).toBe(there.changes.length);
  expect(there.counts.find(({ group }) => group === 'services')).toMatchObject({ gone: 1, added: 0 });
});

test.each([
  ['2026-12-01', ['rds', 's3']],
  ['2027-12-01', ['s3']],
])("an inventory is judged as of the workbook's day, %s", async (day, inUse) => {
  const { core, folder, run } = await openTestWorkbook({ clock: fixedClock(`${day}T09:00:00.000Z`) });
  const path = join(folder, 'services.csv');
  writeFileSync(path, `Service,Account,Retired\nAmazon S3,${ONE},\nAmazon RDS,${ONE},2027-03-31\n`);
  const { services } = (await run('discover.read', {
    files: [core.files.registerSource(path).handle],
  })) as { services: { catalogueId: string }[] };
  expect(services.map(({ catalogueId }) => catalogueId).sort()).toEqual(inUse);
});
