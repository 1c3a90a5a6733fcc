import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { BackupFolder, BackupList, RecentWorkbook } from '../../main/contract/app.ts';
import type { Failure } from '../../main/contract/errors.ts';
import type { WorkbookInfo } from '../../main/contract/workbook.ts';
import { takePlace } from '../../main/services/exchange/take-place.ts';
import { backupFolder, listBackups } from '../../main/workbook/backups/list.ts';
import { restoreBackup } from '../../main/workbook/backups/restore.ts';
import { readHead } from '../../main/workbook/change-log.ts';
import { connect } from '../../main/workbook/connection.ts';
import { readOtherWorkbook } from '../../main/workbook/read-other.ts';
import { settableClock } from '../support/clock.ts';
import { callers, openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';
import { unpackStored } from '../support/stored-workbooks.ts';

type Core = ReturnType<typeof startCore>['core'];
async function ask<T>(core: Core, name: string, input: unknown): Promise<T> {
  const reply = await core.dispatch({ name, input }, 'test');
  if (!reply.ok) throw Object.assign(new Error(reply.error.message), reply.error);
  return reply.value as T;
}
const rowsOf = (path: string): number => {
  const db = connect(path, { readonly: true });
  try {
    return db.get<{ n: number }>('SELECT count(*) AS n FROM service_in_use')?.n ?? 0;
  } finally {
    db.close();
  }
};

test('a sitting that changed something leaves a copy of what it ended with, one that changed nothing leaves none', async () => {
  const clock = settableClock('2026-11-23T08:00:00.000Z');
  const first = await openTestWorkbook({ clock });
  await first.call('services.add', { services: [{ catalogueId: 's3' }] });
  await first.core.close();
  const backups = join(first.folder, 'data', 'backups');
  const kinds = () =>
    listBackups(backups, first.path).map((copy) => `${copy.stamp.slice(8, 10)} ${copy.kind}`);
  expect(kinds()).toEqual(['23 sitting', '23 opening']);
  const [newest] = listBackups(backups, first.path);
  expect(rowsOf(newest?.path ?? '')).toBe(1);
  expect(statSync(newest?.path ?? '').mode & 0o777).toBe(0o600);
  expect(statSync(dirname(newest?.path ?? '')).mode & 0o777).toBe(0o700);
  // Closed properly: no page of it waits in a log that is not there.
  expect(readFileSync(newest?.path ?? '').subarray(18, 20)).toEqual(Buffer.from([1, 1]));
  clock.at = '2026-11-24T08:00:00.000Z';
  const second = startCore(first.folder, { clock });
  await second.core.openPath(first.path);
  await second.core.close();
  expect(kinds()).toEqual(['23 sitting', '23 opening']);
  clock.at = '2026-11-25T08:00:00.000Z';
  const third = startCore(first.folder, { clock });
  const { id } = await third.core.openPath(first.path);
  await callers(third.core, id).call('services.add', { services: [{ catalogueId: 'rds' }] });
  await third.core.close();
  expect(kinds()).toEqual(['25 sitting', '23 sitting', '23 opening']);
});

test('a damaged workbook comes back from its newest copy beside itself, with all of the last sitting', async () => {
  const first = await openTestWorkbook({ clock: settableClock('2026-11-25T08:00:00.000Z') });
  await first.call('services.add', { services: [{ catalogueId: 's3' }] });
  await first.core.close();
  truncateSync(first.path, 20_000);
  const { core } = startCore(first.folder);
  await expect(core.openPath(first.path)).rejects.toMatchObject({ code: 'WORKBOOK_DAMAGED' });
  const [recent] = await ask<RecentWorkbook[]>(core, 'app.recent', {});
  const { backups, promise } = await ask<BackupList>(core, 'app.backups', { recent: recent?.id });
  expect(backups.map(({ kind, rev, at }) => [kind, rev, at])).toEqual([
    ['sitting', 2, '2026-11-25T08:00:00Z'],
    ['opening', 1, '2026-11-25T08:00:00Z'],
  ]);
  expect(promise).toContain('14 days');
  const restored = await ask<WorkbookInfo>(core, 'app.restoreBackup', {
    recent: recent?.id,
    id: backups[0]?.id,
  });
  expect(restored.fileName).toBe(`${basename(first.path, '.demarc')} (backup 2026-11-25).demarc`);
  expect((await callers(core, restored.id).call('services.list', {})).map((entry) => entry.ref)).toEqual([
    's3',
  ]);
  await core.close();
});

test('a command makes a copy at its end, and a script of them one in ten minutes', async () => {
  const clock = settableClock('2026-11-25T08:00:00.000Z');
  const first = await openTestWorkbook({ clock });
  await first.core.close();
  const backups = join(first.folder, 'data', 'backups');
  const command = async (seconds: number) => {
    clock.at = new Date(Date.UTC(2026, 10, 25, 9, 0, seconds)).toISOString();
    const { core } = startCore(first.folder, { clock });
    const { id } = await core.openPath(first.path, { brief: true });
    await callers(core, id).call('services.add', { services: [{ catalogueId: 's3' }] });
    await core.close();
  };
  for (let n = 0; n < 12; n += 1) await command(n * 60);
  const sittings = listBackups(backups, first.path).filter((copy) => copy.kind === 'sitting');
  expect(sittings.map((copy) => copy.stamp.slice(11, 16))).toEqual(['09-10', '09-00']);
});

test('after a crash, the next opening first copies what no copy holds', async () => {
  const { folder, path, call, core } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 's3' }] });
  // What a kill leaves: the file and its log as they stand, and half a copy of a process that is gone.
  const copy = join(folder, 'copy');
  mkdirSync(copy);
  const crashed = join(copy, 'acme.demarc');
  copyFileSync(path, crashed);
  copyFileSync(`${path}-wal`, `${crashed}-wal`);
  await core.close();
  const data = join(copy, 'data', 'backups');
  const saved = backupFolder(data, crashed);
  mkdirSync(saved, { recursive: true });
  const again = startCore(copy);
  await again.core.openPath(crashed);
  await again.core.close();
  const copies = listBackups(data, crashed);
  expect(copies.map(({ kind }) => kind)).toEqual(['opening']);
  expect(rowsOf(copies[0]?.path ?? '')).toBe(1);
});

