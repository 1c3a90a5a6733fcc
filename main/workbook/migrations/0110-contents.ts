import type { Migration } from './migration.ts';

/** Contents that a numbered record keeps when a merge gives it another number. */
export const contents: Migration = {
  version: 110,
  sql: `
    -- Under which id the rows lie that came with it (finding.evidence, vendor_claim.matrix, merged_change.merge): they are not in
    -- the change log and stay for an undo, so that no two records may ever share one. Null: its number. A merge brings them
    -- under negative ids, which no number ever is.
    ALTER TABLE evidence ADD COLUMN contents INTEGER;
    ALTER TABLE vendor_matrix ADD COLUMN contents INTEGER;
    ALTER TABLE merge ADD COLUMN contents INTEGER;
  `,
};
