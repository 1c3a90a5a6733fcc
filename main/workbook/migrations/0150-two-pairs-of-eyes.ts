import type { Migration } from './migration.ts';

/** What stands behind an accepted risk. */
export const twoPairsOfEyes: Migration = {
  version: 150,
  sql: `
    ALTER TABLE assignment ADD COLUMN risk_reason TEXT;
    ALTER TABLE assignment ADD COLUMN risk_approver TEXT REFERENCES person (id) ON DELETE SET NULL;
    ALTER TABLE assignment ADD COLUMN risk_approved_on TEXT;
    ALTER TABLE assignment ADD COLUMN risk_expires_on TEXT;
    CREATE INDEX assignment_risk_approver ON assignment (risk_approver) WHERE risk_approver IS NOT NULL;
  `,
};
