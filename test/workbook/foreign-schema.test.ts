import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { withSnapshot } from '../../main/jobs/snapshot.ts';
import { connect } from '../../main/workbook/connection.ts';
import { APPLICATION_ID, readHeader } from '../../main/workbook/header.ts';
import { withOtherWorkbook } from '../../main/workbook/merge/other-workbook.ts';
import { migrateCopy } from '../../main/workbook/migrate-copy.ts';
import { MIGRATIONS, migrate } from '../../main/workbook/migrations/index.ts';
import { openWorkbook } from '../../main/workbook/open.ts';
import { readOtherWorkbook } from '../../main/workbook/read-other.ts';
import { callers, openTestWorkbook, startCore, temporaryFolder } from '../support/core.ts';
import { isLongLook } from '../support/property.ts';

const options = (folder: string) => ({
  who: 'Ann',
  backups: join(folder, 'backups'),
  now: '2026-11-25T10:00:00.000Z',
});

let sound: Buffer | null = null;
/** A copy of one closed workbook. */
async function soundWorkbook(): Promise<{ folder: string; path: string }> {
  if (sound === null) {
    const { core, path } = await openTestWorkbook();
    await core.close();
    sound = readFileSync(path);
  }
  const folder = temporaryFolder();
  const path = join(folder, 'acme.demarc');
  writeFileSync(path, sound);
  return { folder, path };
}

/** Writes into the schema as somebody with SQLite's shell can. */
function tamper(path: string, sql: string): void {
  const db = new Database(path);
  db.unsafeMode(true);
  db.pragma('writable_schema = ON');
  db.exec(sql);
  db.close();
}

/** A view that never comes to an end. */
const ENDLESS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT';
const insertView = (name: string, sql: string) =>
  `INSERT INTO sqlite_master VALUES ('view', '${name}', '${name}', 0, 'CREATE VIEW ${name} AS ${sql.replaceAll("'", "''")}')`;

const HOSTILE: readonly [what: string, sql: string, named: RegExp][] = [
  [
    'a trigger on the change log',
    `CREATE TRIGGER evil AFTER INSERT ON change BEGIN UPDATE assignment SET review = 'accepted'; END`,
    /holds the trigger "evil"/,
  ],
  ['a view', 'CREATE VIEW summary AS SELECT 1', /holds the view "summary"/],
  [
    'a part whose kind is spelt in bytes',
    `UPDATE sqlite_master SET type = CAST(type AS BLOB) WHERE name = 'sign_off'`,
    /holds the table in bytes "sign_off".*lacks the table "sign_off"/,
  ],
  [
    'an endless view in the place of a table',
    `ALTER TABLE party RENAME TO party_; CREATE VIEW party AS ${ENDLESS} i AS id, 'x' AS name, 'provider' AS kind, 1 AS ord FROM n`,
    /holds the (table|view) "party/,
  ],
  [
    'an endless view in the place of the schema table',
    insertView(
      'sqlite_schema',
      `${ENDLESS} 'table' AS type, 'x' AS name, 'x' AS tbl_name, 'x' AS sql FROM n`,
    ),
    /schema \(sqlite_schema\)/,
  ],
  [
    'an endless view in the place of a pragma',
    insertView('pragma_table_info', `${ENDLESS} 'x' AS name, 1 AS pk FROM n`),
    /holds the view "pragma_table_info"/,
  ],
  ['a table', 'CREATE TABLE stash (x TEXT)', /holds the table "stash"/],
  ['an index', 'CREATE INDEX slow ON share (text)', /holds the index "slow"/],
  [
    'a unique index that stops inserts',
    'CREATE UNIQUE INDEX one ON assignment (status)',
    /holds the index "one"/,
  ],
  [
    'a full-text table with its shadow tables',
    'CREATE VIRTUAL TABLE notes USING fts5(text)',
    /holds the table "notes/,
  ],
  [
    'a virtual table that reads everything',
    'CREATE VIRTUAL TABLE stat USING dbstat',
    /holds the table "stat"/,
  ],
  [
    'a generated column',
    `ALTER TABLE share ADD COLUMN shout TEXT AS (upper(text))`,
    /holds the column "shout" in its table "share"/,
  ],
  ['a column', 'ALTER TABLE party ADD COLUMN extra TEXT', /holds the column "extra" in its table "party"/],
  [
    'no guard of the change log',
    'DROP TRIGGER change_is_append_only_update',
    /lacks the trigger "change_is_append_only_update"/,
  ],
  [
    'a guard that does nothing',
    `DROP TRIGGER change_is_append_only_delete;
     CREATE TRIGGER change_is_append_only_delete BEFORE DELETE ON change BEGIN SELECT 1; END`,
    /has another trigger "change_is_append_only_delete"/,
  ],
  ['no index', 'DROP INDEX share_party', /lacks the index "share_party"/],
  ['no table', 'DROP TABLE time_spent', /lacks the table "time_spent"/],
  ['statistics for the planner', 'ANALYZE', /holds the table "sqlite_stat1"/],
  [
    'a check taken away',
    `UPDATE sqlite_master SET sql = replace(sql, 'CHECK (status IN', 'CHECK (1 OR status IN') WHERE name = 'assignment'`,
    /has another table "assignment"/,
  ],
  [
    'a column hidden in the comment before it',
    `UPDATE sqlite_master SET sql = replace(sql, 'as a whole.' || char(10), 'as a whole. ') WHERE name = 'sign_off'`,
    /has another table "sign_off"/,
  ],
  [
    'a last number that stops every insert',
    `INSERT INTO sqlite_sequence (name, seq) VALUES ('evidence', 9223372036854775807)`,
    /number for the next row of "evidence"/,
  ],
  [
    'a number that is a text',
    `INSERT INTO sqlite_sequence (name, seq) VALUES ('action', 'many')`,
    /number for the next row of "action"/,
  ],
  [
    'a schema version between ours',
    'PRAGMA user_version = 15',
    /schema version 15, which no Demarc ever had/,
  ],
];

