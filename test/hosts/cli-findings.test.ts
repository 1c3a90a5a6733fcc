import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import type { FindingsAdded, FindingsReport } from '../../main/contract/findings.ts';
import { demarc } from '../support/cli.ts';
import { expectRefusal } from '../support/cli-shop.ts';
import { temporaryFolder } from '../support/temp.ts';
import { writeBook } from '../support/vendor-books.ts';

const folder = temporaryFolder();
const run = (...args: string[]) => demarc(args, { cwd: folder });
const fixture = (path: string) => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));
const SCAN = fixture('findings/prowler-5.csv');
const DUTY = 's3/encryption-at-rest';

const SECOND = 'CHECK_ID;STATUS;RESOURCE_UID\ns3_bucket_default_encryption;FAIL;arn:aws:s3:::images\n';

beforeAll(() => {
  expect(run('new', 'shop.demarc', '--title', 'Shop', '--organisation', 'Acme').status).toBe(0);
  expect(run('discover', 'shop.demarc', fixture('hosts/shop.yaml')).status).toBe(0);
});

it('shows the duties that findings bear on, and what is left to a person; changes nothing', () => {
  const before = readFileSync(join(folder, 'shop.demarc'));
  const result = run('findings', 'shop.demarc', SCAN, '--dry-run', '--json');
  // One record of the scan cannot be read.
  expect(result).toMatchObject({ status: 1, err: '' });
  const report = JSON.parse(result.out) as FindingsReport;
  expect(report.files).toMatchObject([{ summary: { findings: 4, unreadable: 1 }, refused: null }]);
  expect(report.assignments).toContainEqual({
    ref: DUTY,
    status: 'not-started',
    results: { pass: 1, fail: 0, manual: 0, suppressed: 0 },
    contradicted: false,
  });
  expect(report.unplaced).toEqual([
    {
      check: 'rds_instance_storage_encrypted',
      title: 'Databases are encrypted',
      why: 'service-not-in-use',
      findings: 1,
    },
  ]);
  expect(readFileSync(join(folder, 'shop.demarc'))).toEqual(before);
});

it('says where a recorded answer is contradicted', () => {
  expect(
    run('answer', 'shop.demarc', DUTY, '--owner', 'organisation', '--status', 'implemented').status,
  ).toBe(0);
  writeFileSync(join(folder, 'second.csv'), SECOND);
  const { status, out } = run('findings', 'shop.demarc', SCAN, 'second.csv', '--dry-run');
  expect(status).toBe(1);
  expect(out).toMatch(
    /prowler-5\.csv: Prowler, CSV, 4 findings: 1 passed, 1 failed, 1 manual, 1 suppressed\n/,
  );
  expect(out).toMatch(/record 5 not read: its result "BROKEN" is not known/);
  expect(out).toMatch(new RegExp(`${DUTY} +implemented +1 +1 +0 +0 +implemented, but a check failed`));
  expect(out).toMatch(/rds_instance_storage_encrypted +1 +its service is not in use here/);
});

it('a file that cannot be read is refused by name and does not stop the others', () => {
  const result = run('findings', 'shop.demarc', fixture('importers/shop.yaml'), SCAN, '--dry-run', '--json');
  expect(result.status).toBe(1);
  const { files } = JSON.parse(result.out) as FindingsReport;
  expect(files.map(({ refused }) => refused?.code ?? null)).toEqual(['INVALID_INPUT', null]);
  expect(files[0]?.refused?.message).toContain('shop.yaml');
});

it('is refused whole, with status 2, for a file that is not there', () => {
  const result = run('findings', 'shop.demarc', SCAN, 'missing.csv');
  expect(result).toMatchObject({ status: 2, out: '' });
  expect(result.err).toMatch(/^demarc: INVALID_INPUT: .*missing\.csv/);
});

it('puts answers that name no account where it is told', () => {
  const answer = fixture('findings/evaluations.json');
  const place = ['--account', '111122223333', '--region', 'eu-west-1'];
  const { files } = JSON.parse(
    run('findings', 'shop.demarc', answer, ...place, '--dry-run', '--json').out,
  ) as FindingsReport;
  expect(files[0]?.summary).toMatchObject({ format: 'aws-config', withoutAccount: expect.any(Number) });
  const wrong = run('findings', 'shop.demarc', answer, '--account', '12', '--dry-run');
  expect(wrong).toMatchObject({ status: 2, out: '' });
  expect(wrong.err).toMatch(/an account has 12 digits/);
});

