import type { Migration } from './migration.ts';

/** What lets personal data and evidence be erased for good, and be said to have been. */
export const erasure: Migration = {
  version: 160,
  sql: `
    -- 128 random bits that the hash of an entry covers, thrown away when its text is redacted: without them the hash, which
    -- stays, would tell whoever guesses a name that the guess is right. Null in entries that an older Demarc wrote.
    ALTER TABLE change ADD COLUMN salt TEXT;
    ALTER TABLE merged_change ADD COLUMN salt TEXT;

    -- The same for the digests of the state: one random text among all that is summed up, made anew by each erasure.
    CREATE TABLE blinding (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      value TEXT NOT NULL
    ) STRICT;

    -- What was erased, and which entry of the log says so.
    CREATE TABLE erasure (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('person', 'evidence')),
      rev INTEGER NOT NULL,
      -- What stands for the person since; null where evidence was destroyed.
      label TEXT,
      -- JSON list of the contents that were destroyed: number in the register, SHA-256, bytes.
      contents TEXT NOT NULL DEFAULT '[]',
      -- A line for each entry that was redacted: its hash, as it stays in the chain, and the digest of what it says now.
      entries TEXT NOT NULL DEFAULT '',
      -- A line for each digest that keys signed, of what stood for the same then as another digest does without the person.
      digests TEXT NOT NULL DEFAULT ''
    ) STRICT;

    -- Evidence that nobody may destroy, and why; for the whole workbook where there is a reason in its own row.
    CREATE TABLE evidence_hold (
      evidence INTEGER PRIMARY KEY,
      reason TEXT NOT NULL,
      held_at TEXT NOT NULL,
      held_by TEXT
    ) STRICT;
    ALTER TABLE workbook ADD COLUMN hold TEXT;
    -- Days after which evidence that was taken out of the register is due to be destroyed; null for never.
    ALTER TABLE workbook ADD COLUMN retention_days INTEGER;
  `,
};
