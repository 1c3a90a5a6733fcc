import type { Migration } from './migration.ts';

/** Of which other workbook this one is a beginning. */
export const begunFrom: Migration = {
  version: 190,
  sql: `
    -- JSON of a BegunFrom: the template that it was made from, or the workbook that it was a copy of; null for neither.
    ALTER TABLE workbook ADD COLUMN begun_from TEXT;
  `,
};
