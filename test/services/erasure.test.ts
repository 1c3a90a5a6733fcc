import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { ErasureReport } from '../../main/contract/erasure.ts';
import type { PackReport } from '../../main/contract/packs.ts';
import type { VerifyReport } from '../../main/contract/workbook.ts';
import { signOffWords } from '../../main/domain/signatures/key-words.ts';
import { listBackups } from '../../main/workbook/backups/list.ts';
import { SHARED_FROM_BYTES, takeOut } from '../../main/workbook/backups/stored.ts';

import { problemsOf } from '../support/alterations.ts';
import {
  callers,
  ONE_FRAMEWORK,
  openTestWorkbook,
  startCore,
  type TestCore,
  temporaryFolder,
} from '../support/core.ts';
import { eraseBy, filesBelow, holding } from '../support/erasing.ts';
import { openCopy, twoCopies } from '../support/two-copies.ts';

test('no digest over house rules is left that would confirm a guess of a name in them', async () => {
  const shop = await openTestWorkbook();
  const { call, run, core, path, workbook } = shop;
  const { id } = await call('people.add', { name: 'Kim Doe' });
  const rulesOf = (why: string) => `house-rules: 1
name: Ours
edition: 1
defaults:
  - duties: [restore-testing]
    owner: customer
    why: ${why}
`;
  const texts = ['Kim Doe tests it.', 'Nobody in particular.', 'Kim Doe tests it again.'].map(rulesOf);
  for (const text of texts) await call('houseRules.take', { text });
  await call('snapshots.take', { name: 'Before' });
  const { report } = await eraseBy(shop, 'erasure.person', { workbook, who: id, typed: 'Kim Doe' });
  expect((await call('houseRules.held', {}))?.text).toContain(`${report.label} tests it again.`);
  // The redacted log leads to the rules of a snapshot as the whole one did.
  expect(await call('snapshots.compare', { from: 1, to: 'now' })).toMatchObject({
    total: 0,
    from: { notices: [] },
  });
  expect((await run('workbook.verify', {})) as VerifyReport).toMatchObject({ ok: true });
  await core.close();
  const db = new Database(path, { readonly: true });
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const held = JSON.stringify([
    db.prepare('SELECT * FROM house_rules').all(),
    db.prepare('SELECT * FROM change').all(),
    db
      .prepare('SELECT bytes FROM snapshot_content')
      .pluck()
      .all()
      .map((bytes) => gunzipSync(bytes as Buffer).toString()),
  ]);
  db.close();
  const [first = '', second = '', third = ''] = texts.map(digest);
  expect(held).toContain(second);
  expect([first, third].filter((each) => held.includes(each))).toEqual([]);
  expect(held).toContain(digest(texts[2]?.replaceAll('Kim Doe', String(report.label)) ?? ''));
});

test('an open workbook goes on under its id after an erasure, and says that there is no way back', async () => {
  const shop = await openTestWorkbook();
  const { call, run, core, path, workbook } = shop;
  const { id } = await call('people.add', { name: 'Kim Doe', email: 'kim@example.com' });
  await call('workbook.update', { leadAssessor: id, scopeNote: 'Ask Kim Doe.' });
  const looked = (await run('erasure.look', { who: 'kim@example.com' })) as ErasureReport;
  expect(looked).toMatchObject({ names: ['Kim Doe'], addresses: ['kim@example.com'], done: null });
  await expect(eraseBy(shop, 'erasure.person', { workbook, who: id, typed: 'Kim' })).rejects.toThrow(
    /is not the name of the person/,
  );
  await expect(run('erasure.look', { who: 'Nobody Known' })).rejects.toThrow(/no person "Nobody Known"/);
  const { report, info } = await eraseBy(shop, 'erasure.person', { workbook, who: id, typed: 'kim doe' });
  expect(info.id).toBe(workbook);
  expect(report).toMatchObject({ entries: looked.entries, records: looked.records });
  expect((await call('workbook.info', {})).scopeNote).toBe(`Ask ${report.label}.`);
  expect(await call('people.list', {})).toMatchObject([{ name: report.label, email: null }]);
  await expect(call('workbook.undo', {})).rejects.toThrow(/cannot be brought back/);
  const [newest] = (await call('history.list', {})).lines;
  expect(newest).toMatchObject({
    what: expect.stringContaining(report.label ?? ''),
    parts: [{ act: 'added' }],
  });
  expect(newest?.parts[0]?.name).toBe(`Erasure of a person, "${report.label}" since`);
  await call('workbook.update', { scopeNote: 'Anew' });
  await call('workbook.undo', {});
  expect((await run('workbook.verify', {})) as VerifyReport).toMatchObject({
    ok: true,
    erasures: [{ label: report.label }],
  });
  await core.close();
  expect(readFileSync(path).includes('Kim Doe')).toBe(false);
  expect(await problemsOf(path)).toBeNull();
});

