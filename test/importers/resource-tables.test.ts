import { expect, it } from 'vitest';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { readTableOf } from '../../main/importers/discover/read-table.ts';

// Exports of Resource Explorer, Tag Editor, AWS Config and CloudTrail with what people write into them, and with what AWS says itself: the rule of tables with
// ARNs holds for them, too.

const given = { ...NOTHING_GIVEN, asOf: '2026-12-01' };
function read(content: string | object) {
  const isText = typeof content === 'string';
  const text = isText ? content : JSON.stringify(content);
  const { types, notes, format } = readSource(isText ? 'a.csv' : 'a.json', Buffer.from(text), given);
  return { format, types: Object.fromEntries(types), notes: notes.join('\n') };
}
const EXPLORER = 'Identifier,Resource type,Region,AWS Account';
const CONFIG = 'resourceId,resourceType,awsRegion,accountId';
const WHERE = 'eu-west-1,111122223333';

it.each([
  'Export after retired resources were removed',
  'Resource export. Tags removed.',
  '(terminated instances excluded)',
])('a sentence above an export tells of how it was made: %s', (above) => {
  const { types } = read(`${above}\n${EXPLORER}\nq,sqs:queue,${WHERE}\na,redshift:cluster,${WHERE}\n`);
  expect(types).toEqual({ 'sqs:queue': 1, 'redshift:cluster': 1 });
});

it.each<[string, string, string, RegExp]>([
  [
    'Resource Explorer',
    `${EXPLORER},Status\nq,sqs:queue,${WHERE},Active\na,redshift:cluster,${WHERE},Retired\n`,
    'sqs:queue',
    /“Retired”/,
  ],
  [
    'below a title',
    `${EXPLORER}\nq,sqs:queue,${WHERE}\nRetired,,,\na,redshift:cluster,${WHERE}\n`,
    'sqs:queue',
    /beside or above them: “Retired”/,
  ],
  [
    'Tag Editor',
    'Identifier,Service,Type,Region,In use?\nq,SQS,Queue,eu-west-1,yes\na,Redshift,Cluster,eu-west-1,no\n',
    'sqs:queue',
    /“no”/,
  ],
  [
    'Tag Editor with ARNs',
    'Identifier,ARN,Service,Type,Decommissioned on\nq,arn:aws:sqs:eu-west-1:111122223333:q,SQS,Queue,\na,arn:aws:redshift:eu-west-1:111122223333:cluster:a,Redshift,Cluster,2026-01-01\n',
    'sqs',
    /“2026-01-01”/,
  ],
  [
    'AWS Config',
    `${CONFIG},decommissioned\nq,AWS::SQS::Queue,${WHERE},no\na,AWS::Redshift::Cluster,${WHERE},yes\n`,
    'AWS::SQS::Queue',
    /“yes”/,
  ],
  [
    'Config’s own status',
    `${CONFIG},configurationItemStatus\nq,AWS::SQS::Queue,${WHERE},ResourceDiscovered\na,AWS::Redshift::Cluster,${WHERE},ResourceDeletedNotRecorded\n`,
    'AWS::SQS::Queue',
    /^1 deleted resource not counted\.$/,
  ],
  [
    'when it was deleted',
    `${CONFIG},resourceDeletionTime\nq,AWS::SQS::Queue,${WHERE},\na,AWS::Redshift::Cluster,${WHERE},2026-01-01T00:00:00Z\n`,
    'AWS::SQS::Queue',
    /^1 deleted resource/,
  ],
  [
    'what it recorded',
    `${CONFIG},configuration.state.name\nq,AWS::SQS::Queue,${WHERE},\na,AWS::EC2::Instance,${WHERE},terminated\n`,
    'AWS::SQS::Queue',
    /“terminated”/,
  ],
  [
    'Amazon ECS',
    `${CONFIG},configuration.Status\nq,AWS::SQS::Queue,${WHERE},\na,AWS::ECS::Service,${WHERE},INACTIVE\n`,
    'AWS::SQS::Queue',
    /“INACTIVE”/,
  ],
  [
    'CloudTrail',
    'eventSource,count,status\nsqs.amazonaws.com,120,in use\nredshift.amazonaws.com,3,retired\n',
    'sqs.amazonaws.com',
    /“retired”/,
  ],
])('what says of a resource that it is gone is read: %s', (_, text, left, note) => {
  const { types, notes } = read(text);
  expect(types).toEqual({ [left]: 1 });
  expect(notes).toMatch(note);
});

