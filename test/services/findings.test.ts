import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { FindingsReport } from '../../main/contract/findings.ts';
import { CHECK, line, REF, type Result, scan, scanOf, withBuckets } from '../support/bucket-scans.ts';
import { makeZip } from '../support/zip.ts';

test('findings are taken in with their raw file, placed, and contradict what is recorded as implemented', async () => {
  const { core, workbook, call, add, failed } = await withBuckets();
  const text = scan(line('images', 'FAIL'), line('logs', 'PASS'));
  const { added } = await add(text);
  expect(added).toMatchObject({
    evidence: [{ number: 1, file: 'scan-0.csv' }],
    fresh: 2,
    changed: 0,
    unchanged: 0,
    gone: 0,
  });
  expect(added?.changes[0]).toMatchObject({ check: CHECK, before: null, after: 'fail' });
  const [piece] = await call('evidence.list', { ref: REF });
  expect(piece).toMatchObject({
    number: 1,
    kind: 'finding',
    sha256: createHash('sha256').update(text).digest('hex'),
  });
  expect(Buffer.concat([...core.evidenceContent(workbook, 1).chunks()]).toString()).toBe(text);
  const list = await call('findings.list', { ref: REF });
  expect(list).toMatchObject({ findings: 2, results: { pass: 1, fail: 1, manual: 0, suppressed: 0 } });
  expect(list.first.map(({ result, evidence }) => [result, evidence])).toEqual([
    ['fail', 1],
    ['pass', 1],
  ]);
  expect(await failed()).toEqual([]);
  await call('assignments.answer', {
    ref: REF,
    answer: { owners: ['organisation'] },
    status: 'implemented',
  });
  expect(await failed()).toHaveLength(1);
  expect((await failed())[0]).toContain('recorded as implemented, but a check failed: Encryption of images.');
});

test('a newer scan replaces the older one where it looked again, and undo and redo follow', async () => {
  const { call, add } = await withBuckets();
  const counts = async () => (await call('findings.list', {})).results;
  const OTHER = 's3_bucket_public_access';
  await add(
    scan(line('images', 'FAIL'), line('logs', 'PASS'), line('old', 'FAIL'), line('images', 'FAIL', OTHER)),
  );
  expect(await counts()).toEqual({ pass: 1, fail: 3, manual: 0, suppressed: 0 });
  const { added } = await add(scan(line('images', 'PASS'), line('logs', 'PASS'), line('new', 'FAIL')));
  expect(added).toMatchObject({ fresh: 1, changed: 1, unchanged: 1, gone: 1 });
  expect(added?.changes.map(({ resource, before, after }) => [resource, before, after])).toEqual([
    ['arn:aws:s3:::new', null, 'fail'],
    ['arn:aws:s3:::images', 'fail', 'pass'],
    ['arn:aws:s3:::old', 'fail', null],
  ]);
  // The other check was not looked at again, so it still counts.
  expect(await counts()).toEqual({ pass: 2, fail: 2, manual: 0, suppressed: 0 });
  await call('workbook.undo', {});
  expect(await counts()).toEqual({ pass: 1, fail: 3, manual: 0, suppressed: 0 });
  await call('workbook.undo', {});
  expect(await counts()).toEqual({ pass: 0, fail: 0, manual: 0, suppressed: 0 });
  expect(await call('evidence.list', {})).toEqual([]);
  await call('workbook.redo', {});
  await call('workbook.redo', {});
  expect(await counts()).toEqual({ pass: 2, fail: 2, manual: 0, suppressed: 0 });
  await call('evidence.remove', { number: 2 });
  expect(await counts()).toEqual({ pass: 1, fail: 3, manual: 0, suppressed: 0 });
});

test('files of one scan stand beside each other, and one that cannot be read stops nothing', async () => {
  const { call, add } = await withBuckets();
  const { report, added } = await add(
    scan(line('images', 'FAIL')),
    'no findings',
    scan(line('logs', 'PASS')),
  );
  expect(report.files.map(({ refused }) => refused?.code ?? null)).toEqual([null, 'INVALID_INPUT', null]);
  expect(added?.evidence.map(({ file }) => file)).toEqual(['scan-0.csv', 'scan-2.csv']);
  expect((await call('findings.list', {})).results).toMatchObject({ pass: 1, fail: 1 });
  expect((await add('no findings')).added).toBeNull();
});

