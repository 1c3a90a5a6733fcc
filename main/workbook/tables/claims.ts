import type { Claim, MatrixCounts, SavedMapping, VendorMatrix } from '../../contract/claims.ts';
import type { GivenMapping } from '../../contract/methods/claims.ts';
import { countingEditions } from '../../domain/claims-editions.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { contentsId } from '../contents.ts';

interface Row {
  readonly id: number;
  readonly party: string;
  readonly title: string;
  readonly file_name: string;
  readonly sha256: string;
  readonly evidence: number;
  readonly recorded_at: string;
  readonly recorded_by: string | null;
  readonly covers_from: string | null;
  readonly covers_to: string | null;
  readonly layouts: string;
  readonly frameworks: string;
  readonly counts: string;
}
const fromRow = (row: Row): StoredMatrix => ({
  id: row.id,
  party: row.party,
  title: row.title,
  file: row.file_name,
  sha256: row.sha256,
  evidence: row.evidence,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
  coversFrom: row.covers_from,
  coversTo: row.covers_to,
  layouts: JSON.parse(row.layouts) as string[],
  frameworks: JSON.parse(row.frameworks) as string[],
  counts: JSON.parse(row.counts) as MatrixCounts,
});
export type StoredMatrix = VendorMatrix & { readonly sha256: string };

/** A workbook of an older schema that is open for reading only has no such tables. */
export const hasClaims = (db: ReadDb): boolean =>
  db.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'vendor_matrix'") !== undefined;

const allMatrices = (db: ReadDb): readonly StoredMatrix[] =>
  hasClaims(db) ? db.all<Row>('SELECT * FROM vendor_matrix ORDER BY party, id').map(fromRow) : [];

/** The matrices that count, by vendor, each with the frameworks on which it does. */
export const listVendorMatrices = (db: ReadDb): readonly StoredMatrix[] => countingEditions(allMatrices(db));

/**
 * Takes out what no longer counts beside a later edition that a merge brought: to be done before an edition is recorded or taken out, so that none
 * that had given way counts again.
 */
export function settleVendorMatrices(db: WriteDb): void {
  const counting = new Map(listVendorMatrices(db).map((matrix) => [matrix.id, matrix]));
  for (const { id, frameworks } of allMatrices(db)) {
    const now = counting.get(id);
    if (!now) deleteVendorMatrix(db, id);
    else if (now.frameworks.length < frameworks.length) limitVendorMatrix(db, id, now.frameworks);
  }
}

/** Stores a vendor’s matrix with its claims in the order of its file, and gives back its number. */
export function insertVendorMatrix(
  db: WriteDb,
  matrix: Omit<StoredMatrix, 'id'>,
  claims: readonly Claim[],
): number {
  db.run(
    `INSERT INTO vendor_matrix (party, title, file_name, sha256, evidence, recorded_at, recorded_by, covers_from, covers_to,
       layouts, frameworks, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    matrix.party,
    matrix.title,
    matrix.file,
    matrix.sha256,
    matrix.evidence,
    matrix.recordedAt,
    matrix.recordedBy,
    matrix.coversFrom,
    matrix.coversTo,
    JSON.stringify(matrix.layouts),
    JSON.stringify(matrix.frameworks),
    JSON.stringify(matrix.counts),
  );
  const id = db.get<{ id: number }>('SELECT last_insert_rowid() AS id')?.id ?? 0;
  for (const [seq, claim] of claims.entries())
    db.run(
      'INSERT INTO vendor_claim (matrix, seq, framework, control, claim) VALUES (?, ?, ?, ?, ?)',
      id,
      seq,
      claim.framework,
      claim.control,
      JSON.stringify(claim),
    );
  return id;
}
/** Frameworks on which a matrix still counts. */
export const limitVendorMatrix = (db: WriteDb, id: number, frameworks: readonly string[]): void => {
  db.run('UPDATE vendor_matrix SET frameworks = ? WHERE id = ?', JSON.stringify(frameworks), id);
};
/** Takes a matrix out; its claims stay behind for an undo and count no more. */
export const deleteVendorMatrix = (db: WriteDb, id: number): number =>
  db.run('DELETE FROM vendor_matrix WHERE id = ?', id);

/** In the order of the file; only those on frameworks on which no newer matrix took its place. */
export const readClaims = (
  db: ReadDb,
  { id, frameworks }: Pick<StoredMatrix, 'id' | 'frameworks'>,
): readonly Claim[] =>
  db
    .all<{ claim: string }>(
      `SELECT c.claim FROM vendor_matrix m JOIN vendor_claim c ON c.matrix = ${contentsId(db, 'vendor_matrix', 'm')}
       WHERE m.id = ? ORDER BY c.seq`,
      id,
    )
    .map(({ claim }) => JSON.parse(claim) as Claim)
    .filter(({ framework }) => framework === null || frameworks.includes(framework));

interface MappingRow {
  readonly fingerprint: string;
  readonly headings: string;
  readonly mapping: string;
  readonly saved_at: string;
  readonly saved_by: string | null;
}
type Saved = Pick<GivenMapping[number], 'scheme' | 'columns' | 'words' | 'headerRows'>;

/** Those of inventories are read in service-columns.ts. */
const OF_MATRICES = "json_extract(mapping, '$.how') IS NOT 'services'";

/** Fingerprint -> the mapping that was remembered for sheets with those headings. */
export const readSavedMappings = (db: ReadDb): ReadonlyMap<string, Saved> =>
  new Map(
    hasClaims(db)
      ? db
          .all<MappingRow>(`SELECT * FROM claim_mapping WHERE ${OF_MATRICES}`)
          .map(({ fingerprint, mapping }) => [fingerprint, JSON.parse(mapping) as Saved])
      : [],
  );

/** The mappings that are remembered, the latest first. */
export const listSavedMappings = (db: ReadDb): readonly SavedMapping[] =>
  hasClaims(db)
    ? db
        .all<MappingRow>(
          `SELECT * FROM claim_mapping WHERE ${OF_MATRICES} ORDER BY saved_at DESC, fingerprint`,
        )
        .map((row) => ({
          fingerprint: row.fingerprint,
          headings: JSON.parse(row.headings) as string[],
          savedAt: row.saved_at,
          savedBy: row.saved_by,
          columns: (JSON.parse(row.mapping) as Saved).columns,
        }))
    : [];

/** Remembers how the columns of sheets with these headings are read, of a matrix or of whatever else says so, in place of what was remembered before. */
export const saveMapping = (
  db: WriteDb,
  fingerprint: string,
  headings: readonly string[],
  mapping: Saved | { readonly how: string },
  savedAt: string,
  savedBy: string | null,
): void => {
  db.run(
    `INSERT INTO claim_mapping (fingerprint, headings, mapping, saved_at, saved_by) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (fingerprint) DO UPDATE SET headings = excluded.headings, mapping = excluded.mapping,
       saved_at = excluded.saved_at, saved_by = excluded.saved_by`,
    fingerprint,
    JSON.stringify(headings),
    JSON.stringify(mapping),
    savedAt,
    savedBy,
  );
};
export const deleteMapping = (db: WriteDb, fingerprint: string): number =>
  db.run('DELETE FROM claim_mapping WHERE fingerprint = ?', fingerprint);
