import type { Migration } from './migration.ts';

/** What stands behind an accepted risk; and who wrote, accepted and recorded what, for the rules that need a second pair of eyes;
 * and how often answers are reviewed again. */
export const twoPairsOfEyes: Migration = {
  version: 150,
  sql: `
    ALTER TABLE assignment ADD COLUMN risk_reason TEXT;
    ALTER TABLE assignment ADD COLUMN risk_approver TEXT REFERENCES person (id) ON DELETE SET NULL;
    ALTER TABLE assignment ADD COLUMN risk_approved_on TEXT;
    ALTER TABLE assignment ADD COLUMN risk_expires_on TEXT;
    -- Names of those who wrote what the answer says, as a JSON list.
    ALTER TABLE assignment ADD COLUMN authors TEXT NOT NULL DEFAULT '[]';
    -- Who looked at it last in review, and on which day.
    ALTER TABLE assignment ADD COLUMN reviewed_by TEXT;
    ALTER TABLE assignment ADD COLUMN reviewed_on TEXT;
    ALTER TABLE sign_off ADD COLUMN recorded_by TEXT;
    -- Ids of the rules that are on, as a JSON list.
    ALTER TABLE workbook ADD COLUMN rules TEXT NOT NULL DEFAULT '[]';
    CREATE TABLE review_cadence (
      -- A domain of duties, or '*'.
      domain TEXT NOT NULL,
      -- A subject with one of its duties, or '*' in both; all three '*' for the whole workbook.
      subject TEXT NOT NULL,
      responsibility TEXT NOT NULL,
      months INTEGER NOT NULL CHECK (months BETWEEN 1 AND 120),
      PRIMARY KEY (domain, subject, responsibility)
    ) STRICT;
    CREATE INDEX assignment_risk_approver ON assignment (risk_approver) WHERE risk_approver IS NOT NULL;
  `,
};
