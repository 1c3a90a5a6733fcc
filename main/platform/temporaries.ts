import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { makeFolder, refusedBy } from './make-folder.ts';
import { hasEnded, type ProcessMark, thisProcess } from './this-machine.ts';

/**
 * Whatever this program makes for a while (the unfinished file beside a target, a folder for what is decrypted) is written down before it
 * is made, in a list of this process. A program that ends removes what is left of it, as of a thread that was ended in the middle, and
 * takes its list away; the list of one that was killed tells the next start what to remove, wherever it lies.
 */
export interface TemporaryList {
  /** Nothing is at work any more: what is left is removed, and the list is no longer needed. */
  close(): void;
}

/** Under which a thread of this process finds the list. */
export const LIST_VARIABLE = 'DEMARC_TEMPORARY_LIST';
/** Of every core that runs in this process, the newest last: a program has one, tests have several. */
const lists: string[] = [];

/** The list that notes go to, for the threads of this process; null where none is kept. */
export const currentList = (): string | null => lists.at(-1) ?? process.env[LIST_VARIABLE] ?? null;

/** Begins a list of this process in `folder`, and removes what earlier ones left that were killed. */
export function keepTemporaryList(folder: string): TemporaryList {
  sweep(folder);
  const own = join(folder, `${process.pid}-${randomBytes(4).toString('hex')}.list`);
  lists.push(own);
  return {
    close() {
      const at = lists.indexOf(own);
      if (at >= 0) lists.splice(at, 1);
      try {
        const left = readList(own).paths;
        // Another core of this process may be at work on it, since notes go to the newest list: the last one to close removes it.
        if (lists.length > 0) for (const path of left) noteTemporary(path);
        else removeListed(left);
        rmSync(own, { force: true });
      } catch {
        // It was never written, or a place is away just now: the next start tries again.
      }
    },
  };
}

/** Writes a path down before something of this process's own is made there. */
export function noteTemporary(path: string): void {
  const own = currentList();
  if (own === null) return;
  try {
    if (!existsSync(own)) {
      makeFolder(dirname(own));
      appendFileSync(own, `${JSON.stringify(thisProcess())}\n`, { mode: 0o600 });
    }
    appendFileSync(own, `${JSON.stringify(resolve(path))}\n`);
  } catch {
    // A data folder that cannot be written must not stop the work: then nothing will remember this one.
  }
}

/** Takes a finished file off the list, which stays in its place when the list ends: who made it names or removes it. */
export function keepTemporary(path: string): void {
  const own = currentList();
  if (own !== null && existsSync(own)) appendFileSync(own, `${JSON.stringify({ kept: resolve(path) })}\n`);
}

/** Throws away what was not finished: a file with what SQLite and its lock (drafts of it included) put beside it, or a folder. */
export function removeTemporary(path: string): void {
  for (const end of ['', '-journal', '-wal', '-shm', '.lock'])
    rmSync(`${path}${end}`, { recursive: true, force: true });
  const drafts = `${basename(path)}.lock.`;
  for (const name of namesIn(dirname(path), (each) => each.startsWith(drafts)))
    rmSync(join(dirname(path), name), { force: true });
}

/** A folder of this process's own in `parent`, whose name begins with `prefix`; its owner alone can look into it. INVALID_INPUT where `parent` takes none. */
export function makeTemporaryFolder(parent: string, prefix: string): string {
  const path = join(resolve(parent), `${prefix}${randomBytes(6).toString('hex')}`);
  noteTemporary(path);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    throw refusedBy(error, parent);
  }
  return path;
}

/** Names that this program gives to what it makes for a while; nothing else is ever removed. */
const OURS = /^(\.?demarc-|uploads-)[\w-]*$|^\..+\.[0-9a-f]{8}\.tmp$|\.part$/;
function removeListed(paths: readonly string[]): void {
  for (const left of paths) if (OURS.test(basename(left))) removeTemporary(left);
}

function sweep(folder: string): void {
  for (const name of namesIn(folder, (each) => each.endsWith('.list'))) {
    const path = join(folder, name);
    try {
      const { owner, paths } = readList(path);
      if (!hasEnded(owner)) continue;
      removeListed(paths);
      rmSync(path, { force: true });
    } catch {
      // A place that is away just now: the next start tries again.
    }
  }
}

/**
 * What a list says. Threads of one process write into it, so that a path may stand before the mark of the process, or the mark twice;
 * where the process ended between the two, its number in the name of the list is all that is known of it.
 */
function readList(path: string): { readonly owner: ProcessMark; readonly paths: readonly string[] } {
  const lines = readFileSync(path, 'utf8').split('\n').map(lineOf);
  const objects = lines.filter((line) => typeof line === 'object' && line !== null);
  const marks = objects.filter((line) => 'pid' in line);
  const kept = new Set(objects.flatMap((line) => ('kept' in line ? [line.kept] : [])));
  const named = { pid: Number(/^\d+/.exec(basename(path))?.[0] ?? process.pid), host: hostname() };
  return {
    owner: (marks[0] as ProcessMark | undefined) ?? named,
    paths: lines.filter((line): line is string => typeof line === 'string' && !kept.has(line)),
  };
}

/** A line that the end of the machine cut off says nothing. */
function lineOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function namesIn(folder: string, wanted: (name: string) => boolean): readonly string[] {
  try {
    return readdirSync(folder).filter(wanted);
  } catch {
    return [];
  }
}
