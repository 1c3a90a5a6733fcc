import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import readBook, { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { isOfExport } from '../../main/importers/returned-sheet/other-sheets.ts';
import { openTestWorkbook } from '../support/core.ts';

const SCAN = `CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE;ACCOUNT_UID;REGION
s3_bucket_default_encryption;PASS;arn:aws:s3:::logs;=1+1;111122223333;eu-west-1
s3_bucket_default_encryption;FAIL;arn:aws:s3:::images;Encryption of images;111122223333;eu-west-1
unheard_of_check;FAIL;arn:aws:s3:::odd;Nobody knows it;111122223333;eu-west-1
`;

async function withScan() {
  const opened = await openTestWorkbook();
  const { core, folder, call, run } = opened;
  await call('services.add', { services: [{ catalogueId: 's3', ref: 's3', label: 'Buckets' }] });
  const path = join(folder, 'scan.csv');
  writeFileSync(path, SCAN);
  await run('findings.add', { files: [core.files.registerSource(path).handle] });
  const odd = (await call('findings.list', {})).toPlace[0]?.ids ?? [];
  await call('findings.place', {
    ids: [...odd],
    refs: ['s3/encryption-at-rest', 's3/encryption-in-transit'],
  });
  const exported = async (more: object = {}) => {
    const to = join(folder, `out-${Object.keys(more).join('-')}.xlsx`);
    const files = [{ format: 'xlsx' as const, target: core.files.registerTarget(to).handle }];
    const result = await run('exports.run', { files, ...more });
    return { to, result: result as { files: readonly { reconciliation: { ok: boolean } }[] } };
  };
  return { ...opened, exported };
}

const namesIn = async (path: string): Promise<readonly string[]> =>
  (await readBook(path)).map(({ sheet }) => sheet);

test('the sheet "Findings" holds every finding with its evidence and its duties, and is read back', async () => {
  const { exported, call } = await withScan();
  const { to, result } = await exported();
  expect(result.files[0]?.reconciliation.ok).toBe(true);
  const [head = [], ...rows] = await readSheet(to, 'Findings');
  const records = rows.map((row) => Object.fromEntries(head.map((name, at) => [String(name), row[at]])));
  const { first } = await call('findings.list', {});
  expect(records.map(({ Check, Resource }) => [Check, Resource])).toEqual(
    first.map(({ check, resource }) => [check, resource]),
  );
  expect(records.map(({ Result }) => Result)).toEqual(['Failed', 'Failed', 'Passed']);
  expect(records[0]).toMatchObject({ Evidence: 'E-1', Scanner: 'Prowler' });
  expect(String(records[0]?.Duties)).toContain('s3/encryption-at-rest');
  expect(records[1]?.Duties).toBe('s3/encryption-at-rest\ns3/encryption-in-transit');
  expect(records[2]?.Title).toBe('=1+1');
});

test('an extract tells of no findings and no sign-offs; every sheet is known when the file comes back', async () => {
  const { exported } = await withScan();
  const part = await namesIn((await exported({ filter: { text: 'encryption' } })).to);
  expect(part).not.toContain('Findings');
  expect(part).not.toContain('Sign-offs');
  const whole = await namesIn((await exported({ history: true })).to);
  expect(whole).toEqual(expect.arrayContaining(['Findings', 'Sign-offs', 'Change history', 'Counts']));
  expect(whole.filter((name) => name !== 'Register' && !isOfExport(name))).toEqual([]);
});
