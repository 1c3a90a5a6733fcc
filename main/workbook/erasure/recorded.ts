import type { ErasedEvidence, RecordedErasure } from '../../contract/erasure.ts';
import type { ReadDb } from '../connection.ts';
import { entriesIn } from './vouched.ts';

/** A file of an older schema that is open for reading only has no such table. */
const hasErasures = (db: ReadDb): boolean =>
  db.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'erasure'") !== undefined;

/** What was erased in this workbook, oldest first, as the entries of its log say. Empty for a file of an older schema. */
export function recordedErasures(db: ReadDb): readonly RecordedErasure[] {
  if (!hasErasures(db)) return [];
  return db
    .all<{
      rev: number;
      at: string;
      who: string | null;
      label: string | null;
      contents: string;
      rows: string;
    }>(
      `SELECT e.rev, c.at, c.who, e.label, e.contents, c.rows FROM erasure e JOIN change c ON c.rev = e.rev ORDER BY e.number`,
    )
    .map(({ rev, at, who, label, contents, rows }) => ({
      change: rev,
      at,
      who,
      label,
      entries: entriesIn(rows).length,
      contents: JSON.parse(contents) as ErasedEvidence[],
    }));
}

/** Every content that was destroyed in this workbook, by the piece of evidence that had it. A file may have been attached once more since. */
export const destroyedContents = (db: ReadDb): readonly ErasedEvidence[] =>
  hasErasures(db)
    ? db
        .all<{ contents: string }>("SELECT contents FROM erasure WHERE kind = 'evidence' ORDER BY number")
        .flatMap(({ contents }) => JSON.parse(contents) as ErasedEvidence[])
    : [];

/**
 * What stands now for a digest that somebody signed: the same, unless a person was erased in what it was over. Nothing but
 * that made it another.
 */
export function presentDigests(db: ReadDb): (digest: string) => string {
  const equal = new Map(
    hasErasures(db)
      ? db
          .all<{ digests: string }>("SELECT digests FROM erasure WHERE digests <> '' ORDER BY number")
          .flatMap(({ digests }) =>
            digests.split('\n').map((line) => line.split(' ') as [before: string, after: string]),
          )
      : [],
  );
  return (digest) => {
    let now = digest;
    // Each erasure leads on from the one before it; a table that was made to lead in a ring ends where it began.
    for (let step = 0; step < equal.size && equal.has(now); step += 1) now = equal.get(now) ?? now;
    return now;
  };
}
