import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DemarcError } from '../../../main/contract/errors.ts';
import { withOtherWorkbook } from '../../../main/workbook/merge/other-workbook.ts';
import { openWorkbook } from '../../../main/workbook/open.ts';
import { fell, held, type Part, type Random } from '../part.ts';
import { makeSoundWorkbook, verdictOn } from '../sound.ts';

interface Tables {
  readonly all: readonly string[];
  readonly triggers: readonly string[];
  readonly indexes: readonly string[];
  columns(table: string): readonly string[];
}
const ENDLESS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)';
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const inSchema = (type: string, name: string, table: string, sql: string) =>
  `INSERT INTO sqlite_master VALUES (${[type, name, table].map(quoted).join(', ')}, 0, ${quoted(sql)})`;

/** Statements of somebody with SQLite's shell who writes something into a workbook that Demarc did not build. */
const WAYS: readonly ((tables: Tables, random: Random) => string)[] = [
  (tables, random) =>
    `CREATE TRIGGER t${random.below(1e6)} ${random.pick(['AFTER', 'BEFORE'])} ${random.pick(['INSERT', 'UPDATE', 'DELETE'])} ON ${random.pick(tables.all)} BEGIN ${random.pick([`UPDATE assignment SET review = 'accepted';`, 'DELETE FROM change;', 'SELECT 1;'])} END`,
  (tables, random) => {
    const name = `v${random.below(1e6)}`;
    return `CREATE VIEW ${name} AS SELECT * FROM ${random.pick(tables.all)}; CREATE TRIGGER i${name} INSTEAD OF INSERT ON ${name} BEGIN SELECT 1; END`;
  },
  (tables, random) => {
    const table = random.pick(tables.all);
    const columns = tables.columns(table).map((column) => `i AS "${column}"`);
    return `ALTER TABLE ${table} RENAME TO ${table}_; ${inSchema('view', table, table, `CREATE VIEW ${table} AS ${ENDLESS} SELECT ${columns.join(', ')} FROM n`)}`;
  },
  (_tables, random) => {
    const name = random.pick([
      'sqlite_schema',
      'pragma_table_info',
      'json_each',
      'pragma_quick_check',
      'dbstat',
    ]);
    return inSchema('view', name, name, `CREATE VIEW ${name} AS ${ENDLESS} SELECT i AS name, i AS pk FROM n`);
  },
  (tables, random) =>
    `ALTER TABLE ${random.pick(tables.all)} ADD COLUMN c${random.below(1e6)} ${random.pick(['TEXT AS (hex(zeroblob(1000000)))', 'TEXT', 'INTEGER DEFAULT 1'])}`,
  (_tables, random) =>
    `CREATE VIRTUAL TABLE f${random.below(1e6)} USING ${random.pick(['fts5(text)', 'rtree(a, b, c)', 'dbstat', "fts5vocab('x', 'row')"])}`,
  (tables, random) => `DROP TRIGGER ${random.pick(tables.triggers)}`,
  (tables, random) => {
    const name = random.pick(tables.triggers);
    return `UPDATE sqlite_master SET sql = substr(sql, 1, instr(upper(sql), 'BEGIN') + 4) || ' SELECT 1; END' WHERE name = ${quoted(name)}`;
  },
  (tables, random) => `DROP INDEX ${random.pick(tables.indexes)}`,
  (tables, random) => {
    const table = random.pick(tables.all);
    return `CREATE ${random.pick(['', 'UNIQUE '])}INDEX x${random.below(1e6)} ON ${table} ("${random.pick(tables.columns(table))}" COLLATE ${random.pick(['NOCASE', 'RTRIM'])})`;
  },
  (tables, random) =>
    `UPDATE sqlite_master SET sql = ${random.pick([`replace(sql, 'NOT NULL', 'NOT NULL COLLATE NOCASE')`, `replace(sql, 'TEXT', 'TEXT COLLATE RTRIM')`, `replace(sql, ' STRICT', '')`, `replace(sql, 'NOT NULL', '')`])} WHERE type = 'table' AND name = ${quoted(random.pick(tables.all))} AND sql LIKE '%TEXT NOT NULL%'`,
  (_tables, random) =>
    `INSERT INTO sqlite_sequence (name, seq) VALUES (${quoted(random.pick(['evidence', 'action', 'meeting', 'nothing']))}, ${random.pick(['9223372036854775807', "'many'", '-5', 'NULL', "x'00'", '1e300'])})`,
  (_tables, random) => `PRAGMA user_version = ${random.pick([15, 999, -1, 2 ** 31 - 1, 0])}`,
  (_tables, random) =>
    `CREATE TABLE stash${random.below(1e6)} (x ${random.pick(['TEXT', 'BLOB', 'INTEGER PRIMARY KEY AUTOINCREMENT'])})`,
  () => 'ANALYZE',
  () => 'PRAGMA application_id = 7',
];

