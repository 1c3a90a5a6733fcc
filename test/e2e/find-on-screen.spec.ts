import { expect, type Page, test } from 'playwright/test';
import { SCREENS } from '../../renderer/app/shell/screens.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { loadProgram, openScreen, openStart } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
/** One page goes from screen to screen. */
let page: Page;
test.beforeAll(async ({ browser }) => {
  ({ served, close } = await serveExample());
  page = await browser.newPage();
  await loadProgram(page, served);
});
test.afterAll(() => close());

/** What has the focus and takes text, with what it holds. */
const typedInto = () =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at instanceof HTMLInputElement && (at.type === 'search' || at.getAttribute('role') === 'combobox')
      ? at.value
      : `nowhere: ${at?.tagName}`;
  });

const places: readonly string[] = [
  '',
  ...SCREENS.map((screen) => screen.id),
  'matrix?view=register',
  'gaps?view=actions',
  'review?state=all',
  'compare?view=reask',
  'present',
];
test('Ctrl+F and / search on every screen, and what is typed at once goes there', async () => {
  const wrong: string[] = [];
  for (const [at, place] of places.entries())
    for (const key of at % 5 === 0 ? ['Control+f', '/'] : ['Control+f']) {
      await (place === '' ? openStart(page, served) : openScreen(page, served, place));
      // As one does who has just clicked somewhere.
      const cell = page.locator('[role="gridcell"]').first();
      if ((await cell.count()) > 0) await cell.click();
      await page.keyboard.press(key);
      await page.keyboard.type('sqs');
      const typed = await typedInto();
      if (typed !== 'sqs') wrong.push(`${place || 'start'} by ${key}: ${typed}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    }
  expect(wrong).toEqual([]);
  // None of it was taken for an answer.
  await openScreen(page, served, 'matrix');
  await expect(page.getByRole('button', { name: 'Undo the last change' })).toBeDisabled();
});

test('Enter goes on from the search to what was found, Escape back to where one was', async () => {
  await openScreen(page, served, 'matrix?view=grid&cell=orders-db/restore-testing');
  const cell = page.locator('[role="gridcell"]:focus');
  const name = await cell.getAttribute('aria-label');
  await page.keyboard.press('Control+f');
  const field = page.getByRole('searchbox', { name: 'Find text' });
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cell).toHaveAttribute('aria-label', name ?? '');
  await page.keyboard.press('/');
  await field.fill('restore');
  await page.keyboard.press('Enter');
  await expect(cell).toBeVisible();
});
