import type { Migration } from './migration.ts';

/** What was merged into this workbook, and who had recorded it on the other copy. */
export const merge: Migration = {
  version: 60,
  sql: `
    CREATE TABLE merge (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      file_name TEXT NOT NULL,
      -- Head of the copy's change log: everything up to there is in this workbook.
      head_rev INTEGER NOT NULL,
      head_hash TEXT NOT NULL,
      -- The common state that it was merged from.
      base_rev INTEGER NOT NULL,
      base_hash TEXT NOT NULL,
      -- The entry of this change log that brought it; null for a merge that a copy had made before it was merged here.
      rev INTEGER,
      -- JSON, by table: what records of the copy, and of this workbook before, are called since.
      renames TEXT NOT NULL DEFAULT '{}',
      own_renames TEXT NOT NULL DEFAULT '{}',
      merged_at TEXT NOT NULL,
      merged_by TEXT
    ) STRICT;
    -- The copy's own change log since the common state, entry by entry, so that its chain of hashes can be followed on.
    -- Like the results of scans these rows are never changed, and count while their merge is there; numbers are never reused.
    CREATE TABLE merged_change (
      merge INTEGER NOT NULL,
      rev INTEGER NOT NULL,
      at TEXT NOT NULL,
      who TEXT,
      origin TEXT NOT NULL,
      method TEXT NOT NULL,
      summary TEXT NOT NULL,
      rows TEXT NOT NULL,
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL,
      PRIMARY KEY (merge, rev)
    ) STRICT, WITHOUT ROWID;
  `,
};
