import type { Migration } from './migration.ts';

/** Results of scanners, and what people say about those that no table places. */
export const findings: Migration = {
  version: 30,
  sql: `
    -- What a file of findings held. Like the contents of files, these rows are never changed, stay when the entry in the
    -- register goes, and count only while it is there: an undo takes them away and a redo brings them back, and the
    -- change log need not carry a hundred thousand rows. So \`evidence\` is no foreign key; its numbers are never reused.
    CREATE TABLE finding (
      -- Number of the first piece of evidence of the same import.
      batch INTEGER NOT NULL,
      -- As the scanner gives it: the same again on the next scan.
      id TEXT NOT NULL,
      evidence INTEGER NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('prowler', 'security-hub', 'aws-config')),
      check_id TEXT NOT NULL,
      title TEXT NOT NULL,
      result TEXT NOT NULL CHECK (result IN ('pass', 'fail', 'manual', 'suppressed')),
      severity TEXT,
      resource TEXT,
      account TEXT,
      region TEXT,
      observed_at TEXT,
      -- JSON list of the assignments that it bears on; empty where a person has to place it.
      refs TEXT NOT NULL,
      PRIMARY KEY (batch, id)
    ) STRICT, WITHOUT ROWID;
    -- A newer import of the same check in the same account and Region takes the place of the older one.
    CREATE INDEX finding_scope ON finding (source, check_id, account, region, evidence);

    -- Placed by a person, for this import and the next ones.
    CREATE TABLE finding_place (
      finding TEXT NOT NULL,
      subject TEXT NOT NULL,
      responsibility TEXT NOT NULL,
      PRIMARY KEY (finding, subject, responsibility)
    ) STRICT, WITHOUT ROWID;
  `,
};
