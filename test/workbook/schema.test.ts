import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Connection, connect } from '../../main/workbook/connection.ts';
import { MIGRATIONS, migrate, SCHEMA_VERSION } from '../../main/workbook/migrations/index.ts';

const SNAPSHOT = fileURLToPath(
  new URL('../../main/workbook/migrations/schema.snapshot.json', import.meta.url),
);

/** Every object of the schema, as SQLite has it: each after what it stands on. */
function schemaOf(connection: Connection): Record<string, string> {
  const rows = connection.all<{ type: string; name: string; sql: string }>(
    `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
      ORDER BY type <> 'table', type, name`,
  );
  return Object.fromEntries(rows.map((row) => [`${row.type} ${row.name}`, row.sql]));
}

function inMemory<T>(look: (connection: Connection) => T): T {
  const connection = connect(':memory:', { readonly: false });
  try {
    return look(connection);
  } finally {
    connection.close();
  }
}
const stepByStep = (connection: Connection) => {
  for (const { version } of MIGRATIONS) migrate(connection, version);
};

test('the migrations build exactly the schema of the snapshot', () => {
  const built = {
    version: SCHEMA_VERSION,
    objects: inMemory((connection) => {
      stepByStep(connection);
      return schemaOf(connection);
    }),
  };
  // UPDATE_SCHEMA=1 after adding a migration; never after changing one that has been published.
  if (process.env.UPDATE_SCHEMA === '1' || !existsSync(SNAPSHOT))
    writeFileSync(SNAPSHOT, `${JSON.stringify(built, null, 2)}\n`);
  expect(built).toEqual(JSON.parse(readFileSync(SNAPSHOT, 'utf8')));
});

test('a new file is built at once as the steps one after the other build it', () => {
  const all = (build: (connection: Connection) => unknown) =>
    inMemory((connection) => {
      build(connection);
      const tables = connection.all<{ name: string }>(
        `SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`,
      );
      return {
        schema: schemaOf(connection),
        rows: Object.fromEntries(tables.map(({ name }) => [name, connection.all(`SELECT * FROM "${name}"`)])),
        version: connection.raw.pragma('user_version', { simple: true }),
      };
    });
  const atOnce = all((connection) => migrate(connection));
  expect(atOnce).toEqual(all(stepByStep));
  expect(atOnce.version).toBe(SCHEMA_VERSION);
});

test('versions only grow, and every table is strict', () => {
  const versions = MIGRATIONS.map((step) => step.version);
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  expect(new Set(versions).size).toBe(versions.length);
  for (const [name, sql] of Object.entries(
    inMemory((connection) => {
      migrate(connection);
      return schemaOf(connection);
    }),
  ))
    if (name.startsWith('table ')) expect(sql, name).toMatch(/\) STRICT/);
});
