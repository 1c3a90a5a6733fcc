import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { loadChecks } from '../../main/catalogue/checks.ts';
import { type BenchRow, benchRow } from './bench-row.ts';

const RECORDS = 100_000;
/** Reading must stream: the file has about 310 MB and is never in memory whole. */
const MEGABYTES = 400;
/** How long a person waits for a scan of a large organisation. */
const SECONDS = 30;

/** Memory and time to read 100,000 OCSF records and as many findings of GuardDuty, and to take them into a workbook, against the limits set for them. */
export async function benchFindings(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-findings-'));
  try {
    return [
      ...(await benchFile(folder, '100,000 findings', writeRecords())),
      ...(await benchFile(folder, '100,000 of GuardDuty', writeThreats())),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function benchFile(folder: string, name: string, records: Iterable<string>): Promise<BenchRow[]> {
  const own = mkdtempSync(join(folder, 'of-'));
  try {
    const path = join(own, 'findings.json');
    await pipeline(Readable.from(records), createWriteStream(path));
    const { seconds, megabytes, findings, placed } = runChild('findings-child.ts', path);
    if (findings !== RECORDS) throw new Error(`Read ${findings} of ${RECORDS} findings.`);
    if (!placed) throw new Error('No finding was placed.');
    const taken = runChild('findings-import-child.ts', path, own);
    if (taken.fresh !== RECORDS) throw new Error(`Took in ${taken.fresh} of ${RECORDS} findings.`);
    return [
      benchRow(`memory to read ${name}`, megabytes ?? Number.NaN, MEGABYTES, 1, 'MB'),
      benchRow(`time to read ${name}`, seconds ?? Number.NaN, SECONDS, 1, 's'),
      benchRow(`memory to take in ${name}`, taken.megabytes ?? Number.NaN, MEGABYTES, 1, 'MB'),
      benchRow(`time to take in ${name}`, taken.seconds ?? Number.NaN, 2 * SECONDS, 1, 's'),
    ];
  } finally {
    rmSync(own, { recursive: true });
  }
}

function runChild(script: string, ...args: readonly string[]): Partial<Record<string, number>> {
  const child = fileURLToPath(new URL(`./${script}`, import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [child, ...args], { encoding: 'utf8' }));
}

/** The array as Prowler writes it, a piece for each record; checks, places and results vary. */
function* writeRecords(): Generator<string> {
  const checks = [...loadChecks().prowler.values()];
  const statuses = ['PASS', 'PASS', 'FAIL', 'MANUAL'];
  const advice = 'Turn the setting on, and check it again after the next change. '.repeat(6);
  for (let at = 0; at < RECORDS; at += 1) {
    const check = checks[at % checks.length];
    if (!check) throw new Error('The table of checks is empty.');
    const account = String(100_000_000_000 + (at % 40));
    const record = {
      message: `Resource ${at} was looked at.`,
      metadata: { event_code: check.check, product: { name: 'Prowler', uid: 'prowler' }, version: '1.4.0' },
      severity_id: 3,
      severity: 'Medium',
      status: at % 50 === 0 ? 'Suppressed' : 'New',
      status_code: statuses[at % statuses.length],
      status_detail: `Resource ${at} was looked at.`,
      unmapped: { categories: [], compliance: { 'CIS-3.0': ['1.20', '2.1'], 'ISO27001-2022': ['A.8.5'] } },
      finding_info: {
        uid: `prowler-aws-${check.check}-${account}-eu-west-1-resource-${at}`,
        title: `Title of ${check.check}`,
        desc: advice,
        created_time: 1_763_626_530 + at,
      },
      resources: [
        {
          uid: `arn:aws:${check.service}:eu-west-1:${account}:resource/resource-${at}`,
          name: `resource-${at}`,
          type: 'Other',
          region: 'eu-west-1',
          group: { name: check.service },
          labels: ['team:shop', 'stage:production'],
          data: {
            details: '',
            metadata: { settings: Array.from({ length: 12 }, (_, n) => ({ n, on: false })) },
          },
        },
      ],
      class_uid: 2004,
      cloud: { provider: 'aws', region: 'eu-west-1', account: { uid: account, type: 'AWS Account' } },
      remediation: { desc: advice, references: ['https://example.com/advice'] },
      risk_details: advice,
      time: 1_763_626_530 + at,
      type_uid: 200401,
    };
    yield `${at === 0 ? '[' : ','}${JSON.stringify(record, null, 1)}\n`;
  }
  yield ']\n';
}

/** The answer of get-findings; types, places and resources vary. */
function* writeThreats(): Generator<string> {
  const types = [
    'UnauthorizedAccess:EC2/SSHBruteForce',
    'Recon:EC2/PortProbeUnprotectedPort',
    'Policy:S3/BucketAnonymousAccessGranted',
    'Stealth:IAMUser/CloudTrailLoggingDisabled',
  ];
  const words = 'Somebody from outside tried this more often than people who work here do. '.repeat(4);
  yield '{"Findings": [';
  for (let at = 0; at < RECORDS; at += 1) {
    const account = String(100_000_000_000 + (at % 40));
    const finding = {
      AccountId: account,
      Arn: `arn:aws:guardduty:eu-west-1:${account}:detector/d${account}/finding/f${at}`,
      CreatedAt: '2026-11-19T08:00:00.000Z',
      Description: words,
      Id: `f${at}`,
      Partition: 'aws',
      Region: 'eu-west-1',
      Resource:
        at % 4 === 2
          ? { ResourceType: 'S3Bucket', S3BucketDetails: [{ Arn: `arn:aws:s3:::bucket-${at}` }] }
          : {
              ResourceType: 'Instance',
              InstanceDetails: {
                InstanceId: `i-${at}`,
                NetworkInterfaces: Array.from({ length: 4 }, (_, n) => ({ PrivateIpAddress: `10.0.0.${n}` })),
                Tags: Array.from({ length: 8 }, (_, n) => ({ Key: `k${n}`, Value: 'v' })),
              },
            },
      SchemaVersion: '2.0',
      Service: { Archived: false, Count: 3, DetectorId: `d${account}`, ServiceName: 'guardduty' },
      Severity: [2, 5, 8][at % 3],
      Title: `Title of ${types[at % types.length]}`,
      Type: types[at % types.length],
      UpdatedAt: '2026-11-20T08:15:30.000Z',
    };
    yield `${at === 0 ? '' : ','}${JSON.stringify(finding, null, 1)}\n`;
  }
  yield ']}\n';
}
