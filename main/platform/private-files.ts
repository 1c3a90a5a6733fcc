import { chmodSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';

/** Nobody but the owner: group and others get nothing. */
const OWNER_ALONE = 0o077;
let usersOwn: number | null = null;

/**
 * From here on whatever this process makes (workbooks and what SQLite puts beside them, backups, logs, uploads,
 * exports, and the folders for them) can be read by its owner alone. Called once, where a program starts, since no
 * single place can then forget it. On Windows the folders of the account do the same.
 */
export function keepFilesPrivate(): void {
  usersOwn ??= process.umask(OWNER_ALONE);
}

/** Runs something with the user's own setting: a program of theirs that we start is not to inherit ours. */
export function withUsersOwnFileMode<T>(run: () => T): T {
  if (usersOwn === null) return run();
  process.umask(usersOwn);
  try {
    return run();
  } finally {
    process.umask(OWNER_ALONE);
  }
}

/**
 * Takes group's and others' rights away from a folder that an earlier program left open. Only from one that is ours to
 * close: never a folder that everybody writes to, the home folder or what it lies in. A folder that cannot be closed
 * stays as it is.
 */
export function closeFolder(folder: string): void {
  if (process.platform === 'win32') return;
  try {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (!stat?.isDirectory()) return;
    const sticky = (stat.mode & 0o1000) !== 0;
    const aboveHome =
      `${resolve(homedir())}/`.startsWith(`${resolve(folder)}/`) || dirname(folder) === folder;
    if (sticky || aboveHome || stat.uid !== process.getuid?.() || (stat.mode & OWNER_ALONE) === 0) return;
    chmodSync(folder, stat.mode & 0o700);
  } catch {
    // A file system without modes, one mounted for reading, or a folder that this account cannot see.
  }
}

/** Lets whoever may read `model` read `path` as well: a lock that others cannot read would tell them nothing. */
export function readableLike(path: string, model: string): void {
  const stat = statSync(model, { throwIfNoEntry: false });
  if (!stat || process.platform === 'win32') return;
  try {
    chmodSync(path, stat.mode & 0o666);
  } catch {
    // As above.
  }
}
