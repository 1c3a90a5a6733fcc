import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type BackupKind, type DatedBackup, newestFirst, whichToKeep } from '../../domain/backups.ts';
import { makeFolder } from '../../platform/make-folder.ts';
import type { Head } from '../change-log.ts';
import { BLOCKS, hasBlocks, idOf, isOfSystem, removeUnnamedBlocks, sizeOf } from './stored.ts';

/** Where backups lie: in a chosen folder, such as one on another disk; else, and while that one is not there, in our own. */
export interface BackupPlaces {
  readonly chosen: string | null;
  readonly own: string;
  /** Looked through, never written to. */
  readonly earlier: readonly string[];
}
/** One folder stands for places of which it is the only one. */
export const placesOf = (places: string | BackupPlaces): BackupPlaces =>
  typeof places === 'string' ? { chosen: null, own: places, earlier: [] } : places;

/** Backups of one workbook lie in a folder of their own, found by the path of the workbook, so that a damaged file still leads to them. */
export function backupFolder(backups: string, workbook: string): string {
  const path = resolve(workbook);
  const stem = basename(path)
    .replace(/\.demarc$/i, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '_')
    .slice(0, 40);
  return join(backups, `${stem}-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`);
}

export interface Backup extends DatedBackup {
  /** A workbook, or the list of the blocks of one: `takeOut` gives the workbook. */
  readonly path: string;
  /** Its file's name without the ending: what tells it from the others of the workbook. */
  readonly id: string;
  /** Of the workbook that it holds. */
  readonly bytes: number;
  /** Of a copy made before a migration: the schema that it is of. */
  readonly schema: number | null;
  /** Revision of its change log; null where the name does not say, as with the copies of older programs. */
  readonly rev: number | null;
  /** The beginning of its change log's head: two copies with the same one hold the same record. */
  readonly key: string | null;
}

const NAME =
  /^(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)(?:\.(\d{1,6}))?(?:-(sitting|opening|merge|schema-(\d{1,9})))?(?:-r(\d{1,15})-([0-9a-f]{16}))?\.demarc(?:\.blocks\.txt)?$/;

export const keyOf = (head: Head): string => head.hash.slice(0, 16);

/** The name of a new copy, without its ending; the copies of one second are counted. */
export function nameOf(
  kind: BackupKind,
  stamp: string,
  others: readonly Backup[],
  facts: { readonly head: Head | null; readonly schema?: number },
): string {
  const number =
    1 + Math.max(0, ...others.filter((other) => other.stamp === stamp).map((other) => other.number));
  const what = kind === 'migration' ? `schema-${facts.schema ?? 0}` : kind;
  const head = facts.head === null ? '' : `-r${facts.head.rev}-${keyOf(facts.head)}`;
  return `${stamp}${number === 1 ? '' : `.${number}`}-${what}${head}`;
}

/** Null for a name that is not of our making: such a file is not listed, and never removed. */
function read(folder: string, name: string): Backup | null {
  const match = NAME.exec(name);
  const path = join(folder, name);
  // What a link leads to is somebody else's.
  const stat = match === null ? undefined : lstatSync(path, { throwIfNoEntry: false });
  if (match === null || !stat?.isFile()) return null;
  const [, stamp = '', number, what, schema, rev, key] = match;
  return {
    path,
    id: idOf(name),
    stamp,
    number: number === undefined ? 1 : Number(number),
    // Programs before this one wrote a copy of each day without a word.
    kind: what === undefined ? 'opening' : schema === undefined ? (what as BackupKind) : 'migration',
    bytes: sizeOf(path, stat.size),
    schema: schema === undefined ? null : Number(schema),
    rev: rev === undefined ? null : Number(rev),
    key: key ?? null,
  };
}

/** The backups in one folder of one workbook, newest first; none where there is no such folder, or it cannot be read. */
export const listFolder = (folder: string): readonly Backup[] => listReadable(folder) ?? [];
/** The same; null where the folder is there, or may be, and cannot be read. */
export function listReadable(folder: string): readonly Backup[] | null {
  try {
    return (namesIn(folder) ?? [])
      .map((name) => read(folder, name))
      .filter((backup) => backup !== null)
      .sort(newestFirst);
  } catch {
    return null;
  }
}
/** Paths of what lies in a folder of backups and is no backup of ours: no erasure looks into it. */
export function listOthers(folder: string): readonly string[] {
  const ours = new Set(listFolder(folder).map(({ path }) => path));
  const besides = (namesIn(folder) ?? [])
    .filter((name) => name !== BLOCKS && !HOLDS_NO_TEXT.test(name) && !isOfSystem(name))
    .map((name) => join(folder, name));
  return besides.filter((path) => !ours.has(path));
}
/** Beside a backup that was opened where it lies: an index of its log, and who has it open. */
const HOLDS_NO_TEXT = /\.demarc(?:-shm|\.lock)$/;
/** Whether a path is that of a backup, wherever they lie. */
export const isAmongBackups = (path: string, places: string | BackupPlaces): boolean =>
  NAME.test(basename(path)) && allFolders(places).folders.includes(dirname(resolve(path)));

