import { expect, it } from 'vitest';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';

// Lists of resources name some that are no more, that a policy denies or that stand in examples: they are told and not counted.

const S3 = 'arn:aws:s3:::shop';
const SQS = 'arn:aws:sqs:eu-west-1:111122223333:jobs';
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/old';
const read = (text: string, name: string) => readSource(name, Buffer.from(text));
const ROWS = /not counted, by what their rows say/;
const TEXT = /not counted, by what stands beside or above them/;

it.each<[string, string, readonly string[], RegExp]>([
  ['a.csv', `resource_arn,status\n${S3},available\n${TABLE},deleted\n${SQS},DELETING\n`, ['s3:bucket'], ROWS],
  ['a.csv', `arn,lifecycle_state\n${S3},\n${TABLE},terminated\n`, ['s3:bucket'], ROWS],
  ['a.csv', `arn;Status\n${S3};aktiv\n${TABLE};stillgelegt\n`, ['s3:bucket'], ROWS],
  ['a.csv', `arn,deleted_at\n${S3},\n${TABLE},2025-01-01\n`, ['s3:bucket'], ROWS],
  ['a.json', JSON.stringify([{ arn: S3 }, { arn: TABLE, status: 'DELETED' }]), ['s3:bucket'], ROWS],
  [
    'a.txt',
    `Hi Kim,\n\nwe have deleted last week:\n${TABLE}\n\nand these remain:\n${S3}\n`,
    ['s3:bucket'],
    TEXT,
  ],
  ['a.txt', `${S3} our shop\n${TABLE} (no longer exists)\n`, ['s3:bucket'], TEXT],
  ['a.txt', `Gelöschte Tabellen:\n- ${TABLE}\n\nIn Betrieb:\n- ${S3}\n`, ['s3:bucket'], TEXT],
  ['a.txt', `# Ours\n${S3}\n# Retired\n${TABLE}\n`, ['s3:bucket'], TEXT],
  [
    'a.txt',
    `  # aws_dynamodb_table.a will be destroyed\n  - resource "aws_dynamodb_table" "a" {\n      - arn = "${TABLE}" -> null\n    }\n  # aws_s3_bucket.b will be updated in-place\n  ~ resource "aws_s3_bucket" "b" {\n        arn = "${S3}"\n    }\n`,
    ['s3:bucket'],
    TEXT,
  ],
  [
    'a.json',
    JSON.stringify({
      Statement: [
        { Effect: 'Deny', Action: 'dynamodb:*', Resource: [TABLE] },
        { Effect: 'Allow', Action: 's3:*', Resource: S3 },
      ],
    }),
    ['s3:bucket'],
    /not counted, since a policy denies them.*\n1 statement of policies in it says what may be done/,
  ],
  [
    'a.json',
    JSON.stringify({
      Name: 'x',
      Arn: S3,
      Content: JSON.stringify({ Statement: [{ Effect: 'Deny', Resource: TABLE }] }),
    }),
    ['s3:bucket'],
    /since a policy denies them/,
  ],
  [
    'a.txt',
    `Policy of ${S3}:\n${JSON.stringify({ Statement: [{ Effect: 'Deny', Resource: TABLE }] }, null, 2)}\n`,
    ['s3:bucket'],
    /since a policy denies them/,
  ],
  ['a.csv', `arn,Used\n${S3},yes\n${TABLE},no\n`, ['s3:bucket'], ROWS],
  ['a.csv', `arn,In use\n${S3},1\n${TABLE},0\n`, ['s3:bucket'], ROWS],
  ...[
    'Retired tables',
    'Deleted last month',
    'Retired DynamoDB',
    'Decommissioned in 2025',
    'Removed by Kim',
  ].map((title): [string, string, readonly string[], RegExp] => [
    'a.csv',
    `arn,Owner\nShop,\n${S3},Kim\n${title},\n${TABLE},Kim\n`,
    ['s3:bucket'],
    TEXT,
  ]),
  [
    'a.json',
    JSON.stringify({ 'planned-giving': [S3], retired: [TABLE] }),
    ['s3:bucket'],
    /Proposed below “planned giving”/,
  ],
  // Titles right behind each other are a path, and a number beside one changes nothing.
  [
    'a.csv',
    `ARN,Owner\nIn use,\nStorage,\n${S3},Kim\nDecommissioned,\nTables,\n${TABLE},Kim\nQueues,\n${SQS},Kim\n`,
    ['s3:bucket'],
    /2 resources not counted.*“Decommissioned, Tables”.*“Decommissioned, Queues”/,
  ],
  [
    'a.csv',
    `ARN,Owner,Count\nProduction,,1\n${S3},Kim,1\nDecommissioned,,2\n${TABLE},Kim,1\n${SQS},Kim,1\n`,
    ['s3:bucket'],
    TEXT,
  ],
  [
    'a.csv',
    `ARN,Owner\nDecommissioned,\n${TABLE},Kim\nTeam Blue,\n${SQS},Kim\n`,
    ['sqs'],
    /Proposed below “Team Blue”/,
  ],
  [
    'a.txt',
    `Decommissioned:\n\nTables:\n${TABLE}\n\nQueues:\n${SQS}\n\nIn use:\nBuckets:\n${S3}\n`,
    ['s3:bucket'],
    /2 resources not counted/,
  ],
  ['a.txt', `Decommissioned:\n\nTeam Blue:\n${TABLE}\n\nRemaining:\n${S3}\n`, ['s3:bucket'], TEXT],
  ['a.txt', `Decommissioned:\n${TABLE}\nTeam Blue:\n${S3}\nTables:\n${SQS}\n`, ['s3:bucket', 'sqs'], TEXT],
  [
    'a.txt',
    `${S3}\n${SQS}\narn:aws:dynamodb:eu-west-1:123456789012:table/example\n`,
    ['s3:bucket', 'sqs'],
    /1 ARN of account 123456789012 not counted, which is that of examples/,
  ],
])('%s %j', (name, text, types, note) => {
  const found = read(text, name);
  expect([...found.types.keys()]).toEqual(types);
  expect(found.notes.join('\n')).toMatch(note);
});

