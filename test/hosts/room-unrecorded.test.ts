import { readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { Reply } from '../../main/contract/methods/method.ts';
import { openTestRoom } from '../support/room.ts';

const REF = 'orders-db/restore-testing';
const AGREES = { ref: REF, kind: 'agree' };

/** What a participant is told of what is wrong on another's machine: the same of everything, without a name of a file. */
function expectNothingTold(reply: Reply, code: string): void {
  expect(reply).toEqual({
    ok: false,
    error: { code, message: expect.stringMatching(/^Something is wrong on the computer of whoever leads, /) },
  });
}

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
  expectNothingTold(await ben.call('say', AGREES), 'WORKBOOK_LOCKED');
  expect((await state())?.unrecorded).toMatch(/^acme\.demarc is in use by another program\. .*try again\.$/);
  // Whom the meeting cannot note is not let in, and that is said in words as well.
  const tom = (await state())?.seats.find(({ name }) => name === 'Tom')?.id ?? '';
  await expect(call('room.admit', { workbook, seat: tom })).rejects.toThrow(/is in use by another program/);
  expect((await state())?.seats.find(({ id }) => id === tom)?.state).toBe('waiting');
  // A hand is no record, so it tells nothing of how the next one will go.
  await ben.value('hand', { up: true });
  expect((await state())?.unrecorded).not.toBeNull();
  letGo();

  // What the participant asked wrongly is told to them.
  expect(await ben.call('say', { ...AGREES, ref: 'pictures/restore-testing' })).toMatchObject({
    error: { code: 'NOT_FOUND', message: expect.stringContaining('Wait until it is shown') },
  });
  await ben.value('say', AGREES);
  expect((await state())?.unrecorded).toBeNull();
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
  expectNothingTold(await ben.call('say', AGREES), 'WORKBOOK_GONE');
  expect((await state())?.unrecorded).toContain(`(${path})`);
  expectNothingTold(await ben.call('say', AGREES), 'WORKBOOK_GONE');
});

test('a file for which there is no place on the machine of whoever leads is told in the same way', async () => {
  const { call, enter, workbook, state, folder } = await openTestRoom();
  const ben = await enter({ person: 'ben-ode' });
  await call('room.show', { workbook, ref: REF });
  expect(await ben.offer(REF, 'drill.txt', 'Tested.')).toMatchObject({ ok: true });
  // Each has a folder of its own, by its number.
  const [uploads = ''] = readdirSync(join(folder, 'data')).filter((name) => name.startsWith('uploads-'));
  writeFileSync(join(folder, 'data', uploads, '2'), 'in the way');
  expectNothingTold(await ben.offer(REF, 'minutes.txt', 'Written.'), 'READ_ONLY');
  expect((await state())?.unrecorded).toMatch(/^Nothing can be written in .*a file lies in its place/);
  expect(await ben.offer(REF, 'minutes.txt', 'Written.')).toMatchObject({ ok: true });
  expect((await state())?.unrecorded).toBeNull();
  // Whoever cleans up takes the folder away: the next file has one again.
  rmSync(join(folder, 'data', uploads), { recursive: true });
  expect(await ben.offer(REF, 'plan.txt', 'Planned.')).toMatchObject({ ok: true });
  expect((await state())?.unrecorded).toBeNull();
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
