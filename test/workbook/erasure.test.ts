import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { runErase } from '../../main/jobs/erase-task.ts';
import type { Erasable } from '../../main/jobs/tasks.ts';
import { runVerify } from '../../main/jobs/verify-task.ts';
import { listBackups } from '../../main/workbook/backups/list.ts';
import { connect } from '../../main/workbook/connection.ts';
import { redactedDigest, type StoredEntry } from '../../main/workbook/entry-hash.ts';
import { exportRefusal, problemsOf } from '../support/alterations.ts';
import { callers, openTestWorkbook, startCore, type TestCore } from '../support/core.ts';
import { filesBelow } from '../support/erasing.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';

const NAME = 'Zoë Quist-Meyer';
const ADDRESS = 'zoe.quist@example.com';
const LABEL = /^Erased person [0-9a-f]{6}$/;
const controls = { signal: new AbortController().signal, progress: () => undefined };

/** A workbook in which a person stands wherever one can. */
async function withPerson(): Promise<TestCore> {
  const shop = await openTestWorkbook({ actor: NAME });
  const { call, run, core, folder } = shop;
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  const { id } = await call('people.add', { name: NAME, email: ADDRESS, role: 'Operator' });
  await call('people.add', { name: 'Zoë Quist-Meyersson' });
  const ref = 'orders-db/restore-testing';
  await call('assignments.answer', {
    ref,
    answer: { owners: ['aws', 'organisation'] },
    duties: { organisation: `zoë  quist-meyer restores; ask ${ADDRESS}.` },
    people: { organisation: id },
  });
  await call('services.update', { ref: 'orders-db', lead: id });
  await call('workshop.start', { title: 'Kick-off', attendees: [{ person: id }, { name: NAME }] });
  await call('snapshots.take', { name: 'March' });
  await call('views.save', { name: `Duties of ${NAME}`, screen: 'matrix', query: `person=${id}&x=1` });
  await call('evidence.addNote', { title: 'Minutes', text: `Said by ${NAME}`, refs: [ref] });
  const file = join(folder, 'report.txt');
  writeFileSync(file, `It was restored.${'.'.repeat(2000)}`);
  await run('evidence.attachFile', { refs: [ref], file: core.files.registerSource(file).handle });
  await call('review.sign', { subject: null, name: NAME, statement: 'I have read it.' });
  await call('review.acknowledge', { person: id });
  return shop;
}

const erase = (
  path: string,
  {
    look = false,
    what = { kind: 'person', who: NAME, also: [] } as Erasable,
    who = 'Ann' as string | null,
  } = {},
) =>
  runErase(
    {
      kind: 'erase',
      workbook: path,
      name: 'acme.demarc',
      what,
      look,
      backups: { chosen: null, own: join(path, '..', 'data', 'backups'), earlier: [] },
      at: '2026-11-29T05:00:00.000Z',
      who,
    },
    controls,
  );

const FORMS = [NAME, NAME.toLowerCase(), NAME.toUpperCase(), 'zoe-quist-meyer', ADDRESS].flatMap((text) => {
  const wide = Buffer.from(text, 'utf16le');
  return [Buffer.from(text), Buffer.from(text.normalize('NFD')), wide, Buffer.from(wide).swap16()];
});
/** Which forms of the name or the address stand in some bytes, what is compressed in the file unpacked. The other person's longer name is not meant. */
function namedIn(bytes: Buffer): readonly string[] {
  const text = bytes.toString('latin1');
  return FORMS.filter((form) => {
    for (let at = bytes.indexOf(form); at >= 0; at = bytes.indexOf(form, at + 1)) {
      const rest = text.slice(at + form.length, at + form.length + 8).replaceAll('\u0000', '');
      if (!/^s?son/i.test(rest)) return true;
    }
    return false;
  }).map((form) => form.toString('latin1'));
}
function namedInWorkbook(path: string): readonly string[] {
  const db = new Database(path, { readonly: true });
  const packed = db.prepare('SELECT bytes FROM snapshot_content').pluck().all() as Buffer[];
  db.close();
  return namedIn(Buffer.concat([readFileSync(path), ...packed.map((bytes) => gunzipSync(bytes))]));
}

test('a person is erased everywhere, the chain holds, and nothing else is other than it was', async () => {
  const { core, path, folder } = await withPerson();
  await core.close();
  expect(namedInWorkbook(path)).not.toEqual([]);
  const before = rowsOf(path);
  const looked = await erase(path, { look: true });
  expect(looked).toMatchObject({ names: [NAME], addresses: [ADDRESS], snapshots: 1, done: null });
  expect(rowsOf(path)).toEqual(before);
  const report = await erase(path);
  expect(report.label).toMatch(LABEL);
  expect({ ...report, bytes: 0, done: 0, backups: 0 }).toEqual({ ...looked, bytes: 0, done: 0, backups: 0 });
  expect(report.backups).toMatchObject({ removed: 0, kept: 0 });
  expect(report.backups.rewritten).toBeGreaterThan(0);
  for (const file of [
    path,
    ...listBackups(join(folder, 'data', 'backups'), path).map((backup) => backup.path),
  ])
    expect([file, namedInWorkbook(file), await problemsOf(file), exportRefusal(file)]).toEqual([
      file,
      [],
      null,
      null,
    ]);
  for (const file of filesBelow(join(folder, 'data')))
    expect([file, namedIn(readFileSync(file))]).toEqual([file, []]);
  // The tables say the same but for the person.
  const label = report.label ?? '';
  const id = label.toLowerCase().replaceAll(' ', '-');
  const plain = (rows: readonly string[]) =>
    rows
      .map((row) =>
        row
          .normalize('NFC')
          .replace(/zoë\s+quist-meyer(?!s)/gi, label)
          .replace(/zoe-quist-meyer(?!s)/g, id)
          .replace(`"email":"${ADDRESS}"`, '"email":null')
          .replaceAll(ADDRESS, `${id}@erased.invalid`)
          .replace(/"digest":"[0-9a-f]+"/, '"digest":""'),
      )
      .sort();
  expect(plain(rowsOf(path))).toEqual(plain(before));
  const { ok, erasures, signOffs } = await runVerify({ kind: 'verify', workbook: path }, controls);
  expect({ ok, erasures }).toMatchObject({
    ok: true,
    erasures: [{ change: report.done?.rev, who: 'Ann', label, entries: report.entries, contents: [] }],
  });
  expect(signOffs).toMatchObject([{ name: label }]);
  // Who agreed to what is answered still does.
  const again = startCore(folder);
  const opened = await again.core.openPath(path);
  const { call } = callers(again.core, opened.id);
  expect(await call('review.signOffs', {})).toMatchObject([{ name: label, changedSince: null }]);
  expect(await call('review.acknowledgements', {})).toMatchObject([{ name: label, state: 'current' }]);
  await call('people.add', { name: 'Kim Doe' });
  await again.core.close();
  expect(await problemsOf(path)).toBeNull();
});

