import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { SCREENS } from '../../renderer/app/shell/screens.ts';
import { inChromium } from '../shell/chromium-page.ts';
import { until } from '../shell/driver.ts';
import { quit } from '../shell/scenarios.ts';
import { type StandInApp, standIn } from '../shell/stand-in-driver.ts';
import { demarc } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';

/** The built page in Chromium, over the real protocol handler, preload and main process; `electron` alone is the stand-in. */
let folder: string;
let shop: string;
let app: StandInApp;
let page: Page;
/** The workbook that it is started with. */
let first: string;
const complaints: string[] = [];

test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-shell-'));
  shop = copyExample(folder);
  mkdirSync(join(folder, 'other'));
  page = await browser.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(https:\/\/app\/|blob:|data:)/.test(request.url())) complaints.push(`asked for ${request.url()}`);
  });
  app = standIn({ dataDir: join(folder, 'data'), args: [shop], openPage: inChromium(page) });
  await app.pages(1);
  await expect(page.getByText('orders-db').first()).toBeVisible();
  first = /#\/w\/([^/]+)/.exec(page.url())?.[1] ?? '';
});
test.afterAll(async () => {
  await app.kill();
  await page.close();
  rmSync(folder, { recursive: true, force: true });
});

const choose = (label: string) =>
  app.evaluate(({ Menu }, wanted) => {
    const items = (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? []);
    items.find((item) => item.label === wanted)?.click();
  }, label);
const stands = async () => {
  await expect(page.locator('main h1').first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
};

test('the menu leads to every screen, and the page has nothing to complain about', async () => {
  for (const { id, label } of SCREENS) {
    await choose(label);
    await expect(page).toHaveURL(new RegExp(`#/w/[^/]+/${id}\\b`));
    await stands();
  }
  // A piece of evidence is read by the page's own reader, in a worker of its own.
  await page.evaluate(() => {
    location.hash = location.hash.replace(/^(#\/w\/[^/]+).*$/, '$1/evidence?open=1');
  });
  await stands();
  await choose('Keys');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('what stands behind a dialog is out of the reach of the menu, but not undoing in a field', async () => {
  await choose('Overview');
  await expect(page).toHaveURL(/\/overview/);
  await choose('Preferences…');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await choose('Matrix');
  await choose('New Workbook…');
  const field = dialog.getByRole('textbox').first();
  await field.fill('Ann Assessor');
  await field.press('End');
  await field.pressSequentially('!');
  await choose('Undo');
  await expect(field).not.toHaveValue('Ann Assessor!');
  await expect(dialog).toHaveCount(1);
  await expect(page).toHaveURL(/\/overview/);

  // A workbook that is opened from outside meanwhile is shown when the dialog is done with.
  const other = copyExample(join(folder, 'other'));
  await app.evaluate(({ app: electron }, path) => {
    electron.emit('second-instance', {}, ['/e/electron', '--x', '/app', path], '/', null);
  }, other);
  const ids = () =>
    page.evaluate(async () => {
      const { demarc } = globalThis as unknown as {
        demarc: { call(call: unknown): Promise<{ value: { open: { id: string; fileName: string }[] } }> };
      };
      return (await demarc.call({ name: 'app.info', input: {} })).value.open.map(({ id }) => id);
    });
  await expect.poll(async () => (await ids()).length).toBe(2);
  await expect(page).toHaveURL(/\/overview/);
  const [, second] = await ids();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(`#/w/${second}(/|$)`));
  await stands();
  expect(complaints).toEqual([]);
});

test('native parts follow the theme; typed text is in the file when the window closes a moment later', async () => {
  await choose('Preferences…');
  await page.getByRole('dialog').getByLabel('Theme').selectOption('dark');
  await until(
    () => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource === 'dark'),
    'native parts are dark',
  );
  await page.keyboard.press('Escape');
  await page.evaluate((workbook) => {
    location.hash = `#/w/${workbook}/walk/orders-db?card=backup-configuration`;
  }, first);
  const note = page.getByLabel('Note', { exact: true });
  await note.fill('Typed a moment before the end.');
  expect(complaints).toEqual([]);
  expect(await quit(app)).toBe(0);
  expect(readdirSync(folder).filter((name) => name.startsWith('shop'))).toEqual(['shop.demarc']);
  const found = demarc(['find', shop, 'Typed a moment before'], { cwd: folder });
  expect(found.out).toContain('Typed a moment before the end.');
});
