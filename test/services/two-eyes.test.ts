import { createHash } from 'node:crypto';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RuleId } from '../../main/contract/rules.ts';
import type { CoreOptions } from '../../main/services/core.ts';
import { openTestWorkbook, type TestCore } from '../support/core.ts';
import { bothWays, type Copy, openCopy, twoCopies } from '../support/two-copies.ts';

const RESTORE = 'orders-db/restore-testing';
const BACKUP = 'orders-db/backup-configuration';
const REFS = [RESTORE, BACKUP];
type Caller = Pick<TestCore, 'call'>;

async function prepare({ call }: Caller, ...rules: RuleId[]): Promise<void> {
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  for (const name of ['Ann', 'Ben', 'Cleo']) await call('people.add', { name, party: 'organisation' });
  await call('workbook.update', { rules });
}
const answer = ({ call }: Caller, ref = RESTORE) =>
  call('assignments.answer', { ref, answer: { owners: ['organisation'] }, reason: 'Agreed.' });
const submit = ({ call }: Caller, refs = [RESTORE]) => call('review.submit', { refs });
const accept = ({ call }: Caller, refs = [RESTORE]) => call('review.accept', { refs });
const breaches = async ({ call }: Caller) =>
  (await call('gaps.list', {}))
    .filter(({ rule }) => /^(accepted-by-author|signed-by-acceptor|signed-for-another)$/.test(rule))
    .map(({ sentence }) => sentence);
/** Who is working is who the settings name, as in the app, so that people can take turns. */
const NAMED_IN_SETTINGS = { actor: undefined } as unknown as Partial<CoreOptions>;
/** The same workbook with somebody else at it. */
const as = async (opened: TestCore, who: string | null): Promise<TestCore> => {
  await opened.core.dispatch({ name: 'app.saveSettings', input: { assessor: who } }, 'test');
  return opened;
};

test('who answered does not accept: the refusal names the rule, who answered and who can', async () => {
  const opened = await as(await openTestWorkbook(NAMED_IN_SETTINGS), 'Ann');
  await prepare(opened, 'other-accepts');
  await answer(opened);
  await submit(opened);
  await expect(accept(opened)).rejects.toMatchObject({
    code: 'RULE_VIOLATION',
    message: `${RESTORE}: the rule "Who answered does not accept" is on, and Ann answered it. Somebody else has to accept it: Ben or Cleo.`,
  });
  // Many at once: what may go on goes on, the rest is named.
  await as(opened, 'Ben');
  await answer(opened, BACKUP);
  await submit(opened, [BACKUP]);
  expect(await accept(opened, REFS)).toEqual({
    changed: [RESTORE],
    skipped: [{ ref: BACKUP, kind: 'refused', why: expect.stringContaining('Ben answered it') }],
  });
  expect(await breaches(opened)).toEqual([]);
  // Nobody is nobody: neither may somebody without a name accept, nor is an answer without one anybody's to accept.
  await as(opened, null);
  await expect(accept(opened, [BACKUP])).rejects.toThrow('nobody knows who is working here');
  await opened.call('assignments.update', { ref: BACKUP, note: 'By nobody.' });
  await submit(opened, [BACKUP]);
  await as(opened, 'Ann');
  await expect(accept(opened, [BACKUP])).rejects.toThrow('nobody knows who answered this');
  await answer(opened, BACKUP);
  await as(opened, 'Cleo');
  await accept(opened, [BACKUP]);
});

test('whoever changed a word of it wrote it, too, until a second pair of eyes has seen that', async () => {
  const opened = await as(await openTestWorkbook(NAMED_IN_SETTINGS), 'Ann');
  await prepare(opened, 'other-accepts');
  await answer(opened);
  await as(opened, 'Ben');
  await opened.call('assignments.update', { ref: RESTORE, duties: { organisation: 'Once a month.' } });
  // To park it, or to look at it, makes nobody an author.
  await as(opened, 'Cleo');
  await opened.call('assignments.update', { ref: RESTORE, parked: true });
  await submit(opened);
  for (const who of ['Ann', 'ben']) {
    await as(opened, who);
    await expect(accept(opened)).rejects.toThrow('Ann and Ben wrote the answer');
  }
  await as(opened, 'Cleo');
  await accept(opened);
  await opened.call('review.reopen', { refs: [RESTORE], reason: 'More.' });
  // Cleo has seen what Ann wrote, so Ann may look at what Cleo adds; not at her own words alone.
  await submit(opened);
  await as(opened, 'Ann');
  await expect(accept(opened)).rejects.toThrow('Ann answered it');
  await as(opened, 'Cleo');
  await opened.call('assignments.update', { ref: RESTORE, note: 'By Cleo.' });
  await submit(opened);
  await expect(accept(opened)).rejects.toThrow('Cleo answered it');
  await as(opened, 'Ann');
  await accept(opened);
  expect(await breaches(opened)).toEqual([]);
});

