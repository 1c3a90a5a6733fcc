import { describe, expect, it } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import fc, { runs } from '../support/property.ts';
import { findingsFixture, readAll, toBytes } from './findings-support.ts';

const json = (name: string) => JSON.parse(new TextDecoder().decode(findingsFixture(name)));

describe('the formats', () => {
  it.each([
    ['prowler-5.csv', 'prowler-csv', { pass: 1, fail: 1, manual: 1, suppressed: 1 }, 1],
    ['prowler-3.csv', 'prowler-csv', { pass: 0, fail: 1, manual: 1, suppressed: 1 }, 0],
    ['prowler-2.csv', 'prowler-csv', { pass: 1, fail: 1, manual: 0, suppressed: 0 }, 0],
    ['findings.ocsf.json', 'ocsf', { pass: 2, fail: 2, manual: 1, suppressed: 1 }, 0],
    ['prowler-3.ocsf.json', 'ocsf', { pass: 1, fail: 1, manual: 1, suppressed: 1 }, 0],
    ['get-findings.json', 'asff', { pass: 1, fail: 2, manual: 1, suppressed: 2 }, 0],
    ['evaluations.json', 'aws-config', { pass: 1, fail: 1, manual: 0, suppressed: 0 }, 0],
  ])('%s', async (name, format, results, unreadable) => {
    const { summary, findings } = await readAll(name, findingsFixture(name));
    expect(summary).toMatchObject({ file: name, format, results, unreadable, findings: findings.length });
    expect(Object.values(results).reduce((sum, count) => sum + count, 0)).toBe(findings.length);
  });

  it('a CSV that names its separator above its headings', async () => {
    const csv = findingsFixture('prowler-5.csv');
    const { summary } = await readAll('a.csv', Buffer.concat([Buffer.from('sep=;\r\n'), Buffer.from(csv)]));
    expect(summary).toMatchObject({ format: 'prowler-csv', results: { pass: 1, fail: 1 } });
  });

  it('a Prowler row has its place, time and texts, and a bad row is named', async () => {
    const { summary, findings } = await readAll('a.csv', findingsFixture('prowler-5.csv'));
    expect(findings[1]).toEqual({
      id: 'f-2',
      source: 'prowler',
      check: 'rds_instance_storage_encrypted',
      rule: null,
      title: 'Databases are encrypted',
      result: 'fail',
      severity: 'high',
      resource: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
      resourceType: 'AwsRdsDbInstance',
      service: 'rds',
      account: '111122223333',
      region: 'eu-west-1',
      observedAt: '2026-11-20T08:15:31',
      requirements: [],
    });
    expect(findings[2]?.observedAt).toBe('2025-11-20T08:15:30Z');
    expect(summary.problems).toEqual([{ record: 5, why: 'its result "BROKEN" is not known' }]);
  });

  it('version 2 gives no ids: they are made, and tell results of one check apart', async () => {
    const { findings } = await readAll('a.csv', findingsFixture('prowler-2.csv'));
    expect(findings.map(({ check, title }) => [check, title])).toEqual([
      ['extra73', 'Buckets are not open to everyone'],
      ['check11', 'The root user is not used'],
    ]);
    expect(findings[0]?.id).toBe('prowler|extra73|111122223333|eu-west-1|eu-west-1: Bucket orders, not open');
  });

  it('JSON of versions 2 and 3', async () => {
    const second = { 'Account Number': '1', Control: '[check12] MFA', Status: 'FAIL', Severity: 'High' };
    const third = { CheckID: 'iam_x', CheckTitle: 'X', Status: 'PASS', FindingUniqueId: 'u', AccountId: '1' };
    const one = await readAll('one.json', second);
    expect(one.findings).toMatchObject([{ check: 'check12', title: 'MFA', result: 'fail', account: '1' }]);
    const many = await readAll('many.json', [third, second]);
    expect(many.findings.map(({ id, result }) => [id, result])).toEqual([
      ['u', 'pass'],
      ['prowler|check12|1||', 'fail'],
    ]);
  });

  it('raw resources, which can hold secrets, are not kept', async () => {
    const { findings } = await readAll('a.json', findingsFixture('findings.ocsf.json'));
    expect(JSON.stringify(findings)).not.toContain('not-for-us');
  });

  it('what is resolved and has no result of a check is over; a check that passed is resolved and counts', async () => {
    const ocsf = await readAll('a.json', findingsFixture('findings.ocsf.json'));
    expect(ocsf.summary.archived).toBe(1);
    expect(ocsf.findings.find(({ id }) => id === 'hub-2')?.result).toBe('pass');
    const asff = (id: string, status: string | null) => ({
      Id: id,
      ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/inspector',
      GeneratorId: 'AWSInspector',
      AwsAccountId: '111122223333',
      Workflow: { Status: 'RESOLVED' },
      ...(status === null ? {} : { Compliance: { Status: status } }),
    });
    const { summary, findings } = await readAll('a.json', [asff('v', null), asff('c', 'PASSED')]);
    expect(summary.archived).toBe(1);
    expect(findings.map(({ id, result }) => [id, result])).toEqual([['c', 'pass']]);
  });

  it('Security Hub says by a reason that a rule does not apply', async () => {
    const control = (reason: string) => ({
      Id: reason,
      ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
      GeneratorId: 'security-control/S3.8',
      AwsAccountId: '111122223333',
      Compliance: { Status: 'NOT_AVAILABLE', StatusReasons: [{ ReasonCode: reason }] },
    });
    const reasons = ['CONFIG_RETURNS_NOT_APPLICABLE', 'CONFIG_EVALUATIONS_EMPTY'];
    const { summary, findings } = await readAll('a.json', reasons.map(control));
    expect(summary.notApplicable).toBe(1);
    expect(findings).toMatchObject([{ id: 'CONFIG_EVALUATIONS_EMPTY', result: 'manual' }]);
    // A result that it did come to stands, whatever else it says.
    const failed = { ...control('CONFIG_RETURNS_NOT_APPLICABLE') };
    failed.Compliance.Status = 'FAILED';
    expect((await readAll('a.json', [failed])).findings).toMatchObject([{ result: 'fail' }]);
  });

  it('the draft of OCSF that Prowler 3 wrote', async () => {
    const { findings } = await readAll('a.json', findingsFixture('prowler-3.ocsf.json'));
    expect(findings[0]).toEqual({
      id: 'prowler-aws-s3_bucket_default_encryption-111122223333-eu-west-1-orders',
      source: 'prowler',
      check: 's3_bucket_default_encryption',
      rule: null,
      title: 'Buckets are encrypted',
      result: 'fail',
      severity: 'medium',
      resource: 'arn:aws:s3:::orders',
      resourceType: 'AwsS3Bucket',
      service: 's3',
      account: '111122223333',
      region: 'eu-west-1',
      observedAt: '2023-11-20T08:15:30',
      requirements: ['CIS-1.5: 2.1.1'],
    });
  });

  it('archived findings, further pages and rules that do not apply are told', async () => {
    const asff = await readAll('a.json', findingsFixture('get-findings.json'));
    expect(asff.summary).toMatchObject({ archived: 1, notApplicable: 0 });
    expect(asff.summary.notes.join()).toContain('further pages');
    const config = await readAll('a.json', findingsFixture('evaluations.json'));
    expect(config.summary.notApplicable).toBe(1);
    expect(config.findings.map(({ observedAt }) => observedAt)).toEqual([
      '2025-11-20T08:15:30Z',
      '2026-11-20T08:00:00+01:00',
    ]);
  });

  it('the other answers of AWS Config', async () => {
    const { findings } = await readAll('a.json', {
      ComplianceByConfigRules: [
        { ConfigRuleName: 'encrypted-volumes', Compliance: { ComplianceType: 'NON_COMPLIANT' } },
        { ConfigRuleName: 'other', Compliance: { ComplianceType: 'INSUFFICIENT_DATA' } },
      ],
    });
    expect(findings.map(({ check, result }) => [check, result])).toEqual([
      ['encrypted-volumes', 'fail'],
      ['other', 'manual'],
    ]);
    const byResource = await readAll('a.json', {
      ComplianceByResources: [
        {
          ResourceType: 'AWS::S3::Bucket',
          ResourceId: 'orders',
          Compliance: { ComplianceType: 'COMPLIANT' },
        },
      ],
    });
    expect(byResource.findings).toMatchObject([
      { resource: 'orders', result: 'pass', resourceType: 'AWS::S3::Bucket' },
    ]);
  });

  it('the CSV export of Security Hub, whose columns were picked', async () => {
    const { summary, findings } = await readAll(
      'a.csv',
      'finding_info.uid,finding_info.title,severity,status,compliance.status,compliance.control,resources[].uid\nu-1,Buckets,High,New,Fail,S3.8,arn:aws:s3:::orders\nu-2,Buckets,High,Suppressed,Fail,S3.8,arn:aws:s3:::stock\n',
    );
    expect(summary.format).toBe('ocsf-csv');
    expect(findings.map(({ id, check, result }) => [id, check, result])).toEqual([
      ['u-1', 'S3.8', 'fail'],
      ['u-2', 'S3.8', 'suppressed'],
    ]);
  });
});

