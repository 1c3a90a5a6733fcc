import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders in folders. Links are not followed, so that none is walked twice or for ever. */
const MAX_DEPTH = 20;
const MAX_FOLDERS = 20_000;

export const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** What was passed over: files beyond `most`, folders beyond those that are looked into, too deep or closed to the reader. */
export type PassedOver = 'files' | 'folders' | 'deep' | 'closed';
export interface FilesBelow {
  readonly paths: readonly string[];
  readonly passedOver: ReadonlySet<PassedOver>;
}

/** The files below a folder whose way from there is wanted, in the order of their names, up to `most`, and what was passed over. */
export function filesBelow(folder: string, most: number, wanted: (way: string) => boolean): FilesBelow {
  const paths: string[] = [];
  const passedOver = new Set<PassedOver>();
  const open: { readonly way: string; readonly depth: number }[] = [{ way: '', depth: 0 }];
  let looked = 0;
  for (let next = open.pop(); next !== undefined && paths.length <= most; next = open.pop()) {
    looked += 1;
    if (looked > MAX_FOLDERS) {
      passedOver.add('folders');
      break;
    }
    const { way, depth } = next;
    const entries = entriesOf(join(folder, way));
    if (entries === null) passedOver.add('closed');
    const inside = (entries ?? []).map((entry) => ({ entry, way: join(way, entry.name) }));
    for (const { entry, way: its } of inside)
      if (entry.isFile() && wanted(its)) paths.push(join(folder, its));
    const folders = inside.filter(
      ({ entry, way: its }) => entry.isDirectory() && wanted(join(its, 'any.json')),
    );
    if (depth >= MAX_DEPTH && folders.length > 0) passedOver.add('deep');
    else for (const { way: its } of folders.toReversed()) open.push({ way: its, depth: depth + 1 });
  }
  if (paths.length > most) passedOver.add('files');
  return { paths: paths.slice(0, most), passedOver };
}

/** Null for a folder that cannot be looked into. */
function entriesOf(path: string): readonly Dirent[] | null {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return null;
  }
}
