import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from 'playwright/test';
import { type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { startAt } from '../support/screens.ts';

let folder: string;
let file: string;
let served: Served;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  const env = { DEMARC_DATA_DIR: join(folder, 'data') };
  file = copyExample(folder);
  served = await serve(['serve', file], { cwd: folder, env });
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Two windows of one reader. Each has the start address with its key, as a second browser tab would. */
let windows: readonly [Page, Page];
test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext();
  windows = [await context.newPage(), await context.newPage()];
});
/** Shows a screen of the workbook in a window. */
async function show(page: Page, from: Served, screen: string): Promise<Page> {
  await startAt(page, from, screen);
  await expect(page.locator('main').getByRole('heading').first()).toBeVisible();
  return page;
}
const CARD = 'walk/orders-db?card=backup-configuration';

test('what is changed in one window is there in the other at once', async () => {
  const scope = await show(windows[0], served, 'scope');
  const other = await show(windows[1], served, 'services');
  await scope.getByLabel('Title').fill('Renamed while two were looking');
  await expect(other.getByRole('banner')).toContainText('Renamed while two were looking');
  // Undone where it was not done. What somebody is still typing in stays as they typed it.
  await scope.getByLabel('Title').blur();
  await other.getByRole('button', { name: 'Undo the last change' }).click();
  await expect(scope.getByLabel('Title')).not.toHaveValue('Renamed while two were looking');

  // Preferences belong to the reader, who has both windows.
  await scope.keyboard.press('Control+,');
  await scope.getByLabel('Density').selectOption('compact');
  await expect(other.locator('html')).toHaveAttribute('data-density', 'compact');
  await scope.getByLabel('Density').selectOption('comfortable');
  await expect(other.locator('html')).not.toHaveAttribute('data-density', /./);
});

test('two people who write into one note see both texts, and neither is lost', async () => {
  const [one, two] = [await show(windows[0], served, CARD), await show(windows[1], served, CARD)];
  const note = (page: Page) => page.getByLabel('Note', { exact: true });
  const typed = async (page: Page, text: string) => {
    await page.getByRole('article').press('m');
    await expect(note(page)).toBeFocused();
    await note(page).fill(text);
  };
  // Both begin from the same text; the first to pause is saved, the second is told of it.
  await typed(two, 'Restored on the 3rd, says the platform team');
  await typed(one, 'Restored on the 4th, says the log');
  await note(one).blur();
  await note(two).blur();
  const behind = await Promise.race(
    [one, two].map(async (page) => {
      await page.getByText(/Not saved:/).waitFor();
      return page;
    }),
  );
  const ahead = behind === one ? two : one;
  const [mine, theirs] =
    behind === one
      ? ['Restored on the 4th', 'Restored on the 3rd']
      : ['Restored on the 3rd', 'Restored on the 4th'];
  const both = behind.getByRole('alert').filter({ hasText: 'Changed by somebody else' });
  await expect(both.getByRole('row', { name: /^Note/ })).toContainText(theirs);
  await expect(both.getByRole('row', { name: /^Note/ })).toContainText(mine);
  await expect(note(behind)).toHaveValue(new RegExp(mine));
  await expect(note(ahead)).toHaveValue(new RegExp(theirs));
  await both.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(note(ahead)).toHaveValue(new RegExp(mine));
});

test('a second program opens the workbook for reading, and says who has it', async ({ browser }) => {
  const second = await serve(['serve', file], {
    cwd: folder,
    env: { DEMARC_DATA_DIR: join(folder, 'second') },
  });
  const context = await browser.newContext();
  try {
    const page = await show(await context.newPage(), second, CARD);
    await expect(page.getByRole('banner')).toContainText('Read only');
    await expect(page.getByRole('banner')).toContainText(/another program|has this workbook open/);
    await expect(page.getByRole('button', { name: 'Undo the last change' })).toHaveCount(0);
  } finally {
    await context.close();
    await second.stop();
  }
});
