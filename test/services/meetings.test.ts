import { expect, test } from 'vitest';
import type { DemarcError } from '../../main/contract/errors.ts';
import { settableClock } from '../support/clock.ts';
import { openTestWorkbook } from '../support/core.ts';

const workbook = async () => {
  const clock = settableClock('2026-11-25T08:00:00.000Z', 60);
  const opened = await openTestWorkbook({ clock });
  await opened.call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'orders-db' },
      { catalogueId: 's3', label: 'files' },
    ],
  });
  return { ...opened, clock };
};
const refusal = async (attempt: Promise<unknown>): Promise<DemarcError> =>
  attempt.then(
    () => expect.fail('It was not refused.'),
    (error: DemarcError) => error,
  );

test('a meeting begins and ends, and the next one ends the one before it', async () => {
  const { call, clock } = await workbook();
  expect(await call('workshop.start', { title: 'Morning' })).toMatchObject({
    beganAt: '2026-11-25T08:00:00.000Z',
    endedAt: null,
    utcOffset: 60,
    running: true,
    lastActivity: null,
  });
  clock.at = '2026-11-25T10:00:00.000Z';
  await call('workshop.start', { title: 'Noon' });
  clock.at = '2026-11-25T11:30:00.000Z';
  await call('workshop.end', {});
  const [noon, morning] = await call('workshop.meetings', {});
  expect(morning).toMatchObject({ title: 'Morning', running: false, endedAt: '2026-11-25T10:00:00.000Z' });
  expect(noon).toMatchObject({ title: 'Noon', running: false, endedAt: '2026-11-25T11:30:00.000Z' });
  expect((await refusal(call('workshop.end', {}))).message).toMatch(/No meeting is running/);
  expect((await refusal(call('workshop.end', { meeting: 2 }))).message).toMatch(/has ended already/);
  // What is decided after the end is no longer of the meeting; taking the end back lets it go on.
  expect(await call('workshop.decide', { text: 'Afterwards' })).toMatchObject({ meeting: null });
  await call('workbook.undo', {});
  await call('workbook.undo', {});
  expect((await call('workshop.meetings', {}))[0]).toMatchObject({ running: true, endedAt: null });
});

test('a meeting goes through the usual agenda of the workbook unless it is said otherwise', async () => {
  const { call } = await workbook();
  const started = async (more: object = {}) =>
    (await call('workshop.start', { title: 'Weekly', ...more })).agenda;
  expect(await started()).toEqual([]);
  await call('workbook.update', { usualAgenda: ['files', 'aws', 'files'] });
  expect((await call('workbook.info', {})).usualAgenda).toEqual(['files', 'aws']);
  expect(await started()).toEqual(['files', 'aws']);
  expect(await started({ agenda: [] })).toEqual([]);
  expect(await started({ agenda: ['orders-db'] })).toEqual(['orders-db']);
  // What is gone is gone through no more.
  await call('services.remove', { ref: 'files' });
  expect(await started()).toEqual(['aws']);
  expect((await refusal(call('workbook.update', { usualAgenda: ['nothing'] }))).code).toBe('NOT_FOUND');
});

test('a meeting that nobody ended is over with its day, and ends with what was recorded in it last', async () => {
  const { call, clock } = await workbook();
  await call('workshop.start', { title: 'Forgotten' });
  clock.at = '2026-11-25T09:15:00.000Z';
  await call('assignments.update', { ref: 'files/encryption-at-rest', note: 'In the room' });
  // Later that day somebody works on alone.
  clock.at = '2026-11-25T15:00:00.000Z';
  await call('assignments.update', { ref: 'files/encryption-at-rest', note: 'At the desk' });
  clock.at = '2026-11-26T08:00:00.000Z';
  const [forgotten] = await call('workshop.meetings', {});
  expect(forgotten).toMatchObject({
    running: false,
    endedAt: null,
    lastActivity: '2026-11-25T09:15:00.000Z',
  });
  expect(await call('workshop.end', { meeting: 1 })).toMatchObject({
    endedAt: '2026-11-25T09:15:00.000Z',
    lastActivity: null,
  });
  // Whoever knows better says so.
  await call('workshop.update', { meeting: 1, endedAt: '2026-11-25T09:30:00.000Z' });
  const early = call('workshop.update', { meeting: 1, endedAt: '2026-11-25T07:30:00.000Z' });
  expect((await refusal(early)).message).toMatch(/cannot end before it began/);
});