it.each<[string, string, RegExp]>([
  [
    'a.txt',
    `Please decommission the following:\n${SQS}\n${TABLE}\n`,
    /no resource that is in use. 2 resources/,
  ],
  ['a.csv', `arn,status\n${TABLE},deleted\n`, /no resource that is in use. 1 resource/],
])('where all are gone, that is said: %s %j', (name, text, why) =>
  expect(() => read(text, name)).toThrow(why),
);

it('a state of a later day, and days on which something is to go, are told', () => {
  const given = { ...NOTHING_GIVEN, asOf: '2026-12-01' };
  const states = ['Active', 'Retired 2027', 'Planned for 2027', 'Retired 2025'];
  const arns = [S3, SQS, TABLE, 'arn:aws:sns:eu-west-1:111122223333:news'];
  const list = arns.map((arn, at) => `${arn},${states[at]},202${at + 5}-01-01`).join('\n');
  const { types, notes } = readSource('a.csv', Buffer.from(`arn,status,EOL date\n${list}\n`), given);
  expect([...types.keys()]).toEqual(['s3:bucket', 'sqs']);
  expect(notes.join('\n')).toMatch(
    /“Planned for 2027”, “Retired 2025”.*\n.*Not read: EOL date\..*\n.*“Retired 2027” \(jobs\)/,
  );
});

it.each<[string, string]>([
  ['what is off is there', `arn,status\n${S3},available\n${SQS},disabled\n`],
  [
    'so is what may be in two states',
    `arn,Versioning,Public access\n${S3},Disabled,removed\n${SQS},Deleted,\n`,
  ],
  ['a day that is none', `arn,deleted_at\n${S3},0001-01-01T00:00:00Z\n${SQS},\n`],
  ['when it is to go', `arn,deletion date\n${S3},2099-01-01\n${SQS},\n`],
  ['what is to become of it', `arn,Action\n${S3},Delete\n${SQS},Keep\n`],
  ['where nothing is gone', `None of these must be deleted.\n${S3}\n${SQS}\n`],
  ['how much of it is used', `arn,Used,Capacity\n${S3},0,100\n${SQS},50,100\n`],
  ['the name of an application', `arn,Owner\nRetired customers portal,\n${S3},Kim\nShop,\n${SQS},Kim\n`],
  ['names', `Buckets:\n${S3} deleted-items\n${SQS}\n`],
  ['what was not', `These were not deleted:\n${S3}\n${SQS}\n`],
  ['a sentence between', `We deleted some:\nThe others remain.\n${S3}\n${SQS}\n`],
  ['a log', `2026-11-01 INFO delete marker on ${S3}\n2026-11-01 INFO ${SQS} received\n`],
])('but %s: all are counted', (_, text) => {
  const found = read(text, text.startsWith('arn,') ? 'a.csv' : 'a.txt');
  expect([...found.types.keys()]).toEqual(['s3:bucket', 'sqs']);
});

