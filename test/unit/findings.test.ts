import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadChecks, readChecks } from '../../main/catalogue/checks.ts';
import { crosswalkOf } from '../../main/catalogue/crosswalk.ts';
import { findDataFolder } from '../../main/catalogue/data-folder.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import type { Finding } from '../../main/contract/findings.ts';
import { ruleNames } from '../../main/domain/evidence/check-tables.ts';
import { FindingTally } from '../../main/domain/evidence/finding-tally.ts';
import { type FindingContext, locateFinding, placeFinding } from '../../main/domain/evidence/findings.ts';

const index = indexCatalogue(loadCatalogue());
const tables = loadChecks();
const crosswalk = crosswalkOf(index, tables);

const inUse = (
  ref: string,
  catalogueId: string,
  account: string | null = null,
  region: string | null = null,
) => ({
  ref,
  catalogueId,
  account,
  region,
});
const context = (services: FindingContext['inUse'], isAsked = (_ref: string) => true): FindingContext => ({
  tables,
  crosswalk,
  recognise: index.recognise,
  service: index.service,
  responsibility: index.responsibility,
  inUse: services,
  isAsked,
});
const finding = (parts: Partial<Finding>): Finding => ({
  id: 'f',
  source: 'prowler',
  check: 'rds_instance_storage_encrypted',
  rule: null,
  title: 'Databases are encrypted',
  result: 'fail',
  severity: 'high',
  resource: null,
  resourceType: null,
  service: null,
  account: null,
  region: null,
  observedAt: null,
  requirements: [],
  ...parts,
});
const database = 'arn:aws:rds:eu-west-1:111122223333:db:orders';

/** A check of another tool whose name tells of no service, on a duty of services. */
const [OF_NO_SERVICE = ''] =
  [...tables.others].find(
    ([check, duties]) =>
      !tables.names.has(check) && index.responsibility(duties[0] ?? '')?.scope === 'service',
  ) ?? [];

describe('the tables of checks', () => {
  it('name responsibilities of the catalogue', () => {
    const named = [
      ...[...tables.prowler.values(), ...tables.controls.values()].map(
        ({ responsibilities }) => responsibilities,
      ),
      ...tables.others.values(),
      ...tables.benchmarks.values(),
      ...tables.beginnings.map(([, responsibilities]) => responsibilities),
    ].flat();
    expect(named.length).toBeGreaterThan(1000);
    expect(named.filter((id) => !index.responsibility(id) || index.isRetired(id))).toEqual([]);
    expect(tables.prowler.size).toBe(645 + 270);
    expect(tables.controls.size).toBe(451);
  });

  const folder = mkdtempSync(join(tmpdir(), 'demarc-checks-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are refused when they are not the ones that shipped', () => {
    copyFileSync(join(findDataFolder(), 'manifest.json'), join(folder, 'manifest.json'));
    cpSync(join(findDataFolder(), 'checks'), join(folder, 'checks'), { recursive: true });
    expect(readChecks(folder).rules.size).toBe(tables.rules.size);
    const file = join(folder, 'checks', 'security-hub.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Account.1', 'Account.9'));
    expect(() => readChecks(folder)).toThrow(/checks\/security-hub\.json is not the one/);
  });
});

