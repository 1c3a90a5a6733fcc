import { expect, test } from 'vitest';
import { closeness, isPartlyReached } from '../../main/domain/answers/reach.ts';
import {
  environmentWords,
  holdsInAll,
  isBeyond,
  tidyEnvironments,
} from '../../main/domain/services/environments.ts';
import { placesOf } from '../../main/domain/services/places.ts';
import fc, { runs } from '../support/property.ts';

const ids = fc.subarray(['production', 'staging', 'test', 'sandbox']);

test('what is said of environments holds of a service that stands in these and in no other', () => {
  expect(holdsInAll(['production'], ['production'])).toBe(true);
  expect(holdsInAll(['production', 'test'], ['production'])).toBe(false);
  expect(holdsInAll(['production', 'test'], ['test', 'sandbox', 'production'])).toBe(true);
  // What stands nowhere is in no environment of which anything was said.
  expect(holdsInAll([], ['production'])).toBe(false);
  expect(isBeyond(['production', 'test'], ['production'])).toBe(true);
  expect(isBeyond(['test'], ['production'])).toBe(false);
  expect(isBeyond(['production'], ['production'])).toBe(false);
});

test('naming one more environment takes nothing away, and standing in one more gives nothing', () => {
  fc.assert(
    fc.property(ids, ids, ids, (stands, named, more) => {
      if (holdsInAll(stands, named)) expect(holdsInAll(stands, [...named, ...more])).toBe(true);
      if (stands.length > 0 && !holdsInAll(stands, named))
        expect(holdsInAll([...stands, ...more], named)).toBe(false);
      expect(isBeyond(stands, named) && holdsInAll(stands, named)).toBe(false);
    }),
    { numRuns: runs(200) },
  );
});

test('an answer for one environment reaches no service that stands in another as well, unless it is named otherwise', () => {
  const nowhere = { everywhere: false, environments: [], tags: [], services: [] };
  const both = { ref: 'orders', environments: ['production', 'test'], tags: ['payments'] };
  const reach = { ...nowhere, environments: ['production'] };
  expect([closeness(reach, both), isPartlyReached(reach, both)]).toEqual([0, true]);
  for (const [wider, rank] of [
    [{ ...reach, environments: ['production', 'test'] }, 2],
    [{ ...reach, tags: ['payments'] }, 3],
    [{ ...reach, services: ['orders'] }, 4],
    [{ ...reach, everywhere: true }, 1],
  ] as const)
    expect([closeness(wider, both), isPartlyReached(wider, both)]).toEqual([rank, false]);
});

test('a service in several environments has the accounts and Regions of all of them, each once', () => {
  const environments = [
    { id: 'production', account: '111122223333, 444455556666', regions: 'eu-west-1' },
    { id: 'test', account: '444455556666', regions: 'us-east-1, eu-west-1' },
    { id: 'bare', account: null, regions: null },
  ];
  const at = (ids: readonly string[], account: string | null = null) =>
    placesOf({ environments: ids, account, region: null }, environments);
  expect(at(['production', 'test', 'bare'])).toMatchObject({
    accounts: ['111122223333', '444455556666'],
    regions: ['eu-west-1', 'us-east-1'],
  });
  expect(at(['test', 'production'], '777788889999').accounts).toEqual(['777788889999']);
  expect(at(['bare'])).toMatchObject({ accounts: [], regions: [] });
});

test('they are recorded once each, and told by their names', () => {
  expect(tidyEnvironments(['test', 'production', 'test'])).toEqual(['production', 'test']);
  expect(environmentWords(['production', 'gone'], new Map([['production', 'Production']]))).toBe(
    'Production, gone',
  );
  expect(environmentWords([], new Map())).toBeNull();
});
