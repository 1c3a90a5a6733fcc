import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';

export type LogLevel = 'info' | 'warn' | 'error';

export interface Logger {
  info(message: string, details?: unknown): void;
  warn(message: string, details?: unknown): void;
  /** Returns the id of the entry, for a reply that must not carry the error itself. */
  error(message: string, details?: unknown): string;
  /** The file that keeps the entries; undefined where none does, as when the last one could not be written. */
  readonly path?: string | undefined;
}

/** For the reader of an error: which entry of the log has more, and where the log lies. */
export const logPlace = ({ path }: Logger, id: string): string =>
  path === undefined ? 'no log could be written' : `log entry ${id} in ${path}`;

export interface LogEntry {
  readonly at: string;
  readonly level: string;
  readonly id: string;
  readonly message: string;
  readonly details?: unknown;
}
/** The entries of a log file, oldest first; lines that are none are left out, and so is a file that is not there. */
export function readLog(path: string): LogEntry[] {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return text.split('\n').flatMap((line) => {
    try {
      const { at, level, id, message, details } = JSON.parse(line) as Record<string, unknown>;
      const whole = [at, level, id, message].every((each) => typeof each === 'string');
      return whole ? [{ at, level, id, message, details } as LogEntry] : [];
    } catch {
      return [];
    }
  });
}

/** One log file is kept whole and one older one beside it, so a log never fills a disk. */
const MAX_LOG_BYTES = 2 * 1024 * 1024;

/** Writes one JSON line per entry to `<folder>/demarc.log`. Logging never makes the work that it describes fail. */
export function createFileLogger(folder: string, now: () => Date = () => new Date()): Logger {
  const path = join(folder, 'demarc.log');
  let written = true;
  const write = (level: LogLevel, message: string, details: unknown): string => {
    const id = randomBytes(6).toString('hex');
    const entry = { at: now().toISOString(), level, id, pid: process.pid, message, details: plain(details) };
    try {
      makeFolder(folder);
      rotateWhenFull(path);
      appendFileSync(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
      written = true;
    } catch {
      // A full or read-only disk: there is nowhere left to say so.
      written = false;
    }
    return id;
  };
  return {
    info: (message, details) => void write('info', message, details),
    warn: (message, details) => void write('warn', message, details),
    error: (message, details) => write('error', message, details),
    get path() {
      return written ? path : undefined;
    },
  };
}

/** Keeps entries in memory; for tests, and for commands that leave no trace. */
export function createMemoryLogger(): Logger & {
  readonly entries: { level: LogLevel; id: string; message: string; details: unknown }[];
} {
  const entries: { level: LogLevel; id: string; message: string; details: unknown }[] = [];
  const write = (level: LogLevel, message: string, details: unknown): string => {
    const id = randomBytes(6).toString('hex');
    entries.push({ level, id, message, details });
    return id;
  };
  return {
    entries,
    info: (message, details) => void write('info', message, details),
    warn: (message, details) => void write('warn', message, details),
    error: (message, details) => write('error', message, details),
  };
}

function rotateWhenFull(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_LOG_BYTES) renameSync(path, `${path}.1`);
}

/** Errors lose everything in JSON, so they are spelled out. */
function plain(details: unknown): unknown {
  if (!(details instanceof Error)) return details;
  return {
    name: details.name,
    message: details.message,
    ...('code' in details ? { code: details.code } : {}),
    stack: details.stack,
    ...(details.cause === undefined ? {} : { cause: plain(details.cause) }),
  };
}
