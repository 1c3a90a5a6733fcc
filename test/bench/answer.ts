import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { RowChange } from '../../main/workbook/change-log.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';
import { benchCore, seedWorkbook } from './seed-workbook.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 400);

type Entry = Readonly<Record<string, string | number | null>>;

/**
 * One answer, from `dispatch` to its durable commit, against a bare transaction on a copy of the file that writes the same
 * rows and the same entry of the log, with `synchronous=FULL`.
 */
export async function benchAnswer(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-'));
  try {
    const path = join(folder, 'seeded.demarc');
    await seedWorkbook(folder, path, 500);
    copyFileSync(path, join(folder, 'bare.demarc'));
    const bare = bareWriter(join(folder, 'bare.demarc'));

    const core = benchCore(folder);
    const { id } = await core.openPath(path);
    const log = new Database(path, { readonly: true });
    const newest = log.prepare('SELECT * FROM change ORDER BY rev DESC LIMIT 1');
    const duties = ['guest-os-patching', 'restore-testing', 'encryption-in-transit'];
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let n = -50; n < ROUNDS; n += 1) {
      const input = {
        ref: `svc-${String(1 + ((n + 50) % 500)).padStart(5, '0')}/${duties[(n + 50) % 3]}`,
        answer: { owners: ['aws', 'organisation'] },
        duties: { organisation: `Patches it in round ${n}. Keeps a record of it.` },
      };
      let start = performance.now();
      const reply = await core.dispatch({ name: 'assignments.answer', input, workbook: id }, 'bench');
      const answered = performance.now() - start;
      if (!reply.ok) throw new Error(reply.error.message);
      const entry = newest.get() as Entry;
      start = performance.now();
      bare.write(entry);
      const written = performance.now() - start;
      if (n >= 0) {
        ours.push(answered);
        theirs.push(written);
      }
    }
    log.close();
    bare.close();
    await core.close();
    return [benchRow('answer-durable', median(ours), median(theirs), 2, 'ms')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes what an entry says to its tables, and the entry itself, with prepared statements and nothing else. */
function bareWriter(path: string): { write(entry: Entry): void; close(): void } {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  const statements = new Map<string, Database.Statement<unknown[]>>();
  const run = (sql: string, values: readonly unknown[]) => {
    const statement = statements.get(sql) ?? db.prepare<unknown[]>(sql);
    statements.set(sql, statement);
    statement.run(...values);
  };
  const insert = (table: string, row: Entry) => {
    const names = Object.keys(row);
    run(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      Object.values(row),
    );
  };
  const KEYS: Readonly<Record<string, readonly string[]>> = {
    assignment: ['subject', 'responsibility'],
    share: ['subject', 'responsibility', 'party'],
  };
  const change = ({ table, before, after }: RowChange) => {
    const keys = KEYS[table];
    if (!keys) throw new Error(`An answer is not expected to write to ${table}.`);
    const where = keys.map((key) => `${key} = ?`).join(' AND ');
    const key = keys.map((name) => (before ?? after)?.[name]);
    if (before === null) insert(table, after ?? {});
    else if (after === null) run(`DELETE FROM ${table} WHERE ${where}`, key);
    else {
      const names = Object.keys(after).filter((name) => !keys.includes(name));
      run(`UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE ${where}`, [
        ...names.map((name) => after[name]),
        ...key,
      ]);
    }
  };
  const write = db.transaction((entry: Entry) => {
    for (const row of JSON.parse(String(entry.rows)) as RowChange[]) change(row);
    insert('change', entry);
  });
  return { write, close: () => db.close() };
}
