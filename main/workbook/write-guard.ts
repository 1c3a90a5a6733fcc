import { renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import type { Connection } from './connection.ts';
import { explain } from './explain.ts';
import { identityOf } from './identity.ts';
import type { Lock } from './lock.ts';
import { rescue } from './rescue.ts';

/**
 * Sees to it that an answer is acknowledged only while it lies in the file that its user sees: sync programs, people and
 * scripts remove and replace files that are open, and the operating system lets them.
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
  /** Leaves one file on disk. Throws WORKBOOK_GONE when what was recorded had to be saved elsewhere, or could not be. */
  close(instant: string): void;
}

/** What happened, in words, and where all was saved; null where nothing took it. */
export interface Loss {
  readonly sentence: string;
  readonly saved: string | null;
}

export interface Guarded {
  readonly connection: Connection;
  readonly lock: Lock;
  /** As the user knows it, and with symbolic links followed. */
  readonly path: string;
  readonly file: string;
  readonly identity: string;
  /** Folder of all backups: where a workbook is saved whose own folder is gone. */
  readonly backups: string;
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
  const now: State = { beside: opened.mode === 'wal' ? besideOf(file) : null, wrote: false, lost: null };

  const isThere = () => identityOf(file) === identity && (file === path || identityOf(path) === identity);
  const isOurs = (end: '-wal' | '-shm') =>
    now.beside !== null && now.beside[end] === identityOf(`${file}${end}`);

  const lose = (instant: string, recorded: string): Loss => {
    const happened =
      identityOf(path) === null
        ? `${name} is no longer where it was (${path}): it was removed, moved or renamed while it was open.`
        : `Another file took the place of ${path} while it was open.`;
    try {
      const saved = rescue(connection, path, { backups, instant });
      letGo();
      now.lost = {
        saved,
        sentence: `${happened} All that was recorded here was saved as ${saved}${recorded}. Nothing more is recorded here: close this, open that file and go on there.`,
      };
    } catch (error) {
      const told = explain(error, { name, when: 'open' });
      now.lost = {
        saved: null,
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
    for (const end of ['-wal', '-shm'] as const) if (isOurs(end)) rmSync(`${file}${end}`, { force: true });
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
    connection.raw.pragma('wal_checkpoint(TRUNCATE)');
    connection.raw.pragma('journal_mode = DELETE');
    connection.raw.pragma('journal_mode = WAL');
    connection.get('SELECT 1 FROM workbook');
    now.beside = besideOf(file);
    opened.version = version.get();
  };

  const check = (instant: string, recorded: string): void => {
    if (now.lost === null && isThere()) return;
    const loss = now.lost === null || now.lost.saved === null ? lose(instant, recorded) : now.lost;
    throw new DemarcError('WORKBOOK_GONE', loss.sentence);
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
      if (now.beside !== null && !isOurs('-wal') && isThere()) mendLog();
      check(instant, ', the last answer included');
    },
    lost: () => now.lost,
    close(instant) {
      const gone = !isThere() || now.lost !== null;
      const untold = (now.lost?.saved ?? null) === null;
      const loss = gone && untold && (now.wrote || now.lost !== null) ? lose(instant, '') : null;
      try {
        if (gone) {
          letGo();
          closeWithoutTouchingOthers();
        } else foldIn(connection);
      } finally {
        connection.close();
        lock.release();
      }
      if (loss !== null) throw new DemarcError('WORKBOOK_GONE', loss.sentence);
    },
  };
}

/** Back to a rollback journal, so that one file is left. */
function foldIn(connection: Connection): void {
  try {
    connection.raw.pragma('wal_checkpoint(TRUNCATE)');
    connection.raw.pragma('journal_mode = DELETE');
  } catch {
    // Somebody still reads: SQLite folds the log in when the last of them goes, and the next opening does the rest.
  }
}
