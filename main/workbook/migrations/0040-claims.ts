import type { Migration } from './migration.ts';

/** What vendors claim in their responsibility matrices, and how their sheets are to be read. */
export const claims: Migration = {
  version: 40,
  sql: `
    -- A number is never given twice: the claims below belong to it, whether or not an undo took it away for a while.
    CREATE TABLE vendor_matrix (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      party TEXT NOT NULL REFERENCES party (id),
      title TEXT NOT NULL,
      file_name TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      -- Number in the register of evidence. No foreign key: taking the file out of the register does not take the claims out.
      evidence INTEGER NOT NULL,
      recorded_at TEXT NOT NULL,
      recorded_by TEXT,
      covers_from TEXT,
      covers_to TEXT,
      layouts TEXT NOT NULL,
      frameworks TEXT NOT NULL,
      counts TEXT NOT NULL
    ) STRICT;
    CREATE INDEX vendor_matrix_party ON vendor_matrix (party);

    -- Like the contents of files, claims are never changed and count only while their matrix is there, so that the change
    -- log need not carry thousands of rows.
    CREATE TABLE vendor_claim (
      matrix INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      framework TEXT,
      control TEXT NOT NULL,
      claim TEXT NOT NULL,
      PRIMARY KEY (matrix, seq)
    ) STRICT, WITHOUT ROWID;

    -- By the headings of a sheet.
    CREATE TABLE claim_mapping (
      fingerprint TEXT PRIMARY KEY,
      headings TEXT NOT NULL,
      mapping TEXT NOT NULL,
      saved_at TEXT NOT NULL,
      saved_by TEXT
    ) STRICT, WITHOUT ROWID;
  `,
};