test('what was accepted before the rule is a gap; undo brings back no more than it, and the switch is in the log', async () => {
  const opened = await as(await openTestWorkbook(NAMED_IN_SETTINGS), 'Ann');
  await prepare(opened);
  await answer(opened);
  await submit(opened);
  await accept(opened);
  expect(await breaches(opened)).toEqual([]);
  await opened.call('workbook.update', { rules: ['other-accepts'] });
  const breach = [
    'orders-db, Restore testing: accepted in review by Ann, who answered it. Somebody else has to look at it.',
  ];
  expect(await breaches(opened)).toEqual(breach);
  expect((await opened.call('workbook.history', {})).undo).toBe('Switched on: Who answered does not accept');
  await opened.call('review.reopen', { refs: [RESTORE], reason: 'Against the rule.' });
  expect(await breaches(opened)).toEqual([]);
  await opened.call('workbook.undo', {});
  expect(await breaches(opened)).toEqual(breach);
  await opened.call('workbook.redo', {});
  await submit(opened);
  await expect(accept(opened)).rejects.toThrow('Ann answered it');
  const { lines } = await opened.call('history.list', { limit: 50, whole: true, filter: { kind: 'scope' } });
  expect(lines.flatMap(({ parts }) => parts.flatMap(({ changes }) => changes))).toContainEqual(
    expect.objectContaining({ label: 'Rules', after: 'Who answered does not accept' }),
  );
});

test('a sheet that comes back was written by its sender and by whoever takes it in', async () => {
  const opened = await as(await openTestWorkbook(NAMED_IN_SETTINGS), 'Ann');
  await prepare(opened, 'other-accepts');
  const path = join(opened.folder, 'register.csv');
  const text = `Ref,Ownership,Note\n${RESTORE},Acme,By Ben\n`;
  writeFileSync(path, text);
  const { handle } = opened.core.files.registerSource(path);
  await opened.run('sheets.apply', {
    file: handle,
    rev: 1_000_000,
    cells: { except: [] },
    sender: { name: 'Ben' },
    sha256: createHash('sha256').update(text).digest('hex'),
  });
  await submit(opened);
  for (const who of ['Ann', 'Ben']) {
    await as(opened, who);
    await expect(accept(opened)).rejects.toThrow('Ben and Ann wrote the answer');
  }
  await as(opened, 'Cleo');
  await accept(opened);
});

test('a merge that brings an acceptance against the rule makes a gap that names it', async () => {
  const { ann, ben } = await twoCopies(prepare);
  await ann.call('workbook.update', { rules: ['other-accepts'] });
  await answer(ben);
  await submit(ben);
  await accept(ben);
  const merged = await bothWays(ann, ben);
  expect(await breaches(merged)).toEqual([
    'orders-db, Restore testing: accepted in review by Ben, who answered it. Somebody else has to look at it.',
  ]);
  // The record is as it was recorded, and says itself that it breaks a rule.
  expect(await merged.run('workbook.verify', {})).toMatchObject({
    ok: true,
    problems: [],
    broken: [
      {
        rule: 'other-accepts',
        gap: 'accepted-by-author',
        count: 1,
        named: ['orders-db, Restore testing'],
        others: 0,
      },
    ],
  });
  // Both wrote, each in a copy: then neither accepts.
  await merged.call('review.reopen', { refs: [RESTORE], reason: 'Against the rule.' });
  const copy = async (who: string): Promise<Copy> => {
    const path = `${merged.path}.${who}.demarc`;
    copyFileSync(merged.path, path);
    const opened = await openCopy(path, who);
    await opened.call('assignments.update', {
      ref: RESTORE,
      ...(who === 'Ann' ? { note: 'By Ann.' } : { dueOn: '2027-01-31' }),
    });
    return opened;
  };
  await merged.close();
  const both = await bothWays(await copy('Ann'), await copy('Cleo'));
  await submit(both);
  await expect(accept(both)).rejects.toThrow('wrote the answer');
});

