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
