import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { DemarcError } from '../../contract/errors.ts';
import type { WorkbookCommand } from './context.ts';
import { NotOpened } from './exit.ts';

/** A handle for another workbook that a command names beside its own. */
export function registerWorkbook(core: WorkbookCommand['core'], path: string): string {
  try {
    return core.files.registerSource(path).handle;
  } catch (error) {
    if (error instanceof DemarcError)
      throw new NotOpened('NOT_FOUND', `There is no workbook at ${path}. Check the path.`);
    throw error;
  }
}

/** The other workbook could not be opened: that has its own status, as for the first one. */
export function asNotOpened(error: unknown): never {
  if (error instanceof DemarcError && error.code.startsWith('WORKBOOK_'))
    throw new NotOpened(error.code, error.message, error.details);
  throw error;
}

/** A workbook that new ones begin from; that there is none has the status of one that could not be opened. */
export function templateAt(path: string): { readonly path: string; readonly name: string } {
  if (!existsSync(path)) throw new NotOpened('NOT_FOUND', `There is no workbook at ${path}. Check the path.`);
  return { path: resolve(path), name: basename(path) };
}
