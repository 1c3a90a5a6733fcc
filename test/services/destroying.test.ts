import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ErasureReport } from '../../main/contract/erasure.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { listBackups } from '../../main/workbook/backups/list.ts';
import { problemsOf } from '../support/alterations.ts';
import { callers, openTestWorkbook, startCore, type TestCore, temporaryFolder } from '../support/core.ts';
import { eraseBy, holding } from '../support/erasing.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';

const REF = 'orders-db/restore-testing';
const textOf = (letter: string) => `CANARY-${letter}: what it says.`;

type Open = Pick<TestCore, 'core' | 'call' | 'run'> & { readonly id: string };

async function open(folder: string, path: string): Promise<Open> {
  const { core } = startCore(folder);
  const { id } = await core.openPath(path);
  return { core, id, ...callers(core, id) };
}

/** Attaches a file that says something about a letter, one for each. */
async function attach({ core, run }: Pick<Open, 'core' | 'run'>, ...letters: readonly string[]) {
  const files = temporaryFolder();
  for (const letter of letters) {
    const path = join(files, `${letter}.txt`);
    writeFileSync(path, textOf(letter));
    await run('evidence.attachFile', { refs: [REF], file: core.files.registerSource(path).handle });
  }
}

async function act(
  { core, id }: Pick<Open, 'core' | 'id'>,
  name: string,
  input: object,
): Promise<ErasureReport> {
  return (await eraseBy({ core }, name, { workbook: id, ...input })).report;
}
const destroy = (open: Open, numbers: readonly number[] | 'due', remove = true) =>
  act(open, 'erasure.destroy', { numbers, remove });
const registered = async ({ call }: Open) => (await call('evidence.list', {})).map(({ number }) => number);

/** A workbook with these pieces, which has a backup of the sitting in which they were attached. */
async function closedWith(...letters: readonly string[]) {
  const made = await openTestWorkbook();
  await made.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await made.call('people.add', { name: 'Kim Doe' });
  await attach(made, ...letters);
  await made.core.close();
  return made;
}

test('one piece after the other is destroyed, and a person erased after them, whatever backups there are', async () => {
  const { folder, path } = await closedWith('A', 'B', 'C');
  for (const [number, letter] of [
    [1, 'A'],
    [2, 'B'],
  ] as const) {
    const session = await open(folder, path);
    const { backups } = await destroy(session, [number]);
    expect(backups.rewritten).toBeGreaterThan(0);
    await session.core.close();
    expect(holding(folder, textOf(letter))).toEqual([]);
  }
  const last = await open(folder, path);
  await act(last, 'erasure.person', { who: 'Kim Doe', typed: 'Kim Doe' });
  expect(await registered(last)).toEqual([3]);
  await last.core.close();
  expect(holding(folder, 'Kim Doe')).toEqual([]);
  const backups = listBackups(join(folder, 'data', 'backups'), path);
  expect(backups.length).toBeGreaterThan(2);
  // Each of them is a whole workbook, in which what was destroyed is in no register.
  for (const backup of backups) expect(await problemsOf(backup.path)).toBeNull();
  expect(holding(folder, textOf('C'))).not.toEqual([]);
});

test('a backup whose record was altered goes with an erasure, and stops none', async () => {
  const { folder, path } = await closedWith('A', 'B');
  const backup = listBackups(join(folder, 'data', 'backups'), path)
    .map((each) => each.path)
    .find((each) => readFileSync(each).includes(textOf('A')));
  pastTheGuards(backup ?? '', "UPDATE person SET name = 'Kim Dow'");
  const session = await open(folder, path);
  const { backups } = await destroy(session, [1]);
  expect(backups).toMatchObject({ removed: 1 });
  expect(await registered(session)).toEqual([2]);
  await session.core.close();
  expect(holding(folder, textOf('A'))).toEqual([]);
});

