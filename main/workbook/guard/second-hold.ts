import type { Connection, ReadDb, SqlValue } from '../connection.ts';
import { migrate } from '../migrations/index.ts';
import { createFile } from '../open-file.ts';
import { copyFile, insert } from '../state/rebuild.ts';
import { BATCH_TABLES } from '../state/tables.ts';

/** Files of evidence above this size are not held twice while a workbook is open. */
const KEPT_FILE_BYTES = 64 * 1024 * 1024;

/** So many entries at the most are put by after their answers are out: a loop that never rests leaves no room for it. */
const MOST_WAITING = 64;

export type Row = Record<string, SqlValue>;
export interface Entry extends Row {
  rev: number;
  at: string;
  who: string | null;
  origin: string;
  method: string;
  summary: string;
  rows: string;
  previous_hash: string;
  hash: string;
  contents: string | null;
  state: string | null;
  salt: string | null;
}

/** A temporary database of SQLite's own, gone with the connection. */
export function makeStore(): Connection {
  const store = createFile('');
  migrate(store);
  store.raw.pragma('foreign_keys = OFF');
  return store;
}

/** The entries of a sitting, held apart from the file. */
interface Hold {
  /** Takes entries in. What they bring besides their rows is read now; entries that stand whole in themselves are put by when the answer is out. */
  put(entries: readonly Entry[]): void;
  /** All that was taken in, in a database of the same schema; null where that is nothing. */
  all(): Connection | null;
  close(): void;
}

/** Holds what is recorded through `connection` a second time, in a database that is gone with the program. */
export function holdApart(connection: ReadDb): Hold {
  // Made with the first answer, since many sittings have none.
  let store: Connection | null = null;
  let waiting: Entry[] = [];
  let due: NodeJS.Immediate | null = null;
  const bases = new Set<SqlValue>();

  /** False where there is no room for a second hold. The answer lies in the workbook; a rescue would see that entries are missing here. */
  const putBy = (entries: readonly Entry[], contents: boolean): boolean => {
    try {
      store ??= makeStore();
      store.write((db) => {
        for (const entry of entries) insert(db, 'change', entry);
        if (contents) for (const entry of entries) keepContents(db as Connection, connection, entry);
      });
      return true;
    } catch {
      return false;
    }
  };
  const stopWaiting = (): readonly Entry[] => {
    if (due !== null) clearImmediate(due);
    due = null;
    const entries = waiting;
    waiting = [];
    return entries;
  };
  const settle = (): void => {
    const entries = stopWaiting();
    if (entries.length > 0) putBy(entries, false);
  };

  return {
    put(entries) {
      if (entries.every((entry) => isWhole(entry, bases))) {
        waiting.push(...entries);
        if (waiting.length >= MOST_WAITING) settle();
        else if (waiting.length > 0) due ??= setImmediate(settle);
        return;
      }
      // The file may be another's in the next moment.
      settle();
      if (putBy(entries, true)) for (const basis of entries.flatMap(basesOf)) bases.add(basis);
    },
    all() {
      settle();
      return store;
    },
    close() {
      stopWaiting();
      store?.close();
      store = null;
    },
  };
}

/** As the rows of an entry are written: none of these, and they need not be read. A quote within a text has a backslash before it. */
const BRINGS_MORE = /"table":"(?:snapshot|evidence)"|"basis":"/;
/** The rows of an entry, where one of them may bring more than itself; else none. */
const rowsOf = ({ rows }: Entry) =>
  (BRINGS_MORE.test(rows) ? JSON.parse(rows) : []) as { table: string; after: Row | null }[];
const basisIn = ({ table, after }: ReturnType<typeof rowsOf>[number]): SqlValue =>
  table === 'assignment' ? (after?.basis ?? null) : null;
const basesOf = (entry: Entry): readonly SqlValue[] =>
  rowsOf(entry)
    .map(basisIn)
    .filter((basis) => basis !== null);
/** Whether an entry brings nothing besides its rows that is not held already, as nearly every answer does. */
const isWhole = (entry: Entry, bases: ReadonlySet<SqlValue>): boolean =>
  entry.contents === null &&
  rowsOf(entry).every((row) => {
    const basis = basisIn(row);
    return row.table !== 'snapshot' && row.table !== 'evidence' && (basis === null || bases.has(basis));
  });

/** What an entry brought besides its rows: batches, and contents that lie under their hash. */
export function keepContents(to: Connection, from: ReadDb, entry: Entry): void {
  const batches =
    entry.contents === null ? [] : (JSON.parse(entry.contents) as { table: string; of: SqlValue }[]);
  for (const { table, of } of batches) {
    const by = BATCH_TABLES[table]?.by;
    if (by === undefined) continue;
    to.run(`DELETE FROM "${table}" WHERE "${by}" = ?`, of);
    for (const row of from.iterate<Row>(`SELECT * FROM "${table}" WHERE "${by}" = ?`, of))
      insert(to, table, row);
  }
  const keepBy = (table: 'basis' | 'snapshot_content', key: 'hash' | 'digest', value: SqlValue) => {
    if (to.get(`SELECT 1 FROM ${table} WHERE ${key} = ?`, value)) return;
    const row = from.get<Row>(`SELECT * FROM ${table} WHERE ${key} = ?`, value);
    if (row) insert(to, table, row);
  };
  for (const basis of basesOf(entry)) keepBy('basis', 'hash', basis);
  for (const { table, after } of rowsOf(entry)) {
    if (table === 'snapshot' && after?.digest != null) keepBy('snapshot_content', 'digest', after.digest);
    if (table === 'evidence' && typeof after?.sha256 === 'string') keepFile(to, from, after.sha256);
  }
}

function keepFile(to: Connection, from: ReadDb, sha256: string): void {
  if (to.get('SELECT 1 FROM blob WHERE sha256 = ?', sha256)) return;
  const file = from.get<{ size: number }>('SELECT size FROM blob WHERE sha256 = ? AND complete = 1', sha256);
  if (file && file.size <= KEPT_FILE_BYTES) copyFile(to, from, sha256);
}
