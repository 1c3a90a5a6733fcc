import { resolve } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import type { Connection } from '../connection.ts';
import { readHeader } from '../header.ts';
import { type MigratedCopy, migrateCopy } from '../migrate-copy.ts';
import { SCHEMA_VERSION } from '../migrations/index.ts';
import { openFile } from '../open-file.ts';

export interface OtherFile {
  readonly path: string;
  /** What the user knows it by. */
  readonly name: string;
}

/**
 * Holds one state of another workbook file for reading while `run` goes on: no lock, no byte changed, also while somebody
 * else writes it. One of an older schema is read from a migrated copy. Throws NOT_FOUND, WORKBOOK_DAMAGED, WORKBOOK_TOO_NEW
 * or WORKBOOK_LOCKED, which name the file.
 */
export async function withOtherWorkbook<T>(
  { path, name }: OtherFile,
  run: (db: Connection) => Promise<T> | T,
): Promise<T> {
  const target = resolve(path);
  const header = readHeader(target, name);
  if (header.userVersion > SCHEMA_VERSION)
    throw new DemarcError(
      'WORKBOOK_TOO_NEW',
      `${name} was written by a newer Demarc (schema ${header.userVersion}; this one reads up to ${SCHEMA_VERSION}). It was left untouched. Update Demarc, then merge again.`,
    );
  if (header.userVersion <= 0) throw damaged(name, 'it carries no schema version');
  let db: Connection | null = null;
  let copy: MigratedCopy | null = null;
  try {
    db = openFile(target, { readonly: true, pages: true, name });
    if (header.userVersion < SCHEMA_VERSION) {
      db.close();
      copy = migrateCopy(target, header);
      db = openFile(copy.path, { readonly: true, name });
    }
    db.raw.exec('BEGIN');
    return await run(db);
  } catch (error) {
    throw explainOther(error, name);
  } finally {
    db?.close();
    copy?.remove();
  }
}

function explainOther(error: unknown, name: string): unknown {
  if (error instanceof DemarcError) return error;
  // JSON inside the file that is none.
  if (error instanceof SyntaxError) return damaged(name, error.message);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY'))
    return new DemarcError(
      'WORKBOOK_LOCKED',
      `${name} is in use by another program. Close it there and try again.`,
    );
  // A log or journal beside it that only a writer can put in order.
  if (/^SQLITE_(READONLY|CANTOPEN)/.test(code))
    return new DemarcError(
      'WORKBOOK_LOCKED',
      `${name} was not closed by the program that last wrote it, so it cannot be read as it is. Open it once and close it, then merge again.`,
    );
  // Besides damage: a rule of our own tables that its rows break, which Demarc then did not write.
  if (/^SQLITE_(CORRUPT|NOTADB|ERROR|CONSTRAINT|MISMATCH)/.test(code))
    return damaged(name, (error as Error).message);
  return error;
}

const damaged = (name: string, what: string): DemarcError =>
  new DemarcError(
    'WORKBOOK_DAMAGED',
    `${name} is damaged (${what}). It was left untouched, and nothing was merged. Merge a backup of it instead.`,
  );
