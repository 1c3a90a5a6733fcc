import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { DemarcError } from '../../main/contract/errors.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '../../main/workbook/migrations/index.ts';
import { openWorkbook } from '../../main/workbook/open.ts';
import { openFile } from '../../main/workbook/open-file.ts';
import { callers, startCore } from '../support/core.ts';
import {
  asKilled,
  beside,
  checkpointed,
  closedWith,
  damage,
  inPlaceOf,
  killedAfter,
  opened,
} from '../support/killed.ts';
import { smallDisk } from '../support/small-disk.ts';
import { STORED_SCHEMAS, unpackStored } from '../support/stored-workbooks.ts';
import { temporaryFolder } from '../support/temp.ts';

describe.each([{ brief: false }, { brief: true }])('a damaged file that was not closed (%o)', ({ brief }) => {
  test.each([
    { what: 'with the memory of its readers', shared: true },
    { what: 'without', shared: false },
  ])('is refused with every byte of it and of its log in place, $what', async ({ shared }) => {
    const killed = await killedAfter(await closedWith(['one']), ['two']);
    damage(killed);
    if (shared) writeFileSync(`${killed}-shm`, '');
    const held = () => ['', '-wal'].map((end) => readFileSync(`${killed}${end}`));
    const before = held();
    expect(() =>
      openWorkbook(killed, { who: null, backups: temporaryFolder(), now: '2026-12-02T18:10:00Z', brief }),
    ).toThrow(expect.objectContaining({ code: 'WORKBOOK_DAMAGED' }));
    expect(held().map((bytes, at) => bytes.equals(before[at] ?? Buffer.of()))).toEqual([true, true]);
    expect(readdirSync(dirname(killed)).filter((name) => /lock|left over/.test(name))).toEqual([]);
  });
});

const NO_ROOM = /^acme\.demarc was not closed .* It was left untouched\. Make room/;
/** Runs while the temporary files of this program go to this folder, and leaves none there. */
function withTemporaries(folder: string, run: () => void): void {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    run();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
}

test('a file that was copied while it was open needs no room to be looked over: nothing lies beside it that could be played in', async ({
  skip,
}) => {
  const alone = checkpointed(await killedAfter(await closedWith(['one']), ['two']));
  const disk = smallDisk(8);
  if (disk === null) return skip('no file system may be mounted here');
  const options = { who: null, backups: temporaryFolder(), now: '2026-12-02T23:10:00Z' };
  withTemporaries(disk, () => {
    const { notices, close } = openWorkbook(alone, options);
    close();
    expect(notices).toEqual([expect.stringContaining('was copied while it was open')]);
  });
});

test('where there is too little room to tell whose log lies beside a file, not a byte is played into it, and it is opened when there is', async ({
  skip,
}) => {
  const base = await closedWith(['one']);
  const killed = await killedAfter(base, ['two', 'three']);
  const other = checkpointed(await killedAfter(base, ['elsewhere', 'and more']));
  for (const { main, labels } of [
    { main: other, labels: ['one', 'elsewhere', 'and more'] },
    { main: killed, labels: ['one', 'two', 'three'] },
  ]) {
    const { folder, path, left } = inPlaceOf(killed, main);
    const file = readFileSync(path);
    const options = { who: null, backups: temporaryFolder(), now: '2026-12-02T23:10:00Z' };
    // For no copy, for one, and for both with the log but not for what reading it makes.
    for (const bytes of [0, file.length, 2 * file.length + left.length]) {
      const disk = smallDisk(Math.ceil(bytes / 1024) + 8);
      if (disk === null) return skip('no file system may be mounted here');
      withTemporaries(disk, () =>
        expect(() => openWorkbook(path, options)).toThrow(
          expect.objectContaining({ code: 'DISK_FULL', message: expect.stringMatching(NO_ROOM) }),
        ),
      );
      expect(readFileSync(path).equals(file)).toBe(true);
      expect(readFileSync(`${path}-wal`).equals(left)).toBe(true);
      expect(beside(folder)).toEqual(['acme.demarc', 'acme.demarc-wal']);
    }
    expect((await opened(path)).labels).toEqual(labels);
  }
});

