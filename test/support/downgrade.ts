import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { GENESIS } from '../../main/workbook/change-log.ts';
import { connect } from '../../main/workbook/connection.ts';
import { type ChangeFacts, hashChange } from '../../main/workbook/entry-hash.ts';
import { migrate } from '../../main/workbook/migrations/index.ts';

/** The last schema without records of merges. */
const OLD = 50;

/** The file as a Demarc without records of merges, and without the state in its entries, would have written it. */
export function downgrade(from: string, to: string): void {
  copyFileSync(from, to);
  const db = new Database(to);
  const guards = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'change'")
    .all() as { name: string; sql: string }[];
  for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
  const wasThere = takeBack(db);
  let previous = GENESIS;
  for (const entry of db.prepare('SELECT * FROM change ORDER BY rev').all() as OldEntry[]) {
    const rows = JSON.stringify(
      (JSON.parse(entry.rows) as Logged[]).flatMap(({ before, after, ...change }) => {
        const kept = (row: Logged['before']) =>
          row && Object.fromEntries(Object.entries(row).filter(([column]) => wasThere(change.table, column)));
        return wasThere(change.table) ? [{ ...change, before: kept(before), after: kept(after) }] : [];
      }),
    );
    const hash = hashChange(entry.rev, entry, { rows, contents: null, state: null, salt: null }, previous);
    db.prepare('UPDATE change SET rows = ?, previous_hash = ?, hash = ? WHERE rev = ?').run(
      rows,
      previous,
      hash,
      entry.rev,
    );
    previous = hash;
  }
  for (const { sql } of guards) db.exec(sql);
  db.close();
}
interface Logged {
  readonly table: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** Takes away whatever later migrations have added; gives what says whether a table, or a column of it, is older. */
function takeBack(db: Database.Database): (table: string, column?: string) => boolean {
  const before = connect(':memory:', { readonly: false });
  migrate(before, OLD);
  const known = new Set(
    before.all<{ name: string }>('SELECT name FROM sqlite_schema').map(({ name }) => name),
  );
  const added = (type: string) =>
    (
      db
        .prepare(
          "SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
        )
        .all(type) as { name: string }[]
    ).filter(({ name }) => !known.has(name));
  for (const { name } of added('index')) db.exec(`DROP INDEX ${name}`);
  for (const { name } of added('table')) db.exec(`DROP TABLE ${name}`);
  const columns =
    'SELECT m.name AS "table", c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = \'table\'';
  const place = (row: { table: string; name: string }) => `${row.table}.${row.name}`;
  const old = new Set(before.all<{ table: string; name: string }>(columns).map(place));
  for (const row of db.prepare(columns).all() as { table: string; name: string }[])
    if (!old.has(place(row)) && !row.table.startsWith('sqlite_'))
      db.exec(`ALTER TABLE ${row.table} DROP COLUMN ${row.name}`);
  before.close();
  db.exec(`PRAGMA user_version = ${OLD}`);
  return (table, column) =>
    column === undefined ? known.has(table) : old.has(place({ table, name: column }));
}
type OldEntry = ChangeFacts & { readonly rev: number; readonly rows: string };
