import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests of functions over plain data: no browser, no program, no workbook on a disk. */
const PURE = ['test/unit/**/*.test.{ts,tsx}', 'test/architecture/*.test.ts'];
/** Those of the page, whose modules Vite alone can read. */
const PAGE = ['test/unit/renderer*/**/*.test.{ts,tsx}'];
/** All else Node reads itself, as it does in the program: with what it compiled before, and without a look-up wherever a module uses another one's. */
const BY_NODE = { viteModuleRunner: false, nodeLoader: false };

/** Of this run; gone after it. */
const profiles = join(tmpdir(), `demarc-test-${process.pid}`);

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    // No file keeps anything for the next one, so that they follow each other in one process for each core: what every file would
    // load for itself (the program, the thread of its jobs, that of the command line) costs more than most of the tests.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'page', include: PAGE } },
      { extends: true, test: { name: 'pure', include: PURE, exclude: PAGE, experimental: BY_NODE } },
      {
        extends: true,
        test: {
          name: 'real',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...PURE, '**/node_modules/**'],
          experimental: BY_NODE,
          setupFiles: ['test/support/own-profile.ts'],
        },
      },
    ],
    tags: [
      {
        name: 'long',
        description:
          'Takes seconds, and shorter tests hold what it is about: left to `npm test -- --whole`, and to whoever works on its file.',
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
