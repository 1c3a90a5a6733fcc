import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { fixture, index } from './support.ts';

const folder = temporaryFolder();
async function discover(document: unknown) {
  const path = join(folder, 'answer.json');
  writeFileSync(path, JSON.stringify(document, null, 2));
  const { kind } = await recogniseFile(path, 'answer.json');
  const { services, files } = await discoverFiles([{ name: 'answer.json', path }], index, []);
  const found = services.map(
    ({ catalogueId, resources }) => `${catalogueId}: ${resources.reduce((sum, { count }) => sum + count, 0)}`,
  );
  return { kind, found, files, services };
}

const instance = (id: string, state = 'running') => ({
  InstanceId: id,
  State: { Code: 16, Name: state },
  Placement: { AvailabilityZone: 'eu-west-1a', Tenancy: 'default' },
  IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/web', Id: 'AIPA1' },
});

it('instances are EC2’s, not of IAM by the profile that they have', async () => {
  const { kind, found, files, services } = await discover({
    Reservations: [
      { OwnerId: '111122223333', ReservationId: 'r-1', Instances: [instance('i-1'), instance('i-2')] },
      { OwnerId: '111122223333', ReservationId: 'r-2', Instances: [instance('i-3', 'terminated')] },
    ],
  });
  expect([kind, found]).toEqual(['templates', ['ec2: 2']]);
  expect(files[0]?.notes).toEqual(['1 deleted resource not counted.']);
  expect(services[0]).toMatchObject({ accounts: ['111122223333'], regions: ['eu-west-1'] });
});

it.each([
  ['list-buckets', { Buckets: [{ Name: 'a' }, { Name: 'b' }], Owner: { ID: 'x' } }, ['s3: 2']],
  ['describe-volumes', { Volumes: [{ VolumeId: 'vol-1', State: 'in-use' }] }, ['ebs: 1']],
  ['describe-vpcs', { Vpcs: [{ VpcId: 'vpc-1', OwnerId: '111122223333' }] }, ['vpc: 1']],
  ['list-tables', { TableNames: ['orders', 'carts'] }, ['dynamodb: 2']],
  ['list-queues', { QueueUrls: ['https://sqs.eu-west-1.amazonaws.com/111122223333/orders'] }, ['sqs: 1']],
  ['list-streams', { StreamNames: ['clicks'], HasMoreStreams: false }, ['kinesis-data-streams: 1']],
  ['list-hosted-zones', { HostedZones: [{ Id: '/hostedzone/Z1', Name: 'a.test.' }] }, ['route-53: 1']],
  ['list-detectors', { DetectorIds: ['abc'] }, ['guardduty: 1']],
  ['list-user-pools', { UserPools: [{ Id: 'eu-west-1_a', Name: 'shop' }] }, ['cognito: 1']],
  ['buckets with ARNs', { Buckets: [{ Name: 'a', BucketArn: 'arn:aws:s3:::a' }] }, ['s3: 1']],
  [
    'describe-trails',
    {
      trailList: [
        {
          Name: 'all',
          TrailARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/all',
          CloudWatchLogsLogGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:trail:*',
          KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1',
        },
      ],
    },
    ['cloudtrail: 1'],
  ],
])('what %s lists is counted', async (_, document, expected) => {
  const { kind, found } = await discover(document);
  expect([kind, found]).toEqual(['templates', expected]);
});

const ID = 'i-0123456789abcdef0';
const OTHER = 'i-0123456789abcdef1';
const WEB = { ...instance('i-1'), SourceDestCheck: true, VpcId: 'vpc-1', ImageId: 'ami-1' };
it.each<[string, unknown, readonly string[]]>([
  ['Reservations[].Instances[]', [WEB, instance('i-2'), instance('i-3', 'terminated')], ['ec2: 2']],
  ['Reservations[*].Instances[*]', [[WEB], [instance('i-2')]], ['ec2: 2']],
  [
    'with fields of one’s own',
    [
      { ID, Type: 't3.micro', St: 'running' },
      { ID: OTHER, St: 'terminated' },
    ],
    ['ec2: 1'],
  ],
  ['as rows', [[[ID, 'running', 'eu-west-1a']], [[OTHER, 'stopped', null]]], ['ec2: 2']],
  ['ids alone', [ID, OTHER], ['ec2: 2']],
  [
    'Cloud Custodian',
    [{ ...WEB, OwnerId: '111122223333', 'c7n:MatchedFilters': ['State.Name'] }],
    ['ec2: 1'],
  ],
  ['Volumes[]', [{ VolumeId: 'vol-1', State: 'in-use', AvailabilityZone: 'eu-west-1a' }], ['ebs: 1']],
  [
    'Volumes[].Attachments[]',
    [{ VolumeId: 'vol-1', InstanceId: 'i-1', State: 'attached' }],
    ['ec2: 1', 'ebs: 1'],
  ],
  [
    'NatGateways[]',
    [{ NatGatewayId: 'nat-1', VpcId: 'vpc-1', State: 'deleted' }, { NatGatewayId: 'nat-2' }],
    ['vpc: 1'],
  ],
])('what --query leaves of an answer is counted by its ids: %s', async (_, document, expected) => {
  const { found } = await discover(document);
  expect(found.toSorted()).toEqual(expected.toSorted());
});
it('what --query leaves of instances is known as a list of resources', async () => {
  expect((await discover([[WEB]])).kind).toBe('templates');
  const { services } = await discover([{ ID, Zone: 'eu-west-1a', OwnerId: '111122223333' }]);
  expect(services).toMatchObject([{ accounts: ['111122223333'], regions: ['eu-west-1'] }]);
});
it.each([
  ['findings', [{ InstanceId: ID, Severity: 'HIGH', RuleId: 'x' }]],
  ['lists of others', [{ InstanceId: 'i-bp1abc', RegionId: 'cn-hangzhou' }]],
  ['of which one has none', [{ InstanceId: ID }, { Name: 'x' }]],
  ['names', ['i-am', 'i-will']],
])('arrays with such fields are none of it: %s', async (_, document) =>
  expect((await discover(document)).found).toEqual([]),
);

