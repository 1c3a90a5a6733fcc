import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFindings } from '../../main/importers/findings/read-findings.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { writeBook } from '../support/vendor-books.ts';
import { findingsFixture, readAll } from './findings-support.ts';
import { read } from './support.ts';

const folder = temporaryFolder();
const INSPECTOR =
  'AWS Account Id,Severity,Fix Available,Finding Type,Title,Description,Finding ARN,First Seen,Last Seen,Resource ID,Resource Type,Status\n111122223333,HIGH,YES,PACKAGE_VULNERABILITY,CVE-2026-1,d,arn:aws:inspector2:eu-west-1:111122223333:finding/abc,1,2,i-0abc,AWS_EC2_INSTANCE,ACTIVE\n';
/** As scanners export them, and where the same facts are to be had. */
const TABLES: readonly (readonly [text: string, instead: string])[] = [
  [INSPECTOR, 'aws inspector2 list-findings --output json'],
  ['title,status,account_id,region\nPublic bucket,FAIL,111122223333,eu-west-1\n', 'Security Hub'],
  [
    'Policy Name;Policy Type;Severity;Cloud Type;Account ID;Alert Status\nPublic;config;high;aws;111122223333;open\n',
    'OCSF or ASFF',
  ],
  [
    'Title,Severity,Status,Resource Type,Resource external ID,Subscription ID\nPublic,HIGH,OPEN,BUCKET,b,111122223333\n',
    'OCSF or ASFF',
  ],
  [
    'Alert ID,Title,Asset Name,Account,Orca Score,Status\norca-1,Public,b,111122223333,7.5,open\n',
    'OCSF or ASFF',
  ],
  [
    'Plugin ID,CVE,CVSS,Risk,Host,Protocol,Port,Name,Solution\n1,CVE-2026-1,7,High,10.0.0.1,tcp,443,x,w\n',
    'OCSF or ASFF',
  ],
  ['Rule Name,Compliance Status,Account\nr1,NON_COMPLIANT,111122223333\n', 'OCSF or ASFF'],
  ['Check ID,Status,Account\nc1,open,111122223333\n', 'OCSF or ASFF'],
];
describe.each(TABLES)("a scanner's table that is not read is told as one: %s", (text, instead) => {
  const path = join(folder, 'table.csv');
  it('on import', async () => {
    writeFileSync(path, text);
    const { kind, why } = await recogniseFile(path, 'table.csv');
    expect([kind, why]).toEqual(['other', expect.stringContaining(instead)]);
    const rows = text
      .trim()
      .split('\n')
      .map((line) => line.split(/[,;]/));
    const book = await writeBook(folder, 'table.xlsx', [{ name: 'Export', rows }]);
    expect(await recogniseFile(book, 'table.xlsx')).toMatchObject({ kind, why });
  });
  it('where services are looked for', () => {
    expect(() => read('table.csv', text)).toThrow(instead);
    expect(() => read('table.csv', text)).toThrow('and no inventory');
  });
  it('where findings are', async () => {
    const reading = readFindings('table.csv', [Buffer.from(text)], () => {});
    await expect(reading).rejects.toThrow(instead);
  });
});
it.each([
  'trusted-advisor-organisation.csv',
  'prowler-2.csv',
  'trusted-advisor.json',
  'evaluations.json',
  'shop-web-1.cklb',
  'scoutsuite_results_aws.js',
])('%s is told as findings where services are looked for and none is named', (name) => {
  expect(() => read(name, Buffer.from(findingsFixture(name)).toString())).toThrow(
    /and no inventory\. Take it in as findings: Import on the screen, or "demarc findings"\.$/,
  );
});
it.each([
  'Name,Instance ID,Status,Account\nweb,i-0abc,running,111122223333\n',
  'Title,Account,Region\nShop,111122223333,eu-west-1\n',
  'title,arn,account_id,region,state\nf,arn:aws:lambda:eu-west-1:111122223333:function:f,111122223333,eu-west-1,Active\n',
  'vpc_id,state,tags,title,akas,region,account_id\nvpc-1,available,,shop,,eu-west-1,111122223333\n',
  'Title,Service,Account,State\nweb,Amazon EC2,111122223333,running\n',
  "Policy Name,Status,Account ID\nAnn's policy,active,111122223333\n",
  'Risk ID,Title,Status,Account\nR1,Loss,open,111122223333\n',
  'Risk ID,Title,Severity,Status,Account\nR1,Loss,High,open,111122223333\n',
  'Alert Name,State,Account Id\nCPU high,OK,111122223333\nDisk,ALARM,111122223333\n',
  'Rule Name,State,Account\nr1,ENABLED,111122223333\n',
  'Issue ID,Title,Status,Project\n1,Fix,Open,Shop\n',
  'Issue Type,Summary,Status,Project Name\nTask,Close the bucket,Open,Shop\n',
])('a list of resources, risks or tickets is none: %s', async (text) => {
  const path = join(folder, 'list.csv');
  writeFileSync(path, text);
  expect((await recogniseFile(path, 'list.csv')).why).not.toContain('findings');
});
it('what was found is no service in use', () => {
  const arns = [
    'inspector2:eu-west-1:111122223333:finding/a',
    'guardduty:eu-west-1:111122223333:detector/d/finding/f',
  ];
  const list = `Arn\n${arns.map((arn) => `arn:aws:${arn}`).join('\n')}\narn:aws:sqs:eu-west-1:111122223333:orders\n`;
  expect([...read('arns.csv', list).types.keys()]).toEqual(['sqs']);
});
it('what ECR found in an image, and one finding of Access Analyzer by itself, are read', async () => {
  const finding = {
    awsAccountId: '111122223333',
    findingArn: 'arn:aws:inspector2:eu-west-1:111122223333:finding/1',
    resources: [
      { id: 'arn:aws:ecr:eu-west-1:111122223333:repository/shop/sha256:ab', type: 'AWS_ECR_CONTAINER_IMAGE' },
    ],
    severity: 'HIGH',
    status: 'ACTIVE',
    title: 'CVE-2026-1 - openssl',
    type: 'PACKAGE_VULNERABILITY',
  };
  const scan = await readAll('ecr.json', {
    imageScanFindings: { enhancedFindings: [finding] },
    repositoryName: 'shop',
  });
  expect(scan.findings).toEqual((await readAll('inspector.json', { findings: [finding] })).findings);
  expect(scan.summary.notes).toEqual([]);
  const of = (found: object, rest: object) => readAll('ecr.json', { imageScanFindings: found, ...rest });
  const page = await of({ enhancedFindings: [finding] }, { nextToken: 'x' });
  expect(page.summary.notes.join()).toContain('further pages');
  const both = await of({ enhancedFindings: [finding], findings: [{ name: 'CVE-2026-2' }] }, {});
  expect(both.summary).toMatchObject({ findings: 1, unreadable: 1 });
  const active = { imageScanStatus: { status: 'ACTIVE' } };
  const clean = await of({ enhancedFindings: [] }, active);
  expect(clean.summary.notes.join()).toContain('a scan that found nothing');
  const pending = { imageScanStatus: { status: 'PENDING' } };
  await expect(of({ enhancedFindings: [] }, pending)).rejects.toThrow(/no whole one \(PENDING\)/);
  await expect(of({ enhancedFindings: [] }, { ...active, nextToken: 'x' })).rejects.toThrow(/further pages/);
  const analyzed = {
    id: 'f1',
    resource: 'arn:aws:s3:::shop',
    analyzedAt: '2026-01-02T00:00:00Z',
    status: 'ACTIVE',
    resourceType: 'AWS::S3::Bucket',
    resourceOwnerAccount: '111122223333',
    isPublic: true,
  };
  const one = await readAll('get.json', { finding: analyzed });
  expect(one.findings).toEqual((await readAll('list.json', { findings: [analyzed] })).findings);
  expect(one.findings).toHaveLength(1);
});
it.each([
  [
    { imageScanFindings: { findings: [{ name: 'CVE-2026-1', severity: 'HIGH' }] }, repositoryName: 'shop' },
    /what ECR found in one image by itself/,
  ],
  [
    { schema_version: '1', panels: { c: { panel_type: 'control' } } },
    /powerpipe benchmark run NAME --output json/,
  ],
  [{ summaries: [{ checkId: 'a', resourcesSummary: { resourcesFlagged: 1 } }] }, /it has counts only/],
  ['<!DOCTYPE html><html><title>Prowler</title></html>', /^x is a web page\./],
])('what is told of %j', async (content, words) => {
  await expect(readAll('x', content)).rejects.toThrow(words);
});
it('findings between bars, as in Markdown, are read as those of a CSV', async () => {
  const table = '| CHECK_ID | STATUS | RESOURCE_UID |\n|---|---|---|\n| iam_x | FAIL | root |\n';
  const { summary, findings } = await readAll('page.md', table);
  expect(summary).toMatchObject({ unreadable: 0, notes: [] });
  expect(findings).toMatchObject([{ check: 'iam_x', result: 'fail', resource: 'root' }]);
});
it("Prowler's table for one framework is told as that where services are looked for", () => {
  expect(() =>
    read('cis.csv', 'PROVIDER;ACCOUNTID;REQUIREMENTS_ID;STATUS;RESOURCEID;CHECKID\naws;1;1.4;FAIL;r;c\n'),
  ).toThrow(/Prowler's table for one compliance framework, and no inventory\. Give the findings file/);
});
