import { DemarcError, invalidInput } from '../contract/errors.ts';
import type { BegunFrom } from '../contract/workbook.ts';
import type { Row, Tables } from '../domain/merge/rows.ts';
import { TEMPLATE_BLANKS, TEMPLATE_TABLES } from '../domain/templates.ts';
import { numeral } from '../domain/words/counted.ts';
import { readHead } from './change-log.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { type OtherFile, withOtherWorkbook } from './merge/other-workbook.ts';
import { checkTables, readKeyColumns, readTables } from './merge/read-tables.ts';
import { requireSoundRecord } from './state/check.ts';
import { insert } from './state/rebuild.ts';

/** What a new workbook takes from another one, read and checked. */
export interface Template {
  /** What the user knows it by. */
  readonly name: string;
  readonly tables: Tables;
  readonly controlTexts: readonly Row[];
  readonly from: BegunFrom & { readonly organisation: string };
}

// Far more than any assessment has; the file may be anybody's.
const MOST_ROWS = 20_000;
const MOST_TEXT = 20_000_000;

const WORDS = {
  again: 'begin from it again',
  remedy: 'Nothing was made. Begin from a backup of it instead.',
};

/**
 * Reads what another workbook gives as a template, and changes no byte of it. Throws as `withOtherWorkbook` does, and WORKBOOK_DAMAGED
 * for a file whose tables are not what its change log says, or hold what no workbook could.
 */
export const readTemplate = (file: OtherFile): Promise<Template> =>
  withOtherWorkbook(
    file,
    (db) => {
      const names = Object.keys(TEMPLATE_TABLES).filter((table) => TEMPLATE_TABLES[table] !== 'left');
      checkSize(db, [...names, 'control_text'], file.name);
      requireSoundRecord(db, file.name, 'nothing was begun from it');
      const keys = readKeyColumns(db);
      const tables = readTables(db, keys, names);
      checkTables(tables, file.name, keys, 'nothing was begun from it');
      const controlTexts = db.all<Row>(
        'SELECT * FROM control_text WHERE source IN (SELECT source FROM control_catalogue)',
      );
      return { name: file.name, tables, controlTexts, from: sourceOf(db, tables, file.name) };
    },
    WORDS,
  );

/** Counted by SQLite, before anything is taken into memory. */
function checkSize(db: ReadDb, tables: readonly string[], name: string): void {
  for (const table of tables) {
    const columns = db.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', table);
    const length = columns.map((column) => `coalesce(length("${column.name}"), 0)`).join(' + ');
    const size = db.get<{ n: number; text: number | null }>(
      `SELECT count(*) AS n, sum(${length}) AS text FROM "${table}"`,
    );
    if ((size?.n ?? 0) > MOST_ROWS || (size?.text ?? 0) > MOST_TEXT)
      throw invalidInput(
        `${name} holds more in its table ${table} than a template can (${numeral(MOST_ROWS)} rows, ${(MOST_TEXT / 1e6).toFixed(0)} million characters). Nothing was made.`,
      );
  }
}

function sourceOf(db: ReadDb, tables: Tables, name: string): Template['from'] {
  const [row] = tables.get('workbook')?.values() ?? [];
  if (!row)
    throw new DemarcError(
      'WORKBOOK_DAMAGED',
      `${name} lacks the record that describes it. It was left untouched, and nothing was begun from it.`,
    );
  const { rev, hash } = readHead(db);
  const text = (value: unknown): string => String(value).slice(0, 200);
  return {
    how: 'template',
    uuid: text(row.uuid),
    title: text(row.title),
    organisation: text(row.organisation),
    rev,
    head: hash,
  };
}

/** What the new workbook says of itself, whatever its template says: columns of its one row. */
export type OwnColumns = Readonly<Record<string, string | number | null>>;

/**
 * Writes what a template gives into a new workbook, whose own columns go before those of the template. WORKBOOK_DAMAGED where rows of
 * the template cannot stand in a workbook.
 */
export function writeTemplate(
  db: WriteDb,
  template: Template,
  wanted: { readonly withServices: boolean; readonly own: OwnColumns },
): void {
  const { tables } = template;
  const people = tables.get('person');
  const services = tables.get('service_in_use');
  try {
    for (const [table, taking] of Object.entries(TEMPLATE_TABLES)) {
      if (taking === 'left' || (taking === 'with-services' && !wanted.withServices)) continue;
      for (const row of tables.get(table)?.values() ?? []) {
        // How often the duties of a service are looked at again goes with the service.
        if (!wanted.withServices && services?.has(String(row.subject))) continue;
        const plain = { ...row, ...TEMPLATE_BLANKS[table] };
        if (table !== 'workbook') insert(db, table, plain);
        else
          insert(db, table, {
            ...plain,
            lead_assessor: people?.has(String(row.lead_assessor)) ? (row.lead_assessor ?? null) : null,
            ...wanted.own,
          });
      }
    }
    for (const row of template.controlTexts) insert(db, 'control_text', row);
  } catch (error) {
    if (
      !(error instanceof Error) ||
      !String((error as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT')
    )
      throw error;
    throw new DemarcError(
      'WORKBOOK_DAMAGED',
      `${template.name} holds rows that cannot stand in a workbook (${error.message}). It was left untouched, and nothing was begun from it. Ask for a backup of it.`,
    );
  }
}