describe('what Demarc did not build is refused by name, before any of it runs', () => {
  test.each(HOSTILE)('%s', async (_what, sql, named) => {
    const { folder, path } = await soundWorkbook();
    tamper(path, sql);
    const before = readFileSync(path);
    const refused = expect.objectContaining({
      code: 'WORKBOOK_DAMAGED',
      message: expect.stringMatching(named),
    });
    expect(() => openWorkbook(path, options(folder))).toThrow(refused);
    expect(() => openWorkbook(path, { ...options(folder), readOnly: true })).toThrow(refused);
    if (!/schema version/.test(named.source)) {
      expect(() => readOtherWorkbook(path, 'acme.demarc', () => null)).toThrow(refused);
      await expect(withOtherWorkbook({ path, name: 'acme.demarc' }, () => null)).rejects.toEqual(refused);
    }
    await expect(withSnapshot(path, async () => null)).rejects.toEqual(refused);
    expect(() => migrateCopy(path, readHeader(path))).toThrow(refused);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('acme'))).toEqual(['acme.demarc']);
  });

  test('a newer file is asked for its writer only where that is a plain table', async () => {
    const { folder, path } = await soundWorkbook();
    tamper(
      path,
      `PRAGMA user_version = 9990; ALTER TABLE workbook RENAME TO workbook_;
       CREATE VIEW workbook AS ${ENDLESS} i AS id, 'x' AS app_version FROM n WHERE i < 0`,
    );
    expect(() => openWorkbook(path, options(folder))).toThrow(/written by a newer Demarc \(schema 9990\)/);
  });

  test('a backup is looked over as well when it is restored', async () => {
    const { core: first, folder } = await openTestWorkbook();
    await first.close();
    const backups = join(folder, 'data', 'backups');
    for (const name of readdirSync(backups, { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.demarc')) tamper(join(backups, name), 'CREATE VIEW summary AS SELECT 1');
    const { core } = startCore(folder);
    const { call } = callers(core, '');
    const id = (await call('app.recent', {}))[0]?.id ?? '';
    const backup = (await call('app.backups', { recent: id })).backups[0]?.id ?? '';
    await expect(call('app.restoreBackup', { recent: id, id: backup })).rejects.toMatchObject({
      code: 'WORKBOOK_DAMAGED',
      message: expect.stringMatching(/view "summary"/),
    });
    await core.close();
  });
});

// Whatever version a file is of, it takes the rest of one row of steps, which the first takes whole; so the ends of the row and two in
// between stand for all. Workbooks that programs of their day wrote are opened in released-schemas.test.ts.
test('a workbook of an earlier schema opens for reading and for writing', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'old.demarc');
  const old = connect(path, { readonly: false });
  old.raw.pragma(`application_id = ${APPLICATION_ID}`);
  const last = MIGRATIONS.length - 1;
  const looked = new Set([0, Math.floor(last / 3), Math.floor((last * 2) / 3), last]);
  for (const [nth, { version }] of MIGRATIONS.entries()) {
    migrate(old, version);
    if (nth === 0)
      old.raw.exec(
        `INSERT INTO workbook (id, uuid, title, organisation, catalogue_version, created_at, app_version)
         VALUES (1, 'u', 'Old one', 'Acme', '2026.11.24', '2026-01-01T00:00:00.000Z', '0.1.0')`,
      );
    if (!looked.has(nth) && !isLongLook) continue;
    const copy = join(folder, `schema-${version}.demarc`);
    copyFileSync(path, copy);
    expect(readHeader(copy).userVersion).toBe(version);
    for (const readOnly of [true, false]) openWorkbook(copy, { ...options(folder), readOnly }).close();
  }
  old.close();
});

