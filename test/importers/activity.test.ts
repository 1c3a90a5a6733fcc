import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { fixture, index, read, typesOf } from './support.ts';

const discovered = async (...names: readonly string[]) => {
  const { files, services } = await discoverFiles(names.map(fixture), index, []);
  return {
    file: files[0],
    services: Object.fromEntries(
      services.map(({ catalogueId, accounts, regions }) => [
        catalogueId,
        [...accounts, ...regions].join(' '),
      ]),
    ),
  };
};

describe('what an account really calls', () => {
  it('Access Advisor: services that were called, and those that never were', async () => {
    const { file, services } = await discovered('last-accessed.json');
    expect(file?.format).toBe('access-advisor');
    expect(services).toEqual({ s3: '111122223333 eu-west-1', sqs: '111122223333 eu-west-1' });
    expect(file?.notes.join()).toMatch(/1 service never called .*: redshift/);
  });

  it('of an organisation: the path says the account', async () => {
    const { services } = await discovered('organization-access.json');
    expect(services).toEqual({ lambda: '444455556666 eu-central-1' });
  });

  it('CloudTrail: services called to change or use something, each once; what is only looked at is named', async () => {
    const { file, services } = await discovered('cloudtrail.json');
    expect(services).toEqual({
      dynamodb: '111122223333 eu-west-1',
      cloudwatch: '111122223333 eu-west-1',
    });
    expect(file?.notes.join()).toMatch(/3 events read.*only looked at.*: rds\.amazonaws\.com/);
  });

  it('a spreadsheet saved the event history: zeros in front come back, and what it shortened is told', async () => {
    const path = join(temporaryFolder(), 'history.csv');
    const head = 'Event time,Event source,Event name,AWS region,Read-only,Recipient Account Id';
    const row = (source: string, account: string) =>
      `2026-08-18T11:48:43Z,${source}.amazonaws.com,Update,eu-west-1,FALSE,${account}`;
    writeFileSync(path, [head, row('sqs', '5.28758E+11'), row('sns', '11122223333')].join('\n'));
    const { files, services } = await discoverFiles([{ name: 'history.csv', path }], index, []);
    expect(services.map(({ catalogueId, accounts }) => [catalogueId, ...accounts])).toEqual([
      ['sns', '011122223333'],
      ['sqs'],
    ]);
    expect(files[0]?.notes.join(' ')).toMatch(/shortened accounts to 5\.28758E\+11, so which they were/);
  });

  it('the event history of the console, and events as the command line looks them up', async () => {
    expect((await discovered('event-history.csv')).services).toEqual({ sqs: 'eu-west-1' });
    const found = read('lookup.json', {
      Events: [
        {
          EventSource: 'kms.amazonaws.com',
          ReadOnly: 'false',
          CloudTrailEvent: JSON.stringify({
            eventSource: 'kms.amazonaws.com',
            readOnly: false,
            awsRegion: 'eu-west-1',
            recipientAccountId: '111122223333',
          }),
        },
        { EventSource: 'sqs.amazonaws.com', CloudTrailEvent: '{broken' },
        {},
      ],
    });
    expect(typesOf(found)).toEqual({ 'kms.amazonaws.com': 1, 'sqs.amazonaws.com': 1 });
    expect([...(found.places?.get('kms.amazonaws.com')?.accounts ?? [])]).toEqual(['111122223333']);
    expect(found.notes.join()).toMatch(/1 event without an event source/);
  });

  it('a call that was denied uses nothing', () => {
    const event = (eventSource: string, errorCode?: string) => ({ eventSource, readOnly: false, errorCode });
    const found = read('trail.json', {
      Records: [
        event('sqs.amazonaws.com', 'AccessDenied'),
        event('ec2.amazonaws.com', 'Client.UnauthorizedOperation'),
        event('sns.amazonaws.com', 'AuthorizationError'),
        event('kms.amazonaws.com', 'AccessDeniedException'),
        event('kms.amazonaws.com'),
        event('s3.amazonaws.com', 'ThrottlingException'),
      ],
    });
    const denied = ['sqs.amazonaws.com', 'ec2.amazonaws.com', 'sns.amazonaws.com'];
    expect([...(found.notInUse ?? [])]).toEqual(denied);
    const table = read(
      'history.csv',
      'Event name,Event source,Error code,Read-only\nSendMessage,sqs.amazonaws.com,AccessDenied,false\nPublish,sns.amazonaws.com,,false\n',
    );
    expect([...(table.notInUse ?? [])]).toEqual(['sqs.amazonaws.com']);
  });

  it('the accounts of an organisation are named, with what to do with them', async () => {
    const { file, services } = await discovered('accounts.json');
    expect(services).toEqual({ organizations: '111122223333' });
    expect(file?.notes.join(' ')).toMatch(
      /shop-prod \(444455556666\).*demarc new --from .*1 account left out/,
    );
  });
});

