import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder with the data files. They are read from disk and never bundled, so that the hashes of the manifest speak about
 * the very files that ship. The code may run from source or from any depth of the build folder, so we look upwards for it.
 */
export function findDataFolder(from: string = import.meta.url): string {
  let folder = dirname(fileURLToPath(from));
  for (;;) {
    const candidate = join(folder, 'main', 'catalogue', 'data');
    if (existsSync(join(candidate, 'manifest.json'))) return candidate;
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('The catalogue data (main/catalogue/data) is missing. Install Demarc again.');
    folder = parent;
  }
}
