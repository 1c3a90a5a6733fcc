import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DemarcError } from '../../../main/contract/errors.ts';
import { openWorkbook } from '../../../main/workbook/open.ts';
import { pastTheGuards } from '../../support/past-the-guards.ts';
import { fell, held, type Part } from '../part.ts';
import { differingTables, digestOf, makeSoundWorkbook, recordTables, verdictOn } from '../sound.ts';

/** One value of one row changed, one row removed or doubled, with SQLite's own means: `verify` names it. */
export const tampering: Part = {
  name: 'tampering',
  title: 'values changed with SQL',
  weight: 2,
  limitMs: 20_000,
  async start(folder) {
    const sound = await makeSoundWorkbook(folder);
    const before = digestOf(sound) ?? new Map();
    const db = new Database(sound, { readonly: true });
    const tables = recordTables(db).filter(
      (table) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() !== 0,
    );
    const columnsOf = (table: string) =>
      db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
    const shapes = tables.map((table) => ({
      table,
      columns: columnsOf(table),
      rows: db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number,
    }));
    db.close();
    return {
      async attempt({ folder: own, random }) {
        const path = join(own, 'tampered.demarc');
        copyFileSync(sound, path);
        const { table, columns, rows } = random.pick(shapes);
        const column = random.pick(columns);
        // Tables without a row number have a key: this picks a row of either kind.
        const row = `(SELECT "${column}" FROM ${table} LIMIT 1 OFFSET ${random.below(rows)})`;
        const value = random.pick([
          `CASE typeof("${column}") WHEN 'text' THEN "${column}" || 'x' WHEN 'blob' THEN zeroblob(3) WHEN 'null' THEN 'x' ELSE "${column}" + 1 END`,
          `CASE typeof("${column}") WHEN 'text' THEN 'accepted' WHEN 'integer' THEN 1 - "${column}" ELSE NULL END`,
          'NULL',
        ]);
        const sql = random.pick([
          `UPDATE ${table} SET "${column}" = ${value} WHERE "${column}" IS ${row}`,
          `UPDATE ${table} SET "${column}" = ${value} WHERE "${column}" IS ${row}`,
          `DELETE FROM ${table} WHERE "${column}" IS ${row}`,
        ]);
        try {
          pastTheGuards(path, `PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; ${sql}`);
        } catch {
          return held('SQLite took no such statement');
        }
        if (differingTables(before, digestOf(path)).length === 0) return held('no difference');
        try {
          openWorkbook(path, {
            who: 'Ann',
            backups: join(own, 'b'),
            now: '2026-11-26T10:00:00.000Z',
            readOnly: true,
          }).close();
        } catch (error) {
          if (error instanceof DemarcError && error.code !== 'UNEXPECTED') return held('refused');
          return fell('UNEXPECTED', `${error} after ${sql}`);
        }
        const verdict = await verdictOn(path);
        if (verdict instanceof DemarcError || !verdict.ok) return held('named by verify');
        return fell('SILENT', `verify calls it sound after: ${sql}`);
      },
    };
  },
};
