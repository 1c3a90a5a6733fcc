import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openWorkbook } from '../../main/workbook/open.ts';
import { readOtherWorkbook } from '../../main/workbook/read-other.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';

const COPIED = /copied while it was open.*answers.*may be missing.*Save a copy/;
const options = (folder: string) => ({
  who: null,
  backups: join(folder, 'backups'),
  now: '2026-11-25T10:00:00.000Z',
});

/** An open workbook with an answer that is only in the log beside it yet. */
async function open() {
  const made = await openTestWorkbook();
  await made.call('services.add', { services: [{ catalogueId: 's3', label: 'late' }] });
  const away = join(made.folder, 'away');
  mkdirSync(away);
  return { ...made, away, copy: join(away, 'acme.demarc') };
}

test('a copy of an open workbook says so when it is opened, and verification does not call it sound', async () => {
  const made = await open();
  copyFileSync(made.path, made.copy);
  const before = readFileSync(made.copy);
  const { core } = startCore(made.folder);
  const reading = await core.openPath(made.copy, { readOnly: true });
  expect(reading.notices).toEqual([expect.stringMatching(COPIED)]);
  expect(await callers(core, reading.id).run('workbook.verify', {})).toMatchObject({
    ok: false,
    problems: [expect.stringMatching(COPIED)],
  });
  await core.close();
  expect(readFileSync(made.copy).equals(before)).toBe(true);
  expect(readdirSync(made.away)).toEqual(['acme.demarc']);

  const { core: second } = startCore(made.folder);
  const writing = await second.openPath(made.copy);
  expect(writing).toMatchObject({ readOnly: false, notices: [expect.stringMatching(COPIED)] });
  await second.close();
  expect(readdirSync(made.away)).toEqual(['acme.demarc']);
});

test('a copy of an open workbook says so when it is merged or compared', async () => {
  const made = await open();
  copyFileSync(made.path, made.copy);
  const { handle } = made.core.files.registerSource(made.copy);
  expect(await made.run('merge.preview', { file: handle })).toMatchObject({
    notices: [expect.stringMatching(COPIED)],
  });
  expect(await made.call('snapshots.compare', { from: { file: handle }, to: 'now' })).toMatchObject({
    from: { notices: [expect.stringMatching(COPIED)] },
    to: { notices: [] },
  });
  expect(readOtherWorkbook(made.copy, 'copy', (db) => db.all('SELECT id FROM party'))).toHaveLength(2);
  expect(readdirSync(made.away)).toEqual(['acme.demarc']);
});

test('neither the original, nor a copy of it that was closed or has its log beside it, says so', async () => {
  const made = await open();
  for (const end of ['', '-wal']) copyFileSync(`${made.path}${end}`, `${made.copy}${end}`);
  const whole = openWorkbook(made.copy, options(made.folder));
  expect(whole.notices).toEqual([]);
  expect(whole.connection.get('SELECT label FROM service_in_use')).toEqual({ label: 'late' });
  whole.close();
  // Another program reads the original while it is open.
  const beside = openWorkbook(made.path, { ...options(made.folder), readOnly: true });
  expect(beside).toMatchObject({ notices: [], heldBy: { pid: process.pid } });
  beside.close();
  await made.core.close();
  copyFileSync(made.path, made.copy);
  for (const readOnly of [true, false]) {
    const closed = openWorkbook(made.copy, { ...options(made.folder), readOnly });
    expect(closed.notices).toEqual([]);
    closed.close();
  }
});

test('one with a journal to play back is read from a copy that is in order, and keeps every byte', async () => {
  const made = await open();
  await made.core.close();
  const db = new Database(made.path);
  db.pragma('cache_size = 1');
  db.exec(`BEGIN IMMEDIATE; UPDATE workbook SET scope_note = hex(randomblob(100000));`);
  for (const end of ['', '-journal']) copyFileSync(`${made.path}${end}`, `${made.copy}${end}`);
  db.exec('ROLLBACK');
  db.close();
  const bytes = ['', '-journal'].map((end) => readFileSync(`${made.copy}${end}`));
  const reading = openWorkbook(made.copy, { ...options(made.folder), readOnly: true });
  expect(reading.connection.get('SELECT scope_note FROM workbook')).toEqual({ scope_note: null });
  reading.close();
  expect(['', '-journal'].map((end) => readFileSync(`${made.copy}${end}`))).toEqual(bytes);
  expect(existsSync(reading.readFrom)).toBe(false);
  writeFileSync(made.copy, bytes[0] ?? '');
});

test.each([{ readOnly: true }, { readOnly: false }])(
  'nor does one whose program was killed as it changed its way of writing (%o)',
  async ({ readOnly }) => {
    const made = await open();
    await made.core.close();
    const db = new Database(made.path);
    db.pragma('cache_size = 2');
    db.exec(
      'BEGIN; UPDATE service_in_use SET label = label || hex(randomblob(9000)); UPDATE workbook SET title = title || hex(randomblob(90000))',
    );
    for (const end of ['', '-journal']) copyFileSync(`${made.path}${end}`, `${made.copy}${end}`);
    db.close();
    // The first page says by now that there is a log, which is not begun yet, or is gone; what it said before is in the journal.
    const bytes = readFileSync(made.copy);
    bytes.set([2, 2], 18);
    writeFileSync(made.copy, bytes);
    const { core } = startCore(made.folder);
    const { id, notices } = await core.openPath(made.copy, { readOnly });
    expect(notices).toEqual([]);
    expect(await callers(core, id).run('workbook.verify', {})).toMatchObject({ ok: true, problems: [] });
    await core.close();
  },
);
