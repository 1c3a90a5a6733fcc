import { expect, test } from 'vitest';
import type { HistoryLine } from '../../main/contract/history.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { openTestWorkbook } from '../support/core.ts';
import { startRoundTrip } from '../support/returned-sheet.ts';
import { type Copy, twoCopies } from '../support/two-copies.ts';

const RESTORE = 'db/restore-testing';
const BACKUP = 'db/backup-configuration';

const changesOf = (line: HistoryLine | undefined) =>
  line?.parts.flatMap(({ changes }) => changes.map(({ label, before, after }) => [label, before, after]));
const history = async ({ call }: Pick<Copy, 'call'>, filter: object) =>
  (await call('history.list', { filter })).lines;

test('a merge tells of each duty and of each service what it changed there, and who did so in the copy', async () => {
  const { ann, ben } = await twoCopies(async ({ call }) => {
    await call('services.add', {
      services: [
        { catalogueId: 'rds', ref: 'db', label: 'Orders' },
        { catalogueId: 's3', ref: 'files', label: 'Files' },
      ],
    });
    await call('assignments.answer', { ref: RESTORE, answer: { owners: ['organisation'] } });
  });
  await ben.call('assignments.answer', {
    ref: RESTORE,
    answer: { owners: ['aws', 'organisation'] },
    reason: 'A managed drill was bought.',
  });
  await ben.call('assignments.update', { ref: BACKUP, note: 'Kept for 35 days.' });
  await ben.close();
  await ann.call('assignments.update', { ref: 'files/encryption-at-rest', note: 'Ours.' });
  await ann.merge(ben.path);

  const [line, ...before] = await history(ann, { ref: RESTORE });
  expect(line).toMatchObject({
    who: 'Ann',
    way: 'merge',
    from: 'ben.demarc',
    what: 'Restore testing, Orders',
    why: 'A managed drill was bought.',
    all: 1,
    parts: [{ ref: RESTORE, act: 'changed', by: ['Ben'] }],
  });
  expect(changesOf(line)?.[0]).toEqual(['Owner', 'Acme', 'AWS + Acme']);
  expect(before.map(({ way }) => way)).toEqual(['hand']);
  // Of the service: both of its duties, nothing of the other service.
  const [whole] = await history(ann, { ref: 'db' });
  expect(whole?.parts.map(({ ref, by }) => [ref, by])).toEqual([
    [RESTORE, ['Ben']],
    [BACKUP, ['Ben']],
  ]);
  expect((await history(ann, { ref: 'files', way: 'merge' })).length).toBe(0);
  // Found by whoever worked in the copy, where they did.
  expect((await history(ann, { by: 'ben' })).map(({ way }) => way)).toEqual(['merge']);
  expect((await history(ann, { by: 'Ben', ref: BACKUP })).map(({ way }) => way)).toEqual(['merge']);
  expect(await history(ann, { by: 'Ben', ref: 'files/encryption-at-rest' })).toEqual([]);
  expect(await ann.call('history.people', {})).toEqual(['Ann', 'Ben', 'Lea Lead']);

  await ann.call('workbook.undo', {});
  // What was undone is still told of, with whoever had done it.
  expect((await history(ann, { by: 'ben', ref: RESTORE }))[0]?.parts).toMatchObject([{ by: ['Ben'] }]);
  const [undone] = await history(ann, { ref: RESTORE });
  expect(undone).toMatchObject({ way: 'undo' });
  expect(changesOf(undone)?.[0]).toEqual(['Owner', 'AWS + Acme', 'Acme']);
  await ann.close();
  const log = await runAtOnce('log', ann.path, RESTORE, '--way', 'merge');
  expect(log.status).toBe(0);
  expect(log.out).toContain('Merge (ben.demarc)');
  expect(log.out).toContain('in the copy: Ben');
  expect(log.out).toContain('Owner: Acme -> AWS + Acme');
});

test('many at once and their undo are told of duty by duty, whichever command did it', async () => {
  const { call } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 'rds', ref: 'db', label: 'Orders' }] });
  const refs = [RESTORE, BACKUP];
  await call('assignments.bulk', { refs, set: { owners: ['organisation'], status: 'in-progress' } });
  await call('workbook.undo', {});
  await call('assignments.acceptSuggestions', { refs });
  await call('assignments.applyCells', {
    changes: refs.map((ref) => ({ ref, field: 'note', value: `Pasted into ${ref}` })),
  });
  await call('workbook.undo', {});
  for (const ref of refs) {
    const lines = await history({ call }, { ref });
    expect(lines.map(({ way }) => way)).toEqual(['undo', 'paste', 'suggestions', 'undo', 'several']);
    // Each tells of this duty alone.
    expect(lines.map(({ all, duties }) => [all, duties])).toEqual(lines.map(() => [1, 1]));
    expect(changesOf(lines[0])).toEqual([['Note', `Pasted into ${ref}`, null]]);
    expect(changesOf(lines[3])?.[0]).toEqual(['Owner', 'Acme', null]);
    expect(changesOf(lines[4])).toContainEqual(['Status', 'Not started', 'In progress']);
  }
});

test('a returned sheet is told of duty by duty under its sender, and so is its undo', async () => {
  const trip = await startRoundTrip();
  const refs = ['orders-db/backup-configuration', 'media/encryption-at-rest'] as const;
  const path = await trip.edited(({ set }) => {
    for (const ref of refs) set(ref, 'Note', `Seen: ${ref}`);
  });
  await trip.apply(path);
  await trip.call('workbook.undo', {});
  for (const ref of refs) {
    const [undone, sheet] = await history(trip, { ref });
    expect(sheet).toMatchObject({ way: 'sheet', from: 'Ann Lee', all: 1 });
    expect(changesOf(sheet)).toEqual([['Note', null, `Seen: ${ref}`]]);
    expect(undone).toMatchObject({ way: 'undo', all: 1 });
    expect(changesOf(undone)).toEqual([['Note', `Seen: ${ref}`, null]]);
  }
  expect((await history(trip, { by: 'Ann Lee' })).map(({ way }) => way)).toEqual(['sheet']);
});
