import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { readableLike } from '../platform/private-files.ts';

/** Who has a workbook open for writing. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  readonly who: string | null;
  readonly since: string;
  /** Seconds since 1970 at which the machine started: a process id from before a restart means nothing. */
  readonly boot: number;
  readonly token: string;
}
export interface Lock {
  readonly holder: LockHolder;
  release(): void;
}

export const lockPath = (workbook: string): string => `${workbook}.lock`;
const bootTime = (): number => Math.round(Date.now() / 1000 - uptime());

function readHolder(path: string): LockHolder | null {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Partial<LockHolder>;
    return typeof value.pid === 'number' && typeof value.host === 'string' && typeof value.token === 'string'
      ? (value as LockHolder)
      : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Gone when its process is, as far as this machine can tell; a lock of another machine is never taken for stale. */
export function isStale(holder: LockHolder): boolean {
  if (holder.host !== hostname()) return false;
  if (Math.abs(holder.boot - bootTime()) > 120) return true;
  return !isAlive(holder.pid);
}

/**
 * Takes the lock beside the workbook, over a stale one if need be. Returns the present holder instead when it is held.
 * The lock file is written whole under another name and then linked, so that no reader ever sees half of it.
 */
export function takeLock(workbook: string, who: string | null): Lock | { readonly heldBy: LockHolder } {
  const path = lockPath(workbook);
  const holder: LockHolder = {
    pid: process.pid,
    host: hostname(),
    who,
    since: new Date().toISOString(),
    boot: bootTime(),
    token: randomBytes(12).toString('hex'),
  };
  const mine = `${path}.${holder.token}`;
  writeFileSync(mine, `${JSON.stringify(holder)}\n`, { flag: 'wx' });
  readableLike(mine, workbook);
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        linkSync(mine, path);
        return { holder, release: () => release(path, holder.token) };
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        if (code !== 'EEXIST') {
          // File systems without hard links (FAT, some shares): exclusive creation does the same.
          if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP')
            throw error;
          try {
            writeFileSync(path, `${JSON.stringify(holder)}\n`, { flag: 'wx' });
            readableLike(path, workbook);
            return { holder, release: () => release(path, holder.token) };
          } catch (inner) {
            if ((inner as NodeJS.ErrnoException).code !== 'EEXIST') throw inner;
          }
        }
      }
      const present = readHolder(path);
      if (present && !isStale(present)) return { heldBy: present };
      removeIfStill(path, present?.token ?? null);
    }
    throw new Error(`the lock file ${path} changes hands too fast`);
  } finally {
    unlinkSync(mine);
  }
}

/** Removes a stale or unreadable lock unless somebody else has just taken it over. */
function removeIfStill(path: string, token: string | null): void {
  if ((readHolder(path)?.token ?? null) !== token) return;
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function release(path: string, token: string): void {
  if (readHolder(path)?.token === token) removeIfStill(path, token);
}
