import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests of functions over plain data: no browser, no program, no workbook on a disk. */
const PURE = ['test/unit/**/*.test.{ts,tsx}', 'test/architecture/*.test.ts'];

/** Of this run; gone after it. */
const profiles = join(tmpdir(), `demarc-test-${process.pid}`);

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    // No file keeps anything for the next one, so that they follow each other in one process for each core: what every file would
    // load for itself (the program, the thread of its jobs, that of the command line) costs more than most of the tests.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE } },
      {
        extends: true,
        test: {
          name: 'real',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...PURE, '**/node_modules/**'],
          setupFiles: ['test/support/own-profile.ts'],
        },
      },
    ],
    // No test may touch the settings, backups or recent workbooks of whoever runs it.
    env: {
      DEMARC_DATA_DIR: join(profiles, 'data'),
      DEMARC_WORKBOOKS_DIR: join(profiles, 'workbooks'),
      DEMARC_TEST_PROFILES: profiles,
    },
    globalSetup: 'test/support/profiles-gone.ts',
    // Against a test that hangs, not against a slow machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    // One more than the two cores that the suite is made for: each waits a fifth of its time for the disk and for programs of its own.
    maxWorkers: 3,
  },
});
