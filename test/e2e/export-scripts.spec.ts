import { expect, test } from 'playwright/test';
import { ask } from '../support/ask.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
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

test('the export screen names the text that no font has all of; the rest is in the PDF as it was written', async ({
  page,
}, info) => {
  await startAt(page, served, 'export');
  await page.getByRole('checkbox', { name: /^Excel/ }).uncheck();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText('1 file written, read back and complete.')).toBeVisible({ timeout: 300_000 });
  const notice = page.getByText('What this file does not show as it is written').locator('..');
  await expect(notice).toContainText('No font of this PDF has one of the characters');
  await expect(notice).toContainText('private use: U+E000');
  await expect(notice).toContainText(PARTY.replace('\ue000', '\ufffd'));
  await page.screenshot({ path: info.outputPath('notice.png'), fullPage: true });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  const path = info.outputPath('shop.pdf');
  await file.saveAs(path);
  if (findProgram('poppler') === null) return;
  const text = bareText(pdfText(path, '-raw'));
  expect(text).toContain(bareText(SERVICE));
  expect(text).toContain(bareText('Characters that this document cannot show'));
});
