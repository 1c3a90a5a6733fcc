import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect } from 'playwright/test';
import { ask } from '../support/ask.ts';
import { violations } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';
import { startAt } from '../support/screens.ts';
import { bareText } from '../support/scripts.ts';

/** A name with a letter of a firm's own, which no font has. */
const PARTY = 'شركة كاليوبي \ue000 (عمان)';
const SERVICE = 'قاعدة بيانات الطلبات (2026)';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
  await ask(served, 'parties.add', { name: PARTY, kind: 'third-party' });
  await ask(served, 'services.update', { ref: 'shop-api', label: SERVICE });
});
test.afterAll(() => close());

test('a PDF is for the paper that is chosen; the export screen names the text that no font has all of, and the rest is as it was written', async ({
  page,
}, info) => {
  await startAt(page, served, 'export');
  await page.getByLabel('Paper').selectOption({ label: 'Letter' });
  await page.getByRole('checkbox', { name: /^Excel/ }).uncheck();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText('1 file written, read back and complete.')).toBeVisible({ timeout: 300_000 });
  const notice = page.getByText('What this file does not show as it is written').locator('..');
  await expect(notice).toContainText('No font of this PDF has one of the characters');
  await expect(notice).toContainText('private use: U+E000');
  await expect(notice).toContainText(PARTY.replace('\ue000', '\ufffd'));
  expect(await violations(page)).toEqual([]);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  const path = info.outputPath('shop.pdf');
  await file.saveAs(path);
  const written = readFileSync(path, 'latin1');
  expect(written).toContain('/MediaBox [0 0 612 792]');
  expect(written).not.toContain('595.28');
  if (findProgram('poppler') === null) return;
  const text = bareText(pdfText(path, '-raw'));
  expect(text).toContain(bareText(SERVICE));
  expect(text).toContain(bareText('Characters that this document cannot show'));
});

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
