import { readdirSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import type { Reply } from '../../main/contract/methods/method.ts';
import { MOST_FILES, type RoomDuty } from '../../main/contract/room.ts';
import { authorityOf, refusedStatus } from '../../main/hosts/room/guard.ts';
import { SEAT_LIMITS } from '../../main/services/room/seats.ts';
import { settableClock } from '../support/clock.ts';
import { Device, openTestRoom, send } from '../support/room.ts';

const REF = 'orders-db/restore-testing';

/** Begins a post: the room has looked at its headers, and waits for the body, which what is given back sends. */
function begin(device: Device, path: string, body: string, headers = {}): Promise<() => Promise<Reply>> {
  const { url, port } = device.room;
  const outgoing = request(`${url}/`, {
    method: 'POST',
    path,
    rejectUnauthorized: false,
    agent: false,
    headers: {
      origin: url,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      cookie: `__Host-demarc-room-${port}=${device.token}`,
      expect: '100-continue',
      ...headers,
    },
  });
  const answered = new Promise<Reply>((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (incoming) => void text(incoming).then((all) => resolve(JSON.parse(all))));
  });
  outgoing.flushHeaders();
  return new Promise((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('continue', () =>
      resolve(() => {
        outgoing.end(body);
        return answered;
      }),
    );
  });
}

const beginFile = (device: Device, name: string) =>
  begin(device, '/file', 'content', {
    'content-type': 'application/octet-stream',
    'x-demarc-ref': REF,
    'x-demarc-name': name,
  });

test('what was on its way when a place ended says nothing any more, and leaves no file', async () => {
  const { call, enter, workbook, state, folder } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  const words = await begin(
    ben,
    '/call/say',
    JSON.stringify({ ref: REF, kind: 'remark', text: 'Too late.' }),
  );
  const look = await begin(ben, '/call/view', '{}');
  const file = await beginFile(ben, 'late.txt');
  const [seat] = (await state())?.seats ?? [];
  await call('room.refuse', { workbook, seat: seat?.id ?? '' });
  for (const finish of [words, look, file])
    expect(await finish()).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
  expect(await call('proposals.list', {})).toEqual([]);
  expect(
    readdirSync(join(folder, 'data'), { recursive: true }).filter((name) => /late/.test(String(name))),
  ).toEqual([]);
});

test('files that come at the same time count with those that are held', async () => {
  const { call, enter, workbook } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  const coming: (() => Promise<Reply>)[] = [];
  for (let count = 0; count < MOST_FILES; count += 1) coming.push(await beginFile(ben, `${count}.txt`));
  expect(await ben.offer(REF, 'one-more.txt', 'content')).toMatchObject({
    ok: false,
    error: { code: 'RULE_VIOLATION' },
  });
  for (const finish of coming) expect(await finish()).toMatchObject({ ok: true });
  expect(await call('proposals.list', {})).toHaveLength(MOST_FILES);
});

test('a file for no duty at all is refused as one for a duty of somebody else, and is no error of the program', async () => {
  const { enter, log } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  for (const ref of ['', '../..', '<b>', 'x'.repeat(3000)])
    expect(await ben.offer(ref, 'a.txt', 'content')).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
  expect(log.entries).toEqual([]);
});

test('a device that comes back again and again follows, whatever became of its connections of before', async () => {
  const { room, enter, state } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  const pages = Array.from({ length: SEAT_LIMITS.pages + 1 }, () => new Device(room, ben.token));
  for (const page of pages) expect(await page.follow()).toBe(200);
  await vi.waitFor(() => expect(pages.map(({ over }) => over)).toEqual(pages.map((_, at) => at === 0)));
  for (const page of pages) page.stop();
  await vi.waitFor(async () => expect((await state())?.seats[0]?.here).toBe(false));
});

test('whoever agrees agrees with what they saw, and not with what was recorded meanwhile', async () => {
  const { call, enter, workbook } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  const { standing } = await ben.value<RoomDuty>('duty', { ref: REF });
  await call('assignments.answer', { ref: REF, answer: { owners: ['platform-team'] } });
  expect(await ben.call('say', { ref: REF, kind: 'agree', standing })).toMatchObject({
    ok: false,
    error: { code: 'RULE_VIOLATION', message: expect.stringContaining('Platform team') },
  });
  expect(await call('proposals.list', {})).toEqual([]);
  const say = { ref: REF, kind: 'agree', standing: 'Platform team' };
  expect(await ben.value('say', say)).toMatchObject({ tally: '1 agrees', agreed: true });
  // To another answer nobody agreed.
  await call('assignments.answer', { ref: REF, answer: { notApplicable: 'None is kept.' } });
  expect(await ben.value('duty', { ref: REF })).toMatchObject({ agreed: false });
  expect(await ben.value('say', { ...say, standing: 'Not applicable' })).toMatchObject({ agreed: true });
});

