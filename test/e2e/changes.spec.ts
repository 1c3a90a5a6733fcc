import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import readXlsxFile from 'read-excel-file/node';
import { violations } from '../support/axe.ts';
import { type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { addressOf, startAt } from '../support/screens.ts';

let folder: string;
let served: Served;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  const file = copyExample(folder);
  copyFileSync(file, join(folder, 'last-year.demarc'));
  writeFileSync(join(folder, 'broken.demarc'), 'not a workbook');
  served = await serve(['serve', file], { cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } });
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

const other = async (page: Page, name: string) => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Compare with another workbook' }).click();
  await (await chooser).setFiles(join(folder, name));
};

test('a snapshot, an answer, what changed since, as a sheet; then against another file', async ({ page }) => {
  await startAt(page, served, 'compare');
  await expect(page.getByText('No snapshot yet')).toBeVisible();
  await page.getByRole('button', { name: 'Take a snapshot' }).click();
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Give the snapshot a name')).toBeVisible();
  await dialog.getByLabel('Name').fill('Before the workshop');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing is different between the two.')).toBeVisible();

  await page.goto(addressOf(served, 'walk/orders-db?card=restore-testing'));
  await expect(page.locator('main').getByRole('heading').first()).toBeVisible();
  const note = page.getByLabel('Note', { exact: true });
  await note.fill('Agreed in the workshop');
  await note.blur();
  await page.goto(addressOf(served, 'compare'));
  await expect(page.getByText('1 change in all.')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Notes 1' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('cell', { name: 'Agreed in the workshop' })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }

  await page.getByRole('button', { name: 'Export as Excel' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const sheet = join(folder, 'changes.xlsx');
  await (await download).saveAs(sheet);
  const changes = (await readXlsxFile(sheet)).find(({ sheet: name }) => name === 'Changes');
  expect(changes?.data.slice(1).map((row) => row[6])).toEqual(['orders-db/restore-testing']);

  await other(page, 'last-year.demarc');
  await expect(page.getByText('1 change in all.')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Before' })).toHaveValue(/^file-/);
  await other(page, 'broken.demarc');
  await expect(page.getByRole('alert')).toContainText('broken.demarc is not a Demarc workbook');

  await page.getByRole('button', { name: 'Remove the snapshot Before the workshop' }).click();
  await expect(page.getByRole('button', { name: /^Compare with now/ })).toHaveCount(0);
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: /^Compare with now.*Before the workshop/ }).click();
  await page.getByRole('link', { name: 'orders-db, Restore testing' }).click();
  const card = page.getByRole('complementary', { name: 'Card: Restore testing, orders-db' });
  await card.getByRole('link', { name: 'Walk-through' }).click();
  await expect(page).toHaveURL(/walk\/orders-db\?card=restore-testing/);
});
