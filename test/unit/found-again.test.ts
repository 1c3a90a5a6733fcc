import { expect, it } from 'vitest';
import type { DiscoveredFile } from '../../main/contract/discover.ts';
import { changeWords, foundAgain } from '../../main/domain/services/found-again.ts';
import { rememberedName } from '../../main/domain/services/found-in.ts';

const file = (
  name: string,
  types: Record<string, number>,
  format: string | null = 'config',
): DiscoveredFile => ({
  file: name,
  input: 0,
  format,
  resources: 0,
  types: Object.entries(types).map(([type, count]) => ({ type, count })),
  unmapped: [],
  notes: [],
  unknown: false,
  table: null,
  refused: format === null ? { code: 'INVALID_INPUT', message: 'It is cut off.' } : null,
});
const service = (ref: string, name: string, types: Record<string, number>) => ({
  ref,
  label: ref.toUpperCase(),
  foundIn: [
    {
      file: name,
      format: 'config',
      resources: Object.entries(types).map(([type, count]) => ({ type, count })),
    },
  ],
});

it('says what files that are given again no longer show, and what they show in another number', () => {
  const services = [
    service('queue', 'a.json', { 'AWS::SQS::Queue': 2 }),
    service('store', 'a.json', { 'AWS::S3::Bucket': 2, 'AWS::S3::AccessPoint': 1 }),
    service('same', 'a.json', { 'AWS::SNS::Topic': 1 }),
    service('elsewhere', 'b.json', { 'AWS::SNS::Topic': 1 }),
  ];
  const { gone, changed } = foundAgain(services, [
    file('a.json', { 'AWS::S3::Bucket': 3, 'AWS::SNS::Topic': 1 }),
  ]);
  expect(gone.map((change) => `${change.ref} ${changeWords(change)}`)).toEqual([
    'queue AWS::SQS::Queue 2, now 0',
  ]);
  expect(changed.map((change) => `${change.label} ${changeWords(change)}`)).toEqual([
    'STORE AWS::S3::Bucket 2, now 3; AWS::S3::AccessPoint 1, now 0',
  ]);
});

it('says nothing of a file that was refused, or that is another kind of file now', () => {
  const services = [service('queue', 'a.json', { 'AWS::SQS::Queue': 2 })];
  for (const given of [file('a.json', {}, null), file('a.json', {}, 'cloudformation'), file('b.json', {})])
    expect(foundAgain(services, [given])).toEqual({ gone: [], changed: [] });
});

it('knows a file again whose name with its folders is longer than what is remembered of it', () => {
  const name = `${'deep/'.repeat(120)}a.json`;
  const services = [service('queue', rememberedName(name), { 'AWS::SQS::Queue': 2 })];
  expect(rememberedName(name)).toHaveLength(500);
  expect(foundAgain(services, [file(name, {})]).gone).toHaveLength(1);
});

it('knows a file again by the end of its way, where only one ends so', () => {
  const found = (before: readonly string[], ...now: readonly string[]) =>
    foundAgain(
      before.flatMap((name, at) => [
        service(`s${at}`, name, { 'AWS::SQS::Queue': 2 }),
        service('still', name, { 'AWS::SNS::Topic': 1 }),
      ]),
      now.map((name) => file(name, { 'AWS::SNS::Topic': 1 })),
    ).gone.map((change) => `${change.ref} ${change.file}`);
  expect(found(['plan.json'], 'shop/infra/plan.json')).toEqual(['s0 plan.json']);
  expect(found(['infra/plan.json'], 'shop/infra/plan.json')).toEqual(['s0 infra/plan.json']);
  expect(found(['a.zip/plan.json'], 'shop/a.zip/plan.json')).toEqual(['s0 a.zip/plan.json']);
  expect(found(['plan.json'], 'shop/infra/plan.json', 'shop/other/plan.json')).toEqual([]);
  expect(found(['plan.json'], 'shop/old-plan.json')).toEqual([]);
  expect(found(['live/plan.json'], 'dev/plan.json')).toEqual([]);
  expect(found(['live/plan.json'], 'plan.json')).toEqual([]);
  // A file that is known by its whole name is no other one as well.
  expect(found(['plan.json', 'infra/plan.json'], 'infra/plan.json')).toEqual(['s1 infra/plan.json']);
  expect(found(['plan.json'], 'plan.json', 'infra/plan.json')).toEqual(['s0 plan.json']);
});

it('knows a file again by a later day in its name, where only one has one', () => {
  const found = (before: string, ...now: readonly string[]) =>
    foundAgain(
      [
        service('queue', before, { 'AWS::SQS::Queue': 2 }),
        service('still', before, { 'AWS::SNS::Topic': 1 }),
      ],
      now.map((name) => file(name, { 'AWS::SNS::Topic': 1 })),
    ).gone.map((change) => `${change.ref} ${change.file}`);
  expect(found('prod-2026-10.csv', 'prod-2026-11.csv')).toEqual(['queue prod-2026-11.csv']);
  expect(found('prod_20261031.csv', 'prod_20261130.csv')).toEqual(['queue prod_20261130.csv']);
  expect(found('prod-2026-10.csv', 'prod-2026-10.csv')).toEqual(['queue prod-2026-10.csv']);
  // An earlier one, of something else, one of two, and what nothing but its day names.
  expect(found('prod-2026-10.csv', 'prod-2026-09.csv')).toEqual([]);
  expect(found('prod-2026-10.csv', 'dev-2026-11.csv')).toEqual([]);
  expect(found('prod-2026-10.csv', 'prod-2026-11.csv', 'prod-2026-12.csv')).toEqual([]);
  expect(found('2026-10.csv', '2026-11.csv')).toEqual([]);
});

it('knows no file again by the end of its way that shows nothing of what was there', () => {
  const before = ['plan.json', 'infra/main.json'].map((name) => service('s', name, { 'AWS::SQS::Queue': 2 }));
  const given = ['dev/plan.json', 'dev/infra/main.json'];
  for (const types of [{}, { 'AWS::SNS::Topic': 1 }])
    expect(
      foundAgain(
        before,
        given.map((name) => file(name, types)),
      ),
    ).toEqual({ gone: [], changed: [] });
});

it('says nothing of names that were numbered in the order of the files', () => {
  const said = (before: string, ...now: readonly string[]) =>
    foundAgain(
      [service('queue', before, { 'AWS::SQS::Queue': 2 })],
      now.map((name) => file(name, {})),
    ).gone.length;
  expect(said('plan (2).json', 'plan.json', 'plan (2).json')).toBe(0);
  expect(said('plan.json', 'plan.json', 'plan (2).json')).toBe(0);
  expect(said('a (2).zip/plan.json', 'a (2).zip/plan.json')).toBe(0);
  expect(said('own (2).xlsx, sheet A', 'own (2).xlsx, sheet A')).toBe(0);
  expect(said('plan (new).json', 'plan (new).json')).toBe(1);
  // Two of that name were given before: the one of now may be either.
  const twice = ['plan.json', 'plan (2).json'].map((name, at) =>
    service(`s${at}`, name, { 'AWS::SQS::Queue': 2 }),
  );
  expect(foundAgain(twice, [file('plan.json', {})])).toEqual({ gone: [], changed: [] });
});
