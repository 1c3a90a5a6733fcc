import { existsSync, rmSync, statfsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { backUpBeforeMigration } from './backup.ts';
import { sweepBlobs } from './blobs.ts';
import { watchChanges } from './change-log.ts';
import type { Connection } from './connection.ts';
import { explain } from './explain.ts';
import { APPLICATION_ID, type Header, readHeader } from './header.ts';
import { type Lock, type LockHolder, takeLock } from './lock.ts';
import { migrateCopy } from './migrate-copy.ts';
import { migrate, SCHEMA_VERSION } from './migrations/index.ts';
import { createFile, openFile, readWriter } from './open-file.ts';
import { sweepSnapshots } from './tables/snapshots.ts';

export interface OpenWorkbook {
  readonly path: string;
  /** Where further connections read its state: the file, or a copy of one that is of an older schema. */
  readonly readFrom: string;
  readonly connection: Connection;
  readonly readOnly: boolean;
  /** Set when somebody else writes and we only read. */
  readonly heldBy: LockHolder | null;
  /** Leaves exactly one file on disk and gives the lock back. */
  close(): void;
}
export interface OpenOptions {
  /** Name written into the lock, for the second opener to read. */
  readonly who: string | null;
  /** Folder of the rolling backups. */
  readonly backups: string;
  readonly now: string;
  readonly readOnly?: boolean;
  /** One command and out again: stays in rollback mode, so that a sitting which changes nothing leaves every byte in place. */
  readonly brief?: boolean;
  readonly onSlow?: (sql: string, ms: number) => void;
}

/**
 * Opens a workbook: header, lock, SQLite, pragmas, check, migration. Throws NOT_FOUND, WORKBOOK_DAMAGED or
 * WORKBOOK_TOO_NEW, and then has changed no byte. A workbook that somebody else writes is opened for reading.
 */
export function openWorkbook(path: string, options: OpenOptions): OpenWorkbook {
  try {
    return openChecked(resolve(path), options);
  } catch (error) {
    throw explain(error, {
      name: basename(path),
      when: 'opening',
      backups: { folder: options.backups, path: resolve(path) },
    });
  }
}

function openChecked(path: string, options: OpenOptions): OpenWorkbook {
  const header = readHeader(path);
  if (header.userVersion > SCHEMA_VERSION) throw tooNew(path, header.userVersion);
  if (header.userVersion <= 0)
    throw new DemarcError(
      'WORKBOOK_DAMAGED',
      `${basename(path)} carries no schema version. It was left untouched.`,
    );
  if (options.readOnly) return openReading(path, header, null, options);
  const lock = lockOrNull(path, options.who);
  if (lock === null) return openReading(path, header, null, options);
  if ('heldBy' in lock) return openReading(path, header, lock.heldBy, options);
  try {
    // A cleanly closed file is looked over read-only first, so that a damaged one is refused with every byte in place.
    if (!header.unfinished) openFile(path, { readonly: true, pages: true }).close();
    if (header.userVersion < SCHEMA_VERSION)
      backUpBeforeMigration(path, options.backups, options.now, header.userVersion);
    const connection = openFile(path, {
      readonly: false,
      pages: header.unfinished,
      ...(options.onSlow ? { onSlow: options.onSlow } : {}),
    });
    try {
      prepareWriting(connection, options.brief !== true && !isOnNetwork(path));
      migrate(connection, header.userVersion);
      connection.write((db) => {
        sweepBlobs(db);
        sweepSnapshots(db);
      });
      watchChanges(connection);
    } catch (error) {
      connection.close();
      throw error;
    }
    const close = () => closeWriting(connection, lock);
    return { path, readFrom: path, connection, readOnly: false, heldBy: null, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Null where nothing can be written beside the workbook: then it is opened for reading. */
function lockOrNull(path: string, who: string | null): ReturnType<typeof takeLock> | null {
  try {
    return takeLock(path, who);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return null;
    throw error;
  }
}

function openReading(
  path: string,
  header: Header,
  heldBy: LockHolder | null,
  options: OpenOptions,
): OpenWorkbook {
  const copy = header.userVersion < SCHEMA_VERSION ? migrateCopy(path, header) : null;
  const readFrom = copy?.path ?? path;
  try {
    const connection = openFile(readFrom, {
      readonly: true,
      pages: true,
      ...(options.onSlow ? { onSlow: options.onSlow } : {}),
    });
    const close = () => {
      connection.close();
      copy?.remove();
    };
    return { path, readFrom, connection, readOnly: true, heldBy, close };
  } catch (error) {
    copy?.remove();
    throw error;
  }
}

function prepareWriting(connection: Connection, aheadLog: boolean): void {
  if (aheadLog) connection.raw.pragma('journal_mode = WAL');
  connection.raw.pragma('synchronous = FULL');
}

/** Write-ahead logging needs shared memory, which network file systems do not give. */
function isOnNetwork(path: string): boolean {
  if (process.platform === 'win32') return path.startsWith('\\\\');
  // Magic numbers of NFS, SMB, SMB2 and CIFS in statfs(2).
  const network = new Set([0x6969, 0x517b, 0xfe534d42, 0xff534d42]);
  try {
    return network.has(statfsSync(dirname(path)).type);
  } catch {
    return false;
  }
}

function closeWriting(connection: Connection, lock: Lock): void {
  try {
    connection.raw.pragma('wal_checkpoint(TRUNCATE)');
    connection.raw.pragma('journal_mode = DELETE');
  } catch {
    // Somebody still reads: SQLite folds the log in when the last of them goes, and the next opening does the rest.
  } finally {
    connection.close();
    lock.release();
  }
}

function tooNew(path: string, version: number): DemarcError {
  const known = readWriter(path);
  const writer = known === null ? 'a newer Demarc' : `Demarc ${known}`;
  return new DemarcError(
    'WORKBOOK_TOO_NEW',
    `${basename(path)} was written by ${writer} (schema ${version}); this Demarc reads up to schema ${SCHEMA_VERSION}. It was left untouched. Update Demarc, then open it again.`,
  );
}

/** Makes a new file at `path` with the present schema and lets `fill` write into it; a half-made one is removed. CONFLICT when there is a file already. */
export function createWorkbookFile(path: string, fill: (connection: Connection) => void): void {
  const target = resolve(path);
  if (existsSync(target))
    throw new DemarcError(
      'CONFLICT',
      `${basename(target)} exists already and was left untouched. Choose another name.`,
    );
  if (!existsSync(dirname(target)))
    throw new DemarcError(
      'INVALID_INPUT',
      `There is no folder ${dirname(target)}. Make it first, or choose another place.`,
    );
  const connection = createFile(target);
  try {
    connection.raw.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(connection, 0);
    watchChanges(connection);
    fill(connection);
    connection.close();
  } catch (error) {
    connection.close();
    rmSync(target, { force: true });
    throw error;
  }
}