it('what a table of resources says of them and is not read is told with its words, and examples alone are counted', () => {
  const told = read(`arn,Action\n${S3},Delete\n${SQS},Keep\n`, 'a.csv');
  expect(told.notes).toEqual(['Not read: Action (“Delete” 1, “Keep” 1).']);
  const example = read('arn:aws:sqs:eu-west-1:123456789012:jobs\n', 'a.txt');
  expect([...example.types.keys()]).toEqual(['sqs']);
  expect(example.notes.join()).toContain('Account 123456789012 is that of examples');
});

it('what is not there before a day, or kept until one, is not there, where what ends on a later day is', () => {
  const given = { ...NOTHING_GIVEN, asOf: '2026-12-01' };
  const there = (state: string) => {
    const table = `arn,Status\n${S3},"${state}"\n${SQS},Active\n`;
    return readSource('a.csv', Buffer.from(table), given).types.has('s3:bucket');
  };
  const gone = [
    'Not yet in use (go-live 2099)',
    'not in use before 2099',
    'nicht genutzt (ab 2099)',
    'Retired, data kept until 2099',
  ];
  expect(gone.filter(there)).toEqual([]);
  expect(['Retired in 2099', 'stillgelegt 2099', 'Decommissioned: 2099-06-30'].filter(there)).toHaveLength(3);
});

const EMR = 'arn:aws:elasticmapreduce:eu-west-1:111122223333:cluster/j-1';
const ECS = 'arn:aws:ecs:eu-west-1:111122223333:service/main/old';
const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/a/1';
const kept = { QueueArn: SQS, QueueName: 'jobs' };
/** What AWS says of one resource, beside another that is there. */
it.each<[string, object | string, string]>([
  [
    'emr list-clusters',
    { ClusterArn: EMR, Name: 'a', Status: { State: 'TERMINATED', Timeline: {} } },
    'TERMINATED',
  ],
  [
    'one with errors',
    { ClusterArn: EMR, Id: 'j-1', Status: { State: 'TERMINATED_WITH_ERRORS' } },
    'TERMINATED_WITH_ERRORS',
  ],
  ['CloudQuery', { arn: EMR, status: { StateChangeReason: {}, State: 'TERMINATED' } }, 'TERMINATED'],
  [
    'cloudformation list-stacks',
    { StackId: STACK, StackName: 'a', StackStatus: 'DELETE_COMPLETE', DriftInformation: {} },
    'DELETE_COMPLETE',
  ],
  [
    'dms',
    {
      ReplicationInstanceArn: 'arn:aws:dms:eu-west-1:111122223333:rep:A',
      ReplicationInstanceIdentifier: 'a',
      ReplicationInstanceStatus: 'deleting',
    },
    'deleting',
  ],
  [
    'elasticache',
    {
      CacheClusterId: 'a',
      CacheClusterStatus: 'deleting',
      ARN: 'arn:aws:elasticache:eu-west-1:111122223333:cluster:a',
    },
    'deleting',
  ],
  [
    'redshift, whose ARN is that of its namespace',
    {
      ClusterIdentifier: 'a',
      ClusterStatus: 'deleting',
      ClusterNamespaceArn: 'arn:aws:redshift:eu-west-1:111122223333:namespace:1',
    },
    'deleting',
  ],
  ['ecs, where inactive is deleted', { serviceArn: ECS, serviceName: 'old', status: 'INACTIVE' }, 'INACTIVE'],
  ['when it was deregistered', { arn: ECS, deregisteredAt: '2026-01-01T00:00:00Z' }, '2026-01-01T00:00:00Z'],
  ['the same in seconds', { arn: ECS, deregisteredAt: 1767225600.5 }, '1767225600.5'],
  ['a table', `stack_id,stack_name,stack_status\n${STACK},a,DELETE_COMPLETE\n`, 'DELETE_COMPLETE'],
  [
    'a table with JSON in it',
    `arn,status\n${EMR},"{""State"":""TERMINATED"",""Timeline"":{}}"\n`,
    'TERMINATED',
  ],
  ['a table with the path of a state', `arn,status.State\n${EMR},TERMINATED\n`, 'TERMINATED'],
])('of what AWS says is gone: %s', (_, resource, word) => {
  const isTable = typeof resource === 'string';
  const text = isTable ? `${resource}${SQS}\n` : JSON.stringify({ Clusters: [resource], Queues: [kept] });
  const { types, notes } = read(text, isTable ? 'a.csv' : 'a.json');
  expect([...types.keys()]).toEqual(['sqs']);
  expect(notes.join('\n')).toContain(`1 resource not counted, by what`);
  expect(notes.join('\n')).toContain(`“${word}”`);
});

