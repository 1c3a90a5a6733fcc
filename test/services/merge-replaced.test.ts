import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scanBucket } from '../support/bucket-scans.ts';
import { bothWays, type Copy, contentOf, openCopy, problemsIn, twoCopies } from '../support/two-copies.ts';

const BUCKETS = { services: [{ catalogueId: 's3', ref: 's3', label: 'Buckets' }] };
const FUNCTIONS = { services: [{ catalogueId: 'lambda', ref: 's3', label: 'Functions' }] };
const addBuckets = (base: Copy) => base.call('services.add', BUCKETS);
const withBuckets = () => twoCopies(addBuckets);

async function replace(copy: Copy, by = FUNCTIONS): Promise<void> {
  await copy.call('services.remove', { ref: 's3' });
  await copy.call('services.add', by);
}
/** Answers by the label of the service that has them, and how many findings each has. */
async function recordOf(copy: Copy) {
  const services = await copy.call('services.list', {});
  const scanned = [];
  for (const { ref, label } of services) {
    const { findings } = await copy.call('findings.list', { ref: `${ref}/encryption-at-rest` });
    if (findings > 0) scanned.push(label);
  }
  return { answered: services.map(({ label, answered }) => `${label}: ${answered}`).sort(), scanned };
}
const answer = (copy: Copy) =>
  copy.call('assignments.answer', { ref: 's3/encryption-at-rest', answer: { owners: ['organisation'] } });

test('a service in the place of one that both removed is another, and nobody is asked', async () => {
  const { ann, ben } = await withBuckets();
  await scanBucket(ann);
  await ann.call('services.remove', { ref: 's3' });
  await replace(ben);
  const merged = await bothWays(ann, ben);
  expect(await recordOf(merged)).toEqual({ answered: ['Functions: 0'], scanned: [] });
  const before = contentOf(merged.path);
  await merged.merge(ben.path);
  expect(contentOf(merged.path)).toEqual(before);
});

test('what was answered of a service is not said of the one in its place', async () => {
  for (const [decision, answered] of [
    ['mine', ['Buckets: 1', 'Functions: 0']],
    ['theirs', ['Functions: 0']],
  ] as const) {
    const { ann, ben } = await withBuckets();
    await answer(ann);
    await scanBucket(ann);
    await replace(ben);
    const merged = await bothWays(ann, ben, { 'service_in_use/s3#removed': decision });
    expect(await recordOf(merged)).toEqual({ answered, scanned: decision === 'mine' ? ['Buckets'] : [] });
  }
});

test('nor what was answered of the one in its place of the service', async () => {
  const { ann, ben } = await withBuckets();
  await replace(ben);
  await answer(ben);
  const merged = await bothWays(ann, ben);
  expect(await recordOf(merged)).toMatchObject({ answered: ['Functions: 1'] });
});

test('the same service added again is one with that of the other side', async () => {
  const { ann, ben } = await withBuckets();
  await answer(ann);
  await replace(ben, BUCKETS);
  const merged = await bothWays(ann, ben);
  expect(await recordOf(merged)).toMatchObject({ answered: ['Buckets: 1'] });
});

test('a service that an undo brought back is the one that it was', async () => {
  const { ann, ben } = await withBuckets();
  await answer(ann);
  await replace(ben);
  for (let step = 0; step < 2; step += 1) await ben.call('workbook.undo', {});
  const merged = await bothWays(ann, ben);
  expect(await recordOf(merged)).toMatchObject({ answered: ['Buckets: 1'] });
});

test('several copies come to the same in any order', async () => {
  const { ann, ben, base, folder } = await withBuckets();
  const carlPath = join(folder, 'carl.demarc');
  copyFileSync(base, carlPath);
  const carl = await openCopy(carlPath, 'Carl');
  await scanBucket(ann);
  await ann.call('services.remove', { ref: 's3' });
  await replace(ben);
  await replace(carl, { services: [{ catalogueId: 'sqs', ref: 's3', label: 'Queue' }] });
  const copies = [ann, ben, carl];
  for (const copy of copies) await copy.close();
  const results = [];
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ]) {
    const [first = '', ...others] = order.map((at) => copies[at]?.path ?? '');
    const into = join(folder, `${order.join('')}.demarc`);
    copyFileSync(first, into);
    const merged = await openCopy(into, 'Ann');
    for (const other of others) await merged.merge(other);
    expect(problemsIn(merged.path)).toEqual([]);
    results.push((await merged.call('services.list', {})).map(({ label, ref }) => `${label}: ${ref}`).sort());
  }
  expect(results[0]).toHaveLength(2);
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});
