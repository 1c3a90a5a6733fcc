import { sql } from 'kysely';
import type { Portfolio } from '../portfolio.ts';
import type { ColumnType, TableShape } from './shape.ts';

/** Texts compare by their bytes on both engines, so that both give the same order. */
const TYPES = {
  sqlite: { text: sql`text`, integer: sql`integer`, bytes: sql`blob` },
  postgres: { text: sql`text collate "C"`, integer: sql`bigint`, bytes: sql`bytea` },
} as const;

/** Makes tables as their shapes say, on either engine. */
export async function makeTables(
  { db, engine }: Pick<Portfolio, 'db' | 'engine'>,
  tables: Readonly<Record<string, TableShape>>,
): Promise<void> {
  for (const [name, { columns, key, ofPublication, indexes = [] }] of Object.entries(tables)) {
    let table = db.schema.createTable(name);
    for (const [column, type] of Object.entries(columns)) {
      const base = type.replace('?', '') as Exclude<ColumnType, `${string}?`>;
      table = table.addColumn(column, TYPES[engine][base], (built) =>
        type.endsWith('?') ? built : built.notNull(),
      );
    }
    table = table.addPrimaryKeyConstraint(`${name}_key`, [...key] as never);
    if (ofPublication)
      table = table.addForeignKeyConstraint(
        `${name}_of_publication`,
        ['unit', 'publication'] as never,
        'publication',
        ['unit', 'id'],
        (constraint) => constraint.onDelete('cascade'),
      );
    await (engine === 'sqlite' ? table.modifyEnd(sql`strict`) : table).execute();
    for (const index of indexes)
      await db.schema
        .createIndex(`${name}_by_${index.join('_')}`)
        .on(name)
        .columns([...index])
        .execute();
  }
}
