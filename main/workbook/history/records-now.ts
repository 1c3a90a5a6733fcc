import type { Row, Table, Tables } from '../../domain/merge/rows.ts';
import type { ReadDb } from '../connection.ts';
import { shapeOf, type Values } from '../state/rows.ts';
import { LOGGED_TABLES } from '../state/tables.ts';

/** The rows of one table, each read when it is first asked for. */
class RowsWhenAsked extends Map<string, Row> {
  readonly #read: (key: string) => Row | undefined;
  constructor(read: (key: string) => Row | undefined) {
    super();
    this.#read = read;
  }
  override get(key: string): Row | undefined {
    const known = super.get(key);
    if (known) return known;
    const row = this.#read(key);
    if (row) this.set(key, row);
    return row;
  }
}

/**
 * Records as they are now, or as they were when they went, to name what the log speaks of. Only tables with one key column, of which
 * others speak; the rows can be asked for by their key, and not walked.
 */
export function recordsNow(db: ReadDb, gone: ReadonlyMap<string, ReadonlyMap<string, Values>>): Tables {
  const tables = new Map<string, Table>();
  for (const table of Object.keys(LOGGED_TABLES)) {
    const [key, ...more] = shapeOf(db, table).keys;
    // Names of tables and columns come from our own schema.
    if (key !== undefined && more.length === 0)
      tables.set(
        table,
        new RowsWhenAsked(
          (id) => db.get<Row>(`SELECT * FROM "${table}" WHERE "${key}" = ?`, id) ?? gone.get(table)?.get(id),
        ),
      );
  }
  return tables;
}

/** An entry as the log has it, of a window of the log. */
export interface LogEntry {
  readonly rev: number;
  readonly at: string;
  readonly who: string | null;
  readonly origin: string;
  readonly method: string;
  readonly summary: string;
  readonly rows: string;
}
const COLUMNS = 'rev, at, who, origin, method, summary, rows';

/** The entries of some revisions, in their order. */
export const readEntries = (db: ReadDb, revs: readonly number[]): readonly LogEntry[] =>
  revs.flatMap((rev) => db.get<LogEntry>(`SELECT ${COLUMNS} FROM change WHERE rev = ?`, rev) ?? []);

const LIKE_SIGNS = /[\\%_]/g;

/** Entries in whose sentence or rows a text may stand, whatever its letter case; the rows hold names of columns, too. */
export function* entriesWith(
  db: ReadDb,
  text: string,
): Generator<Pick<LogEntry, 'rev' | 'summary' | 'rows'>> {
  // SQLite compares the letter case of the first 128 signs only.
  const variants = [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
  const like = (value: string) => `%${value.replace(LIKE_SIGNS, '\\$&')}%`;
  const asJson = (value: string) => JSON.stringify(value).slice(1, -1);
  const where = variants.map(() => "summary LIKE ? ESCAPE '\\' OR rows LIKE ? ESCAPE '\\'").join(' OR ');
  yield* db.iterate<Pick<LogEntry, 'rev' | 'summary' | 'rows'>>(
    `SELECT rev, summary, rows FROM change WHERE ${where} ORDER BY rev DESC`,
    ...variants.flatMap((value) => [like(value), like(asJson(value))]),
  );
}
