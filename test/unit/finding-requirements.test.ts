import { describe, expect, it } from 'vitest';
import { loadChecks } from '../../main/catalogue/checks.ts';
import { crosswalkOf } from '../../main/catalogue/crosswalk.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import type { Finding } from '../../main/contract/findings.ts';
import { nameFinding } from '../../main/domain/evidence/check-tables.ts';
import { FindingTally } from '../../main/domain/evidence/finding-tally.ts';
import { type FindingContext, placeFinding } from '../../main/domain/evidence/findings.ts';
import { namedControls, rankDuties } from '../../main/domain/evidence/requirements.ts';
import { findingsFixture, readAll } from '../importers/findings-support.ts';

const index = indexCatalogue(loadCatalogue());
const tables = loadChecks();
const crosswalk = crosswalkOf(index, tables);
const use = (ref: string, catalogueId: string) => ({ ref, catalogueId, account: null, region: null });
const context: FindingContext = {
  tables,
  crosswalk,
  recognise: index.recognise,
  service: index.service,
  responsibility: index.responsibility,
  inUse: [
    use('images', 's3'),
    use('orders-db', 'rds'),
    use('hosts', 'ec2'),
    use('mailer', 'lambda'),
    use('people', 'iam'),
  ],
  isAsked: () => true,
};
const place = (finding: Finding) => placeFinding(nameFinding(finding, tables), context);
const read = async (name: string) => (await readAll(name, findingsFixture(name))).findings;

describe('controls that a scanner names', () => {
  it.each([
    ['NIST.800-53.r5 AC-3(7)', 'nist-800-53-r5', ['AC-3(7)']],
    ['NIST SP 800-53 Rev. 4 CP-2', 'nist-800-53-r5', ['CP-2']],
    ['NIST-800-53-Revision-5 ac_2_3_a ac_3', 'nist-800-53-r5', ['AC-2(3)', 'AC-3']],
    ['NIST-800-171-Revision-2 3_1_1', 'nist-800-171-r2', ['3.1.1']],
    ['PCI DSS v4.0.1/1.2.3', 'pci-dss-4.0.1', ['1.2.3']],
    ['PCI-4.0 1.2.5.1, 1.2.5.2', 'pci-dss-4.0.1', ['1.2.5.1', '1.2.5.2']],
    ['CIS AWS Foundations Benchmark v3.0.0/1.20', 'cis-aws-3.0', ['1.20']],
    ['CIS-5.0 1.20 2.1.4', 'cis-aws-5.0', ['1.20', '2.1.4']],
    ['CIS-3.0: 1.20', 'cis-aws-3.0', ['1.20']],
    ['CIS-1.5: 2.1.1', 'cis-aws-1.5', ['2.1.1']],
    ['CIS AWS Foundations Benchmark v1.4.0/1.16', 'cis-aws-1.4', ['1.16']],
    ['CIS-4.0.1 2.1.4', 'cis-aws-4.0', ['2.1.4']],
    ['CIS-1.2 1.14', 'cis-aws-1.2', ['1.14']],
    ['ISO27001-2022 A.8.5', 'iso-27001-2022', ['A.8.5']],
    ['SOC2 cc_6_1', 'soc2-tsc-2017', ['CC6.1']],
    ['AICPA TSC CC3.1', 'soc2-tsc-2017', ['CC3.1']],
    ['HIPAA 164_308_a_1_ii_a', 'hipaa-security-rule', ['164.308(a)(1)(ii)(A)']],
    ['AWS-Well-Architected-Framework-Security-Pillar SEC03-BP08', 'aws-well-architected-security', ['SEC 3']],
    ['AWS-Foundational-Security-Best-Practices S3.8', 'security-hub', ['S3.8']],
  ])('%s', (text, framework, controls) => {
    const named = namedControls([text]);
    expect(named.map(({ control }) => control)).toEqual(controls);
    expect(new Set(named.map((entry) => entry.framework))).toEqual(new Set([framework]));
    for (const { control } of named) expect(crosswalk(framework, control), control).not.toEqual([]);
  });

  it.each([
    'ISO27001-2013 A.10.1',
    'PCI-3.2.1 s3',
    'PCI DSS 10.5.2',
    'CIS-1.3 1.1',
    'NIST CSF V1.1 ID.BE-5',
    'MITRE-ATTACK T1190',
    'constructor',
    '',
  ])('an edition that the catalogue has not is left: %s', (text) => {
    expect(namedControls([text])).toEqual([]);
  });

  it('are read up to a number of them, however many a record names', () => {
    const text = `CIS-3.0 ${Array.from({ length: 1000 }, (_, at) => `1.${at}`).join(' ')}`;
    expect(namedControls([text])).toHaveLength(60);
  });

  it('a framework has one vote, however many of its controls are named', () => {
    const duties = { a: ['one'], b: ['two'], c: ['two'], d: ['two'] };
    const of = (framework: string, control: keyof typeof duties) => ({
      framework,
      name: framework,
      control,
      exact: false,
    });
    const ranked = rankDuties(
      [of('x', 'a'), of('y', 'a'), of('z', 'b'), of('z', 'c'), of('z', 'd')],
      (_framework, control) => duties[control as keyof typeof duties],
      () => true,
    );
    expect(ranked.map(({ duty }) => duty)).toEqual(['one', 'two']);
    expect(ranked[0]?.by).toBe('x a');
  });
});

