import type { Migration } from './migration.ts';

/** Answers of a party that hold in many services: where they hold, where not, and what a service adds of its own. */
export const commonControls: Migration = {
  version: 170,
  sql: `
    -- 1: the record says the service's own part beside what a common control says, and is no answer by itself.
    ALTER TABLE assignment ADD COLUMN own_part INTEGER NOT NULL DEFAULT 0;
    -- Where the answer of a party holds: in the services of an environment, with a tag, or one by one; everywhere where all three are empty.
    CREATE TABLE common_reach (
      party TEXT NOT NULL REFERENCES party (id),
      responsibility TEXT NOT NULL,
      environment TEXT NOT NULL DEFAULT '',
      tag TEXT NOT NULL DEFAULT '',
      subject TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (party, responsibility, environment, tag, subject)
    ) STRICT, WITHOUT ROWID;
    -- Services in which it does not hold all the same.
    CREATE TABLE common_exception (
      party TEXT NOT NULL REFERENCES party (id),
      responsibility TEXT NOT NULL,
      subject TEXT NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (party, responsibility, subject)
    ) STRICT, WITHOUT ROWID;
  `,
};
