import {
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Reply } from '../../main/contract/methods/method.ts';
import { openTestRoom } from '../support/room.ts';

const REF = 'orders-db/restore-testing';
const AGREES = { ref: REF, kind: 'agree' };

/** What a participant is told of what is wrong on another's machine: the same of everything, without a name of a file. */
function expectNothingTold(reply: Reply, so = 'this may not be recorded'): void {
  const message = `Something is wrong on the computer of whoever leads, so ${so}. Tell them: their Workshop screen says why.`;
  expect(reply).toEqual({ ok: false, error: { code: 'UNEXPECTED', message } });
}
const NOT_SHOWN = 'the room cannot show this now';

/** Somebody else writes into the workbook, past the lock, and does not come to an end until what is given back is called. */
function heldByAnother(path: string): () => void {
  const other = new Database(path);
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  return () => other.exec('ROLLBACK');
}

test('what cannot be recorded is told to whoever leads in words, and to no device why', async () => {
  const { call, enter, join: joinAs, workbook, state, path, log } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await joinAs({ guest: 'Tom' });
  await call('room.show', { workbook, ref: REF });

  const letGo = heldByAnother(path);
  expectNothingTold(await ben.call('say', AGREES));
  expect((await state())?.wrong).toMatch(/^acme\.demarc is in use by another program\. .*try again\.$/);
  // Whom the meeting cannot note is not let in, and that is said in words as well.
  const tom = (await state())?.seats.find(({ name }) => name === 'Tom')?.id ?? '';
  await expect(call('room.admit', { workbook, seat: tom })).rejects.toThrow(/is in use by another program/);
  expect((await state())?.seats.find(({ id }) => id === tom)?.state).toBe('waiting');
  // A hand is no record, so it tells nothing of how the next one will go.
  await ben.value('hand', { up: true });
  expect((await state())?.wrong).not.toBeNull();
  letGo();

  // What the participant asked wrongly is told to them.
  expect(await ben.call('say', { ...AGREES, ref: 'pictures/restore-testing' })).toMatchObject({
    error: { code: 'NOT_FOUND', message: expect.stringContaining('Wait until it is shown') },
  });
  await ben.value('say', AGREES);
  expect((await state())?.wrong).toBeNull();
  await call('room.admit', { workbook, seat: tom });
  expect((await call('workshop.meetings', {}))[0]?.attendees.map(({ name }) => name)).toEqual([
    'Ben Ode',
    'Tom',
  ]);
  expect(await call('proposals.list', { ref: REF })).toHaveLength(1);
  expect(log.entries.filter(({ level }) => level === 'error')).toEqual([]);
});

test('where the workbook of a room goes away, no device hears of its place', async () => {
  const { call, enter, workbook, state, path, folder } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  renameSync(path, join(folder, 'moved.demarc'));
  expectNothingTold(await ben.call('say', AGREES));
  expect((await state())?.wrong).toContain(`(${path})`);
  expectNothingTold(await ben.call('say', AGREES));
});

test('a file for which there is no place on the machine of whoever leads is told in the same way', async () => {
  const { call, enter, workbook, state, folder } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  expect(await ben.offer(REF, 'drill.txt', 'Tested.')).toMatchObject({ ok: true });
  // Each has a folder of its own, by its number.
  const [uploads = ''] = readdirSync(join(folder, 'data')).filter((name) => name.startsWith('uploads-'));
  writeFileSync(join(folder, 'data', uploads, '2'), 'in the way');
  expectNothingTold(await ben.offer(REF, 'minutes.txt', 'Written.'));
  expect((await state())?.wrong).toMatch(/^Nothing can be written in .*a file lies in its place/);
  expect(await ben.offer(REF, 'minutes.txt', 'Written.')).toMatchObject({ ok: true });
  expect((await state())?.wrong).toBeNull();
  // Whoever cleans up takes the folder away: the next file has one again.
  rmSync(join(folder, 'data', uploads), { recursive: true });
  expect(await ben.offer(REF, 'plan.txt', 'Planned.')).toMatchObject({ ok: true });
  expect((await state())?.wrong).toBeNull();
});

