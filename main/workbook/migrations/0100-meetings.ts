import type { Migration } from './migration.ts';

/** When a meeting began and ended, where the room's clock stood, and what it had on its agenda. */
export const meetings: Migration = {
  version: 100,
  sql: `
    -- ISO instants (UTC); null where nobody noted them, as in every meeting from before.
    ALTER TABLE meeting ADD COLUMN began_at TEXT;
    ALTER TABLE meeting ADD COLUMN ended_at TEXT;
    -- Minutes by which the room's clock was ahead of UTC.
    ALTER TABLE meeting ADD COLUMN utc_offset INTEGER NOT NULL DEFAULT 0;
    -- JSON list of subjects in the order in which they are gone through; empty for all of them.
    ALTER TABLE meeting ADD COLUMN agenda TEXT NOT NULL DEFAULT '[]';
  `,
};
