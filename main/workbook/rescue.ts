import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { noteTemporary } from '../platform/temporaries.ts';
import { backupFolder } from './backup.ts';
import type { Connection } from './connection.ts';

/**
 * Saves all that an open workbook holds under a new name beside where it lay (`acme (rescued 2026-11-26 1512).demarc`),
 * or among its backups where that folder is gone or cannot be written. Returns the path; throws when no place takes it.
 */
export function rescue(
  connection: Connection,
  path: string,
  { backups, instant }: { readonly backups: string; readonly instant: string },
): string {
  const beside = dirname(path);
  const folders = [...(isFolder(beside) ? [beside] : []), backupFolder(backups, path)];
  let failure: unknown = null;
  for (const folder of folders) {
    try {
      mkdirSync(folder, { recursive: true });
      return saveInto(connection, folder, path, instant);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function saveInto(connection: Connection, folder: string, path: string, instant: string): string {
  const stem = basename(path).replace(/\.demarc$/i, '');
  const stamp = `${instant.slice(0, 10)} ${instant.slice(11, 16).replace(':', '')}`;
  for (let n = 1; ; n += 1) {
    const target = join(folder, `${stem} (rescued ${stamp}${n === 1 ? '' : ` ${n}`}).demarc`);
    const partial = `${target}.part`;
    if (existsSync(target) || existsSync(partial)) continue;
    noteTemporary(partial);
    try {
      connection.raw.prepare('VACUUM INTO ?').run(partial);
      renameSync(partial, target);
    } catch (error) {
      rmSync(partial, { force: true });
      throw error;
    }
    return target;
  }
}
