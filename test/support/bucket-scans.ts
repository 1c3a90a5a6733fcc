import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FindingsAdded, FindingsReport } from '../../main/contract/findings.ts';
import { openTestWorkbook } from './core.ts';
import { temporaryFolder } from './temp.ts';
import type { Copy } from './two-copies.ts';

export const REF = 's3/encryption-at-rest';
export const CHECK = 's3_bucket_default_encryption';

export interface Result {
  readonly report: FindingsReport;
  readonly added: FindingsAdded | null;
}

/** A line of a Prowler scan. */
export const line = (bucket: string, status: string, check = CHECK) =>
  `${check};${status};arn:aws:s3:::${bucket};Encryption of ${bucket};111122223333;eu-west-1\n`;
/** A scan of such lines. */
export const scan = (...lines: readonly string[]) =>
  `CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE;ACCOUNT_UID;REGION\n${lines.join('')}`;

/** A scan of failing buckets of an account on a day of July. */
export const scanOf = (account: string, day: number, ...buckets: readonly string[]) =>
  [
    'CHECK_ID;STATUS;ACCOUNT_UID;RESOURCE_UID;CHECK_TITLE;TIMESTAMP',
    ...buckets.map(
      (name) => `${CHECK};FAIL;${account};arn:aws:s3:::${name};Encryption;2026-07-0${day} 10:00:00`,
    ),
    '',
  ].join('\n');

/** A workbook with a service for buckets, and what adds scans to it. */
export async function withBuckets() {
  const opened = await openTestWorkbook();
  const { core, folder, call, run } = opened;
  await call('services.add', { services: [{ catalogueId: 's3', ref: 's3', label: 'Buckets' }] });
  const source = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return core.files.registerSource(join(folder, name)).handle;
  };
  const add = async (...texts: readonly string[]) =>
    (await run('findings.add', {
      files: texts.map((text, index) => source(`scan-${index}.csv`, text)),
    })) as Result;
  const failed = async () =>
    (await call('gaps.list', {}))
      .filter(({ rule }) => rule === 'failed-finding')
      .map(({ ref, sentence }) => `${ref} ${sentence}`);
  return { ...opened, source, add, failed };
}

/** Takes a scan with one failing check of a bucket into a copy. */
export async function scanBucket(copy: Copy): Promise<void> {
  const path = join(temporaryFolder(), 'scan.csv');
  writeFileSync(path, scan(line('images', 'FAIL')));
  await copy.run('findings.add', { files: [copy.register(path).handle] });
}
