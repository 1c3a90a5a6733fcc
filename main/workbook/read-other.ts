import { resolve } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import type { Connection } from './connection.ts';
import { readHeader } from './header.ts';
import { SCHEMA_VERSION } from './migrations/index.ts';
import { openFile } from './open-file.ts';

/**
 * Reads another workbook file on one state of it and closes it again: no lock, no migration, no byte changed, also while
 * somebody else writes it. Throws NOT_FOUND, WORKBOOK_DAMAGED or WORKBOOK_TOO_NEW, which name the file.
 */
export function readOtherWorkbook<T>(path: string, name: string, run: (db: Connection) => T): T {
  const target = resolve(path);
  const header = readHeader(target, name);
  if (header.userVersion > SCHEMA_VERSION)
    throw new DemarcError(
      'WORKBOOK_TOO_NEW',
      `${name} was written by a newer Demarc (schema ${header.userVersion}; this one reads up to ${SCHEMA_VERSION}). Update Demarc, then compare again.`,
    );
  if (header.userVersion < SCHEMA_VERSION)
    throw new DemarcError(
      'RULE_VIOLATION',
      `${name} was written by an older Demarc. Open it once, which brings it up to date after a backup, then compare again.`,
    );
  let connection: Connection | null = null;
  try {
    const db = openFile(target, { readonly: true, pages: true, name });
    connection = db;
    return db.snapshot(() => run(db));
  } catch (error) {
    if (error instanceof DemarcError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('SQLITE_BUSY'))
      throw new DemarcError(
        'WORKBOOK_LOCKED',
        `${name} is in use by another program. Close it there and try again.`,
      );
    if (code.startsWith('SQLITE_')) throw damaged(name, (error as Error).message);
    throw error;
  } finally {
    connection?.close();
  }
}

const damaged = (name: string, what: string): DemarcError =>
  new DemarcError(
    'WORKBOOK_DAMAGED',
    `${name} is damaged (${what}). It was left untouched. Compare with a backup of it instead.`,
  );
