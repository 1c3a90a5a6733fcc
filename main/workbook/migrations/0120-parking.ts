import type { Migration } from './migration.ts';

/** What a parked duty waits for, and for whom. */
export const parking: Migration = {
  version: 120,
  sql: `
    ALTER TABLE assignment ADD COLUMN parked_for TEXT;
    -- A person of the workbook, or somebody known by name only; at most one of the two.
    ALTER TABLE assignment ADD COLUMN parked_person TEXT REFERENCES person (id) ON DELETE SET NULL;
    ALTER TABLE assignment ADD COLUMN parked_name TEXT;
    CREATE INDEX assignment_parked_person ON assignment (parked_person) WHERE parked_person IS NOT NULL;
  `,
};