/** Rows of the recorded tables as JSON. */
function rowsOf(path: string): readonly string[] {
  const db = new Database(path, { readonly: true });
  const tables = [
    'workbook',
    'party',
    'person',
    'service_in_use',
    'assignment',
    'share',
    'evidence',
    'evidence_link',
  ];
  const more = ['saved_view', 'sign_off', 'acknowledgement', 'snapshot', 'meeting'];
  const rows = [...tables, ...more].flatMap((table) =>
    db
      .prepare(`SELECT * FROM ${table}`)
      .all()
      .map((row) => `${table} ${JSON.stringify(row)}`),
  );
  db.close();
  return rows;
}

test('whatever is altered in a redacted entry, or in the entry that vouches for it, is found', async () => {
  const { core, path } = await withPerson();
  await core.close();
  await erase(path);
  const db = new Database(path, { readonly: true });
  const redacted = db
    .prepare('SELECT rev FROM change WHERE salt IS NULL ORDER BY rev')
    .pluck()
    .all() as number[];
  const last = db.prepare('SELECT max(rev) FROM change').pluck().get() as number;
  db.close();
  expect(redacted.length).toBeGreaterThan(3);
  const altered = `${path}.altered`;
  const columns = [
    'at',
    'who',
    'origin',
    'method',
    'summary',
    'previous_hash',
    'hash',
    'contents',
    'state',
    'salt',
  ];
  for (const [index, column] of columns.entries())
    for (const rev of [redacted[index % redacted.length], last]) {
      copyFileSync(path, altered);
      pastTheGuards(
        altered,
        `UPDATE change SET "${column}" = coalesce("${column}", '') || 'x' WHERE rev = ${rev}`,
      );
      expect([column, rev, (await problemsOf(altered)) !== null]).toEqual([column, rev, true]);
      expect([column, rev, exportRefusal(altered) !== null]).toEqual([column, rev, true]);
    }
  // A person is put back, and the entry of the erasure is made to vouch for it.
  const entry = connect(path, { readonly: true });
  const first = entry.get<StoredEntry>('SELECT * FROM change WHERE rev = ?', redacted[1] ?? 0);
  entry.close();
  if (!first) throw new Error('There is such an entry.');
  const forged = { ...first, summary: 'Mallory was here' };
  copyFileSync(path, altered);
  pastTheGuards(
    altered,
    `UPDATE change SET summary = 'Mallory was here' WHERE rev = ${first.rev};
     UPDATE change SET rows = replace(rows, '${redactedDigest(first)}', '${redactedDigest(forged)}') WHERE rev = ${last};
     UPDATE erasure SET entries = replace(entries, '${redactedDigest(first)}', '${redactedDigest(forged)}')`,
  );
  expect(await problemsOf(altered)).toContainEqual(expect.stringMatching(`^Change ${last} .* was altered`));
});

test('no digest that is left lets a guess of the name be confirmed', async () => {
  const { core, path } = await withPerson();
  await core.close();
  const whole = `${path}.whole`;
  copyFileSync(path, whole);
  await erase(path);
  const read = (file: string, sql: string) => {
    const db = new Database(file, { readonly: true });
    const values = db.prepare(sql).pluck().all();
    db.close();
    return values;
  };
  // Whoever has all of it but the random values that went, and guesses right, has nothing to hold the guess against.
  const [blinding] = read(whole, 'SELECT value FROM blinding');
  const bytes = readFileSync(path);
  expect(bytes.includes(String(blinding))).toBe(false);
  const salts = read(whole, 'SELECT salt FROM change ORDER BY rev');
  const left = read(path, 'SELECT salt FROM change ORDER BY rev');
  expect(salts.every((salt) => typeof salt === 'string')).toBe(true);
  for (const [index, salt] of salts.entries())
    if (left[index] === null) expect(bytes.includes(String(salt))).toBe(false);
    else expect(left[index]).toBe(salt);
  // The digests of snapshots and acknowledgements have no salt: they are others.
  for (const sql of [
    'SELECT digest FROM snapshot',
    'SELECT digest FROM acknowledgement',
    'SELECT digest FROM sign_off',
  ])
    for (const digest of read(whole, sql)) expect(bytes.includes(String(digest))).toBe(false);
});
