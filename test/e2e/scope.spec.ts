import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { violations } from '../support/axe.ts';
import { type Served, serve } from '../support/cli.ts';
import { RED_PNG } from '../support/pictures.ts';

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

test('how documents are marked, and the picture on their covers, stand under Scope', {
  tag: '@long',
}, async ({ page }) => {
  const own = await serve(['serve'], {
    cwd: folder,
    env: { DEMARC_DATA_DIR: join(folder, 'own-data'), DEMARC_WORKBOOKS_DIR: join(folder, 'own-workbooks') },
  });
  await page.goto(own.url);
  await page.getByRole('button', { name: 'New workbook' }).click();
  await page.getByRole('dialog', { name: 'New workbook' }).getByLabel('Title').fill('Marked');
  await page.keyboard.press('Enter');
  const documents = page.getByRole('region', { name: 'Documents' });
  await documents.getByLabel('Classification').fill('TLP:AMBER');
  await documents.getByLabel('Distribution').fill('Auditors under NDA');
  await page.keyboard.press('Tab');
  const picture = documents.getByLabel('Picture for the logo');
  await picture.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: RED_PNG.subarray(0, 40) });
  await expect(documents.getByText('The logo was not changed.')).toBeVisible();
  await expect(documents.getByText('ends before its end')).toBeVisible();
  await picture.setInputFiles({ name: 'b.png', mimeType: 'image/png', buffer: RED_PNG });
  await expect(documents.getByRole('img', { name: /^Logo of / })).toBeVisible();
  await expect(documents.getByText('The logo was not changed.')).toBeHidden();
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await expect(documents.getByLabel('Classification')).toHaveValue('TLP:AMBER');
  await expect(documents.getByLabel('Distribution')).toHaveValue('Auditors under NDA');
  await expect(documents.getByRole('img', { name: /^Logo of / })).toBeVisible();
  const others = documents.getByText('Other marks for an auditor, a client or the public');
  await others.click();
  await documents.getByLabel('Classification for an auditor').fill('Audit');
  await page.keyboard.press('Tab');
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await others.click();
  await expect(documents.getByLabel('Classification for an auditor')).toHaveValue('Audit');
  await expect(documents.getByLabel('Classification for a client')).toHaveAttribute(
    'placeholder',
    'TLP:AMBER',
  );
  await documents.getByRole('button', { name: 'Take the logo away' }).click();
  await expect(documents.getByRole('img')).toHaveCount(0);
  await own.stop();
});
