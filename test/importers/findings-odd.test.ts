import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { productCheck } from '../../main/importers/findings/products.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { readAll } from './findings-support.ts';

const folder = temporaryFolder();
async function recognised(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, text);
  const { kind, why } = await recogniseFile(path, name);
  return `${kind}: ${why}`;
}

describe('what people take for findings is told with what to give instead', () => {
  it.each([
    [
      { Results: ['{"resourceId":"x"}'], QueryInfo: { SelectFields: [] } },
      'get-compliance-details-by-config-rule',
    ],
    [
      { configSnapshotId: 'x', configurationItems: [{ resourceId: 'x' }] },
      'get-compliance-details-by-config-rule',
    ],
    [{ InsightResults: { ResultValues: [{ Count: 3 }] } }, 'aws securityhub get-findings'],
    [{ Controls: [{ ControlId: 'S3.8', ControlStatus: 'ENABLED' }] }, 'aws securityhub get-findings'],
    [{ SecurityControls: [{ SecurityControlId: 'S3.8' }] }, 'aws securityhub get-findings'],
    [{ WorkloadId: 'w', Answer: { QuestionId: 'q', Risk: 'HIGH' } }, 'list-answers'],
    [{ platform: {}, profiles: [{ controls: [] }], statistics: {}, version: '1' }, 'saf convert hdf2asff'],
  ])('%j', async (content, instead) => {
    await expect(readAll('a.json', content)).rejects.toThrow(instead);
  });
  it.each(['Findings', 'EvaluationResults', 'AnswerSummaries', 'ComplianceByConfigRules'])(
    'an answer of AWS in YAML: %s',
    async (list) => {
      const text = `${list}:\n- Id: x\n  Title: y\nNextToken: null\n`;
      await expect(readAll('a.yaml', text)).rejects.toThrow('a.yaml is an answer of AWS in YAML');
    },
  );
});

describe('tables of findings that are not read are no inventories', () => {
  it.each([
    [
      'of Inspector, by Steampipe',
      'finding_arn,title,severity,status,type,finding_account_id,region',
      'arn:aws:inspector2:eu-west-1:111122223333:finding/a,CVE-1,HIGH,ACTIVE,PACKAGE,111122223333,eu-west-1',
    ],
    [
      'of GuardDuty, by CloudQuery',
      'account_id,region,arn,id,type,severity,title,updated_at',
      '111122223333,eu-west-1,arn:aws:guardduty:x,abc,Recon:EC2/Portscan,5,Scan,2026-11-20',
    ],
  ])('%s', async (_which, headings, row) => {
    expect(await recognised('a.csv', `${headings}\n${row}\n`)).toMatch(
      /^other: It is a list like those of a scanner/,
    );
  });
  it.each([
    [
      'by Steampipe',
      'name,arn,title,state,tags,region,account_id',
      'web,arn:aws:ec2:eu-west-1:111122223333:instance/i-1,web,running,{},eu-west-1,111122223333',
    ],
    [
      'by CloudQuery',
      'account_id,region,arn,status,title',
      '111122223333,eu-west-1,arn:aws:rds:eu-west-1:111122223333:db:orders,available,orders',
    ],
  ])('and an inventory %s stays one', async (_which, headings, row) => {
    expect(await recognised('a.csv', `${headings}\n${row}\n`)).toMatch(/^templates: /);
  });
});

it('JSON of a kind that nobody reads is no CSV, however many commas it has', async () => {
  const text = JSON.stringify({
    platform: 'x',
    profiles: [{ a: 1, b: 2, c: 3 }],
    statistics: {},
    version: '1',
  });
  expect(await recognised('a.json', text)).toBe(
    'other: It does not begin like any kind of file that Demarc reads.',
  );
});

it.each([
  ['TTPs/Discovery/Recon:EC2-PortProbeUnprotectedPort', 'guardduty/Recon:EC2/PortProbeUnprotectedPort'],
  ['Recon:EC2/PortProbeUnprotectedPort', 'guardduty/Recon:EC2/PortProbeUnprotectedPort'],
  ['TTPs/Discovery/IAMUser-AnomalousBehavior', 'guardduty/Discovery:IAMUser/AnomalousBehavior'],
  [
    'TTPs/Credential Access/IAMUser-AnomalousBehavior',
    'guardduty/CredentialAccess:IAMUser/AnomalousBehavior',
  ],
  ['Software and Configuration Checks/Vulnerabilities', 'guardduty/Vulnerabilities'],
])('the type %s of GuardDuty is one check, however it is written: %s', (type, check) =>
  expect(productCheck('guardduty', [type])).toBe(check),
);

it.each([
  ['a cluster', { metadata: { profiles: ['container', 'datetime'] } }, 'kubernetes/x'],
  ['AWS', { metadata: { profiles: ['cloud'] }, cloud: { provider: 'aws' } }, 'x'],
  ['a container of AWS', { metadata: { profiles: ['cloud', 'container'] }, cloud: { provider: 'aws' } }, 'x'],
  ['another cloud', { metadata: {}, unmapped: { provider: 'gcp' } }, 'gcp/x'],
])('a check of Prowler in OCSF is of %s', async (_of, record, check) => {
  const { findings } = await readAll('a.json', [
    {
      class_uid: 2004,
      finding_info: { uid: 'a', title: 'X' },
      status_code: 'FAIL',
      ...record,
      metadata: { ...record.metadata, event_code: 'x', product: { name: 'Prowler' } },
    },
  ]);
  expect(findings).toMatchObject([{ check }]);
});
