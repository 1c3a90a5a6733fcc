import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { connect } from '../../main/workbook/connection.ts';
import { MIGRATIONS, migrate, SCHEMA_VERSION } from '../../main/workbook/migrations/index.ts';

const SNAPSHOT = fileURLToPath(
  new URL('../../main/workbook/migrations/schema.snapshot.json', import.meta.url),
);

/** Every object of the schema that the migrations build, as SQLite has it, white space folded. */
function builtSchema(): Record<string, string> {
  const connection = connect(':memory:', { readonly: false });
  migrate(connection);
  const rows = connection.all<{ type: string; name: string; sql: string }>(
    `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name`,
  );
  connection.close();
  return Object.fromEntries(
    rows.map((row) => [`${row.type} ${row.name}`, row.sql.replace(/\s+/g, ' ').trim()]),
  );
}

test('the migrations build exactly the schema of the snapshot', () => {
  const built = { version: SCHEMA_VERSION, objects: builtSchema() };
  // UPDATE_SCHEMA=1 after adding a migration; never after changing one that has been published.
  if (process.env.UPDATE_SCHEMA === '1' || !existsSync(SNAPSHOT))
    writeFileSync(SNAPSHOT, `${JSON.stringify(built, null, 2)}\n`);
  expect(built).toEqual(JSON.parse(readFileSync(SNAPSHOT, 'utf8')));
});

test('versions only grow, and every table is strict', () => {
  const versions = MIGRATIONS.map((step) => step.version);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  expect(new Set(versions).size).toBe(versions.length);
  for (const [name, sql] of Object.entries(builtSchema()))
    if (name.startsWith('table ')) expect(sql, name).toMatch(/\) STRICT/);
});
