import type { ReadDb } from './connection.ts';

/** Our tables with the number of their rows, by name. The names are ours: a file with others is not opened. */
export function tableSizes(db: ReadDb): { readonly table: string; readonly rows: number }[] {
  const tables = db.all<{ name: string }>(
    "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  return tables.map(({ name }) => ({
    table: name,
    rows: db.get<{ rows: number }>(`SELECT count(*) AS rows FROM main."${name}"`)?.rows ?? 0,
  }));
}
