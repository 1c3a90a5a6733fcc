import { resolve } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import type { Connection } from '../connection.ts';
import { explain } from '../explain.ts';
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
    db = openFile(target, { readonly: true, pages: true, name, remedy: REMEDY });
    if (header.userVersion < SCHEMA_VERSION) {
      db.close();
      copy = migrateCopy(target, header);
      db = openFile(copy.path, { readonly: true, name, remedy: REMEDY });
    }
    db.raw.exec('BEGIN');
    return await run(db);
  } catch (error) {
    // JSON inside the file that is none.
    if (error instanceof SyntaxError) throw damaged(name, error.message);
    throw explain(error, { name, when: 'opening', remedy: REMEDY });
  } finally {
    db?.close();
    copy?.remove();
  }
}

const REMEDY = 'Nothing was merged. Merge a backup of it instead.';
const damaged = (name: string, what: string): DemarcError =>
  new DemarcError('WORKBOOK_DAMAGED', `${name} is damaged (${what}). It was left untouched. ${REMEDY}`);
