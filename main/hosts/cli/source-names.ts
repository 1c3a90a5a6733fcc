import { basename, resolve, sep } from 'node:path';

/** A file to read, and the folder that was given for it, if any. */
export interface Given {
  readonly path: string;
  readonly folder: string | null;
}

/**
 * What files to read are called: a file that was given by itself by its name, one of a folder by its way from there. Only where two
 * would be called alike are the folders above told as well, as many as it takes: a workbook that travels should not tell where files lay.
 */
export function sourceNames(given: readonly Given[]): readonly string[] {
  const parts = given.map(({ path }) => resolve(path).split(sep));
  const lengths = given.map(({ path, folder }) =>
    folder === null
      ? 1
      : Math.max(1, resolve(path).split(sep).length - resolve(folder).split(sep).length) + namedOf(folder),
  );
  for (;;) {
    const names = parts.map((all, at) => all.slice(-(lengths[at] ?? 1)).join('/'));
    const times = new Map<string, number>();
    for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
    let longer = false;
    names.forEach((name, at) => {
      if ((times.get(name) ?? 0) < 2 || (lengths[at] ?? 1) >= (parts[at]?.length ?? 1)) return;
      lengths[at] = (lengths[at] ?? 1) + 1;
      longer = true;
    });
    if (!longer) return names;
  }
}

/** The top of a disk has no name. */
const namedOf = (folder: string): number => (basename(resolve(folder)) === '' ? 0 : 1);
