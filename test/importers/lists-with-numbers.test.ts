import { expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';

const read = (text: string) => readSource('services.csv', Buffer.from(text));

it.each([
  ['an account that lost its zero', 'Service,Account\nAmazon S3,111122223333\nAmazon RDS,12345678901\n'],
  ['such accounts alone', 'Service,Account\nAmazon S3,12345678901\n'],
  ['numbers of things', 'Service,Environment,Account,Count\nAmazon S3,prod,111122223333,0\n'],
  ['priorities', 'Service,Priority,Owner\nAmazon S3,1,Ann\nAmazon RDS,2,Bob\n'],
  ['instances', 'Service,Instances\nAmazon S3,3\nAmazon RDS,0\n'],
  ['cost centres', 'Service,Owner,Cost center\nAmazon S3,Ann,4711\nAmazon RDS,Bob,0102\n'],
  ['cost centres in German', 'Service;Kostenstelle\nAmazon S3;4711\nAmazon RDS;0\n'],
  ['cost centres in French', 'Service;Centre de coûts\nAmazon S3;104711\nAmazon RDS;0\n'],
  ['cost centres in Spanish', 'Service;Centro de coste\nAmazon S3;4711\nAmazon RDS;0\n'],
  ['departments', 'Service,Department,Owner\nAmazon S3,400.10,Ann\nAmazon RDS,410.20,Bob\n'],
  ['numbers of invoices', 'Service,Total cost invoice no.\nAmazon S3,88123\nAmazon RDS,0\n'],
  ['versions', 'Service,Engine version\nAmazon S3,1.0\nAmazon RDS,8.0.35\n'],
  ['availability', 'Service,SLA\nAmazon S3,99.9\nAmazon RDS,99.95\n'],
  ['sizes', 'Service,Size GB\nAmazon S3,12.5\nAmazon RDS,0\n'],
  ['importance', 'Service,Importance\nAmazon S3,1\nAmazon RDS,0\n'],
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
  ['whole sums beside owners', 'Service,Owner,Importe\nAmazon S3,AWS,120\nAmazon RDS,Customer,0\n'],
  ['sums beside cost centres', 'Service,Kostenstelle,Kosten\nAmazon S3,4711,12\nAmazon RDS,4711,0\n'],
  ['an account beside a sum', 'Service,Account,Kosten\nAmazon S3,12345678901,3\nAmazon RDS,12345678901,0\n'],
])('%s are costs', (_, text) => {
  const { format, notInUse } = read(text);
  expect([format, [...(notInUse ?? [])]]).toEqual(['cost-explorer', ['Amazon RDS']]);
});
