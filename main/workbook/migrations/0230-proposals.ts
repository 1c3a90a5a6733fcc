import type { Migration } from './migration.ts';

/** What people in a meeting say of a duty, and what became of it. */
export const proposals: Migration = {
  version: 230,
  sql: `
    CREATE TABLE proposal (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      meeting INTEGER REFERENCES meeting (number) ON DELETE SET NULL,
      subject TEXT NOT NULL,
      responsibility TEXT NOT NULL,
      kind TEXT NOT NULL,
      -- A person of the workbook with the name of that day, or somebody known by name only; neither where the meeting kept no names.
      person TEXT REFERENCES person (id) ON DELETE SET NULL,
      name TEXT,
      -- JSON list of parties.
      owners TEXT NOT NULL DEFAULT '[]',
      status TEXT,
      text TEXT,
      proposed_at TEXT NOT NULL,
      outcome TEXT NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'taken', 'declined', 'withdrawn')),
      settled_at TEXT,
      settled_by TEXT
    ) STRICT;
    CREATE INDEX proposal_place ON proposal (subject, responsibility);
    -- 1: what is proposed in it is kept without names.
    ALTER TABLE meeting ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0;
  `,
};
