import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Connection } from './connection.ts';

const KEEP = 10;

/** Backups of one workbook lie in a folder of their own, found by the path of the workbook, so that a damaged file still leads to them. */
export function backupFolder(backups: string, workbook: string): string {
  const path = resolve(workbook);
  const stem = basename(path)
    .replace(/\.demarc$/i, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '_')
    .slice(0, 40);
  return join(backups, `${stem}-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`);
}

export interface Backup {
  readonly path: string;
  /** `2026-11-25T09-14-03`, in UTC. */
  readonly stamp: string;
  readonly bytes: number;
  readonly beforeMigration: boolean;
}

/** Newest first. */
export function listBackups(backups: string, workbook: string): readonly Backup[] {
  const folder = backupFolder(backups, workbook);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.demarc'))
    .sort()
    .reverse()
    .map((name) => ({
      path: join(folder, name),
      stamp: name.slice(0, 19),
      bytes: statSync(join(folder, name)).size,
      beforeMigration: name.includes('-schema-'),
    }));
}

const stampOf = (instant: string): string => instant.slice(0, 19).replaceAll(':', '-');

function prune(backups: string, workbook: string): void {
  for (const old of listBackups(backups, workbook).slice(KEEP)) rmSync(old.path, { force: true });
}

/**
 * Copies the open workbook with SQLite's backup API unless there is already a copy from today; returns its path, or null.
 * `instant` is the present, ISO in UTC.
 */
export async function backUpDaily(
  connection: Connection,
  workbook: string,
  backups: string,
  instant: string,
): Promise<string | null> {
  if (listBackups(backups, workbook)[0]?.stamp.startsWith(instant.slice(0, 10))) return null;
  const folder = backupFolder(backups, workbook);
  mkdirSync(folder, { recursive: true });
  const target = join(folder, `${stampOf(instant)}.demarc`);
  const partial = `${target}.part`;
  rmSync(partial, { force: true });
  await connection.raw.backup(partial);
  renameSync(partial, target);
  prune(backups, workbook);
  return target;
}

/** A plain copy before a migration, made while nothing has the file open. */
export function backUpBeforeMigration(
  workbook: string,
  backups: string,
  instant: string,
  version: number,
): string {
  const folder = backupFolder(backups, workbook);
  mkdirSync(folder, { recursive: true });
  const target = join(folder, `${stampOf(instant)}-schema-${version}.demarc`);
  copyFileSync(workbook, target);
  prune(backups, workbook);
  return target;
}

/**
 * Keeps the file that is about to be replaced, without a second copy of its bytes where the disk can give one file two
 * names; nothing may have it open.
 */
export function backUpBeforeMerge(workbook: string, backups: string, instant: string): void {
  const folder = backupFolder(backups, workbook);
  mkdirSync(folder, { recursive: true });
  const target = join(folder, `${stampOf(instant)}-merge.demarc`);
  rmSync(target, { force: true });
  try {
    linkSync(workbook, target);
  } catch {
    copyFileSync(workbook, target);
  }
  prune(backups, workbook);
}

/** Copies a backup to a free name beside the workbook (`acme (backup 2026-11-25).demarc`) and returns that path. */
export function restoreBeside(backup: Backup, workbook: string): string {
  const stem = basename(workbook).replace(/\.demarc$/i, '');
  const day = backup.stamp.slice(0, 10);
  for (let n = 1; ; n += 1) {
    const target = join(dirname(workbook), `${stem} (backup ${day}${n === 1 ? '' : ` ${n}`}).demarc`);
    if (existsSync(target)) continue;
    copyFileSync(backup.path, target, constants.COPYFILE_EXCL);
    return target;
  }
}
