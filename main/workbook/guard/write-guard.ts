import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import type { BackupPlaces } from '../backups/list.ts';
import { holdsHead } from '../change-log.ts';
import type { Connection } from '../connection.ts';
import type { StoredEntry } from '../entry-hash.ts';
import { explain, isDiskError, isHeldElsewhere } from '../explain.ts';
import { identityOf } from '../identity.ts';
import type { Lock } from '../lock.ts';
import { openFile } from '../open-file.ts';
import { closeWithoutTouchingOthers, foldIn, tellOfLog } from './closing.ts';
import { watchFile } from './file-watch.ts';
import { happenedTo, outOfReach, savedWords } from './loss-words.ts';
import { type Place, watchPlace } from './place.ts';
import { rescue } from './rescue.ts';
import { requireAcknowledged } from './rescue-rebuilt.ts';
import { recordSitting } from './sitting-record.ts';
import { thisTurn } from './this-turn.ts';

/**
 * Sees to it that an answer is acknowledged only while it lies in the file that its user sees: sync programs, people and
 * scripts remove, replace and write over files that are open, and the operating system lets them.
 */
export interface WriteGuard {
  /**
   * Before a transaction. Throws WORKBOOK_GONE when the file is no longer there, after saving what is in hand; UNREACHABLE, with
   * nothing lost, while nobody can tell whether it is.
   */
  before(instant: string): void;
  /** First in the transaction. Throws CONFLICT when another program has written into the file past the lock. */
  within(): void;
  /** After the commit of these entries (none, where nothing logged was written), before anybody hears of it. Throws as `before` does. */
  after(instant: string, entries: readonly StoredEntry[]): void;
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

/** What is made of a file while nobody can tell whether it is still ours: it is held by another program, or its drive is away. */
type Unsure = 'refuse' | 'trust' | 'doubt';

/** A pragma that is asked again and again. */
type Pragma = { get(): unknown };

const besideOf = (file: string) => ({
  '-wal': identityOf(`${file}-wal`),
  '-shm': identityOf(`${file}-shm`),
});

export const guardWriting = (guarded: Guarded): WriteGuard => new Guard(guarded);

class Guard implements WriteGuard {
  readonly #guarded: Guarded;
  readonly #name: string;
  readonly #version: Pragma;
  /** Anything that another connection writes moves the version: rows, the schema and the journal mode. */
  readonly #opened: { version: unknown; readonly mode: unknown };
  readonly #record: ReturnType<typeof recordSitting>;
  readonly #watch: ReturnType<typeof watchFile>;
  readonly #place: Place;
  /** The last connection to go writes the log into the file; while this one reads, that is never done without being asked for. */
  #reader: ReturnType<typeof openFile> | null;
  /** Which files our log and its shared memory are, while there are any. */
  #beside: Readonly<Record<'-wal' | '-shm', string | null>> | null;
  readonly #lookedBefore = thisTurn();
  #wrote = false;
  #lost: Loss | null = null;

