import type { ReadDb } from './connection.ts';

/** Which of some digests (SHA-256, hexadecimal) any entry of the change log names in a row of a table: one pass, however many they are. */
export function namedByLog(db: ReadDb, table: string, digests: ReadonlySet<string>): ReadonlySet<string> {
  const named = new Set<string>();
  if (digests.size === 0) return named;
  for (const { rows } of db.iterate<{ rows: string }>(
    'SELECT rows FROM change WHERE instr(rows, ?) > 0',
    `"table":"${table}"`,
  ))
    for (const [digest] of rows.matchAll(DIGEST)) if (digests.has(digest)) named.add(digest);
  return named;
}

const DIGEST = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g;