test('a copy that still has what was erased is not merged, either way, and one in which it was erased as well is', async () => {
  const { ann, ben } = await twoCopies((base) =>
    base.call('people.add', { name: 'Kim Doe', email: 'kim@example.com' }),
  );
  await ben.call('workbook.update', { scopeNote: 'Said Kim Doe' });
  await ann.call('people.add', { name: 'Sam Lee' });
  await ben.close();
  const { core: annCore, label } = await eraseIn(ann.path, 'Kim Doe', () => ann.close());
  await annCore.close();
  const mine = await openCopy(ann.path, 'Ann');
  await expect(mine.preview(ben.path)).rejects.toThrow(
    new RegExp(`"${label}" since, was erased for good by Lea on .* still has what was erased.*ben\\.demarc`),
  );
  await mine.close();
  const theirs = await openCopy(ben.path, 'Ben');
  await expect(theirs.preview(ann.path)).rejects.toThrow(
    /In ann\.demarc a person, .* was erased .*ben\.demarc still has.*it stands in change/,
  );
  const again = await eraseIn(ben.path, 'Kim Doe', () => theirs.close());
  await again.core.close();
  expect(again.label).toBe(label);
  const both = await openCopy(ann.path, 'Ann');
  await both.merge(ben.path);
  expect((await both.call('workbook.info', {})).scopeNote).toBe(`Said ${label}`);
  expect((await both.call('people.list', {})).map(({ name }) => name).sort()).toEqual([label, 'Sam Lee']);
  // Whoever wrote only in the copy is erased in its log as well.
  const last = await eraseIn(ann.path, 'Ben', () => both.close());
  await last.core.close();
  expect(last.report.merged).toBeGreaterThan(0);
  expect(await problemsOf(ann.path)).toBeNull();
  const db = new Database(ann.path, { readonly: true });
  expect(db.prepare("SELECT DISTINCT who FROM merged_change WHERE who <> 'Lea'").pluck().all()).toEqual([
    last.label,
  ]);
  db.close();
  expect(readFileSync(ann.path).includes('Kim Doe')).toBe(false);
});

test('a signature over the name goes with it and is said to have been there; one of somebody else still holds', async () => {
  const shop = await openTestWorkbook();
  const { call, core, path, folder } = shop;
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  const { id: person } = await call('people.add', { name: 'Kim Doe' });
  await call('assignments.answer', {
    ref: 'orders-db/restore-testing',
    answer: { owners: ['organisation'] },
    reason: 'Agreed.',
    people: { organisation: person },
  });
  const signs = async (by: TestCore['call'], name: string) => {
    await by('keys.new', { name, passphrase: 'four or five words' });
    const how = { withKey: true, passphrase: 'four or five words' };
    await by('review.sign', { subject: null, name, statement: 'Agreed.', ...how });
  };
  await signs(call, 'Kim Doe');
  await core.close();
  const other = startCore(join(folder, 'other'), { actor: 'Sam Lee' });
  const { id } = await other.core.openPath(path);
  await signs(callers(other.core, id).call, 'Sam Lee');
  await other.core.close();
  const again = startCore(folder);
  const opened = await again.core.openPath(path);
  const { report } = await eraseBy(again, 'erasure.person', {
    workbook: opened.id,
    who: 'Kim Doe',
    typed: 'Kim Doe',
  });
  expect(report).toMatchObject({
    signatures: 1,
    remains: [
      expect.stringMatching(/^The digests of sign-offs 1, 2 stay/),
      expect.anything(),
      'This account keeps 1 key of that name: Kim Doe.',
    ],
  });
  const found = (await callers(again.core, opened.id).run('workbook.verify', {})) as VerifyReport;
  expect([found.ok, found.signOffs.map(signOffWords)]).toEqual([
    true,
    [
      expect.stringMatching(/^signed with the key .* calls itself Sam Lee/),
      `recorded as signed by ${report.label} with a key, whose signature was erased with the name that it covered`,
    ],
  ]);
  // Nothing was changed but the name: both agreed to what is answered.
  expect(await callers(again.core, opened.id).call('review.signOffs', {})).toMatchObject([
    { name: 'Sam Lee', changedSince: null },
    { name: report.label, changedSince: null },
  ]);
  await again.core.close();
  expect([await problemsOf(path), readFileSync(path).includes('Kim Doe')]).toEqual([null, false]);
});