const covered = (resourceId: string, resourceType: string) => ({
  accountId: '111122223333',
  resourceId,
  resourceType,
  scanStatus: { statusCode: 'ACTIVE', reason: 'SUCCESSFUL' },
});
it('instances by their ids are counted beside what is named by ARNs', async () => {
  const { found, services } = await discover({
    coveredResources: [
      covered('i-0abc', 'AWS_EC2_INSTANCE'),
      covered('arn:aws:ecr:eu-west-1:111122223333:repository/x', 'AWS_ECR_REPOSITORY'),
    ],
  });
  expect(found.toSorted()).toEqual(['ec2: 1', 'ecr: 1']);
  expect(services.map(({ accounts }) => accounts)).toEqual([['111122223333'], ['111122223333']]);
});

it('what a scan says is terminated is not there, and what it leaves aside for another reason is', async () => {
  const left = (reason: string) => ({ scanStatus: { statusCode: 'INACTIVE', reason } });
  const { found, files } = await discover({
    coveredResources: [
      covered('i-0abc', 'AWS_EC2_INSTANCE'),
      { ...covered('i-0abd', 'AWS_EC2_INSTANCE'), ...left('RESOURCE_TERMINATED') },
      { ...covered('i-0abe', 'AWS_EC2_INSTANCE'), ...left('EC2_INSTANCE_STOPPED') },
    ],
  });
  expect(found).toEqual(['ec2: 2']);
  expect(files[0]?.notes.join()).toContain('“RESOURCE_TERMINATED”');
});

it.each([
  ['findings', { findings: [{ type: 'x', severity: 'HIGH', resources: [{ id: 'i-0abc' }] }] }],
  ['what is judged', { ComplianceByResources: [{ ResourceId: 'i-0abc', Compliance: {} }] }],
])('but not of %s', async (_, document) => expect((await discover(document)).found).toEqual([]));

it('streams are read by their summaries, with account and Region, and without those that go', async () => {
  const StreamSummaries = ['a', 'b'].map((StreamName) => ({
    StreamName,
    StreamARN: `arn:aws:kinesis:eu-west-1:111122223333:stream/${StreamName}`,
    StreamStatus: StreamName === 'a' ? 'ACTIVE' : 'DELETING',
  }));
  const { found, services, files } = await discover({ StreamNames: ['a', 'b'], StreamSummaries });
  expect(found).toEqual(['kinesis-data-streams: 1']);
  expect(services).toMatchObject([{ accounts: ['111122223333'], regions: ['eu-west-1'] }]);
  expect(files[0]?.notes).toEqual(['1 resource not counted, by what their rows say: “DELETING”.']);
  // Names of others beside them are counted, and what they stand beside is told.
  expect((await discover({ StreamNames: ['c'], StreamSummaries })).files[0]?.notes).toEqual([
    'Not read beside it: StreamSummaries. Give each answer as a file of its own.',
  ]);
});

it('an inventory with ids of instances is read by its services, and by what it says of them without', async () => {
  const ids = ['i-0abc1234567890def', 'i-0abc1234567890dee'];
  const places = [
    ['111122223333', 'eu-west-1'],
    ['444455556666', 'us-east-1'],
  ];
  const rows = (fields: (at: number) => object) => ids.map((id, at) => ({ id, ...fields(at) }));
  const services = await discover(
    rows((at) => ({ Service: ['Amazon EKS', 'Amazon EMR'][at], Account: places[at]?.[0] })),
  );
  expect(services.found).toEqual(['eks: 1', 'emr: 1']);
  const placed = await discover(rows((at) => ({ accountId: places[at]?.[0], region: places[at]?.[1] })));
  expect(placed.services).toMatchObject([
    { catalogueId: 'ec2', accounts: ['111122223333', '444455556666'], regions: ['eu-west-1', 'us-east-1'] },
  ]);
  const retired = await discover(rows((at) => ({ Status: ['Retired', 'In use'][at] })));
  expect([retired.found, retired.files[0]?.notes]).toEqual([
    ['ec2: 1'],
    ['1 resource not counted, by what their rows say: “Retired”.'],
  ]);
  // A product or a service of one's own, and the state of somebody else.
  const own = await discover(
    rows((at) => ({ Product: 'Linux/UNIX', OwnerStatus: ['terminated', 'active'][at] })),
  );
  expect(own.found).toEqual(['ec2: 2']);
  const odd = await discover(rows((at) => ({ Status: ['Sunset', 'In use'][at] })));
  expect(odd.found).toEqual(['ec2: 2']);
  expect(odd.files[0]?.notes.join()).toContain('Sunset');
});

