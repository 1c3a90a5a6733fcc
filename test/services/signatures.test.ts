import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { VerifyReport } from '../../main/contract/workbook.ts';
import { signOffWords, signOffWordsInDocument } from '../../main/domain/signatures/key-words.ts';
import { runVerify } from '../../main/jobs/verify-task.ts';
import { openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';
import { bothWays, type Copy, openCopy, twoCopies } from '../support/two-copies.ts';

const PATCHING = 'web/guest-os-patching';
type Caller = Pick<Copy, 'call' | 'run'>;

async function answered({ call }: Caller): Promise<void> {
  await call('services.add', { services: [{ catalogueId: 'ec2', label: 'web' }] });
  await call('assignments.answer', {
    ref: PATCHING,
    answer: { owners: ['organisation'] },
    reason: 'Agreed in the workshop.',
  });
}
const sign = ({ call }: Caller, name: string, more: object = {}) =>
  call('review.sign', { subject: 'web', name, role: 'CISO', statement: 'Agreed.', ...more });
/** Through the worker, as a user does. */
const verify = async ({ run }: Caller) => (await run('workbook.verify', {})) as VerifyReport;
const controls = { signal: new AbortController().signal, progress: () => undefined };
const verifyFile = (path: string) => runVerify({ kind: 'verify', workbook: path }, controls);
const wordsOf = async ({ call }: Caller) => (await call('review.signOffs', {})).map(signOffWords);

test('only a key makes a sign-off somebody’s own; without one a name is recorded', async () => {
  const opened = await openTestWorkbook();
  const { call } = opened;
  await answered(opened);
  await expect(sign(opened, 'Ann Lee', { withKey: true })).rejects.toThrow(
    'There is no key in this profile.',
  );
  await sign(opened, 'Bob Ray');
  const own = await call('keys.new', { name: 'Ann Lee', passphrase: 'four or five words' });
  const withKey = { withKey: true, passphrase: 'four or five words' };
  await expect(sign(opened, 'Ann Lee', { withKey: true })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    details: { passphrase: 'needed' },
  });
  await expect(sign(opened, 'Bob Ray', withKey)).rejects.toThrow(
    'The key of this profile is that of Ann Lee. Sign with it under that name, or record Bob Ray without a key.',
  );
  await sign(opened, 'Ann Lee', withKey);
  expect((await call('workbook.history', {})).undo).toMatch(
    /^Signed web \(.*\) with the key .*, which calls itself Ann Lee$/,
  );
  const short = own.fingerprint.slice(0, 16).replace(/.{4}(?=.)/g, '$& ');
  const report = await verify(opened);
  expect(report).toMatchObject({ ok: true });
  expect(report.signOffs.map(signOffWords)).toEqual(await wordsOf(opened));
  expect(await wordsOf(opened)).toEqual([
    `signed with your own key ${short}, Ann Lee`,
    'recorded as signed by Bob Ray, without a key',
  ]);
  expect(await call('review.signOffs', {})).toMatchObject([
    { name: 'Ann Lee', signature: { fingerprint: own.fingerprint, problem: null }, known: { own: true } },
    { name: 'Bob Ray', signature: null, known: null },
  ]);
  // Undone and redone it is the same signature.
  await call('workbook.undo', {});
  expect(await call('review.signOffs', {})).toHaveLength(1);
  await call('workbook.redo', {});
  expect(await wordsOf(opened)).toContain(`signed with your own key ${short}, Ann Lee`);
});

test('elsewhere the key is not known until somebody says whose it is', async () => {
  const opened = await openTestWorkbook();
  const { core, call, path } = opened;
  await answered(opened);
  const own = await call('keys.new', { name: 'Ann Lee' });
  await sign(opened, 'Ann Lee', { withKey: true });
  const exported = `${path}.key`;
  await call('keys.export', { target: core.files.registerTarget(exported).handle });
  await core.close();

  const elsewhere = await openCopy(path, 'Cleo');
  const key = own.fingerprint.slice(0, 16).replace(/.{4}(?=.)/g, '$& ');
  expect(await wordsOf(elsewhere)).toEqual([
    `signed with the key ${key}, which calls itself Ann Lee and is not known here`,
  ]);
  const known = await elsewhere.call('keys.trust', {
    file: elsewhere.register(exported).handle,
    name: 'A. Lee',
  });
  expect(await wordsOf(elsewhere)).toEqual([
    `signed by A. Lee (key ${key}, known here since ${known.since.slice(0, 10)}; it calls itself Ann Lee)`,
  ]);
  await elsewhere.call('keys.forget', { fingerprint: own.fingerprint });
  expect(await wordsOf(elsewhere)).toEqual([
    `signed with the key ${key}, which calls itself Ann Lee and is not known here`,
  ]);
});

