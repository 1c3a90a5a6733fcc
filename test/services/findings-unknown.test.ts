import { expect, test } from 'vitest';
import type { FindingsReport } from '../../main/contract/findings.ts';
import { CHECK, line, REF, type Result, scan, withBuckets } from '../support/bucket-scans.ts';

test('a check that was placed once is offered the next time in the same account, and goes there again if so asked', async () => {
  const { call, source, add, run } = await withBuckets();
  const own = (bucket: string, account = '111122223333') =>
    `own_rule;FAIL;arn:aws:s3:::${bucket};Buckets follow our rule;${account};eu-west-1\n`;
  const file = (...lines: readonly string[]) =>
    source(`${lines.length}-${lines.join().length}.csv`, scan(...lines));
  await add(scan(own('images')));
  const [first] = (await call('findings.list', {})).toPlace;
  expect(first).toMatchObject({ check: 'own_rule', findings: 1, before: [] });
  await call('findings.place', { ids: [...(first?.ids ?? [])], refs: [REF] });
  const files = [file(own('images'), own('logs'), own('other', '444455556666'))];
  const report = (await run('findings.read', { files })) as FindingsReport;
  // What was placed by name stays there, and an account is no other account.
  expect(report.before).toEqual([
    { check: 'own_rule', title: 'Buckets follow our rule', refs: [REF], findings: 1 },
  ]);
  await run('findings.add', { files });
  const left = async () =>
    (await call('findings.list', {})).toPlace.map(({ check, findings, before }) => [check, findings, before]);
  expect(await left()).toEqual([
    ['own_rule', 1, [REF]],
    ['own_rule', 1, []],
  ]);
  await call('workbook.undo', {});
  const { added } = (await run('findings.add', { files, asBefore: true })) as Result;
  expect(added).toMatchObject({ fresh: 2, unchanged: 1 });
  expect(await left()).toEqual([['own_rule', 1, []]]);
  expect((await call('workbook.changes', { limit: 1 }))[0]?.summary).toMatch(/; 1 finding placed as before$/);
  expect((await call('findings.list', { ref: REF })).findings).toBe(2);
  // The file supports the duty, as it does where somebody placed its findings by hand.
  expect((await call('evidence.list', { ref: REF })).map(({ number }) => number)).toContain(
    added?.evidence[0]?.number,
  );
  await call('workbook.undo', {});
  expect((await call('findings.list', { ref: REF })).findings).toBe(1);
});

/** A finding of a rule of one's own was placed by hand at a service that was removed then. */
async function placedAtRemoved() {
  const { call, add } = await withBuckets();
  const own = (bucket: string) =>
    `own_rule;FAIL;arn:aws:s3:::${bucket};Buckets follow our rule;111122223333;eu-west-1\n`;
  await add(scan(own('images')));
  const [first] = (await call('findings.list', {})).toPlace;
  await call('findings.place', { ids: [...(first?.ids ?? [])], refs: [REF] });
  await call('services.remove', { ref: 's3' });
  return { call, add, own };
}

test('a place that is not asked any more is not offered', async () => {
  const { call, add, own } = await placedAtRemoved();
  await add(scan(own('logs')));
  expect((await call('findings.list', {})).toPlace.map(({ before }) => before)).toEqual([[]]);
});

test('a place is not that of another service which comes to the name of a removed one, and an undo brings it back', async () => {
  const { call } = await placedAtRemoved();
  await call('services.add', { services: [{ catalogueId: 'lambda', ref: 's3', label: 'Functions' }] });
  expect((await call('findings.list', { ref: REF })).findings).toBe(0);
  expect((await call('findings.list', {})).toPlace.map(({ before }) => before)).toEqual([[]]);
  await call('workbook.undo', {});
  await call('workbook.undo', {});
  expect((await call('findings.list', { ref: REF })).findings).toBe(1);
});

test('a finding that a table placed is not that of a service which is called as a removed one was', async () => {
  const { call, add } = await withBuckets();
  await add(scan(line('images', 'FAIL')));
  await call('services.remove', { ref: 's3' });
  const [added] = await call('services.add', {
    services: [{ catalogueId: 'lambda', ref: 's3', label: 'Functions' }],
  });
  expect(added?.ref).toBe('s3-2');
  expect((await call('findings.list', { ref: REF.replace('s3', 's3-2') })).findings).toBe(0);
  await call('workbook.undo', {});
  await call('workbook.undo', {});
  expect((await call('findings.list', { ref: REF })).findings).toBe(1);
});

