import { expect, it } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { partitionsOf } from '../../main/domain/services/partitions.ts';
import { openTestWorkbook } from '../support/core.ts';

const { partitions } = loadCatalogue();
const idsOf = (...regions: readonly (string | null)[]) =>
  partitionsOf(regions, partitions).map(({ id }) => id);

it.each([
  [['eu-west-1'], []],
  [[null], []],
  [['us-gov-west-1'], ['aws-us-gov']],
  [['eu-central-1, US-GOV-EAST-1 and cn-north-1'], ['aws-us-gov', 'aws-cn']],
  [['eusc-de-east-1', null], ['aws-eusc']],
  [['somewhere in the us-gov cloud'], []],
])('the Regions %j are in %j', (regions, ids) => {
  expect(idsOf(...regions)).toEqual(ids);
});

it('a card says what is otherwise in the partition of its service, or of the environment that it runs in', async () => {
  const { call } = await openTestWorkbook();
  await call('environments.add', { name: 'Agency', regions: 'us-gov-west-1' });
  await call('services.add', {
    services: [
      { catalogueId: 'rds', ref: 'agency-db', label: 'agency-db', environments: ['agency'] },
      { catalogueId: 'rds', ref: 'shop-db', label: 'shop-db', region: 'eu-west-1' },
      { catalogueId: 'rds', ref: 'euro-db', label: 'euro-db', region: 'eusc-de-east-1' },
    ],
  });
  const said = async (ref: string) => {
    const { suggestion } = await call('assignments.card', { ref });
    return suggestion.cautions.filter(({ kind }) => kind === 'partition').map(({ text }) => text);
  };
  expect(await said('agency-db/encryption-in-transit')).toEqual([
    expect.stringMatching(/^AWS GovCloud \(US\): .*FIPS 140-3/),
  ]);
  expect(await said('shop-db/encryption-in-transit')).toEqual([]);
  expect(await said('euro-db/disaster-recovery')).toEqual([
    expect.stringMatching(/^AWS European Sovereign Cloud: Replication/),
  ]);
  // Answered once for everything: the partition of any environment counts.
  expect(await said('workbook/account-lifecycle')).toEqual([expect.stringMatching(/^AWS GovCloud/)]);
});
