import type { ReadDb } from '../connection.ts';
import type { Vouched } from '../entry-hash.ts';

// How a log stays verifiable of which a part was erased. The hash of a redacted entry stays, so that every later hash, every
// printed head and every signature over one still holds; the entry of the erasure, which is in the chain itself, carries the
// digest of what each such entry says since. That is the tombstone of Matrix and others, with a text in the place of nothing,
// so that the log can still be played. What we did not take: chameleon hashes let whoever has the trapdoor rewrite unseen;
// shredding keys makes every reader of the log a keeper of keys, which a file that is handed around cannot have; a tree of
// hashes per field would bind what was left alone more closely, at the price of another format for every entry ever written.
// A hash over a short text confirms a guess, so every entry is written with a random salt that its redaction throws away.

/** Entries of the own log that record an erasure. */
export const ERASE_METHODS = { person: 'people.erase', evidence: 'evidence.destroy' } as const;

interface Row {
  readonly rows: string;
}

/**
 * What the erasures of a workbook vouch for, in its own log or in those of merged copies. Read from the logs, whose entries are
 * bound by their own hashes; the table only says where to look. What a copy erased vouches for nothing in the own log, which
 * it could name the hashes of. Empty for a file of an older schema.
 */
export function readVouched(db: ReadDb, log: 'own' | 'merged'): Vouched {
  const vouched = new Map<string, string>();
  if (!db.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'erasure'")) return vouched;
  const take = ({ rows }: Row) => {
    for (const [hash, digest] of entriesIn(rows)) vouched.set(hash, digest);
  };
  // A later erasure redacts what an earlier one left.
  for (const entry of log === 'own'
    ? []
    : db.iterate<Row>(
        'SELECT c.rows FROM merged_change c WHERE c.method IN (?, ?) ORDER BY c.merge, c.rev',
        ERASE_METHODS.person,
        ERASE_METHODS.evidence,
      ))
    take(entry);
  for (const entry of db.all<Row>(
    'SELECT c.rows FROM change c WHERE c.rev IN (SELECT e.rev FROM erasure e) ORDER BY c.rev',
  ))
    take(entry);
  return vouched;
}

/** The hash and the new digest of each entry that an erasure redacted, by the rows of its own entry. */
export function entriesIn(rows: string): readonly (readonly [hash: string, digest: string])[] {
  let changes: unknown;
  try {
    changes = JSON.parse(rows);
  } catch {
    return [];
  }
  if (!Array.isArray(changes)) return [];
  return changes.flatMap((change: { table?: unknown; before?: unknown; after?: { entries?: unknown } }) =>
    change?.table === 'erasure' && change.before === null && typeof change.after?.entries === 'string'
      ? change.after.entries.split('\n').flatMap((line) => {
          const [hash = '', digest = ''] = line.split(' ');
          return digest === '' ? [] : [[hash, digest] as const];
        })
      : [],
  );
}
