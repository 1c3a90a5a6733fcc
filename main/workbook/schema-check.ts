import { DemarcError } from '../contract/errors.ts';
import { type Connection, connect, type ReadDb } from './connection.ts';
import { MIGRATIONS, migrate } from './migrations/index.ts';

interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}
interface Reference {
  readonly objects: ReadonlyMap<string, SchemaObject>;
  /** Of each table, also those that no query shows. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
}

/** More objects than any schema of ours ever had: whoever has so many need not be read to the end. */
const MOST_OBJECTS = 2000;
/** How many differences a sentence names. */
const NAMED = 3;

/**
 * Indentation may differ between releases, but a line's end ends a comment and so stays one: otherwise a column could
 * hide in the comment before it.
 */
const normalise = (sql: string): string =>
  sql.replace(/\s+/g, (space) => (space.includes('\n') ? '\n' : ' ')).trim();
/** Most are equal as they stand: a file of this release is. */
const saysTheSame = (a: string, b: string): boolean => a === b || normalise(a) === normalise(b);

/**
 * What the file says it is built of. Reading this table runs nothing of it: views and triggers are text until they are
 * used, and SQLite lets no other object bear its name.
 */
function readObjects(db: ReadDb): SchemaObject[] {
  return db
    .all<Record<keyof SchemaObject, unknown>>(
      'SELECT type, name, tbl_name AS "table", sql FROM main.sqlite_master LIMIT ?',
      MOST_OBJECTS,
    )
    .map(({ type, name, table, sql }) => ({
      type: text(type),
      name: text(name),
      table: text(table),
      sql: sql === null ? '' : text(sql),
    }));
}
/** What SQLite goes by all the same: bytes that spell a word are no text to whoever looks for it. */
const text = (value: unknown): string => (typeof value === 'string' ? value : `${value} in bytes`);

const keyOf = ({ type, name }: SchemaObject): string => `${type} ${name}`;

function columnsOf(db: Connection, table: string): ReadonlySet<string> {
  const rows = db.raw.pragma(`main.table_xinfo("${table.replaceAll('"', '""')}")`) as { name: string }[];
  return new Set(rows.map(({ name }) => name));
}

const references = new Map<number, Reference>();
/** What our own migrations build for a version, built once in memory. */
function referenceOf(version: number): Reference {
  let reference = references.get(version);
  if (!reference) {
    const built = connect(':memory:', { readonly: false });
    try {
      migrate(built, version);
      const objects = readObjects(built);
      const tables = objects.filter(({ type }) => type === 'table');
      reference = {
        objects: new Map(objects.map((object) => [keyOf(object), object])),
        columns: new Map(tables.map(({ name }) => [name, columnsOf(built, name)])),
      };
    } finally {
      built.close();
    }
    references.set(version, reference);
  }
  return reference;
}

/**
 * Compares everything that the file is built of with what our migrations build for its version, before any other statement
 * runs on it. Throws WORKBOOK_DAMAGED, which names what is foreign, altered or missing; `name` is what the reader knows the
 * file by.
 */
export function checkSchema(db: Connection, name: string): void {
  const version = db.raw.pragma('main.user_version', { simple: true }) as number;
  if (!MIGRATIONS.some((step) => step.version === version))
    throw refusal(name, [`says that it has schema version ${version}, which no Demarc ever had`]);
  const reference = referenceOf(version);
  const objects = readObjects(db);
  const found = new Map(objects.map((object) => [keyOf(object), object]));
  const foreign = objects
    .filter((object) => !reference.objects.has(keyOf(object)))
    .map(({ type, name: object }) => `holds the ${type} "${object}", which Demarc did not make`);
  const missing = [...reference.objects.values()]
    .filter((object) => !found.has(keyOf(object)))
    .map(({ type, name: object }) => `lacks the ${type} "${object}"`);
  const altered = [...found.entries()].flatMap(([key, object]) => {
    const ours = reference.objects.get(key);
    if (!ours || (ours.table === object.table && saysTheSame(ours.sql, object.sql))) return [];
    const more =
      object.type === 'table'
        ? [...columnsOf(db, object.name)].filter((column) => !reference.columns.get(object.name)?.has(column))
        : [];
    return more.length > 0
      ? more.map(
          (column) => `holds the column "${column}" in its table "${object.name}", which Demarc did not make`,
        )
      : [`has another ${object.type} "${object.name}" than Demarc makes`];
  });
  const twice = objects.length > found.size ? ['names one of its parts twice'] : [];
  const differences = [...foreign, ...missing, ...altered, ...twice];
  if (differences.length > 0) throw refusal(name, differences);
  checkNumbers(db, name);
}

/** Far more than anybody records, and far from where counting ends. */
const HIGHEST_NUMBER = 999_999_999;
/** The numbers that SQLite gives out next are a table that anybody can write: one out of bounds would stop every insert. */
function checkNumbers(db: ReadDb, name: string): void {
  const wrong = db.get<{ name: unknown }>(
    `SELECT name FROM main.sqlite_sequence
      WHERE typeof(name) <> 'text' OR typeof(seq) <> 'integer' OR seq < 0 OR seq > ? LIMIT 1`,
    HIGHEST_NUMBER,
  );
  if (wrong) throw refusal(name, [`holds a number for the next row of "${wrong.name}" that cannot be one`]);
}

function refusal(name: string, differences: readonly string[]): DemarcError {
  const named = differences.slice(0, NAMED).join('; it ');
  const more = differences.length > NAMED ? `; and ${differences.length - NAMED} more` : '';
  return new DemarcError(
    'WORKBOOK_DAMAGED',
    `${name} is not built as Demarc builds a workbook: it ${named}${more}. Nothing of it was run, and it was left untouched. Open a backup of it, or ask whoever sent it for a file that only Demarc wrote.`,
    { schema: differences.slice(0, 50) },
  );
}
