import type { ReadDb } from '../connection.ts';
import { everyRow } from '../every-row.ts';

/** How much was read from files of evidence into records of their own, which stay when the files are destroyed. */
export interface ReadFrom {
  readonly findings: number;
  readonly claims: number;
}

/** Counts what the workbook holds of what pieces of evidence brought, in the register or removed from it. */
export function readFromFiles(db: ReadDb, numbers: readonly number[]): ReadFrom {
  const contents = new Map(numbers.map((number) => [number, number]));
  for (const row of everyRow(db, 'evidence'))
    if (contents.has(Number(row.number)) && typeof row.contents === 'number')
      contents.set(Number(row.number), row.contents);
  const count = (sql: string, of: Iterable<number>): number =>
    [...of].reduce((sum, each) => sum + (db.get<{ n: number }>(sql, each)?.n ?? 0), 0);
  return {
    findings: count('SELECT count(*) AS n FROM finding WHERE evidence = ?', contents.values()),
    claims: count(
      'SELECT count(*) AS n FROM vendor_claim WHERE matrix IN (SELECT coalesce(contents, id) FROM vendor_matrix WHERE evidence = ?)',
      numbers,
    ),
  };
}
