import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { invalidInput } from '../../contract/errors.ts';
import { NotOpened } from './exit.ts';

/** Far more folders in each other than anybody keeps workbooks in. */
const DEEPEST = 20;

/**
 * The workbooks that files and folders name, each once, in the order given; those of a folder, and of the folders in it, by name.
 * NOT_FOUND for what is not there, INVALID_INPUT for a folder without any.
 */
export function workbookFiles(paths: readonly string[]): readonly string[] {
  const found = paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat)
      throw new NotOpened(
        'NOT_FOUND',
        `There is no workbook at ${path}. Check the path; nothing was published.`,
      );
    if (!stat.isDirectory()) return [path];
    const files = filesIn(path, 0);
    if (files.length === 0)
      throw invalidInput(`There is no workbook in ${path}: no file of it ends in .demarc.`);
    return files;
  });
  return [...new Set(found)];
}

/** Links are not followed, so that no folder leads back to itself. */
function filesIn(folder: string, depth: number): readonly string[] {
  if (depth > DEEPEST) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : 0,
  );
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path, depth + 1);
    return entry.isFile() && /\.demarc$/i.test(entry.name) ? [path] : [];
  });
}
