import { expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';

const read = (name: string, content: unknown) =>
  readSource(name, Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)));

it('costs that are grouped by account and by Region keep both', () => {
  const group = (keys: readonly string[]) => ({
    Keys: keys,
    Metrics: { UnblendedCost: { Amount: '1', Unit: 'USD' } },
  });
  for (const [second, kept] of [
    ['LINKED_ACCOUNT', { accounts: ['111122223333', '444455556666'], regions: [] }],
    ['REGION', { accounts: [], regions: ['eu-west-1'] }],
  ] as const) {
    const values = second === 'REGION' ? ['eu-west-1'] : ['111122223333', '444455556666'];
    const { places, types } = read('costs.json', {
      GroupDefinitions: [
        { Type: 'DIMENSION', Key: 'SERVICE' },
        { Type: 'DIMENSION', Key: second },
      ],
      ResultsByTime: [{ Groups: values.map((value) => group(['Amazon Simple Storage Service', value])) }],
    });
    const [name = ''] = types.keys();
    const where = places?.get(name);
    expect({ accounts: [...(where?.accounts ?? [])], regions: [...(where?.regions ?? [])] }).toEqual(kept);
  }
});
it('an item that Config delivered has its account, and is another in another account', () => {
  const item = (awsAccountId: string) => ({
    resourceType: 'AWS::SQS::Queue',
    resourceId: 'orders',
    awsRegion: 'eu-west-1',
    configurationItemStatus: 'OK',
    awsAccountId,
  });
  const { types, places } = read('config.json', {
    configurationItems: [item('111122223333'), item('444455556666')],
  });
  expect(types.get('AWS::SQS::Queue')).toBe(2);
  expect([...(places?.get('AWS::SQS::Queue')?.accounts ?? [])]).toEqual(['111122223333', '444455556666']);
});
it('a report of last access that is not ready is told', () => {
  const { notes } = read('access.json', { ServicesLastAccessed: [], JobStatus: 'IN_PROGRESS' });
  expect(notes.join()).toMatch(/had not ended/);
  expect(read('access.json', { ServicesLastAccessed: [], JobStatus: 'COMPLETED' }).notes).toEqual([]);
});
it('a row of sums is no service in any language', () => {
  const { types } = read('costs.csv', 'Service;Kosten\nAmazon S3;12\nSumme;12\n');
  expect([...types.keys()]).toEqual(['Amazon S3']);
});
it('an account that stands with its name is that account', () => {
  const { places } = read(
    'list.csv',
    'Service,Account\nAmazon S3,111122223333 (prod)\nAmazon S3,test - 444455556666\n',
  );
  expect([...(places?.get('Amazon S3')?.accounts ?? [])]).toEqual(['111122223333', '444455556666']);
});
it('a list that is not read beside one that is, is told', () => {
  const queues = { QueueUrls: ['https://sqs.eu-west-1.amazonaws.com/111122223333/q'] };
  const { notes } = read('all.json', { TopicArns: ['arn:aws:sns:eu-west-1:111122223333:t'], ...queues });
  expect(notes.join()).toMatch(/Not read beside it: TopicArns/);
  expect(read('all.json', queues).notes).toEqual([]);
});
