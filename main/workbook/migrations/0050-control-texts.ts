import type { Migration } from './migration.ts';

/** Full texts of controls, from catalogues that people take in. */
export const controlTexts: Migration = {
  version: 50,
  sql: `
    -- Which catalogue's texts count for a framework. Logged: undo and redo swap what is shown.
    CREATE TABLE control_catalogue (
      framework TEXT PRIMARY KEY,
      -- SHA-256 of the file: the name of its texts below.
      source TEXT NOT NULL,
      title TEXT NOT NULL,
      version TEXT NOT NULL,
      file_name TEXT NOT NULL,
      controls INTEGER NOT NULL,
      recorded_at TEXT NOT NULL,
      recorded_by TEXT
    ) STRICT, WITHOUT ROWID;

    -- What a file held. Like the contents of files these rows are never changed and stay, so that a thousand texts do not
    -- pass through the change log; the hash above says what they are.
    CREATE TABLE control_text (
      source TEXT NOT NULL,
      token TEXT NOT NULL,
      -- JSON of a ControlText.
      body TEXT NOT NULL,
      PRIMARY KEY (source, token)
    ) STRICT, WITHOUT ROWID;
  `,
};
