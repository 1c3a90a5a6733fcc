import { randomBytes } from 'node:crypto';
import { appendChange, type Head, takeTouchedRows } from '../change-log.ts';
import type { Connection, ReadDb, WriteDb } from '../connection.ts';

// The digest of the state is a hash over every recorded row, names of people among them: whoever has all else of a workbook
// could try names until a digest fits that stands in its log. One random row that is summed up with the others keeps them
// from it, once an erasure has put another in its place everywhere.

/** 256 random bits in hexadecimal. */
export const newBlinding = (): string => randomBytes(32).toString('hex');

/** Puts a random row among those that the state is summed up of, in the place of the one that is there. */
export function writeBlinding(db: WriteDb, value = newBlinding()): void {
  db.run(
    'INSERT INTO blinding (id, value) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value',
    value,
  );
}

export const hasBlinding = (db: ReadDb): boolean => db.get('SELECT 1 FROM blinding') !== undefined;

/** Gives a workbook of an older program such a row, as an entry of its own. Runs inside a transaction. Returns the head of the log. */
export function addBlinding(
  db: Connection,
  head: Head,
  { at, who }: { readonly at: string; readonly who: string | null },
): Head {
  if (hasBlinding(db)) return head;
  writeBlinding(db);
  const summary = 'From here on the digests of the log tell nothing about a name that is erased later';
  return appendChange(
    db,
    head,
    { at, who, origin: 'core', method: 'workbook.blinding', summary },
    takeTouchedRows(db),
  );
}
