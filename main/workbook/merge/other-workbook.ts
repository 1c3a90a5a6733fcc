import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import { type Connection, connect, harden } from '../connection.ts';
import { readHeader } from '../header.ts';
import { migrate, SCHEMA_VERSION } from '../migrations/index.ts';

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
  const opened = new Set<Connection>();
  let folder: string | null = null;
  try {
    let db = openReading(target, opened);
    const [first] = db.raw.pragma('quick_check(1)') as { quick_check: string }[];
    if (first && first.quick_check !== 'ok') throw damaged(name, first.quick_check);
    if (header.userVersion < SCHEMA_VERSION) {
      folder = mkdtempSync(join(tmpdir(), 'demarc-merge-'));
      db = await migratedCopy(db, join(folder, 'copy.demarc'), header.userVersion, opened);
    }
    db.raw.exec('BEGIN');
    return await run(db);
  } catch (error) {
    throw explainOther(error, name);
  } finally {
    for (const connection of opened) connection.close();
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

function openReading(path: string, opened: Set<Connection>): Connection {
  const db = connect(path, { readonly: true });
  opened.add(db);
  harden(db);
  return db;
}

async function migratedCopy(
  source: Connection,
  path: string,
  version: number,
  opened: Set<Connection>,
): Promise<Connection> {
  await source.raw.backup(path);
  const copy = connect(path, { readonly: false });
  opened.add(copy);
  harden(copy);
  migrate(copy, version);
  return copy;
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
