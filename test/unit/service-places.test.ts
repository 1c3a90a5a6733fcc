import { expect, test } from 'vitest';
import { isThere, servicePlaces } from '../../main/domain/services/service-places.ts';

const ONE = '111122223333';
const TWO = '444455556666';
const environments = [
  { id: 'production', name: 'Production', account: ONE, regions: 'eu-west-1' },
  { id: 'log-archive', name: 'Log archive', account: null, regions: null },
];
const service = (ref: string, environment: string | null, account: string | null, region: string | null) => ({
  ref,
  environments: environment === null ? [] : [environment],
  account,
  region,
});
const places = servicePlaces(
  [
    service('queue', null, null, null),
    service('images', 'log-archive', `${TWO}, ${ONE}`, 'us-east-1, eu-west-1'),
    service('orders', 'production', null, null),
    service('copies', null, `${ONE}, ${TWO}`, 'eu-west-1'),
    service('early', null, '000000000007', 'global'),
  ],
  environments,
);
const ALL = ['queue', 'images', 'orders', 'workbook', 'copies', 'early'];
const itself = (ref: string) => [ref];
const underHeads = (kind: Parameters<typeof places.grouped>[1]) => {
  const { rows, groups } = places.grouped(ALL, kind, itself);
  return groups.map(({ label, start, count }) => [label, ...rows.slice(start, start + count)]);
};

test('what is in several accounts stands under them together, whatever their order, and what names none last', () => {
  expect(underHeads('account')).toEqual([
    ['000000000007', 'early'],
    [ONE, 'orders'],
    [`${ONE}, ${TWO}`, 'images', 'copies'],
    ['No account named', 'queue', 'workbook'],
  ]);
  expect(underHeads('region')).toEqual([
    ['eu-west-1', 'orders', 'copies'],
    ['eu-west-1, us-east-1', 'images'],
    ['global', 'early'],
    ['No Region named', 'queue', 'workbook'],
  ]);
  expect(underHeads('environment')).toEqual([
    ['Log archive', 'images'],
    ['Production', 'orders'],
    ['No environment named', 'queue', 'workbook', 'copies', 'early'],
  ]);
});

test('a group has one line for its head, however many accounts there are, and stays one of its own', () => {
  const many = Array.from({ length: 120 }, (_, n) => String(100_000_000_000 + n));
  const crowd = servicePlaces(
    [
      service('everywhere', null, many.join(','), null),
      service('almost', null, many.slice(0, 119).join(','), null),
      service('again', null, [...many].reverse().join(','), null),
    ],
    [],
  );
  const { rows, groups } = crowd.grouped(['everywhere', 'almost', 'again'], 'account', itself);
  expect(groups.map(({ label, count }) => [label.length < 80, label.slice(-8), count])).toEqual([
    [true, '115 more', 1],
    [true, '116 more', 2],
  ]);
  expect(rows).toEqual(['almost', 'everywhere', 'again']);
});

test('an entry of several services is where one of them is, and stands under the places of all of them', () => {
  const pieces = [['orders', 'early'], ['queue'], []];
  expect(places.grouped(pieces, 'account', (refs) => refs).groups).toEqual([
    { label: `000000000007, ${ONE}`, start: 0, count: 1 },
    { label: 'No account named', start: 1, count: 2 },
  ]);
  expect(pieces.map((refs) => places.isIn(refs, { account: ONE }))).toEqual([true, false, false]);
  expect(pieces.map((refs) => places.isIn(refs, {}))).toEqual([true, true, true]);
  // Account and Region of one service, not the account of one and the Region of another.
  expect(places.isIn(['orders', 'early'], { account: ONE, region: 'global' })).toBe(false);
});

test('a list is narrowed to what fits all that is named', () => {
  const there = (where: Parameters<typeof isThere>[1]) => ALL.filter((ref) => isThere(places.of(ref), where));
  expect(there({})).toEqual(ALL);
  expect(there({ account: ONE })).toEqual(['images', 'orders', 'copies']);
  expect(there({ account: TWO, region: 'us-east-1' })).toEqual(['images']);
  expect(there({ environment: 'production', region: 'eu-west-1' })).toEqual(['orders']);
  expect(there({ environment: 'production', account: TWO })).toEqual([]);
});

test('what there is to choose from is named once, in the order of the names', () => {
  expect(places.named('account').map(({ id }) => id)).toEqual(['000000000007', ONE, TWO]);
  expect(places.named('environment')).toEqual([
    { id: 'log-archive', name: 'Log archive' },
    { id: 'production', name: 'Production' },
  ]);
});
