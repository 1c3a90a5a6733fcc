import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { verifyChain } from '../../main/workbook/change-log.ts';
import { connect } from '../../main/workbook/connection.ts';
import { openTestWorkbook } from '../support/core.ts';

test('every change is one entry that says what happened to which row, chained by hash', async () => {
  const { core, path, call } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('assignments.answer', {
    ref: 'orders-db/guest-os-patching',
    answer: { owners: ['aws', 'organisation'] },
  });
  await call('assignments.update', { ref: 'orders-db/guest-os-patching', note: 'Window is Sunday' });
  await core.close();
  const db = connect(path, { readonly: true });
  const entries = db.all<{ rev: number; method: string; summary: string; who: string; rows: string }>(
    'SELECT * FROM change ORDER BY rev',
  );
  expect(entries.map((entry) => entry.method)).toEqual([
    'app.create',
    'services.add',
    'assignments.answer',
    'assignments.update',
  ]);
  expect(entries[2]).toMatchObject({
    who: 'Ann Assessor',
    summary: 'Answered Guest operating system patching, orders-db: AWS + Acme',
  });
  expect(JSON.parse(entries[3]?.rows ?? '')).toEqual([
    {
      table: 'assignment',
      before: { subject: 'orders-db', responsibility: 'guest-os-patching', note: null, rev: 3 },
      after: { subject: 'orders-db', responsibility: 'guest-os-patching', note: 'Window is Sunday', rev: 4 },
    },
  ]);
  expect(verifyChain(db)).toMatchObject({ entries: 4, problems: [] });
  db.close();
});

test('a command that changes nothing leaves no entry, and a refused one no trace', async () => {
  const { call } = await openTestWorkbook();
  await call('workbook.update', { title: 'Acme 2026' });
  await expect(
    call('services.add', { services: [{ catalogueId: 'rds' }, { catalogueId: 'no-such-service' }] }),
  ).rejects.toThrow(/no-such-service/);
  expect(await call('services.list', {})).toEqual([]);
  expect((await call('workbook.info', {})).rev).toBe(1);
});

test('an altered, missing or reordered entry is found, and the log refuses to be rewritten', async () => {
  const { core, path, call, run } = await openTestWorkbook();
  for (const label of ['a', 'b', 'c', 'd'])
    await call('services.add', { services: [{ catalogueId: 's3', label }] });
  expect(await run('workbook.verify', {})).toMatchObject({ ok: true, changes: 5 });
  await core.close();
  const db = new Database(path);
  expect(() => db.exec(`UPDATE change SET summary = 'nothing happened' WHERE rev = 3`)).toThrow(
    /append-only/,
  );
  expect(() => db.exec('DELETE FROM change WHERE rev = 3')).toThrow(/append-only/);
  // Whoever goes past the triggers is found out by the hashes.
  db.exec('DROP TRIGGER change_is_append_only_update; DROP TRIGGER change_is_append_only_delete');
  const problems = () => {
    const connection = connect(path, { readonly: true });
    const found = verifyChain(connection).problems;
    connection.close();
    return found;
  };
  db.exec(`UPDATE change SET summary = 'nothing happened' WHERE rev = 3`);
  expect(problems()).toEqual([
    expect.stringMatching(/^Change 3 \(\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d UTC\) was altered/),
  ]);
  db.exec('DELETE FROM change WHERE rev = 3');
  expect(problems()).toEqual([
    'Change 3 is missing from the change log.',
    'Change 4 does not follow from the change before it.',
  ]);
  db.close();
});
