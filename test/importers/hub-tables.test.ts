import { describe, expect, it } from 'vitest';
import { findingsFixture, readAll } from './findings-support.ts';

const HUB = 'arn:aws:securityhub:eu-west-1::product/aws/securityhub';
const table = (columns: string, ...rows: readonly string[]): string => [columns, ...rows, ''].join('\n');

describe('Security Hub as a table', () => {
  it('reads what CSV Manager for AWS Security Hub writes', async () => {
    const { summary, findings } = await readAll('hub.csv', findingsFixture('security-hub.csv'));
    expect(summary).toMatchObject({
      format: 'asff-csv',
      findings: 4,
      results: { pass: 1, fail: 2, manual: 0, suppressed: 1 },
      archived: 1,
      unreadable: 0,
    });
    expect(findings[0]).toMatchObject({
      id: 'arn:aws:securityhub:eu-west-1:111122223333:security-control/S3.8/finding/1',
      source: 'security-hub',
      check: 'S3.8',
      result: 'fail',
      severity: 'high',
      resource: 'arn:aws:s3:::orders',
      resourceType: 'AwsS3Bucket',
      account: '111122223333',
      region: 'eu-west-1',
      observedAt: '2026-11-21T08:00:00Z',
    });
    // The first of several resources stands for all, as in ASFF.
    expect(findings[1]).toMatchObject({ result: 'pass', resource: 'arn:aws:s3:::logs' });
    expect(findings[2]).toMatchObject({
      check: 'guardduty/Recon:EC2/PortProbeUnprotectedPort',
      result: 'fail',
    });
    expect(findings[3]).toMatchObject({ result: 'suppressed', requirements: ['CIS-1.2 4.1'] });
  });

  const RESOURCE = 'arn:aws:s3:::orders';
  it.each([
    [
      'of the console',
      'Severity,Workflow status,Record State,Company,Product,Title,Resource,Compliance status',
      `High,New,Active,AWS,Security Hub,S3.8 Buckets,${RESOURCE},Failed`,
    ],
    [
      'of the console, in another order and marked as such by its control',
      'Compliance Status,Security control ID,Resource ID,Account ID',
      `FAILED,S3.8,${RESOURCE},111122223333`,
    ],
    [
      'flattened',
      'GeneratorId,Compliance.Status,Severity.Label,Resources.0.Id',
      `security-control/S3.8,FAILED,HIGH,${RESOURCE}`,
    ],
    [
      'flattened with brackets',
      'Generator Id,Compliance Status,Severity,Resources[0].Id',
      `aws-foundational-security-best-practices/v/1.0.0/S3.8,FAILED,HIGH,${RESOURCE}`,
    ],
    [
      'of Steampipe',
      'title,compliance_status,product_arn,severity,resources',
      `S3.8 Buckets,FAILED,${HUB},"{""Label"":""HIGH""}","[{""Id"":""${RESOURCE}""}]"`,
    ],
    [
      'of CloudQuery',
      'title,compliance,record_state,resources',
      `Buckets,"{""Status"":""FAILED"",""SecurityControlId"":""S3.8""}",ACTIVE,"[{""Id"":""${RESOURCE}""}]"`,
    ],
  ])('knows it by its columns, %s', async (_which, columns, row) => {
    const { summary, findings } = await readAll('hub.csv', table(columns, row));
    expect(summary).toMatchObject({ format: 'asff-csv', unreadable: 0 });
    expect(findings).toMatchObject([{ check: 'S3.8', result: 'fail', resource: RESOURCE }]);
  });

  const COLUMNS = 'Title,Product,Compliance status,Workflow status,Record state,Resource,Updated at';
  it.each([
    ['passed', 'S3.8 A,Security Hub,Passed,Resolved,Active,b,', { pass: 1 }],
    ['could not be found out', 'S3.8 A,Security Hub,Not available,New,Active,b,', { manual: 1 }],
    ['suppressed', 'S3.8 A,Security Hub CSPM,Failed,Suppressed,Active,b,', { suppressed: 1 }],
    ['of another product without a compliance', 'Port,GuardDuty,,New,Active,b,', { fail: 1 }],
    ['of a partner', 'Malware,Acme Scanner,,New,Active,b,', { fail: 1 }],
  ])('says how it ended: %s', async (_how, row, results) => {
    const { summary } = await readAll('hub.csv', table(COLUMNS, row));
    expect(summary.results).toEqual({ pass: 0, fail: 0, manual: 0, suppressed: 0, ...results });
  });
  it.each([
    ['archived', 'S3.8 A,Security Hub,Failed,New,Archived,b,'],
    ['of another product and resolved', 'Port,GuardDuty,,Resolved,Active,b,'],
  ])('leaves out what is over: %s', async (_how, row) => {
    const { summary } = await readAll('hub.csv', table(COLUMNS, row));
    expect(summary).toMatchObject({ findings: 0, archived: 1 });
  });

  it('takes no check of Security Hub for failed that does not say how it ended', async () => {
    const { summary } = await readAll(
      'hub.csv',
      table(COLUMNS, 'S3.8 A,Security Hub,,New,Active,b,', 'S3.5 B,Security Hub,Passed,New,Active,b,'),
    );
    expect(summary).toMatchObject({ findings: 1, unreadable: 1 });
    expect(summary.problems[0]?.why).toContain('no compliance status');
  });
  it('tells a time that it cannot read', async () => {
    const { summary } = await readAll(
      'hub.csv',
      table(COLUMNS, 'S3.8 A,Security Hub,Failed,New,Active,b,2 hours ago'),
    );
    expect(summary.notes.join(' ')).toContain('"2 hours ago"');
  });
  it('calls a check by its title where nothing else names it, for a person to place', async () => {
    const { findings } = await readAll(
      'hub.csv',
      table(COLUMNS, 'Buckets,Security Hub,Failed,New,Active,b,'),
    );
    expect(findings).toMatchObject([{ check: 'Buckets', title: 'Buckets' }]);
  });
  it('refuses the checks of one control that it does not name, and says how to name it', async () => {
    const checks = table(
      'Compliance status,Workflow status,Region,Account ID,Resource ID',
      'Failed,New,eu-west-1,111122223333,b',
    );
    await expect(readAll('hub.csv', checks)).rejects.toThrow(/does not say of which control.*"Control ID"/);
  });

  it('reads the list of controls of the console, a result of no resource for each', async () => {
    const { summary, findings } = await readAll('c.csv', findingsFixture('security-hub-controls.csv'));
    expect(summary).toMatchObject({
      format: 'security-hub-controls',
      results: { pass: 1, fail: 1, manual: 2, suppressed: 0 },
      archived: 1,
    });
    expect(findings[0]).toMatchObject({
      check: 'S3.8',
      result: 'fail',
      resource: null,
      requirements: ['NIST.800-53.r5 AC-3'],
    });
    expect(summary.notes.join(' ')).toContain('says of no resource which one failed');
  });

  it.each([
    ['a matrix of controls with a state', 'Control ID,Title,Status,Owner'],
    ['issues', 'Title,Severity,Status,Workflow,Assignee,Resource'],
    ['an inventory', 'Resource,Title,Compliance status,Region'],
    [
      'findings of another scanner',
      'Policy ID,Policy Name,Severity,Compliance Status,Resource ID,Account ID',
    ],
  ])('is none of %s', async (_what, columns) => {
    const row = columns.split(',').map(() => 'FAILED');
    await expect(readAll('other.csv', table(columns, row.join(',')))).rejects.toThrow('other.csv');
  });
});
