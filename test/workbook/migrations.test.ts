import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { backupFolder } from '../../main/workbook/backups/list.ts';
import { GENESIS } from '../../main/workbook/change-log.ts';
import { connect, harden } from '../../main/workbook/connection.ts';
import { hashChange } from '../../main/workbook/entry-hash.ts';
import { APPLICATION_ID } from '../../main/workbook/header.ts';
import { migrate, SCHEMA_VERSION } from '../../main/workbook/migrations/index.ts';
import { openWorkbook } from '../../main/workbook/open.ts';
import { countFindings, findingsToPlace, sortedFindings } from '../../main/workbook/tables/findings.ts';
import { callers, startCore, temporaryFolder } from '../support/core.ts';

/** A workbook file as the first schema had it. */
function makeOld(path: string): void {
  const old = connect(path, { readonly: false });
  harden(old);
  old.raw.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(old, 10);
  old.raw.exec(`
    INSERT INTO workbook (id, uuid, title, organisation, catalogue_version, created_at, app_version)
      VALUES (1, 'u', 'Old one', 'Acme', '2026.11.24', '2026-01-01T00:00:00.000Z', '0.1.0');
    INSERT INTO party VALUES ('aws', 'AWS', 'provider', 1), ('organisation', 'Acme', 'organisation', 2);
    INSERT INTO service_in_use (ref, catalogue_id, label, model, ord) VALUES ('orders-db', 'rds', 'Orders', 'paas', 1);
    INSERT INTO assignment (subject, responsibility, status, rev) VALUES ('orders-db', 'restore-testing', 'implemented', 3);
    INSERT INTO share (subject, responsibility, party, ord, text) VALUES ('orders-db', 'restore-testing', 'organisation', 0, 'Restores.');
  `);
  const tables = ['workbook', 'party', 'service_in_use', 'assignment', 'share'];
  const rows = JSON.stringify(
    tables.flatMap((table) =>
      old.all<object>(`SELECT * FROM ${table}`).map((after) => ({ table, before: null, after })),
    ),
  );
  const facts = {
    at: '2026-01-01T00:00:00.000Z',
    who: null,
    origin: 'core',
    method: 'app.create',
    summary: 'Made',
  };
  const hash = hashChange(1, facts, { rows, contents: null, state: null, salt: null }, GENESIS);
  old.run(
    `INSERT INTO change (rev, at, who, origin, method, summary, rows, previous_hash, hash)
     VALUES (1, ?, NULL, 'core', 'app.create', 'Made', ?, ?, ?)`,
    facts.at,
    rows,
    GENESIS,
    hash,
  );
  old.close();
}

test('a workbook of the first schema is backed up, migrated, and keeps what it held', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'old.demarc');
  makeOld(path);
  const backups = join(folder, 'backups');
  const open = openWorkbook(path, { who: null, backups, now: '2026-11-25T10:00:00.000Z' });
  expect(open.connection.raw.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
  expect(open.connection.get('SELECT status, basis FROM assignment')).toEqual({
    status: 'implemented',
    basis: null,
  });
  expect(open.connection.get('SELECT text FROM share')).toEqual({ text: 'Restores.' });
  open.close();
  const saved = backupFolder(backups, path);
  expect(existsSync(saved)).toBe(true);
  expect(readdirSync(saved)).toEqual([
    expect.stringMatching(/^2026-11-25T10-00-00-schema-10-r1-[0-9a-f]{16}\.demarc$/),
  ]);
});