it('takes findings in as evidence, and says on the next import what changed', () => {
  type Taken = FindingsReport & { readonly added: FindingsAdded | null };
  const first = run('findings', 'shop.demarc', SCAN, '--json');
  expect(first).toMatchObject({ status: 1, err: '' });
  expect((JSON.parse(first.out) as Taken).added).toMatchObject({
    evidence: [{ number: 1, file: 'prowler-5.csv' }],
    fresh: 4,
    changed: 0,
    unchanged: 0,
    gone: 0,
  });
  const again = run('findings', 'shop.demarc', SCAN, '--yes');
  expect(again.status).toBe(1);
  expect(again.out).toContain('Taken in as E-2: 0 new, 0 with another result, 4 as before, 0 gone.');
  expect(run('findings', 'shop.demarc', 'second.csv').status).toBe(0);
  const gaps = run('gaps', 'shop.demarc');
  expect(gaps.out).toContain('recorded as implemented, but a check failed');
});

it('what a file does not hold stays, and is closed when the files are said to be complete', () => {
  const page = (...buckets: readonly string[]) =>
    JSON.stringify({
      Findings: buckets.map((bucket) => ({
        Id: `arn:finding/${bucket}`,
        ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
        GeneratorId: 'security-control/S3.17',
        AwsAccountId: '111122223333',
        Title: bucket,
        Resources: [{ Type: 'AwsS3Bucket', Id: `arn:aws:s3:::${bucket}` }],
        Compliance: { Status: 'FAILED', SecurityControlId: 'S3.17' },
      })),
    });
  writeFileSync(join(folder, 'one.json'), page('first', 'second'));
  writeFileSync(join(folder, 'two.json'), page('third'));
  expect(run('findings', 'shop.demarc', 'one.json')).toMatchObject({ status: 0, err: '' });
  const { out } = run('findings', 'shop.demarc', 'two.json', '--dry-run');
  expect(out).toContain('2 recorded findings of the same checks, accounts and Regions not in these files');
  expect(out).toContain('kept. With --complete they are closed.');
  expect(run('findings', 'shop.demarc', 'two.json').out).toContain(
    '1 new, 0 with another result, 0 as before, 0 gone.',
  );
  expect(run('findings', 'shop.demarc', 'two.json', '--complete').out).toContain('1 as before, 2 gone.');
});

it('a check that a person placed goes there again with --as-before, and a scan that found nothing is recorded', () => {
  const headings = 'CHECK_ID;STATUS;RESOURCE_UID\n';
  const own = (bucket: string) => `own_rule;FAIL;arn:aws:s3:::${bucket}\n`;
  writeFileSync(join(folder, 'own.csv'), headings + own('images'));
  writeFileSync(join(folder, 'own-later.csv'), headings + own('images') + own('logs'));
  writeFileSync(join(folder, 'clean.csv'), headings);
  expect(run('findings', 'shop.demarc', 'own.csv', '--yes').out).toMatch(
    /own_rule +1 +the check is not known/,
  );
  const steps = [
    { 'place findings': { findings: ['prowler|own_rule|||arn:aws:s3:::images'], duties: [DUTY] } },
  ];
  writeFileSync(join(folder, 'place.json'), JSON.stringify({ steps }));
  expect(run('apply', 'shop.demarc', 'place.json')).toMatchObject({ status: 0, err: '' });
  const offered = run('findings', 'shop.demarc', 'own-later.csv', '--dry-run');
  expect(offered.out).toMatch(/1 finding of checks that were placed by hand before\. With --as-before/);
  const placed = run('findings', 'shop.demarc', 'own-later.csv', '--as-before', '--json');
  expect(JSON.parse(placed.out)).toMatchObject({
    before: [{ check: 'own_rule', refs: [DUTY], findings: 1 }],
    added: { fresh: 1, unchanged: 1 },
  });
  const clean = run('findings', 'shop.demarc', 'clean.csv');
  expect(clean).toMatchObject({ status: 0, err: '' });
  expect(clean.out).toMatch(/note: It holds no findings/);
  expect(clean.out).toMatch(/Taken in as E-\d+: 0 new/);
});

