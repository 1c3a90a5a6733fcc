import { statSync } from 'node:fs';
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
