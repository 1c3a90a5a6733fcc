import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { ask } from '../support/ask.ts';
import { violations, violationsInBoth } from '../support/axe.ts';
import { demarc, type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { addressOf, openOfMenu, startAt } from '../support/screens.ts';

const RESTORE = 'orders-db/restore-testing';
const TESTS = 'workbook/penetration-testing-workloads';
let folder: string;
let served: Served;
const options = () => ({ cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  const run = (...args: string[]) => expect(demarc(args, options())).toMatchObject({ status: 0 });
  copyExample(folder);
  copyFileSync(join(folder, 'shop.demarc'), join(folder, 'ben.demarc'));
  const organisation = ['--owner', 'organisation'];
  run('answer', 'shop.demarc', TESTS, ...organisation, '--duty', 'organisation=A test each spring.');
  run('answer', 'ben.demarc', TESTS, ...organisation, '--duty', 'organisation=A test each autumn.');
  run('answer', 'shop.demarc', TESTS, ...organisation, '--status', 'implemented');
  run('answer', 'ben.demarc', TESTS, ...organisation, '--status', 'risk-accepted');
  run('answer', 'ben.demarc', 'workbook/training-awareness', ...organisation);
  run('attach', 'ben.demarc', RESTORE, 'https://wiki.example.com/restore', '--title', 'Restore runbook');
  served = await serve(['serve', 'shop.demarc'], options());
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

/** The note of an answer as a program reads it in a file. */
function noteIn(file: string): string | null {
  const csv = join(folder, 'read.csv');
  const only = ['--only', 'service=orders-db', '--csv', csv];
  expect(demarc(['export', file, ...only], options())).toMatchObject({ status: 0 });
  const text = readFileSync(csv, 'utf8');
  rmSync(csv);
  return /Noted (?:before|after) the copy/.exec(text)?.[0] ?? null;
}

test('a copy that is saved from the menu while the workbook is open is downloaded whole, and the workbook goes on', {
  tag: '@long',
}, async ({ page }) => {
  await startAt(page, served, 'overview');
  await ask(served, 'assignments.update', { ref: RESTORE, note: 'Noted before the copy' });
  const { rev } = await ask<{ rev: number }>(served, 'workbook.info', {});
  // What somebody gets who copies the file in its folder: its last answers lie beside it.
  const plain = join(folder, 'plain.demarc');
  copyFileSync(join(folder, 'shop.demarc'), plain);
  expect([...readFileSync(plain).subarray(18, 20)]).toEqual([2, 2]);

  const dialog = await openOfMenu(page, 'Save a copy');
  expect(await violationsInBoth(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save a copy' }).click();
  await expect(dialog.getByText('The copy is whole')).toBeVisible();
  await expect(dialog.getByText(`as of revision ${rev}.`)).toBeVisible();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  const given = await download;
  expect(given.suggestedFilename()).toMatch(/^shop \d{4}-\d\d-\d\d\.demarc$/);
  const copy = join(folder, 'copy.demarc');
  await given.saveAs(copy);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();

  // It is a closed file, by itself, and sound; what is recorded from here on is not in it.
  await ask(served, 'assignments.update', { ref: RESTORE, note: 'Noted after the copy' });
  expect([...readFileSync(copy).subarray(18, 20)]).toEqual([1, 1]);
  const verified = demarc(['verify', copy, '--json'], options());
  expect(verified).toMatchObject({ status: 0, err: '' });
  expect(JSON.parse(verified.out)).toMatchObject({ ok: true, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(noteIn(copy)).toBe('Noted before the copy');
  expect(noteIn(join(folder, 'shop.demarc'))).toBe('Noted after the copy');
  const told = demarc(['verify', plain], options());
  expect(`${told.out}${told.err}`).toMatch(/copied while it was open/);

  // It opens beside the original as any workbook does, to be written in.
  const note = demarc(['answer', copy, RESTORE, '--note', 'Noted in the copy'], options());
  expect(note).toMatchObject({ status: 0 });
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.demarc']);
});