test('what a table placed at a service that was removed is for a person to place, as long as it is in no other place', async () => {
  const { call, add } = await withBuckets();
  await call('services.add', { services: [{ catalogueId: 's3', ref: 'logs', label: 'Logs' }] });
  await add(scan(line('images', 'FAIL')));
  const left = async () =>
    (await call('findings.list', {})).toPlace.map(({ check, findings }) => [check, findings]);
  expect(await left()).toEqual([]);
  await call('services.remove', { ref: 's3' });
  expect(await left()).toEqual([]);
  await call('services.remove', { ref: 'logs' });
  expect(await left()).toEqual([[CHECK, 1]]);
  // It is placed like any other, and by hand it is where its place is asked.
  const [queue] = await call('services.add', { services: [{ catalogueId: 'sqs', label: 'Queue' }] });
  const [open] = (await call('findings.list', {})).toPlace;
  await call('findings.place', { ids: [...(open?.ids ?? [])], refs: [`${queue?.ref}/encryption-at-rest`] });
  expect(await left()).toEqual([]);
  await call('services.remove', { ref: queue?.ref ?? '' });
  expect(await left()).toEqual([[CHECK, 1]]);
  for (let undone = 0; undone < 5; undone += 1) await call('workbook.undo', {});
  expect(await left()).toEqual([]);
  expect((await call('findings.list', { ref: REF })).findings).toBe(1);
});

test('a scan that found nothing is recorded with its file, as one change', async () => {
  const { call, add } = await withBuckets();
  await add(scan(line('images', 'FAIL')));
  const { report, added } = await add(scan(), '[]');
  expect(report.files.map(({ summary }) => [summary?.format, summary?.findings])).toEqual([
    ['prowler-csv', 0],
    ['empty', 0],
  ]);
  expect(added).toMatchObject({ fresh: 0, changed: 0, unchanged: 0, gone: 0, changes: [] });
  expect((await call('evidence.list', {})).map(({ title }) => title)).toEqual([
    'Findings: scan-0.csv (Prowler, CSV)',
    'Findings: scan-0.csv (Prowler, CSV)',
    'Findings: scan-1.csv (empty list)',
  ]);
  // It looked at no check that was recorded, so that it ends none.
  expect((await call('findings.list', {})).findings).toBe(1);
  await call('workbook.undo', {});
  expect(await call('evidence.list', {})).toHaveLength(1);
});

test('an unknown check is placed by the control that its record names, and the report says by which', async () => {
  const { call, source, run } = await withBuckets();
  const header = 'CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE;ACCOUNT_UID;REGION;COMPLIANCE\n';
  const rows = [
    'own_a;FAIL;arn:aws:s3:::images;Closed;111122223333;eu-west-1;CIS-3.0: 2.1.4 | NIST-800-53-Revision-5: ac_3\n',
    'own_b;FAIL;arn:aws:s3:::images;Encrypted;111122223333;eu-west-1;NIST-800-53-Revision-5: sc_28\n',
  ];
  const files = [source('own.csv', header + rows.join(''))];
  const { report, added } = (await run('findings.add', { files })) as Result;
  expect(report.byControls).toEqual([
    { check: 'own_a', title: 'Closed', by: 'CIS AWS 3.0 2.1.4', refs: ['s3/public-exposure'], findings: 1 },
  ]);
  expect(report.unplaced).toMatchObject([
    { check: 'own_b', why: 'unknown-check', candidates: [{ ref: REF, by: 'NIST SP 800-53 SC-28' }, {}, {}] },
  ]);
  expect(added?.fresh).toBe(2);
  // The log says it for good.
  const [entry] = await call('workbook.changes', { limit: 1 });
  expect(entry?.summary).toMatch(/; placed by a control: own_a by CIS AWS 3\.0 2\.1\.4$/);
  expect((await call('findings.list', { ref: 's3/public-exposure' })).findings).toBe(1);
});
