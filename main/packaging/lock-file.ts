import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of an entry of the lock file is read here and in the tests. */
export interface LockEntry {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  /** Needed by what develops, or if it can be had. */
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The entries of a lock file's text, by their place; the project itself is left out. */
export function lockEntries(text: string): [place: string, entry: LockEntry][] {
  const { packages } = JSON.parse(text) as { packages: Record<string, LockEntry> };
  return Object.entries(packages).filter(([place]) => place !== '');
}

/** The lock file of the checkout. */
export const readLock = (root: string): string => readFileSync(join(root, 'package-lock.json'), 'utf8');

/** The entry at a place. Throws where the lock file has none. */
export function lockEntry(text: string, place: string): LockEntry {
  const found = lockEntries(text).find(([each]) => each === place);
  if (!found) throw new Error(`package-lock.json names no ${place}.`);
  return found[1];
}
