import { describe, expect, it } from 'vitest';
import { isMadeByAws } from '../../main/domain/services/aws-defaults.ts';
import { read, typesOf } from './support.ts';

const R = 'eu-west-1:111122223333';

/** What AWS makes in every account by itself, or owns there. */
const MADE = [
  `arn:aws:iam::111122223333:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport`,
  `arn:aws:athena:${R}:datacatalog/AwsDataCatalog`,
  `arn:aws:athena:${R}:workgroup/primary`,
  `arn:aws:events:${R}:event-bus/default`,
  `arn:aws:scheduler:${R}:schedule-group/default`,
  `arn:aws:xray:${R}:sampling-rule/Default`,
  `arn:aws:xray:${R}:group/Default`,
  `arn:aws:s3:us-east-1:111122223333:storage-lens/default-account-dashboard`,
  `arn:aws:elasticache:${R}:user:default`,
  `arn:aws:elasticache:${R}:user:default.iam-user`,
  `arn:aws:elasticache:${R}:usergroup:default.iam-user-group`,
  `arn:aws:elasticache:${R}:parametergroup:default.redis7`,
  `arn:aws:memorydb:${R}:user/default`,
  `arn:aws:memorydb:${R}:acl/open-access`,
  `arn:aws:memorydb:${R}:parametergroup/default.memorydb-valkey7.search`,
  `arn:aws:apprunner:${R}:autoscalingconfiguration/DefaultConfiguration/1/00000000000000000000000000000001`,
  `arn:aws:ecs:${R}:capacity-provider/FARGATE`,
  `arn:aws:ecs:${R}:capacity-provider/FARGATE_SPOT`,
  `arn:aws:cloudtrail:${R}:channel/aws-service-channel/resource-explorer-2/1`,
  `arn:aws:backup:${R}:backup-vault:Default`,
  `arn:aws:rds:${R}:og:default:mysql-8-0`,
  `arn:aws:rds:${R}:pg:default.mysql8.0`,
  `arn:aws:rds:${R}:cluster-pg:default.docdb5.0`,
  `arn:aws:rds:${R}:subgrp:default`,
  `arn:aws:rds:${R}:secgrp:default`,
  `arn:aws:redshift:${R}:subnetgroup:default`,
  `arn:aws:route53resolver:${R}:resolver-rule/rslvr-autodefined-rr-internet-resolver`,
  `arn:aws:dms:${R}:subgrp:default`,
  `arn:aws:redshift:${R}:parametergroup:default.redshift-1.0`,
  `arn:aws:codedeploy:${R}:deploymentconfig:CodeDeployDefault.OneAtATime`,
  `arn:aws:appconfig:${R}:deploymentstrategy/AppConfig.AllAtOnce`,
  `arn:aws:cassandra:${R}:/keyspace/system_schema/`,
  `arn:aws:cassandra:${R}:/keyspace/system/table/local`,
  `arn:aws:mediaconvert:${R}:queues/Default`,
  `arn:aws:kms:${R}:alias/aws/s3`,
  `arn:aws-cn:athena:cn-north-1:111122223333:workgroup/primary`,
];
/** What people made, and called much the same. */
const OF_PEOPLE: readonly (readonly [arn: string, type: string])[] = [
  ['arn:aws:s3:::default', 's3:bucket'],
  [`arn:aws:iam::111122223333:role/AWSServiceRoleForShop`, 'iam:role'],
  [`arn:aws:iam::111122223333:role/service-role/shop`, 'iam:role'],
  [`arn:aws:athena:${R}:workgroup/primary-etl`, 'athena:workgroup'],
  [`arn:aws:events:${R}:event-bus/default-orders`, 'events:event-bus'],
  [`arn:aws:events:${R}:rule/default`, 'events:rule'],
  [`arn:aws:xray:${R}:group/Defaults`, 'xray:group'],
  [`arn:aws:elasticache:${R}:user:default-app`, 'elasticache:user'],
  [`arn:aws:elasticache:${R}:cluster:default`, 'elasticache:cluster'],
  [`arn:aws:memorydb:${R}:cluster/default`, 'memorydb:cluster'],
  [`arn:aws:memorydb:${R}:acl/open`, 'memorydb:acl'],
  [
    `arn:aws:apprunner:${R}:autoscalingconfiguration/DefaultConfiguration/2/7f3a`,
    'apprunner:autoscalingconfiguration',
  ],
  [`arn:aws:ecs:${R}:cluster/default`, 'ecs:cluster'],
  [`arn:aws:ecs:${R}:capacity-provider/fleet`, 'ecs:capacity-provider'],
  [`arn:aws:backup:${R}:backup-vault:default`, 'backup:backup-vault'],
  [`arn:aws:rds:${R}:db:default`, 'rds:db'],
  [`arn:aws:rds:${R}:pg:default-mysql`, 'rds:pg'],
  [`arn:aws:rds:${R}:subgrp:default-vpc-0a1`, 'rds:subgrp'],
  [`arn:aws:securityhub:${R}:hub/default`, 'securityhub:hub'],
  [`arn:aws:codedeploy:${R}:deploymentconfig:CodeDeployDefaults`, 'codedeploy:deploymentconfig'],
  [`arn:aws:cassandra:${R}:/keyspace/systems/`, 'cassandra:keyspace'],
  [`arn:aws:kms:${R}:alias/aws-shop`, 'kms:alias'],
  [`arn:aws:kms:${R}:key/0a1`, 'kms:key'],
];
const OTHER = `arn:aws:sqs:${R}:orders`;
const arnOfVault = (name: string) => `arn:aws:backup:${R}:backup-vault:${name}`;
const typeAndName = (arn: string): readonly [string, string] => {
  const [, , service = '', , , ...rest] = arn.split(':');
  const [type = '', ...name] = rest.join(':').replace(/^\//, '').split(/[:/]/);
  return [`${service}:${type}`, name.join(service === 'rds' ? ':' : '/')];
};
const ofExplorer = (arns: readonly string[]) =>
  read('all.json', {
    ViewArn: 'arn:aws:resource-explorer-2:eu-west-1:111122223333:view/all/1',
    Resources: arns.map((Arn) => ({
      Arn,
      ResourceType: typeAndName(Arn)[0],
      OwningAccountId: '111122223333',
    })),
  });

describe('what AWS makes in every account', () => {
  const readers: readonly (readonly [string, (arns: readonly string[]) => ReturnType<typeof read>])[] = [
    ['a list of ARNs', (arns) => read('arns.txt', arns.join('\n'))],
    [
      'a table of ARNs',
      (arns) => read('arns.csv', ['arn,name', ...arns.map((arn) => `${arn},x`)].join('\n')),
    ],
    ['Resource Explorer', ofExplorer],
    [
      'the CSV of Resource Explorer',
      (arns) =>
        read(
          'all.csv',
          [
            'Identifier,Resource type,Region,AWS Account',
            ...arns.map((arn) => {
              const [type, name] = typeAndName(arn);
              return `${name === '' ? arn : name},${type},eu-west-1,111122223333`;
            }),
          ].join('\n'),
        ),
    ],
    [
      'the Tagging API',
      (arns) =>
        read('t.json', { ResourceTagMappingList: arns.map((ResourceARN) => ({ ResourceARN, Tags: [] })) }),
    ],
    [
      'the CSV of Tag Editor',
      (arns) =>
        read(
          't.csv',
          ['Identifier,Service,Type,Region,ARN', ...arns.map((arn) => `x,y,z,,${arn}`)].join('\n'),
        ),
    ],
    [
      'AWS Config',
      (arns) =>
        read('c.json', {
          resourceIdentifiers: arns.map((arn) => ({ resourceType: 'AWS::X::Y', resourceId: arn, arn })),
        }),
    ],
  ];
  it.each(readers)('is told by %s and not counted', (_reader, of) => {
    const found = of([...MADE, OTHER]);
    expect([...found.types.values()].reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(found.notes[0]).toMatch(
      /^36 resources not counted, which AWS makes in every account by itself, or owns: /,
    );
    for (const name of ['primary', 'default-account-dashboard', 'FARGATE_SPOT', 'open-access'])
      expect(found.notes[0]).toContain(name);
  });

  it.each(readers)('is not what people made and called alike, by %s', (_reader, of) => {
    const found = of(OF_PEOPLE.map(([arn]) => arn));
    expect([...found.types.values()].reduce((sum, count) => sum + count, 0)).toBe(OF_PEOPLE.length);
    expect(found.notes.join()).not.toContain('by itself');
  });

  it.each(OF_PEOPLE)('%s is %s', (arn, type) =>
    expect(typesOf(read('arns.txt', arn))).toEqual({ [type]: 1 }),
  );

  it.each([
    ['AWS::Athena::WorkGroup', 'primary'],
    ['AWS::CodeDeploy::DeploymentConfig', 'CodeDeployDefault.LambdaAllAtOnce'],
    ['AWS::AppConfig::DeploymentStrategy', 'AppConfig.AllAtOnce'],
    ['AWS::Cassandra::Keyspace', 'system_multiregion_info'],
    ['AWS::KMS::Alias', 'alias/aws/ebs'],
    ['AWS::Route53Resolver::ResolverRuleAssociation', 'rslvr-autodefined-assoc-vpc-0a1-internet-resolver'],
  ])('AWS Config has a %s called %s', (resourceType, resourceId) => {
    const item = (id: string) => ({ resourceType, resourceId: id, configurationItemStatus: 'OK' });
    const { types, notes } = read('c.json', { configurationItems: [item(resourceId), item('shop')] });
    expect([...types]).toEqual([[resourceType, 1]]);
    expect(notes.join()).toContain('1 resource not counted, which AWS makes');
    expect(isMadeByAws(resourceType, 'shop')).toBe(false);
  });
});

it.each([
  [
    'numbers',
    (points: number) => {
      const vault = (BackupVaultName: string, NumberOfRecoveryPoints: number) => ({
        BackupVaultArn: arnOfVault(BackupVaultName),
        BackupVaultName,
        NumberOfRecoveryPoints,
      });
      return read('v.json', { BackupVaultList: [vault('Default', points), vault('shop', 0)] });
    },
  ],
  [
    'cells',
    (points: number) =>
      read(
        'v.csv',
        `arn,number_of_recovery_points\n${arnOfVault('Default')},${points}\n${arnOfVault('shop')},0\n`,
      ),
  ],
])('is counted where it is used, by its %s', (_of, vaults) => {
  expect(typesOf(vaults(7))).toEqual({ 'backup:backup-vault': 2 });
  expect(vaults(7).notes.join()).not.toContain('by itself');
  expect(typesOf(vaults(0))).toEqual({ 'backup:backup-vault': 1 });
});

it('whose account is AWS is not counted by an export either, and one that was made unreadable is', () => {
  const { types, notes } = ofExplorer([
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
    'arn:aws:sqs:eu-west-1:XXXXXXXXXXXX:orders',
  ]);
  expect([...types.keys()]).toEqual(['sqs:orders']);
  expect(notes.join()).toContain('iam:policy (ReadOnlyAccess)');
});

describe('types of which AWS makes some', () => {
  const counts = (...types: readonly string[]) =>
    read('c.json', { resourceCounts: types.map((resourceType) => ({ resourceType, count: 4 })) });
  it.each([
    [['AWS::CodeDeploy::DeploymentConfig'], /nothing here tells which: AWS::CodeDeploy::DeploymentConfig\./],
    [['AWS::Athena::WorkGroup', 'AWS::SQS::Queue'], /which: AWS::Athena::WorkGroup\./],
    [['AWS::EC2::VPC', 'AWS::EC2::Subnet'], /which: AWS::EC2::VPC, AWS::EC2::Subnet\./],
  ] as const)('%j are read, and it is told that they may be its own', (types, note) => {
    const found = counts(...types);
    expect([...found.types.keys()]).toEqual(types);
    expect(found.notes.join()).toMatch(note);
  });

  it.each([
    [['AWS::CodeDeploy::DeploymentConfig', 'AWS::CodeDeploy::Application']],
    [['AWS::EC2::VPC', 'AWS::EC2::Instance']],
    [['AWS::IAM::Role', 'AWS::S3::Bucket']],
  ])('%j have others of the same service beside them', (types) =>
    expect(counts(...types).notes.join()).not.toContain('by itself'),
  );

  it('are told where ids say nothing, and not where the default one was left out', () => {
    expect(ofExplorer([`arn:aws:ec2:${R}:vpc/vpc-0a1`, OTHER]).notes.join()).toContain('which: ec2:vpc.');
    const { notes } = ofExplorer([
      `arn:aws:athena:${R}:workgroup/primary`,
      `arn:aws:athena:${R}:workgroup/etl`,
    ]);
    expect(notes).toHaveLength(1);
  });

  it('are default VPCs where an answer says so', () => {
    const vpcs = (...of: readonly boolean[]) =>
      read('v.json', {
        Vpcs: of.map((IsDefault, at) => ({ VpcId: `vpc-${at}`, IsDefault, State: 'available' })),
      });
    expect(vpcs(true, true).notes.join()).toContain('All its VPCs are default ones');
    expect(vpcs(true, false).notes).toEqual([]);
    expect(typesOf(vpcs(true))).toEqual({ 'ec2:vpc': 1 });
  });
});
