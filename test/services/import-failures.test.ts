import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { DiscoverReport } from '../../main/contract/discover.ts';
import type { FindingsAdded, FindingsReport } from '../../main/contract/findings.ts';
import { openTestWorkbook } from '../support/core.ts';

// One bad file never fails a batch, and nothing of a failed import is applied: not a row, not an entry, not a piece of a file.

const GOOD = 'CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE\ns3_bucket_default_encryption;FAIL;arn:aws:s3:::a;T\n';
const TEMPLATE = '{"Resources":{"A":{"Type":"AWS::S3::Bucket"}}}';

interface Taken {
  readonly report: FindingsReport;
  readonly added: FindingsAdded | null;
}

async function withFiles() {
  const opened = await openTestWorkbook();
  const { core, folder, path, call } = opened;
  await call('services.add', { services: [{ catalogueId: 's3', ref: 's3', label: 'Buckets' }] });
  const place = (name: string) => join(folder, name);
  const source = (name: string, content: string | Uint8Array) => {
    writeFileSync(place(name), content);
    return core.files.registerSource(place(name)).handle;
  };
  /** A file that is gone, and one that became a folder, between being chosen and being read. */
  const gone = () => {
    const handle = source('gone.csv', GOOD);
    rmSync(place('gone.csv'));
    return handle;
  };
  const folderNow = () => {
    const handle = source('folder.csv', GOOD);
    rmSync(place('folder.csv'));
    mkdirSync(place('folder.csv'));
    return handle;
  };
  /** Everything that an import could leave behind. */
  const state = async () => {
    const file = new Database(path, { readonly: true });
    const count = (table: string) => file.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    const rows = [
      'finding',
      'finding_place',
      'evidence',
      'evidence_link',
      'blob',
      'blob_chunk',
      'change',
    ].map(count);
    file.close();
    return { rows, services: (await call('services.list', {})).length };
  };
  return { ...opened, source, gone, folderNow, state, place };
}

test('findings: what cannot be opened, is no findings or is cut off is named; the others are taken in', async () => {
  const { run, source, gone, folderNow, call } = await withFiles();
  const huge = source('huge.csv', '');
  const files = [
    source('first.csv', GOOD),
    gone(),
    folderNow(),
    source('cut.json', '[{"CheckID":"a","Status":"PASS"},{"CheckID"'),
    source('deep.json', '['.repeat(200_000)),
    source(
      'noise.bin',
      Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256),
    ),
    huge,
    source('last.csv', GOOD.replace(':a;', ':b;')),
  ];
  const { report, added } = (await run('findings.add', { files })) as Taken;
  expect(report.files.map(({ file, refused }) => [file, refused?.code ?? null])).toEqual([
    ['first.csv', null],
    ['gone.csv', 'NOT_FOUND'],
    ['folder.csv', 'INVALID_INPUT'],
    ['cut.json', 'INVALID_INPUT'],
    ['deep.json', 'INVALID_INPUT'],
    ['noise.bin', 'INVALID_INPUT'],
    ['huge.csv', 'INVALID_INPUT'],
    ['last.csv', null],
  ]);
  for (const { file, refused } of report.files) if (refused) expect(refused.message).toContain(file);
  expect(added?.evidence.map(({ file }) => file)).toEqual(['first.csv', 'last.csv']);
  expect((await call('findings.list', {})).findings).toBe(2);
});

test('discovery: one bad file never stops the others', async () => {
  const { run, source, gone, folderNow, place } = await withFiles();
  const large = source('large.json', TEMPLATE);
  truncateSync(place('large.json'), 65 * 1024 * 1024);
  const files = [
    gone(),
    source('shop.json', TEMPLATE),
    folderNow(),
    large,
    source('bad.json', '{"Resources":'),
  ];
  const report = (await run('discover.read', { files })) as DiscoverReport;
  expect(report.files.map(({ file, refused }) => [file, refused?.code ?? null])).toEqual([
    ['gone.csv', 'NOT_FOUND'],
    ['shop.json', null],
    ['folder.csv', 'INVALID_INPUT'],
    ['large.json', 'INVALID_INPUT'],
    ['bad.json', 'INVALID_INPUT'],
  ]);
  expect(report.services.map(({ catalogueId }) => catalogueId)).toEqual(['s3']);
});

test('nothing of a failed import is applied', async () => {
  const { run, call, source, gone, folderNow, state } = await withFiles();
  const before = await state();
  const nothing = (await run('findings.add', { files: [gone(), source('cut.json', '[{')] })) as Taken;
  expect(nothing.added).toBeNull();
  await expect(run('findings.add', { files: ['no-such-handle'] })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(run('findings.add', { files: [] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await run('discover.read', { files: [gone(), source('bad.json', '{"Resources":')] });
  for (const file of [gone(), folderNow()])
    await expect(run('evidence.attachFile', { file, refs: ['s3/encryption-at-rest'] })).rejects.toMatchObject(
      { code: 'INVALID_INPUT' },
    );
  await expect(
    run('evidence.attachFile', { file: source('a.txt', 'A'), refs: ['s3/no-such-duty'] }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(
    call('findings.place', { ids: ['nothing'], refs: ['s3/encryption-at-rest'] }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await state()).toEqual(before);
});

test('an import that is cancelled on the way leaves nothing', async () => {
  const { core, call, source, state } = await withFiles();
  const lines = Array.from({ length: 60_000 }, (_, at) => `own_check;PASS;arn:aws:s3:::b${at};T`);
  const handle = source('big.csv', ['CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE', ...lines, ''].join('\n'));
  const before = await state();
  const ticket = await call('findings.add', { files: [handle] });
  const outcome = core.awaitJob(
    ticket,
    () => void core.dispatch({ name: 'app.cancelJob', input: { job: ticket.job } }, 'test'),
  );
  await expect(outcome).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await state()).toEqual(before);
});
