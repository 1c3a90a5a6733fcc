import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { applicationRoot } from '../platform/app-paths.ts';

/** Builds the checkout where it has changed, as its own command line does at a start. Throws when it does not build. */
export function builtCheckout(root: string): void {
  const launcher = join(root, 'main', 'hosts', 'cli', 'bin.mjs');
  const { status } = spawnSync(process.execPath, [launcher, '--version'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The project does not build; what is wrong stands above.');
}

/** Before `npm pack`, which puts what lies there into the package. */
if (import.meta.main) {
  const root = applicationRoot();
  builtCheckout(root);
  mkdirSync(join(root, 'dist'), { recursive: true });
}