describe('where a finding belongs', () => {
  const shop = [inUse('orders-db', 'rds'), inUse('images', 's3'), inUse('network', 'vpc')];

  it.each<[string, Partial<Finding>, readonly string[]]>([
    ['an ARN', { resource: database }, ['orders-db']],
    ['the service of the check alone', {}, ['orders-db']],
    [
      'what the resource is, before the service of the check',
      { check: 'ec2_securitygroup_not_used', resource: 'arn:aws:ec2:eu-west-1:1:security-group/sg-1' },
      ['network'],
    ],
    ['a bucket', { check: 's3_bucket_default_encryption', resource: 'arn:aws:s3:::orders' }, ['images']],
    [
      'a type of CloudFormation',
      {
        source: 'aws-config',
        check: 'rds-storage-encrypted',
        resourceType: 'AWS::RDS::DBInstance',
        resource: 'db-X',
      },
      ['orders-db'],
    ],
    ['a control', { source: 'security-hub', check: 's3.8' }, ['images']],
    [
      'a service that is not in use',
      { check: 'awslambda_function_not_publicly_accessible', service: 'awslambda' },
      [],
    ],
  ])('%s', (_what, parts, services) => {
    expect(placeFinding(finding(parts), context(shop)).services).toEqual(services);
  });

  it('gives an assignment for each responsibility, the most direct first', () => {
    const place = placeFinding(finding({ resource: database }), context(shop));
    expect(place.responsibilities).toEqual(
      tables.prowler.get('rds_instance_storage_encrypted')?.responsibilities,
    );
    expect(place.refs[0]).toBe(`orders-db/${place.responsibilities[0]}`);
    expect(place.unplaced).toBeNull();
  });

  it('puts what is asked once under the workbook, even where the service is not in use', () => {
    const once = [...tables.prowler.values()].find((check) =>
      check.responsibilities.some((id) => index.responsibility(id)?.scope === 'organisation'),
    );
    if (!once) throw new Error('no such check');
    const place = placeFinding(finding({ check: once.check }), context([]));
    expect(place.refs.length).toBeGreaterThan(0);
    expect(place.refs.every((ref) => ref.startsWith('workbook/'))).toBe(true);
  });

  it('prefers the same account and Region, then what names none', () => {
    const services = [
      inUse('here', 'rds', '1', 'eu-west-1'),
      inUse('there', 'rds', '2'),
      inUse('open', 'rds'),
    ];
    const at = (account: string | null, region: string | null = null) =>
      placeFinding(finding({ resource: database, account, region }), context(services)).services;
    expect(at('1', 'eu-west-1')).toEqual(['here']);
    expect(at('2')).toEqual(['there']);
    expect(at('3')).toEqual(['open']);
    expect(at(null)).toEqual(['here', 'there', 'open']);
  });

  it('is never placed on a service that is in use in another account', () => {
    const at = (account: string, ...services: readonly ReturnType<typeof inUse>[]) =>
      placeFinding(finding({ resource: database, account }), context(services));
    const here = inUse('here', 'rds', '1111-2222-3333');
    expect(at('111122223333', here, inUse('named', 'rds', 'production')).services).toEqual(['here']);
    expect(at('444455556666', here, inUse('named', 'rds', 'production')).services).toEqual(['named']);
    expect(at('444455556666', here)).toMatchObject({ services: [], unplaced: 'other-account' });
  });

  it('is of no account that a spreadsheet cannot have shortened to what is left of it', () => {
    const of = (shortened: string) => finding({ resource: database, account: null, shortened });
    const at = (shortened: string, ...services: readonly ReturnType<typeof inUse>[]) =>
      placeFinding(of(shortened), context(services));
    const [one, two] = [inUse('one', 'rds', '111122223333'), inUse('two', 'rds', '222233334444')];
    expect(at('1.11122E+11', one, two).services).toEqual(['one']);
    expect(at('2,22233E+11', one, two, inUse('open', 'rds')).services).toEqual(['two']);
    expect(at('3.33344E+11', one, inUse('open', 'rds')).services).toEqual(['open']);
    expect(at('3.33344E+11', one, two)).toMatchObject({ services: [], unplaced: 'other-account' });
    // Nor is it what a person says of the whole file, where that cannot be.
    const said = (shortened: string) => locateFinding(of(shortened), '111122223333', null);
    expect(said('1.11122E+11')).toMatchObject({ account: '111122223333' });
    expect(said('1.11122E+11').shortened).toBeUndefined();
    expect(said('2.22233E+11')).toEqual(of('2.22233E+11'));
    const inRegion = locateFinding(of('1.11122E+11'), null, 'eu-west-1');
    expect(inRegion).toMatchObject({ account: null, shortened: '1.11122E+11', region: 'eu-west-1' });
  });

  it('of an account that the workbook does not speak of bears on no duty of the organisation either', () => {
    const check = [...tables.prowler.values()].find(({ responsibilities }) =>
      responsibilities.some((id) => index.responsibility(id)?.scope === 'organisation'),
    );
    if (!check) throw new Error('No check bears on a duty of the organisation.');
    const at = (account: string, ...services: readonly ReturnType<typeof inUse>[]) =>
      placeFinding(finding({ check: check.check, service: check.service, account }), context(services));
    const here = inUse('here', 'rds', '111122223333');
    expect(at('444455556666', here)).toMatchObject({ refs: [], unplaced: 'other-account' });
    expect(at('111122223333', here).unplaced).toBeNull();
    // Nor does a check that no table knows.
    expect(
      placeFinding(finding({ check: 'made_up', account: '444455556666' }), context([here])),
    ).toMatchObject({ refs: [], unplaced: 'other-account' });
    // A workbook that does not say in which account something is may speak of this one.
    expect(at('444455556666', here, inUse('open', 'iam', null)).unplaced).toBeNull();
  });

  it('finds a service that is run as a variant, or has the same prefix', () => {
    const variant = index.services.find((service) => service.variantOf === 'rds');
    const sibling = index.services.find(
      (service) => service.awsPrefix === 'rds' && service.id !== 'rds' && !service.variantOf,
    );
    for (const service of [variant, sibling].filter((entry) => entry !== undefined))
      expect(
        placeFinding(finding({ resource: database }), context([inUse('db', service.id)])).services,
      ).toEqual(['db']);
    expect(variant ?? sibling).toBeDefined();
  });

  it.each([
    ['securityhub-mfa-enabled-for-iam-console-access-9ae73a2f', 'mfa-enabled-for-iam-console-access'],
    ['rds-storage-encrypted-conformance-pack-ab12cd34e', 'rds-storage-encrypted'],
    ['rds-storage-encrypted', 'rds-storage-encrypted'],
  ])('the rule behind %s', (deployed, rule) => {
    expect(ruleNames(deployed)).toContain(rule);
    const place = placeFinding(
      finding({ source: 'aws-config', check: deployed, rule: deployed }),
      context([]),
    );
    expect(place.responsibilities).toEqual(tables.rules.get(rule)?.responsibilities);
  });

  it.each<[string, Partial<Finding>, FindingContext, string]>([
    ['an unknown check', { check: 'made_up' }, context(shop), 'unknown-check'],
    [
      'a check with the name of a member that every object has',
      { check: 'constructor' },
      context(shop),
      'unknown-check',
    ],
    ['a service not in use', { resource: database }, context([]), 'service-not-in-use'],
    ['what names no service', { source: 'security-hub', check: OF_NO_SERVICE }, context(shop), 'no-service'],
    [
      'a rule by its name, of a service not in use',
      { source: 'aws-config', check: 's3-bucket-public-read-prohibited' },
      context([]),
      'service-not-in-use',
    ],
    ['a duty that is not asked', { resource: database }, context(shop, () => false), 'not-asked'],
  ])('%s is left to a person', (_what, parts, where, why) => {
    expect(placeFinding(finding(parts), where)).toMatchObject({ refs: [], unplaced: why });
  });

  it('a rule of AWS Config goes by its control where it names no resource', () => {
    const rule = finding({ source: 'aws-config', check: 's3-bucket-public-read-prohibited' });
    const where = context([inUse('files', 's3'), inUse('orders-db', 'rds')]);
    expect(placeFinding(rule, where)).toMatchObject({ services: ['files'], refs: ['files/public-exposure'] });
  });

  it('counts by assignment, and lists what is left by check, the most frequent first', () => {
    const tallies = [new FindingTally(), new FindingTally()] as const;
    const checks = ['made_up', 'other', 'other', 'rds_instance_storage_encrypted'];
    checks.forEach((check, at) => {
      const each = finding({ check, title: check, result: at === 3 ? 'pass' : 'fail' });
      tallies[at % 2 === 0 ? 0 : 1].add(each, placeFinding(each, context(shop)));
    });
    tallies[0].merge(tallies[1]);
    tallies[0].merge(tallies[1]);
    const [ref = ''] = placeFinding(finding({}), context(shop)).refs;
    expect(tallies[0].results(ref)).toEqual({ pass: 2, fail: 0, manual: 0, suppressed: 0 });
    expect(tallies[0].results('orders-db/unknown')).toBeUndefined();
    expect(tallies[0].unplaced()).toEqual([
      { check: 'other', title: 'other', why: 'unknown-check', findings: 3 },
      { check: 'made_up', title: 'made_up', why: 'unknown-check', findings: 1 },
    ]);
  });
});
