import { expect, type Page, test } from 'playwright/test';
import { violations } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { startAt } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

async function look(page: Page, words: string) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Find a command or anything/ }).fill(words);
}

test('anything in the workbook is found by its words, and opened by keyboard where it stands', async ({
  page,
}) => {
  await startAt(page, served, 'overview');
  // Enter may come before the answer does: nothing typed is lost.
  await look(page, 'restore testing orders');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/walk\/orders-db(-test)?\?card=restore-testing/);

  await look(page, 'restore');
  const list = page.getByRole('listbox', { name: 'Found' });
  await expect(list.getByRole('group', { name: /^Duties \(\d+\)$/ }).getByRole('option')).toHaveCount(7);
  expect(await violations(page)).toEqual([]);
  await list
    .getByRole('option', { name: /^Show all \d+ as a list$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/matrix\?.*view=register/);
  await expect(page.getByRole('searchbox').first()).toHaveValue('restore');

  await look(page, '3.5.1.2');
  await expect(list.getByRole('group', { name: 'Controls (1)' })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/control=/);

  await look(page, 'nothing-like-it');
  await expect(page.getByRole('status').filter({ hasText: 'Nothing here has these words.' })).toBeVisible();
});
