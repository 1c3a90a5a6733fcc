import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { startAt } from '../support/screens.ts';

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('text that was typed when the program behind the page died is offered after its next start, and saved', async ({
  page,
}) => {
  const file = copyExample(folder);
  const options = { cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } };
  const first = await serve(['serve', file], options);
  await startAt(page, first, 'walk/orders-db?card=restore-testing');
  const note = page.getByLabel('Note', { exact: true });
  // What is read again after a save may find the program dead already: the card stays for whoever types in it.
  let unread = 0;
  await page.route('**/rpc/assignments.card', (route) => {
    unread += 1;
    return route.abort();
  });
  await note.fill('Drill planned for ');
  await note.blur();
  await expect(page.locator('[data-save-state="saved"]')).toBeVisible();
  await expect.poll(() => unread).toBeGreaterThan(0);
  await first.stop('SIGKILL');
  await note.fill('Drill planned for March, with the platform team.');
  await note.blur();
  await expect(
    page.getByRole('alert').getByText('what you typed since is kept in this browser'),
  ).toBeVisible();

  // The browser asks whether to leave the page with something unsaved.
  page.on('dialog', (dialog) => void dialog.accept());
  await page.unroute('**/rpc/assignments.card');
  const second = await serve(['serve', file], options);
  expect(second.port).toBe(first.port);
  await startAt(page, second, 'overview');
  const offered = page.getByText('Typed earlier, and not in the workbook yet');
  await expect(offered).toBeVisible();
  await page.getByRole('link', { name: /^Show .*Restore testing/ }).click();
  await expect(note).toHaveValue('Drill planned for March, with the platform team.');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('[data-save-state="saved"]')).toBeVisible();
  await expect(offered).toHaveCount(0);
  await page.reload();
  await expect(note).toHaveValue('Drill planned for March, with the platform team.');
  await expect(offered).toHaveCount(0);
  await second.stop();
});
