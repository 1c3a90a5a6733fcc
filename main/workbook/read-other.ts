import { DemarcError } from '../contract/errors.ts';
import type { Connection } from './connection.ts';
import { explain } from './explain.ts';
import { readHeader } from './header.ts';
import { realPathOf } from './identity.ts';
import type { MigratedCopy } from './migrate-copy.ts';
import { SCHEMA_VERSION } from './migrations/index.ts';
import { openFile } from './open-file.ts';
import { settledOther } from './settled-copy.ts';

/**
 * Reads another workbook file on one state of it and closes it again: no lock, no migration, no byte changed, also while
 * somebody else writes it. `notices` is what is to be known of it. Throws NOT_FOUND, WORKBOOK_DAMAGED or WORKBOOK_TOO_NEW, which name the file.
 */
export function readOtherWorkbook<T>(
  path: string,
  name: string,
  run: (db: Connection, notices: readonly string[]) => T,
): T {
  const target = realPathOf(path);
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
  let settled: MigratedCopy | null = null;
  try {
    const { copy, notices } = settledOther(target, header, name);
    settled = copy;
    const db = openFile(copy?.path ?? target, { readonly: true, pages: true, name, remedy: REMEDY });
    connection = db;
    return db.snapshot(() => run(db, notices));
  } catch (error) {
    throw explain(error, { name, when: 'opening', remedy: REMEDY });
  } finally {
    connection?.close();
    settled?.remove();
  }
}

const REMEDY = 'Compare with a backup of it instead.';
