import type { Migration } from './migration.ts';

/** How documents of the workbook are marked, and the picture on their covers. */
export const marks: Migration = {
  version: 140,
  sql: `
    ALTER TABLE workbook ADD COLUMN classification TEXT;
    ALTER TABLE workbook ADD COLUMN distribution TEXT;
    -- A table of its own: the log holds whole rows, and the workbook's is written at every change of the scope.
    CREATE TABLE logo (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      media_type TEXT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      -- The picture in Base64.
      data TEXT NOT NULL
    ) STRICT;
  `,
};
