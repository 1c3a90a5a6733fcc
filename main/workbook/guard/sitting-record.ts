import { type Head, readHead } from '../change-log.ts';
import type { Connection, ReadDb } from '../connection.ts';
import { isUnaltered, type StoredEntry } from '../entry-hash.ts';
import { readVouched } from '../erasure/vouched.ts';
import { insert } from '../state/rebuild.ts';
import { type Entry, holdApart, keepContents, makeStore, type Row } from './second-hold.ts';

/**
 * What was acknowledged since a workbook was opened, held apart from its file: with any older state of the file it gives
 * the whole again, whoever writes over the file meanwhile.
 */
export interface SittingRecord {
  /** The last entry that was taken in. */
  head(): Head;
  /** Takes in what was just recorded, as it was written; false when that does not follow from what was recorded before. */
  keep(entries: readonly StoredEntry[]): boolean;
  /** Whether a state with this head is one that this sitting began with or went through. `hash` may be cut off. */
  knows(rev: number, hash: string): boolean;
  /** Whether all that was taken in stands in the log of a file, unaltered. */
  isIn(db: ReadDb): boolean;
  /** Brings a copy of such a state the entries that it lacks, and their contents. Its tables stay as they are. */
  addTo(copy: Connection): void;
  /** The entries, one JSON object a line. */
  lines(): string;
  /** An empty workbook of the same name, in memory: what is left to be read where no older state was found. */
  emptyOfSameName(): Connection;
  close(): void;
}

const entriesAfter = (db: ReadDb, rev: number) =>
  db.all<Entry>('SELECT * FROM change WHERE rev > ? ORDER BY rev', rev);

/** Begins the record of a sitting with the state in which the workbook is. */
export function recordSitting(connection: Connection): SittingRecord {
  const begun = readHead(connection);
  let head = begun;
  const hashes = new Map([[head.rev, head.hash]]);
  const front = connection.get<Row>('SELECT * FROM workbook');
  const hold = holdApart(connection);
  const follows = (entries: readonly StoredEntry[]): boolean => {
    let previous: Pick<Head, 'rev' | 'hash'> = head;
    for (const entry of entries) {
      if (entry.rev !== previous.rev + 1 || entry.previous_hash !== previous.hash) return false;
      previous = entry;
    }
    return true;
  };

  return {
    head: () => head,
    keep(entries) {
      if (!follows(entries)) return false;
      for (const { rev, hash, state } of entries) {
        hashes.set(rev, hash);
        head = { rev, hash, state };
      }
      hold.put(entries.map((entry) => ({ ...entry })));
      return true;
    },
    knows: (rev, hash) => hash.length >= 16 && hashes.get(rev)?.startsWith(hash) === true,
    isIn(db) {
      const vouched = readVouched(db, 'own');
      return [...hashes].every(([rev, hash]) => {
        if (rev === begun.rev) return true;
        const entry = db.get<StoredEntry>('SELECT * FROM change WHERE rev = ?', rev);
        return entry?.hash === hash && isUnaltered(entry, vouched);
      });
    },
    addTo(copy) {
      const kept = hold.all();
      if (kept === null) return;
      copy.raw.pragma('foreign_keys = OFF');
      copy.write((db) => {
        for (const entry of entriesAfter(kept, readHead(copy).rev)) {
          insert(db, 'change', entry);
          keepContents(copy, kept, entry);
        }
      });
    },
    lines() {
      const kept = hold.all();
      return kept === null
        ? ''
        : entriesAfter(kept, 0)
            .map((entry) => `${JSON.stringify(entry)}\n`)
            .join('');
    },
    emptyOfSameName() {
      const empty = makeStore();
      if (front) insert(empty, 'workbook', front);
      return empty;
    },
    close: hold.close,
  };
}
