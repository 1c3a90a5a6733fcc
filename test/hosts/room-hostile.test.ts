import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { RoomDuty } from '../../main/contract/room.ts';
import { temporaryFolder } from '../support/core.ts';
import {
  callForged,
  forgedCalls,
  frameLeaks,
  framesOf,
  PARTICIPANTS,
  SHOWN,
  startBaitedRoom,
  stillServes,
  targetLeaks,
} from '../support/hostile-room.ts';
import { Device, oneConnection, openTestRoom, send } from '../support/room.ts';

/** Its two devices keep a connection each, as browsers do: a handshake for each of some hundred calls costs more than the calls. */
const baited = async () => {
  const room = await startBaitedRoom(temporaryFolder());
  onTestFinished(() => room.opened.core.close());
  const steady = ({ room: place, token }: Device) => {
    const agent = oneConnection();
    onTestFinished(() => agent.destroy());
    return new Device(place, token, agent);
  };
  return { ...room, inside: steady(room.inside), waiting: steady(room.waiting) };
};

test('nothing of the program is there for a participant but a short list of their own', async () => {
  const room = await baited();
  const { call } = room.opened;
  const before = (await call('workbook.info', {})).rev;
  expect(PARTICIPANTS).toEqual(['view', 'mine', 'duty', 'say', 'withdraw', 'hand']);
  const calls = forgedCalls(room);
  expect(calls.length).toBeGreaterThan(300);
  expect(await callForged(room, calls)).toEqual([]);
  expect(await targetLeaks(room)).toEqual([]);
  expect((await call('workbook.info', {})).rev).toBe(before);
  expect(await stillServes(room)).toBe(true);
});

test('malformed frames bring nothing back and end nothing', async () => {
  const room = await baited();
  const before = (await room.opened.call('workbook.info', {})).rev;
  expect(await frameLeaks(room, framesOf(8, 150))).toEqual([]);
  expect((await room.opened.call('workbook.info', {})).rev).toBe(before);
  expect(await stillServes(room)).toBe(true);
});

test('a token counts only in its own room, as long as its place stands, and to the letter', async () => {
  const { opened, inside, waiting } = await baited();
  const { room, call, workbook, state } = opened;
  const asked = (cookie: string) => send(room.url, 'POST', '/call/view', { body: {}, cookie });
  const { token } = inside;
  expect((await asked(token)).status).toBe(200);
  const last = token.at(-1) === 'A' ? 'B' : 'A';
  for (const other of [
    '',
    `${token}x`,
    token.slice(1),
    `${token.slice(0, -1)}${last}`,
    token.toUpperCase(),
    'null',
  ])
    expect([other, (await asked(other)).status]).toEqual([other, 401]);
  const name = `__Host-demarc-room-${room.port}`;
  const twice = { headers: { cookie: `${name}=${token}; ${name}=${waiting.token}` }, body: {} };
  expect((await send(room.url, 'POST', '/call/view', twice)).status).toBe(401);
  const seat = (await state())?.seats.find(({ name: who }) => who === 'Guest');
  await call('room.refuse', { workbook, seat: seat?.id ?? '' });
  expect((await asked(token)).status).toBe(401);
  // The room is opened again, on the same port: nobody of before is in it.
  await call('room.close', { workbook });
  const again = await call('room.open', { workbook, address: '127.0.0.1', port: room.port });
  expect(again.code).not.toBe(room.code);
  expect((await send(again.url, 'POST', '/call/view', { body: {}, cookie: waiting.token })).status).toBe(401);
  const knock = await send(again.url, 'POST', '/door', { body: { code: room.code } });
  expect(JSON.parse(knock.text)).toMatchObject({ ok: false });
});

test('another name, another site, another kind of body and too much of it are refused before they are read', async () => {
  const { opened, inside } = await baited();
  const { url, port } = opened.room;
  const body = { up: true };
  const status = async (headers: Record<string, string>, path = '/call/hand', sent: unknown = body) =>
    (await send(url, 'POST', path, { body: sent, cookie: inside.token, headers })).status;
  expect(await status({})).toBe(200);
  expect(await status({ host: `evil.example:${port}` })).toBe(421);
  expect(await status({ host: `localhost:${port}` })).toBe(421);
  expect(await status({ origin: 'https://evil.example' })).toBe(403);
  expect(await status({ origin: `http://127.0.0.1:${port}` })).toBe(403);
  expect(await status({ origin: '' })).toBe(403);
  expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await status({ 'content-type': 'text/plain' })).toBe(415);
  expect(await status({ 'content-length': '', 'transfer-encoding': 'chunked' })).toBe(411);
  expect(await status({}, '/call/hand', { up: true, more: 'x'.repeat(20_000) })).toBe(413);
  expect(await status({}, '/call/hand', '{"up":')).toBe(400);
  expect(
    (await send(url, 'GET', '/events', { cookie: inside.token, headers: { 'sec-fetch-site': 'same-site' } }))
      .status,
  ).toBe(403);
  expect((await send(url, 'PUT', '/', {})).status).toBe(405);
  const page = await send(url, 'GET', '/');
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(page.headers['x-frame-options']).toBe('DENY');
  expect(page.headers['access-control-allow-origin']).toBeUndefined();
});

