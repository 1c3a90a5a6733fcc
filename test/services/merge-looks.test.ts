import { utimesSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lookAtMerge } from '../../main/assessment/merge-look.ts';
import { planMerge } from '../../main/assessment/merge-plan.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { runMerge } from '../../main/jobs/merge-task.ts';
import { connect } from '../../main/workbook/connection.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';
import { runHere } from '../support/run-here.ts';
import { type Copy, contentOf, openCopy, twoCopies } from '../support/two-copies.ts';

const A_DAY = new Date('2026-11-25T12:00:00Z');
const RESTORE = 'orders-db/restore-testing';

async function shop(base: Copy): Promise<void> {
  await base.call('services.add', {
    services: [{ catalogueId: 'rds', label: 'orders-db' }, { catalogueId: 's3' }],
  });
  await base.call('assignments.answer', { ref: RESTORE, answer: { owners: ['organisation'] } });
  await base.call('workshop.start', {});
}

/** Two copies that differ in whatever is asked about, and in what comes by itself. */
async function apart() {
  const copies = await twoCopies(shop);
  const { ann, ben } = copies;
  await ann.call('assignments.update', { ref: RESTORE, note: 'Ann', dueOn: '2027-03-01' });
  await ben.call('assignments.update', {
    ref: RESTORE,
    note: 'Ben',
    dueOn: '2027-04-01',
    status: 'implemented',
  });
  await ann.call('people.add', { name: 'Kim Doe' });
  await ben.call('people.add', { name: 'Kim Doe', email: 'kim@example.com' });
  await ann.call('services.remove', { ref: 's3' });
  await ben.call('assignments.acceptSuggestions', { subject: 's3' });
  await ann.call('evidence.addLink', { refs: [RESTORE], url: 'https://example.com/ann' });
  await ben.call('evidence.addLink', { refs: [RESTORE], url: 'https://example.com/ben' });
  await ann.call('services.add', { services: [{ catalogueId: 'lambda' }] });
  await ben.call('services.add', { services: [{ catalogueId: 'sqs', label: 'lambda' }] });
  return copies;
}

test('a look serves whatever is answered after it, and comes to what a fresh look comes to', async () => {
  const { ann, ben } = await apart();
  await Promise.all([ann.close(), ben.close()]);
  const [mine, theirs] = [ann.path, ben.path].map((path) => connect(path, { readonly: true }));
  if (!mine || !theirs) throw new Error('Both files were just written.');
  try {
    const catalogue = indexCatalogue(loadCatalogue());
    const lookNow = () => lookAtMerge(mine, theirs, null, { catalogue, names: { mine: 'A', theirs: 'B' } });
    const look = lookNow();
    expect(planMerge(mine, look, { resolutions: {} }).preview.conflicts.length).toBeGreaterThan(2);
    for (const otherwise of ['mine', 'theirs', undefined, 'mine'] as const) {
      const answers = { resolutions: {}, otherwise };
      expect(planMerge(mine, look, answers)).toEqual(planMerge(mine, lookNow(), answers));
    }
  } finally {
    mine.close();
    theirs.close();
  }
});

test('what was looked at is read anew as soon as either file was written to, also where no log tells', async () => {
  const { ann, ben } = await apart();
  await ben.call('workshop.spend', { subject: 'orders-db', seconds: 30 });
  await Promise.all([ann.close(), ben.close()]);
  const again = await openCopy(ann.path, 'Ann', runHere);
  const kim = async () => {
    const { changes, conflicts } = await again.preview(ben.path);
    return [...changes, ...conflicts].filter(({ place }) => place.includes('Kim')).length;
  };
  const before = await kim();
  expect(before).toBeGreaterThan(0);
  expect(await kim()).toBe(before);
  // Mine now says the same; a look from before would go on telling of it.
  const id = (await again.call('people.list', {}))[0]?.id ?? '';
  await again.call('people.update', { id, email: 'kim@example.com' });
  expect(await kim()).toBe(0);
  // Theirs says something else.
  const other = await openCopy(ben.path, 'Ben', runHere);
  await other.call('people.update', { id, email: 'k.doe@example.com' });
  await other.close();
  expect(await kim()).toBeGreaterThan(0);
  // Time is in no log: the longer of the two holds, by what mine has when it is merged.
  await again.call('workshop.spend', { subject: 'orders-db', seconds: 50 });
  await again.merge(ben.path, {}, { otherwise: 'theirs' });
  await again.close();
  expect(contentOf(ann.path).filter((row) => row.startsWith('time_spent '))).toEqual([
    'time_spent {"meeting":1,"subject":"orders-db","seconds":50}',
  ]);
});

test('what is kept of a look is told under the name by which the workbook is open, and nobody’s time set back hides what was written', async () => {
  const { ann, ben } = await apart();
  await Promise.all([ann.close(), ben.close()]);
  const look = async (name: string) => {
    const theirs = { path: ben.path, name: 'ben.demarc' };
    const answers = {
      base: null,
      resolutions: {},
      otherwise: undefined,
      oneAssessment: false,
      expected: null,
    };
    const task = { kind: 'merge', workbook: ann.path, name, theirs, ...answers } as const;
    const controls = { signal: new AbortController().signal, progress: () => undefined };
    return (await runMerge({ ...task, sound: null, toWrite: false, write: null }, controls)).plan.preview;
  };
  expect((await look('alias.demarc')).mine.name).toBe('alias.demarc');
  utimesSync(ann.path, A_DAY, A_DAY);
  const { mine, changes } = await look('ann.demarc');
  expect(mine.name).toBe('ann.demarc');
  pastTheGuards(ann.path, `UPDATE assignment SET status = 'in-progress' WHERE status = 'not-started'`);
  utimesSync(ann.path, A_DAY, A_DAY);
  expect((await look('ann.demarc')).changes).not.toEqual(changes);
});
