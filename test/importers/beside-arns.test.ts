import { expect, it } from 'vitest';
import { NOTHING_GIVEN } from '../../main/importers/discover/given.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { readTableOf } from '../../main/importers/discover/read-table.ts';

// What stands beside, above or around ARNs: what is plainly said leaves a resource aside, and all else is told with its words.

const S3 = 'arn:aws:s3:::shop';
const SQS = 'arn:aws:sqs:eu-west-1:111122223333:jobs';
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/old';
function read(content: unknown, name = typeof content === 'string' ? 'a.csv' : 'a.json') {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const { types, notes, beside = [] } = readSource(name, Buffer.from(text));
  return { types: [...types.keys()], notes: notes.join('\n'), beside };
}
const LEFT = /1 resource not counted/;

it.each<[unknown, RegExp]>([
  [`ARN,In use?\n${S3},Yes\n${TABLE},No\n`, LEFT],
  [`ARN;Operational status\n${S3};Operational\n${TABLE};Retired\n`, LEFT],
  [`arn,key_state\n${S3},Enabled\n${TABLE},PendingDeletion\n`, LEFT],
  [`arn,state\n${S3},running\n${TABLE},terminated\n`, LEFT],
  [`arn,decommissioned\n${S3},false\n${TABLE},true\n`, LEFT],
  [`ARN,Owner\nIn use\n${S3},Kim\nDecommissioned\n${TABLE},Kim\n`, LEFT],
  [`Retired\nARN,Owner\n${TABLE},Kim\nIn use\n${S3},Kim\n`, LEFT],
  [
    [
      { arn: S3, status: 'active' },
      { arn: TABLE, status: 'retired' },
    ],
    LEFT,
  ],
  [
    [
      { arn: S3, in_use: true },
      { arn: TABLE, in_use: false },
    ],
    LEFT,
  ],
  [
    [
      { arn: S3, inUse: true },
      { arn: TABLE, inUse: false },
    ],
    LEFT,
  ],
  [
    [
      { arn: S3, deleted_at: null },
      { arn: TABLE, deleted_at: '2025-01-01T00:00:00Z' },
    ],
    LEFT,
  ],
  [
    [
      { u_arn: S3, install_status: 'Installed' },
      { u_arn: TABLE, install_status: 'Retired' },
    ],
    LEFT,
  ],
  [
    [
      { arn: S3, state: { Code: 16, Name: 'running' } },
      { arn: TABLE, state: { Code: 48, Name: 'terminated' } },
    ],
    LEFT,
  ],
  [{ in_use: [{ arn: S3 }], deleted: [{ arn: TABLE }] }, LEFT],
  [
    [
      { name: 'shop', status: 'live', resources: [S3] },
      { name: 'old', status: 'decommissioned', resources: [TABLE] },
    ],
    LEFT,
  ],
  [
    {
      shop: { status: 'live', resources: [{ arn: S3 }] },
      old: { in_use: false, resources: [{ arn: TABLE }] },
    },
    LEFT,
  ],
  [{ in_use: [S3], decommissioned: [TABLE] }, LEFT],
  [{ shop: { live: [S3], retired: { tables: [TABLE] } } }, LEFT],
])('what says of a resource that it is gone is read: %j', (content, note) => {
  expect(read(content)).toMatchObject({ types: ['s3:bucket'] });
  expect(read(content).notes).toMatch(note);
});

