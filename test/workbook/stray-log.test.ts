import {
  closeSync,
  copyFileSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { readHeader } from '../../main/workbook/header.ts';
import { lockPath } from '../../main/workbook/lock.ts';
import { openWorkbook } from '../../main/workbook/open.ts';
import { peekWorkbook } from '../../main/workbook/peek.ts';
import { readOtherWorkbook } from '../../main/workbook/read-other.ts';
import { strayBeside } from '../../main/workbook/stray-log.ts';
import { callers, startCore, temporaryFolder } from '../support/core.ts';
import {
  asKilled,
  beside,
  checkpointed,
  closedWith,
  damage,
  inPlaceOf,
  killedAfter,
  labelsIn,
  opened,
  PAGE,
  sitting,
} from '../support/killed.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';
import fc, { runs } from '../support/property.ts';

const STRAY = /^Beside acme\.demarc la?[yi]e?s? acme\.demarc-(wal|journal), left by a program that was ended/;
const LATER = Array.from({ length: 30 }, (_, at) => `service ${at} of those that were added later`);

describe('a file that was put in the place of one whose program was killed', () => {
  test('keeps what it holds when it is opened, and the log beside it is kept as well', async () => {
    const before = await closedWith(['one', 'two']);
    const killed = await killedAfter(before, ['three', 'four']);
    const { folder, path, left } = inPlaceOf(killed, before);
    const { notices, labels, verified } = await opened(path);
    expect(labels).toEqual(['one', 'two']);
    expect(verified).toMatchObject({ ok: true, problems: [] });
    expect(notices).toEqual([expect.stringMatching(STRAY)]);
    const [aside = '', ...rest] = beside(folder);
    expect([aside, ...rest]).toEqual([expect.stringMatching(/^acme \(left over .*\)\.wal$/), 'acme.demarc']);
    expect(notices[0]).toContain(`called "${aside}" now`);
    expect(readFileSync(join(folder, aside)).equals(left)).toBe(true);
    // It is said once: the next opening finds nothing.
    expect((await opened(path)).notices).toEqual([]);
  });

  test('is read without the log, and nothing in its folder is touched', async () => {
    const killed = await killedAfter(await closedWith(['one']), ['two']);
    const other = await closedWith(['other', 'another']);
    const { folder, path, left } = inPlaceOf(killed, other);
    const bytes = readFileSync(path);
    expect(await opened(path, true)).toMatchObject({
      labels: ['other', 'another'],
      verified: { ok: true },
      notices: [expect.stringMatching(STRAY)],
    });
    const told = readOtherWorkbook(path, 'acme.demarc', (_, notices) => notices);
    expect(told).toEqual([expect.stringMatching(STRAY)]);
    expect(labelsIn(path)).toEqual(['other', 'another']);
    expect(peekWorkbook(path, 'acme.demarc', '')).toBeNull();
    expect(beside(folder)).toEqual(['acme.demarc', 'acme.demarc-wal']);
    expect(readFileSync(path).equals(bytes) && readFileSync(`${path}-wal`).equals(left)).toBe(true);
  });

  test('is read without it also where a program of another machine has it open', async () => {
    const killed = await killedAfter(await closedWith(['one']), ['two']);
    const { folder, path } = inPlaceOf(killed, await closedWith(['other']));
    const held = { pid: 1, host: 'elsewhere', boot: 'x', started: 'y', who: 'Ben', since: '', token: 'abc' };
    writeFileSync(lockPath(path), JSON.stringify(held));
    expect(await opened(path)).toMatchObject({ labels: ['other'], notices: [expect.stringMatching(STRAY)] });
    expect(labelsIn(path)).toEqual(['other']);
    expect(beside(folder)).toEqual(['acme.demarc', 'acme.demarc-wal', 'acme.demarc.lock']);
  });

  test('is merged, compared and rebuilt without the log', async () => {
    const base = await closedWith(['one']);
    const killed = await killedAfter(base, ['two']);
    const { folder, path } = inPlaceOf(killed, await closedWith(['three'], base));
    const mine = asKilled(base);
    const { core } = startCore(temporaryFolder());
    const { id } = await core.openPath(mine);
    const { call, run } = callers(core, id);
    const { handle } = core.files.registerSource(path);
    const told = [expect.stringMatching(STRAY)];
    expect(await run('merge.preview', { file: handle })).toMatchObject({ notices: told });
    expect(await call('snapshots.compare', { from: { file: handle }, to: 'now' })).toMatchObject({
      from: { notices: told },
    });
    const target = core.files.registerTarget(join(folder, 'rebuilt.demarc')).handle;
    await run('workbook.repair', { file: handle, target });
    await core.close();
    expect(labelsIn(join(folder, 'rebuilt.demarc'))).toEqual(['one', 'three']);
    expect(beside(folder)).toEqual(['acme.demarc', 'acme.demarc-wal']);
  });

  test('is not taken for whole where it is cut off', async () => {
    const killed = await killedAfter(await closedWith(['one']), ['two']);
    const { folder, path } = inPlaceOf(killed, await closedWith(['other']));
    const whole = readFileSync(path);
    const file = openSync(path, 'w');
    writeSync(file, whole, 0, whole.length - PAGE);
    closeSync(file);
    await expect(opened(path)).rejects.toMatchObject({
      code: 'WORKBOOK_DAMAGED',
      message: expect.stringContaining('is cut off'),
    });
    expect(beside(folder)).toEqual(['acme.demarc', 'acme.demarc-wal']);
    expect(statSync(path).size).toBe(whole.length - PAGE);
  });
});

test('a log is played back into its own file, however much of it was folded in before the kill', async () => {
  const base = await closedWith(['one']);
  const killed = await killedAfter(base, LATER);
  const before = readFileSync(killed);
  const after = readFileSync(checkpointed(killed));
  const pages = Array.from({ length: after.length / PAGE }, (_, at) => at).filter(
    (at) => !after.subarray(at * PAGE, (at + 1) * PAGE).equals(before.subarray(at * PAGE, (at + 1) * PAGE)),
  );
  expect(pages.length).toBeGreaterThan(3);
  await fc.assert(
    fc.asyncProperty(fc.subarray(pages), async (folded) => {
      const path = asKilled(killed);
      const file = openSync(path, 'r+');
      for (const at of folded) writeSync(file, after, at * PAGE, PAGE, at * PAGE);
      closeSync(file);
      expect(strayBeside(path, readHeader(path), false)).toEqual([]);
      const workbook = openWorkbook(path, {
        who: null,
        backups: temporaryFolder(),
        now: '2026-12-02T18:10:00Z',
      });
      const labels = workbook.connection.all<{ label: string }>(
        'SELECT label FROM service_in_use ORDER BY ord',
      );
      expect(workbook.notices).toEqual([]);
      workbook.close();
      expect(labels.map(({ label }) => label)).toEqual(['one', ...LATER]);
    }),
    { numRuns: runs(20) },
  );
});

test('what another program did between the look at a file and its lock counts: its own log is played back', async () => {
  const before = await closedWith(['one']);
  const other = await killedAfter(before, ['recorded meanwhile']);
  const { folder, path } = inPlaceOf(await killedAfter(await closedWith(['elsewhere']), ['two']), before);
  let isOver = false;
  const workbook = openWorkbook(path, {
    // Asked for when the lock is taken: the other program has opened the file, recorded something, and was killed.
    get who() {
      if (!isOver) for (const end of ['', '-wal']) copyFileSync(`${other}${end}`, `${path}${end}`);
      isOver = true;
      return null;
    },
    backups: temporaryFolder(),
    now: '2026-12-02T18:10:00Z',
  });
  expect(workbook.notices).toEqual([]);
  workbook.close();
  expect(isOver).toBe(true);
  expect(labelsIn(path)).toEqual(['one', 'recorded meanwhile']);
  expect(beside(folder)).toEqual(['acme.demarc']);
});

test.each([
  ['a cell', "UPDATE service_in_use SET label = 'foreign' WHERE label = 'one'"],
  ['an index', 'CREATE INDEX theirs ON service_in_use (label)'],
  ['statistics', 'ANALYZE'],
])('a log into which somebody wrote %s before the kill stays that of its file', async (_what, sql) => {
  let killed = '';
  const over = sitting(asKilled(await closedWith(['one'])), ['two'], (path) => {
    pastTheGuards(path, sql);
    killed = asKilled(path);
  });
  // Whoever closes such a file is told what became of it.
  await over.catch((error) => expect(error).toMatchObject({ code: 'WORKBOOK_GONE' }));
  expect(strayBeside(killed, readHeader(killed), false)).toEqual([]);
  const bytes = readFileSync(`${killed}-wal`);
  const { core } = startCore(temporaryFolder());
  const labels = await core.openPath(killed).then(
    async ({ id }) => (await callers(core, id).call('services.list', {})).map(({ label }) => label),
    (error) => error,
  );
  await core.close();
  // It is opened with all that was recorded, or refused by name.
  if (Array.isArray(labels)) expect(labels).toEqual(['foreign', 'two']);
  else expect(labels).toMatchObject({ code: 'WORKBOOK_DAMAGED' });
  expect(readdirSync(dirname(killed)).filter((name) => name.includes('left over'))).toEqual([]);
  expect(bytes.length).toBeGreaterThan(PAGE);
});

test.each(['declined', 'damaged'])('an opening that is %s puts nothing aside', async (how) => {
  const killed = await killedAfter(await closedWith(['one']), ['two']);
  const { folder, path, left } = inPlaceOf(killed, await closedWith(['other']));
  const db = new Database(path);
  if (how === 'declined') db.pragma('user_version = 1');
  db.close();
  copyFileSync(`${killed}-wal`, `${path}-wal`);
  if (how === 'damaged') damage(path);
  expect(() =>
    openWorkbook(path, {
      who: null,
      backups: temporaryFolder(),
      now: '2026-12-02T18:10:00Z',
      beforeMigration: () => {
        throw new Error('not now');
      },
    }),
  ).toThrow();
  expect(beside(folder).filter((name) => !name.endsWith('-shm'))).toEqual(['acme.demarc', 'acme.demarc-wal']);
  expect(readFileSync(`${path}-wal`).equals(left)).toBe(true);
});

describe('of a file that was copied while it was open', () => {
  test.each([
    { what: 'with other answers since', of: 'base', labels: ['elsewhere', 'and more', 'and more yet'] },
    { what: 'that is another workbook', of: 'nothing', labels: ['quite', 'another', 'one'] },
  ])('$what, what it holds decides whose log lies beside it', async ({ of, labels }) => {
    const base = await closedWith(['one']);
    const killed = await killedAfter(base, ['two', 'three']);
    const other = checkpointed(await killedAfter(of === 'base' ? base : await closedWith([]), labels));
    const { folder, path, left } = inPlaceOf(killed, other);
    const { notices, labels: seen } = await opened(path);
    expect(seen).toEqual(of === 'base' ? ['one', ...labels] : labels);
    expect(notices).toEqual([
      expect.stringContaining('was copied while it was open'),
      expect.stringMatching(STRAY),
    ]);
    const [aside = ''] = beside(folder);
    expect(readFileSync(join(folder, aside)).equals(left)).toBe(true);
  });

  test('a log that goes on from later than what it holds is not mixed into it', async () => {
    const before = await closedWith(['one']);
    const killed = await killedAfter(await closedWith(LATER, before), ['last']);
    const { path } = inPlaceOf(killed, checkpointed(await killedAfter(before, ['two'])));
    const { labels, verified } = await opened(path);
    expect(labels).toEqual(['one', 'two']);
    expect(verified.problems).toEqual([expect.stringContaining('was copied while it was open')]);
    const { path: unchanged } = inPlaceOf(killed, checkpointed(await killedAfter(before, [])));
    expect(await opened(unchanged)).toMatchObject({ labels: ['one'] });
  });

  test('a log that is older than what it holds takes nothing back', async () => {
    const base = await closedWith(['one']);
    const early = await killedAfter(base, ['two']);
    const late = checkpointed(await killedAfter(base, ['two', 'three', 'four']));
    const { path } = inPlaceOf(early, late);
    expect((await opened(path)).labels).toEqual(['one', 'two', 'three', 'four']);
  });
});

test('a journal of another file is not rolled back into one, and its own is', async () => {
  const base = await closedWith(['one']);
  const written = asKilled(base);
  const db = new Database(written);
  db.pragma('cache_size = 1');
  db.exec('BEGIN IMMEDIATE');
  // Half of it goes into the file before it is committed, and what was there into the journal.
  db.exec("UPDATE service_in_use SET label = 'half'");
  db.exec('CREATE TABLE half (text); CREATE INDEX half_text ON half (text)');
  for (let n = 0; n < 200; n += 1) db.exec(`INSERT INTO half VALUES (hex(randomblob(500)))`);
  const killed = asKilled(written);
  db.exec('ROLLBACK');
  db.close();
  expect(statSync(`${killed}-journal`).size).toBeGreaterThan(PAGE);
  expect(await opened(asKilled(killed))).toMatchObject({
    labels: ['one'],
    notices: [],
    verified: { ok: true },
  });

  const { folder, path, left } = inPlaceOf(
    killed,
    await closedWith(['other', 'another', 'third']),
    '-journal',
  );
  const { labels, notices, verified } = await opened(path);
  expect(labels).toEqual(['other', 'another', 'third']);
  expect(verified.ok).toBe(true);
  expect(notices).toEqual([expect.stringMatching(STRAY)]);
  const [aside = ''] = beside(folder);
  expect(aside).toMatch(/^acme \(left over .*\)\.journal$/);
  expect(readFileSync(join(folder, aside)).equals(left)).toBe(true);
});
