import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Takes the profiles of a run away when it has ended. */
export const teardown = (): void =>
  rmSync(join(tmpdir(), `demarc-test-${process.pid}`), { recursive: true, force: true });
