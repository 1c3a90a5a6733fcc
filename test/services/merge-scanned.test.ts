import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REF, scanBucket } from '../support/bucket-scans.ts';
import { temporaryFolder } from '../support/temp.ts';
import { bothWays, type Copy, contentOf, openCopy, problemsIn, twoCopies } from '../support/two-copies.ts';

const buckets = { services: [{ catalogueId: 's3', ref: 's3', label: 'Buckets' }] };
const functions = { services: [{ catalogueId: 'lambda', ref: 's3', label: 'Functions' }] };

/** How many findings a service by this label has, and what is left to place. */
async function findingsOf(copy: Copy, label: string) {
  const service = (await copy.call('services.list', {})).find((each) => each.label === label);
  const ref = REF.replace('s3', service?.ref ?? 'none');
  const { toPlace } = await copy.call('findings.list', {});
  return {
    own: (await copy.call('findings.list', { ref })).findings,
    failed: (await copy.call('gaps.list', {})).filter(({ rule }) => rule === 'failed-finding').length,
    toPlace: toPlace.map(({ findings }) => findings),
  };
}
const NONE = { own: 0, failed: 0, toPlace: [1] };

test('a service that a copy brings is not what was scanned under its name here, and removed', async () => {
  const { ann, ben } = await twoCopies();
  await ann.call('services.add', buckets);
  await scanBucket(ann);
  await ann.call('services.remove', { ref: 's3' });
  await ben.call('services.add', functions);
  const merged = await bothWays(ann, ben);
  expect(await findingsOf(merged, 'Functions')).toEqual(NONE);
  // Nothing is left to be said by merging it again.
  const before = contentOf(merged.path);
  await merged.merge(ben.path);
  expect(contentOf(merged.path)).toEqual(before);
});

test('nor is it in a copy that has several services by the name, in whatever order they come in', async () => {
  const [first, second] = await Promise.all(
    [['a', 'b', 'c'] as const, ['c', 'b', 'a'] as const].map(async (order) => {
      const { ann, ben, base } = await twoCopies();
      const carlPath = join(temporaryFolder(), 'carl.demarc');
      copyFileSync(base, carlPath);
      const carl = await openCopy(carlPath, 'Carl');
      await ann.call('services.add', buckets);
      await scanBucket(ann);
      await ann.call('services.remove', { ref: 's3' });
      await ben.call('services.add', functions);
      await carl.call('services.add', { services: [{ catalogueId: 'sqs', ref: 's3', label: 'Queue' }] });
      const copies = { a: ann, b: ben, c: carl };
      for (const copy of [ann, ben, carl]) await copy.close();
      const [into, ...others] = order.map((name) => copies[name].path);
      const merged = await openCopy(into ?? '', 'Ann');
      for (const other of others) expect((await merged.merge(other)).merged).toBe(true);
      expect(problemsIn(merged.path)).toEqual([]);
      for (const label of ['Functions', 'Queue']) expect(await findingsOf(merged, label)).toEqual(NONE);
      return (await merged.call('services.list', {})).map(({ label, ref }) => `${label}: ${ref}`).sort();
    }),
  );
  expect(first?.join()).not.toMatch(/: s3(,|$)/);
  expect(second).toEqual(first);
});

test('a service that is still there keeps its findings under the name that it has after the merge', async () => {
  const { ann, ben } = await twoCopies();
  await ann.call('services.add', buckets);
  await scanBucket(ann);
  await ben.call('services.add', functions);
  const merged = await bothWays(ann, ben);
  expect(await findingsOf(merged, 'Buckets')).toEqual({ own: 1, failed: 0, toPlace: [] });
  expect(await findingsOf(merged, 'Functions')).toMatchObject({ own: 0 });
});
