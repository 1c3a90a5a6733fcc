import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Which file lies at a path, links followed: its device and number there, which it keeps whatever it is called; null
 * where there is none. As long as somebody has a file open, no other is given its number. Throws what the operating
 * system says where nobody can tell: its drive does not answer, or its folder may not be looked into.
 */
export function seenIdentity(path: string): string | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.dev}:${stat.ino}` : null;
}

/** The same; null also where nobody can tell. */
export function identityOf(path: string): string | null {
  try {
    return seenIdentity(path);
  } catch {
    return null;
  }
}

/** The one path of a file behind symbolic links; the path itself where nothing is. */
export function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return resolve(path);
  }
}

/** Whether the file at a path has a second name (a hard link), under which nobody would find its lock. */
export function hasSecondName(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.nlink ?? 1) > 1;
}
