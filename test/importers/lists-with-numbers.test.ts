import { expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';

const read = (text: string) => readSource('services.csv', Buffer.from(text));

it.each([
  ['an account that lost its zero', 'Service,Account\nAmazon S3,111122223333\nAmazon RDS,12345678901\n'],
  ['such accounts alone', 'Service,Account\nAmazon S3,12345678901\n'],
  ['numbers of things', 'Service,Environment,Account,Count\nAmazon S3,prod,111122223333,0\n'],
  ['priorities', 'Service,Priority,Owner\nAmazon S3,1,Ann\nAmazon RDS,2,Bob\n'],
  ['instances', 'Service,Instances\nAmazon S3,3\nAmazon RDS,0\n'],
])('a list of services with %s is no table of costs', (_, text) => {
  const { format, notInUse, types } = read(text);
  expect([format, notInUse?.size ?? 0, types.get('Amazon S3')]).toEqual(['service-list', 0, 1]);
});

it('keeps the accounts that it names', () => {
  const { places } = read('Service,Account,Count\nAmazon S3,12345678901,3\nAmazon S3,111122223333,4\n');
  expect([...(places?.get('Amazon S3')?.accounts ?? [])]).toEqual(['012345678901', '111122223333']);
});

it.each([
  ['whole sums below a heading of money', 'Service,Cost\nAmazon S3,3\nAmazon RDS,0\n'],
  ['whole sums below months', 'Service,2026-01,2026-02\nAmazon S3,3,4\nAmazon RDS,0,0\n'],
  ['fractions below any heading', 'Service,January\nAmazon S3,3.20\nAmazon RDS,0\n'],
  ['an account beside a sum', 'Service,Account,Kosten\nAmazon S3,12345678901,3\nAmazon RDS,12345678901,0\n'],
])('%s are costs', (_, text) => {
  const { format, notInUse } = read(text);
  expect([format, [...(notInUse ?? [])]]).toEqual(['cost-explorer', ['Amazon RDS']]);
});
