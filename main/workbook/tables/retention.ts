import type { RemovedEvidence, RetentionRules } from '../../contract/erasure.ts';
import type { ReadDb, WriteDb } from '../connection.ts';
import { destroyedContents } from '../erasure/recorded.ts';
import type { RowChange } from '../state/rows.ts';

/** Rules of a workbook for destroying evidence. */
export function readRules(db: ReadDb): RetentionRules {
  const row = db.get<{ hold: string | null; retention_days: number | null }>(
    'SELECT hold, retention_days FROM workbook WHERE id = 1',
  );
  return { hold: row?.hold ?? null, retentionDays: row?.retention_days ?? null };
}
/** Sets both of them. */
export const writeRules = (db: WriteDb, { hold, retentionDays }: RetentionRules): void => {
  db.run('UPDATE workbook SET hold = ?, retention_days = ? WHERE id = 1', hold, retentionDays);
};

/** Number of a piece of evidence -> why it may not be destroyed. */
export const readHolds = (db: ReadDb): ReadonlyMap<number, string> =>
  new Map(
    db
      .all<{ evidence: number; reason: string }>('SELECT evidence, reason FROM evidence_hold')
      .map(({ evidence, reason }) => [evidence, reason]),
  );
/** Puts a piece of evidence under a hold with a reason, or with null lifts the one that it is under. */
export function writeHold(
  db: WriteDb,
  evidence: number,
  reason: string | null,
  by: { readonly at: string; readonly who: string | null },
): void {
  if (reason === null) db.run('DELETE FROM evidence_hold WHERE evidence = ?', evidence);
  else
    db.run(
      `INSERT INTO evidence_hold (evidence, reason, held_at, held_by) VALUES (?, ?, ?, ?)
       ON CONFLICT (evidence) DO UPDATE SET reason = excluded.reason, held_at = excluded.held_at, held_by = excluded.held_by`,
      evidence,
      reason,
      by.at,
      by.who,
    );
}

interface Removed {
  readonly row: NonNullable<RowChange['before']>;
  readonly at: string;
  readonly by: string | null;
}

/**
 * Every piece that was taken out of the register and whose content still lies in the workbook, by number, as the change log says; also
 * those whose content only pieces of the register have that are `about` to go from there.
 */
export function listRemoved(db: ReadDb, about: ReadonlySet<number> = new Set()): readonly RemovedEvidence[] {
  const staying = new Set(
    db
      .all<{ number: number; sha256: string }>(
        "SELECT number, sha256 FROM evidence WHERE kind IN ('file', 'finding') AND sha256 IS NOT NULL",
      )
      .filter(({ number }) => !about.has(number))
      .map(({ sha256 }) => sha256),
  );
  const stored = new Set(
    db
      .all<{ sha256: string }>('SELECT sha256 FROM blob WHERE complete = 1 AND sha256 IS NOT NULL')
      .map(({ sha256 }) => sha256)
      .filter((sha256) => !staying.has(sha256)),
  );
  if (stored.size === 0) return [];
  const removed = new Map<number, Removed>();
  for (const { at, who, rows } of db.iterate<{ at: string; who: string | null; rows: string }>(
    `SELECT at, who, rows FROM change WHERE instr(rows, '"table":"evidence"') > 0 ORDER BY rev`,
  ))
    for (const { table, before, after } of JSON.parse(rows) as RowChange[]) {
      if (table !== 'evidence') continue;
      if (before !== null && after === null) removed.set(Number(before.number), { row: before, at, by: who });
      else if (after !== null) removed.delete(Number(after.number));
    }
  // Its content may have been attached once more since, which does not make it one that can be destroyed.
  for (const { number } of destroyedContents(db)) removed.delete(number);
  const { retentionDays } = readRules(db);
  const holds = readHolds(db);
  return [...removed]
    .filter(([, { row }]) => typeof row.sha256 === 'string' && stored.has(row.sha256))
    .sort(([a], [b]) => a - b)
    .map(([number, { row, at, by }]) => ({
      number,
      title: String(row.title),
      fileName: row.file_name === null ? null : String(row.file_name),
      sha256: String(row.sha256),
      size: Number(row.size),
      removedAt: at,
      removedBy: by,
      hold: holds.get(number) ?? null,
      dueOn: retentionDays === null ? null : dayAfter(at, retentionDays),
    }));
}

const dayAfter = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + days * 86_400_000).toISOString().slice(0, 10);
