import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { violations } from '../support/axe.ts';
import { type Served, serve } from '../support/cli.ts';

let folder: string;
let served: Served;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-scope-'));
  served = await serve(['serve'], {
    cwd: folder,
    env: { DEMARC_DATA_DIR: join(folder, 'data'), DEMARC_WORKBOOKS_DIR: join(folder, 'workbooks') },
  });
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName ?? '',
  );

test('a new workbook opens on Scope, with its maker as a person and the way to the first answer', async ({
  page,
}) => {
  await page.goto(served.url);
  await page.getByRole('button', { name: 'New workbook' }).click();
  const dialog = page.getByRole('dialog', { name: 'New workbook' });
  await dialog.getByLabel('Title').fill('Payments 2026');
  await dialog.getByLabel('Your name').fill('Zoë Müller');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Scope', level: 1 })).toBeVisible();
  await expect(page.getByText('payments-2026.demarc')).toBeVisible();
  await expect(page.getByLabel('Lead assessor')).toHaveValue('zoe-muller');
  const steps = page.getByRole('region', { name: 'Four steps to the first answer' });
  await expect(steps.getByRole('listitem')).toHaveCount(4);
  await expect(steps.getByRole('listitem').first()).toContainText('Done:');
  expect(await violations(page)).toEqual([]);

  // What a party is has to be chosen; until then Enter asks for it.
  await page.getByLabel('Name of a new party').fill('Platform team');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Choose what it is.')).toBeVisible();
  await expect.poll(() => focused(page)).toBe('SELECT');
  await page.getByLabel('Kind of the new party').selectOption('client');
  await page.getByLabel('Name of a new party').press('Enter');
  await expect(page.getByLabel('Name of Platform team')).toBeVisible();
  // It can be changed, and it is said before what that means.
  await page.getByLabel('Kind of Platform team').selectOption('internal-provider');
  const change = page.getByRole('dialog', { name: 'Platform team: Client to Internal provider' });
  await expect(change.getByRole('listitem')).not.toHaveCount(0);
  await change.getByRole('button', { name: 'Change the kind' }).click();
  await expect(page.getByLabel('Kind of Platform team')).toHaveValue('internal-provider');
});

test('the focus never falls to the body', async ({ page }) => {
  await page.goto(served.url);
  await page.getByRole('button', { name: /Payments 2026/ }).click();
  await expect(page.getByRole('banner')).toContainText('Payments 2026');
  await page.goto(page.url().replace(/#\/w\/([^/]+).*/, '#/w/$1/scope'));
  for (const name of ['Ada', 'Ben']) {
    await page.getByLabel('Name of a new person').fill(name);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel(`Name of ${name}`)).toBeVisible();
  }
  // A removed row leaves it on the same control of the row that takes its place.
  await page.getByRole('button', { name: 'Remove Ada' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove Ada' })).toHaveCount(0);
  await expect.poll(() => focused(page)).toBe('Remove Ben');

  // A dialog that was opened by a key from nowhere in particular gives it to the screen.
  await page.goto(page.url().replace('/scope', '/services'));
  await expect(page.getByRole('heading', { name: 'Services', level: 1 })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(() => focused(page)).not.toBe('BODY');
});
