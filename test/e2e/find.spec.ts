import { expect, type Page } from 'playwright/test';
import { violations } from '../support/axe.ts';
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
  // On its card, beside all that the words find.
  const pane = page.getByRole('complementary', { name: /^Card: Restore testing, orders-db/ });
  await expect(pane.getByRole('article')).toBeFocused();
  await expect(page).toHaveURL(/matrix\?(?!.*open=).*view=register/);
  await expect(page.getByRole('searchbox').first()).toHaveValue('restore testing orders');
  // Escape leads to the list, and closing it leaves it closed.
  await page.keyboard.press('Escape');
  await pane.getByRole('button', { name: 'Close the card' }).click();
  await expect(pane).toHaveCount(0);

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

test('a decision, an action, a meeting and a person that were found open themselves, in view and in focus', {
  tag: '@long',
}, async ({ page }) => {
  await startAt(page, served, 'workshop');
  await page.getByLabel('A decision about no duty in particular').fill('No zebra leaves the account.');
  await page.getByRole('button', { name: 'Note it' }).click();
  await expect(page.getByRole('button', { name: /^Remove decision/ }).first()).toBeVisible();
  await page.getByRole('button', { name: /^Begin/ }).click();
  await expect(page.getByRole('button', { name: 'End the meeting' })).toBeVisible();
  const open = async (words: string, kind: RegExp) => {
    await look(page, words);
    await page
      .getByRole('listbox', { name: 'Found' })
      .getByRole('group', { name: kind })
      .getByRole('option')
      .first()
      .click();
  };
  const here = (entry: RegExp) => page.locator(':focus').and(page.getByRole('row', { name: entry }));

  // From another screen, and from the very screen on which it stands.
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await open('zebra', /^Decisions/);
  await expect(here(/No zebra leaves the account/)).toBeInViewport();
  await expect(page).not.toHaveURL(/entry=/);

  await open('tomás', /^People/);
  await expect(page).toHaveURL(/scope/);
  await expect(page.locator('tr:focus')).toBeInViewport();
  await expect(page.locator('tr:focus').getByRole('textbox').first()).toHaveValue(/Tomás/);

  await look(page, 'workshop');
  const meetings = page.getByRole('listbox', { name: 'Found' }).getByRole('group', { name: /^Meetings/ });
  await expect(meetings).toBeVisible();
  await meetings.getByRole('option').first().click();
  await expect(page).toHaveURL(/workshop$/);
  await expect(page.locator('[data-entry^="meeting-"]:focus')).toBeInViewport();
  await expect(
    page.locator('[data-entry^="meeting-"]:focus').getByLabel('Meeting', { exact: true }).first(),
  ).toBeVisible();

  // Also one that is folded away.
  await page
    .locator('details', { hasText: 'API, functions and reports' })
    .evaluate((fold) => fold.removeAttribute('open'));
  await open('API, functions and reports', /^Meetings/);
  await expect(page.locator('[data-entry^="meeting-"]:focus')).toContainText('API, functions and reports', {
    timeout: 5000,
  });

  await open('A-1', /^Actions/);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-entry="action-1"]:focus')).toBeInViewport();
});
