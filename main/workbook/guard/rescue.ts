import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { makeFolder } from '../../platform/make-folder.ts';
import { noteTemporary } from '../../platform/temporaries.ts';
import { type BackupPlaces, backupFolder, foldersOf, placesOf } from '../backups/list.ts';
import type { Connection } from '../connection.ts';
import { nameBeside, stemOf } from '../name-beside.ts';
import { openFile } from '../open-file.ts';
import { type Remains, rebuildFromOlder, requireEntries, requireWhole } from './rescue-rebuilt.ts';

/** What a rescue brought, and where it lies. */
export interface Rescued {
  readonly path: string;
  /** A workbook, or only the entries of this sitting as text: no older state was found for them to be added to. */
  readonly whole: boolean;
  /** False where something in it is not what its log says, and most probably was not before. */
  readonly sound: boolean;
  /** Sentences about contents that are not in it. */
  readonly lost: readonly string[];
}

/**
 * Saves all that an open workbook holds under a new name beside where it lay (`acme (rescued 2026-11-26 1512).demarc`),
 * or among its backups where that folder is gone or cannot be written: as the open file still has it and is sound, else from an
 * older state of it and the record of this sitting, else as the open file has it with what was wrong with it, else from an older state
 * that lacks contents, else that record alone as `.jsonl`. Throws when no place takes it.
 */
export function rescue(connection: Connection, remains: Remains): Rescued {
  const { path, places } = remains;
  const beside = dirname(path);
  // What is found there while the drive of the workbook is away goes out of sight with its return.
  const isBeside = !remains.outOfReach && isFolder(beside);
  const folders = [...(isBeside ? [beside] : []), backupFolder(placesOf(places).own, path)];
  let failure: unknown = null;
  for (const save of [saveSound, saveRebuiltWhole, saveAsItIs, saveRebuilt, saveEntries])
    for (const folder of folders) {
      try {
        makeFolder(folder);
        return save(folder, remains, connection);
      } catch (error) {
        failure ??= error;
      }
    }
  throw failure;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Gone, or on a drive that does not answer: either way nothing can be saved there.
    return false;
  }
}

/** Paths of what was saved of a workbook or left over of another of its name, beside where it lies or lay and among its backups, in the order of their names. */
export function listRescued(workbook: string, places: string | BackupPlaces): readonly string[] {
  const stem = stemOf(workbook);
  return [...new Set([dirname(resolve(workbook)), ...foldersOf(places, workbook)])].flatMap((folder) => {
    try {
      return readdirSync(folder)
        .filter((name) => name.startsWith(`${stem} (`) && KEPT.test(name.slice(stem.length)))
        .sort()
        .map((name) => join(folder, name));
    } catch {
      // No such folder, or none that can be read.
      return [];
    }
  });
}

/** Paths of what a program that was killed left beside where a workbook lies or lay: a copy that it was writing, and the log of a file that was taken away. */
export function listLeftBeside(workbook: string): readonly string[] {
  const folder = dirname(resolve(workbook));
  const name = basename(workbook);
  const ends = existsSync(workbook) ? [] : ['-wal', '-journal'];
  try {
    return readdirSync(folder)
      .filter(
        (other) =>
          ends.some((end) => other === name + end) ||
          [`.${name}`, `..${name}`].some(
            (start) => other.startsWith(start) && TEMPORARY.test(other.slice(start.length)),
          ),
      )
      .sort()
      .map((other) => join(folder, other))
      .filter((path) => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0);
  } catch {
    return [];
  }
}
/** Also a temporary file of one, which a merge writes. */
const TEMPORARY = /^(?:\.[0-9a-f]{8}\.tmp){1,2}$/;
const KEPT = /^ \((rescued [^()]*\)\.(demarc|jsonl)|left over [^()]*\)\.(wal|journal))$/;

/** What the connection sees, when that still is what was recorded: a file may have been written over, and what was refused may lie in it by half. */
const saveSound = (folder: string, remains: Remains, connection: Connection): Rescued =>
  saveCopy(folder, remains, connection, requireWhole);

/** The same of a workbook that was not sound before, as far as anybody can tell: its log has all that was recorded. */
const saveAsItIs = (folder: string, remains: Remains, connection: Connection): Rescued => ({
  ...saveCopy(folder, remains, connection, requireEntries),
  sound: false,
});

function saveCopy(
  folder: string,
  remains: Remains,
  connection: Connection,
  judge: typeof requireEntries,
): Rescued {
  return savedAs(folder, remains, '.demarc', true, (partial) => {
    connection.raw.prepare('VACUUM INTO ?').run(partial);
    const copy = openFile(partial, { readonly: true, pages: true });
    try {
      judge(copy, remains.record, basename(remains.path));
    } finally {
      copy.close();
    }
    return [];
  });
}

function saveRebuilt(folder: string, remains: Remains): Rescued {
  return savedAs(folder, remains, '.demarc', true, (partial) => {
    const lost = rebuildFromOlder(partial, remains);
    if (lost === null)
      throw new Error('no older state of it was found that what was recorded could be added to');
    return lost;
  });
}

function saveRebuiltWhole(folder: string, remains: Remains): Rescued {
  const rebuilt = saveRebuilt(folder, remains);
  if (rebuilt.lost.length === 0) return rebuilt;
  rmSync(rebuilt.path, { force: true });
  throw new Error(`what it was rebuilt from lacks contents: ${rebuilt.lost.join(' ')}`);
}

function saveEntries(folder: string, remains: Remains): Rescued {
  return savedAs(folder, remains, '.jsonl', false, (partial) => {
    writeFileSync(partial, remains.record.lines(), { flag: 'wx', mode: 0o600 });
    return [];
  });
}

function savedAs(
  folder: string,
  { path, instant }: Remains,
  ending: string,
  whole: boolean,
  write: (partial: string) => readonly string[],
): Rescued {
  for (let n = 1; ; n += 1) {
    const target = join(folder, nameBeside(path, { how: 'rescued', instant, n, ending }));
    const partial = `${target}.part`;
    if (existsSync(target) || existsSync(partial)) continue;
    noteTemporary(partial);
    try {
      const lost = write(partial);
      renameSync(partial, target);
      return { path: target, whole, sound: true, lost };
    } catch (error) {
      rmSync(partial, { force: true });
      throw error;
    }
  }
}
