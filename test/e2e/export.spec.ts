import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { expect, type Page } from 'playwright/test';
import { readSheet } from 'read-excel-file/node';
import { ask } from '../support/ask.ts';
import { violations, violationsInBoth } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { unpack } from '../support/pack.ts';
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
});
test.afterAll(() => close());

async function openLayouts(page: Page) {
  await startAt(page, served);
  await page.getByRole('link', { name: 'Export', exact: true }).click();
  return page.getByRole('region', { name: "Auditors' layouts" });
}

test('a layout is chosen, says what it cannot hold, is written, and says what was left out', async ({
  page,
}, info) => {
  const section = await openLayouts(page);
  await section.getByLabel('Layout', { exact: true }).selectOption('csa-caiq');
  await section
    .getByLabel('Written from the seat of')
    .selectOption({ label: 'The cloud provider, as its customer reads it' });
  await expect(section.getByText('Columns unverified')).toBeVisible();
  await expect(section.getByRole('heading', { name: 'What it cannot hold' })).toBeVisible();
  await expect(section.getByText(/CSA's questions and specifications/)).toBeVisible();
  await expect(section.getByRole('button', { name: 'Download' })).toBeHidden();

  await section.getByRole('button', { name: 'Write this layout' }).click();
  await expect(section.getByRole('status')).toHaveText(/read back and is complete/);
  await expect(section.getByText('261 of 261 rows in the file')).toBeVisible();
  await expect(section.getByText(/pieces of evidence themselves are not in the file/)).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);

  const downloading = page.waitForEvent('download');
  await section.getByRole('button', { name: 'Download' }).click();
  const file = info.outputPath('caiq.xlsx');
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^csa-caiq .*\.xlsx$/);
  await download.saveAs(join(file));
  const [, , heading] = await readSheet(file, 'CAIQv4.0.3');
  expect(heading?.[3]).toBe('SSRM Control Ownership');

  // What was written belongs to the choice before: another one takes it away.
  await section.getByLabel('Layout', { exact: true }).selectOption('fedramp-cis');
  await expect(section.getByRole('button', { name: 'Download' })).toBeHidden();
  await expect(section.getByLabel('Written from the seat of')).toBeHidden();
});

test('a list of controls for another program has no seat, and comes as CSV', async ({ page }, info) => {
  const section = await openLayouts(page);
  await section.getByLabel('Layout', { exact: true }).selectOption('drata-controls');
  await expect(section.getByLabel('Written from the seat of')).toBeHidden();
  await expect(section.getByLabel('Release')).toBeHidden();
  await expect(section.getByText('Columns unverified')).toBeVisible();
  await section.getByRole('button', { name: 'Write this layout' }).click();
  await expect(section.getByText(/^\d+ of \d+ controls in the file$/)).toBeVisible();
  await expect(section.getByText(/because only others have a part/)).toBeVisible();
  const downloading = page.waitForEvent('download');
  await section.getByRole('button', { name: 'Download' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^drata-controls .*\.csv$/);
  const file = info.outputPath('controls.csv');
  await download.saveAs(file);
  const rows: string[][] = parse(readFileSync(file), { bom: true });
  expect(rows[0]?.[0]).toBe('Control Code');
  expect(rows.length).toBeGreaterThan(40);
});

test('by keyboard alone', async ({ page }) => {
  const section = await openLayouts(page);
  await section.getByLabel('Layout', { exact: true }).focus();
  await page.keyboard.press('End');
  await expect(section.getByLabel('Release')).toBeVisible();
  await expect(section.getByLabel('Framework', { exact: true })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(section.getByLabel('Written from the seat of')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(section.getByRole('button', { name: 'Write this layout' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(section.getByRole('status')).toHaveText(/read back and is complete/);
});

test('a PDF is for the paper that is chosen; the export screen names the text that no font has all of, and the rest is as it was written', async ({
  page,
}, info) => {
  await ask(served, 'parties.add', { name: PARTY, kind: 'third-party' });
  await ask(served, 'services.update', { ref: 'shop-api', label: SERVICE });
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

// The marks of a document stay with the workbook: last.
test.describe('for somebody else', () => {
  test.use({ viewport: { width: 1280, height: 900 } });

  test('an audience is chosen, the screen says what goes out, and the file bears the mark', async ({
    page,
  }, info) => {
    await startAt(page, served, 'export');
    const section = page.getByRole('region', { name: 'What will be in it' });
    await expect(section.getByText('Everything that is recorded goes out.')).toBeVisible();
    await expect(section.getByText('Left out', { exact: true })).toHaveCount(0);

    await section.getByLabel('Prepared for').selectOption({ label: 'A client' });
    await expect(section.getByText(/Left out: notes on duties.*names of people/)).toBeVisible();
    const counts = section.getByText('Left out', { exact: true });
    await expect(counts).toHaveCount(2);
    for (const format of [/^Word/, /^HTML/])
      await expect(page.getByRole('checkbox', { name: format })).toBeDisabled();
    await section.getByLabel('Classification').fill('TLP:AMBER');
    await section.getByLabel('Distribution').fill('Thistlemoor and its clients');
    await expect(page.getByText('hands over the evidence itself')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Write evidence pack' })).toBeDisabled();
    expect(await violationsInBoth(page)).toEqual([]);

    await page.getByLabel('PDF', { exact: false }).first().uncheck();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(page.getByText('1 file written, read back and complete.')).toBeVisible();
    await expect(page.getByText('0 notes to go out, 0 in the file')).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    const file = info.outputPath('client.xlsx');
    await download.saveAs(file);
    const about = (await readSheet(file, 'About')).map(([name, value]) => [name, value]);
    expect(about).toContainEqual(['Prepared for', 'A client']);
    expect(about).toContainEqual(['Classification', 'TLP:AMBER']);
    const [header = []] = await readSheet(file, 'Register');
    expect(header).not.toContain('Note');
    for (const [name, bytes] of await unpack(file))
      if (/worksheets\/sheet\d+\.xml$/.test(name))
        expect(bytes.toString('utf8'), name).toContain('TLP:AMBER, prepared for a client');

    // The marks stay with the workbook, the audience with the address: nobody else gets it by oversight.
    await startAt(page, served, 'export');
    await expect(section.getByLabel('Classification')).toHaveValue('TLP:AMBER');
    await expect(section.getByLabel('Prepared for')).toHaveValue('internal');
  });

  test('the public gets no layout, and a hand-out is for nobody else', async ({ page }) => {
    await startAt(page, served, 'export');
    const section = page.getByRole('region', { name: 'What will be in it' });
    await section.getByLabel('Prepared for').selectOption({ label: 'The public' });
    await expect(page.getByText("An auditor's layout says how far the work is")).toBeVisible();
    await expect(page.getByRole('button', { name: 'Write this layout' })).toBeDisabled();
    await expect(section.getByText('Left out', { exact: true })).toHaveCount(5);
    await section.getByLabel('For whom').selectOption({ index: 1 });
    await expect(section.getByText('This cannot be prepared so')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeDisabled();
  });
});
