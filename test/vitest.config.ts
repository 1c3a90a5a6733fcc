import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'test/bench/**', '**/node_modules/**'],
    // No test may touch the settings, backups or recent workbooks of whoever runs it.
    env: {
      DEMARC_DATA_DIR: join(tmpdir(), `demarc-test-${process.pid}`, 'data'),
      DEMARC_WORKBOOKS_DIR: join(tmpdir(), `demarc-test-${process.pid}`, 'workbooks'),
    },
    // Against a test that hangs, not against a slow machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Several of the files start programs of their own.
    maxWorkers: 2,
  },
});