test('before a merge the replaced file is kept beside the copies of the days, and takes no second place on the disk', async () => {
  const first = await openTestWorkbook();
  await first.call('services.add', { services: [{ catalogueId: 's3' }] });
  await first.core.close();
  const places = first.core.backups.places();
  const { hash: head } = readOtherWorkbook(first.path, 'acme', readHead);
  for (let n = 0; n < 12; n += 1) {
    const finished = join(first.folder, 'finished.demarc');
    copyFileSync(first.path, finished);
    takePlace(finished, first.path, { head, backups: places, now: `2026-11-26T09:00:0${n % 3}.000Z` });
  }
  const copies = listBackups(places, first.path);
  expect(copies.filter(({ kind }) => kind === 'merge')).toHaveLength(11);
  expect(copies.filter(({ kind }) => kind !== 'merge').map(({ kind }) => kind)).toEqual([
    'sitting',
    'opening',
  ]);
  expect(
    new Set(copies.filter(({ kind }) => kind !== 'opening').map(({ path }) => statSync(path).ino)).size,
  ).toBe(1);
});

test('a folder of one’s own choice takes the copies; while it is not there, they go to our own, and are found in both', async () => {
  const folder = temporaryFolder();
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  const notices: string[] = [];
  const path = join(folder, 'acme.demarc');
  const start = () => startCore(folder, { onNotice: (sentence) => void notices.push(sentence) }).core;
  const add = async (core: Core, catalogueId: string) => {
    const { id } = await core.openPath(path);
    await callers(core, id).call('services.add', { services: [{ catalogueId }] });
    await core.close();
  };
  const first = start();
  expect(() => first.backups.choose(join(folder, 'nowhere'))).toThrow(
    /not a folder in which files can be written/,
  );
  const { handle } = first.files.registerTarget(disk);
  expect(await ask<BackupFolder>(first, 'app.chooseBackupFolder', { folder: handle })).toEqual({
    folder: disk,
    chosen: 'setting',
    instead: null,
  });
  await first.createAt(path, { title: 'Acme', organisation: 'Acme' });
  await add(first, 's3');
  expect(readdirSync(backupFolder(disk, path))).toHaveLength(2);
  renameSync(disk, `${disk}-unplugged`);
  const second = start();
  await add(second, 'rds');
  expect(notices).toEqual([
    `The folder for backups, ${disk}, is not there or cannot be written. Until it is back, copies are kept in ${join(folder, 'data', 'backups')}.`,
  ]);
  expect(existsSync(disk)).toBe(false);
  renameSync(`${disk}-unplugged`, disk);
  const third = start();
  expect(
    listBackups(third.backups.places(), path)
      .map((copy) => copy.rev)
      .sort(),
  ).toEqual([1, 2, 2, 3]);
  third.backups.choose(null);
  expect(listBackups(third.backups.places(), path)).toHaveLength(4);
  // Taking it off the list removes them only when that is asked for.
  const [recent] = await ask<RecentWorkbook[]>(third, 'app.recent', {});
  expect(await ask(third, 'app.forget', { id: recent?.id, removeBackups: true })).toEqual({ removed: 4 });
  expect(existsSync(path)).toBe(true);
  expect(listBackups(third.backups.places(), path)).toEqual([]);
  await third.close();
});

