import { type Connection, connect, type ReadDb, type SqlValue } from './connection.ts';
import { invertRows } from './invert.ts';
import { migrate } from './migrations/index.ts';
import type { RowChange } from './state/rows.ts';
import { BATCH_TABLES, LOGGED_TABLES } from './state/tables.ts';

/**
 * The workbook as it was at an earlier revision, in memory: its tables with every later entry of its log taken back, and the log up
 * to that revision. Nothing is written to the file. Contents of evidence are not in it. CONFLICT where the tables are not what the
 * log leads to; `db` must stay on one state until `run` ends.
 */
export const withRevision = <T>(db: ReadDb, rev: number, run: (then: ReadDb) => T): T =>
  withTables(db, [...Object.keys(LOGGED_TABLES), ...Object.keys(BATCH_TABLES)], (made) => {
    copy(db, made, 'change', 'WHERE rev <= ?', rev);
    made.write((then) => {
      for (const { rows } of db.iterate<{ rows: string }>(
        'SELECT rows FROM change WHERE rev > ? ORDER BY rev DESC',
        rev,
      ))
        invertRows(then, JSON.parse(rows) as RowChange[], null);
    });
    return made.snapshot(run);
  });

/** A workbook in memory with a copy of some tables of another, and nothing in the rest; nothing is written to the file. */
export function withTables<T>(db: ReadDb, tables: readonly string[], run: (made: Connection) => T): T {
  const made = connect(':memory:', { readonly: false });
  try {
    migrate(made);
    // Rows come table by table, and what they refer to may come later, or not at all.
    made.raw.pragma('foreign_keys = OFF');
    for (const table of tables) copy(db, made, table);
    return run(made);
  } finally {
    made.close();
  }
}

function copy(db: ReadDb, made: Connection, table: string, where = '', ...values: readonly SqlValue[]): void {
  // Names of tables and columns come from our own schema, which every open file has.
  made.write((into) => {
    for (const row of db.iterate<Record<string, SqlValue>>(`SELECT * FROM "${table}" ${where}`, ...values)) {
      const columns = Object.keys(row);
      into.run(
        `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        ...Object.values(row),
      );
    }
  });
}
