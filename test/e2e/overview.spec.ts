import { pathToFileURL } from 'node:url';
import { expect, test } from 'playwright/test';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { startAt } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

test('summary, decisions and controls as Word and HTML; the page reads at a desk and on a telephone', async ({
  page,
}, info) => {
  await startAt(page, served, 'export');
  for (const name of [/^Excel/, /^PDF/]) await page.getByRole('checkbox', { name }).uncheck();
  for (const name of [/^Word/, /^HTML/]) await page.getByRole('checkbox', { name }).check();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText('2 files written, read back and complete.')).toBeVisible({ timeout: 300_000 });
  await expect(page.getByText(/^[\d,]+ texts of the document, each found in the file$/)).toHaveCount(2);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('listitem').filter({ hasText: '.html' }).getByRole('button', { name: 'Download' }).click(),
  ]);
  const path = info.outputPath('overview.html');
  await file.saveAs(path);
  const reader = await page.context().browser()?.newContext();
  const read = await reader?.newPage();
  if (!reader || !read) throw new Error('There is no browser to read the page in.');
  await read.goto(pathToFileURL(path).href);
  for (const heading of ['Summary', 'For whoever decides', 'Controls of the frameworks'])
    await expect(read.getByRole('heading', { level: 2, name: heading })).toBeVisible();
  for (const width of [400, 1280])
    for (const colorScheme of ['light', 'dark'] as const) {
      await read.setViewportSize({ width, height: 900 });
      await read.emulateMedia({ colorScheme });
      const { scroll, inner } = await read.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        inner: window.innerWidth,
      }));
      expect(scroll).toBeLessThanOrEqual(inner);
    }
  await reader.close();
});
