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
