import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders in folders. Links are not followed, so that none is walked twice or for ever. */
const MAX_DEPTH = 20;
const MAX_FOLDERS = 20_000;

export const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The files below a folder whose path is wanted, in the order of their names, up to `most`; folders that cannot be looked into are left out. */
export function filesBelow(
  folder: string,
  most: number,
  wanted: (path: string) => boolean,
): readonly string[] {
  const found: string[] = [];
  const open: { readonly path: string; readonly depth: number }[] = [{ path: folder, depth: 0 }];
  let looked = 0;
  for (let next = open.pop(); next !== undefined && found.length < most; next = open.pop()) {
    looked += 1;
    if (looked > MAX_FOLDERS) break;
    const { path, depth } = next;
    const entries = entriesOf(path);
    for (const entry of entries)
      if (entry.isFile() && wanted(join(path, entry.name))) found.push(join(path, entry.name));
    if (depth < MAX_DEPTH)
      for (const entry of entries.toReversed())
        if (entry.isDirectory() && wanted(join(path, entry.name, 'any.json')))
          open.push({ path: join(path, entry.name), depth: depth + 1 });
  }
  return found.slice(0, most);
}

function entriesOf(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
