import type { X509Certificate } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { expect, test, vi } from 'vitest';
import type { OwnDuty, RoomDuty, RoomView } from '../../main/contract/room.ts';
import { openTestRoom, send } from '../support/room.ts';

const REF = 'orders-db/restore-testing';
const OTHER = 'orders-db/backup-configuration';

test('a room opens for a running meeting, with a certificate of its own that names its address', async () => {
  const { room, call, workbook } = await openTestRoom();
  expect(room).toMatchObject({ meeting: 1, address: '127.0.0.1', showing: null, seats: [], lost: false });
  expect(room.url).toBe(`https://127.0.0.1:${room.port}`);
  expect(room.code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
  const shown = await new Promise<X509Certificate | undefined>((resolve) => {
    const socket = connect({ port: room.port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate());
      socket.destroy();
    });
  });
  expect(shown?.fingerprint256).toBe(room.fingerprint);
  expect(shown?.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(shown?.ca).toBe(false);
  await expect(call('room.open', { workbook, address: '127.0.0.1' })).rejects.toThrow(/open already/);
  await call('room.close', { workbook });
  const twice = await Promise.allSettled(
    [1, 2].map(() => call('room.open', { workbook, address: '127.0.0.1', port: 0 })),
  );
  expect(twice.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  await call('room.close', { workbook });
  expect(await call('room.state', { workbook })).toBeNull();
  await expect(call('room.open', { workbook, address: '203.0.113.9' })).rejects.toThrow(/address/);
  await call('workshop.end', {});
  await expect(call('room.open', { workbook, address: '127.0.0.1' })).rejects.toThrow(/Begin it first/);
});

test('whoever has the code chooses a name, waits until they are let in, and is noted as there', async () => {
  const { room, call, state, join, workbook } = await openTestRoom();
  const at = (code: string) => send(room.url, 'POST', '/door', { body: { code } });
  expect(JSON.parse((await at('AAAA-AAAA')).text)).toMatchObject({
    ok: false,
    error: { code: 'NOT_ALLOWED' },
  });
  const typed = room.code.toLowerCase().replace('-', ' ');
  expect(JSON.parse((await at(typed)).text)).toMatchObject({
    ok: true,
    value: { meeting: 'Round one', people: [{ name: 'Ben Ode' }, { name: 'Zoë Müller' }] },
  });
  const ben = await join({ person: 'ben-ode' });
  expect(Buffer.from(ben.token, 'base64url')).toHaveLength(32);
  expect(await ben.value<RoomView>('view')).toMatchObject({ state: 'waiting', showing: null, parties: [] });
  // Nothing else is there for whoever waits.
  expect(await ben.call('mine')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  const [seat] = (await state())?.seats ?? [];
  expect(seat).toMatchObject({ name: 'Ben Ode', person: 'ben-ode', state: 'waiting', device: 'Computer' });
  await call('room.admit', { workbook, seat: seat?.id ?? '' });
  expect(await ben.value<RoomView>('view')).toMatchObject({ state: 'in', name: 'Ben Ode', known: true });
  expect((await call('workshop.meetings', {}))[0]?.attendees).toEqual([
    { person: 'ben-ode', name: 'Ben Ode' },
  ]);
  await expect(join({ guest: 'ben  ODE' })).rejects.toThrow(/has this name/);
  // Nor is anybody taken for whoever records.
  await expect(join({ guest: 'lea lang' })).rejects.toThrow(/whoever leads, has this name/);
});

test('everybody follows the presenter, and what they say is counted, kept and taken over', async () => {
  const { call, enter, workbook } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  const guest = await enter({ guest: 'Guest of the bank' });
  await Promise.all([ben.follow(), guest.follow()]);
  await call('room.show', { workbook, ref: REF });
  await vi.waitFor(() => expect(guest.views.at(-1)?.showing?.ref).toBe(REF));
  const shown = guest.views.at(-1)?.showing;
  expect(shown).toMatchObject({
    service: 'orders-db',
    name: 'Restore testing',
    recorded: null,
    own: [],
    tally: '',
  });
  expect(shown?.halves.length).toBe(2);

  await ben.value('say', { ref: REF, kind: 'agree' });
  const mine = await guest.value<RoomDuty>('say', {
    ref: REF,
    kind: 'owners',
    owners: ['platform-team'],
    text: 'They run it.',
  });
  expect(mine.own).toEqual([
    { number: 2, kind: 'owners', said: 'propose Platform team: They run it.', outcome: 'open' },
  ]);
  await vi.waitFor(() => expect(ben.views.at(-1)?.showing?.tally).toBe('1 agrees, 1 proposes Platform team'));
  // Nobody sees whose the others' words are on a device; the screen of the room tells.
  expect(JSON.stringify(ben.views)).not.toContain('They run it.');

  // What the room says is no part of what the assessor's undo takes back.
  await call('assignments.answer', { ref: OTHER, answer: { owners: ['organisation'] } });
  await guest.value('say', { ref: REF, kind: 'object', text: 'Wait.' });
  const { undone } = await call('workbook.undo', {});
  expect(undone).toContain('Backup');
  expect((await call('proposals.list', { ref: REF })).map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['object', 'open'],
    ['owners', 'withdrawn'],
    ['agree', 'open'],
  ]);
  await call('proposals.take', { number: 1 });
  await vi.waitFor(() => expect(ben.views.at(-1)?.showing).toMatchObject({ own: [{ outcome: 'taken' }] }));
  const { lines } = await call('history.list', {});
  expect(lines.find(({ what }) => what.includes('agrees'))).toMatchObject({ who: 'Ben Ode' });
});

test('a participant sees and speaks to the duty that is shown and their own, and to nothing else', async () => {
  const { call, enter, workbook } = await openTestRoom();
  const zoe = await enter({ person: 'zoe-muller' });
  const guest = await enter({ guest: 'Guest' });
  await call('room.show', { workbook, ref: REF });
  const own = await zoe.value<readonly OwnDuty[]>('mine');
  expect(own.length).toBeGreaterThan(5);
  expect(new Set(own.map(({ service }) => service))).toEqual(new Set(['pictures']));
  const ref = own[0]?.ref ?? '';
  expect(await zoe.value<RoomDuty>('duty', { ref })).toMatchObject({ ref });
  expect(await zoe.value<RoomDuty>('say', { ref, kind: 'status', status: 'implemented' })).toMatchObject({
    own: [{ said: 'say how far it is: Implemented' }],
  });
  for (const [device, at] of [
    [zoe, OTHER],
    [guest, ref],
    [guest, OTHER],
    [guest, 'nothing/there'],
  ] as const)
    for (const attempt of [device.call('duty', { ref: at }), device.call('say', { ref: at, kind: 'agree' })])
      expect(await attempt).toMatchObject({
        ok: false,
        error: { code: 'NOT_FOUND', message: expect.stringContaining('for you') },
      });
  expect(await guest.value('mine')).toEqual([]);
  // What was said of a duty can be taken back when another one is shown, of which nothing more is told then.
  await guest.value('say', { ref: REF, kind: 'agree' });
  await call('room.show', { workbook, ref: OTHER });
  const number = (await call('proposals.list', { ref: REF }))[0]?.number ?? 0;
  expect(await guest.value('withdraw', { number })).toBeNull();
  expect((await call('proposals.list', { ref: REF }))[0]).toMatchObject({ outcome: 'withdrawn' });
});

test('whose name is taken out of the workbook is told what to do, and says nothing under it', async () => {
  const { call, enter, workbook } = await openTestRoom();
  await call('people.add', { name: 'Ada Gone', party: 'organisation' });
  const [ada] = (await call('people.list', {})).filter(({ name }) => name === 'Ada Gone');
  const device = await enter({ person: ada?.id ?? '' });
  await call('room.show', { workbook, ref: REF });
  await call('people.remove', { id: ada?.id ?? '' });
  expect(await device.call('say', { ref: REF, kind: 'agree' })).toMatchObject({
    ok: false,
    error: {
      message:
        'Ada Gone is no longer in the workbook. Ask whoever leads to send this device away, and join as a guest.',
    },
  });
});

test('a device that comes back keeps its place; another of the same name takes it only when it is let in', async () => {
  const { call, state, enter, join, workbook } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  await ben.value('say', { ref: REF, kind: 'agree' });
  await ben.follow();
  await vi.waitFor(async () => expect((await state())?.seats[0]?.here).toBe(true));
  ben.stop();
  await vi.waitFor(async () => expect((await state())?.seats[0]?.here).toBe(false));
  expect(await ben.value<RoomView>('view')).toMatchObject({ state: 'in', showing: { own: [{ number: 1 }] } });

  const other = await join({ person: 'ben-ode' });
  expect((await state())?.seats[1]).toMatchObject({ instead: true, state: 'waiting' });
  expect(await ben.value<RoomView>('view')).toMatchObject({ state: 'in' });
  await call('room.admit', { workbook, seat: (await state())?.seats[1]?.id ?? '' });
  expect((await ben.post('/call/view', {})).status).toBe(401);
  expect(await other.value<RoomView>('view')).toMatchObject({ showing: { own: [{ number: 1 }] } });
  expect((await state())?.seats).toHaveLength(1);
});

test.each([
  ['the room', 'room.close'],
  ['the meeting', 'workshop.end'],
  ['the workbook', 'app.close'],
] as const)('closing %s ends every session at once', async (_what, how) => {
  const { call, enter, workbook, room } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await ben.follow();
  const named = { 'room.close': { workbook }, 'workshop.end': {}, 'app.close': { id: workbook } };
  await call(how, named[how] as never);
  await vi.waitFor(() => expect(ben.over).toBe(true));
  await vi.waitFor(() => expect(send(room.url, 'GET', '/')).rejects.toThrow(/ECONNREFUSED|hang up|reset/i));
});

test('that the room is over reaches every page, also behind what it was sent in the same turn', async () => {
  const { call, enter, workbook } = await openTestRoom();
  const devices = [await enter({ person: 'ben-ode' }), await enter({ guest: 'Ida' })];
  for (const device of devices) await device.follow();
  await call('room.show', { workbook, ref: REF });
  // What is shown is sent in 25 ms: with the loop held up meanwhile, that and the end are due at once.
  const ended = new Promise((resolve) => setTimeout(() => resolve(call('workshop.end', {})), 25));
  const due = performance.now() + 50;
  while (performance.now() < due);
  await ended;
  await vi.waitFor(() => expect(devices.map(({ over }) => over)).toEqual([true, true]));
  expect(devices.map(({ toldOver }) => toldOver)).toEqual([true, true]);
});

test('a meeting without names tells nobody who said what, and a voice counts once all the same', async () => {
  const { call, enter, workbook } = await openTestRoom({ anonymous: true });
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  await ben.value('say', { ref: REF, kind: 'agree' });
  const duty = await ben.value<RoomDuty>('say', { ref: REF, kind: 'object', text: 'No.' });
  expect(duty).toMatchObject({ tally: '1 objects', own: [{ kind: 'object' }] });
  expect((await call('proposals.list', {})).map(({ by, outcome }) => [by, outcome])).toEqual([
    [null, 'open'],
    [null, 'withdrawn'],
  ]);
  const { lines } = await call('history.list', {});
  expect(lines.filter(({ what }) => /agrees|objects/.test(what)).map(({ who }) => who)).toEqual([null, null]);
});

test('hands go up and down, and somebody can be sent away', async () => {
  const { call, state, enter, workbook } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await ben.value('hand', { up: true });
  const seat = (await state())?.seats[0];
  expect(seat).toMatchObject({ hand: true });
  await call('room.lowerHand', { workbook, seat: seat?.id ?? '' });
  expect(await ben.value<RoomView>('view')).toMatchObject({ hand: false });
  await call('room.refuse', { workbook, seat: seat?.id ?? '' });
  expect((await ben.post('/call/view', {})).status).toBe(401);
  expect((await state())?.seats).toEqual([]);
});

test('a file is held until it is taken as evidence, under the name of whoever brought it, and gone with the room', async () => {
  const { call, run, enter, workbook, folder } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  const offer = (name: string, content: string, ref = REF) => ben.offer(ref, name, content);
  expect(await offer('restore plan.txt', 'Every first Monday.')).toMatchObject({
    ok: true,
    value: { own: [{ kind: 'file', said: 'offer a file: restore plan.txt', outcome: 'open' }] },
  });
  expect(await call('evidence.list', {})).toEqual([]);
  const held = () =>
    readdirSync(join(folder, 'data'), { recursive: true, encoding: 'utf8' }).filter((each) =>
      each.endsWith('.txt'),
    );
  expect(held()).toHaveLength(1);
  await expect(call('proposals.take', { number: 1 })).rejects.toThrow(/taken as evidence/);
  expect(await run('proposals.takeFile', { number: 1 })).toMatchObject({
    title: 'restore plan',
    fileName: 'restore plan.txt',
    collectedBy: 'Ben Ode',
    links: [REF],
  });
  expect((await call('proposals.list', {}))[0]).toMatchObject({ outcome: 'taken', settledBy: 'Lea Lang' });
  const { lines } = await call('history.list', {});
  expect(lines[0]).toMatchObject({ way: 'proposal', from: 'Ben Ode' });

  // A name leads nowhere, what is not shown takes none, and nobody fills the disk.
  expect(await offer('../../etc/pass\u202ewd', 'x')).toMatchObject({ ok: true });
  expect((await call('proposals.list', {}))[0]?.text).not.toMatch(/[/\\]|\u202e/);
  expect(await offer('x.txt', 'x', OTHER)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  for (let n = 0; n < 4; n += 1) expect((await offer(`${n}.txt`, 'x')).ok).toBe(true);
  expect(await offer('more.txt', 'x')).toMatchObject({ ok: false, error: { code: 'RULE_VIOLATION' } });
  await call('proposals.decline', { number: 2 });
  expect((await offer('more.txt', 'x')).ok).toBe(true);
  await call('room.close', { workbook });
  expect(held()).toEqual([]);
  await expect(run('proposals.takeFile', { number: 3 })).rejects.toThrow(/only while the room is open/);
});