/** Null where there is no such folder; throws where it cannot be read. */
function namesIn(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code))) return null;
    throw error;
  }
}

/** The folders in which backups of a workbook may lie, the chosen one first. */
export function foldersOf(places: string | BackupPlaces, workbook: string): readonly string[] {
  const { chosen, own, earlier } = placesOf(places);
  const roots = [
    ...new Set([...(chosen === null ? [] : [chosen]), own, ...earlier].map((root) => resolve(root))),
  ];
  const names = new Set([resolve(workbook), realName(workbook)]);
  return roots.flatMap((root) => [...names].map((name) => backupFolder(root, name)));
}
/**
 * Every folder with backups of some workbook, below all places of backups: a workbook was moved, another one came to its path, or a
 * link leads there, and no list of paths knows all that were. `unread` are the places that are there and cannot be read.
 */
export function allFolders(places: string | BackupPlaces): {
  readonly folders: readonly string[];
  readonly unread: readonly string[];
} {
  const { chosen, own, earlier } = placesOf(places);
  const roots = new Set([...(chosen === null ? [] : [chosen]), own, ...earlier].map((root) => resolve(root)));
  const unread: string[] = [];
  const folders = [...roots].flatMap((root) => {
    try {
      return (namesIn(root) ?? [])
        .filter((name) => /-[0-9a-f]{12}$/.test(name))
        .map((name) => join(root, name));
    } catch {
      unread.push(root);
      return [];
    }
  });
  return { folders, unread };
}
/** What links lead to; the path itself where there is nothing any more. */
function realName(workbook: string): string {
  const path = resolve(workbook);
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** All backups of a workbook, wherever they lie, newest first. */
export function listBackups(places: string | BackupPlaces, workbook: string): readonly Backup[] {
  const seen = new Set<string>();
  return foldersOf(places, workbook)
    .flatMap(listFolder)
    .filter((backup) => !seen.has(backup.id) && seen.add(backup.id))
    .sort(newestFirst);
}

/** Whether the chosen folder is there and takes files. It is never made: a disk that is not mounted would be filled beside. */
export function isReachable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** The folder that the next copy goes into, made if need be. INVALID_INPUT where not even our own can be made. */
export function folderForNext(places: string | BackupPlaces, workbook: string): string {
  const { chosen, own } = placesOf(places);
  const root = chosen !== null && isReachable(chosen) ? chosen : own;
  const folder = backupFolder(root, realName(workbook));
  makeFolder(folder);
  return folder;
}

/** Removes what the promise does not hold, in one folder of one workbook. `now` is an ISO instant. */
export function prune(folder: string, now: string): void {
  for (const old of whichToKeep(listFolder(folder), now).remove) rmSync(old.path, { force: true });
  // Also what a kill left of a copy that never got its list.
  removeUnnamedBlocks(folder, undefined, Date.parse(now));
}

/** Removes blocks that no list names any more wherever backups lie: where a workbook was moved from, none of its own is made any more. */
export function sweepBlocks(places: string | BackupPlaces): void {
  for (const folder of allFolders(places).folders)
    try {
      removeUnnamedBlocks(folder);
    } catch {
      // It may not be written; whoever may will do it.
    }
}

/** Removes all backups of a workbook that can be reached, with the folders that are empty then; returns how many. */
export function removeBackups(places: string | BackupPlaces, workbook: string): number {
  const all = foldersOf(places, workbook).flatMap(listFolder);
  for (const { path } of all) rmSync(path, { force: true });
  for (const folder of foldersOf(places, workbook)) {
    if (!existsSync(folder)) continue;
    removeUnnamedBlocks(folder, 0);
    if (readdirSync(folder).every((name) => name === BLOCKS) && !hasBlocks(folder))
      rmSync(folder, { recursive: true });
  }
  return all.length;
}
