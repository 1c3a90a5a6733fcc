import type { Migration } from './migration.ts';

/** What a long assessment needs beside its answers: actions, reviews, snapshots, meetings, saved views. */
export const desk: Migration = {
  version: 20,
  sql: `
    CREATE TABLE saved_view (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      screen TEXT NOT NULL,
      query TEXT NOT NULL,
      ord INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE action (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      title TEXT NOT NULL,
      subject TEXT NOT NULL,
      responsibility TEXT,
      -- The gap rule that it answers; null for one that nobody's rule asked for.
      rule TEXT,
      person TEXT REFERENCES person (id) ON DELETE SET NULL,
      due_on TEXT,
      state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'in-progress', 'done', 'dropped')),
      note TEXT,
      created_at TEXT NOT NULL,
      created_by TEXT,
      closed_at TEXT
    ) STRICT;
    CREATE INDEX action_place ON action (subject, responsibility);

    CREATE TABLE sign_off (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      -- Null for the workbook as a whole.
      subject TEXT,
      name TEXT NOT NULL,
      role TEXT,
      statement TEXT NOT NULL,
      digest TEXT NOT NULL,
      signed_rev INTEGER NOT NULL,
      signed_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE acknowledgement (
      person TEXT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
      digest TEXT NOT NULL,
      acknowledged_at TEXT NOT NULL,
      recorded_by TEXT
    ) STRICT;

    CREATE TABLE snapshot (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      note TEXT,
      taken_at TEXT NOT NULL,
      taken_by TEXT,
      taken_rev INTEGER NOT NULL,
      digest TEXT NOT NULL
    ) STRICT;
    -- The frozen state, compressed; apart from its entry, so that the change log need not carry it.
    CREATE TABLE snapshot_content (
      digest TEXT PRIMARY KEY,
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE provider_report (
      evidence INTEGER PRIMARY KEY REFERENCES evidence (number) ON DELETE CASCADE,
      party TEXT NOT NULL REFERENCES party (id),
      kind TEXT NOT NULL CHECK (kind IN ('soc-2', 'pci-aoc', 'iso-27001', 'other')),
      -- JSON list of catalogue ids that the report covers; null for all of them.
      services TEXT
    ) STRICT;
    ALTER TABLE evidence ADD COLUMN replaced_by INTEGER REFERENCES evidence (number) ON DELETE SET NULL;

    CREATE TABLE meeting (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      title TEXT NOT NULL,
      held_on TEXT NOT NULL,
      attendees TEXT NOT NULL DEFAULT '[]',
      note TEXT
    ) STRICT;
    CREATE TABLE decision (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      meeting INTEGER REFERENCES meeting (number) ON DELETE SET NULL,
      subject TEXT,
      responsibility TEXT,
      text TEXT NOT NULL,
      decided_at TEXT NOT NULL,
      recorded_by TEXT
    ) STRICT;
    CREATE TABLE time_spent (
      meeting INTEGER NOT NULL REFERENCES meeting (number) ON DELETE CASCADE,
      subject TEXT NOT NULL,
      seconds INTEGER NOT NULL,
      PRIMARY KEY (meeting, subject)
    ) STRICT, WITHOUT ROWID;

    -- What the catalogue proposed when an assignment was answered, by hash: a later catalogue re-asks what differs.
    CREATE TABLE basis (
      hash TEXT PRIMARY KEY,
      content TEXT NOT NULL
    ) STRICT;
    ALTER TABLE assignment ADD COLUMN basis TEXT;
    ALTER TABLE workbook ADD COLUMN review_on TEXT;
    ALTER TABLE service_in_use ADD COLUMN review_on TEXT;
  `,
};
