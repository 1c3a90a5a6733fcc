import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { slugSchema } from '../../main/contract/methods/ids.ts';
import { namesAlone, Redactor } from '../../main/domain/erasure/redactor.ts';
import { runErase } from '../../main/jobs/erase-task.ts';
import { learnDigestsOfTexts } from '../../main/workbook/erasure/digests-of-texts.ts';
import { migrate } from '../../main/workbook/migrations/index.ts';
import { createFile } from '../../main/workbook/open-file.ts';
import { insert } from '../../main/workbook/state/rebuild.ts';
import { problemsOf } from '../support/alterations.ts';
import { callers, openTestWorkbook, startCore } from '../support/core.ts';

const controls = { signal: new AbortController().signal, progress: () => undefined };
const erase = (path: string, who: string) =>
  runErase(
    {
      kind: 'erase',
      workbook: path,
      name: 'acme.demarc',
      what: { kind: 'person', who, also: [] },
      look: false,
      backups: { chosen: null, own: join(path, '..', 'data', 'backups'), earlier: [] },
      at: '2026-11-29T05:00:00.000Z',
      who: 'Lea',
    },
    controls,
  );
const REF = 'orders-db/restore-testing';

test('people who are called as the program calls something are erased, and nothing else of the workbook is', async () => {
  const shop = await openTestWorkbook();
  const { call, core, path, folder } = shop;
  await call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'orders-db' },
      { catalogueId: 'aurora', label: 'reports' },
    ],
  });
  const names = ['Link', 'Open', 'Draft', 'Organisation', 'Aurora', 'Person'];
  const people: string[] = [];
  for (const name of names) people.push((await call('people.add', { name })).id);
  await call('assignments.answer', {
    ref: REF,
    answer: { owners: ['organisation'] },
    reason: 'Agreed.',
    people: { organisation: people[0] ?? null },
  });
  await call('evidence.addLink', { refs: [REF], url: 'https://example.com/a', title: 'A page' });
  await call('actions.add', { title: 'To be done', subject: 'orders-db', person: people[1] ?? null });
  await call('snapshots.take', { name: 'March' });
  await core.close();
  const before = tellingOf(path);
  for (const name of names) await erase(path, name);
  expect(tellingOf(path)).toEqual(before);
  expect(await problemsOf(path)).toBeNull();
  const again = startCore(folder);
  const { id } = await again.core.openPath(path);
  const { call: asked } = callers(again.core, id);
  for (const { name } of await asked('people.list', {})) expect(name).toMatch(/^(Erased person|Ann)/);
  expect((await asked('services.list', {})).map(({ catalogueId }) => catalogueId)).toEqual(['rds', 'aurora']);
  await again.core.close();
});

/** What the program itself wrote into rows, people apart. */
function tellingOf(path: string): unknown {
  const db = new Database(path, { readonly: true });
  const all = (sql: string) => db.prepare(sql).raw().all();
  const told = [
    all('SELECT ref, catalogue_id, model FROM service_in_use'),
    all('SELECT subject, responsibility, status, review FROM assignment'),
    all('SELECT kind, url FROM evidence'),
    all('SELECT state, subject FROM action'),
    all('SELECT id, kind FROM party'),
  ];
  db.close();
  return told;
}

