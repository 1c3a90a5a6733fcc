import { rmSync } from 'node:fs';
import { ensureBuilt } from './cli.ts';
import { makeExample } from './example-shop.ts';
import { RUN_FOLDER } from './run-folder.ts';

/** End-to-end tests run the built program, most of them on the built-in example; what is given back clears it away, and the profile of the run. */
export default function setUp(): () => void {
  ensureBuilt();
  const removeExample = makeExample();
  return () => {
    removeExample();
    rmSync(RUN_FOLDER, { recursive: true, force: true });
  };
}
