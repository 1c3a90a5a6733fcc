import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runRepair } from '../../main/jobs/repair-task.ts';
import { readHead } from '../../main/workbook/change-log.ts';
import { connect } from '../../main/workbook/connection.ts';
import { dataOf, problemsOf } from '../support/alterations.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';

const REF = 'orders-db/restore-testing';
const controls = { signal: new AbortController().signal, progress: () => undefined };

/** A workbook with a row of many kinds, closed. */
async function recorded(): Promise<{ readonly path: string; readonly folder: string }> {
  const { core, folder, path, call, run } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('people.add', { name: 'Kim Doe' });
  await call('assignments.answer', { ref: REF, answer: { owners: ['aws', 'organisation'] } });
  await call('snapshots.take', { name: 'March' });
  const file = join(folder, 'report.txt');
  writeFileSync(file, 'It was restored.');
  await run('evidence.attachFile', { refs: [REF], file: core.files.registerSource(file).handle });
  await call('evidence.addNote', { title: 'Minutes', text: 'Agreed.', refs: [REF] });
  await call('evidence.remove', { number: 2 });
  await call('assignments.update', { ref: REF, note: 'Every quarter' });
  await core.close();
  return { path, folder };
}
const repair = (path: string, target: string) =>
  runRepair(
    { kind: 'repair', path, name: 'acme.demarc', target, at: '2026-11-26T10:00:00.000Z', who: 'Ann' },
    controls,
  );
const headOf = (path: string) => {
  const db = connect(path, { readonly: true });
  const head = readHead(db);
  db.close();
  return head;
};

test('a workbook with altered rows is rebuilt as its log says, byte for byte of what it records', async () => {
  const { path, folder } = await recorded();
  const before = { data: dataOf(path), head: headOf(path) };
  pastTheGuards(
    path,
    `UPDATE assignment SET review = 'accepted'; DELETE FROM person; UPDATE basis SET content = 'x'`,
  );
  const bytes = readFileSync(path);
  const target = join(folder, 'new.demarc');
  const report = await repair(path, target);
  expect(report).toMatchObject({ broken: null, upTo: before.head.rev, head: before.head.hash });
  expect(report.differences).toEqual([
    `${REF}: review is accepted, the log says draft.`,
    'Person "kim-doe" is missing, the log has it.',
  ]);
  expect(report.lost).toEqual([expect.stringMatching(/^Proposal .* left out/)]);
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(headOf(target)).toEqual(before.head);
  expect(await problemsOf(target)).toEqual([expect.stringMatching(/proposal .* is missing/)]);
  // It goes on as the old one would have: numbers are not given twice.
  const again = startCore(folder);
  const { id } = await again.core.openPath(target);
  const { call } = callers(again.core, id);
  await call('evidence.addNote', { title: 'Later', text: 'Text', refs: [REF] });
  expect((await call('evidence.list', {})).map(({ number }) => number)).toEqual(
    expect.arrayContaining([1, 3]),
  );
  await again.core.close();
});

test('a sound workbook comes out the same', async () => {
  const { path, folder } = await recorded();
  const target = join(folder, 'new.demarc');
  expect(await repair(path, target)).toMatchObject({ differences: [], lost: [], broken: null });
  expect(dataOf(target)).toBe(dataOf(path));
  expect(await problemsOf(target)).toBeNull();
  await expect(repair(path, target)).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('a broken chain is played up to the break, and the new file says nothing of what comes after', async () => {
  const { path, folder } = await recorded();
  pastTheGuards(path, `UPDATE change SET summary = 'Nothing happened' WHERE rev = 5`);
  const target = join(folder, 'new.demarc');
  const report = await repair(path, target);
  expect(report).toMatchObject({
    upTo: 4,
    rev: 4,
    broken: expect.stringMatching(/^Change 5 .* was altered/),
  });
  expect(await problemsOf(target)).toBeNull();
  const none = join(folder, 'none.demarc');
  pastTheGuards(path, 'DELETE FROM change');
  await expect(repair(path, none)).rejects.toThrow(
    /Nothing of acme.demarc can be rebuilt: its change log is empty/,
  );
  expect(existsSync(none)).toBe(false);
});

test('what was recorded upon altered rows is closed by an entry of the repair, and the new file is sound', async () => {
  const { path, folder } = await recorded();
  pastTheGuards(path, `UPDATE assignment SET note = 'TAMPERED'`);
  const { core } = startCore(folder);
  const { id } = await core.openPath(path);
  await callers(core, id).call('assignments.update', { ref: REF, note: 'Mine' });
  await core.close();
  const target = join(folder, 'new.demarc');
  const report = await repair(path, target);
  expect(report.differences).toEqual([
    expect.stringMatching(/met orders-db\/restore-testing with note TAMPERED/),
  ]);
  expect(report.rev).toBe(report.upTo + 1);
  expect(await problemsOf(target)).toBeNull();
});

test('contents that lost their hash are left out and named', async () => {
  const { path, folder } = await recorded();
  pastTheGuards(
    path,
    `UPDATE blob_chunk SET bytes = CAST('It was not so...' AS BLOB); UPDATE snapshot_content SET bytes = x'00'`,
  );
  const target = join(folder, 'new.demarc');
  expect((await repair(path, target)).lost).toEqual([
    'The content of the snapshot "March" is missing or altered, so only its name was kept.',
    'Evidence E-1 "report": its content is missing or altered, so only its entry was kept.',
  ]);
});
