import type { Migration } from './migration.ts';

/** The house rules that stand over the catalogue, and the controls on which a duty of the workbook's own bears. */
export const houseRules: Migration = {
  version: 180,
  sql: `
    CREATE TABLE house_rules (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      name TEXT NOT NULL,
      edition TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      -- As they were written.
      text TEXT NOT NULL
    ) STRICT;
    -- A list in JSON: framework/control.
    ALTER TABLE custom_responsibility ADD COLUMN controls TEXT NOT NULL DEFAULT '[]';
  `,
};
