import { randomBytes } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DemarcError } from '../contract/errors.ts';
import { readableLike } from '../platform/private-files.ts';
import { hasEnded, type ProcessMark, thisProcess } from '../platform/this-machine.ts';

/** Who has a workbook open for writing. */
export interface LockHolder extends ProcessMark {
  readonly who: string | null;
  readonly since: string;
  readonly token: string;
}
export interface Lock {
  readonly holder: LockHolder;
  release(): void;
}

export const lockPath = (workbook: string): string => `${workbook}.lock`;

function readHolder(path: string): LockHolder | null {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Partial<LockHolder>;
    return typeof value.pid === 'number' && typeof value.host === 'string' && typeof value.token === 'string'
      ? (value as LockHolder)
      : null;
  } catch (error) {
    // It is there, but for other eyes.
    if (isForbidden(error))
      return { pid: 0, host: 'another account of this machine', who: null, since: '', token: '' };
    return null;
  }
}
const isForbidden = (error: unknown): boolean =>
  ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Tokens of locks that this program gave up, as some of them cannot be taken away. */
const givenUp = new Set<string>();
const isHeld = (holder: LockHolder): boolean => !hasEnded(holder) && !givenUp.has(holder.token);

/** Who holds the lock of a workbook at this moment; null for nobody. */
export function holderOf(workbook: string): LockHolder | null {
  const holder = readHolder(lockPath(workbook));
  return holder && isHeld(holder) ? holder : null;
}

/**
 * Takes the lock beside the workbook, over a stale one if need be. Returns the present holder instead when it is held.
 * The lock file is written whole under another name and then linked, so that no reader ever sees half of it.
 */
export function takeLock(workbook: string, who: string | null): Lock | { readonly heldBy: LockHolder } {
  const path = lockPath(workbook);
  const holder: LockHolder = {
    ...thisProcess(),
    who,
    since: new Date().toISOString(),
    token: randomBytes(12).toString('hex'),
  };
  const mine = `${path}.${holder.token}`;
  try {
    writeFileSync(mine, `${JSON.stringify(holder)}\n`, { flag: 'wx' });
    readableLike(mine, workbook);
    sweepLeft(path, holder.token);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
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
      if (present && isHeld(present)) return { heldBy: present };
      takeAway(path, present?.token ?? null);
    }
    throw new DemarcError(
      'WORKBOOK_LOCKED',
      `Other programs are opening ${basename(workbook)} at the same time. Try again in a moment.`,
    );
  } finally {
    rmSync(mine, { force: true });
  }
}

const ATTEMPTS = 100;
/** How long a take-over may take, which is a matter of microseconds, before its program is thought dead. */
const TAKE_OVER_MS = 10_000;

/**
 * Removes a stale or unreadable lock. Of several programs that find it, one at a time looks again and removes: otherwise
 * a slow one would remove the lock that a quick one has just put in its place.
 */
function takeAway(path: string, token: string | null): void {
  const gate = `${path}.takeover`;
  // Where files cannot be linked, another program may be writing it at this moment.
  if (token === null && ageOf(path) < TAKE_OVER_MS) {
    pause();
    return;
  }
  try {
    writeFileSync(gate, '', { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (ageOf(gate) > TAKE_OVER_MS) rmSync(gate, { force: true });
    pause();
    return;
  }
  try {
    removeIfStill(path, token);
  } finally {
    rmSync(gate, { force: true });
  }
}

/** Milliseconds since a file was written, whichever way its clock went since; 0 where none is. */
const ageOf = (path: string): number =>
  Math.abs(Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()));
const pause = (): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5 + Math.random() * 10);

/** Drafts of locks that a killed program, or a full disk, left beside the workbook. */
function sweepLeft(path: string, own: string): void {
  const begin = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(begin) || !/^[0-9a-f]{24}$/.test(name.slice(begin.length))) continue;
    if (name.endsWith(own)) continue;
    const draft = join(dirname(path), name);
    const holder = readHolder(draft);
    if (holder ? hasEnded(holder) : ageOf(draft) > TAKE_OVER_MS) rmSync(draft, { force: true });
  }
}

/** Removes a lock unless it is another by now. */
function removeIfStill(path: string, token: string | null): void {
  if ((readHolder(path)?.token ?? null) !== token) return;
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function release(path: string, token: string): void {
  givenUp.add(token);
  try {
    if (readHolder(path)?.token === token) removeIfStill(path, token);
  } catch (error) {
    // Nothing may be removed there any more, or its drive is away. This program takes the lock over when it comes again, another one when this has ended.
    if (!isForbidden(error)) throw error;
  }
}
