import type { Migration } from './migration.ts';

/** Words by which an organisation groups its services. */
export const tags: Migration = {
  version: 130,
  sql: `
    -- JSON list of texts.
    ALTER TABLE service_in_use ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
  `,
};