test('who accepted does not sign alone, and everybody signs under their own name, with their key', async () => {
  const opened = await as(await openTestWorkbook(NAMED_IN_SETTINGS), 'Ann');
  await prepare(opened, 'other-signs', 'signs-self');
  await answer(opened);
  await submit(opened);
  await as(opened, 'Ben');
  await accept(opened);
  const sign = (name: string, more: object = {}) =>
    opened.call('review.sign', { subject: 'orders-db', name, statement: 'Agreed.', ...more });
  await expect(sign('Cleo')).rejects.toThrow(
    'Nothing was signed: the rule "Everybody signs under their own name" is on, and Ben is working here.',
  );
  await expect(sign('Ben')).rejects.toThrow(
    'Nothing was signed: the rule "Who accepted does not sign alone" is on, and Ben accepted answers of it. Somebody else has to sign it first: Ann or Cleo.',
  );
  await as(opened, 'Ann');
  await sign('ann');
  await as(opened, 'Ben');
  await opened.call('keys.new', { name: 'Ben' });
  await expect(sign('Ben')).rejects.toThrow('Ben has a key here. Sign with it.');
  await sign('Ben', { withKey: true });
  expect(await breaches(opened)).toEqual([]);
  // Nothing is a gap while a rule is off; with it on, a sign-off recorded for somebody else is one.
  await opened.call('workbook.update', { rules: [] });
  await sign('Cleo');
  await opened.call('assignments.answer', { ref: BACKUP, answer: { owners: ['organisation'] } });
  await sign('Ben', { withKey: true });
  expect(await breaches(opened)).toEqual([]);
  await opened.call('workbook.update', { rules: ['other-signs', 'signs-self'] });
  expect(await breaches(opened)).toEqual([
    expect.stringMatching(/^orders-db: on .*, Ben accepted answers and signed; nobody who accepted none/),
  ]);
  await opened.call('workbook.undo', {});
  await sign('Cleo');
  await opened.call('workbook.update', { rules: ['other-signs', 'signs-self'] });
  expect(await breaches(opened)).toEqual([
    expect.stringMatching(/^orders-db: on .*, Ben recorded a sign-off of Cleo, without a key\.$/),
  ]);
  expect(await opened.run('workbook.verify', {})).toMatchObject({
    ok: true,
    broken: [{ rule: 'signs-self', gap: 'signed-for-another', count: 1, named: ['orders-db'], others: 0 }],
  });
  await opened.call('workbook.update', { rules: [] });
  expect(await opened.run('workbook.verify', {})).toMatchObject({ ok: true, broken: [] });
});

test('whoever says where a common control holds wrote it, too; what holds in a service counts where the service is signed', async () => {
  const opened = await as(await openTestWorkbook(NAMED_IN_SETTINGS), 'Ann');
  await prepare(opened, 'other-accepts', 'other-signs');
  const common = ['platform/restore-testing'];
  await opened.call('parties.add', { name: 'Platform', kind: 'internal-provider' });
  await opened.call('common.set', { refs: common, duties: { platform: 'We test.' } });
  await submit(opened, common);
  await as(opened, 'Ben');
  await opened.call('common.set', { refs: common, reach: { everywhere: true } });
  await expect(accept(opened, common)).rejects.toThrow('is a draft');
  await submit(opened, common);
  await expect(accept(opened, common)).rejects.toThrow('Ann and Ben wrote the answer');
  await as(opened, 'Cleo');
  await accept(opened, common);
  const sign = (name: string) =>
    opened.call('review.sign', { subject: 'orders-db', name, statement: 'Agreed.' });
  await expect(sign('Cleo')).rejects.toThrow('Cleo accepted answers of it');
  await sign('Ann');
  await sign('Cleo');
  expect(await breaches(opened)).toEqual([]);
});

test('a person stays the same under a new name and in letters of another width; a key stands for nobody else', async () => {
  const opened = await as(await openTestWorkbook(NAMED_IN_SETTINGS), 'Ann');
  await prepare(opened, 'other-accepts', 'signs-self');
  await answer(opened);
  await submit(opened);
  await opened.call('people.update', { id: 'ann', name: 'Ann Roe' });
  for (const who of ['Ann Roe', 'ＡＮＮ']) {
    await as(opened, who);
    await expect(accept(opened)).rejects.toThrow(
      'Ann answered it. Somebody else has to accept it: Ben or Cleo.',
    );
  }
  // A name that somebody else bears now is theirs.
  await opened.call('people.add', { name: 'Dan', party: 'organisation' });
  await opened.call('people.update', { id: 'dan', name: 'Eve' });
  await opened.call('people.add', { name: 'Dan', party: 'organisation' });
  await as(opened, 'Dan');
  await answer(opened, BACKUP);
  await submit(opened, [BACKUP]);
  await as(opened, 'Eve');
  await accept(opened, [BACKUP]);
  await opened.call('keys.new', { name: 'Ben' });
  const sign = () =>
    opened.call('review.sign', { subject: null, name: 'Ben', statement: 'Agreed.', withKey: true });
  await expect(sign()).rejects.toThrow('Eve is working here. Ben has to sign under their own name');
  await opened.call('workbook.update', { rules: [] });
  await sign();
  await opened.call('workbook.update', { rules: ['signs-self'] });
  expect(await breaches(opened)).toEqual([
    expect.stringMatching(/Eve recorded a sign-off of Ben, with a key that calls itself so\.$/),
  ]);
});
