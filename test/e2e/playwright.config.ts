import { join } from 'node:path';
import { defineConfig } from 'playwright/test';
import { findChromium } from '../support/chromium.ts';
import { RUN_FOLDER } from '../support/run-folder.ts';

// Inherited by every program that the tests start: none touches what belongs to whoever runs them.
process.env.DEMARC_DATA_DIR ??= join(RUN_FOLDER, 'data');
process.env.DEMARC_WORKBOOKS_DIR ??= join(RUN_FOLDER, 'workbooks');

const browser = findChromium();

// The runner looks up where each call was made in maps of translated code, which takes a seventh of its workers' time; none is translated here.
Reflect.deleteProperty(Error, 'prepareStackTrace');

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  globalSetup: '../support/global-setup.ts',
  // Against a test that hangs, not against a slow machine.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  // Two more than the two cores that the suite is made for: a page waits for the program, and the program for the disk.
  workers: 4,
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  use: {
    // What never comes costs a run two minutes, and not the whole time of a test.
    actionTimeout: 120_000,
    navigationTimeout: 120_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    acceptDownloads: true,
    // A page of a test lives for seconds: what V8 compiles for speed meanwhile takes more of the processor's time than it gives back.
    launchOptions: { ...browser, args: [...browser.args, '--js-flags=--no-opt'] },
    // `--trace retain-on-failure` tells what happened before; always on, it would slow every test down.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
