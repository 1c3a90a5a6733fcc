import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { violations } from '../support/axe.ts';
import { demarc, type Served, serve } from '../support/cli.ts';

let folder: string;
let served: Served;
let env: Record<string, string>;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  env = { DEMARC_DATA_DIR: join(folder, 'data'), DEMARC_WORKBOOKS_DIR: join(folder, 'workbooks') };
  for (const name of ['shop.demarc', 'city.demarc', 'bank.demarc'])
    expect(
      demarc(['new', join(folder, name), '--title', `The ${name.slice(0, 4)}`], { cwd: folder, env }).status,
    ).toBe(0);
  // Opened for writing once, it has its backup of today.
  await (await serve(['serve', join(folder, 'bank.demarc')], { cwd: folder, env })).stop();
  truncateSync(join(folder, 'bank.demarc'), 20_000);
  served = await serve(['serve'], { cwd: folder, env });
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a damaged workbook is refused, and comes back from its backup beside itself', async ({ page }) => {
  await page.goto(served.url);
  await page.getByRole('button', { name: /^The bank/ }).click();
  const refusal = page.getByRole('alert').filter({ hasText: 'The workbook was not opened' });
  await expect(refusal).toContainText('cut off');
  await refusal.getByRole('button', { name: 'Choose a backup' }).click();
  const dialog = page.getByRole('dialog', { name: 'Backups of The bank' });
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^Open a copy/ }).click();
  await expect(page.getByRole('banner')).toContainText('The bank');
  expect(
    readdirSync(folder).filter((name) => /^bank \(backup \d{4}-\d\d-\d\d\)\.demarc$/.test(name)),
  ).toHaveLength(1);
});

test('the palette opens a recent workbook and goes between those that are open', async ({ page }) => {
  await page.goto(served.url);
  await page.goto(`${served.address}/#/`);
  const choose = async (words: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /^Find a command/ }).fill(words);
    await page.keyboard.press('Enter');
  };
  await expect(page.getByRole('button', { name: 'New workbook' })).toBeVisible();
  await choose('Open The shop');
  await expect(page.getByRole('banner')).toContainText('The shop');
  await choose('Open The city');
  await expect(page.getByRole('banner')).toContainText('The city');
  await choose('Switch to The shop');
  await expect(page.getByRole('banner')).toContainText('The shop');
});

test('density and the language of dates take effect at once, and are still there after a reload', async ({
  page,
}) => {
  await page.goto(served.url);
  await page.goto(`${served.address}/#/`);
  await expect(page.getByRole('button', { name: 'New workbook' })).toBeVisible();
  const height = async () => (await page.getByRole('button', { name: 'Keys' }).boundingBox())?.height ?? 0;
  const before = await height();
  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Preferences' });
  await dialog.getByLabel('Density').selectOption('compact');
  await dialog.getByLabel('Dates').selectOption('de');
  await expect(dialog).toContainText(/Today is written \d{1,2}\. /);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect.poll(height).toBeLessThan(before);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  await expect(page.getByText(/catalogue of \d{1,2}\. /)).toBeVisible();
});

test('a workbook begins from another one, and is told what comes along before it is made', async ({
  page,
}) => {
  await page.goto(served.url);
  await page.goto(`${served.address}/#/`);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'New from a template' }).click();
  await (await chooser).setFiles(join(folder, 'city.demarc'));
  const dialog = page.getByRole('dialog', { name: 'New workbook from a template' });
  await expect(dialog).toContainText('Begins from city.demarc');
  await expect(dialog).toContainText('Not taken: answers');
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel('Title').fill('The village');
  await dialog.getByLabel('Take the services in use along').check();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: 'Scope', level: 1 })).toBeVisible();
  await expect(
    page.getByText('Begun from the template “The city” as it was after its change 1.'),
  ).toBeVisible();
});
