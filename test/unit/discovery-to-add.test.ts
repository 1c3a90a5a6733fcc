import { describe, expect, it } from 'vitest';
import type { DiscoveredService, DiscoverReport, SaidOfService } from '../../main/contract/discover.ts';
import { guessColumns } from '../../main/domain/services/guess-columns.ts';
import { knownHere } from '../../main/domain/services/known-here.ts';
import { toAdd } from '../../main/domain/services/to-add.ts';
import { rowWords } from '../../main/domain/words/row-words.ts';

const [A, B] = ['111122223333', '444455556666'] as const;
const service = (more: Partial<DiscoveredService> = {}): DiscoveredService => ({
  ref: 'sqs',
  catalogueId: 'sqs',
  name: 'Amazon SQS',
  resources: [],
  files: [],
  accounts: [],
  regions: [],
  alreadyInUse: false,
  variants: [],
  newAccounts: [],
  said: null,
  ...more,
});
const reportOf = (services: readonly DiscoveredService[], accounts: DiscoverReport['accounts'] = []) => ({
  files: [],
  services,
  accounts,
  gone: [],
  changed: [],
});
const said = (label: string, ...environments: string[]): SaidOfService => ({
  label,
  environments: environments.map((name) => ({ name, id: null })),
  owner: null,
  tags: [],
});
const PRODUCTION = { id: 'production', name: 'Production', account: A, regions: null };

describe('what is added of what was found', () => {
  it('stands in the environments that an inventory names, else in those of its accounts, else in the one chosen for all', () => {
    const services = [
      service({ accounts: [A], said: said('Mail', 'prod', 'Prod') }),
      service({ accounts: [A] }),
    ];
    const input = toAdd(reportOf(services), { services }, [PRODUCTION]);
    expect(input.services.map(({ label, environments }) => [label, environments])).toEqual([
      ['Mail', undefined],
      ['Amazon SQS', ['production']],
    ]);
    expect(input.newEnvironments).toEqual([{ name: 'prod', account: null, services: [0, 0] }]);
    const chosen = toAdd(reportOf(services), { services, environment: 'lab' }, [PRODUCTION]);
    expect(chosen.services.map(({ environments }) => environments)).toEqual([['lab'], ['lab']]);
    expect(chosen.newEnvironments).toBeUndefined();
  });

  it('is a service for each account where that is wished, and only for new ones of what is in use already', () => {
    const services = [
      service({ accounts: [A, B], newAccounts: [A, B] }),
      service({ ref: 's3', name: 'Amazon S3', accounts: [A, B], alreadyInUse: true, newAccounts: [B] }),
      service({ ref: 'own', accounts: [A, B], newAccounts: [A, B], said: said('Own') }),
    ];
    const accounts = [{ account: B, name: 'lab', environment: null }];
    const input = toAdd(reportOf(services, accounts), { services, accounts, byAccount: true }, []);
    expect(input.services.map(({ label, account }) => [label, account])).toEqual([
      [`Amazon SQS, ${A}`, A],
      ['Amazon SQS, lab', B],
      ['Amazon S3, lab', B],
      ['Own', `${A}, ${B}`],
    ]);
    expect(input.newEnvironments).toEqual([{ name: 'lab', account: B, services: [1, 2, 3] }]);
  });
});

describe('what was found, held against the workbook', () => {
  const inUse = { catalogueId: 'sqs', environments: ['production'], account: null, region: null };
  const here = {
    services: [inUse],
    environments: [PRODUCTION, { ...PRODUCTION, id: 'test', name: 'Test', account: null }],
    people: [
      { id: 'ana', name: 'Ana Lima' },
      { id: 'jo', name: 'Jo' },
      { id: 'jo-2', name: 'jo' },
    ],
  };

  it('names environments and owners by their ids, unless nobody or two are called so', () => {
    const owned = (name: string) =>
      service({ said: { ...said('Mail', 'TEST', 'dr'), owner: { name, person: null } } });
    const report = knownHere(reportOf([owned('ana lima'), owned('Jo'), owned('Team')]), here);
    expect(report.services.map(({ said: says }) => says?.owner?.person)).toEqual(['ana', null, null]);
    expect(report.services[0]?.said?.environments).toEqual([
      { name: 'TEST', id: 'test' },
      { name: 'dr', id: null },
    ]);
  });

  it('tells in which accounts a kind of service is new, by the places of those in use', () => {
    const found = service({ accounts: [A, B], alreadyInUse: true });
    expect(knownHere(reportOf([found]), here).services[0]?.newAccounts).toEqual([B]);
    // One that names no account may be there.
    const anywhere = { ...here, services: [inUse, { ...inUse, environments: [] }] };
    expect(knownHere(reportOf([found]), anywhere).services[0]?.newAccounts).toEqual([]);
  });
});

it('guesses columns by their headings, each meaning once', () => {
  expect(
    guessColumns(['Application', 'AWS Service', 'Env', 'Account ID', 'Region', 'Business Owner', 'Tags']),
  ).toEqual([
    { column: 1, means: 'service' },
    { column: 0, means: 'label' },
    { column: 2, means: 'environment' },
    { column: 3, means: 'account' },
    { column: 4, means: 'region' },
    { column: 5, means: 'owner' },
    { column: 6, means: 'tags' },
  ]);
  expect(guessColumns(['Cost', 'Control'])).toEqual([]);
});

it('says in which rows something stands', () => {
  expect(rowWords([7])).toBe('row 7');
  expect(rowWords([7, 9, 1200])).toBe('rows 7, 9 and 1,200');
  expect(rowWords(Array.from({ length: 20 }, (_, at) => at + 1))).toBe(
    'rows 1, 2, 3, 4, 5, 6, 7, 8 and 12 more',
  );
});
