import { expect, test } from 'vitest';
import { tagProblem, tidyTags } from '../../main/domain/services/tags.ts';
import { openTestWorkbook } from '../support/core.ts';

async function shop() {
  const opened = await openTestWorkbook();
  await opened.call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'orders-db', tags: [' Tier 1', 'payments', 'TIER  1'] },
      { catalogueId: 's3', label: 'pictures' },
      { catalogueId: 'lambda', label: 'resizer' },
    ],
  });
  const tags = async () =>
    Object.fromEntries((await opened.call('services.list', {})).map(({ ref, tags }) => [ref, tags]));
  return { ...opened, tags };
}

test('tags are each kept once, whatever their case, in the order of the alphabet', () => {
  expect(tidyTags(['b', ' a  b ', 'B', '', 'Ä'])).toEqual(['a b', 'b', 'Ä']);
  expect(tagProblem('x'.repeat(61))).toMatch(/longer than 60/);
  expect(tagProblem('a, b')).toBeNull();
});

test('lead, environment and tags of many services change as one step, which undo takes back', async () => {
  const { call, tags } = await shop();
  await call('people.add', { name: 'Amara' });
  await call('environments.add', { name: 'Production' });
  const refs = ['orders-db', 'pictures', 'resizer'];
  expect(
    (await call('services.bulk', { refs, set: { addTags: ['Payments', 'web'], lead: 'amara' } })).changed,
  ).toEqual(refs);
  expect(await tags()).toEqual({
    'orders-db': ['payments', 'Tier 1', 'web'],
    pictures: ['Payments', 'web'],
    resizer: ['Payments', 'web'],
  });
  expect((await call('services.list', {})).map((service) => service.lead)).toEqual([
    'amara',
    'amara',
    'amara',
  ]);
  expect((await call('workbook.changes', { limit: 1 }))[0]?.summary).toBe('Changed 3 services (lead, tags)');

  // Who has it already is not changed, and when nobody is, nothing is recorded.
  const { rev } = await call('workbook.info', {});
  expect((await call('services.bulk', { refs, set: { lead: 'amara' } })).changed).toEqual([]);
  expect((await call('workbook.info', {})).rev).toBe(rev);
  await call('services.bulk', { refs, set: { removeTags: ['PAYMENTS'], environments: ['production'] } });
  expect((await tags()).pictures).toEqual(['web']);
  await call('workbook.undo', {});
  expect((await tags()).pictures).toEqual(['Payments', 'web']);
  await expect(call('services.bulk', { refs: ['nowhere'], set: { lead: null } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(call('services.bulk', { refs, set: { lead: 'nobody' } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('the register and the grid know the tags, and a search finds them', async () => {
  const { call } = await shop();
  const { rows } = await call('assignments.register', { filter: { tag: 'Payments' } });
  expect(new Set(rows.map((row) => row.subject))).toEqual(new Set(['orders-db']));
  const { subjects } = await call('assignments.matrix', {});
  expect(subjects.find(({ ref }) => ref === 'orders-db')?.tags).toEqual(['payments', 'Tier 1']);
  expect((await call('find.everything', { text: 'tier', kinds: ['service'] }))[0]?.hits[0]).toMatchObject({
    id: 'orders-db',
    matched: { field: 'Tags' },
  });
});

test('a snapshot tells of changed tags, and one without any is the same as before there were tags', async () => {
  const { call } = await shop();
  const first = await call('snapshots.take', { name: 'Before' });
  await call('services.bulk', { refs: ['orders-db'], set: { removeTags: ['payments'] } });
  const { changes } = await call('snapshots.compare', { from: first.number, to: 'now' });
  expect(changes).toMatchObject([
    { place: 'orders-db', field: 'Tags', before: 'payments, Tier 1', after: 'Tier 1' },
  ]);
});
