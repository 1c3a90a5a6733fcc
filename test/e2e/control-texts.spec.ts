import { fileURLToPath } from 'node:url';
import { expect } from 'playwright/test';
import { violations } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { addressOf, startAt } from '../support/screens.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../fixtures/control-texts/${name}`, import.meta.url));
const CATALOGUE = fixture('sample-catalog.json');
let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

test('a catalogue is looked at, taken in, read beside a duty, and removed again', async ({ page }) => {
  await startAt(page, served);
  // The example speaks of other frameworks; the texts are those of NIST.
  await page.getByRole('link', { name: 'Scope', exact: true }).click();
  await page.getByRole('checkbox', { name: /NIST Special Publication 800-53/ }).check();

  await page.getByRole('link', { name: 'Import', exact: true }).click();
  const choose = async () => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose files' }).click(),
    ]);
    await chooser.setFiles(CATALOGUE);
  };
  await choose();
  await expect(page.getByRole('heading', { name: 'Sample catalogue for tests' })).toBeVisible();
  await expect(page.getByText('3 of 410 controls have their full text in this file')).toBeVisible();
  await expect(page.getByText('sc-28: its id is there a second time')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Take in 4 texts' }).click();
  await expect(page.getByText('4 texts of NIST Special Publication 800-53 taken in')).toBeVisible();

  await page.goto(addressOf(served, 'walk/orders-db?card=encryption-at-rest'));
  await page.getByText(/Helps to meet \d+ controls?/).click();
  await page
    .locator('summary')
    .filter({ hasText: /^SC-28 / })
    .focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Data at rest is encrypted.')).toBeVisible();
  await expect(page.getByText('Sample catalogue for tests, version 1.0.')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await choose();
  await expect(page.getByText('These texts are in the workbook already.')).toBeVisible();
  await page
    .getByRole('button', { name: 'Remove the texts of Sample catalogue for tests, version 1.0' })
    .click();
  await expect(page.getByRole('button', { name: /Remove the texts/ })).toHaveCount(0);
});

test('a baseline comes in beside another one, and a control shows the words of either', async ({ page }) => {
  await startAt(page, served);
  await page.getByRole('link', { name: 'Scope', exact: true }).click();
  await page.getByRole('checkbox', { name: /NIST Special Publication 800-53/ }).check();
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  const choose = async (...names: readonly string[]) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose files' }).click(),
    ]);
    await chooser.setFiles(names.map(fixture));
  };
  await choose('nist-moderate-part.xml');
  await page.getByRole('button', { name: 'Take in 11 texts' }).click();
  // A profile finds its catalogue among the files that were chosen with it.
  await choose('nist-low-profile.yaml', 'nist-moderate-part.yaml');
  await page.getByRole('button', { name: /nist-low-profile/ }).click();
  await expect(page.getByText(/^AC-1, AC-3.* and 138 more: the profile chooses it/)).toBeVisible();
  await expect(page.getByLabel('Where they go')).toHaveValue('');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Take in 3 texts' }).click();
  await expect(page.getByText('3 texts of NIST Special Publication 800-53 taken in')).toBeVisible();

  await page.goto(addressOf(served, 'walk/orders-db?card=backup-configuration'));
  await page.getByText(/Helps to meet \d+ controls?/).click();
  await page
    .locator('summary')
    .filter({ hasText: /^CP-9 / })
    .focus();
  await page.keyboard.press('Enter');
  const words = page.getByLabel('In the words of');
  await expect(page.getByText(/MODERATE IMPACT BASELINE, version 5\.1\.1\+u4\.$/)).toBeVisible();
  await words.selectOption({ index: 1 });
  await expect(page.getByText(/LOW IMPACT BASELINE, version 5\.1\.1\+u4\.$/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
