import { renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import { isNoRoom } from '../../platform/no-room.ts';
import type { BackupPlaces } from '../backups/list.ts';
import type { Head } from '../change-log.ts';
import type { Connection, ReadDb } from '../connection.ts';
import { explain } from '../explain.ts';
import { identityOf } from '../identity.ts';
import type { Lock } from '../lock.ts';
import { openFile } from '../open-file.ts';
import { watchFile } from './file-watch.ts';
import { rescue } from './rescue.ts';
import { requireAcknowledged } from './rescue-rebuilt.ts';
import { recordSitting } from './sitting-record.ts';

/**
 * Sees to it that an answer is acknowledged only while it lies in the file that its user sees: sync programs, people and
 * scripts remove, replace and write over files that are open, and the operating system lets them.
 */
export interface WriteGuard {
  /** Before a transaction. Throws WORKBOOK_GONE when the file is no longer there, after saving what is in hand. */
  before(instant: string): void;
  /** First in the transaction. Throws CONFLICT when another program has written into the file past the lock. */
  within(): void;
  /** After the commit, before anybody hears of it. Throws as `before` does. */
  after(instant: string): void;
  /** Null while all is well. */
  lost(): Loss | null;
  /** Whether what the connection reads is what was recorded: not once somebody wrote over the file. */
  isReadable(): boolean;
  /**
   * Leaves one file on disk. Throws WORKBOOK_GONE when what was recorded had to be saved elsewhere, or could not be; DISK_FULL when
   * there was no room to make one file of it.
   */
  close(instant: string): void;
}

/** What happened, in words, and where all was saved; null where nothing took it. */
export interface Loss {
  readonly sentence: string;
  readonly saved: string | null;
  /** Whether no more can be saved than was, so that it is not tried again. */
  readonly told: boolean;
}

export interface Guarded {
  readonly connection: Connection;
  readonly lock: Lock;
  /** As the user knows it, and with symbolic links followed. */
  readonly path: string;
  readonly file: string;
  readonly identity: string;
  /** Where a workbook is saved whose own folder is gone, and where older states of one are that was written over. */
  readonly backups: string | BackupPlaces;
}

const BESIDE = ['-wal', '-shm', '-journal'] as const;

interface State {
  /** Which files our log and its shared memory are, while there are any. */
  beside: Readonly<Record<'-wal' | '-shm', string | null>> | null;
  wrote: boolean;
  lost: Loss | null;
}

const besideOf = (file: string) => ({
  '-wal': identityOf(`${file}-wal`),
  '-shm': identityOf(`${file}-shm`),
});

export function guardWriting({ connection, lock, path, file, identity, backups }: Guarded): WriteGuard {
  const name = basename(path);
  const number = (sql: string) => connection.raw.prepare(sql).pluck();
  const version = number('PRAGMA data_version');
  const schema = number('PRAGMA schema_version');
  const mode = number('PRAGMA journal_mode');
  const opened = { version: version.get(), schema: schema.get(), mode: mode.get() };
  const ahead = opened.mode === 'wal';
  const now: State = { beside: ahead ? besideOf(file) : null, wrote: false, lost: null };
  const record = recordSitting(connection);
  const watch = watchFile(connection, file, ahead);
  // The last connection to go writes the log into the file; while this one reads, that is never done without being asked for.
  const openReader = () => {
    const reader = openFile(file, { readonly: true, name });
    reader.get('SELECT 1 FROM workbook');
    return reader;
  };
  let reader = ahead ? openReader() : null;
  const closeReader = () => {
    reader?.close();
    reader = null;
  };

  const isThere = () => identityOf(file) === identity && (file === path || identityOf(path) === identity);
  const isOurs = (end: '-wal' | '-shm') =>
    now.beside !== null && now.beside[end] === identityOf(`${file}${end}`);

  /** Somebody wrote into the file, or set a time or a right of it: what it holds decides whether it is still ours. */
  const isStillOurs = (): boolean => {
    try {
      const fresh = openFile(file, { readonly: true, pages: true, name });
      try {
        if (fresh.raw.pragma('journal_mode', { simple: true }) !== opened.mode) return false;
        // What another program commits past the lock is a conflict, which `within` tells: what was recorded is still in there.
        if (version.get() !== opened.version && holds(fresh, record.head())) return true;
        requireAcknowledged(fresh, record, name);
      } finally {
        fresh.close();
      }
      return watch.takeAsOurs();
    } catch {
      return false;
    }
  };

  const lose = (instant: string, recorded: string, writtenOver: boolean): Loss => {
    const happened =
      identityOf(path) === null
        ? `${name} is no longer where it was (${path}): it was removed, moved or renamed while it was open.`
        : writtenOver
          ? `Something wrote over ${path}, or cut it or the log beside it off, while it was open.`
          : `Another file took the place of ${path} while it was open.`;
    try {
      const remains = { file, path, places: backups, record, instant, writtenOver };
      const { path: saved, whole, lost } = rescue(connection, remains);
      if (writtenOver) leave(whole ? saved : null);
      else letGo();
      const without = lost.length === 0 ? '' : ` Not in it: ${lost.join(' ')}`;
      now.lost = {
        saved: whole ? saved : null,
        told: true,
        sentence: whole
          ? `${happened} All that was recorded here was saved as ${saved}${recorded}.${without} Nothing more is recorded here: close this, open that file and go on there.`
          : `${happened} What it held before is lost with it, and no backup was found that goes with it. What was recorded since it was opened was saved as text, a change a line, as ${saved}${recorded}. Nothing more is recorded here: close this, open the newest backup and enter those changes again.`,
      };
    } catch (error) {
      const told = explain(error, { name, when: 'open' });
      now.lost = {
        saved: null,
        told: false,
        sentence: `${happened} What was recorded here could not be saved elsewhere (${told instanceof Error ? told.message : String(told)}). Nothing more is recorded here. Make room or bring its folder back; it is tried again when this is closed.`,
      };
    }
    return now.lost;
  };

  /** Gives up all that is found by name: our log must not be taken for that of the file which lies there now. */
  const letGo = (): void => {
    try {
      if (now.beside !== null) connection.raw.pragma('wal_checkpoint(TRUNCATE)');
    } catch {
      // All is saved elsewhere, or nothing was recorded.
    }
    dropBeside();
    closeReader();
    lock.release();
  };
  const dropBeside = (): void => {
    for (const end of ['-wal', '-shm'] as const) if (isOurs(end)) rmSync(`${file}${end}`, { force: true });
  };

  /** Gives up the file itself without a byte written into it, which is another's now, and reads on from what was saved. */
  const leave = (saved: string | null): void => {
    connection.turnTo(saved === null ? record.emptyOfSameName() : openFile(saved, { readonly: true }));
    closeReader();
    dropBeside();
    lock.release();
  };

  /** What lies beside the path under our names may be another program's by now, and SQLite removes it by name. */
  const closeWithoutTouchingOthers = (): void => {
    const others = BESIDE.filter((end) => identityOf(`${file}${end}`) !== null);
    for (const end of others) renameSync(`${file}${end}`, `${file}${end}.kept`);
    try {
      connection.close();
    } finally {
      for (const end of others) renameSync(`${file}${end}.kept`, `${file}${end}`);
    }
  };

  /** The log beside the file was removed: what is in it goes into the file itself, and a new one is begun. */
  const mendLog = (): void => {
    closeReader();
    connection.raw.pragma('wal_checkpoint(TRUNCATE)');
    connection.raw.pragma('journal_mode = DELETE');
    connection.raw.pragma('journal_mode = WAL');
    connection.get('SELECT 1 FROM workbook');
    reader = openReader();
    now.beside = besideOf(file);
    opened.version = version.get();
    watch.learn();
  };

  const check = (instant: string, recorded: string, ours = true): void => {
    const there = isThere();
    if (now.lost === null && there && ours && (watch.isAsLeft() || isStillOurs())) return;
    const loss = now.lost === null || !now.lost.told ? lose(instant, recorded, there) : now.lost;
    throw new DemarcError('WORKBOOK_GONE', loss.sentence);
  };

  connection.around = {
    before() {
      // Whoever writes in pieces, as of a large file, asks `before` of the guard once only.
      if (now.lost !== null || (isThere() && !watch.isAsLeft() && !isStillOurs()))
        throw new DemarcError(
          'WORKBOOK_GONE',
          now.lost?.sentence ?? `Something wrote over ${path} while it was open, so this was not recorded.`,
        );
    },
    after: () => watch.wrote(),
  };

  return {
    before: (instant) => check(instant, ', but not what was just asked for'),
    within() {
      if (version.get() === opened.version && schema.get() === opened.schema && mode.get() === opened.mode)
        return;
      throw new DemarcError(
        'CONFLICT',
        `Another program wrote into ${name} while it was open here, so this was not recorded. Close it in both places and open it again.`,
      );
    },
    after(instant) {
      now.wrote = true;
      const ours = record.keep();
      if (ours && now.beside !== null && !isOurs('-wal') && isThere() && watch.isFileAsLeft()) mendLog();
      check(instant, ours ? ', the last answer included' : ', but not what was just asked for', ours);
    },
    lost: () => now.lost,
    isReadable: () =>
      now.lost === null ? !isThere() || watch.isAsLeft() || isStillOurs() : now.lost.saved !== null,
    close(instant) {
      const there = isThere();
      const over = now.lost === null && there && !watch.isAsLeft() && !isStillOurs();
      const gone = !there || over || now.lost !== null;
      const untold = now.lost === null || !now.lost.told;
      const needed = now.wrote || over || now.lost !== null;
      const loss = gone && untold && needed ? lose(instant, '', there) : null;
      let noRoom = false;
      try {
        if (!gone) {
          closeReader();
          noRoom = foldIn(connection);
        } else if (connection.raw.open) {
          if (!there) letGo();
          closeWithoutTouchingOthers();
        }
      } finally {
        connection.close();
        closeReader();
        record.close();
        lock.release();
      }
      if (loss !== null) throw new DemarcError('WORKBOOK_GONE', loss.sentence);
      if (noRoom && identityOf(`${file}-wal`) !== null)
        throw new DemarcError(
          'DISK_FULL',
          `There was no room left to put everything that was recorded into ${name} (the disk or your share of it is full, or files may not grow further). Nothing is lost, but a part of it lies beside it in ${name}-wal: keep the two together. Make room, then open ${name} once and close it.`,
        );
    },
  };
}

const holds = (db: ReadDb, { rev, hash }: Head): boolean =>
  db.get<{ hash: string }>('SELECT hash FROM change WHERE rev = ?', rev)?.hash === hash;

/** Back to a rollback journal, so that one file is left; whether there was no room for it. */
function foldIn(connection: Connection): boolean {
  try {
    connection.raw.pragma('wal_checkpoint(TRUNCATE)');
    connection.raw.pragma('journal_mode = DELETE');
    return false;
  } catch (error) {
    // Else somebody still reads: SQLite folds the log in when the last of them goes, and the next opening does the rest.
    return isNoRoom(error);
  }
}
