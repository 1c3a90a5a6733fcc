import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DemarcError, invalidInput } from '../contract/errors.ts';
import { remedyAt } from './app-paths.ts';

/** Why a place takes nothing, by the code of the system. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a file lies in its place',
  EEXIST: 'a file lies in its place',
  ENOENT: 'it is not there and cannot be made',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead round in a circle',
};

/** INVALID_INPUT for an error of the system that says that `folder` takes nothing: which folder, why, and what helps. Any other error as it is. */
export function refusedBy(error: unknown, folder: string): unknown {
  if (error instanceof DemarcError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] === undefined ? error : nothingWritten(folder, REASONS[code]);
}

/** The one sentence for a folder in which nothing can be written. */
export const nothingWritten = (folder: string, why: string = REASONS.EACCES ?? ''): DemarcError =>
  invalidInput(`Nothing can be written in ${folder} (${why}). ${remedyAt(folder)}`);

/**
 * Makes a folder for its owner alone, with those above it that are missing. INVALID_INPUT where the place takes none. Step by step, because
 * Node's own recursion never ends where a folder is there and takes nothing, as /proc.
 */
export function makeFolder(folder: string): void {
  try {
    makeMissing(resolve(folder));
  } catch (error) {
    throw refusedBy(error, folder);
  }
}

function makeMissing(path: string): void {
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeMissing(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process was quicker.
    if (!isFolder(path)) throw error;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