test('backups that lie in blocks are written anew, and no block of before is left', async () => {
  const shop = await openTestWorkbook();
  const { call, run, core, path, folder } = shop;
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await call('people.add', { name: 'Kim Doe' });
  writeFileSync(join(folder, 'large.bin'), Buffer.alloc(SHARED_FROM_BYTES, 'x'));
  const file = core.files.registerSource(join(folder, 'large.bin')).handle;
  await run('evidence.attachFile', { refs: ['orders-db/restore-testing'], file });
  await core.close();
  const places = join(folder, 'data', 'backups');
  const before = listBackups(places, path).filter((backup) => backup.path.endsWith('.blocks.txt'));
  expect(before.length).toBeGreaterThan(0);
  const last = await eraseIn(path, 'Kim Doe', async () => undefined, folder);
  await last.core.close();
  expect(filesBelow(places).filter((path) => HASH.test(basename(path))).length).toBeGreaterThan(30);
  expect(holding(places, 'Kim Doe')).toEqual([]);
  const [backup] = listBackups(places, path).filter(({ id }) => id.startsWith(before[0]?.stamp ?? 'none'));
  const whole = join(folder, 'whole.demarc');
  takeOut(backup?.path ?? '', whole);
  expect(await problemsOf(whole)).toBeNull();
});
const HASH = /^[0-9a-f]{64}$/;

async function eraseIn(path: string, who: string, close: () => Promise<void>, folder = temporaryFolder()) {
  await close();
  const { core } = startCore(folder, { actor: 'Lea' });
  const { id } = await core.openPath(path);
  const { report } = await eraseBy({ core }, 'erasure.person', { workbook: id, who, typed: who });
  return { core, report, label: report.label ?? '' };
}

test('a pack from before, and a head that was printed, are still of the workbook in which a person was erased since', {
  tags: 'long',
}, async () => {
  const shop = await openTestWorkbook({ frameworks: ONE_FRAMEWORK });
  const { call, run, core, folder, workbook } = shop;
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  const refs = ['orders-db/restore-testing'];
  await call('evidence.addNote', { refs, title: 'Minutes', text: 'Kim Doe agreed.' });
  await call('evidence.addNote', { refs, title: 'Other', text: 'All agreed.' });
  await call('people.add', { name: 'Kim Doe' });
  const printed = ((await run('workbook.verify', {})) as VerifyReport).head;
  const zip = join(folder, 'pack.zip');
  await run('packs.write', { target: core.files.registerTarget(zip).handle });
  await eraseBy(shop, 'erasure.person', { workbook, who: 'Kim Doe', typed: 'Kim Doe' });
  const report = (await run('packs.verify', {
    file: core.files.registerSource(zip).handle,
    against: 'open',
  })) as PackReport;
  expect(report.against).toMatchObject({ standing: 'earlier', problems: [] });
  expect(report.against?.sentence).toMatch(/A person was erased since in the record of E-1,/);
  expect((await run('workbook.verify', { head: printed })) as VerifyReport).toMatchObject({
    ok: true,
    looked: { found: { what: 'head', digest: printed } },
  });
});

