import type { Migration } from './migration.ts';

/** What binds the rows of the tables to the change log. */
export const state: Migration = {
  version: 80,
  sql: `
    -- Digest of everything recorded, as it is after the change, and what the change brought of rows that the log does not
    -- carry (JSON). Part of what the entry's hash covers; null in entries that an older Demarc wrote.
    ALTER TABLE change ADD COLUMN contents TEXT;
    ALTER TABLE change ADD COLUMN state TEXT;
    CREATE INDEX change_contents ON change (rev) WHERE contents IS NOT NULL;
    ALTER TABLE merged_change ADD COLUMN contents TEXT;
    ALTER TABLE merged_change ADD COLUMN state TEXT;

    -- The sums behind the digest of the last entry, so that the next change need not read every row. Believed only when
    -- they have that digest.
    CREATE TABLE kept_sums (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      sums BLOB NOT NULL
    ) STRICT;
  `,
};