test('a room ends, and its door with it, where a file that it holds cannot be removed', async () => {
  const { call, enter, join: joinAs, workbook, state, folder } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  expect(await ben.offer(REF, 'drill.txt', 'Tested.')).toMatchObject({ ok: true });
  const data = join(folder, 'data');
  const uploads = join(data, readdirSync(data).find((name) => name.startsWith('uploads-')) ?? '');
  renameSync(uploads, `${uploads}-away`);
  // A link to itself leads nowhere, so that nothing behind it can be reached, nor removed.
  symlinkSync(uploads, uploads);
  expect(() => rmSync(join(uploads, '1'), { recursive: true, force: true })).toThrow();
  await call('room.close', { workbook });
  expect(await state()).toBeNull();
  await expect(joinAs({ guest: 'Tom' })).rejects.toThrow('ECONNREFUSED');
});

/** Something writes over the workbook and the log beside it, and no copy is left that would bring it back. */
function writeOver({ path, folder }: { readonly path: string; readonly folder: string }): void {
  rmSync(join(folder, 'data', 'backups'), { recursive: true });
  for (const file of [path, `${path}-wal`]) writeFileSync(file, 'nothing of it '.repeat(9000));
}

test('once a workbook is lost no device is told anything of it, and whoever leads reads what happened', async () => {
  const opened = await openTestRoom();
  const { call, enter, join: joinAs, workbook, state, room, path } = opened;
  const ben = await enter({ person: 'ben-ode' });
  const ida = await joinAs({ guest: 'Ida' });
  await call('room.show', { workbook, ref: REF });
  const waiting = (await state())?.seats.find(({ name }) => name === 'Ida')?.id ?? '';
  expect(await ben.follow()).toBe(200);
  await vi.waitFor(() => expect(ben.views.at(-1)?.showing?.ref).toBe(REF));
  const [{ length }] = [ben.views];
  writeOver(opened);
  // Whoever leads meets it first, and all that is open in the program is then read from what is left: here nothing.
  await expect(call('people.add', { name: 'Nobody' })).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });

  for (const [method, input] of [
    ['view', {}],
    ['mine', {}],
    ['duty', { ref: REF }],
  ] as const)
    expectNothingTold(await ben.call(method, input), NOT_SHOWN);
  expectNothingTold(await ida.call('view'), NOT_SHOWN);
  expectNothingTold(await ben.call('say', AGREES));
  expectNothingTold(await ben.offer(REF, 'drill.txt', 'Tested.'));
  for (const [path, body] of [
    ['/door', { code: room.code }],
    ['/join', { code: room.code, as: { person: 'zoe-muller' } }],
  ] as const)
    expectNothingTold(JSON.parse((await ben.post(path, body)).text), NOT_SHOWN);
  await expect(call('room.admit', { workbook, seat: waiting })).rejects.toMatchObject({
    code: 'WORKBOOK_GONE',
  });
  // The page that follows hears of it, and shows nothing else.
  await vi.waitFor(() => expect(ben.wrongs).toHaveLength(1));
  expect(ben.wrongs[0]).toContain(NOT_SHOWN);
  expect(ben.views).toHaveLength(length);
  ben.stop();
  const wrong = (await state())?.wrong;
  expect(wrong).toContain(`Something wrote over ${path}`);
  expect(wrong).toContain('Nothing more is recorded here');
});

test('a file that is written over is looked at before a device reads of it, and what was saved is named', async () => {
  const opened = await openTestRoom();
  const { call, enter, workbook, state, path } = opened;
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  for (const file of [path, `${path}-wal`]) writeFileSync(file, 'nothing of it '.repeat(9000));
  expectNothingTold(await ben.call('say', AGREES));
  expect((await state())?.wrong).toMatch(
    /All that was recorded here was saved as .*acme \(rescued .*\)\.demarc/,
  );
});

