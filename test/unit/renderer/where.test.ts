import { expect, test } from 'vitest';
import { servicePlaces } from '../../../main/domain/services/service-places.ts';
import { placeOptions, placeSearch, whereOf } from '../../../renderer/components/where/where.ts';

test('an address keeps a place and a grouping, and nothing that it makes up', () => {
  expect(placeSearch({ where: 'account:111122223333', group: 'region', text: 'x' })).toEqual({
    where: 'account:111122223333',
    group: 'region',
  });
  expect(placeSearch({ where: '', group: 'owner' })).toEqual({});
  expect(whereOf('account:111122223333')).toEqual({ account: '111122223333' });
  expect(whereOf('environment:log-archive')).toEqual({ environment: 'log-archive' });
  expect(whereOf('party:aws')).toEqual({});
  expect(whereOf(undefined)).toEqual({});
});

test('there is every place to choose from, and the chosen one though nothing is there any more', () => {
  const places = servicePlaces(
    [{ ref: 'orders', environments: ['production'], account: '111122223333', region: null }],
    [{ id: 'production', name: 'Production', account: null, regions: 'eu-west-1' }],
  );
  const words = (chosen?: string) =>
    placeOptions(places, chosen).map(({ value, label, group }) => `${group}: ${label} = ${value}`);
  const all = [
    'Environment: Production = environment:production',
    'Account: 111122223333 = account:111122223333',
    'Region: eu-west-1 = region:eu-west-1',
  ];
  expect(words()).toEqual(all);
  expect(words('region:eu-west-1')).toEqual(all);
  expect(words('account:444455556666')).toContain('Account: 444455556666 = account:444455556666');
  expect(placeOptions(servicePlaces([], []), undefined)).toEqual([]);
});