test('another indentation is the same schema', async () => {
  const { folder, path } = await soundWorkbook();
  tamper(path, `UPDATE sqlite_master SET sql = replace(sql, char(10) || '      ', char(10) || char(9))`);
  openWorkbook(path, options(folder)).close();
});

describe('the first page', () => {
  const cases: readonly [what: string, at: number, bytes: readonly number[], words: RegExp][] = [
    ['texts in UTF-16', 56, [0, 0, 0, 2], /not in UTF-8/],
    ['pages of a size that is none', 16, [0x03, 0xe8], /cannot have 1000 bytes/],
    ['an unknown way of writing', 18, [3], /way of writing/],
    ['automatic vacuuming', 52, [0, 0, 0, 9], /vacuuming/],
    ['an old format of the schema', 44, [0, 0, 0, 1], /of format 1/],
  ];
  test.each(cases)('%s is refused', async (_what, at, bytes, words) => {
    const { folder, path } = await soundWorkbook();
    const file = readFileSync(path);
    Buffer.from(bytes).copy(file, at);
    writeFileSync(path, file);
    for (const readOnly of [true, false])
      expect(() => openWorkbook(path, { ...options(folder), readOnly })).toThrow(
        expect.objectContaining({ code: 'WORKBOOK_DAMAGED', message: expect.stringMatching(words) }),
      );
    expect(readFileSync(path).equals(file)).toBe(true);
  });
});

test.skipIf(process.platform === 'win32')(
  'a named pipe, a socket, a device or a folder is no workbook, and nobody waits for it',
  async () => {
    const folder = temporaryFolder();
    const pipe = join(folder, 'pipe.demarc');
    execFileSync('mkfifo', [pipe]);
    const socket = join(folder, 'socket.demarc');
    const server = createServer().listen(socket);
    await once(server, 'listening');
    try {
      for (const path of [pipe, socket, '/dev/zero', '/dev/null', folder]) {
        for (const readOnly of [true, false])
          expect(() => openWorkbook(path, { ...options(folder), readOnly }), path).toThrow(/is not a file/);
        expect(() => readOtherWorkbook(path, 'theirs.demarc', () => null), path).toThrow(/is not a file/);
      }
    } finally {
      server.close();
    }
  },
);
