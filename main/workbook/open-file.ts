import { basename } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { isNoRoom } from '../platform/no-room.ts';
import { type Connection, connect, harden } from './connection.ts';
import { explain, isDiskError } from './explain.ts';
import { SCHEMA_VERSION } from './migrations/index.ts';
import { checkSchema } from './schema-check.ts';

export interface OpenFileOptions {
  readonly readonly: boolean;
  /** What the reader knows the file by, where that is not its name. */
  readonly name?: string;
  /** Keeps everybody else out: SQLite then needs no memory file beside the workbook. */
  readonly alone?: boolean;
  /** False for one that waits for no other program that holds the file. */
  readonly waits?: boolean;
  /** Also looks over every page, unless the file is too big for that. */
  readonly pages?: boolean;
  /** What to do about a damaged one. */
  readonly remedy?: string;
  readonly onSlow?: (sql: string, ms: number) => void;
}

/** Above this size the check of every page waits for `demarc verify`. */
export const QUICK_CHECK_BYTES = 32 * 1024 * 1024;

/**
 * The one way to a workbook file that exists, for reading and for writing: what it is built of is compared with what
 * Demarc builds before anything else is asked of it. Throws a DemarcError that names it: WORKBOOK_DAMAGED, WORKBOOK_LOCKED, READ_ONLY or
 * DISK_FULL.
 */
export function openFile(path: string, options: OpenFileOptions): Connection {
  const { onSlow, remedy, readonly } = options;
  const name = options.name ?? basename(path);
  let connection: Connection | null = null;
  try {
    connection = connect(path, {
      readonly,
      mustExist: true,
      waits: options.waits !== false,
      ...(onSlow ? { onSlow } : {}),
    });
    harden(connection);
    if (options.alone === true) connection.raw.pragma('locking_mode = EXCLUSIVE');
    lookOver(connection, name, options.pages === true);
    return connection;
  } catch (error) {
    connection?.close();
    throw explain(error, { name, when: 'opening', ...(remedy === undefined ? {} : { remedy }) });
  }
}

/** On one state of the file: what it is built of, then its pages. */
const lookOver = (connection: Connection, name: string, pages: boolean): void =>
  connection.snapshot(() => {
    checkSchema(connection, name);
    if (pages) checkPages(connection, name);
  });

function checkPages(connection: Connection, name: string): void {
  const pragma = (text: string) => connection.raw.pragma(text, { simple: true }) as number;
  if (pragma('page_count') * pragma('page_size') > QUICK_CHECK_BYTES) return;
  const first = connection.raw.pragma('quick_check(1)', { simple: true }) as string;
  if (first !== 'ok')
    throw new DemarcError(
      'WORKBOOK_DAMAGED',
      `${name} is damaged (${oneLine(first)}). It was left untouched.`,
      { remedyOpen: true },
    );
}
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Makes an empty database at a path where nothing is, hardened as all are. */
export function createFile(path: string): Connection {
  const connection = connect(path, { readonly: false });
  harden(connection);
  return connection;
}

/** An entry of a change log, as far as it is linked to the one before. */
export interface Link {
  readonly rev: number;
  readonly hash: string;
  readonly previousHash: string;
}

/**
 * The links of the log of a copy, oldest first, with what lies beside it played back, whatever else is in it; null where they do not lie in
 * a plain table, or cannot be read. What the disk says is thrown.
 */
export const readLinks = (path: string): readonly Link[] | null =>
  readPlain(path, { table: 'change', readonly: false }, (connection) =>
    connection.all<Link>('SELECT rev, hash, previous_hash AS previousHash FROM main.change ORDER BY rev'),
  );

/**
 * Which program wrote a file of a schema that we do not know, for the sentence that refuses it; null unless the file keeps
 * that in a plain table as all of ours have. Nothing else of the file is asked.
 */
const readWriter = (path: string): string | null =>
  readPlain(path, { table: 'workbook', readonly: true }, (connection) => {
    const row = connection.get<{ version: string }>(
      `SELECT substr(app_version, 1, 40) AS version FROM main.workbook WHERE id = 1 AND typeof(app_version) = 'text'`,
    );
    return row?.version || null;
  });

const IDENTITY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Identity of the workbook that a copy is of, whatever became of the rest of it; null where that cannot be read. */
export const readIdentity = (copy: string): string | null =>
  readPlain(copy, { table: 'workbook', readonly: true }, (connection) => {
    const row = connection.get<{ uuid: unknown }>('SELECT uuid FROM main.workbook WHERE id = 1');
    return typeof row?.uuid === 'string' && IDENTITY.test(row.uuid) ? row.uuid : null;
  });

/** The refusal of a file whose schema we do not know. */
export function tooNew(path: string, version: number): DemarcError {
  const known = readWriter(path);
  const writer = known === null ? 'a newer Demarc' : `Demarc ${known}`;
  return new DemarcError(
    'WORKBOOK_TOO_NEW',
    `${basename(path)} was written by ${writer} (schema ${version}); this Demarc reads up to schema ${SCHEMA_VERSION}. It was left untouched. Update Demarc, then open it again.`,
  );
}

/** What is read of one table of a file whose schema was not looked over: nothing of it runs where that is a plain table. */
function readPlain<T>(
  path: string,
  { table, readonly }: { readonly table: 'change' | 'workbook'; readonly readonly: boolean },
  read: (db: Connection) => T,
): T | null {
  let connection: Connection | null = null;
  try {
    connection = connect(path, { readonly, mustExist: true });
    harden(connection);
    const found = connection.get<{ plain: number }>(
      `SELECT type = 'table' AND rootpage > 0 AS plain FROM main.sqlite_master WHERE name = ? COLLATE NOCASE`,
      table,
    );
    const columns = connection.raw.pragma(`main.table_xinfo(${table})`) as { name: string; hidden: number }[];
    if (found?.plain !== 1 || columns.some(({ hidden }) => hidden !== 0)) return null;
    return read(connection);
  } catch (error) {
    // What the disk did not do says nothing of the file.
    if (!readonly && (isNoRoom(error) || isDiskError(error))) throw error;
    // A newer schema may keep it elsewhere.
    return null;
  } finally {
    connection?.close();
  }
}