/** Schemas that a stranger built: refused by name before anything of them runs, for reading, writing, merging and verifying. */
export const crafted: Part = {
  name: 'crafted',
  title: 'crafted schemas',
  weight: 1,
  limitMs: 20_000,
  cases: 3200,
  async start(folder) {
    const sound = await makeSoundWorkbook(folder);
    const db = new Database(sound, { readonly: true });
    const names = (type: string) =>
      db
        .prepare(`SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%' ORDER BY name`)
        .pluck()
        .all(type) as string[];
    const columns = new Map(
      names('table').map((table) => [
        table,
        db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[],
      ]),
    );
    const tables: Tables = {
      all: names('table'),
      triggers: names('trigger'),
      indexes: names('index'),
      columns: (table) => columns.get(table) ?? [],
    };
    db.close();
    return {
      async attempt({ n, folder: own, random }) {
        const path = join(own, 'crafted.demarc');
        copyFileSync(sound, path);
        const way = WAYS[n % WAYS.length];
        const sql = way?.(tables, random) ?? '';
        const changed = tamper(path, sql);
        if (!changed) return held('SQLite took no such statement');
        const before = readFileSync(path);
        const options = { who: 'Ann', backups: join(own, 'backups'), now: '2026-11-26T10:00:00.000Z' };
        const doors: Readonly<Record<string, () => unknown>> = {
          reading: () => openWorkbook(path, { ...options, readOnly: true }).close(),
          writing: () => openWorkbook(path, options).close(),
          merging: () => withOtherWorkbook({ path, name: 'crafted.demarc' }, async () => undefined),
          // Whose file it is at all is looked at before, by each of the other doors.
          verifying: async () => {
            if (sql.includes('application_id')) throw new DemarcError('WORKBOOK_DAMAGED', 'not asked');
            const verdict = await verdictOn(path);
            if (verdict instanceof DemarcError) throw verdict;
            if (!verdict.ok) throw new DemarcError('WORKBOOK_DAMAGED', verdict.problems.join(' '));
          },
        };
        for (const [door, enter] of Object.entries(doors))
          try {
            await enter();
            return fell('let in', `${door} lets it in: ${sql}`);
          } catch (error) {
            if (!(error instanceof DemarcError) || error.code === 'UNEXPECTED')
              return fell('UNEXPECTED', `${door}: ${error}: ${sql}`);
          }
        return readFileSync(path).equals(before)
          ? held('refused')
          : fell('changed', `Refusing changed it: ${sql}`);
      },
    };
  },
};

/** False when SQLite did not take the statement, or it changed nothing. */
function tamper(path: string, sql: string): boolean {
  const before = readFileSync(path);
  const db = new Database(path);
  try {
    db.unsafeMode(true);
    db.pragma('writable_schema = ON');
    db.exec(sql);
  } catch {
    return false;
  } finally {
    db.close();
  }
  return !readFileSync(path).equals(before);
}
