import { expect, type Page } from 'playwright/test';
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

const rows = (page: Page) => page.getByRole('grid', { name: 'History' }).getByRole('row');
const details = (page: Page) => page.getByRole('complementary');

test('a line leads to its card by keyboard, and the way back to the same line', async ({ page }) => {
  await startAt(page, served, 'history');
  const grid = page.getByRole('grid', { name: 'History' });
  await expect(rows(page).nth(1)).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search the history' })).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('restore testing');
  // Onwards at once: the list that is found takes the place of the one that the focus went to, and the focus with it.
  await page.keyboard.press('Enter');
  await page.waitForURL(/text=/);
  await expect(rows(page).nth(1)).toContainText('Restore testing');
  await expect(grid.locator(':focus')).toHaveCount(1);
  // And where it is empty, to where it says so.
  const search = page.getByRole('searchbox', { name: 'Search the history' });
  await search.fill('nothing like it');
  await page.keyboard.press('Enter');
  await expect(page.locator(':focus')).toContainText('No change matches.');
  await search.fill('restore testing');
  await expect(rows(page).nth(1)).toContainText('Restore testing');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Answers' });
  await page.waitForURL(/kind=/);
  await expect(rows(page).nth(2)).toContainText('Restore testing');
  await page.keyboard.press('Control+F');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(details(page).getByRole('heading', { level: 2 })).toBeFocused();
  const what = await details(page).getByRole('heading', { level: 2 }).textContent();
  await page.keyboard.press('v');
  await page.waitForURL(/\/walk\/.*card=/);
  await expect(page.locator('main h1').first()).not.toHaveText('History');
  await page.goBack();
  await expect(details(page).getByRole('heading', { level: 2 })).toHaveText(what ?? '');
  // The details take the focus a frame after they are drawn; the key is theirs from then on.
  await expect(details(page).getByRole('heading', { level: 2 })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(details(page)).toHaveCount(0);
  await expect(grid.locator(':focus')).toHaveCount(1);
});

test('a change made in the window is on top at once, and its undo as such', async ({ page }) => {
  await startAt(page, served, 'walk/orders-db?card=restore-testing');
  await page.getByRole('textbox', { name: 'Note' }).fill('Asked the provider for the drill report.');
  await page.keyboard.press('Control+S');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await page.getByRole('link', { name: 'History', exact: true }).click();
  await expect(rows(page).nth(1)).toContainText('Undo');
  await expect(rows(page).nth(1)).toContainText('Note: Asked the provider for the drill report. → nothing');
  await expect(rows(page).nth(2)).toContainText('By hand');
  await rows(page).nth(2).getByRole('button').click();
  await expect(details(page).locator('ins')).toHaveText('Asked the provider for the drill report.');
  await details(page).getByRole('button', { name: 'All history of this duty' }).click();
  await expect(page.getByRole('combobox', { name: 'Service or duty' })).toHaveValue(
    'orders-db/restore-testing',
  );
});
