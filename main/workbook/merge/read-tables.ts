import { DemarcError } from '../../contract/errors.ts';
import { slugSchema } from '../../contract/methods/ids.ts';
import { keyOf, type Row, type Tables } from '../../domain/merge/rows.ts';
import { NAMED_TABLES, ruleOf } from '../../domain/merge/table-rules.ts';
import type { ReadDb } from '../connection.ts';
import { LOGGED_TABLES, OWN_TABLES } from '../state/tables.ts';

/** Recorded by people, but outside the change log. */
const UNLOGGED = ['time_spent'];
export const MERGED_TABLES: readonly string[] = [
  ...Object.keys(LOGGED_TABLES).filter((table) => !OWN_TABLES.has(table)),
  ...UNLOGGED,
];

/** Key columns of every table that is merged, in the order of the key. A table that the file lacks has none. */
export function readKeyColumns(db: ReadDb): (table: string) => readonly string[] {
  const keys = new Map(
    MERGED_TABLES.map((table) => [
      table,
      db
        .all<{ name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?) WHERE pk > 0', table)
        .sort((a, b) => a.pk - b.pk)
        .map(({ name }) => name),
    ]),
  );
  return (table) => keys.get(table) ?? [];
}

/** Every row that people recorded, by table and key; those of some tables where they are named. */
export function readTables(
  db: ReadDb,
  keys: (table: string) => readonly string[],
  tables: readonly string[] = MERGED_TABLES,
): Tables {
  const read = new Map<string, ReadonlyMap<string, Row>>();
  for (const table of tables) {
    const columns = keys(table);
    if (columns.length === 0) continue;
    const rows = new Map<string, Row>();
    for (const row of db.all<Row>(`SELECT * FROM "${table}"`)) rows.set(keyOf(row, columns), row);
    read.set(table, rows);
  }
  return read;
}

/** Columns that hold JSON lists: what is no list in them would break whoever reads it later. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  workbook: ['frameworks'],
  service_in_use: ['found_in', 'tags'],
  custom_responsibility: ['evidence_suggestions'],
  meeting: ['attendees', 'agenda'],
  proposal: ['owners'],
  provider_report: ['services'],
  vendor_matrix: ['frameworks'],
};

/** Refuses a copy whose rows could not be used in another workbook, by name; `so` says what was not done. Throws WORKBOOK_DAMAGED. */
export function checkTables(
  tables: Tables,
  name: string,
  keys: (table: string) => readonly string[],
  so = 'nothing was merged',
): void {
  const damaged = (table: string, key: string, what: string) =>
    new DemarcError(
      'WORKBOOK_DAMAGED',
      `${name} holds a ${ruleOf(table).word} (${key.slice(0, 80)}) ${what}. It was left untouched, and ${so}. Ask for a backup of it.`,
    );
  // Thousands of answers are about the same few services and duties.
  const sound = new Set<Row[string]>();
  const isSlug = (name: Row[string] | undefined): boolean => {
    if (name === undefined) return false;
    if (sound.has(name)) return true;
    const { success } = slugSchema.safeParse(name);
    if (success) sound.add(name);
    return success;
  };
  for (const [table, rows] of tables) {
    const named = NAMED_TABLES.some((entry) => entry === table);
    const hasSlug = ruleOf(table).names === 'slug';
    const [column = ''] = keys(table);
    for (const [key, row] of rows) {
      if (named && hasSlug && !isSlug(row[column]))
        throw damaged(table, key, 'whose name has a form that Demarc never gives');
      if (table === 'assignment' && !(isSlug(row.subject) && isSlug(row.responsibility)))
        throw damaged(table, key, 'whose place has a form that Demarc never gives');
      for (const list of LISTS[table] ?? [])
        if (row[list] !== null && row[list] !== undefined && !isList(row[list]))
          throw damaged(table, key, `with a broken list of ${list.replace('_', ' ')}`);
    }
  }
}

function isList(value: unknown): boolean {
  try {
    return Array.isArray(JSON.parse(String(value)));
  } catch {
    return false;
  }
}