it.each<[string, string, RegExp | null]>([
  [
    'a remark',
    `${EXPLORER},Remark\na,redshift:cluster,${WHERE},no longer used\nq,sqs:queue,${WHERE},\n`,
    /^Not read: Remark \(“no longer used” 1, blank 1\)\.$/,
  ],
  [
    'a tag',
    `${EXPLORER},Tag: Environment,Tag: status\na,redshift:cluster,${WHERE},prod,decommissioned\nq,sqs:queue,${WHERE},dev,decommissioned\n`,
    /^Not read: tag status \(“decommissioned” 2\)\.$/,
  ],
  [
    'what is off',
    `${EXPLORER},Status\na,redshift:cluster,${WHERE},Inactive\nq,sqs:queue,${WHERE},Active\n`,
    /^Not read: Status \(“Inactive” 1/,
  ],
  [
    'a title',
    `${EXPLORER}\na,redshift:cluster,${WHERE}\nLegacy,,,\nq,sqs:queue,${WHERE}\n`,
    /Proposed below “Legacy” \(1: sqs:queue\)/,
  ],
  [
    'an owner',
    `${CONFIG},wave\na,AWS::SQS::Queue,${WHERE},1a\nq,AWS::SQS::Queue,${WHERE},sunset\n`,
    /^Not read: wave \(“1a” 1, “sunset” 1\)\.$/,
  ],
  [
    'what is to end',
    `${EXPLORER},Retired on\na,redshift:cluster,${WHERE},2099-01-01\nq,sqs:queue,${WHERE},\n`,
    /^Not read: Retired on/,
  ],
  [
    'tags and names',
    `${EXPLORER},Application,Tags,Tag: Name,Tag: Environment\na,redshift:cluster,${WHERE},x,2,a,prod\nq,sqs:queue,${WHERE},,1,q,(not tagged)\n`,
    null,
  ],
  [
    'what Config recorded',
    `${CONFIG},arn,resourceName,availabilityZone,configuration.instanceType,configurationItemStatus,configuration.state.name\na,AWS::SQS::Queue,${WHERE},,a,eu-west-1a,m5.large,OK,running\nq,AWS::SQS::Queue,${WHERE},,q,eu-west-1b,t3.micro,ResourceDiscovered,stopped\n`,
    null,
  ],
  [
    'records of events',
    'eventTime,eventSource,eventName,readOnly,errorCode,eventType,count\n2026-01-01,sqs.amazonaws.com,CreateQueue,false,,AwsApiCall,3\n2026-01-02,s3.amazonaws.com,DeleteBucket,false,Throttled,AwsServiceEvent,4\n',
    /^2 events read; a service that was called counts as one\.$/,
  ],
])('whatever else stands beside is told, and all are counted: %s', (_, text, note) => {
  const { types, notes } = read(text);
  expect(Object.values(types).reduce((sum, count) => sum + count)).toBe(2);
  if (note === null) expect(notes).toBe('');
  else expect(notes).toMatch(note);
});

it.each([
  [EXPLORER, `q,sqs:queue,${WHERE}`],
  [CONFIG, `q,AWS::SQS::Queue,${WHERE}`],
  ['Identifier,Service,Type,Region', 'q,SQS,Queue,eu-west-1'],
  ['eventSource,eventName', 'sqs.amazonaws.com,CreateQueue'],
])('what stands on a sheet Retired is told and not counted: %s', (headings, row) => {
  const table = (sheet: string) => ({ headers: headings.split(','), rows: [row.split(',')], sheet });
  expect(() => readTableOf('a.xlsx', table('Retired'), given)).toThrow(
    /names no resource that is in use\. 1 resource not counted, by what their sheet is called: “Retired”/,
  );
  expect(readTableOf('a.xlsx', table('Inventory'), given).types.size).toBe(1);
});

const TIME = 'configurationItemCaptureTime';
const item = (more: object) => ({
  resourceType: 'AWS::SQS::Queue',
  resourceId: 'q',
  awsRegion: 'eu-west-1',
  ...more,
});
const SEEN = item({ configurationItemStatus: 'OK', [TIME]: '2026-10-01T00:00:00Z' });
const GONE = item({ configurationItemStatus: 'ResourceDeleted', [TIME]: '2026-11-01T00:00:00Z' });
const BACK = item({ configurationItemStatus: 'ResourceDiscovered', [TIME]: '2026-11-02T00:00:00Z' });
it.each<[string, string | object, number]>([
  ['gone at last', { configurationItems: [SEEN, GONE] }, 0],
  ['the newest first', { configurationItems: [GONE, SEEN] }, 0],
  ['back again', { configurationItems: [SEEN, BACK, GONE] }, 1],
  [
    'times in seconds',
    {
      configurationItems: [
        { ...SEEN, [TIME]: 1790000000 },
        { ...GONE, [TIME]: 1791000000 },
      ],
    },
    0,
  ],
  ['of two Regions', { configurationItems: [SEEN, { ...GONE, awsRegion: 'us-east-1' }] }, 1],
  ['a query', { Results: [SEEN, GONE].map((row) => JSON.stringify(row)), QueryInfo: {} }, 0],
  [
    'a list with what was deleted',
    {
      resourceIdentifiers: [
        item({ resourceDeletionTime: '2026-01-01T00:00:00Z' }),
        item({ resourceId: 'b' }),
      ],
    },
    1,
  ],
  [
    'the same in seconds',
    { resourceIdentifiers: [item({ resourceDeletionTime: 1767225600 }), item({ resourceId: 'b' })] },
    1,
  ],
  [
    'what was recorded of it',
    {
      configurationItems: [
        item({ configuration: { QueueStatus: 'deleting', QueueName: 'q' } }),
        item({ resourceId: 'b' }),
      ],
    },
    1,
  ],
  [
    'a table',
    `resourceId,resourceType,configurationItemStatus,${TIME}\nq,AWS::SQS::Queue,OK,2026-10-01 00:00:00.000\nq,AWS::SQS::Queue,ResourceDeleted,2026-11-01 00:00:00.000\nb,AWS::SQS::Queue,OK,2026-11-01 00:00:00.000\n`,
    1,
  ],
])('of a history the last state of a resource counts: %s', (_, content, count) => {
  const { types, notes } = read(content);
  expect(types['AWS::SQS::Queue'] ?? 0).toBe(count);
  expect(notes.includes('deleted resource not counted') || notes.includes('“deleting”')).toBe(
    _ !== 'back again',
  );
});
it('states without times are told where they differ, and the resource counted', () => {
  const { types, notes } = read(
    `resourceId,resourceType,configurationItemStatus\nq,AWS::SQS::Queue,ResourceDeleted\nq,AWS::SQS::Queue,OK\n`,
  );
  expect(types).toEqual({ 'AWS::SQS::Queue': 1 });
  expect(notes).toContain('1 resource in one row by a state that says deleted');
});

it.each<[string, string | object, number, string]>([
  [
    'a query',
    {
      Results: [
        '{"COUNT(*)":0,"resourceType":"AWS::Redshift::Cluster"}',
        '{"COUNT(*)":12,"resourceType":"AWS::S3::Bucket"}',
      ],
    },
    12,
    'None by their count',
  ],
  [
    'get-discovered-resource-counts',
    {
      resourceCounts: [
        { resourceType: 'AWS::S3::Bucket', count: 12 },
        { resourceType: 'AWS::Redshift::Cluster', count: 0 },
      ],
    },
    12,
    'None by their count',
  ],
  [
    'an aggregator',
    {
      GroupByKey: 'RESOURCE_TYPE',
      GroupedResourceCounts: [{ GroupName: 'AWS::S3::Bucket', ResourceCount: 12 }],
    },
    12,
    '',
  ],
  [
    'the console',
    'accountId,resourceType,COUNT(*)\n111122223333,AWS::S3::Bucket,12\n444455556666,AWS::S3::Bucket,0\n',
    12,
    '',
  ],
  [
    'a list of one’s own',
    'resourceType,count\nAWS::S3::Bucket,"1,234"\nAWS::Redshift::Cluster,none\n',
    1234,
    'None by their count',
  ],
  [
    'what is no number',
    'resourceType,count\nAWS::S3::Bucket,many\n',
    1,
    'Counted as one each, since what their count says is no number: “many”',
  ],
  [
    'the terminal',
    '|+-------+------------------+|\n|| count |   resourceType   ||\n|+-------+------------------+|\n||  8    |  AWS::S3::Bucket ||\n|+-------+------------------+|\n',
    8,
    '',
  ],
])('counts are read, and none is none: %s', (_, content, count, note) => {
  const { types, notes } = read(content);
  expect(types).toEqual({ 'AWS::S3::Bucket': count });
  expect(notes).toContain(note);
  if (note === '') expect(notes).not.toContain('Proposed below');
});
it('counts that are not by types are refused with how to ask for those', () =>
  expect(() =>
    read({
      GroupByKey: 'ACCOUNT_ID',
      GroupedResourceCounts: [{ GroupName: '111122223333', ResourceCount: 1 }],
    }),
  ).toThrow('--group-by-key RESOURCE_TYPE'));

const VOLUME = 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-1';
it.each<[string, string | object, string]>([
  ['AWS Backup', `ResourceArn,ResourceType,LastBackupTime\n${VOLUME},EBS,2026-11-01\n`, 'arns'],
  [
    'Compute Optimizer',
    `accountId,resourceArn,resourceType,region,finding\n111122223333,${VOLUME},EbsVolume,eu-west-1,Optimized\n`,
    'arns',
  ],
  ['a query of an answer', [{ resourceArn: VOLUME, resourceType: 'EBS' }], 'arns'],
  ['AWS Config', `arn,resourceType\n${VOLUME},AWS::EC2::Volume\n`, 'config'],
  ['AWS Config without ARNs', 'resourceId,resourceType\nvol-1,AWS::EC2::Volume\n', 'config'],
])('a type beside an ARN is Config’s where it is one of CloudFormation: %s', (_, content, format) => {
  const found = read(content);
  expect(found.format).toBe(format);
  expect(Object.keys(found.types)).toEqual([format === 'arns' ? 'ec2:volume' : 'AWS::EC2::Volume']);
});

it.each(['Planned maintenance', 'Planned for removal', 'Removed from backup'])(
  'what is said of a resource that is there is told: %s',
  (state) => {
    const { types, notes } = read(
      `${EXPLORER},Status\nq,sqs:queue,${WHERE},Active\na,redshift:cluster,${WHERE},${state}\n`,
    );
    expect(types).toEqual({ 'sqs:queue': 1, 'redshift:cluster': 1 });
    expect(notes).toContain(`“${state}” 1`);
  },
);

it('rows of one name with times are states of one resource, which is told where no account stands there', () => {
  const rows = (id: string, account = '') =>
    [1, 2, 3].map((day) => `${id},AWS::DynamoDB::Table,2026-10-0${day}T00:00:00Z${account}`).join('\n');
  const heading = `resourceId,resourceType,${TIME}`;
  const one = { 'AWS::DynamoDB::Table': 1 };
  for (const name of ['locks', 'orders-production', 'shop-terraform-locks']) {
    const named = read(`${heading}\n${rows(name)}\n`);
    expect(named.types).toEqual(one);
    expect(named.notes).toMatch(/^2 rows without an account and with the name of another/);
  }
  for (const csv of [
    `${heading}\n${rows('i-0123456789abcdef0')}\n`,
    `${heading}\n${rows('db-ABCDEFGHIJKLMNOPQRSTUVWXYZ')}\n`,
    `${heading},accountId\n${rows('locks', ',111122223333')}\n`,
  ])
    expect(read(csv)).toMatchObject({ types: one, notes: '' });
});

it.each<[string, object]>([
  [
    'of the Tagging API',
    {
      ResourceTagMappingList: [
        {
          ResourceARN: 'arn:aws:sqs:eu-west-1:111122223333:a',
          Tags: [
            { Key: 'Status', Value: 'retired' },
            { Key: 'team', Value: 'web' },
          ],
        },
      ],
    },
  ],
  [
    'of describe-instances',
    { Reservations: [{ Instances: [{ InstanceId: 'i-1', Tags: [{ Key: 'Status', Value: 'retired' }] }] }] },
  ],
  [
    'with stages and parts',
    {
      ResourceTagMappingList: [
        ['STAGE', 'dev'],
        ['lifecycle', 'Ec2Spot'],
        ['Monitoring', 'disabled'],
        ['InUse', 'true'],
        ['Status', 'retired'],
      ].map(([Key, Value], at) => ({
        ResourceARN: `arn:aws:sqs:eu-west-1:111122223333:a${at}`,
        Tags: [{ Key, Value }],
      })),
    },
  ],
])('tags in an answer %s tell where a resource stands in its life', (_, answer) => {
  const { types, notes } = read(answer);
  expect(Object.keys(types)).toHaveLength(1);
  expect(notes).toMatch(/^Not read: tag Status \(“retired” 1(, blank 4)?\)\.$/);
});