test('one that is open for reading is read from an up-to-date copy, and keeps every byte itself', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'old.demarc');
  makeOld(path);
  const before = readFileSync(path);
  // Of its own, since other tests make such copies at the same time.
  const temporary = temporaryFolder();
  vi.stubEnv('TMPDIR', temporary);
  vi.stubEnv('TEMP', temporary);
  onTestFinished(() => void vi.unstubAllEnvs());
  const copies = () => readdirSync(temporary).filter((name) => name.startsWith('demarc-older-')).length;
  const { core } = startCore(folder);
  const opened = await core.openPath(path, { readOnly: true });
  expect(opened).toMatchObject({ title: 'Old one', readOnly: true });
  const { call, run } = callers(core, opened.id);
  expect(copies()).toBe(1);
  expect(await call('services.list', {})).toMatchObject([{ ref: 'orders-db' }]);
  expect(await call('findings.list', {})).toMatchObject({ findings: 0, toPlace: [] });
  expect((await call('gaps.list', {})).length).toBeGreaterThan(10);
  expect((await call('assignments.card', { ref: 'orders-db/restore-testing' })).assignment?.status).toBe(
    'implemented',
  );
  // Workers read the same copy.
  const target = core.files.registerTarget(join(folder, 'out.csv')).handle;
  await run('exports.run', { files: [{ format: 'csv', target }] });
  expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toContain('Restores.');
  await expect(call('services.remove', { ref: 'orders-db' })).rejects.toMatchObject({ code: 'READ_ONLY' });
  await core.close();
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(folder).filter((name) => name.startsWith('old'))).toEqual(['old.demarc']);
  expect(copies()).toBe(0);
});

test('a damaged one of an older schema is refused as damaged', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'old.demarc');
  makeOld(path);
  const bytes = readFileSync(path);
  bytes.fill(0xff, 4096, 12_288);
  writeFileSync(path, bytes);
  expect(() =>
    openWorkbook(path, {
      who: null,
      backups: join(folder, 'backups'),
      now: '2026-11-25T10:00:00.000Z',
      readOnly: true,
    }),
  ).toThrow(/old\.demarc is damaged/);
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('a workbook of a schema without findings, as one open for reading may be, has none', () => {
  const old = connect(':memory:', { readonly: false });
  migrate(old, 20);
  expect(countFindings(old).size).toBe(0);
  expect([...sortedFindings(old, null)]).toEqual([]);
  expect(findingsToPlace(old, () => true)).toEqual([]);
  old.close();
});

test('findings that an import had replaced before findings could be closed by name stay so', () => {
  const old = connect(':memory:', { readonly: false });
  migrate(old, 60);
  const add = (batch: number, id: string, source: string) =>
    old.raw.exec(
      `INSERT INTO finding (batch, id, evidence, source, check_id, title, result, refs)
       VALUES (${batch}, '${id}', ${batch}, '${source}', 'c', 't', 'fail', '[]')`,
    );
  add(1, 'a', 'security-hub');
  add(1, 'b', 'security-hub');
  add(2, 'a', 'security-hub');
  add(1, 'p', 'prowler');
  add(2, 'q', 'prowler');
  migrate(old);
  expect(old.all('SELECT batch, id FROM finding WHERE closed = 1 ORDER BY id')).toEqual([
    { batch: 1, id: 'a' },
    { batch: 1, id: 'b' },
  ]);
  old.close();
});

test.each([10, 60, SCHEMA_VERSION])(
  'a file whose migration to %i was never written back opens, and goes on from there',
  (reached) => {
    const folder = temporaryFolder();
    const path = join(folder, 'old.demarc');
    makeOld(path);
    const at = (name: string) => join(folder, name);
    // As a kill leaves it: the first page says the old version, the log beside it has the steps.
    const going = connect(path, { readonly: false });
    going.raw.pragma('journal_mode = WAL');
    going.raw.pragma('wal_autocheckpoint = 0');
    migrate(going, reached);
    for (const end of ['', '-wal'])
      if (existsSync(`${path}${end}`)) copyFileSync(`${path}${end}`, at(`left.demarc${end}`));
    going.close();
    expect(readFileSync(at('left.demarc')).readInt32BE(60)).toBe(10);
    const opened = openWorkbook(at('left.demarc'), {
      who: 'Ann',
      backups: join(folder, 'backups'),
      now: '2026-11-28T12:00:00.000Z',
    });
    expect(opened.readOnly).toBe(false);
    expect(opened.connection.raw.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
    opened.close();
  },
);
