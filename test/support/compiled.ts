import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/node-compile', import.meta.url));
const KEPT_DAYS = 3;

/** Where Node keeps what it has compiled: hundreds of threads and programs would each compile the same modules again. */
export const COMPILED = { NODE_COMPILE_CACHE: FOLDER };

/** Takes what was compiled days ago away: each run of the tests has its test files under names of its own there. */
export function forgetOldCompiled(): void {
  if (!existsSync(FOLDER)) return;
  const before = Date.now() - KEPT_DAYS * 86_400_000;
  for (const entry of readdirSync(FOLDER, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    // Another run may take it away as well.
    const age = entry.isFile() ? statSync(path, { throwIfNoEntry: false })?.mtimeMs : undefined;
    if (age !== undefined && age < before) rmSync(path, { force: true });
  }
}
