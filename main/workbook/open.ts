import { accessSync, constants, rmSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { isNoRoom } from '../platform/no-room.ts';
import type { BackupPlaces } from './backups/list.ts';
import { backUpBeforeMigration } from './backups/make.ts';
import { leaveNoForeignBlobs, sweepBlobs, sweepUnfinished } from './blobs.ts';
import { readHead, watchChanges } from './change-log.ts';
import type { Connection } from './connection.ts';
import { addBlinding, hasBlinding } from './erasure/blinding.ts';
import { explain, isHeldElsewhere, isNotWritable } from './explain.ts';
import { guardWriting, type WriteGuard } from './guard/write-guard.ts';
import { type Header, readHeader } from './header.ts';
import { hasSecondName, identityOf, realPathOf } from './identity.ts';
import { holderOf, type Lock, type LockHolder, takeLock } from './lock.ts';
import { type MigratedCopy, migrateCopy } from './migrate-copy.ts';
import { migrate, SCHEMA_VERSION } from './migrations/index.ts';
import { openFile, tooNew } from './open-file.ts';
import { noteProgram } from './program-version.ts';
import {
  copiedWords,
  requireWholeUnclosed,
  settledCopy,
  takeBack,
  wasCopiedWhileOpen,
} from './settled-copy.ts';
import { isUnsoundRecord, requireSoundRecord } from './state/check.ts';
import { type Beside, putBack, setAside, strayBeside, strayWords } from './stray-log.ts';
import { sweepSnapshots } from './tables/snapshots.ts';

export interface OpenWorkbook {
  readonly path: string;
  /** The file, or a copy of one that its writer did not close: what it held, in the schema that it had. */
  readonly asIs: string;
  /** Where further connections read its state: the file, or a copy of one that cannot be read as it is. */
  readonly readFrom: string;
  readonly connection: Connection;
  /** Which file it is, whatever it is called. */
  readonly identity: string | null;
  readonly readOnly: boolean;
  /** Stands before every acknowledgement; null when we only read. */
  readonly guard: WriteGuard | null;
  /** Set when somebody else writes and we only read. */
  readonly heldBy: LockHolder | null;
  /** Set when it can only be read for another reason. */
  readonly whyReadOnly: string | null;
  /** What its user has to know about it, in sentences: why it can only be read, what may be missing. */
  readonly notices: readonly string[];
  /** It was copied while it was open: what its own program had not yet folded in is missing. */
  readonly copiedWhileOpen: boolean;
  /** Leaves exactly one file on disk and gives the lock back. `instant` is the present. */
  close(instant?: string): void;
}
export interface OpenOptions {
  /** Name written into the lock, for the second opener to read. */
  readonly who: string | null;
  readonly backups: string | BackupPlaces;
  /** Hears of an older schema before anything happens to the file; what it throws is the refusal. */
  readonly beforeMigration?: (schema: number) => void;
  /** Version of the program that brings an older file up to date; noted in its change log. */
  readonly program?: string;
  readonly now: string;
  readonly readOnly?: boolean;
  /** One command and out again: stays in rollback mode, so that a sitting which changes nothing leaves every byte in place. */
  readonly brief?: boolean;
  readonly onSlow?: (sql: string, ms: number) => void;
}

/** What opening goes by: the path as its user gave it, the file behind it, and what its first page says. */
interface Found {
  readonly path: string;
  readonly file: string;
  readonly header: Header;
  readonly options: OpenOptions;
  /** What was beside it and is not its own, and the names that it was given. */
  readonly aside?: { readonly stray: readonly Beside[]; readonly names: readonly string[] };
}

/**
 * Opens a workbook: header, lock, SQLite, pragmas, check, migration. Throws NOT_FOUND, WORKBOOK_DAMAGED, WORKBOOK_TOO_NEW
 * or WORKBOOK_LOCKED, and then has changed no byte. What somebody else writes, or nobody can write to, is opened for reading.
 */
export function openWorkbook(path: string, options: OpenOptions): OpenWorkbook {
  const given = resolve(path);
  try {
    return openChecked(given, options);
  } catch (error) {
    throw explain(error, {
      name: basename(given),
      when: 'opening',
      backups: { folder: options.backups, path: given },
    });
  }
}

function openChecked(path: string, options: OpenOptions): OpenWorkbook {
  const file = realPathOf(path);
  const header = readHeader(file, basename(path));
  if (header.userVersion > SCHEMA_VERSION) throw tooNew(path, header.userVersion);
  if (header.userVersion <= 0)
    throw new DemarcError(
      'WORKBOOK_DAMAGED',
      `${basename(path)} carries no schema version. It was left untouched.`,
    );
  const found: Found = { path, file, header, options };
  if (options.readOnly) return openReading(found, holderOf(file), null);
  if (hasSecondName(file))
    return openReading(
      found,
      holderOf(file),
      `${basename(path)} has a second name (a hard link), under which another program could write into it at the same time, so it is open for reading only. Copy it to a file of its own and open the copy.`,
    );
  const lock = lockOrWhyNot(found);
  if (typeof lock === 'string') return openReading(found, null, lock);
  if ('heldBy' in lock) return openReading(found, lock.heldBy, null);
  let current = found;
  try {
    current = withoutStray(found);
    return openWriting(current, lock);
  } catch (error) {
    // Whoever only reads, or is refused, leaves everything where it was.
    if (current.aside) putBack(file, current.aside.stray, current.aside.names);
    lock.release();
    const why = whyReadingOnly(error, path);
    if (why !== null) return openReading(found, null, why, error instanceof HeldElsewhere);
    throw error;
  }
}

/** The lock, its holder, or the sentence that says why nothing can be written beside the workbook. */
function lockOrWhyNot({ path, file, options }: Found): ReturnType<typeof takeLock> | string {
  try {
    return takeLock(file, options.who);
  } catch (error) {
    const why = whyReadingOnly(error, path);
    if (why === null) throw error;
    return why;
  }
}

/**
 * What lies beside the file and is another's gets a name of its own, before anything is asked of the file, and after an older schema was
 * told of, which may be a refusal. Goes by a look from after the lock was taken: before it another program may have opened the file, and ended.
 */
function withoutStray(found: Found): Found {
  const { path, file, options } = found;
  const name = basename(path);
  const header = readHeader(file, name);
  if (header.userVersion < SCHEMA_VERSION) options.beforeMigration?.(header.userVersion);
  const stray = strayBeside(file, header, false);
  if (stray.length === 0) return { ...found, header };
  const names = setAside(file, stray, options.now);
  return { ...found, header: readHeader(file, name), aside: { stray, names } };
}

/** Held by a program that opened it under a name which has no lock beside it. */
class HeldElsewhere extends Error {}

/** Why a workbook that cannot be written can be read all the same; null when it cannot. */
function whyReadingOnly(error: unknown, path: string): string | null {
  const name = basename(path);
  const code = error instanceof DemarcError ? error.code : null;
  if (error instanceof DemarcError && isUnsoundRecord(error)) return error.message;
  if (error instanceof HeldElsewhere)
    return `${name} is open for writing in another program, under another name or from before it was moved, so it is open for reading only, perhaps without what was last recorded there. Close it there, then open it here again.`;
  if (code === 'DISK_FULL' || isNoRoom(error))
    return `There is no room left where opening ${name} has to write (the disk or your share of it is full, or files may not grow further), so it is open for reading only. Make room and open it again to change it.`;
  if (code === 'READ_ONLY' || isNotWritable(error))
    return `${name} cannot be written where it lies, so it is open for reading only. Copy it to a folder of yours and open the copy to change it.`;
  return null;
}

function openWriting(found: Found, lock: Lock): OpenWorkbook {
  const { path, file, header, options, aside } = found;
  const identity = identityOf(file);
  const isAlone = header.openWhenWritten && !header.hasSharedMemory;
  // It is looked over first by what writes nothing to it, so that a damaged one is refused with every byte in place.
  if (header.unfinished) {
    const settled = requireWholeUnclosed(file, header, basename(path));
    if (settled < header.userVersion) {
      if (settled < SCHEMA_VERSION) options.beforeMigration?.(settled);
      return openWriting({ ...found, header: takeBack(file, basename(path)) }, lock);
    }
  } else if (!isAlone) openFile(file, { readonly: true, pages: true, name: basename(path) }).close();
  const older = header.userVersion < SCHEMA_VERSION;
  if (isAlone) claimAlone(file, basename(path));
  if (older) backUpBeforeMigration(path, options.backups, options.now, header.userVersion);
  const connection = openFile(file, {
    readonly: false,
    pages: header.unfinished && !isAlone,
    name: basename(path),
    ...(options.onSlow ? { onSlow: options.onSlow } : {}),
  });
  try {
    claim(connection, header);
    if (older) requireSoundBefore(file, header, basename(path));
    else requireVouchedFor(connection, basename(path));
    if (options.brief !== true && !isOnNetwork(file)) connection.raw.pragma('journal_mode = WAL');
    connection.raw.pragma('synchronous = FULL');
    migrate(connection);
    sweepUnfinished(connection);
    connection.write((db) => {
      sweepBlobs(db);
      sweepSnapshots(db);
    });
    watchChanges(connection);
    const { program, who, now } = options;
    // A kill may have come between the last step of a migration and this.
    if (program !== undefined && (older || !hasBlinding(connection)))
      connection.write(() => {
        const head = addBlinding(connection, readHead(connection), { who, at: now });
        noteProgram(connection, head, { program, who, at: now });
      });
    if (identity === null || identityOf(file) !== identity)
      throw new DemarcError(
        'CONFLICT',
        `Another file took the place of ${basename(path)} while it was being opened. Open it again.`,
      );
    const guard = guardWriting({ connection, lock, path, file, identity, backups: options.backups });
    const copiedWhileOpen = wasCopiedWhileOpen(header);
    return {
      path,
      asIs: file,
      readFrom: file,
      connection,
      identity,
      readOnly: false,
      guard,
      heldBy: null,
      whyReadOnly: null,
      notices: [
        ...(copiedWhileOpen ? [copiedWords(basename(path))] : []),
        ...(aside === undefined ? [] : [strayWords(basename(path), aside.stray, aside.names)]),
      ],
      copiedWhileOpen,
      close: (instant = options.now) => {
        leaveNoForeignBlobs(connection);
        return guard.close(instant);
      },
    };
  } catch (error) {
    try {
      if (!header.openWhenWritten) connection.raw.pragma('journal_mode = DELETE');
    } catch {
      // What stopped the opening stops this as well.
    }
    connection.close();
    if (!header.openWhenWritten && isNoRoom(error)) backToOneFile(file);
    throw error;
  }
}

/** The next entry vouches for the state: what no entry has vouched for is held against the log before it is written. */
function requireVouchedFor(connection: Connection, name: string): void {
  if (readHead(connection).state === null)
    requireSoundRecord(connection, name, 'it is open for reading only');
}

/** The same of a file of an older schema, on a copy that is brought up to date: the file itself keeps every byte. */
function requireSoundBefore(file: string, header: Header, name: string): void {
  const copy = migrateCopy(file, header);
  try {
    const connection = openFile(copy.path, { readonly: true, name });
    try {
      requireVouchedFor(connection, name);
    } finally {
      connection.close();
    }
  } finally {
    copy.remove();
  }
}

/**
 * A disk can have room for saying in the first page that there is a log, and none for the log: then not even reading would work. In
 * exclusive mode SQLite needs nothing beside the file to take that back.
 */
function backToOneFile(file: string): void {
  try {
    // What was begun beside the file takes the little room that there is. A log without an entry says nothing.
    if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return;
    for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    const connection = openFile(file, { readonly: false, alone: true });
    try {
      connection.raw.pragma('journal_mode = DELETE');
    } finally {
      connection.close();
    }
  } catch {
    // Then it is read from a copy, where there is room for one.
  }
}

/**
 * A file that was not closed is taken back to one that was, which needs it for oneself, by whatever name others have it:
 * the operating system's own locks are those of the file. Only readers under its own name may stay.
 */
function claim(connection: Connection, header: Header): void {
  if (!header.openWhenWritten || !header.hasSharedMemory) return;
  try {
    connection.raw.pragma('journal_mode = DELETE');
  } catch (error) {
    if (!isHeldElsewhere(error)) throw error;
  }
}

/**
 * The same where nothing lies beside it that others who have it open would share with us: they have it by another name, or not at all.
 * In exclusive mode SQLite makes nothing beside the file, which the next to open it here would take for that of those.
 */
function claimAlone(file: string, name: string): void {
  try {
    const connection = openFile(file, { readonly: false, alone: true, pages: true, name });
    try {
      connection.raw.pragma('journal_mode = DELETE');
    } finally {
      connection.close();
    }
  } catch (error) {
    throw isHeldElsewhere(error) ? new HeldElsewhere() : error;
  }
}

function openReading(
  { path, file, header, options }: Found,
  heldBy: LockHolder | null,
  whyReadOnly: string | null,
  elsewhere = false,
): OpenWorkbook {
  const nobodyWrites = heldBy === null && !elsewhere;
  const stray = strayBeside(file, header, !nobodyWrites);
  const copiedWhileOpen = wasCopiedWhileOpen(header, stray) && nobodyWrites;
  const copies: MigratedCopy[] = [];
  const removeCopies = () => {
    for (const copy of copies) copy.remove();
  };
  try {
    let [asIs, own] = [file, header];
    if (stray.length > 0 || (heldBy === null && !isReadableAsItIs(file, header))) {
      const settled = settledCopy(file, header, basename(path), stray);
      copies.push(settled);
      asIs = settled.path;
      // A journal can take back the last step of a migration.
      own = readHeader(asIs, basename(path));
    }
    let readFrom = asIs;
    if (own.userVersion < SCHEMA_VERSION) {
      const migrated = migrateCopy(readFrom, own);
      copies.push(migrated);
      readFrom = migrated.path;
    }
    const connection = openFile(readFrom, {
      readonly: true,
      pages: true,
      name: basename(path),
      ...(options.onSlow ? { onSlow: options.onSlow } : {}),
    });
    const close = () => {
      connection.close();
      removeCopies();
    };
    const notices = [
      ...(whyReadOnly === null ? [] : [whyReadOnly]),
      ...(copiedWhileOpen ? [copiedWords(basename(path))] : []),
      ...(stray.length > 0 ? [strayWords(basename(path), stray, [])] : []),
    ];
    const identity = identityOf(file);
    const reading = { readOnly: true, guard: null, heldBy, whyReadOnly, notices, copiedWhileOpen } as const;
    return { path, asIs, readFrom, connection, identity, ...reading, close };
  } catch (error) {
    removeCopies();
    throw error;
  }
}

/** SQLite makes files beside one that says it has a log, and plays back no journal when it may only read. */
function isReadableAsItIs(file: string, header: Header): boolean {
  if (!header.openWhenWritten) return !header.unfinished;
  if (!header.hasLog) return false;
  try {
    accessSync(dirname(file), constants.W_OK);
    return true;
  } catch {
    return false;
  }
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
