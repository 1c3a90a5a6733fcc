import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'playwright/test';
import { violations } from '../support/axe.ts';
import { demarc, type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { startAt } from '../support/screens.ts';

const REF = 'orders-db/restore-testing';
let folder: string;
let served: Served;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-erasing-'));
  copyExample(folder);
  writeFileSync(join(folder, 'scan.txt'), 'MARKER-SCAN '.repeat(1000));
  const options = { cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } };
  const attached = demarc(['attach', 'shop.demarc', REF, 'scan.txt'], options);
  expect(attached.status, attached.err).toBe(0);
  served = await serve(['serve', 'shop.demarc'], options);
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a person is erased once the name was typed, and the screen goes on with the label', async ({
  page,
}) => {
  await startAt(page, served, 'scope');
  const db = new Database(join(folder, 'shop.demarc'), { readonly: true });
  const draft = `demarc-draft:${db.prepare('SELECT uuid FROM workbook').pluck().get()}:${REF}`;
  db.close();
  const kept = () => page.evaluate((name) => localStorage.getItem(name), draft);
  await page.evaluate(([name, text]) => localStorage.setItem(name, text), [
    draft,
    JSON.stringify({ reason: 'As AMARA OKONKWO said.' }),
  ] as const);
  const people = page.getByRole('region', { name: 'People' });
  await people.getByRole('button', { name: 'Erase for good…' }).click();
  const choice = page.getByRole('dialog', { name: 'Erase somebody for good' });
  await choice.getByLabel('Whom').selectOption({ label: 'Amara Okonkwo' });
  await choice.getByRole('button', { name: 'Show what it touches' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase Amara Okonkwo for good' });
  await expect(
    dialog.getByText(
      /"Erased person [0-9a-f]{6}" will stand wherever Amara Okonkwo, amara\.okonkwo@example\.com/,
    ),
  ).toBeVisible();
  await expect(
    dialog.getByText(/^In the records: 1 person, .*\d parts of duties, \d pieces of evidence, /),
  ).toBeVisible();
  await expect(dialog.getByText('There is no way back')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Erase for good' })).toBeDisabled();
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel('Type Amara Okonkwo to confirm').fill('Amara Okonkwo');
  await page.keyboard.press('Enter');
  const done = page.getByRole('dialog', { name: 'Erased for good' });
  await expect(done.getByText(/backups? written anew/)).toBeVisible();
  expect(await kept()).toMatch(/As Erased person [0-9a-f]{6} said\./);
  await done.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(people.getByLabel(/^Name of Erased person/)).toBeVisible();
  await expect(people.getByLabel('Name of Amara Okonkwo')).toHaveCount(0);
  // The page goes on in the same workbook.
  await people.getByLabel('Name of a new person').fill('Tim Roe');
  await page.keyboard.press('Enter');
  await expect(people.getByLabel('Name of Tim Roe')).toBeVisible();
});

test('evidence is held, destroyed once its number was typed, and what was removed is listed with its period', {
  tag: '@long',
}, async ({ page }) => {
  await startAt(page, served, 'evidence?open=28');
  await page.getByRole('button', { name: 'Hold or destroy' }).click();
  await page.getByRole('menuitem', { name: 'Put under a hold…' }).click();
  await page.getByRole('dialog', { name: 'Put E-28 under a hold' }).getByLabel('Why').fill('Case 7');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Under a hold', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Hold or destroy' }).click();
  await expect(page.getByRole('menuitem', { name: 'Destroy for good…' })).toBeDisabled();
  await page.getByRole('menuitem', { name: 'Lift the hold…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lift the hold' }).click();
  await expect(page.getByText('Under a hold', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Hold or destroy' }).click();
  await page.getByRole('menuitem', { name: 'Destroy for good…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Destroy E-28 for good' });
  await dialog.getByLabel('Type E-28 to confirm').fill('E-28');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Destroy for good' }).click();
  const done = page.getByRole('dialog', { name: 'Destroyed for good' });
  await expect(done.getByText(/backups? written anew/)).toBeVisible();
  await done.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect.poll(() => readFileSync(join(folder, 'shop.demarc')).includes('MARKER-SCAN')).toBe(false);
  await page.reload();
  await page.getByRole('button', { name: 'Removed', exact: true }).click();
  const removed = page.getByRole('dialog', { name: 'Removed evidence' });
  await expect(removed.getByText('Nothing that was removed lies in the workbook.')).toBeVisible();
  await removed.getByLabel(/Days from its removal/).fill('365');
  await removed.getByRole('button', { name: 'Set the period' }).click();
  await expect(removed.getByRole('button', { name: 'Set the period' })).toHaveCount(0);
  await removed.getByRole('button', { name: /legal hold/ }).click();
  await page.getByRole('dialog', { name: 'Put the workbook under a hold' }).getByLabel('Why').fill('Case 8');
  await page.keyboard.press('Enter');
  await expect(removed.getByText('The workbook is under a legal hold')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
