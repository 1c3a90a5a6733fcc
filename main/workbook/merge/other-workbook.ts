import { DemarcError } from '../../contract/errors.ts';
import type { Connection } from '../connection.ts';
import { explain } from '../explain.ts';
import { lookAt } from '../guard/file-look.ts';
import { readHeader } from '../header.ts';
import { realPathOf } from '../identity.ts';
import { type MigratedCopy, migrateCopy } from '../migrate-copy.ts';
import { SCHEMA_VERSION } from '../migrations/index.ts';
import { openFile } from '../open-file.ts';
import { settledOther } from '../settled-copy.ts';

export interface OtherFile {
  readonly path: string;
  /** What the user knows it by. */
  readonly name: string;
}

/** What a refusal tells its reader to do: `again` once Demarc is newer, `remedy` where the file is damaged. */
export interface ReadingWords {
  readonly again: string;
  readonly remedy: string;
}
const MERGING: ReadingWords = {
  again: 'merge again',
  remedy: 'Nothing was merged. Merge a backup of it instead.',
};

/**
 * Holds one state of another workbook file for reading while `run` goes on: no lock, no byte changed, also while somebody
 * else writes it. One of an older schema is read from a migrated copy. Notices say what may be missing in it. `stamp` is the same as long as nobody
 * has written to the file since; null where it alone does not say what is read. Throws NOT_FOUND, WORKBOOK_DAMAGED, WORKBOOK_TOO_NEW
 * or WORKBOOK_LOCKED, which name the file.
 */
export async function withOtherWorkbook<T>(
  { path, name }: OtherFile,
  run: (db: Connection, notices: readonly string[], stamp: string | null) => Promise<T> | T,
  words: ReadingWords = MERGING,
): Promise<T> {
  const target = realPathOf(path);
  // Before anything is read of it: whatever is written meanwhile makes it another one.
  const stamp = lookAt(target)?.stamp ?? null;
  const header = readHeader(target, name);
  if (header.userVersion > SCHEMA_VERSION)
    throw new DemarcError(
      'WORKBOOK_TOO_NEW',
      `${name} was written by a newer Demarc (schema ${header.userVersion}; this one reads up to ${SCHEMA_VERSION}). It was left untouched. Update Demarc, then ${words.again}.`,
    );
  const { remedy } = words;
  const damaged = (what: string) =>
    new DemarcError('WORKBOOK_DAMAGED', `${name} is damaged (${what}). It was left untouched. ${remedy}`);
  if (header.userVersion <= 0) throw damaged('it carries no schema version');
  let db: Connection | null = null;
  const copies: MigratedCopy[] = [];
  try {
    const { copy: settled, notices } = settledOther(target, header, name);
    if (settled !== null) copies.push(settled);
    const from = settled?.path ?? target;
    db = openFile(from, { readonly: true, pages: true, name, remedy });
    if (header.userVersion < SCHEMA_VERSION) {
      db.close();
      const copy = migrateCopy(from, header);
      copies.push(copy);
      db = openFile(copy.path, { readonly: true, name, remedy });
    }
    db.raw.exec('BEGIN');
    const isAlone = copies.length === 0 && !header.unfinished && !header.hasLog;
    // Another file may have come to its place before it was opened; and only then does a network say how it stands.
    const isSame = isAlone && lookAt(target)?.stamp === stamp;
    return await run(db, notices, isSame ? stamp : null);
  } catch (error) {
    // JSON inside the file that is none.
    if (error instanceof SyntaxError) throw damaged(error.message);
    throw explain(error, { name, when: 'opening', remedy });
  } finally {
    db?.close();
    for (const copy of copies) copy.remove();
  }
}
