import Database from 'better-sqlite3';
import type { RowChange } from '../../main/workbook/state/rows.ts';

/** An entry of the change log, as it stands in its table. */
export type Entry = Readonly<Record<string, string | number | null>>;
export interface BareWriter {
  /** One transaction. */
  write(entry: Entry): void;
  close(): void;
}

/** Writes what an entry says to its tables, and the entry itself, with prepared statements and nothing else. */
export function bareWriter(path: string): BareWriter {
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