test('a restored copy is looked over before it gets its name, and never written over anything', async () => {
  const first = await openTestWorkbook();
  await first.call('services.add', { services: [{ catalogueId: 's3' }] });
  await first.core.close();
  const [newest] = listBackups(first.core.backups.places(), first.path);
  if (!newest) throw new Error('there is no backup');
  const out = join(first.folder, 'out.demarc');
  expect(restoreBackup(newest, first.path, out)).toBe(out);
  expect(() => restoreBackup(newest, first.path, out)).toThrow(
    /out\.demarc exists already and was left untouched/,
  );
  const bytes = readFileSync(newest.path);
  bytes.fill(0xff, 8192, 20_000);
  chmodSync(newest.path, 0o600);
  writeFileSync(newest.path, bytes);
  expect(() => restoreBackup(newest, first.path)).toThrow(/The backup .* is damaged.*choose another one/s);
  expect(readdirSync(first.folder).sort()).toEqual(['acme.demarc', 'data', 'out.demarc']);
});

test('a workbook of an older schema is brought up to date only when that is wanted, and says which program reads it then', async () => {
  const folder = temporaryFolder();
  const path = unpackStored(20, join(folder, 'harbour.demarc'));
  const before = readFileSync(path);
  const notices: string[] = [];
  const { core } = startCore(folder, { onNotice: (sentence) => void notices.push(sentence) });
  const { handle } = core.files.registerSource(path);
  const refused = (await core.dispatch({ name: 'app.open', input: { file: handle } }, 'test')) as unknown as {
    error: Failure;
  };
  expect(refused.error.code).toBe('WORKBOOK_OLDER');
  expect(refused.error.message).toMatch(
    /^harbour\.demarc was written by Demarc 0\.1\.0 \(schema 20\)\. It is brought to schema \d+; after that, Demarc \d+\.\d+\.\d+ or newer is needed to read it\. A copy of it as it is now is kept in /,
  );
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(listBackups(core.backups.places(), path)).toEqual([]);
  const read = await ask<WorkbookInfo>(core, 'app.open', { file: handle, older: 'read' });
  expect(read.readOnly).toBe(true);
  await ask(core, 'app.close', { id: read.id });
  expect(readFileSync(path).equals(before)).toBe(true);
  const updated = await ask<WorkbookInfo>(core, 'app.open', { file: handle, older: 'update' });
  expect(notices).toEqual([refused.error.message]);
  const { call } = callers(core, updated.id);
  const [last] = await call('workbook.changes', { limit: 1 });
  expect(last?.summary).toMatch(/^Written by Demarc \d+\.\d+\.\d+ from here on; by 0\.1\.0 before$/);
  await call('services.add', { services: [{ catalogueId: 'lambda' }] });
  expect(await call('workbook.undo', {})).toMatchObject({ undone: expect.stringMatching(/Lambda/) });
  await core.close();
  const db = connect(path, { readonly: true });
  expect(db.get('SELECT app_version FROM workbook')).not.toEqual({ app_version: '0.1.0' });
  db.close();
  const kept = listBackups(core.backups.places(), path);
  expect(kept.find(({ kind }) => kind === 'migration')).toMatchObject({ schema: 20 });
});

test('what a crash left beside an older workbook is in the copy that is made before its update', async () => {
  const folder = temporaryFolder();
  const path = unpackStored(30, join(folder, 'harbour.demarc'));
  const writer = connect(path, { readonly: false });
  writer.raw.pragma('journal_mode = WAL');
  writer.raw.exec(
    `UPDATE position SET ref = 'orders/late'; INSERT OR REPLACE INTO position (id, ref) VALUES (1, 'orders/late')`,
  );
  copyFileSync(path, join(folder, 'crashed.demarc'));
  copyFileSync(`${path}-wal`, join(folder, 'crashed.demarc-wal'));
  writer.close();
  const { core } = startCore(folder);
  await core.openPath(join(folder, 'crashed.demarc'));
  await core.close();
  const [kept] = listBackups(core.backups.places(), join(folder, 'crashed.demarc')).filter(
    ({ kind }) => kind === 'migration',
  );
  const db = connect(kept?.path ?? '', { readonly: true });
  expect(db.get('SELECT ref FROM position')).toEqual({ ref: 'orders/late' });
  db.close();
});