test('a name is erased from ids, addresses, names of files and where somebody stood, each record under an id of its own', async () => {
  const shop = await openTestWorkbook();
  const { call, run, core, path, folder } = shop;
  const { id } = await call('people.add', { name: 'Kim Doe' });
  await call('people.update', { id, name: 'Kim Roe' });
  await call('people.add', { name: 'Kim Doe-Smith' });
  await call('services.add', {
    services: [
      { catalogueId: 'rds', label: 'orders-db', tags: ['owner=kim-doe'] },
      { catalogueId: 'rds', label: 'Kim Doe db' },
      { catalogueId: 'rds', label: 'Kim Roe db' },
      { catalogueId: 'rds', label: 'Kim Doe, then Kim Roe, then Kim Doe, with the reporting db' },
    ],
  });
  await call('assignments.answer', {
    ref: REF,
    answer: { owners: ['aws'] },
    reason: 'kim_roe and kim doe-smith',
  });
  await call('assignments.setPosition', { ref: 'kim-doe-db/restore-testing' });
  await call('evidence.addLink', { refs: [REF], url: 'https://example.com/Kim%20Doe?by=kim+roe' });
  await call('views.save', { name: 'Mine', screen: 'matrix', query: 'text=Kim%20Doe' });
  writeFileSync(join(folder, 'Kim_Doe.txt'), 'It was restored.');
  await run('evidence.attachFile', {
    refs: [REF],
    file: core.files.registerSource(join(folder, 'Kim_Doe.txt')).handle,
  });
  await core.close();
  const report = await erase(path, 'Kim Roe');
  expect(await problemsOf(path)).toBeNull();
  expect(report.remains.join(' ')).toMatch(/"Kim Doe-Smith" stays, which is the name of another person/);
  const text = readFileSync(path, 'utf8').replaceAll(/kim doe-smith|kim-doe-smith/gi, '');
  expect(text.match(/.{20}kim.{0,3}[dr]oe.{20}/gi)).toBeNull();
  const db = new Database(path, { readonly: true });
  const refs = db.prepare('SELECT ref FROM service_in_use').pluck().all();
  expect([
    refs.length,
    new Set(refs).size,
    refs.filter((ref) => !slugSchema.safeParse(ref).success),
    refs.includes(String(db.prepare('SELECT ref FROM position').pluck().get()).split('/')[0]),
  ]).toEqual([4, 4, [], true]);
  db.close();
});

test('a guest of a meeting, whoever signed and whom an answer waits for are erased without being people of the workbook', async () => {
  const { call, core, path } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('workshop.start', { title: 'Kick-off', attendees: [{ name: 'Gus Guest' }] });
  await call('assignments.answer', { ref: REF, answer: { owners: ['aws'] }, reason: 'Agreed.' });
  await call('assignments.update', { ref: REF, waits: { for: 'A date', whom: { name: 'Wim Waits' } } });
  await call('review.sign', { subject: null, name: 'Sia Signs', statement: 'Agreed.' });
  await core.close();
  for (const name of ['gus guest', 'Wim Waits', 'Sia Signs']) await erase(path, name);
  await expect(erase(path, 'Agreed.')).rejects.toThrow(/no person "Agreed\."/);
  expect(await problemsOf(path)).toBeNull();
  expect(readFileSync(path, 'utf8').match(/gus guest|wim waits|sia signs/gi)).toBeNull();
});

test('no digest is left over what somebody acknowledged once, nor over headings with the name', async () => {
  const shop = await openTestWorkbook();
  const { call, core, path } = shop;
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  const { id } = await call('people.add', { name: 'Kim Doe' });
  const duty = { ref: REF, duties: { organisation: 'Once.' } };
  await call('assignments.answer', {
    ...duty,
    answer: { owners: ['organisation'] },
    reason: 'Agreed.',
    people: { organisation: id },
  });
  await call('review.acknowledge', { person: id });
  await call('assignments.update', { ref: REF, duties: { organisation: 'Now.' } });
  await call('review.acknowledge', { person: id });
  await core.close();
  const db = new Database(path, { readonly: true });
  const past = db
    .prepare(
      "SELECT json_extract(rows, '$[0].before.digest') FROM change WHERE method = 'review.acknowledge'",
    )
    .pluck()
    .all()
    .filter((digest) => digest !== null);
  db.close();
  expect(past).toHaveLength(1);
  await erase(path, 'Kim Doe');
  expect(await problemsOf(path)).toBeNull();
  expect(readFileSync(path).includes(String(past[0]))).toBe(false);
  const file = createFile(join(path, '..', 'mappings.demarc'));
  migrate(file);
  const row = { fingerprint: 'f'.repeat(24), headings: '["Part of Kim Doe","Control"]' };
  file.write((writing) =>
    insert(writing, 'claim_mapping', { ...row, mapping: '{}', saved_at: '', saved_by: null }),
  );
  const redactor = new Redactor(namesAlone('Erased person 1', { names: ['Kim Doe'], addresses: [] }));
  learnDigestsOfTexts(file, redactor);
  file.close();
  expect(redactor.row('claim_mapping', row)).toEqual({
    headings: '["Part of Erased person 1","Control"]',
    fingerprint: expect.not.stringMatching(/^f/),
  });
});