it.each<[string, readonly unknown[], number, string]>([
  [
    'notes',
    [
      { id: ID, notes: 'decommissioned 2024' },
      { id: OTHER, notes: 'web' },
    ],
    2,
    'decommissioned 2024',
  ],
  ['a remark on one alone', [{ id: ID, exists: false, comment: 'gone last year' }], 1, 'gone last year'],
  ['tags', [{ id: ID, tags: { Status: 'decommissioned' } }], 1, 'tag Status (“decommissioned” 1)'],
  ['days', [{ id: ID, retirement_date: '2024-03-01' }, { id: OTHER }], 2, 'Not read: retirement_date'],
  [
    'a row',
    [
      [ID, 'decommissioned'],
      [OTHER, 'running'],
    ],
    1,
    'by what their rows say: “decommissioned”',
  ],
  [
    'a state in capitals',
    [
      [ID, 'web', 'TERMINATED'],
      [OTHER, 'db', 'RUNNING'],
    ],
    1,
    '1 deleted resource',
  ],
  ['what is off of a part', [[ID, 'running', 'disabled']], 1, ''],
  [
    'fields of AWS',
    [
      { InstanceId: ID, ImageId: 'ami-1' },
      { InstanceId: OTHER, ImageId: 'ami-2' },
    ],
    2,
    '',
  ],
])('what stands beside ids is obeyed or told: %s', async (_, document, count, told) => {
  const { found, files } = await discover(document);
  expect(found).toEqual([`ec2: ${count}`]);
  if (told === '') expect(files[0]?.notes).toEqual([]);
  else expect(files[0]?.notes.join('\n')).toContain(told);
});

it.each<[string, unknown, readonly string[], readonly string[], string]>([
  ['a name and a number', { account: 'prod', account_id: '111122223333' }, ['111122223333'], [], ''],
  ['a name alone', { account: 'prod' }, [], [], 'No account of AWS, so left aside: “prod”'],
  ['zeros lost', { account: '11122223333' }, ['011122223333'], [], 'zeros were added'],
  ['names of Regions', { region: 'EU (Ireland)' }, [], ['eu-west-1'], ''],
  ['several Regions', { region: 'eu-west-1, us-east-1' }, [], ['eu-west-1', 'us-east-1'], ''],
  ['a zone in a name', { name: 'us-east-1a', Region: 'eu-west-1' }, [], ['eu-west-1'], ''],
  ['another zone', { dr_zone: 'us-east-1a', Region: 'eu-west-1' }, [], ['eu-west-1'], ''],
  ['a zone for a Region', { region: 'eu-west-1a' }, [], ['eu-west-1'], ''],
  ['a Region that is none, and a zone', { Region: '-', AZ: 'us-east-1a' }, [], ['us-east-1'], ''],
  ['a zone alone', { az: 'us-east-1a' }, [], ['us-east-1'], ''],
])('where a resource with an id is: %s', async (_, fields, accounts, regions, told) => {
  const { services, files } = await discover([{ id: ID, ...(fields as object) }]);
  expect(services).toMatchObject([{ accounts, regions }]);
  expect(files[0]?.notes.join('\n')).toContain(told);
});
it('rows without names are where a number and a Region in them say', async () => {
  const { services } = await discover([
    [ID, '111122223333', 'eu-west-1'],
    [OTHER, '444455556666', 'us-east-1a'],
  ]);
  expect(services).toMatchObject([
    { accounts: ['111122223333', '444455556666'], regions: ['eu-west-1', 'us-east-1'] },
  ]);
});

it('what is called alike and has no ids is none of it', async () => {
  const path = join(folder, 'other.json');
  writeFileSync(path, JSON.stringify({ Volumes: [{ Title: 'Collected works' }] }));
  const { files } = await discoverFiles([{ name: 'other.json', path }], index, []);
  expect(files[0]?.refused?.message).toMatch(/none of the files that can be read/);
});

it('the sample of describe-instances counts what still runs', async () => {
  const { services, files } = await discoverFiles([fixture('instances.json')], index, []);
  expect(files[0]?.notes).toEqual(['1 deleted resource not counted.']);
  expect(services).toMatchObject([
    { catalogueId: 'ec2', resources: [{ count: 1 }], accounts: ['111122223333'], regions: ['eu-west-1'] },
  ]);
});
