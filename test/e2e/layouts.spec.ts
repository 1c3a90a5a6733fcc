import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, type Page } from 'playwright/test';
import { readSheet } from 'read-excel-file/node';
import { violationsInBoth } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { startAt } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

async function openLayouts(page: Page) {
  await startAt(page, served);
  await page.getByRole('link', { name: 'Export', exact: true }).click();
  return page.getByRole('region', { name: "Auditors' layouts" });
}

test('a layout is chosen, says what it cannot hold, is written, and says what was left out', async ({
  page,
}, info) => {
  const section = await openLayouts(page);
  await section.getByLabel('Layout', { exact: true }).selectOption('csa-caiq');
  await section
    .getByLabel('Written from the seat of')
    .selectOption({ label: 'The cloud provider, as its customer reads it' });
  await expect(section.getByText('Columns unverified')).toBeVisible();
  await expect(section.getByRole('heading', { name: 'What it cannot hold' })).toBeVisible();
  await expect(section.getByText(/CSA's questions and specifications/)).toBeVisible();
  await expect(section.getByRole('button', { name: 'Download' })).toBeHidden();

  await section.getByRole('button', { name: 'Write this layout' }).click();
  await expect(section.getByRole('status')).toHaveText(/read back and is complete/);
  await expect(section.getByText('261 of 261 rows in the file')).toBeVisible();
  await expect(section.getByText(/pieces of evidence themselves are not in the file/)).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);

  const downloading = page.waitForEvent('download');
  await section.getByRole('button', { name: 'Download' }).click();
  const file = info.outputPath('caiq.xlsx');
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^csa-caiq .*\.xlsx$/);
  await download.saveAs(join(file));
  const [, , heading] = await readSheet(file, 'CAIQv4.0.3');
  expect(heading?.[3]).toBe('SSRM Control Ownership');

  // What was written belongs to the choice before: another one takes it away.
  await section.getByLabel('Layout', { exact: true }).selectOption('fedramp-cis');
  await expect(section.getByRole('button', { name: 'Download' })).toBeHidden();
  await expect(section.getByLabel('Written from the seat of')).toBeHidden();
});

test('a list of controls for another program has no seat, and comes as CSV', async ({ page }, info) => {
  const section = await openLayouts(page);
  await section.getByLabel('Layout', { exact: true }).selectOption('drata-controls');
  await expect(section.getByLabel('Written from the seat of')).toBeHidden();
  await expect(section.getByLabel('Release')).toBeHidden();
  await expect(section.getByText('Columns unverified')).toBeVisible();
  await section.getByRole('button', { name: 'Write this layout' }).click();
  await expect(section.getByText(/^\d+ of \d+ controls in the file$/)).toBeVisible();
  await expect(section.getByText(/because only others have a part/)).toBeVisible();
  const downloading = page.waitForEvent('download');
  await section.getByRole('button', { name: 'Download' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^drata-controls .*\.csv$/);
  const file = info.outputPath('controls.csv');
  await download.saveAs(file);
  const rows: string[][] = parse(readFileSync(file), { bom: true });
  expect(rows[0]?.[0]).toBe('Control Code');
  expect(rows.length).toBeGreaterThan(40);
});

test('by keyboard alone', async ({ page }) => {
  const section = await openLayouts(page);
  await section.getByLabel('Layout', { exact: true }).focus();
  await page.keyboard.press('End');
  await expect(section.getByLabel('Release')).toBeVisible();
  await expect(section.getByLabel('Framework', { exact: true })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(section.getByLabel('Written from the seat of')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(section.getByRole('button', { name: 'Write this layout' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(section.getByRole('status')).toHaveText(/read back and is complete/);
});
