import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Folders in folders. Links to folders are not followed, so that none is walked twice or for ever. */
const MAX_DEPTH = 20;
const MAX_FOLDERS = 20_000;

export const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** What was passed over: files beyond `most`, folders beyond those that are looked into, too deep, closed to the reader or only linked. */
export type PassedOver = 'files' | 'folders' | 'deep' | 'closed' | 'linked';
export interface FilesBelow {
  readonly paths: readonly string[];
  readonly passedOver: ReadonlySet<PassedOver>;
}

/**
 * The files below a folder whose way from there is wanted, in the order of their names, up to `most`, and what was passed over. Links to
 * files elsewhere are files as well, each file once.
 */
export function filesBelow(folder: string, most: number, wanted: (way: string) => boolean): FilesBelow {
  const paths: string[] = [];
  const passedOver = new Set<PassedOver>();
  const open: { readonly way: string; readonly depth: number }[] = [{ way: '', depth: 0 }];
  const followed = new Set<string>();
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
    for (const { entry, way: its } of inside) {
      const link = entry.isSymbolicLink() ? linkedFrom(folder, its) : null;
      if (link?.info.isDirectory() && wanted(join(its, 'any.json'))) {
        const isFoundThere = link.way !== null && wanted(join(link.way, 'any.json'));
        if (!isFoundThere) passedOver.add('linked');
      }
      if (!(link?.info ?? entry).isFile() || !wanted(its)) continue;
      if (link) {
        // What lies below the folder as well is found there.
        if (followed.has(link.target) || (link.way !== null && wanted(link.way))) continue;
        followed.add(link.target);
      }
      paths.push(join(folder, its));
    }
    const folders = inside.filter(
      ({ entry, way: its }) => entry.isDirectory() && wanted(join(its, 'any.json')),
    );
    if (depth >= MAX_DEPTH && folders.length > 0) passedOver.add('deep');
    else for (const { way: its } of folders.toReversed()) open.push({ way: its, depth: depth + 1 });
  }
  if (paths.length > most) passedOver.add('files');
  return { paths: paths.slice(0, most), passedOver };
}

/** The path of a file by which it is told from others, whatever links lead to it; as it is given where there is none. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** What a link leads to, with its own way from the folder where it lies below it; null where that is nothing. */
function linkedFrom(
  folder: string,
  way: string,
): { readonly target: string; readonly info: Stats; readonly way: string | null } | null {
  try {
    const target = realpathSync(join(folder, way));
    const its = relative(realpathSync(folder), target);
    const isBelow = its !== '..' && !its.startsWith(`..${sep}`) && !isAbsolute(its);
    return { target, info: statSync(target), way: isBelow ? its : null };
  } catch {
    return null;
  }
}

/** Null for a folder that cannot be looked into. */
function entriesOf(path: string): readonly Dirent[] | null {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return null;
  }
}
