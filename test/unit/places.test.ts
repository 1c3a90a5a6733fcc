import { expect, test } from 'vitest';
import {
  accountProblem,
  partitionProblem,
  placesOf,
  readAccounts,
  readRegions,
  regionProblem,
  writtenAccounts,
  writtenRegions,
} from '../../main/domain/services/places.ts';
import { isRegion, partitionOf, REGIONS } from '../../main/domain/services/regions.ts';

test('accounts are ids of twelve digits, several with commas, as people write them', () => {
  expect(writtenAccounts(' 111122223333,1111-2222-3333; 4444 5555 6666')).toBe('111122223333, 444455556666');
  expect(writtenAccounts('111122223333 444455556666')).toBe('111122223333, 444455556666');
  expect(writtenAccounts('  ')).toBeNull();
  expect(accountProblem(null)).toBeNull();
  expect(accountProblem('111122223333, 444455556666')).toBeNull();
  expect(accountProblem('111122223333, abc not an account')).toBe(
    '“abc not an account” is not an AWS account id, which has 12 digits, such as 111122223333. Put commas between several.',
  );
  for (const wrong of ['1', '11112222333', '1111222233334', '１１１１２２２２３３３３'])
    expect(accountProblem(wrong)).toContain('12 digits');
  expect(readAccounts('prod, 111122223333')).toEqual({ known: ['111122223333'], unknown: ['prod'] });
});

test('Regions are codes that AWS has, or one of their form; a slip is answered with what may be meant', () => {
  for (const [code] of REGIONS) expect(regionProblem(code)).toBeNull();
  expect(new Set(REGIONS.map(([code]) => code)).size).toBe(REGIONS.length);
  expect(writtenRegions('EU-West-1,us-east-1 eu-west-1, global')).toBe('eu-west-1, us-east-1, global');
  // One that opens after the list.
  expect(isRegion('eu-west-4')).toBe(true);
  for (const wrong of ['mars-1', 'eu-mars-1', 'eu-west', 'eu-west-10', 'xx-west-1'])
    expect(regionProblem(wrong)).toMatch(/is not a Region of AWS\. ./);
  expect(regionProblem('eu-west-1a')).toContain('It is an Availability Zone of eu-west-1');
  expect(regionProblem('Frankfurt')).toContain('Did you mean eu-central-1, Europe (Frankfurt)?');
  expect(regionProblem('eu-wset-1')).toContain('Did you mean eu-west-1?');
  expect(regionProblem('eu-west-1, mars-1')).toContain('“mars-1”');
  // What an earlier program let in names a Region all the same.
  expect(readRegions('eu-west-1, us-east-1 for CloudFront')).toEqual({
    known: ['eu-west-1', 'us-east-1'],
    unknown: ['us-east-1 for CloudFront'],
  });
});

test('an account is in one partition of AWS: Regions of two need two accounts', () => {
  const ONE = '111122223333';
  expect(partitionProblem(ONE, 'eu-west-1, us-east-1, global')).toBeNull();
  expect(partitionProblem(null, 'eu-west-1, us-gov-west-1')).toBeNull();
  expect(partitionProblem(`${ONE}, 444455556666`, 'eu-west-1, us-gov-west-1')).toBeNull();
  expect(partitionProblem(ONE, 'eu-west-1, us-gov-west-1')).toBe(
    'These Regions are in 2 partitions of AWS (eu-west-1 in aws and us-gov-west-1 in aws-us-gov), and an account is in one: they cannot all be of the one account 111122223333. Name the account of each partition as well.',
  );
  expect(partitionProblem(`${ONE}, 444455556666`, 'eu-west-1, us-gov-west-1, cn-north-1')).toMatch(
    '3 partitions',
  );
  const by = Map.groupBy(REGIONS, ([code]) => partitionOf(code));
  expect([...by].map(([partition, regions]) => [partition, regions.length])).toEqual([
    ['aws', REGIONS.length - 12],
    ...[
      ['aws-cn', 2],
      ['aws-eusc', 1],
      ['aws-iso', 2],
      ['aws-iso-b', 2],
      ['aws-iso-e', 1],
      ['aws-iso-f', 2],
      ['aws-us-gov', 2],
    ],
  ]);
});

test('a service is where it says, else where its environment is', () => {
  const environments = [{ id: 'production', account: '111122223333', regions: 'eu-west-1' }];
  const at = (account: string | null, region: string | null) =>
    placesOf({ environments: ['production'], account, region }, environments);
  expect(at(null, null)).toEqual({
    environments: ['production'],
    accounts: ['111122223333'],
    regions: ['eu-west-1'],
  });
  expect(at('444455556666', 'us-east-1')).toMatchObject({
    accounts: ['444455556666'],
    regions: ['us-east-1'],
  });
});
