import { createCipheriv, hash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { withSoundSnapshot } from '../../main/jobs/snapshot.ts';
import type { VerifiedRecord } from '../../main/jobs/tasks.ts';
import { runVerify } from '../../main/jobs/verify-task.ts';
import { connect } from '../../main/workbook/connection.ts';
import { migrate } from '../../main/workbook/migrations/index.ts';
import { stateDigest } from '../../main/workbook/state/keep.ts';
import {
  addText,
  bytesOfSums,
  digestOfSums,
  emptySums,
  subtractText,
} from '../../main/workbook/state/sums.ts';
import {
  BATCH_TABLES,
  HASHED_TABLES,
  LOG_TABLES,
  LOGGED_TABLES,
  UNBOUND_TABLES,
} from '../../main/workbook/state/tables.ts';
import { callers, openTestWorkbook, startCore, type TestCore } from '../support/core.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';

test('every table of the schema is bound to the change log in exactly one way', () => {
  const db = connect(':memory:', { readonly: false });
  migrate(db);
  const tables = db
    .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .map(({ name }) => name);
  db.close();
  const classes = [
    ...Object.keys(LOGGED_TABLES),
    ...Object.keys(BATCH_TABLES),
    ...HASHED_TABLES,
    ...LOG_TABLES,
    ...UNBOUND_TABLES,
  ];
  expect([...classes].sort()).toEqual(tables.sort());
});

test('the sums hang on what is in them and not on the order, and what is taken out leaves no trace', () => {
  const [a, b] = [emptySums(), emptySums()];
  for (const text of ['one', 'two', 'two']) addText(a, text);
  for (const text of ['two', 'three', 'one', 'two']) addText(b, text);
  expect(digestOfSums(a)).not.toBe(digestOfSums(b));
  subtractText(b, 'three');
  expect(digestOfSums(a)).toBe(digestOfSums(b));
  subtractText(a, 'two');
  expect(digestOfSums(a)).not.toBe(digestOfSums(b));
  // Node's own ChaCha20, which Electron lacks, stretches a text in the same way.
  const one = emptySums();
  addText(one, 'one');
  const cipher = createCipheriv('chacha20', hash('sha256', 'one', 'buffer'), Buffer.alloc(16));
  expect(bytesOfSums(one)).toEqual(cipher.update(Buffer.alloc(2048)));
});

async function answered(): Promise<TestCore> {
  const shop = await openTestWorkbook();
  await shop.call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  await shop.call('assignments.answer', {
    ref: 'orders-db/restore-testing',
    answer: { owners: ['aws', 'organisation'] },
    duties: { organisation: 'Restores every quarter.' },
  });
  await shop.call('evidence.addNote', {
    title: 'Minutes',
    text: 'Agreed.',
    refs: ['orders-db/restore-testing'],
  });
  return shop;
}
const stateOf = (path: string): string => {
  const db = connect(path, { readonly: true });
  const digest = stateDigest(db);
  db.close();
  return digest;
};

const controls = { signal: new AbortController().signal, progress: () => undefined };
const verify = (path: string, head?: string): Promise<VerifiedRecord> =>
  runVerify({ kind: 'verify', workbook: path, ...(head === undefined ? {} : { head }) }, controls);

/** What is said of a file, and why a worker would refuse to export from it. */
async function judged(path: string): Promise<{ report: VerifiedRecord; refusal: string | null }> {
  const refusal = await withSoundSnapshot(
    path,
    { signal: new AbortController().signal, progress() {} },
    async () => null,
  ).catch((error: Error) => error.message);
  return { report: await verify(path), refusal };
}

test('rows that were altered past Demarc are named by duty and field, and nothing is exported from them', async () => {
  const { core, path } = await answered();
  await core.close();
  const sound = await judged(path);
  expect(sound).toMatchObject({ report: { ok: true, problems: [] }, refusal: null });
  expect(sound.report.state).toBe(stateOf(path));
  pastTheGuards(
    path,
    `UPDATE share SET text = 'TAMPERED' WHERE party = 'organisation';
     UPDATE assignment SET review = 'accepted';
     DELETE FROM evidence_link;
     INSERT INTO person (id, name, party) VALUES ('eve', 'Eve', 'organisation');
     UPDATE workbook SET title = 'Other';`,
  );
  const { report, refusal } = await judged(path);
  expect(report.ok).toBe(false);
  expect([...report.problems].sort()).toEqual([
    'Person "eve" is there, the log does not have it.',
    'Setting of the workbook: title is Other, the log says "Acme 2026".',
    'orders-db/restore-testing, link of E-1 is missing, the log has it.',
    'orders-db/restore-testing, share of organisation: text is TAMPERED, the log says "Restores every quarter.".',
    'orders-db/restore-testing: review is accepted, the log says draft.',
  ]);
  expect(refusal).toMatch(/nothing was exported\. .*\(and 4 more.*demarc repair/);
});

test('a log that was emptied, shortened or reordered is found out', async () => {
  const { core, path, folder } = await answered();
  await core.close();
  const altered = async (name: string, sql: string) => {
    const copy = join(folder, `${name}.demarc`);
    const db = new Database(path);
    await db.backup(copy);
    db.close();
    pastTheGuards(copy, sql);
    return judged(copy);
  };
  const emptied = await altered('emptied', 'DELETE FROM change');
  expect(emptied.report.problems[0]).toMatch(/^The change log is empty/);
  expect(emptied.refusal).toMatch(/change log is empty/);
  const shortened = await altered('shortened', 'DELETE FROM change WHERE rev > 3');
  expect(shortened.report.problems).toEqual(
    expect.arrayContaining([expect.stringMatching(/^Evidence E-1 is there, the log does not have it/)]),
  );
  expect(shortened.refusal).toMatch(/Evidence E-1/);
  const reordered = await altered(
    'reordered',
    'UPDATE change SET rev = 99 WHERE rev = 2; UPDATE change SET rev = 2 WHERE rev = 3; UPDATE change SET rev = 3 WHERE rev = 99',
  );
  expect(reordered.report.problems).toContain('Change 2 does not follow from the change before it.');
  expect(reordered.refusal).toMatch(/Change 2 does not follow from the change before it/);
});

test('what went past Demarc stays known when it was written over since', async () => {
  const { core, path } = await answered();
  await core.close();
  pastTheGuards(path, `UPDATE assignment SET note = 'TAMPERED'`);
  const again = startCore(join(path, '..'));
  const { id } = await again.core.openPath(path);
  const { call } = callers(again.core, id);
  await call('assignments.update', { ref: 'orders-db/restore-testing', note: 'Mine again' });
  await again.core.close();
  const { report, refusal } = await judged(path);
  expect(report.problems).toEqual([
    expect.stringMatching(
      /^Change 5 .* met orders-db\/restore-testing with note TAMPERED, where the log says empty: it had been altered past the log\.$/,
    ),
  ]);
  expect(refusal).toMatch(/met orders-db\/restore-testing with note TAMPERED/);
});

test('kept sums that were altered are made anew from the tables, but only from tables that the log vouches for', async () => {
  const { core, path } = await answered();
  await core.close();
  const write = async () => {
    const again = startCore(join(path, '..'));
    const { id } = await again.core.openPath(path);
    const result = await callers(again.core, id)
      .call('people.add', { name: `Kim ${Math.random()}` })
      .then(
        () => null,
        (error: Error) => error.message,
      );
    await again.core.close();
    return result;
  };
  pastTheGuards(path, 'UPDATE kept_sums SET sums = zeroblob(2048)');
  expect((await judged(path)).report.problems).toEqual([
    expect.stringMatching(/^The sums that are kept .* were altered/),
  ]);
  expect(await write()).toBeNull();
  expect((await judged(path)).report.problems).toEqual([]);
  pastTheGuards(path, `DELETE FROM kept_sums; UPDATE assignment SET note = 'TAMPERED'`);
  expect(await write()).toMatch(/no longer holds what its change log says, so nothing was written/);
});

test('a head or a state that was written down is found in the history, whole or by its first digits', async () => {
  const { path, call } = await answered();
  const earlier = await verify(path);
  await call('people.add', { name: 'Kim Doe' });
  const look = async (head: string) => (await verify(path, head)).looked?.found;
  const groups = earlier.head.match(/.{1,8}/g)?.join(' ') ?? '';
  expect(await look(groups)).toMatchObject({ rev: 4, what: 'head', digest: earlier.head, copy: null });
  expect(await look(`${earlier.state}`.slice(0, 12).toUpperCase())).toMatchObject({ rev: 4, what: 'state' });
  expect(await verify(path, 'f'.repeat(64))).toMatchObject({
    ok: false,
    looked: { found: null },
    problems: [expect.stringMatching(/^No state with the digest f+ is in the history/)],
  });
  await expect(verify(path, 'abc')).rejects.toThrow(/is no digest/);
});
