import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A folder that stands for a drive: while it is away, nobody can tell what lies there (behind a circle of links), whoever asks, and what
 * is open stays what it is. Not on Windows, where such links need rights.
 */
export function drivenFolder(below: string) {
  const folder = join(below, 'drive');
  mkdirSync(folder);
  return {
    folder,
    goes() {
      renameSync(folder, `${folder}.away`);
      symlinkSync(folder, folder);
    },
    comesBack() {
      rmSync(folder);
      renameSync(`${folder}.away`, folder);
    },
  };
}