test('findings whose ids were blacked out are told apart by their place; a repeated one counts once', async () => {
  const { call, add } = await withBuckets();
  const text = [
    'CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE;FINDING_UID',
    `${CHECK};FAIL;arn:aws:s3:::images;Encryption;<id>`,
    `${CHECK};PASS;arn:aws:s3:::logs;Encryption;<id>`,
    `${CHECK};FAIL;arn:aws:s3:::old;Encryption;f-1`,
    `${CHECK};PASS;arn:aws:s3:::old;Encryption;f-1`,
    '',
  ].join('\n');
  expect((await add(text)).added).toMatchObject({ fresh: 3 });
  expect((await call('findings.list', {})).results).toMatchObject({ pass: 1, fail: 2 });
  expect((await add(text)).added).toMatchObject({ fresh: 0, changed: 0, unchanged: 3, gone: 0 });
});

test('what no table places is kept for a person, whose placing lasts over imports and can be undone', async () => {
  const { call, add } = await withBuckets();
  const text = scan(line('images', 'FAIL', 'own_check'));
  await add(text);
  const [open] = (await call('findings.list', {})).toPlace;
  expect(open).toMatchObject({ source: 'prowler', check: 'own_check', findings: 1 });
  const ids = [...(open?.ids ?? [])];
  expect(await call('findings.place', { ids, refs: [REF] })).toEqual({ placed: 1 });
  expect((await call('evidence.list', { ref: REF })).map(({ number }) => number)).toEqual([1]);
  await add(text);
  expect((await call('findings.list', { ref: REF })).first).toMatchObject([
    { check: 'own_check', evidence: 2 },
  ]);
  expect((await call('findings.list', {})).toPlace).toEqual([]);
  const fail = { pass: 0, fail: 1, manual: 0, suppressed: 0 };
  expect(await call('findings.counts', {})).toEqual([{ ref: REF, results: fail }]);
  await call('workbook.undo', {});
  await call('workbook.undo', {});
  expect((await call('findings.list', {})).toPlace).toHaveLength(1);
  expect(await call('findings.counts', {})).toEqual([]);
  await expect(call('findings.place', { ids: ['nowhere'], refs: [REF] })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a large scan stays out of the change log', async () => {
  const { path, call, add } = await withBuckets();
  const lines = Array.from({ length: 5_000 }, (_, index) =>
    line(`bucket-${index}`, index % 9 ? 'PASS' : 'FAIL'),
  );
  await add(scan(...lines));
  expect((await call('findings.list', { ref: REF })).findings).toBe(5_000);
  const [entry] = await call('workbook.changes', { limit: 1 });
  expect(entry?.summary).toContain('Took in 5,000 findings');
  const file = new Database(path, { readonly: true });
  const logged = file.prepare('SELECT max(length(rows)) FROM change').pluck().get();
  file.close();
  expect(logged).toBeLessThan(10_000);
});

test('parts of one scan stand beside each other, and an older scan changes nothing, in whatever order they come', async () => {
  const { call, add } = await withBuckets();
  const dated = (time: string, ...lines: readonly string[]) =>
    [
      'CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE;ACCOUNT_UID;REGION;TIMESTAMP',
      ...lines.map((each) => each.trimEnd().concat(`;${time}`)),
      '',
    ].join('\n');
  const MONDAY = '2026-11-16 08:00:00.123456';
  const TUESDAY = '2026-11-17 08:00:00.654321';
  const shown = async () =>
    (await call('findings.list', {})).first.map(({ resource, result }) => `${resource?.slice(13)} ${result}`);
  await add(dated(MONDAY, line('images', 'FAIL'), line('logs', 'FAIL')));
  // The second file of the same scan: the same check, account and Region, other buckets.
  expect((await add(dated(MONDAY, line('orders', 'FAIL')))).added).toMatchObject({ fresh: 1, gone: 0 });
  expect(await shown()).toEqual(['images fail', 'logs fail', 'orders fail']);
  // A later scan did not find the logs any more.
  const later = await add(dated(TUESDAY, line('images', 'PASS'), line('orders', 'FAIL')));
  expect(later.added).toMatchObject({ fresh: 0, changed: 1, unchanged: 1, gone: 1, older: 0 });
  expect(await shown()).toEqual(['orders fail', 'images pass']);
  // A scan of the day before comes late: what was observed later stays, and nothing comes back.
  const late = await add(dated(MONDAY, line('images', 'FAIL'), line('logs', 'FAIL'), line('old', 'FAIL')));
  expect(late.added).toMatchObject({ fresh: 0, changed: 0, unchanged: 0, gone: 0, older: 3 });
  expect(await shown()).toEqual(['orders fail', 'images pass']);
  await call('evidence.remove', { number: 3 });
  expect(await shown()).toEqual(['images fail', 'logs fail', 'old fail', 'orders fail']);
});

test('answers of AWS Config, which name no account, are told apart by the one that a person gives', async () => {
  const { call, run, source } = await withBuckets();
  const answer = (type: string) =>
    JSON.stringify({
      EvaluationResults: [
        {
          EvaluationResultIdentifier: {
            EvaluationResultQualifier: {
              ConfigRuleName: 's3-bucket-server-side-encryption-enabled',
              ResourceType: 'AWS::S3::Bucket',
              ResourceId: 'images',
            },
          },
          ComplianceType: type,
          ResultRecordedTime: '2026-11-20T08:00:00+01:00',
        },
      ],
    });
  const add = async (text: string, account?: string) =>
    (await run('findings.add', {
      files: [source('config.json', text)],
      ...(account === undefined ? {} : { account, region: 'eu-west-1' }),
    })) as Result;
  const one = await add(answer('NON_COMPLIANT'), '111122223333');
  expect(one.report.files[0]?.summary?.withoutAccount).toBe(1);
  expect((await add(answer('NON_COMPLIANT'), '444455556666')).added).toMatchObject({ fresh: 1, gone: 0 });
  expect((await add(answer('COMPLIANT'), '111122223333')).added).toMatchObject({ changed: 1, gone: 0 });
  expect((await call('findings.list', {})).first).toMatchObject([
    { result: 'fail', account: '444455556666', region: 'eu-west-1' },
    { result: 'pass', account: '111122223333', region: 'eu-west-1' },
  ]);
  await expect(add(answer('COMPLIANT'), 'production')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('the register is narrowed to the duties that checks bear on, or that one failed for', async () => {
  const { call, add } = await withBuckets();
  const refs = (checks: 'any' | 'failed') => call('assignments.refs', { filter: { checks } });
  expect(await refs('any')).toEqual([]);
  await add(scan(line('images', 'PASS'), line('images', 'FAIL', 's3_bucket_object_versioning')));
  const [any, failed, all] = [
    await refs('any'),
    await refs('failed'),
    await call('assignments.refs', { filter: {} }),
  ];
  expect(any).toContain(REF);
  expect(failed).not.toContain(REF);
  expect(failed.length).toBeGreaterThan(0);
  expect(any.length).toBeLessThan(all.length);
  expect(failed.every((ref) => any.includes(ref))).toBe(true);
  await call('workbook.undo', {});
  expect(await refs('any')).toEqual([]);
});

/** An answer of Security Hub about one control, with `more` where there are further pages. */
const page = (findings: Readonly<Record<string, string>>, time: string, more = false) =>
  JSON.stringify({
    Findings: Object.entries(findings).map(([bucket, status]) => ({
      Id: `arn:finding/${bucket}`,
      ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
      GeneratorId: 'security-control/S3.17',
      AwsAccountId: '111122223333',
      Region: 'eu-west-1',
      UpdatedAt: time,
      Title: `S3.17 on ${bucket}`,
      Resources: [{ Type: 'AwsS3Bucket', Id: `arn:aws:s3:::${bucket}`, Region: 'eu-west-1' }],
      ...(status === 'ARCHIVED'
        ? { RecordState: 'ARCHIVED' }
        : { RecordState: 'ACTIVE', Compliance: { Status: status, SecurityControlId: 'S3.17' } }),
    })),
    ...(more ? { NextToken: 'next' } : {}),
  });
const MONDAY = '2026-11-16T08:00:00Z';
const TUESDAY = '2026-11-17T08:00:00Z';

test('pages of one answer come in one after the other, and what a file does not hold is closed only when it is said to be whole', async () => {
  const { call, run, add, source } = await withBuckets();
  const shown = async () =>
    (await call('findings.list', {})).first.map(({ resource, result }) => `${resource?.slice(13)} ${result}`);
  await add(page({ images: 'FAILED', logs: 'FAILED' }, MONDAY, true));
  const second = page({ orders: 'FAILED' }, MONDAY);
  const files = [source('second.json', second)];
  const preview = (await run('findings.read', { files })) as FindingsReport;
  expect(preview.effect).toEqual({ closed: 0, replaced: 0, replacedWithoutAccount: 0, missing: 2 });
  expect((await add(second)).added).toMatchObject({ fresh: 1, gone: 0 });
  expect(await shown()).toEqual(['images fail', 'logs fail', 'orders fail']);
  // The same answer a day later, whole: one bucket is fixed, another is gone.
  const whole = source('whole.json', page({ images: 'PASSED', orders: 'FAILED' }, TUESDAY));
  const { added } = (await run('findings.add', { files: [whole], complete: true })) as Result;
  expect(added).toMatchObject({ changed: 1, unchanged: 1, gone: 1 });
  expect(added?.changes.map(({ resource, before, after }) => [resource, before, after])).toEqual([
    ['arn:aws:s3:::images', 'fail', 'pass'],
    ['arn:aws:s3:::logs', 'fail', null],
  ]);
  expect(await shown()).toEqual(['orders fail', 'images pass']);
  await call('workbook.undo', {});
  expect(await shown()).toEqual(['images fail', 'logs fail', 'orders fail']);
  await call('workbook.redo', {});
  // An old page does not bring back what was newer, but what was closed for missing is there when it is reported again.
  const late = await add(page({ images: 'FAILED', logs: 'FAILED' }, MONDAY));
  expect(late.added).toMatchObject({ fresh: 1, older: 1, gone: 0 });
  expect(await shown()).toEqual(['logs fail', 'orders fail', 'images pass']);
});

test('what its scanner archived, and what a rule of AWS Config does not apply to any more, is over', async () => {
  const { call, run, add, source } = await withBuckets();
  const failing = async () => (await call('findings.list', {})).results.fail;
  await add(page({ images: 'FAILED', logs: 'FAILED' }, MONDAY));
  const archived = page({ images: 'ARCHIVED' }, TUESDAY);
  const files = [source('archived.json', archived)];
  expect(((await run('findings.read', { files })) as FindingsReport).effect).toEqual({
    closed: 1,
    replaced: 0,
    replacedWithoutAccount: 0,
    missing: 1,
  });
  expect((await add(archived)).added).toMatchObject({ fresh: 0, gone: 1 });
  expect(await failing()).toBe(1);
  // What was there before it was archived stays over.
  expect((await add(page({ images: 'FAILED' }, MONDAY))).added).toMatchObject({ older: 1 });
  expect(await failing()).toBe(1);
  expect((await add(page({ images: 'FAILED' }, '2026-11-18T08:00:00Z'))).added).toMatchObject({ fresh: 1 });
  expect(await failing()).toBe(2);
  // One file may hold both states, in either order.
  const both = (first: string, second: string) =>
    `[${first},${second}]`.replaceAll(/\{"Findings":\[|\]\}/g, '');
  const open = page({ mixed: 'FAILED' }, MONDAY);
  const over = page({ mixed: 'ARCHIVED' }, TUESDAY);
  expect((await add(both(over, open))).added).toMatchObject({ fresh: 0, gone: 0, older: 0 });
  expect((await add(both(open, over))).added).toMatchObject({ fresh: 0, gone: 0, older: 0 });
  const evaluation = (type: string, time: string) =>
    JSON.stringify({
      EvaluationResults: [
        {
          EvaluationResultIdentifier: {
            EvaluationResultQualifier: {
              ConfigRuleName: 's3-bucket-server-side-encryption-enabled',
              ResourceType: 'AWS::S3::Bucket',
              ResourceId: 'images',
            },
          },
          ComplianceType: type,
          ResultRecordedTime: time,
        },
      ],
    });
  await add(evaluation('NON_COMPLIANT', MONDAY));
  expect(await failing()).toBe(3);
  expect((await add(evaluation('NOT_APPLICABLE', TUESDAY))).added).toMatchObject({ gone: 1 });
  expect(await failing()).toBe(2);
  await call('workbook.undo', {});
  expect(await failing()).toBe(3);
});

test('a scan ends nothing of another whose account a spreadsheet shortened differently', async () => {
  const { call, add } = await withBuckets();
  const recorded = async () => (await call('findings.list', { ref: REF })).findings;
  await add(scanOf('1.11122E+11', 1, 'images', 'logs'));
  const { report, added } = await add(scanOf('2.22233E+11', 2, 'old'));
  expect(report.effect.replaced).toBe(0);
  expect(added).toMatchObject({ fresh: 1, gone: 0 });
  expect(await recorded()).toBe(3);
  // The next scan of the same account is the newer one, as far as can be told.
  expect((await add(scanOf('1.11122E+11', 3, 'images'))).added).toMatchObject({ unchanged: 1, gone: 1 });
  expect(await recorded()).toBe(2);
  const { first } = await call('findings.list', { ref: REF });
  expect(first.map(({ account }) => account)).toEqual(['1.11122E+11', '2.22233E+11']);
});

test('a scan without a time replaces what came before it, and whatever comes after replaces it', async () => {
  const { call, add } = await withBuckets();
  const of = (time: string, ...buckets: readonly string[]) =>
    [
      'CHECK_ID;STATUS;RESOURCE_UID;TIMESTAMP',
      ...buckets.map((name) => `${CHECK};FAIL;arn:aws:s3:::${name};${time}`),
      '',
    ].join('\n');
  const counted = async () =>
    (await call('findings.list', {})).first.map(({ resource }) => resource?.split(':').at(-1));
  await add(of('2026-07-03 10:00:00', 'images', 'logs'));
  expect((await add(of('', 'images'))).added).toMatchObject({ unchanged: 1, gone: 1 });
  // What was found was lost: neither the one nor the other counted.
  expect((await add(of('2026-07-01 10:00:00', 'images', 'old'))).added).toMatchObject({
    unchanged: 1,
    fresh: 1,
    gone: 0,
  });
  expect(await counted()).toEqual(['images', 'old']);
  expect((await add(of('2026-07-02 10:00:00', 'old'))).added).toMatchObject({ unchanged: 1, gone: 1 });
  expect((await add(of('2026-07-01 09:00:00', 'logs'))).added).toMatchObject({ fresh: 0, older: 1 });
  expect(await counted()).toEqual(['old']);
});

test('a ZIP file of scans is one piece of evidence, and nothing of a file in it counts that could not be read whole', async () => {
  const { core, folder, call, run } = await withBuckets();
  const path = join(folder, 'scans.zip');
  const bytes = await makeZip({
    'a.csv': scan(line('images', 'FAIL'), line('logs', 'PASS')),
    'b.csv': scan(line('later', 'FAIL'), line('images', 'PASS')),
    // Its second line never ends.
    'cut.csv': scan(line('lost', 'FAIL'), '"'),
  });
  writeFileSync(path, bytes);
  const { report, added } = (await run('findings.add', {
    files: [core.files.registerSource(path).handle],
  })) as Result;
  expect(report.files).toMatchObject([
    { file: 'scans.zip', summary: { format: 'archive', findings: 4, unreadable: 1 }, refused: null },
  ]);
  expect(report.assignments).toMatchObject([{ ref: REF, results: { pass: 2, fail: 2 } }]);
  expect(added).toMatchObject({ evidence: [{ number: 1, file: 'scans.zip' }] });
  const { first } = await call('findings.list', { ref: REF });
  expect(first.map(({ resource }) => resource)).not.toContain('arn:aws:s3:::lost');
  expect((await call('evidence.list', { ref: REF }))[0]).toMatchObject({
    title: 'Findings: scans.zip (ZIP file)',
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
});
