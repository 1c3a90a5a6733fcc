import { type Head, hashChange, readHead } from '../change-log.ts';
import type { Connection, ReadDb, SqlValue } from '../connection.ts';
import { migrate } from '../migrations/index.ts';
import { createFile } from '../open-file.ts';
import { copyFile, insert } from '../state/rebuild.ts';
import { BATCH_TABLES } from '../state/tables.ts';

/** Files of evidence above this size are not held twice while a workbook is open. */
const KEPT_FILE_BYTES = 64 * 1024 * 1024;

type Row = Record<string, SqlValue>;
interface Entry extends Row {
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
}

/**
 * What was acknowledged since a workbook was opened, held apart from its file: with any older state of the file it gives
 * the whole again, whoever writes over the file meanwhile.
 */
export interface SittingRecord {
  /** The last entry that was taken in. */
  head(): Head;
  /** Takes in what was just recorded; false when that does not follow from what was recorded before: then the file is not ours. */
  keep(): boolean;
  /** Whether a state with this head is one that this sitting began with or went through. `hash` may be cut off. */
  knows(rev: number, hash: string): boolean;
  /** Brings a copy of such a state the entries that it lacks, and their contents. Its tables stay as they are. */
  addTo(copy: Connection): void;
  /** The entries, one JSON object a line. */
  lines(): string;
  /** An empty workbook of the same name, in memory: what is left to be read where no older state was found. */
  emptyOfSameName(): Connection;
  close(): void;
}

/** A temporary database of SQLite's own, gone with the connection. */
function makeStore(): Connection {
  const store = createFile('');
  migrate(store);
  store.raw.pragma('foreign_keys = OFF');
  return store;
}

export function recordSitting(connection: Connection): SittingRecord {
  let head = readHead(connection);
  const hashes = new Map([[head.rev, head.hash]]);
  const front = connection.get<Row>('SELECT * FROM workbook');
  // Made with the first answer, since many sittings have none.
  let store: Connection | null = null;
  const entriesAfter = (db: ReadDb, rev: number) =>
    db.all<Entry>('SELECT * FROM change WHERE rev > ? ORDER BY rev', rev);

  const follows = (entries: readonly Entry[]): boolean => {
    let previous: Pick<Head, 'rev' | 'hash'> = head;
    for (const entry of entries) {
      if (entry.rev !== previous.rev + 1 || entry.previous_hash !== previous.hash) return false;
      if (hashChange(entry.rev, entry, entry, entry.previous_hash) !== entry.hash) return false;
      previous = entry;
    }
    return true;
  };

  return {
    head: () => head,
    keep() {
      const entries = entriesAfter(connection, head.rev);
      if (!follows(entries)) return false;
      for (const { rev, hash, state } of entries) {
        hashes.set(rev, hash);
        head = { rev, hash, state };
      }
      if (entries.length === 0) return true;
      try {
        store ??= makeStore();
        store.write((db) => {
          for (const entry of entries) insert(db, 'change', entry);
          for (const entry of entries) keepContents(db as Connection, connection, entry);
        });
      } catch {
        // No room for a second hold. The answer lies in the workbook; a rescue would see that entries are missing here.
      }
      return true;
    },
    knows: (rev, hash) => hash.length >= 16 && hashes.get(rev)?.startsWith(hash) === true,
    addTo(copy) {
      if (store === null) return;
      const kept = store;
      copy.raw.pragma('foreign_keys = OFF');
      copy.write((db) => {
        for (const entry of entriesAfter(kept, readHead(copy).rev)) {
          insert(db, 'change', entry);
          keepContents(copy, kept, entry);
        }
      });
    },
    lines: () =>
      store === null
        ? ''
        : entriesAfter(store, 0)
            .map((entry) => `${JSON.stringify(entry)}\n`)
            .join(''),
    emptyOfSameName() {
      const empty = makeStore();
      if (front) insert(empty, 'workbook', front);
      return empty;
    },
    close() {
      store?.close();
      store = null;
    },
  };
}

/** What an entry brought besides its rows: batches, and contents that lie under their hash. */
function keepContents(to: Connection, from: ReadDb, entry: Entry): void {
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
  for (const { table, after } of JSON.parse(entry.rows) as { table: string; after: Row | null }[]) {
    if (table === 'assignment' && after?.basis != null) keepBy('basis', 'hash', after.basis);
    if (table === 'snapshot' && after?.digest != null) keepBy('snapshot_content', 'digest', after.digest);
    if (table === 'evidence' && typeof after?.sha256 === 'string') keepFile(to, from, after.sha256);
  }
}

function keepFile(to: Connection, from: ReadDb, sha256: string): void {
  if (to.get('SELECT 1 FROM blob WHERE sha256 = ?', sha256)) return;
  const file = from.get<{ size: number }>('SELECT size FROM blob WHERE sha256 = ? AND complete = 1', sha256);
  if (file && file.size <= KEPT_FILE_BYTES) copyFile(to, from, sha256);
}