test('a destroy that is refused leaves the register as it was', async () => {
  const { folder, path } = await closedWith('A', 'A');
  const session = await open(folder, path);
  await session.call('erasure.hold', { number: 2, reason: 'Case 7' });
  await session.call('evidence.remove', { number: 2 });
  await expect(destroy(session, [1])).rejects.toThrow(/under a hold \(its content is that of E-2, too\)/);
  await session.call('erasure.hold', { number: 2, reason: null });
  await expect(destroy(session, [1])).rejects.toThrow(
    /content of E-1 .* is that of E-2 .*, which was taken out of the register and not destroyed. Destroy both/,
  );
  expect(await registered(session)).toEqual([1]);
  expect((await destroy(session, [1, 2])).files).toBe(1);
  expect(await registered(session)).toEqual([]);
  await session.core.close();
  expect(holding(folder, textOf('A'))).toEqual([]);
  expect(await problemsOf(path)).toBeNull();
});

test('what was destroyed and attached again is destroyed again', async () => {
  const { folder, path } = await closedWith('A');
  const session = await open(folder, path);
  await destroy(session, [1]);
  await attach(session, 'A');
  expect((await destroy(session, [2])).files).toBe(1);
  await session.core.close();
  expect(holding(folder, textOf('A'))).toEqual([]);
  expect(await problemsOf(path)).toBeNull();
});

test('what is due is destroyed when all that have its content are', async () => {
  let day = 0;
  const now = () => new Date(Date.parse('2026-01-01T10:00:00Z') + day * 86_400_000).toISOString();
  const made = await openTestWorkbook({
    clock: { ...systemClock, now, today: () => now().slice(0, 10) },
  });
  const session = { ...made, id: made.workbook };
  await made.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await made.call('erasure.rules', { retentionDays: 30 });
  await attach(made, 'A', 'A');
  await made.call('evidence.remove', { number: 1 });
  day = 39;
  await made.call('evidence.remove', { number: 2 });
  day = 40;
  await expect(destroy(session, 'due', false)).rejects.toThrow(/No evidence is due/);
  day = 70;
  expect((await destroy(session, 'due', false)).files).toBe(1);
  await made.core.close();
  expect(await problemsOf(made.path)).toBeNull();
});

test('a reference to the same file is no piece that has its content', async () => {
  const { folder, path } = await closedWith('A', 'B');
  const session = await open(folder, path);
  const file = join(temporaryFolder(), 'A.txt');
  writeFileSync(file, textOf('A'));
  const { handle } = session.core.files.registerSource(file);
  await session.run('evidence.attachFile', { refs: [REF], file: handle, reference: true });
  expect((await destroy(session, [1])).files).toBe(1);
  expect(await registered(session)).toEqual([2, 3]);
  await session.core.close();
});

test('backups of another workbook that lay at the same path stay as they are', async () => {
  const { folder, path } = await closedWith('A');
  const held = await open(folder, path);
  await held.call('erasure.hold', { number: 1, reason: 'Case 7' });
  await held.core.close();
  renameSync(path, join(folder, 'moved.demarc'));
  const before = holding(folder, textOf('A'));
  const { core } = startCore(folder);
  const { id } = await core.createAt(path, { title: 'Another', organisation: 'Acme' });
  const other = { core, id, ...callers(core, id) };
  await other.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await attach(other, 'A');
  await destroy(other, [1]);
  await core.close();
  expect(holding(folder, textOf('A'))).toEqual(before);
});

test('backups from before a workbook was given an identity of its own may be of the one that it began from, and are named', async () => {
  const { folder, path } = await closedWith('A');
  const before = holding(join(folder, 'data'), textOf('A'));
  const session = await open(folder, path);
  await session.call('workbook.beginAnew', { title: 'The next year', organisation: 'Acme' });
  const { remains } = await destroy(session, [1]);
  await session.core.close();
  expect(before.length).toBeGreaterThan(0);
  expect(holding(folder, textOf('A'))).toEqual(before);
  for (const backup of before) expect(remains[0]).toContain(backup);
});

test('many pieces are destroyed with one look at the register', async () => {
  const made = await openTestWorkbook();
  const session = { ...made, id: made.workbook };
  await made.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  const letters = Array.from({ length: 60 }, (_, at) => `piece ${at}`);
  await attach(made, ...letters);
  expect(
    (
      await destroy(
        session,
        letters.map((_, at) => at + 1),
      )
    ).files,
  ).toBe(letters.length);
  expect(await registered(session)).toEqual([]);
  await made.core.close();
  expect(holding(made.folder, 'CANARY')).toEqual([]);
});
