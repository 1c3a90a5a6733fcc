import { expect, test } from 'vitest';
import { bothWays, type Copy, contentOf, twoCopies } from '../support/two-copies.ts';

const stand = (copy: Copy, ...environments: string[]) =>
  copy.call('services.update', { ref: 'orders-db', environments });

async function copiesOf(...environments: string[]) {
  return twoCopies(async (base) => {
    for (const name of ['Production', 'Staging', 'Test']) await base.call('environments.add', { name });
    await base.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
    if (environments.length > 0) await stand(base, ...environments);
  });
}

test.each([
  { base: [], ann: ['production'], ben: ['test'], both: ['production', 'test'] },
  { base: ['production', 'test'], ann: ['test'], ben: ['production'], both: [] },
  { base: ['production'], ann: ['production', 'staging'], ben: ['test'], both: ['staging', 'test'] },
  {
    base: ['production', 'test'],
    ann: ['test'],
    ben: ['production', 'staging', 'test'],
    both: ['staging', 'test'],
  },
  { base: ['production'], ann: [], ben: ['production', 'test'], both: ['test'] },
])(
  'of a service in $base one copy has $ann and the other $ben: together $both, and nothing is asked',
  async ({ base, both, ...sides }) => {
    const { ann, ben } = await copiesOf(...base);
    await stand(ann, ...sides.ann);
    await stand(ben, ...sides.ben);
    expect((await ann.preview(ben.path)).conflicts).toEqual([]);
    const merged = await bothWays(ann, ben, {});
    expect((await merged.call('services.list', {}))[0]?.environments).toEqual(both);
    expect(await merged.run('workbook.verify', {})).toMatchObject({ ok: true });
  },
);

test('what one copy alone did to environments is taken as it is, and merging it again changes nothing', async () => {
  const { ann, ben } = await copiesOf('production', 'test');
  await ben.call('environments.remove', { id: 'production' });
  await ann.merge(ben.path);
  expect((await ann.call('services.list', {}))[0]?.environments).toEqual(['test']);
  const before = contentOf(ann.path);
  await ann.merge(ben.path);
  expect(contentOf(ann.path)).toEqual(before);
});

test('what will come and go of environments is told as people know them, whichever stands first', async () => {
  const told = async (base: string[], mine: string[], theirs: string[]) => {
    const { ann, ben } = await copiesOf(...base);
    await stand(ann, ...mine);
    await stand(ben, ...theirs);
    const { changes } = await ann.preview(ben.path);
    return changes.map(({ kind, place, before, after }) => ({ kind, place, before, after }));
  };
  const comes = await told([], ['test'], ['production']);
  expect(comes).toHaveLength(1);
  expect(comes).toMatchObject([{ kind: 'added', place: expect.stringContaining('orders-db') }]);
  expect(JSON.stringify(comes)).toContain('Production');
  const goes = await told(['production', 'test'], ['production', 'test'], ['test']);
  expect(goes).toHaveLength(1);
  expect(goes).toMatchObject([{ kind: 'gone', place: expect.stringContaining('orders-db') }]);
  expect(JSON.stringify(goes)).toContain('Production');
});