test('texts are kept as they were written and never as anything else', async () => {
  const { opened, inside } = await baited();
  const text = `<img src=x onerror=alert(1)> =1+1 ${String.fromCharCode(0x202e)}'; DROP TABLE proposal; -- {{7*7}}`;
  const duty = await inside.value<RoomDuty>('say', { ref: SHOWN, kind: 'remark', text });
  expect(duty.own[0]?.said).toContain(text);
  expect((await opened.call('proposals.list', { ref: SHOWN }))[0]?.text).toBe(text);
});

test('nobody speaks in the name of another: neither a name at the door nor the number of their words gives it', async () => {
  const { call, enter, join, workbook, room } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: SHOWN });
  await ben.value('say', { ref: SHOWN, kind: 'agree' });
  const guest = await enter({ guest: 'Guest' });
  expect(await guest.call('withdraw', { number: 1 })).toMatchObject({
    ok: false,
    error: { code: 'NOT_FOUND' },
  });
  // Somebody else as Ben waits, and until they are let in has nothing of his.
  const other = await join({ person: 'ben-ode' });
  expect((await other.call('withdraw', { number: 1 })).ok).toBe(false);
  for (const as of [
    { person: 'nobody' },
    { guest: 'BEN ODE' },
    { guest: 'B\u202een' },
    { guest: 'x' },
    { person: 'ben-ode', guest: 'x' },
    7,
  ]) {
    const { text } = await send(room.url, 'POST', '/join', { body: { code: room.code, as } });
    expect([as, text.includes('"ok":true')]).toEqual([as, false]);
  }
  expect((await call('proposals.list', {}))[0]).toMatchObject({ by: { person: 'ben-ode' }, outcome: 'open' });
});

test('a device that floods slows itself alone, and codes are not guessed at speed', async () => {
  const { call, enter, workbook, room } = await openTestRoom({ paces: null });
  const sockets: Socket[] = [];
  const [loud, quiet] = [await enter({ guest: 'Loud' }), await enter({ guest: 'Quiet' })];
  await call('room.show', { workbook, ref: SHOWN });
  const statuses = await Promise.all(
    Array.from({ length: 60 }, () => loud.post('/call/hand', { up: true })),
  ).then((all) => all.map(({ status }) => status));
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(30);
  expect((await quiet.post('/call/view', {})).status).toBe(200);
  const knocks = await Promise.all(
    Array.from({ length: 40 }, () => send(room.url, 'POST', '/door', { body: { code: 'AAAA-AAAA' } })),
  );
  expect(knocks.filter(({ status }) => status === 429).length).toBeGreaterThan(15);
  // Streams are counted as well: the newest stay.
  const pages = Array.from({ length: 8 }, () => new Device(room, quiet.token));
  await Promise.all(pages.map((page) => page.follow()));
  await vi.waitFor(() => expect(pages.filter(({ over }) => !over)).toHaveLength(4));
  for (const page of pages) page.stop();
  // Connections that say nothing take no place from the others, and one address holds so many and no more.
  for (let n = 0; n < 90; n += 1) {
    const socket = connect({ port: room.port, host: '127.0.0.1' });
    socket.on('error', () => undefined);
    sockets.push(socket);
  }
  await vi.waitFor(() =>
    expect(sockets.filter(({ destroyed }) => destroyed).length).toBeGreaterThanOrEqual(90 - 64),
  );
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(async () => expect((await quiet.post('/call/view', {})).status).toBe(200));
});

test('a page whose end is still on its way is told nothing more, which would end the program', async () => {
  const { call, enter, state, workbook } = await openTestRoom();
  const broken = vi.fn();
  process.on('uncaughtException', broken);
  onTestFinished(() => void process.off('uncaughtException', broken));
  const ben = await enter({ person: 'ben-ode' });
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  await ben.follow();
  await call('room.refuse', { workbook, seat: (await state())?.seats[0]?.id ?? '' });
  // The room says now and then that it is there, whatever a page that reads slowly has still to read.
  vi.advanceTimersByTime(60_000);
  await vi.waitFor(() => expect(ben.over).toBe(true));
  expect(broken.mock.calls).toEqual([]);
});

test('one place says so much and no more: each of it is a record of the workbook', {
  tags: 'long',
}, async () => {
  const { opened, inside } = await baited();
  const replies = [];
  for (let n = 0; n < 305; n += 1)
    replies.push(await inside.call('say', { ref: SHOWN, kind: 'remark', text: `Remark ${n}` }));
  expect(replies.filter(({ ok }) => ok)).toHaveLength(300);
  expect(replies.at(-1)).toMatchObject({ ok: false, error: { code: 'RULE_VIOLATION' } });
  expect(await opened.call('proposals.list', { ref: SHOWN })).toHaveLength(300);
});