describe('an unknown check', () => {
  it('is placed by a control about settings of this cloud, which is named', async () => {
    const places = new Map((await read('products.asff.json')).map((finding) => [finding.id, place(finding)]));
    expect(places.get('p6')).toMatchObject({
      refs: ['images/public-exposure'],
      by: 'CIS AWS 3.0 2.1.4',
      unplaced: null,
    });
    expect(places.get('p7')).toMatchObject({
      refs: ['workbook/account-root-protection'],
      by: 'CIS AWS 1.2 1.14',
    });
  });

  it('whose controls hold of many checks is left to a person, with at most three duties of its service', async () => {
    const other = (await read('products.asff.json')).find(({ id }) => id === 'p8');
    if (!other) throw new Error('no such finding');
    const { refs, unplaced, candidates } = place(other);
    expect([refs, unplaced]).toEqual([[], 'unknown-check']);
    expect(candidates[0]).toEqual({ ref: 'images/encryption-at-rest', by: 'NIST SP 800-53 SC-28' });
    expect(candidates.length).toBeLessThanOrEqual(3);
    expect(candidates.every(({ ref }) => /^(images|workbook)\//.test(ref))).toBe(true);
  });

  it('of a service that is not asked the duty has no candidate there', async () => {
    const finding = (await read('products.asff.json')).find(({ id }) => id === 'p6');
    if (!finding) throw new Error('no such finding');
    expect(placeFinding(finding, { ...context, isAsked: () => false })).toMatchObject({
      refs: [],
      candidates: [],
      unplaced: 'unknown-check',
    });
  });

  it('is counted by check and control', async () => {
    const findings = (await read('products.asff.json')).filter(({ id }) => id === 'p6');
    const tally = new FindingTally();
    for (const finding of [...findings, ...findings]) tally.add(finding, place(finding));
    expect(tally.byControls()).toEqual([
      {
        check: 'buckets',
        title: 'Title of p6',
        by: 'CIS AWS 3.0 2.1.4',
        refs: ['images/public-exposure'],
        findings: 2,
      },
    ]);
  });
});

describe('checks of other tools', () => {
  it.each([
    ['inspector.json', ['hosts/traffic-filtering', 'mailer/application-code-security']],
    [
      'guardduty.json',
      ['hosts/monitoring-threat-detection', 'images/public-exposure', 'workbook/api-audit-logging'],
    ],
    ['macie.json', ['images/data-classification', 'images/public-exposure']],
    ['access-analyzer.json', ['images/public-exposure']],
    ['access-analyzer-2.json', ['workbook/access-review', 'images/public-exposure']],
    ['steampipe.json', ['images/public-exposure', 'images/encryption-at-rest']],
    ['steampipe.csv', ['images/public-exposure']],
    [
      'cloudsploit.json',
      ['images/workload-logging', 'orders-db/encryption-at-rest', 'workbook/account-root-protection'],
    ],
    ['cloudsploit.csv', ['images/workload-logging', 'orders-db/encryption-at-rest']],
    [
      'scoutsuite_results_aws.js',
      ['workbook/account-root-protection', 'images/workload-logging', 'images/backup-configuration'],
    ],
    ['trusted-advisor.json', ['images/public-exposure']],
    ['trusted-advisor-clean.json', ['workbook/account-root-protection']],
    [
      'recommendations.json',
      ['images/public-exposure', 'workbook/account-root-protection', 'workbook/api-audit-logging'],
    ],
    ['well-architected.json', ['workbook/workforce-access', 'workbook/access-review']],
    ['prowler-2.csv', ['images/public-exposure', 'workbook/account-root-protection']],
  ])('%s', async (name, refs) => {
    const first = (await read(name)).flatMap((finding) => place(finding).refs[0] ?? []);
    expect(first).toEqual(expect.arrayContaining(refs));
  });

  it.each<[string, Partial<Finding>, string]>([
    [
      'by the kind of resource that Security Hub names',
      { check: 'guardduty/X:IAMUser/Y', resourceType: 'AwsIamAccessKey' },
      'people',
    ],
    [
      'by the service of its control, in any case',
      { check: 'Lambda.1', resourceType: 'AwsAccount' },
      'mailer',
    ],
    ['by the category of a scanner', { check: 'cloudsploit/bucketLogging', service: 'S3' }, 'images'],
  ])('find their service %s', (_what, parts, service) => {
    expect(place({ ...empty, ...parts }).services).toEqual([service]);
  });

  it('of ScoutSuite are known whatever is filled into their names', () => {
    const at = (check: string) =>
      place({ ...empty, source: 'prowler', check: `scoutsuite/${check}`, service: 's3' });
    expect(at('s3-bucket-AllUsers-write_acp').refs).toEqual(['images/public-exposure']);
    expect(at('iam-inline-group-policy-allows-iam-PassRole').responsibilities).toEqual([
      'permissions-policies',
    ]);
    expect(at('s3-bucket-no-logging').responsibilities).toEqual(['workload-logging']);
  });

  it('say no more of a check than its longest beginning does', () => {
    const finding = (check: string) => ({
      source: 'security-hub' as const,
      check,
      rule: null,
      resource: 'arn:aws:s3:::images',
    });
    const at = (check: string) => place({ ...empty, ...finding(check) }).responsibilities;
    expect(at('guardduty/Policy:S3/NewName')).toEqual(['public-exposure']);
    expect(at('guardduty/NewThreat:EC2/Something')[0]).toBe('monitoring-threat-detection');
    expect(at('guardduty')).toEqual([]);
    expect(at('azure/guardduty/x')).toEqual([]);
  });

  it('have a name where the file gives their id only', async () => {
    const [first] = await read('trusted-advisor.json');
    if (!first) throw new Error('nothing was read');
    expect(nameFinding(first, tables)).toMatchObject({
      title: 'Amazon S3 Bucket Permissions',
      service: 's3',
    });
  });
});

const empty: Finding = {
  id: 'f',
  source: 'security-hub',
  check: '',
  rule: null,
  title: '',
  result: 'fail',
  severity: null,
  resource: null,
  resourceType: null,
  service: null,
  account: null,
  region: null,
  observedAt: null,
  requirements: [],
};