it.each<[string, string, RegExp]>([
  ['a.txt', `Ours:\n${S3}\n\nNot in use:\n${TABLE}\n`, /“Not in use:”/],
  ['a.txt', `Ours:\n${S3}\n\nGeplant:\n${TABLE}\n`, /“Geplant:”/],
  ['a.md', `## Ours\n- ${S3}\n\n## Planned\n### Shop\n- ${TABLE}\n`, /“## Planned”/],
  ['a.md', `## Ours\n- ${S3}\n\n## Retired\n\nTables:\n\n- ${TABLE}\n`, /“## Retired”/],
  ['a.txt', `Ours:\n${S3}\nPlease decommission:\norders\n${TABLE}\n`, /“Please decommission:”/],
  ['a.yaml', `ours:\n  - ${S3}\nplanned:\n  - ${TABLE}\n`, /“planned”/],
])('and so is what leads to it: %s %j', (name, text, note) => {
  expect(read(text, name)).toMatchObject({ types: ['s3:bucket'] });
  expect(read(text, name).notes).toMatch(note);
});

it.each<[string, unknown, RegExp | null]>([
  [
    'a.txt',
    `We have:\n${S3}\n\nBitte löschen:\n${SQS}\n`,
    /below “We have” \(1: s3:bucket\); “Bitte löschen” \(1: sqs\)/,
  ],
  ['a.txt', `${S3}\n\nScheduled for deletion\n\n${SQS}\n`, /below “Scheduled for deletion” \(1: sqs\)/],
  ['a.md', `## In use\n- ${S3}\n## Legacy\n- ${SQS}\n`, /“Legacy” \(1: sqs\)/],
  ['a.csv', `ARN,Owner\n${S3},Kim\nTo be reviewed\n${SQS},Kim\n`, /below “To be reviewed” \(1: sqs\)/],
  ['a.csv', `ARN,Wave\n${S3},Keep\n${SQS},Sunset\n`, /Not read: Wave \(“Keep” 1, “Sunset” 1\)/],
  ['a.csv', `ARN,Exists\n${S3},yes\n${SQS},no\n`, /Not read: Exists/],
  ['a.csv', `ARN,Last used\n${S3},2026-10-01\n${SQS},never\n`, /Not read: Last used \(.*“never” 1/],
  [
    'a.csv',
    `ARN,Status\n${S3},Live\n${TABLE},Retired\n${SQS},EOL\n`,
    /“Status” says is not known here.*“EOL” \(jobs\)/,
  ],
  [
    'a.json',
    [
      { arn: S3, phase: 'run' },
      { arn: SQS, phase: 'sunset' },
    ],
    /Not read: phase/,
  ],
  [
    'a.json',
    [
      { name: 'shop', status: 'sunset', resources: [S3] },
      { name: 'crm', enabled: false, resources: [SQS] },
      { name: 'hr', status: 'available', resources: [SQS] },
    ],
    /Not read, of what holds the resources: enabled \(“false” of crm\), status \(“sunset” of shop\)\./,
  ],
  ['a.json', { Status: 'Deleted', Resources: [S3, SQS] }, null],
  ['a.json', { status: 'active', resources: [S3, SQS] }, null],
  [
    'a.json',
    [
      { arn: S3, tags: { lifecycle: 'live' } },
      { arn: SQS, tags: { lifecycle: 'decommissioned', team: 'a' } },
    ],
    /Not read: tag lifecycle \(“decommissioned” 1, “live” 1\)/,
  ],
  [
    'a.json',
    [
      {
        ResourceARN: S3,
        Tags: [
          { Key: 'Status', Value: 'active' },
          { Key: 'Env', Value: 'prod' },
        ],
      },
      { ResourceARN: SQS, Tags: [{ Key: 'Status', Value: 'retired' }] },
    ],
    /Not read: tag Status \(“retired” 1, “active” 1\)/,
  ],
  ['a.json', { added: [S3], unchanged: [SQS] }, /below “unchanged” \(1: sqs\); “added” \(1: s3:bucket\)/],
  ['a.txt', `# Resources\n${S3}\n${SQS}\n`, null],
  ['a.txt', `# We deleted some last week\nRemaining:\n${S3}\n${SQS}\n`, /below “Remaining”/],
  [
    'a.txt',
    `# aws_instance.web has been deleted\n# aws_s3_bucket.a will be created\n  # (because aws_s3_bucket.b is not in configuration)\n${S3}\n${SQS}\n`,
    /below “aws_s3_bucket.a will be created”/,
  ],
  ['a.csv', `arn,region,name,created\n${S3},,shop,2024-01-01\n${SQS},eu-west-1,jobs,2025-01-01\n`, null],
  ['a.csv', `arn,state\n${S3},available\n${SQS},running\n`, null],
  ['a.json', { Buckets: [{ Arn: S3, Kind: 'a' }], Queues: [{ QueueArn: SQS, Kind: 'b' }] }, null],
  ['a.json', { buckets: [S3], queues: [SQS] }, null],
  ['a.json', { 'deleted-items': { arn: S3 }, jobs: { arn: SQS } }, null],
])('whatever else it says is told, and all are counted: %s %j', (name, content, note) => {
  const { types, notes } = read(content, name);
  expect(types.toSorted()).toEqual(['s3:bucket', 'sqs']);
  if (note === null) expect(notes).not.toMatch(/Proposed below|Not read|not counted|not known here/);
  else expect(notes).toMatch(note);
});

it.each([
  ['what is off', `ARN,Status\n${S3},disabled\n${SQS},inactive\n`],
  ['what is not switched on', `ARN,Enabled,Active\n${S3},yes,yes\n${SQS},no,no\n`],
  ['a title of both', `Running and terminated resources\nARN,Owner\n${S3},Kim\n${SQS},Kim\n`],
  ['a title without them', `Inventory without decommissioned\nARN,Owner\n${S3},Kim\n${SQS},Kim\n`],
])('%s is there', (_, text) => expect(read(text).types).toEqual(['s3:bucket', 'sqs']));

it.each(['Retired', 'Deleted resources'])('what stands on a sheet %s is told and not counted', (sheet) =>
  expect(() =>
    readTableOf('a.xlsx', { headers: ['ARN', 'Owner'], rows: [[S3, 'Kim']], sheet }, NOTHING_GIVEN),
  ).toThrow(/1 resource not counted, by what their sheet is called/),
);

const DENY = { Effect: 'Deny', Action: 's3:*', Resource: [S3, `${S3}/*`] };
it.each<[unknown, RegExp]>([
  [
    { Statement: [{ ...DENY, Principal: '*' }] },
    /^1 statement of policies in it says what may be done with resources, or not/,
  ],
  [{ Statement: [DENY, { Effect: 'Allow', Action: 's3:*', Resource: S3 }] }, /^1 statement (?!.*denies)/],
  [
    { Attributes: { BucketArn: S3, Policy: JSON.stringify({ Statement: [{ ...DENY, Principal: '*' }] }) } },
    /^1 statement (?!.*denies)/,
  ],
])(
  'a policy that lies at a resource names one that is there, whatever it says of it: %j',
  (document, notes) => {
    const found = read(document);
    expect(found.types).toEqual(['s3:bucket']);
    expect(found.notes).toMatch(notes);
  },
);
it('one that says of somebody what they may not do need not', () =>
  expect(() => read({ Statement: [DENY] })).toThrow(/since a policy denies them/));
it('what is left aside in one place and counted in another is told', () =>
  expect(read(`arn,status\n${S3},deleted\n${S3},available\n`).notes).toMatch(
    /1 resource left aside in one place, by what their rows say \(“deleted”\), and counted by another/,
  ));