test.each([{ readOnly: false }, { readOnly: true }])(
  'where there is no temporary folder, a file that was not closed is refused with that and not called missing (%o)',
  async ({ readOnly }) => {
    const killed = await killedAfter(await closedWith(['one']), ['two']);
    const older = unpackStored(60, join(temporaryFolder(), 'acme.demarc'));
    const writing = openFile(older, { readonly: false });
    writing.raw.pragma('journal_mode = WAL');
    writing.raw.exec("UPDATE workbook SET title = 'Later'");
    const olderKilled = asKilled(older);
    writing.close();
    const [gone, backups] = [join(temporaryFolder(), 'gone'), temporaryFolder()];
    for (const path of [killed, olderKilled]) {
      const held = () => ['', '-wal'].map((end) => readFileSync(`${path}${end}`).toString('latin1'));
      const before = held();
      const options = { who: null, backups, now: '2026-12-03T04:30:00Z', brief: true, readOnly };
      let said: unknown;
      withTemporaries(gone, () => {
        try {
          openWorkbook(path, options).close();
        } catch (error) {
          said = error;
        }
      });
      expect(said).toBeInstanceOf(DemarcError);
      expect(said).toMatchObject({ message: expect.stringContaining(gone) });
      expect(held()).toEqual(before);
      expect(beside(dirname(path))).toEqual(['acme.demarc', 'acme.demarc-wal']);
    }
  },
);

/** A stored workbook of this schema (with pages that nothing is on), brought up to date, and the journal of the last step as it was before its end. */
function broughtUpToDate(schema: number, mebibytes = 0) {
  const path = unpackStored(schema, join(temporaryFolder(), 'acme.demarc'));
  const kept = `${path}-kept`;
  const connection = openFile(path, { readonly: false });
  if (mebibytes > 0)
    connection.raw.exec(
      `CREATE TABLE gone (bytes BLOB); INSERT INTO gone VALUES (zeroblob(${mebibytes * 1024 ** 2})); DROP TABLE gone`,
    );
  for (const { version, sql } of MIGRATIONS.filter((step) => step.version > schema))
    connection.write(() => {
      connection.raw.exec(sql);
      connection.raw.pragma(`user_version = ${version}`);
      rmSync(kept, { force: true });
      linkSync(`${path}-journal`, kept);
    });
  connection.close();
  return { path, kept };
}

