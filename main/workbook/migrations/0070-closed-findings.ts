import type { Migration } from './migration.ts';

/** Findings that a later import closes by name, instead of all that it does not hold. */
export const closedFindings: Migration = {
  version: 70,
  sql: `
    -- 1: an import says that this finding is over, since its scanner archived it or no longer reports it.
    ALTER TABLE finding ADD COLUMN closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1));
    -- Before, an import of Security Hub or AWS Config closed whatever it did not hold.
    UPDATE finding SET closed = 1 WHERE source <> 'prowler' AND batch < (
      SELECT max(later.batch) FROM finding AS later
      WHERE later.source = finding.source AND later.check_id = finding.check_id
        AND later.account IS finding.account AND later.region IS finding.region);
  `,
};