describe('the list of accounts that the console of AWS Organizations exports', () => {
  it.each(['Status', 'State'])('says with %s which accounts are active', async (heading) => {
    const found = read(
      'Organization_accounts_information.csv',
      `Account ID,ARN,Email,Name,${heading},Joined method,Joined timestamp\n44455556666,arn:aws:organizations::111122223333:account/o-a1/044455556666,a@example.com,shop-prod,ACTIVE,CREATED,2024-01-01\n777788889999,arn:aws:organizations::111122223333:account/o-a1/777788889999,b@example.com,old,SUSPENDED,CREATED,2024-01-01\n`,
    );
    expect(found.accounts).toEqual([{ account: '044455556666', name: 'shop-prod' }]);
    expect(found.notes.join(' ')).toMatch(/1 account left out/);
  });
});

describe('what other tools synthesise', () => {
  it('the manifest of the CDK says where the templates beside it go', async () => {
    const report = await discoverFiles([fixture('manifest.json'), fixture('network.yaml')], index, []);
    expect(report.files[0]?.notes.join(' ')).toMatch(
      /names 2 stacks of the CDK.*read from the files given: network\.yaml.*\(Shop\)\. Add Shop\.template\.json/,
    );
    const named = { name: 'Shop.template.json', path: fixture('orders-sam.json').path };
    const { services } = await discoverFiles([fixture('manifest.json'), named], index, []);
    expect(services.map(({ accounts, regions }) => [...accounts, ...regions].join(' '))).toContain(
      '111122223333 eu-west-1',
    );
  });

  it('the tree of the CDK is told as one', () => {
    const tree = { version: 'tree-0.1', tree: { id: 'App', path: '' } };
    expect(() => read('tree.json', tree)).toThrow(/is the tree of a CDK app.*\*\.template\.json/);
  });

  it('CDK for Terraform: every resource, in the Region of the provider', async () => {
    const { file, services } = await discovered('cdk.tf.json');
    expect(file?.types).toEqual([
      { type: 'aws_s3_bucket', count: 1 },
      { type: 'aws_sqs_queue', count: 2 },
    ]);
    expect(services).toEqual({ s3: 'eu-west-1', sqs: 'eu-west-1' });
    expect(file?.notes.join()).toMatch(/1 entry with count or for_each/);
  });

  it('Pulumi: what the provider made, by ARN or type', async () => {
    const { file, services } = await discovered('pulumi-stack.json');
    expect(services).toEqual({
      s3: 'eu-west-1',
      'elastic-load-balancing': '111122223333 eu-west-1',
      'step-functions': '',
      sqs: '',
    });
    expect(file?.notes.join()).toMatch(/1 type of other providers.*1 resource waiting to be deleted/);
    const preview = read('preview.json', {
      steps: [
        { op: 'create', urn: 'u', newState: { type: 'aws:sns/topic:Topic', custom: true } },
        { op: 'delete', urn: 'u', oldState: { type: 'aws:sqs/queue:Queue', custom: true } },
      ],
    });
    expect(typesOf(preview)).toEqual({ 'aws:sns/topic:Topic': 1 });
  });

  it('the Serverless Framework: functions, what their events make, and the template inside', async () => {
    const { file, services } = await discovered('serverless.yml');
    expect(Object.keys(services).sort()).toEqual(['api-gateway', 'dynamodb', 'eventbridge', 'lambda', 'sqs']);
    expect(file?.notes.join()).toMatch(/^2 functions.*Functions are started by sqs/);
  });
  it('Pulumi keeps a stack in a bucket as a checkpoint of the same resources', () => {
    const resources = [{ urn: 'u', type: 'aws:sqs/queue:Queue', custom: true, id: 'q' }];
    const found = read('dev.json', { version: 3, checkpoint: { stack: 'dev', latest: { resources } } });
    expect(typesOf(found)).toEqual({ 'aws:sqs/queue:Queue': 1 });
  });
  it('a script wrote the accounts of an organisation as a table', async () => {
    const path = join(temporaryFolder(), 'accounts.csv');
    const rows = [
      '11122223333,shop,a@example.com,ACTIVE,2022-01-31',
      '444455556666,old,b@example.com,SUSPENDED,',
    ];
    writeFileSync(path, ['Id,Name,Email,Status,Joined Timestamp', ...rows].join('\n'));
    expect(await recogniseFile(path, 'accounts.csv')).toMatchObject({ kind: 'templates' });
    const { files } = await discoverFiles([{ name: 'accounts.csv', path }], index, []);
    expect(files[0]).toMatchObject({ format: 'organizations', resources: 1 });
    expect(files[0]?.notes[0]).toContain('shop (011122223333)');
  });
  it('a spreadsheet shortened the accounts of an organisation: the ARN has them, or it is told', async () => {
    const path = join(temporaryFolder(), 'accounts.csv');
    const arn = 'arn:aws:organizations::111122223333:account/o-exampleorgid/528758000001';
    const rows = [`5.28758E+11,${arn},shop,Active`, '5.28759E+11,,old,ACTIVE', '1111-2222-3333,,web,ACTIVE'];
    writeFileSync(path, ['Id,Arn,Name,Status,Joined Timestamp', ...rows].map((row) => `${row},`).join('\n'));
    const { files } = await discoverFiles([{ name: 'accounts.csv', path }], index, []);
    const notes = files[0]?.notes.join('\n');
    expect(notes).toMatch(/^Its accounts: shop \(528758000001\), web \(111122223333\)\./);
    expect(notes).toMatch(/1 account without the twelve digits.*shortened accounts to 5\.28759E\+11/s);
  });
  it('a table of people with the days on which they joined is no list of accounts', () => {
    expect(() => read('people.csv', 'Id,Name,Joined Timestamp\n17,Ann,2022\n18,Ben,2023\n')).toThrow(
      /columns that are not known here/,
    );
  });
  it('CDK for Terraform wrote a stack without resources, which is said', () => {
    const document = { '//': { metadata: { backend: 'local' } }, provider: { aws: [{}] } };
    expect(() => read('cdk.tf.json', document)).toThrow(/cdk\.tf\.json declares no resource\. Give/);
    const module = { network: { source: 'terraform-aws-modules/vpc/aws' } };
    expect(() => read('cdk.tf.json', { ...document, module })).toThrow(/those of its modules.*Give a plan/);
    const resource = { aws_sqs_queue: { orders: {} } };
    expect(read('cdk.tf.json', { ...document, module, resource }).notes[0]).toMatch(
      /1 module of it will make is not counted: network\./,
    );
  });
  it('serverless.yml without functions: the template in it alone', async () => {
    const text =
      'service: site\nprovider:\n  name: aws\n  region: eu-west-1\nresources:\n  Resources:\n    Site:\n      Type: AWS::S3::Bucket\n';
    expect(typesOf(read('serverless.yml', text))).toEqual({ 'AWS::S3::Bucket': 1 });
    const path = join(temporaryFolder(), 'site.yml');
    writeFileSync(path, text);
    expect(await recogniseFile(path, 'site.yml')).toMatchObject({ kind: 'templates' });
  });

  it.each([
    'last-accessed.json',
    'cloudtrail.json',
    'event-history.csv',
    'accounts.json',
    'manifest.json',
    'cdk.tf.json',
    'pulumi-stack.json',
    'serverless.yml',
  ])('%s is recognised as something to find services in', async (name) =>
    expect((await recogniseFile(fixture(name).path, name)).kind).toBe('templates'),
  );
});