it.each<[string, object, RegExp | null]>([
  ['what waits', { ClusterArn: EMR, Id: 'j-1', Status: { State: 'WAITING' } }, null],
  [
    'a stack that could not be deleted',
    { StackId: STACK, StackName: 'a', StackStatus: 'DELETE_FAILED' },
    null,
  ],
  ['one that is there', { StackId: STACK, StackName: 'a', StackStatus: 'UPDATE_COMPLETE' }, null],
  [
    'a state of something else',
    { ResourceArn: EMR, ScanId: '1', ScanStatus: 'DELETED' },
    /Not read: ScanStatus/,
  ],
  [
    'a state of what nothing is named by',
    { Arn: EMR, LastBackupStatus: 'DELETED' },
    /Not read: LastBackupStatus/,
  ],
  [
    'what idles',
    { FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:a', FunctionName: 'a', State: 'Inactive' },
    /Not read: State \(“Inactive” 1/,
  ],
  ['what is to be deregistered', { arn: ECS, deregisteredAt: '2099-01-01' }, null],
  ['an active one', { serviceArn: ECS, serviceName: 'a', status: 'ACTIVE' }, null],
])('and of what AWS says is there: %s', (_, resource, note) => {
  const given = { ...NOTHING_GIVEN, asOf: '2026-12-01' };
  const text = JSON.stringify({ Clusters: [resource], Queues: [kept] });
  const { types, notes } = readSource('a.json', Buffer.from(text), given);
  expect(types.size).toBeGreaterThan(0);
  expect(notes.join('\n')).not.toContain('not counted, by');
  if (note !== null) expect(notes.join('\n')).toMatch(note);
});
it('so it is in what --query leaves of an answer', () => {
  const entries = ['TERMINATED', 'WAITING'].map((State, at) => ({
    Id: `j-${at}`,
    Name: 'a',
    Status: { State },
    ClusterArn: `${EMR}${at}`,
  }));
  const { types, notes } = read(JSON.stringify(entries), 'a.json');
  expect([...types]).toEqual([['elasticmapreduce:cluster', 1]]);
  expect(notes.join('\n')).toContain(
    '1 resource not counted, by what stands beside or above them: “TERMINATED”',
  );
});
it('a word for what is off is told beside an ARN, whatever the others are', () => {
  expect(read(`arn,Status\n${S3},Inactive\n${SQS},Active\n`, 'a.csv').notes).toEqual([
    'Not read: Status (“Inactive” 1, “Active” 1).',
  ]);
  expect(read(`arn,Status\n${S3},Inactive\n${SQS},Inactive\n`, 'a.csv').notes).toEqual([
    'Not read: Status (“Inactive” 2).',
  ]);
});
it.each([
  ['Owner name,Owner status', 'Anna,Terminated'],
  ['volume_id,volume_state', 'vol-1,deleted'],
  ['db_cluster_identifier,db_cluster_status', 'c,deleting'],
])('a state of something else beside an ARN is told, and decides nothing: %s', (headings, cells) => {
  const db = 'arn:aws:rds:eu-west-1:111122223333:db:shop';
  const { types, notes } = read(`arn,${headings}\n${db},${cells}\n${S3},a,active\n`, 'a.csv');
  expect([...types.keys()]).toContain('rds:db');
  expect(notes.join('\n')).toMatch(/^Not read: /);
});
