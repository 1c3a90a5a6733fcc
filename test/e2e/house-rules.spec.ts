import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { ask } from '../support/ask.ts';
import { violations } from '../support/axe.ts';
import { demarc, PROJECT, type Served, serve } from '../support/cli.ts';

const ACME = join(PROJECT, 'test', 'fixtures', 'house-rules', 'acme.yaml');
let folder: string;
let served: Served;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-house-rules-'));
  const env = { DEMARC_DATA_DIR: join(folder, 'data') };
  demarc(['new', 'shop.demarc', '--organisation', 'Acme'], { cwd: folder, env });
  served = await serve(['serve', 'shop.demarc'], { cwd: folder, env });
  await ask(served, 'services.add', { services: [{ catalogueId: 'ec2', label: 'Web' }] });
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('house rules are taken from a file, mended where a line is wrong, and suggested on the card', async ({
  page,
}) => {
  await page.goto(served.url);
  await page.getByRole('link', { name: 'Scope' }).click();
  await page.getByRole('button', { name: 'Take in house rules' }).click();
  const dialog = page.getByRole('dialog', { name: 'House rules' });
  await dialog.getByLabel('File of house rules').setInputFiles(ACME);
  const text = dialog.getByLabel('Text of the house rules');
  await expect(text).toHaveValue(readFileSync(ACME, 'utf8'));
  await text.fill(readFileSync(ACME, 'utf8').replace('[guest-os-patching]', '[guest-os-patchin]'));
  await dialog.getByRole('button', { name: 'Take in' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Did you mean "guest-os-patching"?');
  expect(await violations(page)).toEqual([]);
  // The problem leads to its line.
  await dialog
    .getByRole('button', { name: /^Line \d+$/ })
    .first()
    .click();
  expect(
    await text.evaluate((area: HTMLTextAreaElement) =>
      area.value.slice(area.selectionStart, area.selectionEnd),
    ),
  ).toContain('guest-os-patchin]');
  await text.fill(readFileSync(ACME, 'utf8'));
  await dialog.getByRole('button', { name: 'Check' }).click();
  await expect(dialog.getByText('Nothing is wrong with them.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Take in' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('list', { name: 'What the house rules do' })).toContainText(
    'Guest operating system patching has Platform team for the customer’s part',
  );
  await expect(page.getByLabel('Name of Platform team')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  expect(readFileSync(await (await saved).path(), 'utf8')).toBe(readFileSync(ACME, 'utf8'));

  await page.goto(`${page.url().split('#')[0]}#/w/${served.workbook?.id}/walk/web?card=guest-os-patching`);
  await expect(page.getByRole('region', { name: 'Suggestion', exact: true })).toContainText(
    'Suggested: Platform team alone. The platform team patches guests from its images. (House rules "Acme", edition 2)',
  );
});
