import type { ReadDb, WriteDb } from '../connection.ts';

/** The house rules of a workbook as they lie in it. */
export interface StoredHouseRules {
  readonly name: string;
  readonly edition: string;
  readonly sha256: string;
  readonly text: string;
}

/** The house rules that the workbook carries; null where there are none. */
export const readStoredHouseRules = (db: ReadDb): StoredHouseRules | null =>
  db.get<StoredHouseRules>('SELECT name, edition, sha256, text FROM house_rules WHERE id = 1') ?? null;

/** Puts house rules in the place of those that are there; null leaves none. */
export function writeHouseRules(db: WriteDb, rules: StoredHouseRules | null): void {
  if (rules === null) db.run('DELETE FROM house_rules WHERE id = 1');
  else
    db.run(
      `INSERT INTO house_rules (id, name, edition, sha256, text) VALUES (1, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, edition = excluded.edition, sha256 = excluded.sha256, text = excluded.text`,
      rules.name,
      rules.edition,
      rules.sha256,
      rules.text,
    );
}