describe('the ways to wrap records', () => {
  const asff: unknown[] = json('get-findings.json').Findings;
  const wrappings: readonly (readonly [string, unknown])[] = [
    ['array', asff],
    ['Findings', { Findings: asff }],
    ['findings', { findings: asff }],
    ['after other members', { a: { Findings: [{ b: [1] }] }, c: 'Findings', Findings: asff }],
    ['an event', { version: '0', detail: { findings: asff } }],
    ['lines', asff.map((record) => JSON.stringify(record)).join('\r\n')],
    ['lines of answers', asff.map((record) => JSON.stringify({ Findings: [record] })).join('\n')],
    ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${JSON.stringify(asff)}`, 'utf16le'))],
    ['a byte order mark', `\ufeff${JSON.stringify(asff)}`],
  ];

  it.each(wrappings)('%s, cut anywhere', async (_name, content) => {
    const whole = await readAll('a.json', asff, 1e6);
    const sizes = [1, 2, 3, 7, 64, 1000, 1e6];
    for (const size of sizes)
      expect((await readAll('a.json', content, size)).findings).toEqual(whole.findings);
    expect(whole.findings).toHaveLength(6);
  });
});

describe('what is refused', () => {
  it.each([
    ['nothing', ''],
    ['prose', 'Dear assessor,'],
    ['a template', '{"Resources":{"A":{"Type":"AWS::S3::Bucket"}}}'],
    ['numbers', '[1,2]'],
    ['texts', '{"Findings":["a"]}'],
    ['depth', '['.repeat(1_000_000)],
    ['depth in a record', `[{"a":${'['.repeat(1_000_000)}`],
    ['a record without end', `[{"a":"${'x'.repeat(10_000_000)}`],
    ['brackets that do not match', '[{"CheckID":"a","Status":"PASS"]}'],
    ['a file that is cut off', '[{"CheckID":"a","Status":"PASS"},'],
    ['a zip', new Uint8Array([0x50, 0x4b, 3, 4])],
    ['bytes', new Uint8Array([0xff, 0xfe, 0xff, 0, 0, 0xd8])],
    ['another table', 'Identifier,Resource type\ni,ec2:instance\n'],
    ['a quote that never closes', `CHECK_ID;STATUS\n"${'x'.repeat(3_000_000)}`],
    ["Prowler's table of a framework", 'PROVIDER;REQUIREMENTS_ID;STATUS;CHECKID\naws;1.1;PASS;x\n'],
  ])('%s', async (_what, content) => {
    await expect(readAll('scan.out', content, 65_536)).rejects.toThrow(/^scan\.out /);
  });

  it('a bad record does not fail the others', async () => {
    const good = { CheckID: 'a', Status: 'PASS' };
    const { summary } = await readAll(
      'a.json',
      `[${JSON.stringify(good)},{"x" 1},{"b":2},3,${JSON.stringify(good)}]`,
    );
    expect(summary).toMatchObject({ findings: 2, unreadable: 3 });
    expect(summary.problems.map(({ record }) => record)).toEqual([2, 3, 4]);
  });

  it('stops when it is told to', async () => {
    const { readFindings } = await import('../../main/importers/findings/read-findings.ts');
    const stop = new AbortController();
    stop.abort();
    const reading = readFindings(
      'a.json',
      [toBytes([{ CheckID: 'a', Status: 'PASS' }])],
      () => {},
      stop.signal,
    );
    await expect(reading).rejects.toThrow(/abort/i);
  });
});

describe.each(['prowler-5.csv', 'findings.ocsf.json', 'get-findings.json', 'evaluations.json'])(
  '%s, mutated',
  (name) => {
    const bytes = findingsFixture(name);
    /** Reads it, or is refused in words that name the file; anything else is a bug. */
    const readOrRefuse = async (changed: Uint8Array, size: number) => {
      try {
        const { summary, findings } = await readAll(name, changed, size);
        expect(summary.findings).toBe(findings.length);
      } catch (error) {
        if (!(error instanceof DemarcError)) throw error;
        expect(error.code).toBe('INVALID_INPUT');
        expect(error.message).toContain(name);
      }
    };

    it('cut off anywhere is read or refused', async () => {
      for (let end = 0; end < bytes.length; end += 31) await readOrRefuse(bytes.subarray(0, end), 500);
    });

    it('with bytes changed is read or refused', async () => {
      const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
      await fc.assert(
        fc.asyncProperty(
          fc.array(change, { minLength: 1, maxLength: 20 }),
          fc.integer({ min: 1, max: 2000 }),
          async (changes, size) => {
            const changed = new Uint8Array(bytes);
            for (const [at, value] of changes) changed[at] = value;
            await readOrRefuse(changed, size);
          },
        ),
        { numRuns: runs(100) },
      );
    });
  },
);