test('evidence is destroyed once it was removed, or is due, and never while it is under hold; the file shrinks', async () => {
  const shop = await openTestWorkbook();
  const { call, run, core, path, folder, workbook } = shop;
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  const attach = async (name: string, text: string) => {
    writeFileSync(join(folder, name), text.repeat(30_000));
    const file = core.files.registerSource(join(folder, name)).handle;
    await run('evidence.attachFile', { refs: ['orders-db/restore-testing'], file });
  };
  await attach('one.txt', 'MARKER-ONE ');
  const named = (who: string) =>
    run('erasure.look', { who }).then((looked) => (looked as ErasureReport).remains.join(' '));
  await call('people.add', { name: 'Kim Roe' });
  await attach('two.txt', 'MARKER-TWO of Kim Roe. ');
  const destroy = (numbers: readonly number[] | 'due') =>
    eraseBy(shop, 'erasure.destroy', { workbook, numbers });
  await expect(destroy([1])).rejects.toThrow(/E-1 "one" is in the register/);
  await call('evidence.remove', { number: 1 });
  await call('evidence.remove', { number: 2 });
  // A removed file still lies in the workbook, and what it says with it.
  expect(await named('Kim Roe')).toMatch(/is written in the content of E-2, which stays/);
  await call('erasure.hold', { number: 1, reason: 'Case 7' });
  await expect(destroy([1])).rejects.toThrow(/E-1 "one" is under a hold, so it is not destroyed: Case 7/);
  await call('erasure.rules', { hold: 'Case 8' });
  await expect(destroy([2])).rejects.toThrow(/under a legal hold.*Case 8/);
  await expect(
    eraseBy(shop, 'erasure.person', { workbook, who: 'Ann Assessor', typed: 'Ann Assessor' }),
  ).rejects.toThrow(/under a legal hold/);
  await call('erasure.rules', { hold: null });
  await expect(destroy('due')).rejects.toThrow(/No evidence is due/);
  await call('erasure.rules', { retentionDays: 0 });
  expect((await call('erasure.removed', {})).removed).toMatchObject([
    { number: 1, hold: 'Case 7' },
    { number: 2, hold: null, title: 'two' },
  ]);
  const { report } = await destroy('due');
  expect(report).toMatchObject({ files: 1, label: null });
  expect(report.bytes.before - report.bytes.after).toBeGreaterThan(300_000);
  await expect(destroy([2])).rejects.toThrow(/no content of E-2/);
  expect((await call('history.list', {})).lines[0]?.parts).toMatchObject([{ name: 'Erasure of E-2' }]);
  expect((await run('workbook.verify', {})) as VerifyReport).toMatchObject({
    ok: true,
    erasures: [{ contents: [{ number: 2 }], entries: 0 }],
  });
  await core.close();
  const holds = (file: string, text: string) => readFileSync(file).includes(text);
  expect([holds(path, 'MARKER-ONE'), holds(path, 'MARKER-TWO')]).toEqual([true, false]);
  const backups = listBackups(join(folder, 'data', 'backups'), path);
  expect(backups.length).toBeGreaterThan(0);
  for (const backup of backups) {
    expect([backup.id, holds(backup.path, 'MARKER-TWO')]).toEqual([backup.id, false]);
    const whole = join(folder, `${backup.id}.whole`);
    takeOut(backup.path, whole);
    expect(await problemsOf(whole)).toBeNull();
  }
  expect(statSync(path).size).toBeLessThan(1_000_000);
});

test('an erasure whose call names the workbook too ends: it does not wait for itself', async () => {
  const { core, call, workbook } = await openTestWorkbook();
  const { id } = await call('people.add', { name: 'Kim Doe' });
  const input = { workbook, who: id, typed: 'Kim Doe' };
  const reply = await core.dispatch({ name: 'erasure.person', input, workbook }, 'test');
  expect(reply).toMatchObject({ ok: true });
  if (!reply.ok) return;
  await expect(core.awaitJob(reply.value as { job: string })).resolves.toMatchObject({
    report: { label: expect.stringMatching(/\S/) },
  });
});
