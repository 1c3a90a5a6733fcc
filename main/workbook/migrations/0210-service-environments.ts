import type { Migration } from './migration.ts';

/** Services that stand in several environments: those beside the one in their own row. */
export const serviceEnvironments: Migration = {
  version: 210,
  sql: `
    CREATE TABLE service_environment (
      subject TEXT NOT NULL REFERENCES service_in_use (ref) ON DELETE CASCADE,
      environment TEXT NOT NULL REFERENCES environment (id) ON DELETE CASCADE,
      PRIMARY KEY (subject, environment)
    ) STRICT, WITHOUT ROWID;
  `,
};
