import type { Migration } from './migration.ts';

/** How an organisation works from one assessment to the next: what its meetings go through, and how documents for others are marked. */
export const waysOfWorking: Migration = {
  version: 220,
  sql: `
    -- JSON list of subjects, in the order in which a meeting goes through them unless another agenda is given; empty for all of them.
    ALTER TABLE workbook ADD COLUMN usual_agenda TEXT NOT NULL DEFAULT '[]';
    -- The marks of documents that are prepared for somebody else; null for those of the workbook.
    ALTER TABLE workbook ADD COLUMN auditor_classification TEXT;
    ALTER TABLE workbook ADD COLUMN auditor_distribution TEXT;
    ALTER TABLE workbook ADD COLUMN client_classification TEXT;
    ALTER TABLE workbook ADD COLUMN client_distribution TEXT;
    ALTER TABLE workbook ADD COLUMN public_classification TEXT;
    ALTER TABLE workbook ADD COLUMN public_distribution TEXT;
  `,
};
