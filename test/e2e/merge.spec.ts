import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { violations, violationsInBoth } from '../support/axe.ts';
import { demarc, type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { addressOf, startAt } from '../support/screens.ts';

const RESTORE = 'orders-db/restore-testing';
const TESTS = 'workbook/penetration-testing-workloads';
let folder: string;
let served: Served;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  const options = { cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } };
  const run = (...args: string[]) => expect(demarc(args, options)).toMatchObject({ status: 0 });
  copyExample(folder);
  copyFileSync(join(folder, 'shop.demarc'), join(folder, 'ben.demarc'));
  const organisation = ['--owner', 'organisation'];
  run('answer', 'shop.demarc', TESTS, ...organisation, '--duty', 'organisation=A test each spring.');
  run('answer', 'ben.demarc', TESTS, ...organisation, '--duty', 'organisation=A test each autumn.');
  run('answer', 'shop.demarc', TESTS, ...organisation, '--status', 'implemented');
  run('answer', 'ben.demarc', TESTS, ...organisation, '--status', 'risk-accepted');
  run('answer', 'ben.demarc', 'workbook/training-awareness', ...organisation);
  run('attach', 'ben.demarc', RESTORE, 'https://wiki.example.com/restore', '--title', 'Restore runbook');
  served = await serve(['serve', 'shop.demarc'], options);
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a copy is chosen, conflicts are decided by keyboard, it is merged, and undone', async ({ page }) => {
  await startAt(page, served, 'compare');
  await page.getByRole('tab', { name: 'Merge' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose the copy' }).click();
  await (await chooser).setFiles(join(folder, 'ben.demarc'));

  await expect(page.getByRole('heading', { name: '2 conflicts to decide' })).toBeVisible();
  await expect(page.getByText('2 of 2 conflicts to decide.')).toBeVisible();
  const merge = page.getByRole('button', { name: 'Merge into this workbook' });
  await expect(merge).toBeDisabled();
  expect(await violationsInBoth(page)).toEqual([]);

  // The text first: both are kept. Then the status: theirs.
  await expect(page.getByRole('radio', { name: /^Both/ })).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.getByRole('radio', { name: /^Both/ })).toBeChecked();
  await expect(page.getByText('1 of 2 conflicts to decide.')).toBeVisible();
  await page.keyboard.press('t');
  await expect(page.getByText('Everything is decided.')).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Theirs.*Risk accepted/ })).toBeChecked();

  await page.locator('summary', { hasText: 'Evidence' }).click();
  await expect(page.getByRole('cell', { name: 'Restore runbook', exact: true })).toBeVisible();
  await merge.click();
  await expect(page.getByText('The copy is merged')).toBeVisible();
  await page.locator('summary', { hasText: 'ben.demarc' }).click();
  await expect(page.getByRole('cell', { name: /Attached E-\d+ "Restore runbook"/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Undo the merge' }).click();
  await expect(page.getByText('The merge was taken back')).toBeVisible();
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.goto(addressOf(served, 'walk/workbook?card=penetration-testing-workloads'));
  await expect(page.locator('main')).toContainText('A test each autumn.');
  await expect(page.locator('main')).toContainText('A test each spring.');
});
