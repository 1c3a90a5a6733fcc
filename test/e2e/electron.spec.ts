import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright';
import { expect, type Page, test } from 'playwright/test';
import { findExecutable, launchFacts } from '../../main/hosts/cli/electron-runtime.ts';
import { runtimeArgs, runtimeDriver } from '../shell/runtime-driver.ts';
import { SCENARIOS } from '../shell/scenarios.ts';
import { copyExample } from '../support/example-shop.ts';

const executable = findExecutable(process.env);
const why =
  executable === null ? 'no Electron runtime' : launchFacts().hasDisplay ? null : 'no display for Electron';
test.skip(why !== null, `skipped: ${why}`);

let folder: string;
let app: ElectronApplication;
let page: Page;

const environment = () => ({
  ...(process.env as Record<string, string>),
  DEMARC_DATA_DIR: join(folder, 'data'),
});

/** The life of the shell: the same that test/shell runs on a stand-in for Electron, where there is no runtime. */
for (const { name, run } of SCENARIOS)
  test(name, async () => {
    const own = mkdtempSync(join(tmpdir(), 'demarc-electron-'));
    await run({ driver: runtimeDriver(executable ?? ''), folder: own, shop: copyExample(own) });
    rmSync(own, { recursive: true, force: true });
  });

test.describe('the page of the shell', () => {
  test.beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'demarc-electron-'));
    copyExample(folder);
    app = await _electron.launch({
      executablePath: executable ?? '',
      args: runtimeArgs(join(folder, 'shop.demarc')),
      env: environment(),
    });
    page = await app.firstWindow();
    await expect(page.getByText('orders-db').first()).toBeVisible();
  });
  test.afterEach(async () => {
    await app.close().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });

  test('opens the workbook that it is started with, and leaves one file', async () => {
    expect(page.url()).toMatch(/^demarc-app:\/\/app\//);
    await app.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('shop'))).toEqual(['shop.demarc']);
  });

  test('gives the page its bridge and nothing of Node', async () => {
    const seen = await page.evaluate(() => ({
      bridge: Object.keys((window as unknown as { demarc: object }).demarc).sort(),
      node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
    }));
    expect(seen).toEqual({
      bridge: ['call', 'capabilities', 'dropped', 'onFlush', 'origin', 'shell', 'subscribe'],
      node: [],
    });
  });

  for (const url of [
    'https://example.com/',
    'https://example.com/?next=demarc-app://app/',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
    'demarc-app://evil/',
    'data:text/html,<p>x</p>',
    'about:blank',
  ])
    test(`does not go to ${url}`, async () => {
      await page.evaluate((target) => {
        window.open(target);
        const link = document.createElement('a');
        link.href = target;
        link.target = '_blank';
        document.body.append(link);
        location.href = target;
      }, url);
      await page.waitForTimeout(500);
      expect(page.url()).toMatch(/^demarc-app:\/\/app\//);
      expect(app.windows()).toHaveLength(1);
      await expect(page.getByText('orders-db').first()).toBeVisible();
    });

  test('reaches no network, no file and no device', async () => {
    const got = await page.evaluate(async () => {
      const attempt = (run: () => Promise<unknown>) =>
        run().then(
          () => 'reached',
          () => 'blocked',
        );
      return {
        web: await attempt(() => fetch('https://example.com/')),
        loopback: await attempt(() => fetch('http://127.0.0.1:80/')),
        file: await attempt(() => fetch('file:///etc/passwd')),
        camera: await attempt(() => navigator.mediaDevices.getUserMedia({ video: true })),
        clipboard: await attempt(() => navigator.clipboard.readText()),
      };
    });
    expect(new Set(Object.values(got))).toEqual(new Set(['blocked']));
  });

  test('serves the page alone under its scheme', async () => {
    const status = (path: string) =>
      page.evaluate(async (url) => (await fetch(url)).status, `demarc-app://app${path}`);
    expect(await status('/')).toBe(200);
    expect(await status('/..%2f..%2fpackage.json')).toBe(404);
    expect(await status('/package.json')).toBe(404);
  });
});
