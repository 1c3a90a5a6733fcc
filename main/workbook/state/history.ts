import { invalidInput } from '../../contract/errors.ts';
import type { FoundState } from '../../contract/workbook.ts';
import type { ReadDb } from '../connection.ts';
import { isUnaltered, type StoredEntry } from '../entry-hash.ts';
import { readVouched } from '../erasure/vouched.ts';

interface Row {
  readonly rev: number;
  readonly at: string;
  readonly hash: string;
  readonly state: string | null;
  readonly copy: string | null;
}

function isGenuine(db: ReadDb, rev: number): boolean {
  const entry = db.get<StoredEntry>('SELECT * FROM change WHERE rev = ?', rev);
  return entry !== undefined && isUnaltered(entry, readVouched(db, 'own'));
}

/**
 * Where in the history of a workbook a head of the change log or a digest of the state stands, its own or that of a merged
 * copy; null where it is nowhere. The first 12 digits or more will do, with spaces or without. INVALID_INPUT for what is no
 * such digest, or stands for several.
 */
export function findState(db: ReadDb, digest: string): FoundState | null {
  const given = digest.replace(/[\s:-]/g, '').toLowerCase();
  if (!/^[0-9a-f]{12,64}$/.test(given))
    throw invalidInput(
      `"${digest.slice(0, 80)}" is no digest: it takes 12 to 64 of the digits 0 to 9 and a to f, as documents print them.`,
    );
  const begins = `${given}*`;
  const found = db
    .all<Row>(
      `SELECT rev, at, hash, state, NULL AS copy FROM change WHERE rev > 0 AND (hash GLOB ? OR state GLOB ?)
       UNION ALL
       SELECT c.rev, c.at, c.hash, c.state, m.file_name FROM merged_change c JOIN merge m ON m.number = c.merge
       WHERE c.hash GLOB ? OR c.state GLOB ?
       ORDER BY 5 NULLS FIRST, 1 DESC`,
      begins,
      begins,
      begins,
      begins,
    )
    .map(({ rev, at, hash, state, copy }): FoundState => {
      const isHead = hash.startsWith(given);
      return { rev, at, what: isHead ? 'head' : 'state', digest: isHead ? hash : (state ?? ''), copy };
    });
  if (new Set(found.map((entry) => entry.digest)).size > 1)
    throw invalidInput(`Several states begin with ${given}. Give more of its digits.`);
  const [first] = found;
  // A hash that is not the one of its entry leads to no state at all.
  return first && (first.copy !== null || isGenuine(db, first.rev)) ? first : null;
}
