import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { GENESIS } from '../../main/workbook/change-log.ts';
import { type ChangeFacts, hashChange } from '../../main/workbook/entry-hash.ts';

/** The file as a Demarc without records of merges, and without the state in its entries, would have written it. */
export function downgrade(from: string, to: string): void {
  copyFileSync(from, to);
  const db = new Database(to);
  const guards = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'change'")
    .all() as { name: string; sql: string }[];
  for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
  db.exec(
    `DROP TABLE merge; DROP TABLE merged_change; DROP TABLE kept_sums; DROP INDEX change_contents;
     ALTER TABLE sign_off DROP COLUMN signed_text; ALTER TABLE sign_off DROP COLUMN signature;
     ALTER TABLE sign_off DROP COLUMN public_key;
     ALTER TABLE meeting DROP COLUMN began_at; ALTER TABLE meeting DROP COLUMN ended_at;
     ALTER TABLE service_in_use DROP COLUMN tags; DROP TABLE logo;
     ALTER TABLE workbook DROP COLUMN classification; ALTER TABLE workbook DROP COLUMN distribution;
     ALTER TABLE meeting DROP COLUMN utc_offset; ALTER TABLE meeting DROP COLUMN agenda;
     ALTER TABLE evidence DROP COLUMN contents; ALTER TABLE vendor_matrix DROP COLUMN contents;
     DROP TABLE blinding; DROP TABLE erasure; DROP TABLE evidence_hold; ALTER TABLE change DROP COLUMN salt;
     ALTER TABLE workbook DROP COLUMN hold; ALTER TABLE workbook DROP COLUMN retention_days;
     DROP INDEX assignment_parked_person;
     ALTER TABLE assignment DROP COLUMN parked_for; ALTER TABLE assignment DROP COLUMN parked_person;
     ALTER TABLE assignment DROP COLUMN parked_name;
     ALTER TABLE change DROP COLUMN contents; ALTER TABLE change DROP COLUMN state;
     ALTER TABLE finding DROP COLUMN closed; PRAGMA user_version = 50;`,
  );
  let previous = GENESIS;
  for (const entry of db.prepare('SELECT * FROM change ORDER BY rev').all() as OldEntry[]) {
    const rows = JSON.stringify(
      (JSON.parse(entry.rows) as { table: string }[]).filter(({ table }) => table !== 'blinding'),
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
type OldEntry = ChangeFacts & { readonly rev: number; readonly rows: string };