test('a signed row that was altered, even past the log, is named with what was not signed', async () => {
  const opened = await openTestWorkbook();
  const { core, call, path } = opened;
  await answered(opened);
  await call('keys.new', { name: 'Ann Lee' });
  await sign(opened, 'Ann Lee', { withKey: true });
  await core.close();
  const other = startCore(temporaryFolder()).core;
  const foreign = await other.dispatch({ name: 'keys.new', input: { name: 'Ann Lee' } }, 'test');
  await other.close();
  const foreignKey = foreign.ok ? (foreign.value as { publicKey: string }).publicKey : '';
  const alterations: readonly (readonly [sql: string, problem: string])[] = [
    [`statement = 'I own all of it.'`, 'it does not say what was signed: the statement is not the same'],
    [`name = 'Bob Ray'`, 'it does not say what was signed: the name is not the same'],
    [`role = NULL, subject = NULL`, 'what it is about, the role are not the same'],
    [`digest = '${'0'.repeat(64)}'`, 'the digest is not the same'],
    [`signed_at = '2020-01-01T00:00:00.000Z'`, 'the time is not the same'],
    [`signed_text = replace(signed_text, 'Agreed', 'Denied')`, 'its signature does not fit what was signed'],
    [`public_key = '${foreignKey}'`, 'its signature does not fit what was signed and its key'],
    ['signature = NULL', 'a part of its signature is missing'],
  ];
  const sound = readFileSync(path);
  for (const [sql, problem] of alterations) {
    writeFileSync(path, sound);
    pastTheGuards(path, `UPDATE sign_off SET ${sql}`);
    const report = await verifyFile(path);
    expect(report.ok, sql).toBe(false);
    expect(report.problems.join('\n'), sql).toContain(problem);
    expect(report.signOffs.map(signOffWordsInDocument).join(), sql).toContain(
      'whose signature does not hold',
    );
  }
});

test('copies that are merged keep their signatures, also under another name of the service', async () => {
  const { ann, ben } = await twoCopies(async (base) => {
    await base.call('people.add', { name: 'Zoë Müller', party: 'organisation' });
  });
  // Two services of one name: one of them gets another.
  await answered(ann);
  await ben.call('services.add', { services: [{ catalogueId: 'rds', label: 'web' }] });
  await ben.call('assignments.answer', {
    ref: 'web/restore-testing',
    answer: { owners: ['organisation'] },
    reason: 'Agreed.',
  });
  for (const [copy, name] of [
    [ann, 'Ann'],
    [ben, 'Ben'],
  ] as const) {
    await copy.call('keys.new', { name });
    await sign(copy, name, { withKey: true });
  }
  const merged = await bothWays(ann, ben);
  const report = await verifyFile(merged.path);
  expect(report).toMatchObject({ ok: true, problems: [] });
  expect(new Set(report.signOffs.map(({ subject }) => subject)).size).toBe(2);
  expect(report.signOffs.map(({ name, signature }) => [name, signature?.problem]).sort()).toEqual([
    ['Ann', null],
    ['Ben', null],
  ]);
});

test('a signature from another workbook, or from a state that this one never had, is none here', async () => {
  const profile = temporaryFolder();
  const first = await openTestWorkbook({ dataDir: profile });
  const second = await openTestWorkbook({ dataDir: profile });
  for (const opened of [first, second]) await answered(opened);
  await first.call('keys.new', { name: 'Ann Lee' });
  for (const opened of [first, second]) await sign(opened, 'Ann Lee', { withKey: true });
  await first.core.close();
  await second.core.close();
  pastTheGuards(
    second.path,
    `ATTACH '${first.path}' AS other; DELETE FROM main.sign_off; INSERT INTO main.sign_off SELECT * FROM other.sign_off; DETACH other;`,
  );
  expect((await verifyFile(second.path)).problems.join('\n')).toContain('the workbook is not the same');
});
