import { expect, test } from 'vitest';
import { placeFound } from '../../main/domain/services/found-in.ts';

const environments = [
  { id: 'production', account: '111122223333, 222233334444', regions: null },
  { id: 'staging', account: '444455556666', regions: null },
  { id: 'bare', account: null, regions: 'eu-west-1' },
];

test('what is found in accounts stands in the environments that name them', () => {
  const found = (accounts: readonly string[], regions: readonly string[] = []) =>
    placeFound({ accounts, regions }, environments);
  expect(found(['222233334444', '444455556666'], ['eu-west-1'])).toEqual({
    account: '222233334444, 444455556666',
    region: 'eu-west-1',
    environments: ['production', 'staging'],
  });
  expect(found(['999900001111'])).toEqual({ account: '999900001111' });
  expect(found([], ['eu-west-1'])).toEqual({ region: 'eu-west-1' });
  expect(found([])).toEqual({});
});

test('Regions of more partitions than accounts were told of name no account, which would be refused', () => {
  expect(
    placeFound({ accounts: ['111122223333'], regions: ['eu-west-1', 'us-gov-west-1'] }, environments),
  ).toEqual({ region: 'eu-west-1, us-gov-west-1', environments: ['production'] });
});
