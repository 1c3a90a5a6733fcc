import { describe, expect, it } from 'vitest';
import { arnsIn, namedByArn, parseArn } from '../../main/importers/discover/arns/arn.ts';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import fc, { runs } from '../support/property.ts';
import { fixture, index, read, typesOf } from './support.ts';

const discovered = async (name: string) => {
  const { files, services } = await discoverFiles([fixture(name)], index, []);
  return {
    file: files[0],
    services: services.map(({ catalogueId, accounts, regions }) => [
      catalogueId,
      [...accounts],
      [...regions],
    ]),
  };
};

describe('an ARN', () => {
  it.each(['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f'])(
    'of the partition %s has its five parts',
    (partition) => {
      expect(parseArn(` arn:${partition}:rds:r-1:111122223333:db:orders `)).toEqual({
        partition,
        service: 'rds',
        region: 'r-1',
        account: '111122223333',
        resource: 'db:orders',
      });
    },
  );

  it.each(['arn:aws', 'arn:gcp:x:y:z:a', 'arn:aws::r:1:x', 'urn:aws:s3:::x', ''])('is not %j', (text) =>
    expect(parseArn(text)).toBeNull(),
  );

  it.each([
    ['arn:aws:lambda:r:111122223333:function:a:7', 'lambda:function'],
    ['arn:aws:s3:::bucket/key/of/it', 's3:bucket'],
    ['arn:aws:sns:r:111122223333:topic:0f-11', 'sns'],
    [
      'arn:aws:elasticloadbalancing:r:111122223333:loadbalancer/net/a/1',
      'elasticloadbalancing:loadbalancer/net',
    ],
    ['arn:aws:elasticloadbalancing:r:111122223333:loadbalancer/app', 'elasticloadbalancing:loadbalancer'],
    ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'of-aws'],
    ['arn:aws:iam::111122223333:root', 'principal'],
    ['arn:aws:sts::111122223333:assumed-role/a/b', 'principal'],
    // As Prowler writes of what it does not find.
    ['arn:aws:guardduty:r:111122223333:detector/unknown', 'not-there'],
    ['arn:aws:organizations::111122223333:unknown', 'not-there'],
    ['arn:aws:cloudtrail:r:111122223333:trail', 'not-there'],
    ['arn:aws:logs:r:111122223333:log-group', 'not-there'],
    ['arn:aws:glue:r:111122223333:catalog', 'glue'],
    ['arn:aws:sns:r:111122223333:unknown', 'sns'],
    ['arn:aws:s3:::unknown', 's3:bucket'],
    ['arn:aws:ssm:r:111122223333:parameter/app/unknown', 'ssm:parameter'],
    ['arn:aws:logs:*:*:*', 'pattern'],
    ['arn:aws:s3:::{{bucket}}/*', 'pattern'],
    ['arn:aws:s3:::bucket/*', 's3:bucket'],
    ['arn:aws:logs:r:111122223333:log-group:/a:*', 'logs:log-group'],
  ])('%s names %s', (text, expected) => {
    const arn = parseArn(text);
    const named = arn && namedByArn(arn);
    expect(named?.is === 'resource' ? named.type : named?.is).toBe(expected);
  });

  it('is found in any text around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const arn = 'arn:aws:sqs:eu-west-1:111122223333:orders';
        const found = [...arnsIn(`${before} ${arn} ${after}`)].map(({ service, resource }) => [
          service,
          resource,
        ]);
        expect(found).toContainEqual(['sqs', 'orders']);
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('files that name resources by their ARNs', () => {
  it('Steampipe: a row is its own ARN, versions are one function, roles are only referred to', async () => {
    const { file, services } = await discovered('steampipe.csv');
    expect([file?.format, file?.types]).toEqual(['arns', [{ type: 'lambda:function', count: 2 }]]);
    expect(services).toEqual([['lambda', ['111122223333'], ['eu-west-1']]]);
    expect(file?.notes.join()).toMatch(/^2 other resources are only referred to by rows of steampipe\.csv/);
  });

  it('CloudQuery: one document a line, and the row says where a bucket is', async () => {
    const { file, services } = await discovered('cloudquery.jsonl');
    expect(file?.resources).toBe(3);
    expect(services).toContainEqual(['s3', ['111122223333'], ['eu-west-1']]);
    expect(services).toContainEqual(['elastic-load-balancing', ['111122223333'], ['eu-west-1']]);
    expect(services).toContainEqual(['dynamodb', ['444455556666'], ['cn-north-1']]);
  });

  it('Cartography: ids of nodes, wherever in the document they are', async () => {
    const { services } = await discovered('cartography.json');
    expect(services.map(([id]) => id).sort()).toEqual(['ec2', 'kms']);
  });

  it('a mail: what is a pattern or belongs to AWS is named and not counted', async () => {
    const { file, services } = await discovered('mail.txt');
    expect(services.map(([id]) => id).sort()).toEqual(['ecs-ec2', 's3', 'sns']);
    expect(file?.notes.join()).toMatch(/2 ARNs left aside/);
  });

  it('YAML, and lists with any heading or none', () => {
    expect(typesOf(read('a.yaml', 'queues:\n  - arn: arn:aws:sqs:r:111122223333:a\n'))).toEqual({ sqs: 1 });
    expect(typesOf(read('a.csv', 'arn:aws:sqs:r:111122223333:a\narn:aws:sqs:r:111122223333:b\n'))).toEqual({
      sqs: 2,
    });
    expect(
      typesOf(
        read('a.csv', 'What,Where\nQueue,arn:aws:sqs:r:111122223333:a\nTopic,arn:aws:sns:r:111122223333:b\n'),
      ),
    ).toEqual({ sqs: 1, sns: 1 });
  });

  it('a text with patterns alone is refused with what to give', () => {
    expect(() => read('a.txt', 'Allow arn:aws:s3:::* to all')).toThrow(
      /a\.txt holds ARNs, but none that names a resource/,
    );
  });
});

describe('lists of services', () => {
  it('a list of one column is a list, each name in use', async () => {
    const { file, services } = await discovered('services.csv');
    expect([file?.format, file?.unmapped]).toEqual(['service-list', [{ type: 'Acme Backup', count: 1 }]]);
    expect(services.map(([id]) => id).sort()).toEqual(['aurora', 'lambda', 's3']);
    expect(typesOf(read('l.txt', 'Amazon S3\nLambda\n'))).toEqual({ 'Amazon S3': 1, Lambda: 1 });
  });

  it('the table of last access that IAM shows names services that nobody called', () => {
    const found = read(
      'access.csv',
      'Service,Policies granting permissions,Last accessed\nAmazon S3,P,2 days ago\nAmazon EC2,P,Not accessed in the tracking period\n',
    );
    expect([...(found.notInUse ?? [])]).toEqual(['Amazon EC2']);
    expect(found.notes).toContain(
      '1 service not in use by what the table says, so not proposed: Amazon EC2 (Last accessed: “Not accessed in the tracking period”).',
    );
  });

  it("somebody's own inventory says accounts and Regions", async () => {
    const { file, services } = await discovered('own-inventory.csv');
    expect(file?.format).toBe('service-list');
    expect(services).toContainEqual(['rds', ['111122223333'], ['eu-west-1']]);
    expect(services).toContainEqual(['s3', ['444455556666'], ['eu-central-1']]);
  });
});

it('a list says by the number of its account where something is, as a table and as a document', () => {
  const entry = { arn: 'arn:aws:s3:::orders', accountNumber: '111122223333', regionCode: 'eu-west-1' };
  for (const found of [
    read('list.json', [entry]),
    read('list.csv', `${Object.keys(entry).join(',')}\n${Object.values(entry).join(',')}\n`),
  ])
    expect(
      [...(found.places?.values() ?? [])].map(({ accounts, regions }) => [...accounts, ...regions]),
    ).toEqual([['111122223333', 'eu-west-1']]);
});

describe('an ARN in a tag is no resource of the row', () => {
  const stack = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/0f';
  it('in the answer of a call that names no ARNs, which is then none of the files that are read', () => {
    const Tags = [{ Key: 'aws:cloudformation:stack-id', Value: stack }];
    expect(() => read('subnets.json', { Subnets: [{ SubnetId: 'subnet-1', Tags }] })).toThrow(
      /none of the files that can be read/,
    );
  });
  it('in a table, whose own column is another', () => {
    const queue = 'arn:aws:sqs:eu-west-1:111122223333:orders';
    const rows = [`x,"{""stack"":""${stack}""}",${queue}`, `y,"{""stack"":""${stack}""}",`];
    expect(typesOf(read('rows.csv', ['name,tags,urn', ...rows].join('\n')))).toEqual({ sqs: 1 });
  });
});

describe('which resource an answer of AWS is about', () => {
  const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
  const role = 'arn:aws:iam::111122223333:role/run';
  const fun = {
    Layers: [{ Arn: arn('lambda', 'layer:l:1'), CodeSize: 1 }],
    FunctionName: 'a',
    FunctionArn: arn('lambda', 'function:a'),
    Role: role,
    LoggingConfig: { LogGroup: '/aws/lambda/a' },
  };
  const other = { FunctionName: 'b', FunctionArn: arn('lambda', 'function:b') };
  it.each([
    [
      {
        Functions: [
          {
            FunctionArn: arn('lambda', 'function:a'),
            Role: role,
            Layers: [{ Arn: arn('lambda', 'layer:l:1') }],
          },
        ],
      },
      { 'lambda:function': 1 },
    ],
    [
      { services: [{ serviceArn: arn('ecs', 'service/a/b'), clusterArn: arn('ecs', 'cluster/a') }] },
      { 'ecs:service': 1 },
    ],
    [
      { Stacks: [{ StackId: arn('cloudformation', 'stack/a/0f'), RoleARN: role }] },
      { 'cloudformation:stack': 1 },
    ],
    [{ clusterArns: [arn('ecs', 'cluster/a'), arn('ecs', 'cluster/b')] }, { 'ecs:cluster': 2 }],
    // get-function, get-function-configuration, describe-table, describe-task-definition: one resource, by its own name.
    [{ Configuration: fun, Code: { Location: 'https://x.test' } }, { 'lambda:function': 1 }],
    [fun, { 'lambda:function': 1 }],
    [[{ Configuration: fun }, { Configuration: { ...fun, ...other } }], { 'lambda:function': 2 }],
    [{ data: [fun] }, { 'lambda:function': 1 }],
    [
      {
        Table: {
          LatestStreamArn: arn('dynamodb', 'table/a/stream/1'),
          TableName: 'a',
          TableArn: arn('dynamodb', 'table/a'),
        },
      },
      { 'dynamodb:table': 1 },
    ],
    [
      { taskDefinition: { executionRoleArn: role, taskDefinitionArn: arn('ecs', 'task-definition/a:1') } },
      { 'ecs:task-definition': 1 },
    ],
    // Whose list it is, is none of what it lists.
    [{ RoleName: 'run', RoleArn: role, Resources: [{ Arn: arn('sqs', 'a') }] }, { sqs: 1 }],
    [[arn('sqs', 'a'), arn('sqs', 'b')], { sqs: 2 }],
    [[{ arn: arn('sqs', 'a'), name: 'a', policyArns: [role] }], { sqs: 1 }],
  ] as const)('%j', (document, types) => {
    const found = read('answer.json', document);
    expect(typesOf(found)).toEqual(types);
    expect(found.notes.join()).not.toContain('Nothing in');
  });
  it('is told where its entries have no ARN and only what they refer to has one', () => {
    const profile = { Arn: 'arn:aws:iam::111122223333:instance-profile/web', Id: 'AIPA' };
    const IamInstanceProfileAssociations = [{ InstanceId: 'i-1', IamInstanceProfile: profile }];
    const found = read('profiles.json', { IamInstanceProfileAssociations });
    expect(found.notes.join()).toMatch(/Nothing in profiles\.json is said to be the ARN of a row of its own/);
  });
});
