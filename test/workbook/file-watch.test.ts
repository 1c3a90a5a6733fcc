import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '../../main/workbook/connection.ts';
import { watchFile } from '../../main/workbook/guard/file-watch.ts';
import { temporaryFolder } from '../support/core.ts';

const FILLER = 'x'.repeat(40_000);

/** A database with a log beside it, and how often its watch tried to fold that in. */
function watched() {
  const file = join(temporaryFolder(), 'watched.demarc');
  const connection = connect(file, { readonly: false });
  connection.raw.pragma('journal_mode = WAL');
  connection.raw.exec('CREATE TABLE t (x TEXT) STRICT');
  const watch = watchFile(connection, file, true);
  const { raw } = connection;
  const pragma = raw.pragma.bind(raw);
  let tried = 0;
  raw.pragma = (source, options) => {
    if (source.startsWith('wal_checkpoint')) tried += 1;
    return pragma(source, options);
  };
  return {
    file,
    connection,
    watch,
    tried: () => tried,
    logged: () => statSync(`${file}-wal`).size,
    commit(times: number) {
      for (let time = 0; time < times; time += 1) {
        connection.write((db) => db.run('INSERT INTO t VALUES (?)', FILLER));
        watch.wrote();
        expect(watch.isAsLeft()).toBe(true);
      }
    },
  };
}

/** Bytes that stay of a log which is cut off: nothing, its header, that and frames of pages, and all but a few bytes (negative). */
const CUTS = [0, 32, 32 + 4120, 32 + 5 * 4120, -4120, -9];
for (const restarted of [false, true])
  test.each(CUTS)(
    `a log that is cut off to %i bytes during a commit is not taken for whole (${restarted ? 'begun anew before' : 'new'})`,
    (length) => {
      const { file, commit, connection, watch, logged } = watched();
      commit(restarted ? 130 : 3);
      const size = logged();
      // Begun anew, the log passes its former end with one of the next commits.
      for (let more = 0; restarted && more < 95 && logged() === size; more += 1) {
        commit(1);
      }
      connection.write((db) => {
        db.run('INSERT INTO t VALUES (?)', FILLER);
        truncateSync(`${file}-wal`, length < 0 ? logged() + length : length);
      });
      watch.wrote();
      expect(watch.isAsLeft()).toBe(false);
      connection.close();
    },
  );

test.each([0, 32, -9])(
  'a log that is cut off to %i bytes after a commit was found whole is not taken for ours',
  (length) => {
    const { file, commit, connection, watch, logged } = watched();
    commit(3);
    connection.write((db) => db.run('INSERT INTO t VALUES (?)', FILLER));
    watch.wrote();
    truncateSync(`${file}-wal`, length < 0 ? logged() + length : length);
    expect(() => watch.takeAsOurs()).toThrow('disk I/O error');
    connection.close();
  },
);

test('the log is folded into the file again and again, so that it grows no further', () => {
  const { commit, logged, connection } = watched();
  commit(250);
  const size = logged();
  expect(size).toBeLessThan(8 * 1024 * 1024);
  commit(500);
  expect(logged()).toBeLessThan(2 * size);
  connection.close();
});

test('while somebody reads an older state that is tried now and then, not at every commit, and goes on when he is done', () => {
  const { file, commit, logged, tried, connection } = watched();
  commit(1);
  const reader = connect(file, { readonly: true });
  reader.raw.exec('BEGIN');
  expect(reader.get('SELECT count(*) AS n FROM t')).toEqual({ n: 1 });
  commit(600);
  // 24 MB, which no checkpoint could fold in.
  expect(logged()).toBeGreaterThan(20 * 1024 * 1024);
  expect(tried()).toBeLessThan(15);
  reader.close();
  commit(110);
  const size = logged();
  commit(300);
  expect(logged()).toBe(size);
  connection.close();
});
