import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openWorkbook } from '../../main/workbook/open.ts';
import { openTestWorkbook, temporaryFolder } from '../support/core.ts';

const options = (folder: string) => ({
  who: 'Ann',
  backups: join(folder, 'backups'),
  now: '2026-11-25T10:00:00.000Z',
});
const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** A closed workbook with an answer and a file in it. */
async function closedWorkbook(): Promise<{ folder: string; path: string }> {
  const { core, folder, path, call, run } = await openTestWorkbook();
  await call('services.add', { services: [{ catalogueId: 'rds', label: 'orders-db' }] });
  writeFileSync(join(folder, 'proof.txt'), 'x'.repeat(100_000));
  const { handle } = core.files.registerSource(join(folder, 'proof.txt'));
  await run('evidence.attachFile', { refs: ['orders-db/guest-os-patching'], file: handle });
  await core.close();
  return { folder, path };
}

describe('what is not a sound workbook is refused by name and left as it was', () => {
  const foreignDatabase = (path: string) => {
    const db = new Database(path);
    db.exec('CREATE TABLE note (text TEXT)');
    db.close();
  };
  const cases: readonly [what: string, spoil: (path: string) => void, code: string, words: RegExp][] = [
    ['an empty file', (path) => writeFileSync(path, ''), 'WORKBOOK_DAMAGED', /is empty/],
    [
      'a text file',
      (path) => writeFileSync(path, 'Dear auditor, '.repeat(50)),
      'WORKBOOK_DAMAGED',
      /not a Demarc workbook/,
    ],
    [
      'a spreadsheet',
      (path) => writeFileSync(path, Buffer.from('504b0304', 'hex')),
      'WORKBOOK_DAMAGED',
      /not a Demarc workbook/,
    ],
    [
      'another program’s database',
      (path) => {
        writeFileSync(path, '');
        foreignDatabase(path);
      },
      'WORKBOOK_DAMAGED',
      /another program/,
    ],
    ['a header cut off', (path) => truncateSync(path, 60), 'WORKBOOK_DAMAGED', /cut off/],
    [
      'a file cut off',
      (path) => truncateSync(path, 40_000),
      'WORKBOOK_DAMAGED',
      /cut off: it holds 40,000 of/,
    ],
    [
      'pages overwritten',
      (path) => {
        const bytes = readFileSync(path);
        bytes.fill(0xa5, 4096, 4096 * 12);
        writeFileSync(path, bytes);
      },
      'WORKBOOK_DAMAGED',
      /damaged/,
    ],
    [
      'one from a newer Demarc',
      (path) => {
        const db = new Database(path);
        db.pragma('user_version = 9990');
        db.prepare(`UPDATE workbook SET app_version = '7.1.0'`).run();
        db.close();
      },
      'WORKBOOK_TOO_NEW',
      /Demarc 7\.1\.0 \(schema 9990\).*Update Demarc/,
    ],
  ];
  test.each(cases)('%s', async (_what, spoil, code, words) => {
    const { folder, path } = await closedWorkbook();
    spoil(path);
    const before = digest(path);
    const beside = readdirSync(folder).sort();
    expect(() => openWorkbook(path, options(folder))).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(words) }),
    );
    expect(digest(path)).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(beside);
  });

  test('a missing file, and a folder', () => {
    const folder = temporaryFolder();
    expect(() => openWorkbook(join(folder, 'none.demarc'), options(folder))).toThrow(
      /There is no workbook at .*none\.demarc/,
    );
    mkdirSync(join(folder, 'dir.demarc'));
    expect(() => openWorkbook(join(folder, 'dir.demarc'), options(folder))).toThrow(
      /dir\.demarc is (a folder|not a file)/,
    );
  });

  test('a damaged workbook names its newest backup', async () => {
    const { folder, path } = await closedWorkbook();
    truncateSync(path, 40_000);
    const backups = join(folder, 'data', 'backups');
    expect(() => openWorkbook(path, { ...options(folder), backups })).toThrow(
      /newest backup is from \d{4}-\d\d-\d\d: copy .*\.demarc/,
    );
  });
});

describe('an open workbook', () => {
  test('is one file again after it is closed, and runs with write-ahead log and full synchronisation meanwhile', async () => {
    const { folder, path } = await closedWorkbook();
    const open = openWorkbook(path, options(folder));
    expect(open.connection.raw.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(open.connection.raw.pragma('synchronous', { simple: true })).toBe(2);
    expect(open.connection.raw.pragma('trusted_schema', { simple: true })).toBe(0);
    expect(open.connection.raw.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(existsSync(`${path}.lock`)).toBe(true);
    open.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('acme'))).toEqual(['acme.demarc']);
  });

  test('is opened for reading by a second opener, who learns who holds it', async () => {
    const { folder, path } = await closedWorkbook();
    const first = openWorkbook(path, options(folder));
    const second = openWorkbook(path, { ...options(folder), who: 'Bo' });
    expect(second.readOnly).toBe(true);
    expect(second.heldBy).toMatchObject({ who: 'Ann', pid: process.pid });
    expect(() => second.connection.run('DELETE FROM share')).toThrow(/readonly/);
    second.close();
    first.close();
    const third = openWorkbook(path, options(folder));
    expect(third.readOnly).toBe(false);
    third.close();
  });

  test('takes over the lock of a process that is gone, but not that of another machine', async () => {
    const { folder, path } = await closedWorkbook();
    const gone = {
      pid: 2 ** 22 + 1,
      host: (await import('node:os')).hostname(),
      who: 'Gone',
      since: '',
      boot: Math.round(Date.now() / 1000 - (await import('node:os')).uptime()),
      token: 'x',
    };
    writeFileSync(`${path}.lock`, JSON.stringify(gone));
    const open = openWorkbook(path, options(folder));
    expect(open.readOnly).toBe(false);
    open.close();
    writeFileSync(`${path}.lock`, JSON.stringify({ ...gone, host: 'another-machine' }));
    const reading = openWorkbook(path, options(folder));
    expect(reading.readOnly).toBe(true);
    expect(reading.heldBy?.host).toBe('another-machine');
    reading.close();
  });
});