test('a meeting that goes on past midnight runs until it is ended, or until six', async () => {
  const { call, clock } = await workbook();
  // On a clock an hour ahead of UTC.
  clock.at = '2026-11-25T20:00:00.000Z';
  await call('workshop.start', { title: 'Late' });
  const isRunning = async () => (await call('workshop.meetings', {}))[0]?.running;
  clock.at = '2026-11-26T00:30:00.000Z';
  expect(await isRunning()).toBe(true);
  expect(await call('workshop.decide', { text: 'After midnight' })).toMatchObject({ meeting: 1 });
  await call('assignments.update', { ref: 'files/encryption-at-rest', note: 'In the room' });
  // Its minutes are of its day.
  expect(await call('workshop.minutes', { meeting: 1 })).toMatchObject({ minutes: { running: true } });
  clock.at = '2026-11-26T04:59:00.000Z';
  expect(await isRunning()).toBe(true);
  clock.at = '2026-11-26T05:00:00.000Z';
  expect(await isRunning()).toBe(false);
  expect(await call('workshop.minutes', { meeting: 1 })).toMatchObject({ minutes: { running: false } });
  clock.at = '2026-11-26T04:00:00.000Z';
  // One that is moved to another day is of that day.
  await call('workshop.update', { meeting: 1, heldOn: '2026-11-24' });
  expect(await isRunning()).toBe(false);
});

test('one that nobody ended lasts until something was recorded in it last when another begins the night after', async () => {
  const { call, clock } = await workbook();
  clock.at = '2026-11-25T20:00:00.000Z';
  await call('workshop.start', { title: 'Forgotten' });
  clock.at = '2026-11-25T22:30:00.000Z';
  await call('assignments.update', { ref: 'files/encryption-at-rest', note: 'In the room' });
  clock.at = '2026-11-26T04:00:00.000Z';
  await call('workshop.start', { title: 'Early' });
  const [, forgotten] = await call('workshop.meetings', {});
  expect(forgotten).toMatchObject({ title: 'Forgotten', endedAt: '2026-11-25T22:30:00.000Z' });
  const { minutes } = await call('workshop.minutes', { meeting: 1 });
  expect(minutes.endedAt).toBe('2026-11-25T22:30:00.000Z');
});

test('one noted for another day has no times until somebody gives them', async () => {
  const { call } = await workbook();
  expect(await call('workshop.start', { heldOn: '2026-11-20' })).toMatchObject({ beganAt: null });
  expect((await refusal(call('workshop.end', { meeting: 1 }))).message).toMatch(/was not begun here/);
  await call('workshop.update', {
    meeting: 1,
    beganAt: '2026-11-20T09:00:00.000Z',
    endedAt: '2026-11-20T10:00:00.000Z',
  });
  expect((await call('workshop.meetings', {}))[0]).toMatchObject({ endedAt: '2026-11-20T10:00:00.000Z' });
});

test('the agenda of the running meeting comes first, in its order, and loses what leaves the workbook', async () => {
  const { call } = await workbook();
  const refs = async () => (await call('workshop.agenda', {})).map(({ ref, place }) => [ref, place]);
  await call('workshop.start', { agenda: ['files', 'workbook', 'files'] });
  expect(await refs()).toEqual([
    ['files', 1],
    ['workbook', 2],
    ['aws', null],
    ['orders-db', null],
  ]);
  await call('workshop.update', { meeting: 1, agenda: ['orders-db', 'files'] });
  await call('services.remove', { ref: 'orders-db' });
  expect((await call('workshop.meetings', {}))[0]?.agenda).toEqual(['files']);
  expect((await refs())[0]).toEqual(['files', 1]);
  expect((await refusal(call('workshop.update', { meeting: 1, agenda: ['nothing'] }))).code).toBe(
    'NOT_FOUND',
  );
});