test.each([false, true])(
  'a voice that was taken over and says the same again counts once; without names: %s',
  async (anonymous) => {
    const { call, enter, workbook } = await openTestRoom({ anonymous });
    const ben = await enter({ person: 'ben-ode' });
    await call('room.show', { workbook, ref: REF });
    const say = { ref: REF, kind: 'agree' };
    await ben.value('say', say);
    await call('proposals.take', { number: 1 });
    expect(await ben.value('say', say)).toMatchObject({ tally: '1 agrees' });
    expect(await call('proposals.list', {})).toHaveLength(1);
  },
);

test.each([
  ['meeting ends', 'workshop.end'],
  ['workbook is closed', 'app.close'],
] as const)('no room stays behind whose %s while it is being opened', async (_what, how) => {
  const { call, workbook, state, room } = await openTestRoom();
  await call('room.close', { workbook });
  const opening = call('room.open', { workbook, address: '127.0.0.1', port: room.port });
  const refused = expect(opening).rejects.toThrow(/No meeting is running|no open workbook/i);
  await call(how, (how === 'app.close' ? { id: workbook } : {}) as never);
  await refused;
  expect(await state()).toBeNull();
  await expect(send(room.url, 'GET', '/')).rejects.toThrow(/ECONNREFUSED/);
});

test('no guest takes the name of somebody of the workbook in other letters of the same look, or with letters that nobody sees', async () => {
  const { room } = await openTestRoom();
  const come = (guest: string) =>
    send(room.url, 'POST', '/join', { body: { code: room.code, as: { guest } } });
  for (const guest of ['Ben\u3164Ode', 'Ben\u115fOde', 'Ben\u2800Ode', '\u2800\u2800', 'Ben\u00adOde'])
    expect((await come(guest)).status).toBe(400);
  expect((await come('ＢＥＮ　Ｏｄｅ')).text).toContain('has this name');
  expect((await come('Zoé Ode')).text).toContain('"ok":true');
});

test('a room on the port that is usual for HTTPS is asked for as browsers do, without the port', () => {
  const asked = {
    method: 'GET',
    route: { kind: 'page', name: '/index.html' },
    origin: 'https://192.168.1.20',
    fetchSite: undefined,
    contentType: undefined,
    contentLength: undefined,
    chunked: false,
  } as const;
  const refused = (host: string, port: number) =>
    refusedStatus({ ...asked, host }, authorityOf('192.168.1.20', port));
  expect(refused('192.168.1.20', 443)).toBeNull();
  expect(refused('192.168.1.20', 48_123)).toBe(421);
});

test('a room that goes on past midnight lets in who comes late, and ends with its meeting', async () => {
  const clock = settableClock('2026-11-25T14:00:00.000Z');
  const { call, enter, join: joinAs, workbook, state } = await openTestRoom({ clock });
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  clock.at = '2026-11-26T05:50:00.000Z';
  await enter({ guest: 'Tom' });
  expect(await ben.value('say', { ref: REF, kind: 'agree' })).toMatchObject({ tally: '1 agrees' });
  expect((await state())?.seats.map((seat) => seat.state)).toEqual(['in', 'in']);
  await joinAs({ guest: 'Ida' });
  const waiting = (await state())?.seats.at(-1)?.id ?? '';
  // Nobody is noted in a meeting that is over.
  clock.at = '2026-11-26T06:00:00.000Z';
  await expect(call('room.admit', { workbook, seat: waiting })).rejects.toThrow(/^The meeting is over/);
  await vi.waitFor(async () => expect(await state()).toBeNull());
  const [meeting] = await call('workshop.meetings', {});
  expect(meeting).toMatchObject({ running: false });
  expect(meeting?.attendees.map(({ name }) => name)).toEqual(['Ben Ode', 'Tom']);
});

test('a room ends by itself when its meeting is over, is moved to another day or gives way to another', async () => {
  await Promise.all(
    ['is over', 'is moved', 'gives way'].map(async (what) => {
      const clock = settableClock('2026-11-25T22:00:00.000Z');
      const { call, state } = await openTestRoom({ clock });
      if (what === 'is over') clock.at = '2026-11-26T06:00:00.000Z';
      else if (what === 'is moved') await call('workshop.update', { meeting: 1, heldOn: '2026-11-20' });
      else await call('workshop.start', { title: 'Another' });
      await vi.waitFor(async () => expect(await state(), what).toBeNull(), 20_000);
    }),
  );
});

test('what somebody said last tells whether they agree', async () => {
  const { call, enter, workbook } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  const say = (kind: string, more = {}) => ben.value('say', { ref: REF, kind, ...more });
  expect(await say('agree')).toMatchObject({ agreed: true });
  await call('proposals.take', { number: 1 });
  expect(await ben.value('duty', { ref: REF })).toMatchObject({ agreed: true });
  // A remark is no other stance, an objection is.
  expect(await say('remark', { text: 'By the way.' })).toMatchObject({ agreed: true });
  expect(await say('object', { text: 'No, that is wrong.' })).toMatchObject({ agreed: false });
  expect(await say('agree')).toMatchObject({ agreed: true });
});