  constructor(guarded: Guarded) {
    const { connection, file, path } = guarded;
    this.#guarded = guarded;
    this.#name = basename(path);
    this.#version = connection.raw.prepare('PRAGMA data_version').pluck();
    const mode = connection.raw.pragma('journal_mode', { simple: true });
    this.#opened = { version: this.#version.get(), mode };
    const ahead = mode === 'wal';
    this.#beside = ahead ? besideOf(file) : null;
    this.#record = recordSitting(connection);
    this.#watch = watchFile(connection, file, ahead);
    this.#place = watchPlace(guarded);
    this.#reader = ahead ? this.#openReader() : null;
    connection.around = {
      before: () => {
        // Whoever writes in pieces, as of a large file, asks `before` of the guard once only.
        if (this.#lookedBefore.take()) return;
        this.#takeBack();
        if (this.#lost === null && this.#isUntouched()) return;
        if (
          this.#lost !== null ||
          (this.#isThere('refuse') && !this.#watch.isAsLeft() && !this.#isStillOurs('refuse'))
        )
          throw new DemarcError(
            'WORKBOOK_GONE',
            this.#lost?.sentence ??
              `Something wrote over ${path} while it was open, so this was not recorded.`,
          );
      },
      after: () => this.#watch.wrote(),
      failed: (error) => {
        if (isDiskError(error)) this.#doubtWhatIsRead();
      },
    };
  }

  before(instant: string): void {
    this.#takeBack();
    this.#check(instant, ', but not what was just asked for', true, 'refuse');
    this.#lookedBefore.note();
  }
  within(): void {
    if (this.#version.get() === this.#opened.version) return;
    throw new DemarcError(
      'CONFLICT',
      `Another program wrote into ${this.#name} while it was open here, so this was not recorded. Close it in both places and open it again.`,
    );
  }
  after(instant: string, entries: readonly StoredEntry[]): void {
    this.#wrote = true;
    const ours = this.#record.keep(entries);
    if (
      ours &&
      this.#beside !== null &&
      this.#watch.logSeen() !== this.#beside['-wal'] &&
      this.#isThere('doubt') &&
      this.#watch.isFileAsLeft()
    )
      this.#guarded.connection.waiting(() => this.#mendLog());
    this.#check(instant, ours ? ', the last answer included' : ', but not what was just asked for', ours);
  }
  lost(): Loss | null {
    return this.#lost;
  }
  isReadable(): boolean {
    return this.#lost === null
      ? !this.#isThere('trust') || this.#watch.isAsLeft() || this.#isStillOurs('doubt')
      : this.#lost.saved !== null;
  }
  close(instant: string): void {
    const { connection, lock } = this.#guarded;
    const closed = this.#isUntouched() ? null : this.#place.closedBy();
    const there = closed === null && this.#isThere('doubt');
    const over = this.#lost === null && there && !this.#watch.isAsLeft() && !this.#isStillOurs('doubt');
    const gone = !there || over || this.#lost !== null;
    const untold = this.#lost === null || !this.#lost.told;
    const needed = this.#wrote || over || this.#lost !== null;
    const loss = gone && untold && needed ? this.#lose(instant, '', there) : null;
    let kept: unknown = null;
    try {
      if (!gone) {
        this.#closeReader();
        kept = foldIn(connection);
      } else if (connection.raw.open) {
        if (!there && closed === null) this.#letGo();
        closeWithoutTouchingOthers(connection, this.#guarded.file);
      }
    } catch (error) {
      // What was saved is told before what else went wrong.
      if (this.#lost === null) throw error;
    } finally {
      connection.close();
      this.#closeReader();
      this.#record.close();
      lock.release();
    }
    if (loss !== null) throw new DemarcError('WORKBOOK_GONE', loss.sentence);
    if (kept !== null) tellOfLog(kept, this.#guarded.file, this.#name);
  }

  #openReader(): ReturnType<typeof openFile> {
    const reader = openFile(this.#guarded.file, { readonly: true, name: this.#name });
    reader.get('SELECT 1 FROM workbook');
    return reader;
  }
  #closeReader(): void {
    this.#watch.letGo();
    this.#reader?.close();
    this.#reader = null;
  }
  #isThere(whenUnseen: Unsure): boolean {
    try {
      return this.#place.isThere();
    } catch (error) {
      // Of a file whose drive does not answer, nobody knows whether it was removed: it may be back in a moment.
      if (whenUnseen === 'refuse') throw outOfReach(this.#guarded.path, error);
      return whenUnseen === 'trust';
    }
  }
  /** Nearly always so, and nothing else has to be looked at then. */
  #isUntouched(): boolean {
    const { file, path, identity } = this.#guarded;
    return this.#watch.isAsLeftOf(identity) && (file === path || identityOf(path) === identity);
  }
  #isOurs(end: '-wal' | '-shm'): boolean {
    const mine = this.#beside?.[end] ?? null;
    return mine !== null && mine === identityOf(`${this.#guarded.file}${end}`);
  }

  /** Somebody wrote into the file, or set a time or a right of it: what it holds decides whether it is still ours. */
  #isStillOurs(whenUnsure: Unsure): boolean {
    const name = this.#name;
    try {
      const fresh = openFile(this.#guarded.file, { readonly: true, pages: true, waits: false, name });
      try {
        if (fresh.raw.pragma('journal_mode', { simple: true }) !== this.#opened.mode) return false;
        // What another program commits past the lock is a conflict, which `within` tells: what was recorded is still in there.
        if (this.#version.get() !== this.#opened.version && holdsHead(fresh, this.#record.head()))
          return true;
        requireAcknowledged(fresh, this.#record, name);
      } finally {
        fresh.close();
      }
      return this.#watch.takeAsOurs();
    } catch {
      // Whoever is kept out of the file knows nothing of it.
      const closed = this.#place.closedBy();
      const kept = closed === null ? this.#heldBy() : outOfReach(this.#guarded.path, closed);
      if (kept === null) return false;
      if (whenUnsure === 'refuse') throw kept;
      return whenUnsure === 'trust';
    }
  }
  /** What keeps this program from reading the file now; null where no other program holds it. */
  #heldBy(): unknown {
    const { connection } = this.#guarded;
    try {
      connection.withoutWaiting(() => connection.get('SELECT 1 FROM workbook'));
      return null;
    } catch (error) {
      return isHeldElsewhere(error) ? error : null;
    }
  }

  /**
   * After a write that the disk refused: SQLite takes back what it wrote as soon as it finds its journal again, and reads half of it till then.
   */
  #doubtWhatIsRead(): void {
    const { connection, path } = this.#guarded;
    connection.barred = () => {
      const { barred } = connection;
      connection.barred = null;
      try {
        const closed = this.#place.closedBy();
        if (closed !== null) throw outOfReach(path, closed);
        // Whatever was half done SQLite has taken back, or undoes with this look.
        requireAcknowledged(connection, this.#record, this.#name);
        this.#opened.version = this.#version.get();
        this.#watch.takeAsOurs();
      } catch (error) {
        connection.barred = barred;
        throw error;
      }
    };
    const closed = this.#place.closedBy();
    if (closed !== null) throw outOfReach(path, closed);
  }
  #takeBack(): void {
    try {
      this.#guarded.connection.barred?.();
    } catch (error) {
      // What became of a file that does not hold what was recorded is found out by whoever looks at it next.
      if (error instanceof DemarcError && error.code === 'UNREACHABLE') throw error;
    }
  }

  #lose(instant: string, recorded: string, there: boolean): Loss {
    const { connection, file, path, backups } = this.#guarded;
    const closed = there ? null : this.#place.closedBy();
    const happened = happenedTo(path, { writtenOver: there, closed });
    try {
      const remains = {
        file,
        path,
        places: backups,
        record: this.#record,
        instant,
        outOfReach: closed !== null,
      };
      const saved = rescue(connection, remains);
      if (there || connection.barred !== null) this.#leave(saved.whole ? saved.path : null);
      else if (closed === null) this.#letGo();
      this.#lost = {
        saved: saved.whole ? saved.path : null,
        told: true,
        sentence: savedWords(happened, saved, { recorded, closed }),
      };
    } catch (error) {
      const told = explain(error, { name: this.#name, when: 'open' });
      this.#lost = {
        saved: null,
        told: false,
        sentence: `${happened} What was recorded here could not be saved elsewhere (${told instanceof Error ? told.message : String(told)}). Nothing more is recorded here. Make room or bring its folder back; it is tried again when this is closed.`,
      };
    }
    return this.#lost;
  }

  /** Gives up all that is found by name: our log must not be taken for that of the file which lies there now. */
  #letGo(): void {
    const { connection, lock } = this.#guarded;
    try {
      // Where it lies by now another program may have written over it.
      if (this.#beside !== null && this.#watch.isAsWritten(this.#place.openFile()))
        connection.raw.pragma('wal_checkpoint(TRUNCATE)');
    } catch {
      // All is saved elsewhere, or nothing was recorded.
    }
    this.#dropBeside();
    lock.release();
  }
  #dropBeside(): void {
    for (const end of ['-wal', '-shm'] as const)
      try {
        if (this.#isOurs(end)) rmSync(`${this.#guarded.file}${end}`, { force: true });
      } catch {
        // It stays where it is, as nothing is done to a drive that does nothing.
      }
  }

  /** Gives up the file itself without a byte written into it, which is another's now, and reads on from what was saved. */
  #leave(saved: string | null): void {
    const { connection, lock } = this.#guarded;
    connection.turnTo(saved === null ? this.#record.emptyOfSameName() : openFile(saved, { readonly: true }));
    this.#closeReader();
    this.#dropBeside();
    lock.release();
  }

  /** The log beside the file was removed: what is in it goes into the file itself, and a new one is begun. */
  #mendLog(): void {
    const { connection, file } = this.#guarded;
    this.#closeReader();
    connection.raw.pragma('wal_checkpoint(TRUNCATE)');
    connection.raw.pragma('journal_mode = DELETE');
    connection.raw.pragma('journal_mode = WAL');
    connection.get('SELECT 1 FROM workbook');
    this.#reader = this.#openReader();
    this.#beside = besideOf(file);
    this.#opened.version = this.#version.get();
    this.#watch.learn();
  }

  #check(instant: string, recorded: string, ours = true, whenUnsure: Unsure = 'trust'): void {
    const isRead = this.#guarded.connection.barred === null;
    if (this.#lost === null && ours && isRead && this.#isUntouched()) return;
    const there = this.#isThere(this.#lost === null ? whenUnsure : 'doubt');
    if (
      this.#lost === null &&
      there &&
      ours &&
      isRead &&
      (this.#watch.isAsLeft() || this.#isStillOurs(whenUnsure))
    )
      return;
    const loss = this.#lost === null || !this.#lost.told ? this.#lose(instant, recorded, there) : this.#lost;
    throw new DemarcError('WORKBOOK_GONE', loss.sentence);
  }
}
