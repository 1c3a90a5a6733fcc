import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { violationsInBoth } from '../support/axe.ts';
import { demarc, type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { pastTheGuards } from '../support/past-the-guards.ts';
import { openCheck, startAt } from '../support/screens.ts';

let folder: string;
let served: Served;
let head: string;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  const options = { cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } };
  const run = (...args: string[]) => {
    const ended = demarc(args, options);
    expect(ended).toMatchObject({ status: 0 });
    return ended.out;
  };
  copyExample(folder);
  head = JSON.parse(run('verify', 'shop.demarc', '--json')).head;
  pastTheGuards(
    join(folder, 'shop.demarc'),
    "UPDATE assignment SET note = 'Altered' WHERE subject = 'orders-db' AND responsibility = 'restore-testing'",
  );
  served = await serve(['serve', 'shop.demarc'], options);
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('an altered workbook is checked: what differs, the way out, and a digest from paper', async ({
  page,
}) => {
  await startAt(page, served, 'overview');
  const dialog = await openCheck(page);
  await dialog.getByLabel('A digest from a document').fill('0123456789abcdef');
  await page.keyboard.press('Enter');
  await expect(
    dialog.getByRole('alert').filter({ hasText: 'not as it was recorded: 1 problem' }),
  ).toBeVisible();
  await expect(dialog.getByText('That digest is not in the history of this workbook')).toBeVisible();
  await expect(dialog.getByRole('link', { name: /^orders-db, / })).toBeVisible();
  await expect(dialog.getByText(/note is Altered/)).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);
  await dialog.getByLabel('A digest from a document').fill(head.slice(0, 12));
  await dialog.getByRole('button', { name: 'Check again' }).click();
  await expect(dialog.getByText('That digest is in the history of this workbook')).toBeVisible();

  await dialog.getByRole('button', { name: 'Rebuild into a new file' }).click();
  await expect(dialog.getByText('shop rebuilt.demarc is rebuilt')).toBeVisible();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  const rebuilt = join(folder, 'rebuilt.demarc');
  await (await download).saveAs(rebuilt);
  expect(demarc(['verify', rebuilt], { cwd: folder })).toMatchObject({ status: 0 });

  await dialog.getByRole('link', { name: /^orders-db, / }).click();
  await expect(page).toHaveURL(/walk\/orders-db\?card=/);
});
