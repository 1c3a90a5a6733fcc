import type { Migration } from './migration.ts';

export const initial: Migration = {
  version: 10,
  sql: `
    CREATE TABLE workbook (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      uuid TEXT NOT NULL,
      title TEXT NOT NULL,
      organisation TEXT NOT NULL,
      lead_assessor TEXT REFERENCES person (id) ON DELETE SET NULL,
      period_from TEXT,
      period_to TEXT,
      scope_note TEXT,
      frameworks TEXT NOT NULL DEFAULT '[]',
      catalogue_version TEXT NOT NULL,
      created_at TEXT NOT NULL,
      app_version TEXT NOT NULL,
      example TEXT
    ) STRICT;

    CREATE TABLE party (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('provider', 'organisation', 'internal-provider', 'third-party', 'client')),
      ord INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE person (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      party TEXT NOT NULL REFERENCES party (id),
      role TEXT,
      email TEXT
    ) STRICT;

    CREATE TABLE environment (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      account TEXT,
      regions TEXT
    ) STRICT;

    CREATE TABLE custom_service (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      model TEXT NOT NULL,
      category TEXT NOT NULL,
      notes TEXT NOT NULL
    ) STRICT;

    CREATE TABLE custom_responsibility (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      domain TEXT NOT NULL,
      scope TEXT NOT NULL CHECK (scope IN ('service', 'organisation')),
      question TEXT NOT NULL,
      owner TEXT NOT NULL CHECK (owner IN ('aws', 'customer', 'shared')),
      why TEXT NOT NULL,
      provider_duty TEXT,
      customer_duty TEXT,
      evidence_suggestions TEXT NOT NULL DEFAULT '[]'
    ) STRICT;

    CREATE TABLE service_in_use (
      ref TEXT PRIMARY KEY,
      catalogue_id TEXT NOT NULL,
      label TEXT NOT NULL,
      environment TEXT REFERENCES environment (id) ON DELETE SET NULL,
      account TEXT,
      region TEXT,
      model TEXT NOT NULL,
      data_classification TEXT,
      lead TEXT REFERENCES person (id) ON DELETE SET NULL,
      notes TEXT,
      found_in TEXT NOT NULL DEFAULT '[]',
      ord INTEGER NOT NULL
    ) STRICT;

    -- One row per assignment that somebody touched; what is asked and untouched has none.
    CREATE TABLE assignment (
      subject TEXT NOT NULL,
      responsibility TEXT NOT NULL,
      not_applicable TEXT,
      deviation_reason TEXT,
      status TEXT NOT NULL DEFAULT 'not-started'
        CHECK (status IN ('not-started', 'in-progress', 'implemented', 'risk-accepted')),
      due_on TEXT,
      note TEXT,
      parked INTEGER NOT NULL DEFAULT 0,
      confirm_later INTEGER NOT NULL DEFAULT 0,
      asked_anyway INTEGER NOT NULL DEFAULT 0,
      review TEXT NOT NULL DEFAULT 'draft' CHECK (review IN ('draft', 'submitted', 'accepted', 'returned')),
      review_text TEXT,
      answered_at TEXT,
      answered_by TEXT,
      rev INTEGER NOT NULL,
      PRIMARY KEY (subject, responsibility)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE share (
      subject TEXT NOT NULL,
      responsibility TEXT NOT NULL,
      party TEXT NOT NULL REFERENCES party (id),
      ord INTEGER NOT NULL,
      text TEXT,
      person TEXT REFERENCES person (id) ON DELETE SET NULL,
      PRIMARY KEY (subject, responsibility, party),
      FOREIGN KEY (subject, responsibility) REFERENCES assignment (subject, responsibility) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX share_person ON share (person) WHERE person IS NOT NULL;
    CREATE INDEX share_party ON share (party);

    CREATE TABLE evidence (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind IN ('file', 'reference', 'link', 'note', 'finding')),
      title TEXT NOT NULL,
      file_name TEXT,
      path TEXT,
      sha256 TEXT,
      media_type TEXT,
      size INTEGER,
      url TEXT,
      text TEXT,
      covers_from TEXT,
      covers_to TEXT,
      expires TEXT,
      collected_by TEXT,
      collected_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX evidence_sha256 ON evidence (sha256) WHERE sha256 IS NOT NULL;

    CREATE TABLE evidence_link (
      number INTEGER NOT NULL REFERENCES evidence (number) ON DELETE CASCADE,
      subject TEXT NOT NULL,
      responsibility TEXT NOT NULL,
      PRIMARY KEY (subject, responsibility, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX evidence_link_number ON evidence_link (number);

    -- Content of embedded files, by hash; \`complete\` is 0 while a file is still being copied in.
    CREATE TABLE blob (
      id INTEGER PRIMARY KEY,
      sha256 TEXT UNIQUE,
      size INTEGER NOT NULL,
      complete INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE blob_chunk (
      blob INTEGER NOT NULL REFERENCES blob (id) ON DELETE CASCADE,
      seq INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (blob, seq)
    ) STRICT;

    CREATE TABLE position (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      ref TEXT
    ) STRICT;

    CREATE TABLE change (
      rev INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      who TEXT,
      origin TEXT NOT NULL,
      method TEXT NOT NULL,
      summary TEXT NOT NULL,
      rows TEXT NOT NULL,
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER change_is_append_only_update BEFORE UPDATE ON change
      BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
    CREATE TRIGGER change_is_append_only_delete BEFORE DELETE ON change
      BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
  `,
};
