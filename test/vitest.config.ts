import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests of functions over plain data: no browser, no program, no workbook on a disk. */
const PURE = ['test/unit/**/*.test.{ts,tsx}', 'test/architecture/*.test.ts'];

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    // Pure code keeps nothing from one file to the next, so that its files share a process: that takes a third of the time.
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      {
        extends: true,
        test: {
          name: 'real',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...PURE, '**/node_modules/**'],
        },
      },
    ],
    // No test may touch the settings, backups or recent workbooks of whoever runs it.
    env: {
      DEMARC_DATA_DIR: join(tmpdir(), `demarc-test-${process.pid}`, 'data'),
      DEMARC_WORKBOOKS_DIR: join(tmpdir(), `demarc-test-${process.pid}`, 'workbooks'),
    },
    // Against a test that hangs, not against a slow machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    // Several of the files start programs of their own.
    maxWorkers: 2,
  },
});