test.each([
  ...STORED_SCHEMAS.map((schema) => ({ schema, mebibytes: 0 })),
  // Too big to be looked over on a copy.
  { schema: STORED_SCHEMAS[0] ?? 0, mebibytes: 33 },
])(
  'a migration that was killed at its last step is taken back, and done again: $schema, $mebibytes MiB more',
  ({ schema, mebibytes }) => {
    const { path, kept } = broughtUpToDate(schema, mebibytes);
    // What the last step had written when its journal was still to be removed.
    const killed = join(temporaryFolder(), 'acme.demarc');
    copyFileSync(path, killed);
    copyFileSync(kept, `${killed}-journal`);
    const told: number[] = [];
    const options = { who: null, backups: temporaryFolder(), now: '2026-12-02T23:50:00Z', brief: true };
    const left = readFileSync(`${killed}-journal`);
    const reading = openWorkbook(killed, { ...options, readOnly: true });
    expect(reading.connection.get('SELECT title FROM workbook')).toBeDefined();
    expect(reading.connection.raw.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
    reading.close();
    expect(readFileSync(`${killed}-journal`).equals(left)).toBe(true);
    openWorkbook(killed, { ...options, beforeMigration: (older) => told.push(older) }).close();
    expect(told).toEqual([MIGRATIONS.at(-2)?.version]);
    expect(beside(dirname(killed))).toEqual(['acme.demarc']);
  },
);

test('a migration that was killed between its last step and its change in the log gets that change', () => {
  const { path } = broughtUpToDate(STORED_SCHEMAS.at(-1) ?? 0);
  const options = { who: null, backups: temporaryFolder(), now: '2026-12-03T04:30:00Z', program: '9.9.9' };
  const { connection, close } = openWorkbook(path, options);
  expect(connection.get('SELECT count(*) AS rows FROM blinding')).toEqual({ rows: 1 });
  close();
});

test('the journal of a cut-off migration is not played into the same workbook that was brought up to date elsewhere and worked in since', async () => {
  const { path, kept } = broughtUpToDate(STORED_SCHEMAS.at(-1) ?? 0);
  const elsewhere = join(temporaryFolder(), 'acme.demarc');
  copyFileSync(path, elsewhere);
  const { core } = startCore(temporaryFolder(), { actor: 'Lea' });
  const { id } = await core.openPath(elsewhere);
  const { call } = callers(core, id);
  const [ref = ''] = await call('assignments.refs', { filter: {} });
  await call('proposals.make', { ref, kind: 'owners', owners: ['aws'], by: { name: 'Ben' } });
  await core.close();
  const newer = join(temporaryFolder(), 'acme.demarc');
  copyFileSync(elsewhere, newer);
  copyFileSync(kept, `${newer}-journal`);
  const { notices, verified } = await opened(newer);
  expect(notices.join(' ')).toMatch(/Beside acme\.demarc lay acme\.demarc-journal/);
  expect(verified).toMatchObject({ ok: true, problems: [] });
});

test.each(STORED_SCHEMAS)(
  'the journal of a cut-off migration is not played into the workbook of schema %i that was put back in its place',
  async (schema) => {
    const { kept } = broughtUpToDate(schema);
    const back = unpackStored(schema, join(temporaryFolder(), 'acme.demarc'));
    copyFileSync(kept, `${back}-journal`);
    const { notices, verified } = await opened(back);
    expect(notices.join(' ')).toMatch(/Beside acme\.demarc lay acme\.demarc-journal/);
    expect(verified).toMatchObject({ ok: true, problems: [] });
  },
);

test.each([
  { schema: STORED_SCHEMAS[0] ?? 0, of: STORED_SCHEMAS.at(-1) ?? 0 },
  { schema: STORED_SCHEMAS.at(-1) ?? 0, of: STORED_SCHEMAS[0] ?? 0 },
])('the log of a workbook of schema $of is not played into one of schema $schema', async ({ schema, of }) => {
  // As a program leaves it that had it open: it says that it has a log, and all of it stands there once more.
  const unclosed = (stored: number) => {
    const path = unpackStored(stored, join(temporaryFolder(), 'acme.demarc'));
    const db = new Database(path);
    db.pragma('journal_mode = WAL');
    db.exec('VACUUM');
    const left = asKilled(path);
    db.close();
    return left;
  };
  const { path, left } = inPlaceOf(unclosed(of), checkpointed(unclosed(schema)));
  const { notices, verified } = await opened(path);
  expect(notices.join(' ')).toMatch(/Beside acme\.demarc lay acme\.demarc-wal/);
  // It was in use when it was copied, which is true of it as well.
  expect(verified.problems.filter((problem) => !problem.includes('copied while it was open'))).toEqual([]);
  expect(beside(dirname(path)).map((name) => readFileSync(join(dirname(path), name)).equals(left))).toContain(
    true,
  );
});

test.each([{ readOnly: false }, { readOnly: true }])(
  'where there is no temporary folder, an older workbook is refused with its name (%o)',
  ({ readOnly }) => {
    const path = unpackStored(60, join(temporaryFolder(), 'acme.demarc'));
    const before = readFileSync(path);
    const options = {
      who: null,
      backups: temporaryFolder(),
      now: '2026-12-03T04:30:00Z',
      brief: true,
      readOnly,
    };
    withTemporaries(join(temporaryFolder(), 'gone'), () => {
      expect(() => openWorkbook(path, options)).toThrow(
        /^acme\.demarc was written by an older Demarc .* cannot be made in .*gone, where temporary files go\. It was left untouched\. Make/,
      );
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  },
);

test.each(['-wal', '-journal', '-shm'])('a folder that has the name of its %s is told as that', (end) => {
  const path = unpackStored(STORED_SCHEMAS.at(-1) ?? 0, join(temporaryFolder(), 'acme.demarc'));
  mkdirSync(`${path}${end}`);
  for (const readOnly of [false, true])
    expect(() =>
      openWorkbook(path, { who: null, backups: temporaryFolder(), now: '2026-12-03T04:30:00Z', readOnly }),
    ).toThrow(`what is called acme.demarc${end} beside it is no file`);
  expect(beside(dirname(path))).toEqual(['acme.demarc', `acme.demarc${end}`]);
});
