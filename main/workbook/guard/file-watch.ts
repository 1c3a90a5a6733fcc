import type { Connection } from '../connection.ts';
import { type FileLook, lookAt } from './file-look.ts';
import { thisTurn } from './this-turn.ts';
import { readLog } from './whole-log.ts';

/** Tells whether the file of an open workbook, and the log beside it, are as this program left them. */
export interface FileWatch {
  /** Both of them. A log that is not there, or is another file, is not this one's concern. */
  isAsLeft(): boolean;
  /** The same, and whether the file is still the one of that identity: in one look. */
  isAsLeftOf(identity: string): boolean;
  isFileAsLeft(): boolean;
  /** Whether nobody wrote to the file or cut it off since, wherever that look of it is from. */
  isAsWritten(look: FileLook | null): boolean;
  /** After each commit of ours. */
  wrote(): void;
  /** Which file the log was after the last commit; null where there was none. */
  logSeen(): string | null;
  /**
   * Takes both as they are now for ours, after what they hold was found to be. False where the log was cut off and what is
   * in it cannot be folded into the file: then the next answers would lie in a log that nobody could read.
   */
  takeAsOurs(): boolean;
  /** After the log was begun anew. */
  learn(): void;
  /** Lets go of the log, before it is removed. */
  letGo(): void;
}

/** So many commits, or so much more in the log, are folded into the file. */
const COMMITS = 100;
const LOG_BYTES = 4 * 1024 * 1024;

/**
 * With a log beside it only a checkpoint writes the file, and the checkpoints are made here and nowhere else; without one
 * each commit does. What else changes length or times of either was not us. `ahead` says which of the two it is.
 */
export function watchFile(connection: Connection, file: string, ahead: boolean): FileWatch {
  if (ahead) connection.raw.pragma('wal_autocheckpoint = 0');
  const log = `${file}-wal`;
  const look = () => ({ file: lookAt(file), log: ahead ? lookAt(log) : null });
  let left = look();
  let commits = 0;
  // While a copy is being read from the file nothing can be folded into it and the log grows: it is tried again when there is as much again.
  let enough = LOG_BYTES;
  let seen = left.log?.identity ?? null;
  const reader = readLog(log, connection.raw.pragma('page_size', { simple: true }) as number);
  // Whether the next commit begins where the log ends. After a checkpoint SQLite writes from its beginning again.
  let atEnd = false;
  // The log was looked at after a commit, and was whole: whoever acknowledges that commit need not look once more. Whoever has found
  // the file altered looks at both anew.
  const foundWhole = thisTurn();

  const isFileAsLeft = () => lookAt(file)?.stamp === left.file?.stamp;
  // SQLite itself gives a log its owner again whenever a root user opens it, so only what was written counts.
  const isLogAsLeft = () => {
    if (!ahead) return true;
    const there = lookAt(log);
    return there === null || there.identity !== left.log?.identity || there.written === left.log.written;
  };

  const wroteAhead = (): void => {
    const there = lookAt(log);
    const before = left.log;
    seen = there?.identity ?? null;
    if (there === null || before === null || there.identity !== before.identity) return;
    // A log that was cut off meanwhile is shorter, or has a hole.
    const growth = { from: before.size, to: there.size, fromItsEnd: atEnd };
    if (there.size < before.size || !reader.isWhole(there.identity, growth)) return;
    atEnd = there.size > before.size;
    left = { ...left, log: there };
    commits += 1;
    if (commits >= COMMITS || there.size > enough) checkpoint(there.size);
    foundWhole.note();
  };
  const checkpoint = (logged: number): void => {
    if (!isFileAsLeft()) return;
    commits = 0;
    enough = logged + LOG_BYTES;
    atEnd = false;
    try {
      connection.raw.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // No room: what is recorded lies in the log, and the next one tries again.
    }
    left = { ...left, file: lookAt(file) };
  };

  const wroteInPlace = (): void => {
    const there: FileLook | null = lookAt(file);
    const pragma = (what: string) => connection.raw.pragma(what, { simple: true }) as number;
    if (there === null || there.identity !== left.file?.identity) return;
    if (there.size !== pragma('page_count') * pragma('page_size')) return;
    left = { ...left, file: there };
  };

  return {
    isAsLeft: () => isFileAsLeft() && isLogAsLeft(),
    isAsLeftOf(identity) {
      const isLogWhole = foundWhole.take();
      const there = lookAt(file);
      return (
        there?.identity === identity && there.stamp === left.file?.stamp && (isLogWhole || isLogAsLeft())
      );
    },
    isFileAsLeft,
    isAsWritten: (look) => look !== null && look.written === left.file?.written,
    wrote: ahead ? wroteAhead : wroteInPlace,
    logSeen: () => seen,
    takeAsOurs() {
      const before = left.log;
      const there = lookAt(log);
      const nothing = { from: 0, to: 0, fromItsEnd: true };
      const cutOff =
        before !== null &&
        there !== null &&
        (there.size < before.size || !reader.isWhole(there.identity, nothing));
      if (ahead && !isLogAsLeft() && cutOff) {
        const [outcome] = connection.raw.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
        if (outcome?.busy !== 0) return false;
      }
      left = look();
      return true;
    },
    learn() {
      left = look();
      atEnd = false;
      seen = left.log?.identity ?? null;
    },
    letGo: reader.close,
  };
}