it('scans without accounts say that one ends the other, and with --account none does', () => {
  const sploit = (name: string, resource: string) =>
    writeFileSync(
      join(folder, name),
      JSON.stringify([
        { plugin: 'rootMfa', category: 'IAM', title: 'Root MFA', resource, region: 'global', status: 'FAIL' },
      ]),
    );
  sploit('first.json', 'root-one');
  sploit('second.json', 'root-two');
  const first = run('findings', 'shop.demarc', 'first.json');
  expect(first.out).toContain(
    'note: 1 finding names no account, and nothing else in the file tells accounts apart',
  );
  const { out } = run('findings', 'shop.demarc', 'second.json', '--dry-run');
  expect(out).toContain(
    '1 recorded finding not found any more by this later scan.\nOf these, 1 finding names no account',
  );
  const said = run('findings', 'shop.demarc', 'second.json', '--account', '444455556666');
  expect(said.out).not.toMatch(/no account|not found any more/);
  expect(said.out).toContain('1 new, 0 with another result, 0 as before, 0 gone.');
});

it('takes in the same scan as a workbook, packed or not, as what was taken in before', async () => {
  const [line = '', ...lines] = SECOND.trim().split('\n');
  const book = await writeBook(folder, 'second.xlsx', [
    { name: 'Scan', rows: [line, ...lines].map((row) => row.split(';')) },
  ]);
  writeFileSync(join(folder, 'second.xlsx.gz'), gzipSync(readFileSync(book)));
  writeFileSync(join(folder, 'second.csv'), SECOND);
  expect(run('findings', 'shop.demarc', 'second.csv').status).toBe(0);
  for (const name of ['second.xlsx', 'second.xlsx.gz'])
    expect(run('findings', 'shop.demarc', name).out).toMatch(
      /: 0 new, 0 with another result, 1 as before, 0 gone\./,
    );
});

it('a folder stands for the findings in it, and says what in it is none', () => {
  const output = join(folder, 'output');
  mkdirSync(join(output, 'compliance'), { recursive: true });
  const name = 'prowler-output-111122223333-20261120';
  writeFileSync(join(output, `${name}.csv`), SECOND);
  writeFileSync(join(output, `${name}.ocsf.json`), readFileSync(fixture('findings/findings.ocsf.json')));
  writeFileSync(join(output, 'compliance', `${name}_cis_3.0_aws.csv`), 'PROVIDER;REQUIREMENTS_ID\n');
  writeFileSync(join(output, 'shop.yaml'), readFileSync(fixture('hosts/shop.yaml')));
  const { status, out } = run('findings', 'shop.demarc', 'output', '--dry-run', '--json');
  const { files, notes } = JSON.parse(out) as FindingsReport & { readonly notes: readonly string[] };
  expect(status).toBe(0);
  expect(files).toMatchObject([{ file: `output/${name}.csv`, summary: { findings: 1 } }]);
  expect(notes).toEqual([
    expect.stringMatching(/1 file has the findings of the same run in another form .*ocsf\.json/),
    expect.stringMatching(/2 files in which no findings were recognised: .*shop\.yaml, .*compliance/),
  ]);
  // An empty table beside a template is a clean scan; beside a report that is not read it is none, as in a ZIP file.
  writeFileSync(join(output, `${name}.csv`), SECOND.split('\n', 1)[0] ?? '');
  rmSync(join(output, `${name}.ocsf.json`));
  const clean = run('findings', 'shop.demarc', 'output', '--dry-run');
  expect(clean).toMatchObject({ status: 0, out: expect.stringContaining('a scan that found nothing') });
  writeFileSync(join(output, 'inspector.csv'), 'Finding ARN,Severity,Fix available\na,HIGH,YES\n');
  expectRefusal(
    run('findings', 'shop.demarc', 'output', '--dry-run'),
    2,
    'INVALID_INPUT',
    /output holds no findings, and files that were not read \(.*inspector\.csv\): it is no result/,
  );
  mkdirSync(join(folder, 'none'));
  expect(run('findings', 'shop.demarc', 'none', '--dry-run')).toMatchObject({ status: 2, out: '' });
});
