import type { Migration } from './migration.ts';

/** Other workbooks that answer here: of each the edition that was taken, as the party that it is here. */
export const providers: Migration = {
  version: 200,
  sql: `
    CREATE TABLE provider_edition (
      party TEXT PRIMARY KEY REFERENCES party (id),
      -- JSON of the EditionFacts: which state of which workbook.
      facts TEXT NOT NULL,
      -- JSON of the rows that it gives.
      content TEXT NOT NULL,
      -- JSON of the rows that earlier editions gave and this one does not.
      ended TEXT NOT NULL DEFAULT '[]',
      taken_at TEXT NOT NULL,
      taken_by TEXT,
      -- The day on which the provider's system was authorised, where it was said.
      authorised_on TEXT
    ) STRICT, WITHOUT ROWID;
  `,
};
