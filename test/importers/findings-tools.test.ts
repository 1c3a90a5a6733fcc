import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { namedControls } from '../../main/domain/evidence/requirements.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import fc, { runs } from '../support/property.ts';
import { temporaryFolder } from '../support/temp.ts';
import { findingsFixture, readAll } from './findings-support.ts';

const temporary = temporaryFolder();

const folder = fileURLToPath(new URL('../fixtures/findings/', import.meta.url));
const samples = readdirSync(folder);

describe('tools beside Prowler, Security Hub and Config', () => {
  it.each([
    ['inspector.json', 'inspector', { pass: 0, fail: 2, manual: 0, suppressed: 1 }, 1, 0],
    ['guardduty.json', 'guardduty', { pass: 0, fail: 3, manual: 0, suppressed: 0 }, 1, 0],
    ['guardduty-export.jsonl', 'guardduty', { pass: 0, fail: 3, manual: 0, suppressed: 0 }, 1, 0],
    ['macie.json', 'macie', { pass: 0, fail: 2, manual: 0, suppressed: 0 }, 2, 0],
    ['access-analyzer.json', 'access-analyzer', { pass: 0, fail: 1, manual: 0, suppressed: 1 }, 1, 0],
    ['access-analyzer-2.json', 'access-analyzer', { pass: 0, fail: 2, manual: 0, suppressed: 0 }, 0, 0],
    ['steampipe.json', 'steampipe', { pass: 2, fail: 1, manual: 1, suppressed: 0 }, 0, 1],
    ['steampipe.csv', 'steampipe-csv', { pass: 1, fail: 1, manual: 0, suppressed: 0 }, 0, 0],
    ['cloudsploit.json', 'cloudsploit', { pass: 1, fail: 1, manual: 2, suppressed: 0 }, 0, 0],
    ['cloudsploit.csv', 'cloudsploit-csv', { pass: 1, fail: 1, manual: 0, suppressed: 0 }, 0, 0],
    ['scoutsuite_results_aws.js', 'scoutsuite', { pass: 2, fail: 2, manual: 0, suppressed: 0 }, 0, 0],
    ['trusted-advisor.json', 'trusted-advisor', { pass: 1, fail: 1, manual: 0, suppressed: 1 }, 0, 0],
    ['trusted-advisor-clean.json', 'trusted-advisor', { pass: 1, fail: 0, manual: 0, suppressed: 0 }, 0, 0],
    ['recommendations.json', 'trusted-advisor', { pass: 1, fail: 1, manual: 0, suppressed: 1 }, 0, 0],
    [
      'trusted-advisor-organisation.jsonl',
      'trusted-advisor',
      { pass: 1, fail: 1, manual: 1, suppressed: 1 },
      0,
      0,
    ],
    [
      'trusted-advisor-organisation.csv',
      'trusted-advisor-csv',
      { pass: 1, fail: 1, manual: 1, suppressed: 1 },
      0,
      0,
    ],
    ['well-architected.json', 'well-architected', { pass: 1, fail: 1, manual: 1, suppressed: 0 }, 0, 1],
    [
      'well-architected-improvements.json',
      'well-architected',
      { pass: 0, fail: 2, manual: 0, suppressed: 0 },
      0,
      0,
    ],
    ['audit-manager.json', 'audit-manager', { pass: 2, fail: 2, manual: 0, suppressed: 0 }, 0, 1],
    ['audit-manager-evidence.json', 'audit-manager', { pass: 0, fail: 1, manual: 0, suppressed: 0 }, 0, 0],
    ['audit-manager-lake.csv', 'audit-manager-csv', { pass: 1, fail: 1, manual: 0, suppressed: 0 }, 0, 0],
  ])('%s', async (name, format, results, archived, notApplicable) => {
    const { summary, findings } = await readAll(name, findingsFixture(name));
    expect(summary).toMatchObject({ format, results, archived, notApplicable, unreadable: 0 });
    expect(findings).toHaveLength(Object.values(results).reduce((sum, count) => sum + count, 0));
    expect(JSON.stringify(findings)).not.toContain('not-for-us');
  });

  it('a finding of GuardDuty has its place, and is the same in both spellings', async () => {
    const { findings } = await readAll('a.json', findingsFixture('guardduty.json'));
    expect(findings[1]).toEqual({
      id: 'arn:aws:guardduty:eu-west-1:111122223333:detector/d1/finding/g2',
      source: 'security-hub',
      check: 'guardduty/Policy:S3/BucketAnonymousAccessGranted',
      rule: null,
      title: 'Title of g2',
      result: 'fail',
      severity: 'high',
      resource: 'arn:aws:s3:::images',
      resourceType: 'AWS::S3::Bucket',
      service: null,
      account: '111122223333',
      region: 'eu-west-1',
      observedAt: '2026-11-20T08:15:30Z',
      requirements: [],
    });
    const exported = await readAll('a.jsonl', findingsFixture('guardduty-export.jsonl'));
    expect(exported.findings).toEqual(findings);
  });

  it('a product has one name for its checks in ASFF, in OCSF and in its own export', async () => {
    const checks = async (name: string) =>
      (await readAll(name, findingsFixture(name))).findings.map(({ check }) => check);
    const asff = await checks('products.asff.json');
    expect(asff.slice(0, 5)).toEqual([
      'inspector/package-vulnerability',
      'inspector/network-reachability',
      'guardduty/UnauthorizedAccess:EC2/SSHBruteForce',
      'macie/SensitiveData:S3Object/Personal',
      'access-analyzer/ExternalAccess',
    ]);
    expect(await checks('products.ocsf.json')).toEqual([asff[2], asff[0], asff[3], 'House.1']);
    expect((await checks('inspector.json')).slice(0, 2)).toEqual(asff.slice(0, 2));
    expect((await checks('guardduty.json'))[0]).toBe(asff[2]);
    expect((await checks('macie.json'))[0]).toBe(asff[3]);
    expect((await checks('access-analyzer.json'))[0]).toBe(asff[4]);
  });

  it('a scanner gives account and Region from its dimensions, from an ARN, or from the head of its report', async () => {
    const places = async (name: string) =>
      (await readAll(name, findingsFixture(name))).findings.map(({ account, region }) => [account, region]);
    const here = ['111122223333', 'eu-west-1'];
    expect(await places('steampipe.json')).toEqual([here, here, here, [null, null]]);
    expect(await places('cloudsploit.json')).toEqual([[null, null], here, [null, null], [null, null]]);
    const scout = await readAll('a.js', findingsFixture('scoutsuite_results_aws.js'));
    expect(
      scout.findings.map(({ check, resource, account, observedAt }) => [
        check,
        resource,
        account,
        observedAt,
      ]),
    ).toEqual([
      ['scoutsuite/iam-root-account-no-mfa', null, '111122223333', '2026-11-20T08:15:30+0000'],
      [
        'scoutsuite/s3-bucket-no-logging',
        's3.buckets.b1.logging',
        '111122223333',
        '2026-11-20T08:15:30+0000',
      ],
      [
        'scoutsuite/s3-bucket-no-logging',
        's3.buckets.b2.logging',
        '111122223333',
        '2026-11-20T08:15:30+0000',
      ],
      ['scoutsuite/s3-bucket-no-versioning', null, '111122223333', '2026-11-20T08:15:30+0000'],
    ]);
  });

  it('controls that a scanner names are kept for a check that no table knows', async () => {
    const of = async (name: string) =>
      (await readAll(name, findingsFixture(name))).findings.map(({ requirements }) => requirements);
    const cis = ['CIS AWS Foundations Benchmark v3.0.0/2.1.4'];
    expect((await of('steampipe.json'))[0]).toEqual(cis);
    expect((await of('steampipe.csv'))[0]).toEqual(cis);
    expect((await of('scoutsuite_results_aws.js'))[1]).toEqual([
      'CIS Amazon Web Services Foundations v1.2.0/2.6',
    ]);
    expect((await of('prowler-3.ocsf.json'))[0]).toEqual(['CIS-1.5: 2.1.1']);
  });

  it('a result that Prowler 3 wrote as INFOED is one for a person', async () => {
    const { findings } = await readAll('a.json', [
      {
        Id: 'prowler-1',
        ProductArn: 'arn:aws:securityhub:eu-west-1::product/prowler/prowler',
        GeneratorId: 'prowler-iam_support_role_created',
        Compliance: { Status: 'INFOED' },
      },
    ]);
    expect(findings.map(({ check, result }) => [check, result])).toEqual([
      ['iam_support_role_created', 'manual'],
    ]);
  });

  it('evidence of Audit Manager has the check, the rule and the resource of what it was taken from', async () => {
    const { summary, findings } = await readAll('a.json', findingsFixture('audit-manager.json'));
    expect(
      findings.map(({ source, check, rule, resource, account }) => [source, check, rule, resource, account]),
    ).toEqual([
      [
        'aws-config',
        'acme-versioning',
        's3-bucket-versioning-enabled',
        'arn:aws:s3:::images',
        '111122223333',
      ],
      ['aws-config', 'acme-versioning', 's3-bucket-versioning-enabled', 'arn:aws:s3:::logs', '111122223333'],
      ['security-hub', 'RDS.3', null, 'arn:aws:rds:eu-west-1:111122223333:db:orders', '111122223333'],
      ['security-hub', 'IAM.4', null, null, '111122223333'],
    ]);
    expect(findings[2]).toMatchObject({
      severity: 'high',
      region: 'eu-west-1',
      observedAt: '2025-11-20T08:15:30Z',
    });
    expect(summary.notes.join()).toMatch(
      /2 pieces of evidence left out.*further pages|further pages.*2 pieces of evidence left out/s,
    );
    const one = await readAll('a.json', findingsFixture('audit-manager-evidence.json'));
    expect(one.findings[0]).toMatchObject({ check: 'restricted-ssh', rule: 'restricted-ssh' });
  });

  it('a table of evidence has besides the control of the assessment, for a check that no table knows', async () => {
    const { findings } = await readAll('a.csv', findingsFixture('audit-manager-lake.csv'));
    expect(findings.map(({ check, rule, severity }) => [check, rule, severity])).toEqual([
      ['acme-versioning', 's3-bucket-versioning-enabled', null],
      ['House rule on buckets', null, 'medium'],
    ]);
    expect(namedControls(findings[1]?.requirements ?? []).map(({ control }) => control)).toContain('SC-28');
    // A query may give the columns with the name of the structure that they are in.
    const nested = await readAll(
      'a.csv',
      'eventData.dataSource,eventData.complianceCheck,eventData.eventName\nAWS Config,NON_COMPLIANT,Custom_house\n',
    );
    expect(nested.findings[0]).toMatchObject({ check: 'house', result: 'fail' });
  });

  it('what a review leaves to improve says the same of a question as its answer does', async () => {
    const { WorkloadId, LensAlias, AnswerSummaries } = JSON.parse(
      Buffer.from(findingsFixture('well-architected.json')).toString(),
    ) as { WorkloadId: string; LensAlias: string; AnswerSummaries: Record<string, unknown>[] };
    const answers = await readAll('answers.json', findingsFixture('well-architected.json'));
    const improvements = AnswerSummaries.filter(({ Risk }) => Risk === 'HIGH' || Risk === 'UNANSWERED').map(
      ({ QuestionId, PillarId, QuestionTitle, Risk }) => ({
        QuestionId,
        PillarId,
        QuestionTitle,
        Risk,
        ImprovementPlanUrl: 'https://docs.aws.amazon.com/not-for-us',
      }),
    );
    const document = { WorkloadId, LensAlias, ImprovementSummaries: improvements };
    const { summary, findings } = await readAll('improvements.json', document);
    expect(summary).toMatchObject({ format: 'well-architected', findings: 2, unreadable: 0 });
    expect(findings).toEqual(answers.findings.filter(({ result }) => result !== 'pass'));
    const path = join(temporary, 'improvements.json');
    writeFileSync(path, JSON.stringify(document));
    expect(await recogniseFile(path, 'improvements.json')).toMatchObject({ kind: 'findings' });
  });

  it('answers are of the workload that is named around them, before or behind, and never of another', async () => {
    const page = (workload: string | null, behind: boolean) => {
      const answers = { AnswerSummaries: [{ QuestionId: 'identities', QuestionTitle: 't', Risk: 'HIGH' }] };
      const named = workload === null ? {} : { WorkloadId: workload };
      return JSON.stringify(behind ? { ...answers, ...named } : { ...named, ...answers });
    };
    const lines = [page('one', false), page('two', true), page(null, false), page('three', true)].join('\n');
    const { findings } = await readAll('answers.jsonl', lines, 7);
    expect(findings.map(({ resource }) => resource)).toEqual(['one', 'two', null, 'three']);
  });

  const withoutAccounts = ['cloudsploit.csv', 'security-hub-controls.csv'];
  const tables = samples.filter((name) => name.endsWith('.csv') && !withoutAccounts.includes(name));
  it.each(tables)(
    '%s, of which a spreadsheet shortened the accounts, has none that is not one',
    async (name) => {
      const text = Buffer.from(findingsFixture(name)).toString();
      const cells = /(?<=[,;"]|^)(\d{12})(?=[,;"]|$)/gm;
      expect(text).toMatch(cells);
      const { findings: whole } = await readAll(name, text);
      for (const written of ['1.11122E+11', '"1,11122E+11"']) {
        const shortened = text.replace(/"?(?<=[,;"]|^)(\d{12})(?=[,;"]|$)"?/gm, (cell) =>
          cell.replaceAll('"', '') === '111122223333' ? written : cell,
        );
        const { summary, findings } = await readAll(name, shortened);
        const isNamed = ({ id, account, resource }: (typeof whole)[number]) =>
          [resource, /^arn:/.test(id) ? id : null].some((each) => each?.includes(`:${account}:`));
        const expected = whole.map((finding) => [
          finding.account !== '111122223333' || isNamed(finding) ? finding.account : null,
          finding.resource,
        ]);
        expect(findings.map(({ account, resource }) => [account, resource])).toEqual(expected);
        // The ARN of a resource or of the finding may say which it was.
        expect(summary.notes.join().includes('shortened accounts to 1.11122E+11')).toBe(
          expected.some(([account]) => account === null),
        );
      }
    },
  );
  it.each([
    ['11122223333', '011122223333'],
    ['1111-2222-3333', '111122223333'],
    ['7f3c1a2b-0000-4000-8000-1234567890ab', '7f3c1a2b-0000-4000-8000-1234567890ab'],
  ])('the account %s is %s', async (written, account) => {
    const text = Buffer.from(findingsFixture('steampipe.csv')).toString();
    const { findings } = await readAll('a.csv', text.replaceAll('111122223333', written));
    expect(findings[0]?.account).toBe(account);
  });

  it('evidence of the next day is of the same finding', async () => {
    const ids = async (change: (text: string) => string) =>
      (
        await readAll('a.json', change(Buffer.from(findingsFixture('audit-manager.json')).toString()))
      ).findings.map(({ id }) => id);
    const next = (text: string) =>
      text.replaceAll('aaaaaaaaaaa', 'bbbbbbbbbbb').replaceAll('11-20T', '11-21T');
    expect(await ids(next)).toEqual(await ids((text) => text));
  });

  it('a report of an organisation has the account, and names what its own columns name', async () => {
    const of = async (name: string) => (await readAll(name, findingsFixture(name))).findings;
    const findings = await of('trusted-advisor-organisation.jsonl');
    expect(
      findings.map(({ check, account, region, resource }) => [check, account, region, resource]),
    ).toEqual([
      ['trusted-advisor/Pfx0RwqBli', '111122223333', 'eu-west-1', 'images'],
      ['trusted-advisor/Pfx0RwqBli', '111122223333', 'eu-west-1', 'logs'],
      ['trusted-advisor/1iG5NDGVre', '444455556666', 'eu-west-1', 'sg-1a2b3c4d'],
      ['trusted-advisor/DqdJqYeRm5', '444455556666', null, 'ines'],
    ]);
    expect(await of('trusted-advisor-organisation.csv')).toEqual(findings);
  });

  it('a table of another tool with accounts and checks is no report of an organisation', async () => {
    const table = 'account_id,check_id,check_name,resource_id,outcome\n111122223333,CIS-1,Root,root,failed\n';
    await expect(readAll('other.csv', table)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('an account that is called like an id is no resource of a report of an organisation', async () => {
    const { findings } = await readAll(
      'o.csv',
      'accountId,accountName,category,checkId,checkName,region,resourceId,Instance ID,Status\n111122223333,team-20240101,security,Q,Use,eu-west-1,x,i-0abcdef1,Red\n',
    );
    expect(findings).toMatchObject([
      { resource: 'i-0abcdef1', account: '111122223333', region: 'eu-west-1' },
    ]);
  });

  it('a further page is told, in whichever spelling', async () => {
    const { summary } = await readAll('a.json', findingsFixture('inspector.json'));
    expect(summary.notes.join()).toContain('further pages');
  });

  it.each([
    ['an empty list', '[]', 'empty'],
    ['an answer without findings', '{"Findings": [], "NextToken": ""}', 'empty'],
    ['an answer of Config', '{"EvaluationResults": []}', 'empty'],
    ['headings of Prowler', 'CHECK_ID;STATUS;RESOURCE_UID\n', 'prowler-csv'],
    ['headings of Steampipe', 'group_id,title,control_id,reason,resource,status', 'steampipe-csv'],
    [
      'a benchmark whose control had nothing to look at',
      '{"group_id": "root", "groups": [], "controls": [{"control_id": "c", "results": null}]}',
      'steampipe',
    ],
  ])('%s is the result of a scan that found nothing', async (_what, content, format) => {
    const { summary } = await readAll('clean.out', content);
    expect(summary).toMatchObject({ format, findings: 0, unreadable: 0 });
    expect(summary.notes.join()).toContain('found nothing');
  });

  it.each([
    ['a benchmark without controls', '{"group_id": "root", "groups": [], "controls": null}'],
    ['a report without rules', 'scoutsuite_results =\n{"account_id": "1", "services": {}}'],
  ])('%s, of which nothing was run, is refused', async (_what, content) => {
    await expect(readAll('scan.out', content)).rejects.toThrow(/^scan\.out holds no \w+ that were run/);
  });

  it.each([
    ['risks by pillar', { LensReview: { PillarReviewSummaries: [] } }, /list-answers/],
    ['resources alone', { recommendationResourceSummaries: [{ id: 'r' }] }, /list-recommendations/],
    ['nothing to improve', { WorkloadId: 'w', ImprovementSummaries: [] }, /list-answers/],
    ['ids alone', { FindingIds: ['a'] }, /get-findings/],
    ['folders of evidence', { evidenceFolders: [{ id: 'e' }] }, /get-evidence-by-evidence-folder/],
    [
      'counts of a report of Trusted Advisor',
      { numAccounts: 3, categoryStatusMap: {} },
      /the resources file/,
    ],
    ['checks alone', { checks: [{ id: 'c', name: 'n' }] }, /describe-trusted-advisor-check-result/],
  ])('%s are refused, with what to give instead', async (_what, content, remedy) => {
    await expect(readAll('scan.json', content)).rejects.toThrow(remedy);
    await expect(readAll('scan.json', content)).rejects.toThrow(/^scan\.json /);
  });

  it.each([
    ['a benchmark that is cut off', '{"group_id": "root", "groups": [{"controls": [{"control_id": "c"'],
    ['a report that is cut off', 'scoutsuite_results =\n{"services": {"s3": {"findings": {"r": {'],
    ['a report with something behind it', 'scoutsuite_results =\n{"services": {}} and more'],
    ['brackets that do not match', '{"group_id": "root", "groups": [}'],
    ['depth', `{"group_id": "root", "groups": ${'['.repeat(100_000)}`],
    ['a report without its text', 'scoutsuite_results = ""'],
  ])('%s is refused by name', async (_what, content) => {
    await expect(readAll('scan.out', content)).rejects.toThrow(/^scan\.out /);
  });
});

describe('every sample', () => {
  it.each(samples)('%s is taken for findings', async (name) => {
    expect(await recogniseFile(`${folder}${name}`, name)).toMatchObject({ kind: 'findings' });
  });

  it('reads the same however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samples), fc.integer({ min: 1, max: 60 }), async (name, size) => {
        const bytes = findingsFixture(name);
        expect(await readAll(name, bytes, size)).toEqual(await readAll(name, bytes, bytes.length));
      }),
      { numRuns: runs(60) },
    );
  });
});
