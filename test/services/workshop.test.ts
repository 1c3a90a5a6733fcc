import { expect, test } from 'vitest';
import type { DemarcError } from '../../main/contract/errors.ts';
import { fixedClock } from '../../main/platform/clock.ts';
import { openTestWorkbook } from '../support/core.ts';

const withServices = async (options: Parameters<typeof openTestWorkbook>[0] = {}) => {
  const opened = await openTestWorkbook(options);
  await opened.call('services.add', {
    services: [{ catalogueId: 'rds', label: 'orders-db' }, { catalogueId: 's3' }],
  });
  return opened;
};
const refusal = async (attempt: Promise<unknown>): Promise<DemarcError> =>
  attempt.then(
    () => expect.fail('It was not refused.'),
    (error: DemarcError) => error,
  );

test('a meeting is begun, changed and listed, with who was in the room', async () => {
  const { call } = await openTestWorkbook({ clock: fixedClock('2026-11-25T09:00:00.000Z') });
  await call('people.add', { name: 'Zoë Müller' });
  const meeting = await call('workshop.start', {
    attendees: [{ person: 'zoe-muller' }, { name: 'Guest of the bank' }],
  });
  expect(meeting).toMatchObject({ number: 1, title: 'Workshop', heldOn: '2026-11-25', running: true });
  await call('people.update', { id: 'zoe-muller', name: 'Zoë Schmidt' });
  const [listed] = await call('workshop.meetings', {});
  expect(listed?.attendees).toEqual([
    { person: 'zoe-muller', name: 'Zoë Schmidt' },
    { person: null, name: 'Guest of the bank' },
  ]);

  await call('workshop.update', { meeting: 1, title: 'First round', note: 'Room 4', attendees: [] });
  await call('workshop.start', { title: 'Last year', heldOn: '2025-11-25' });
  const meetings = await call('workshop.meetings', {});
  expect(meetings.map((entry) => [entry.title, entry.running])).toEqual([
    ['Last year', false],
    ['First round', false],
  ]);
  const refused = await refusal(call('workshop.start', { attendees: [{ person: 'nobody' }] }));
  expect(refused.code).toBe('NOT_FOUND');
});

test('who was in the room is remembered by name when they leave the workbook', async () => {
  const { call } = await openTestWorkbook();
  await call('people.add', { name: 'Zoë Müller' });
  await call('workshop.start', { attendees: [{ person: 'zoe-muller' }] });
  await call('people.remove', { id: 'zoe-muller' });
  const [meeting] = await call('workshop.meetings', {});
  expect(meeting?.attendees).toEqual([{ person: null, name: 'Zoë Müller' }]);
  // Changing something else keeps them.
  await call('workshop.update', { meeting: 1, note: 'Afterwards' });
  expect((await call('workshop.meetings', {}))[0]?.attendees).toHaveLength(1);
});

test('decisions belong to the running meeting, name their duty, and can be removed and undone', async () => {
  const { call } = await withServices();
  await call('workshop.decide', { text: 'We ask legal first.' });
  await call('workshop.start', { title: 'Round two' });
  await call('workshop.decide', { text: 'Monthly restore test.', ref: 'orders-db/restore-testing' });
  expect(await call('workshop.decisions', {})).toMatchObject([
    {
      number: 2,
      meetingTitle: 'Round two',
      ref: 'orders-db/restore-testing',
      about: expect.stringMatching(/^orders-db: \S/),
      recordedBy: 'Ann Assessor',
    },
    { number: 1, meeting: null, ref: null, about: null },
  ]);
  expect(await call('workshop.decisions', { ref: 'orders-db/restore-testing' })).toHaveLength(1);
  await call('workshop.removeDecision', { number: 2 });
  expect(await call('workshop.decisions', {})).toHaveLength(1);
  await call('workbook.undo', {});
  expect(await call('workshop.decisions', {})).toHaveLength(2);
  expect((await refusal(call('workshop.removeDecision', { number: 9 }))).code).toBe('NOT_FOUND');
  expect((await refusal(call('workshop.decide', { text: 'x', ref: 'orders-db/nothing' }))).code).toBe(
    'NOT_FOUND',
  );
});

test('time adds up for each service of the running meeting, and leaves no entry in the change log', async () => {
  const { call } = await withServices();
  expect(await call('workshop.spend', { subject: 's3', seconds: 30 })).toEqual({ meeting: null, seconds: 0 });
  await call('workshop.start', {});
  const before = await call('workbook.history', {});
  await call('workshop.spend', { subject: 's3', seconds: 30 });
  await call('workshop.spend', { subject: 's3', seconds: 45 });
  await call('workshop.spend', { subject: 'orders-db', seconds: 5 });
  expect(await call('workbook.history', {})).toEqual(before);
  const agenda = await call('workshop.agenda', {});
  const line = (ref: string) => agenda.find((item) => item.ref === ref);
  expect(line('s3')).toMatchObject({ seconds: 75, secondsNow: 75 });
  expect(line('orders-db')).toMatchObject({ seconds: 5, secondsNow: 5 });
  expect((await call('workshop.meetings', {}))[0]?.seconds).toBe(80);
  await call('workshop.start', { title: 'Second' });
  await call('workshop.spend', { subject: 's3', seconds: 1 });
  const later = (await call('workshop.agenda', {})).find((item) => item.ref === 's3');
  expect(later).toMatchObject({ seconds: 76, secondsNow: 1 });
  expect((await refusal(call('workshop.spend', { subject: 'nothing', seconds: 1 }))).code).toBe('NOT_FOUND');
});

test('the agenda counts what is answered, parked and to be confirmed; parked duties carry their note', async () => {
  const { call } = await withServices();
  await call('assignments.acceptSuggestions', { subject: 's3', confirmLater: true });
  await call('assignments.update', {
    ref: 'orders-db/restore-testing',
    parked: true,
    note: 'Ask the platform team',
  });
  const agenda = await call('workshop.agenda', {});
  const s3 = agenda.find((item) => item.ref === 's3');
  expect(s3?.toConfirm).toBeGreaterThan(3);
  expect(s3?.answered).toBe(s3?.toConfirm);
  expect(agenda.find((item) => item.ref === 'orders-db')).toMatchObject({ parked: 1, answered: 0 });
  expect(await call('workshop.parked', {})).toMatchObject([
    {
      ref: 'orders-db/restore-testing',
      subjectLabel: 'orders-db',
      note: 'Ask the platform team',
      ownership: { kind: 'unanswered' },
    },
  ]);
  expect(agenda.map((item) => item.ref)).toEqual(
    (await call('assignments.subjects', {})).map((subject) => subject.ref),
  );
});

test('what was accepted in bulk is confirmed as one change, and taken back as one', async () => {
  const { call } = await withServices();
  const { accepted } = await call('assignments.acceptSuggestions', { subject: 's3', confirmLater: true });
  const waiting = await call('workshop.toConfirm', {});
  expect(waiting.map((entry) => entry.ref)).toEqual(accepted);
  const [first = '', second = '', ...rest] = accepted;
  const { confirmed } = await call('assignments.confirm', {
    refs: [first, first, second, 'orders-db/restore-testing'],
  });
  expect(confirmed).toEqual([first, second]);
  const left = await call('workshop.toConfirm', {});
  expect(left.map((entry) => entry.ref)).toEqual(rest);
  const { assignment } = await call('assignments.card', { ref: first });
  expect(assignment).toMatchObject({
    confirmLater: false,
    shares: expect.arrayContaining([expect.anything()]),
  });
  await call('workbook.undo', {});
  expect(await call('workshop.toConfirm', {})).toHaveLength(accepted.length);
});
