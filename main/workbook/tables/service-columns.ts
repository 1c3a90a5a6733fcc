import type { ColumnMeaning, InventoryTable } from '../../contract/discover.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { hasClaims, saveMapping } from './claims.ts';

// What the columns of inventories hold lies beside what those of vendors' matrices do, and says that it is of services.

/** What is remembered of tables with these headings, the latest first. */
type SavedColumns = Pick<InventoryTable, 'headings' | 'columns'>;
interface Saved {
  readonly how: 'services';
  readonly columns: readonly { readonly column: number; readonly meaning: ColumnMeaning }[];
}

/** Fingerprint of headings -> what the columns of an inventory with them hold, as somebody said. */
export const readServiceColumns = (db: ReadDb): ReadonlyMap<string, SavedColumns> =>
  new Map(
    (hasClaims(db)
      ? db.all<{ fingerprint: string; headings: string; mapping: string }>(
          "SELECT fingerprint, headings, mapping FROM claim_mapping WHERE json_extract(mapping, '$.how') = 'services' ORDER BY saved_at DESC, fingerprint",
        )
      : []
    ).map(({ fingerprint, headings, mapping }) => [
      fingerprint,
      {
        headings: JSON.parse(headings) as string[],
        columns: (JSON.parse(mapping) as Saved).columns.map(({ column, meaning }) => ({
          column,
          means: meaning,
        })),
      },
    ]),
  );

/** Remembers what the columns of tables with these headings hold, in place of what was remembered before. */
export function saveServiceColumns(
  db: WriteDb,
  { fingerprint, headings, columns }: Pick<InventoryTable, 'fingerprint' | 'headings' | 'columns'>,
  savedAt: string,
  savedBy: string | null,
): void {
  const saved: Saved = {
    how: 'services',
    // However they were said: what says the same is the same in every copy.
    columns: columns
      .toSorted((a, b) => a.column - b.column)
      .map(({ column, means }) => ({ column, meaning: means })),
  };
  saveMapping(db, fingerprint, headings, saved, savedAt, savedBy);
}
