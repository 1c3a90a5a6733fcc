import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { HistoryLine } from '../../main/contract/history.ts';
import { fromOf, returnedWords } from '../../main/domain/history/ways.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';

/** A workbook with a service, two persons and a few changes of one duty. */
async function shop() {
  const test = await openTestWorkbook({ clock: ticking() });
  const { call } = test;
  await call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'Orders database' },
      { catalogueId: 's3', label: 'Archive' },
    ],
  });
  await call('people.add', { name: 'Zoë Müller' });
  return { ...test, duty: 'orders-database/restore-testing' };
}

/** One hour later at each look, so that every change has a moment of its own. */
function ticking() {
  let hours = 0;
  const now = () => {
    hours += 1;
    return new Date(Date.UTC(2026, 10, 24) + hours * 3_600_000).toISOString();
  };
  return { now, today: () => '2026-11-24', offset: () => 0 };
}

const told = ({ parts }: HistoryLine) =>
  parts.flatMap(({ changes }) => changes.map(({ label, before, after }) => [label, before, after]));

test('tells of a duty what was before and after, why and by which way, with names and never with refs', async () => {
  const { call, duty } = await shop();
  await call('assignments.answer', {
    ref: duty,
    answer: { owners: ['organisation'] },
    people: { organisation: 'zoe-muller' },
    duties: { organisation: 'Restores one backup a month.' },
  });
  await call('assignments.answer', {
    ref: duty,
    answer: { owners: ['aws', 'organisation'] },
    reason: 'The support plan includes drills.',
  });
  await call('assignments.bulk', { refs: [duty, 'archive/restore-testing'], set: { status: 'in-progress' } });
  await call('workbook.undo', {});
  await call('assignments.applyCells', { changes: [{ ref: duty, field: 'note', value: 'Ask again' }] });

  const { total, lines } = await call('history.list', { filter: { ref: duty } });
  expect(total).toBe(5);
  expect(lines.map(({ way, who, what, why }) => [way, who, what, why])).toEqual([
    ['paste', 'Ann Assessor', 'Restore testing, Orders database', null],
    ['undo', 'Ann Assessor', 'Restore testing, Orders database', null],
    ['several', 'Ann Assessor', 'Restore testing, Orders database', null],
    ['hand', 'Ann Assessor', 'Restore testing, Orders database', 'The support plan includes drills.'],
    ['hand', 'Ann Assessor', 'Restore testing, Orders database', null],
  ]);
  const [paste, undo, several, second, first] = lines as [HistoryLine, ...HistoryLine[]] &
    Record<number, HistoryLine>;
  expect(told(paste)).toEqual([['Note', null, 'Ask again']]);
  expect(told(several as HistoryLine)).toEqual([['Status', 'Not started', 'In progress']]);
  expect(told(undo as HistoryLine)).toEqual([['Status', 'In progress', 'Not started']]);
  expect(told(second as HistoryLine)).toContainEqual(['Owner', 'Acme', 'AWS + Acme']);
  expect(told(first as HistoryLine)).toEqual([
    ['Owner', null, 'Acme'],
    ['What Acme does', null, 'Restores one backup a month.'],
    ['Person of Acme', null, 'Zoë Müller'],
  ]);
  // The whole workbook tells of an entry with all that it touched; one of several duties is opened.
  const all = await call('history.list', {});
  const bulk = all.lines.find(({ way }) => way === 'several');
  expect(bulk).toMatchObject({ what: '2 duties of 2 services', duties: 2, all: 2 });
  const entry = await call('history.entry', { rev: bulk?.rev ?? 0, offset: 1, limit: 1 });
  expect(entry).toMatchObject({ total: 2, parts: [{ name: 'Restore testing', subject: 'Archive' }] });
  await expect(call('history.entry', { rev: 999 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const said = JSON.stringify(
    all.lines.map(({ what, why, parts }) => [what, why, parts.map(({ changes }) => changes)]),
  );
  expect(said).not.toMatch(/orders-database|restore-testing|zoe-muller/);
});

test('finds lines by person, day, kind, way, service and text, and where a line stands', async () => {
  const { duty, ...first } = await shop();
  await first.call('assignments.answer', { ref: duty, answer: { owners: ['organisation'] } });
  await first.call('assignments.update', { ref: duty, note: 'Drill planned for May' });
  await first.call('assignments.update', { ref: duty, note: 'Drill done' });
  await first.call('evidence.addNote', { title: 'Minutes', text: 'Seen', refs: [duty] });
  await first.core.close();
  // Another person goes on with the same file.
  const { core } = startCore(`${first.folder}/other`, { actor: 'Tomás Ruiz' });
  onTestFinished(() => core.close());
  const { id: workbook } = await core.openPath(first.path);
  const { call } = callers(core, workbook);
  await call('assignments.answer', {
    ref: 'archive/restore-testing',
    answer: { owners: ['organisation'] },
  });
  await call('services.remove', { ref: 'archive' });
  const revs = async (filter: object) => (await call('history.list', { filter })).lines.map(({ rev }) => rev);
  const whole = await call('history.list', {});
  const head = whole.total;
  expect(whole.lines.map(({ rev }) => rev)).toEqual(Array.from({ length: head }, (_, n) => head - n));
  expect(await revs({ by: 'tomás ruiz' })).toEqual([head, head - 1]);
  expect(await revs({ kind: 'evidence' })).toEqual([head - 2]);
  expect(await revs({ text: 'planned for may' })).toEqual([head - 3, head - 4]);
  expect(await revs({ text: 'Orders data', kind: 'answers' })).toEqual([head - 3, head - 4, head - 5]);
  expect(await revs({ way: 'undo' })).toEqual([]);
  // What is gone is still called by its name.
  expect(whole.lines[1]).toMatchObject({ what: 'Restore testing, Archive' });
  expect(await revs({ ref: 'archive' })).toEqual([head, head - 1, 2]);
  const at = whole.lines.map(({ at }) => at);
  expect(await revs({ since: at[4], until: at[1] })).toEqual([head - 2, head - 3, head - 4]);
  // Windows, and the way back to a line.
  const second = await call('history.list', { offset: 2, limit: 2 });
  expect(second).toMatchObject({ total: head, lines: [{ rev: head - 2 }, { rev: head - 3 }] });
  expect(await call('history.find', { rev: head - 3, filter: { kind: 'answers' } })).toEqual({ offset: 2 });
  expect(await call('history.find', { rev: head - 2, filter: { kind: 'answers' } })).toEqual({
    offset: null,
  });
  expect(await call('history.find', { rev: 1 })).toEqual({ offset: head - 1 });
  expect(await call('history.people', {})).toEqual(['Ann Assessor', 'Tomás Ruiz']);
  expect(await call('history.prepare', {})).toEqual({ done: head, total: head });
  const reply = await core.dispatch({ name: 'history.list', input: { limit: 501 }, workbook }, 'test');
  expect(reply).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
});

test('a history of every kind of record is exported whole, lists that were empty included', {
  tags: 'long',
}, async () => {
  const { call, core, folder, run } = await openTestWorkbook({ example: 'ecommerce' });
  const { lines } = await call('history.list', { filter: { kind: 'scope' } });
  const framed = lines
    .flatMap(({ parts }) => parts[0]?.changes ?? [])
    .find(({ field }) => field === 'frameworks');
  expect(framed).toMatchObject({
    before: null,
    after: expect.stringContaining('Payment Card Industry Data Security Standard 4.0.1'),
  });
  const target = (name: string) => core.files.registerTarget(join(folder, name)).handle;
  const { files } = (await run('exports.run', {
    files: (['xlsx', 'pdf'] as const).map((format) => ({ format, target: target(`all.${format}`) })),
    history: true,
  })) as { files: readonly object[] };
  expect(files).toHaveLength(2);
  // Of no record a moment stands there as the file keeps it.
  const { lines: all } = await call('history.list', { limit: 500 });
  const values = all
    .flatMap(({ parts }) => parts.flatMap(({ changes }) => changes))
    .map(({ after }) => after);
  expect(values).toContainEqual(expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/));
  expect(values.filter((value) => /\dT\d\d:\d\d/.test(value ?? ''))).toEqual([]);
});

test('a service that is gone counts where it stood last, however often it moved and came again', async () => {
  const { call } = await shop();
  for (const name of ['Production', 'Staging', 'Test']) await call('environments.add', { name });
  const stand = (...environments: string[]) => call('services.update', { ref: 'archive', environments });
  const count = async (environment: string) =>
    (await call('history.list', { filter: { environment } })).total;
  await stand('production', 'test');
  await stand('staging', 'test');
  await call('services.remove', { ref: 'archive' });
  expect([await count('production'), await count('staging')]).toEqual([0, 4]);
  expect(await count('test')).toBe(4);
  // Again under the same ref, and gone again: what was read of the log already gives way.
  await call('services.add', { services: [{ catalogueId: 's3', label: 'Archive' }] });
  await stand('production');
  await call('services.remove', { ref: 'archive' });
  expect([await count('production'), await count('staging'), await count('test')]).toEqual([7, 0, 0]);
});

test('the history of a service has what became of its actions and decisions', async () => {
  const { call } = await shop();
  const ref = 'archive';
  await call('actions.add', { title: 'Order tapes', subject: ref });
  await call('actions.update', { number: 1, state: 'in-progress' });
  await call('workshop.decide', { text: 'Keep ten years.', ref: `${ref}/restore-testing` });
  const lines = async () => (await call('history.list', { filter: { ref } })).lines;
  expect((await lines()).map(({ parts }) => parts[0]?.kind)).toEqual([
    'meetings',
    'actions',
    'actions',
    'services',
  ]);
  await call('actions.update', { number: 1, state: 'done' });
  expect((await lines())[0]).toMatchObject({ parts: [{ kind: 'actions', act: 'changed' }] });
  // What is gone belonged to the service as well.
  await call('actions.remove', { number: 1 });
  expect((await lines()).map(({ parts }) => parts[0]?.act)).toEqual([
    'removed',
    'changed',
    'added',
    'changed',
    'added',
    'added',
  ]);
  expect((await call('history.list', { filter: { ref: 'orders-database' } })).total).toBe(1);
});

test('the time between the reviews of a duty is told of with it; that of the workbook is of no duty', async () => {
  const { call, duty } = await shop();
  await call('due.setCadence', { of: 'workbook', months: 24 });
  for (const months of [12, 6, null]) await call('due.setCadence', { of: { refs: [duty] }, months });
  const { lines } = await call('history.list', { filter: { ref: duty } });
  expect(lines.map(told)).toEqual([
    [['Time between reviews', 'Every 6 months', null]],
    [['Time between reviews', 'Every 12 months', 'Every 6 months']],
    [['Time between reviews', null, 'Every 12 months']],
  ]);
  expect(lines.flatMap(({ parts }) => parts.map(({ kind, ref, act }) => [kind, ref, act]))).toEqual(
    lines.map(() => ['review', duty, 'changed']),
  );
  const [, , , ofAll] = (await call('history.list', { whole: true })).lines;
  expect(ofAll?.parts).toMatchObject([{ kind: 'review', ref: null, act: 'added' }]);
});

test('what another program adds to the log is told of, from a second opener that only reads', async () => {
  const { call, path, folder, duty } = await shop();
  const { core } = startCore(`${folder}/reader`);
  const { id } = await core.openPath(path, { readOnly: true });
  const reader = callers(core, id);
  const before = await reader.call('history.list', {});
  await call('assignments.answer', { ref: duty, answer: { owners: ['organisation'] } });
  await call('assignments.answer', {
    ref: duty,
    answer: { owners: ['aws', 'organisation'] },
    reason: 'Drills',
  });
  const after = await reader.call('history.list', { filter: { ref: duty } });
  expect(after.lines.map((line) => told(line)[0])).toEqual([
    ['Owner', 'Acme', 'AWS + Acme'],
    ['Owner', null, 'Acme'],
  ]);
  expect((await reader.call('history.list', {})).total).toBe(before.total + 2);
  await core.close();
});

test('the sender of a returned sheet and the merged file are read from the sentences under which they are recorded', () => {
  for (const [sender, who] of [
    ['Tomás Ruiz', null],
    ['Tomás Ruiz', 'Tomás Ruiz'],
    ['Ruiz: 2nd line', 'Ann'],
    ['Ruiz, applied by hand', 'Ann'],
  ] as const)
    expect(fromOf('sheet', { who, summary: returnedWords(sender, who, '9 cells of 3 duties') })).toBe(sender);
  expect(
    fromOf('merge', { who: 'Ann', summary: 'Merged team: B.demarc: 3 changes (entries by Ben 2)' }),
  ).toBe('team: B.demarc');
  expect(fromOf('hand', { who: 'Ann', summary: 'Returned by post: 2' })).toBeNull();
});
