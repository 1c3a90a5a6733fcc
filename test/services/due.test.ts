import { expect, test } from 'vitest';
import { addDays } from '../../main/domain/days.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { openTestWorkbook, type TestCore } from '../support/core.ts';
import { bothWays, twoCopies } from '../support/two-copies.ts';

const RESTORE = 'orders-db/restore-testing';
const BACKUP = 'orders-db/backup-configuration';
const TODAY = systemClock.today();
const IN_A_YEAR = addDays(TODAY, 400);

async function prepare({ call }: Pick<TestCore, 'call'>): Promise<void> {
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  for (const ref of [RESTORE, BACKUP])
    await call('assignments.answer', { ref, answer: { owners: ['organisation'] }, reason: 'Agreed.' });
}
const due = async ({ call }: Pick<TestCore, 'call'>, asOf: string) =>
  (await call('due.list', { asOf })).items.map(({ kind, what }) => `${kind}: ${what}`);

test('answers come due as often as is set for their duty, its domain or the workbook, and no more once it is taken away', async () => {
  const opened = await openTestWorkbook();
  const { call } = opened;
  await prepare(opened);
  expect(await due(opened, IN_A_YEAR)).toEqual([]);
  await call('due.setCadence', { of: 'workbook', months: 12 });
  expect(await due(opened, IN_A_YEAR)).toEqual([
    expect.stringMatching(/^review: Review 2 answers of orders-db, .* first$/),
  ]);
  await call('due.setCadence', { of: { refs: [RESTORE] }, months: 36 });
  expect(await due(opened, IN_A_YEAR)).toEqual([expect.stringContaining('Review orders-db, Backup')]);
  await call('due.setCadence', { of: { domain: 'resilience' }, months: 24 });
  expect(await call('due.cadences', {})).toEqual([
    { domain: null, ref: null, months: 12 },
    { domain: 'resilience', ref: null, months: 24 },
    { domain: null, ref: RESTORE, months: 36 },
  ]);
  expect(await due(opened, IN_A_YEAR)).toEqual([]);
  await expect(call('due.setCadence', { of: { domain: 'nowhere' }, months: 1 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await call('workbook.undo', {});
  expect(await due(opened, IN_A_YEAR)).toHaveLength(1);
  // A service takes the times of its duties along.
  await call('services.remove', { ref: 'orders-db' });
  expect(await call('due.cadences', {})).toEqual([{ domain: null, ref: null, months: 12 }]);
  await call('workbook.undo', {});
  expect(await call('due.cadences', {})).toHaveLength(2);
  expect(await opened.run('workbook.verify', {})).toMatchObject({ ok: true });
});

test('what was looked at again is right as it is, stays locked, and comes due anew from that day', async () => {
  let today = TODAY;
  const opened = await openTestWorkbook({ clock: { ...systemClock, today: () => today } });
  const { call } = opened;
  await prepare(opened);
  await call('review.submit', { refs: [RESTORE] });
  await call('review.accept', { refs: [RESTORE] });
  await call('due.setCadence', { of: 'workbook', months: 12 });
  expect(await call('review.queue', { due: true })).toMatchObject({ due: 0, rows: [] });
  today = IN_A_YEAR;
  expect((await call('review.queue', { due: true })).rows.map(({ ref }) => ref).sort()).toEqual([
    BACKUP,
    RESTORE,
  ]);
  const gaps = async () => (await call('gaps.list', {})).filter(({ rule }) => rule === 'review-due');
  expect(await gaps()).toMatchObject([{ subject: 'orders-db', ref: null }]);
  expect(await call('review.renew', { refs: [RESTORE, BACKUP] })).toMatchObject({ skipped: [] });
  expect(await call('review.queue', {})).toMatchObject({ due: 0, counts: { accepted: 1, draft: 1 } });
  expect(await gaps()).toEqual([]);
  expect(await call('review.queue', { state: 'accepted' })).toMatchObject({
    rows: [{ ref: RESTORE, due: false, againOn: expect.stringMatching(/^\d{4}-/) }],
  });
  // The rule of two pairs of eyes holds for a second look as well.
  await call('workbook.update', { rules: ['other-accepts'] });
  await expect(call('review.renew', { refs: [BACKUP] })).rejects.toThrow('Ann Assessor answered it');
});

test('two copies that set different times are asked which holds, and keep the later look', async () => {
  const { ann, ben } = await twoCopies(prepare);
  await ann.call('due.setCadence', { of: { refs: [RESTORE] }, months: 12 });
  await ben.call('due.setCadence', { of: { refs: [RESTORE] }, months: 6 });
  await ann.call('review.renew', { refs: [RESTORE] });
  await ben.call('review.renew', { refs: [RESTORE, BACKUP] });
  const { conflicts } = await ann.preview(ben.path);
  expect(conflicts).toMatchObject([
    { field: 'Time between reviews', mine: { text: 'Every 12 months' }, theirs: { text: 'Every 6 months' } },
  ]);
  const merged = await bothWays(ann, ben, { [conflicts[0]?.key ?? '']: 'theirs' });
  expect(await merged.call('due.cadences', {})).toEqual([{ domain: null, ref: RESTORE, months: 6 }]);
});
