import { describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../../main/contract/catalogue.ts';
import type { DiscoveredService } from '../../../main/contract/discover.ts';
import type { ServiceInUseRow } from '../../../main/contract/services-in-use.ts';
import {
  categoryWords,
  filterServices,
  initiallyChosen,
  sameOffers,
  searchCatalogue,
  sortServices,
  typeWords,
} from '../../../renderer/features/services/model.ts';
import { servicesSearch } from '../../../renderer/features/services/search.ts';

const entry = (
  id: string,
  name: string,
  category: string,
  aliases: readonly string[] = [],
): CatalogueEntry => ({
  id,
  name,
  aliases,
  category,
  model: 'paas',
  lifecycle: { state: 'active' },
  notes: '',
  questions: 10,
});
const CATALOGUE = [
  entry('ec2', 'Amazon EC2', 'compute'),
  entry('apigateway', 'Amazon API Gateway', 'networking', ['Execute API']),
  entry('storage-gateway', 'AWS Storage Gateway', 'storage'),
  entry('gateway-lb', 'Gateway Load Balancer', 'networking'),
  entry('ecs-fargate', 'Amazon ECS on AWS Fargate', 'containers', ['AWS Fargate']),
  entry('sagemaker', 'Amazon SageMaker', 'ai-ml'),
];
const found = (text: string, category: string | null = null) =>
  searchCatalogue(CATALOGUE, text, category).map(({ id }) => id);

describe('searchCatalogue', () => {
  test('a name that begins so comes before one that only contains it', () => {
    expect(found('gateway')).toEqual(['gateway-lb', 'apigateway', 'storage-gateway']);
  });
  test('nobody types Amazon or AWS first', () => {
    expect(found('api')).toEqual(['apigateway']);
    expect(found('storage g')).toEqual(['storage-gateway']);
  });
  test('aliases and the words of the category find, too', () => {
    expect(found('fargate')).toEqual(['ecs-fargate']);
    expect(found('machine learning')).toEqual(['sagemaker']);
  });
  test('every word counts, and a category narrows', () => {
    expect(found('gateway storage')).toEqual(['storage-gateway']);
    expect(found('', 'networking')).toEqual(['apigateway', 'gateway-lb']);
    expect(found('gateway', 'compute')).toEqual([]);
  });
});

const row = (patch: Partial<ServiceInUseRow> & { readonly ref: string }): ServiceInUseRow => ({
  catalogueId: 's3',
  label: patch.ref,
  environments: [],
  account: null,
  region: null,
  model: 'serverless',
  dataClassification: null,
  lead: null,
  notes: null,
  reviewOn: null,
  foundIn: [],
  tags: [],
  order: 0,
  serviceName: 'Amazon S3',
  category: 'storage',
  lifecycle: { state: 'active' },
  asked: 10,
  answered: 0,
  parked: 0,
  variants: [],
  ...patch,
});
const NAMES = {
  environments: (row: ServiceInUseRow) => row.environments.join(', '),
  person: (id: string) => id,
  account: ({ ref, account }: ServiceInUseRow) => account ?? (ref === 'b' ? '222233334444' : ''),
  region: ({ region }: ServiceInUseRow) => region ?? '',
};

describe('the list of services', () => {
  const rows = [
    row({ ref: 'b', order: 1, answered: 5 }),
    row({ ref: 'a-10', order: 2, answered: 10, account: '111122223333' }),
    row({ ref: 'a-2', order: 3, asked: 0, serviceName: 'Amazon Rekognition Größe' }),
  ];
  const refs = (list: readonly ServiceInUseRow[]) => list.map(({ ref }) => ref);
  test('keeps the order of adding until it is sorted', () => {
    expect(refs(sortServices(rows, null, NAMES))).toEqual(['b', 'a-10', 'a-2']);
  });
  test('sorts numbers inside labels as numbers', () => {
    expect(refs(sortServices(rows, { by: 'label', direction: 'ascending' }, NAMES))).toEqual([
      'a-2',
      'a-10',
      'b',
    ]);
  });
  test('sorts by the account that is shown, that of an environment among them', () => {
    const placed = rows.map((each) => (each.ref === 'a-10' ? { ...each, account: '111122223333' } : each));
    expect(refs(sortServices(placed, { by: 'account', direction: 'descending' }, NAMES))).toEqual([
      'b',
      'a-10',
      'a-2',
    ]);
  });
  test('sorts by progress; what is never asked is done', () => {
    expect(refs(sortServices(rows, { by: 'progress', direction: 'ascending' }, NAMES))).toEqual([
      'b',
      'a-10',
      'a-2',
    ]);
    expect(refs(sortServices(rows, { by: 'progress', direction: 'descending' }, NAMES))).toEqual([
      'a-10',
      'a-2',
      'b',
    ]);
  });
  test('is searched without regard to accents', () => {
    expect(refs(filterServices(rows, 'grosse'))).toEqual([]);
    expect(refs(filterServices(rows, 'große'))).toEqual(['a-2']);
    expect(refs(filterServices(rows, '1111 s3'))).toEqual(['a-10']);
  });
});

test('what was found and is not in use yet is chosen at first', () => {
  const service = (ref: string, alreadyInUse: boolean): DiscoveredService => ({
    ref,
    catalogueId: 's3',
    name: 'Amazon S3',
    resources: [],
    files: [],
    accounts: [],
    regions: [],
    alreadyInUse,
    variants: [],
    newAccounts: [],
    said: null,
  });
  expect([...initiallyChosen([service('a', false), service('b', true)])]).toEqual(['a']);
});

test('words', () => {
  expect(categoryWords('developer-tools')).toBe('Developer tools');
  expect(categoryWords('ai-ml')).toBe('AI and machine learning');
  expect(
    typeWords([
      { type: 'AWS::S3::Bucket', count: 1200 },
      { type: 'aws_vpc', count: 1 },
    ]),
  ).toBe('AWS::S3::Bucket 1,200, aws_vpc 1');
});

test('an address with nonsense in it is read as far as it makes sense', () => {
  expect(
    servicesSearch({ add: 'everything', edit: 7, text: '', sort: { by: 'label', direction: 'sideways' } }),
  ).toEqual({
    sort: { by: 'label', direction: 'ascending' },
  });
  expect(servicesSearch({ add: 'files', edit: 'orders-db' })).toEqual({ add: 'files', edit: 'orders-db' });
});

test('a service added to others of its kind is offered the answers of the one that has most', () => {
  const before = [
    row({ ref: 'a', catalogueId: 'rds', answered: 3 }),
    row({ ref: 'b', catalogueId: 'rds', answered: 9 }),
    row({ ref: 'c', catalogueId: 's3', answered: 0 }),
  ];
  const added = [
    row({ ref: 'd', catalogueId: 'rds' }),
    row({ ref: 'e', catalogueId: 's3' }),
    row({ ref: 'f', catalogueId: 'lambda' }),
  ];
  expect(sameOffers(before, added).map(({ from, to }) => [from.ref, to.map(({ ref }) => ref)])).toEqual([
    ['b', ['d']],
  ]);
});