test('each thing that is wrong is told until the same goes well again, and what became of the file before all others', async () => {
  const { call, enter, workbook, state, path, folder } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  const wrong = async () => (await state())?.wrong;
  expect(await ben.offer(REF, 'drill.txt', 'Tested.')).toMatchObject({ ok: true });
  const data = join(folder, 'data');
  const uploads = join(data, readdirSync(data).find((name) => name.startsWith('uploads-')) ?? '');
  writeFileSync(join(uploads, '2'), 'in the way');
  expectNothingTold(await ben.offer(REF, 'minutes.txt', 'Written.'));
  const letGo = heldByAnother(path);
  expectNothingTold(await ben.call('say', AGREES));
  expect(await wrong()).toMatch(/^acme\.demarc is in use by another program\. .* Nothing can be written in /);
  letGo();
  // Whoever leads records: the workbook takes it, which says nothing of the disk for files.
  await call('people.add', { name: 'Late Comer' });
  expect(await wrong()).toMatch(/^Nothing can be written in /);
  await ben.value('say', AGREES);
  expect(await wrong()).toMatch(/^Nothing can be written in /);
  renameSync(path, join(folder, 'moved.demarc'));
  expectNothingTold(await ben.call('view'), NOT_SHOWN);
  expect(await wrong()).toMatch(/^acme\.demarc is no longer where it was/);
});

test('a file that somebody took away is asked for again, without a word of where it lay', async () => {
  const { call, run, enter, workbook, folder } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  expect(await ben.offer(REF, 'drill.txt', 'Tested.')).toMatchObject({ ok: true });
  for (const name of readdirSync(join(folder, 'data')).filter((each) => each.startsWith('uploads-')))
    rmSync(join(folder, 'data', name), { recursive: true });
  await expect(run('proposals.takeFile', { number: 1 })).rejects.toThrow(
    /^There is no file of proposal 1 any more\. It is held only while the room is open\./,
  );
});

test('what was wrong and is over stays readable for whoever is asked about it', async () => {
  const { call, enter, workbook, state, path } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  const ida = await enter({ guest: 'Ida' });
  await call('room.show', { workbook, ref: REF });
  await ben.value('say', AGREES);
  const letGo = heldByAnother(path);
  expectNothingTold(await ida.call('say', AGREES));
  expect((await state())?.wasWrong).toBeNull();
  letGo();
  // Said already: nothing is written, and all is well.
  await ben.value('say', AGREES);
  expect(await state()).toMatchObject({
    wrong: null,
    wasWrong: { words: expect.stringContaining('is in use by another program') },
  });
});

test('without a log ahead of it, a workbook that another program holds is refused at once and is not taken for lost', async () => {
  const { call, enter, join: joinAs, workbook, state, path } = await openTestRoom({ brief: true });
  const tom = await joinAs({ guest: 'Tom' });
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  utimesSync(path, new Date(), new Date(Date.now() - 60_000));
  const other = new Database(path);
  onTestFinished(() => void other.close());
  other.exec('BEGIN EXCLUSIVE');
  for (const device of [ben, tom]) expectNothingTold(await device.call('view'), NOT_SHOWN);
  expectNothingTold(await ben.call('say', AGREES));
  await expect(call('people.add', { name: 'Late Comer' })).rejects.toMatchObject({ code: 'WORKBOOK_LOCKED' });
  expect((await state())?.wrong).toMatch(/^acme\.demarc is in use by another program\./);
  other.exec('ROLLBACK');
  await ben.value('view');
  await ben.value('say', AGREES);
  expect((await state())?.wrong).toBeNull();
});

test('closed while whoever writes over it holds it, a workbook without a log is saved elsewhere, and that is told', {
  tags: 'long',
}, async () => {
  const { call, workbook, path, folder } = await openTestRoom({ brief: true });
  const older = readFileSync(path);
  await call('people.add', { name: 'Late Comer' });
  const other = new Database(path);
  onTestFinished(() => void other.close());
  other.exec('BEGIN EXCLUSIVE');
  writeFileSync(path, older, { flag: 'r+' });
  await expect(call('app.close', { id: workbook })).rejects.toMatchObject({ code: 'WORKBOOK_GONE' });
  expect(readdirSync(folder).filter((name) => name.startsWith('acme (rescued'))).toHaveLength(1);
});
