import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import { runRepair } from '../../main/jobs/repair-task.ts';
import { problemsOf } from '../support/alterations.ts';
import { callers, openTestWorkbook, startCore, type TestCore } from '../support/core.ts';
import { holding } from '../support/erasing.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';

// What is altered past Demarc is what a file of evidence is filed under: every byte of it is there.
const MISFILED: readonly [as: string, sql: string][] = [
  ['unfinished', 'UPDATE blob SET complete = 0'],
  ['another', `UPDATE blob SET sha256 = substr(sha256, 1, 63) || 'z'`],
  ['none', 'UPDATE blob SET sha256 = NULL'],
];
const TEXT = 'CANARY: it was restored.';
const REF = 'orders-db/restore-testing';

/** A workbook with one such file, opened again. */
async function opened(sql: string) {
  const made = await openTestWorkbook();
  await made.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  const file = join(made.folder, 'report.txt');
  writeFileSync(file, TEXT);
  await made.run('evidence.attachFile', { refs: [REF], file: made.core.files.registerSource(file).handle });
  await made.core.close();
  pastTheGuards(made.path, sql);
  const { core } = startCore(made.folder);
  const { id } = await core.openPath(made.path);
  const destroy = async (numbers: readonly number[]) => {
    const input = { workbook: id, numbers, remove: true };
    const reply = await core.dispatch({ name: 'erasure.destroy', input }, 'test');
    if (!reply.ok) throw new DemarcError(reply.error.code, reply.error.message);
    return core.awaitJob(reply.value as { job: string });
  };
  const attach = () =>
    callers(core, id).run('evidence.attachFile', {
      refs: [REF],
      file: core.files.registerSource(file).handle,
    });
  return { ...made, core, destroy, attach, list: () => callers(core, id).call('evidence.list', {}) };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Attaches a file for each of these texts; gives their hashes. */
async function withPieces({ core, call, run, folder }: TestCore, ...texts: readonly string[]) {
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  for (const text of texts) {
    const file = join(folder, 'report.txt');
    writeFileSync(file, text);
    await run('evidence.attachFile', { refs: [REF], file: core.files.registerSource(file).handle });
  }
  return texts.map(sha256);
}

const repaired = (path: string, target: string) =>
  runRepair(
    { kind: 'repair', path, name: 'acme.demarc', target, at: '2026-11-26T10:00:00.000Z', who: 'Ann' },
    { signal: new AbortController().signal, progress: () => undefined },
  );

test.each(MISFILED)('a file filed as %s is whole again once it is attached anew', async (_as, sql) => {
  const { core, path, attach } = await opened(sql);
  await attach();
  await core.close();
  expect(await problemsOf(path)).toBeNull();
});

test.each(MISFILED)('what is destroyed is gone, also where it was filed as %s', async (_as, sql) => {
  const { core, folder, attach, destroy, list } = await opened(sql);
  await expect(destroy([1])).rejects.toThrow(
    /content is missing from the workbook.*repair the workbook first/,
  );
  expect(await list()).toHaveLength(1);
  await attach();
  await expect(destroy([1])).rejects.toThrow(/The content of E-1 .* is that of E-2 .* as well/);
  expect(await list()).toHaveLength(2);
  await destroy([1, 2]);
  await core.close();
  expect(holding(folder, 'CANARY').filter((path) => basename(path) !== 'report.txt')).toEqual([]);
});

test.each(MISFILED)(
  'what was taken out of the register under a hold is kept where it is filed as %s',
  async (_as, sql) => {
    const made = await openTestWorkbook();
    await withPieces(made, TEXT);
    await made.call('erasure.hold', { number: 1, reason: 'Case 7' });
    await made.call('evidence.remove', { number: 1 });
    await made.core.close();
    pastTheGuards(made.path, sql);
    const { core } = startCore(made.folder);
    const { id } = await core.openPath(made.path);
    await callers(core, id).call('people.add', { name: 'Kim Doe' });
    await core.close();
    expect(readFileSync(made.path).includes(TEXT)).toBe(true);
    const target = join(made.folder, 'repaired.demarc');
    expect((await repaired(made.path, target)).lost).toEqual([]);
    const again = startCore(made.folder).core;
    const { id: repairedId } = await again.openPath(target);
    const { removed } = await callers(again, repairedId).call('erasure.removed', {});
    expect(removed).toMatchObject([{ number: 1, hold: 'Case 7' }]);
    await again.close();
  },
);

test.each([
  ['altered', `UPDATE blob_chunk SET bytes = CAST(replace(CAST(bytes AS TEXT), 'it', 'is') AS BLOB)`],
  ['said to be longer', 'UPDATE blob SET size = size + 1'],
  ['gone but for its name', 'DELETE FROM blob_chunk'],
  ['cut off at its beginning', 'UPDATE blob_chunk SET seq = 1'],
])('content that is %s is whole again once the file is attached anew', async (_how, sql) => {
  const { core, path, attach } = await opened(sql);
  await attach();
  await core.close();
  expect(await problemsOf(path)).toBeNull();
});

test('attaching a file takes nothing from another that is filed under its hash', async () => {
  const made = await openTestWorkbook();
  await withPieces(made, TEXT);
  await made.core.close();
  const other = 'Of another file.';
  pastTheGuards(made.path, `UPDATE blob SET sha256 = '${sha256(other)}', complete = 0`);
  const { core } = startCore(made.folder);
  const { id } = await core.openPath(made.path);
  const calls = { ...made, core, ...callers(core, id) };
  await withPieces(calls, other);
  await core.close();
  const target = join(made.folder, 'repaired.demarc');
  expect((await repaired(made.path, target)).lost).toEqual([]);
  expect(await problemsOf(target)).toBeNull();
  expect(readFileSync(target).includes(TEXT) && readFileSync(target).includes(other)).toBe(true);
});

test('of two contents that are filed under each other, the one that is destroyed goes', async () => {
  const made = await openTestWorkbook();
  const needed = TEXT.replace('CANARY', 'NEEDED');
  const [a = '', b = ''] = await withPieces(made, TEXT, needed);
  await made.core.close();
  pastTheGuards(
    made.path,
    `UPDATE blob SET sha256 = 'x' WHERE sha256 = '${a}'; UPDATE blob SET sha256 = '${a}' WHERE sha256 = '${b}'; UPDATE blob SET sha256 = '${b}' WHERE sha256 = 'x'`,
  );
  const { core } = startCore(made.folder);
  const { id } = await core.openPath(made.path);
  const reply = await core.dispatch(
    { name: 'erasure.destroy', input: { workbook: id, numbers: [1], remove: true } },
    'test',
  );
  if (!reply.ok) throw new DemarcError(reply.error.code, reply.error.message);
  await core.awaitJob(reply.value as { job: string });
  await core.close();
  expect(readFileSync(made.path).includes(TEXT)).toBe(false);
  expect(readFileSync(made.path).includes(needed)).toBe(true);
  expect(await problemsOf(made.path)).toBeNull();
});

test('what a cancelled attaching had copied in is on no page of the workbook and of its backups', async () => {
  const made = await openTestWorkbook();
  await made.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  const file = join(made.folder, 'large.txt');
  writeFileSync(file, Array.from({ length: 900_000 }, (_, line) => `${TEXT} ${line}`).join('\n'));
  const { job } = (await made.call('evidence.attachFile', {
    refs: [REF],
    file: made.core.files.registerSource(file).handle,
  })) as { job: string };
  const stop = made.core.subscribe((event) => {
    if (event.type === 'job' && event.state === 'running' && (event.done ?? 0) > 0)
      void made.core.dispatch({ name: 'app.cancelJob', input: { job } }, 'test');
  });
  await expect(made.core.awaitJob({ job })).rejects.toMatchObject({ code: 'CANCELLED' });
  stop();
  await made.call('people.add', { name: 'Kim Doe' });
  await made.core.close();
  expect(holding(made.folder, TEXT).filter((path) => basename(path) !== 'large.txt')).toEqual([]);
});

test('what was destroyed, attached again and taken out of the register under a hold is kept by a repair', async () => {
  const { core, folder, path, destroy, attach, list } = await opened('SELECT 1');
  await destroy([1]);
  await attach();
  const [{ number = 0 } = {}] = await list();
  const { id } = await core.openPath(path);
  const { call } = callers(core, id);
  await call('erasure.hold', { number, reason: 'Case 7' });
  await call('evidence.remove', { number });
  await core.close();
  const target = join(folder, 'repaired.demarc');
  expect((await repaired(path, target)).lost).toEqual([]);
  expect(readFileSync(target).includes(TEXT)).toBe(true);
});
