import { readFileSync } from 'node:fs';
import { expect, type Page, test } from 'playwright/test';
import { ask } from '../support/ask.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { startAt } from '../support/screens.ts';
import { settled } from '../support/settled.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

async function save(page: Page, what: RegExp, as: string): Promise<Buffer> {
  await page.getByRole('button', { name: what }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: as }).click(),
  ]);
  return readFileSync(await download.path());
}

test('the demarcation picture is saved as SVG and PNG, the same from light and dark', async ({ page }) => {
  await startAt(page, served, 'overview');
  const picture = /^Save as a picture: Where the line runs/;
  const bare = (await save(page, picture, 'As SVG')).toString('utf8');
  expect(bare).not.toContain('TLP:AMBER');
  await ask(served, 'workbook.update', { classification: 'TLP:AMBER', distribution: 'the board' });
  await settled(page);
  const light = (await save(page, picture, 'As SVG')).toString('utf8');
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = (await save(page, picture, 'As SVG')).toString('utf8');
  expect(dark).toBe(light);

  // Another reader opens it without the styles of the program, and sees its words and its colours.
  const read = await page.context().newPage();
  await read.setContent(light);
  await expect(read.locator('svg text').first()).toContainText('Where the line runs');
  await expect(read.locator('text', { hasText: 'TLP:AMBER. Distribution: the board' })).toHaveCount(1);
  await expect(read.locator('text', { hasText: /^A: AWS$/ })).toHaveCount(1);
  expect(light).not.toMatch(/class=|var\(--|data-screen-only/);
  expect(
    await read
      .locator('pattern rect')
      .first()
      .evaluate((node) => getComputedStyle(node).fill),
  ).toMatch(/^rgb/);
  await read.close();

  const png = await save(page, picture, 'As PNG');
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  const width = Number(/<svg[^>]* width="([\d.]+)"/.exec(light)?.[1]);
  expect(png.readUInt32BE(16)).toBe(Math.floor(width * 2));
});
