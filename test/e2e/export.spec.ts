import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { expect, type Page } from 'playwright/test';
import { readSheet } from 'read-excel-file/node';
import { ask } from '../support/ask.ts';
import { violations, violationsInBoth } from '../support/axe.ts';
import { PROJECT, type Served } from '../support/cli.ts';
import { narrowExample, serveExample } from '../support/example-shop.ts';
import { appendixJ, textsOf, writeForm } from '../support/form-files.ts';
import { test } from '../support/one-page.ts';
import { unpack } from '../support/pack.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';
import { startAt } from '../support/screens.ts';
import { bareText } from '../support/scripts.ts';
import { expectNoSideScroll } from '../support/side-scroll.ts';

/** A name with a letter of a firm's own, which no font has. */
const PARTY = 'شركة كاليوبي \ue000 (عمان)';
const SERVICE = 'قاعدة بيانات الطلبات (2026)';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
  await narrowExample(served, ['orders-db', 'shop-api']);
});
test.afterAll(() => close());

async function openForms(page: Page) {
  await startAt(page, served, 'export');
  return page.getByRole('region', { name: "A receiver's own form" });
}
async function choose(page: Page, name: RegExp, path: string) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name }).click();
  await (await chooser).setFiles(path);
}

test('a form is chosen, filled in, and says which rows were left and why', async ({ page }, info) => {
  mkdirSync(info.outputDir, { recursive: true });
  const form = await writeForm(
    info.outputDir,
    'Appendix J.xlsx',
    appendixJ(['AC-2(a)', 'PE-3(a)', 'AU-8(a)', 'AC-99']),
  );
  const section = await openForms(page);
  await expect(section.getByRole('button', { name: 'Fill this form in' })).toBeDisabled();
  await choose(page, /^Choose a form$/, form);
  await expect(section.getByText('Form: Appendix J.xlsx')).toBeVisible();
  await section.getByLabel('Filled in from the seat of').selectOption('as-customer');
  await section.getByRole('button', { name: 'Fill this form in' }).click();
  await expect(section.getByRole('status')).toHaveText(
    /cells were written and read back; everything else is as it was/,
  );
  await expect(
    section.getByText(/^Moderate CRM Worksheet: 2 rows filled in, 1 in part, 1 left$/),
  ).toBeVisible();
  await expect(section.getByText(/The catalogue does not have this control\. 2 rows: AC-99/)).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);

  const downloading = page.waitForEvent('download');
  await section.getByRole('button', { name: 'Download' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Appendix J filled in.xlsx');
  const file = info.outputPath('filled.xlsx');
  await download.saveAs(file);
  expect((await textsOf(file, 'Moderate CRM Worksheet')).get('B5')).toBe('Yes');

  // What was filled in belongs to the choice before: another one takes it away.
  await section.getByLabel('Filled in from the seat of').selectOption('as-provider');
  await expect(section.getByRole('button', { name: 'Download' })).toBeHidden();
});

test('CISO Assistant’s sheet of an audit is filled in, and says what was left', async ({ page }) => {
  const section = await openForms(page);
  await choose(
    page,
    /^Choose a form$/,
    join(PROJECT, 'test', 'fixtures', 'forms', 'ciso-assistant-nist-csf-2.0.xlsx'),
  );
  await section.getByRole('button', { name: 'Fill this form in' }).click();
  await expect(section.getByText(/CISO Assistant audit, NIST Cybersecurity Framework 2\.0/)).toBeVisible();
  await expect(section.getByText(/^Sheet1: \d+ rows filled in, \d+ in part, \d+ left$/)).toBeVisible();
  await expect(section.getByText(/Whether a requirement is met is for the assessor to say/)).toBeVisible();
});

test('a file that is no form is refused in words', async ({ page }, info) => {
  mkdirSync(info.outputDir, { recursive: true });
  const form = await writeForm(info.outputDir, 'list.xlsx', {
    List: { rows: [['Shopping list'], ['Milk']] },
  });
  const section = await openForms(page);
  await choose(page, /^Choose a form$/, form);
  await section.getByRole('button', { name: 'Fill this form in' }).click();
  await expect(section.getByText(/list\.xlsx is no form that can be told/)).toBeVisible();
});

test(
  'a table whose headings nobody knows is filled in once its columns are named',
  { tag: '@long' },
  async ({ page }, info) => {
    mkdirSync(info.outputDir, { recursive: true });
    const form = await writeForm(info.outputDir, 'plan.xlsx', {
      Hinweise: { rows: [['Bitte ausfüllen', 'bis Freitag']] },
      Plan: {
        rows: [
          ['Nro.', 'Toimenpide', 'Vastuu'],
          ['1', 'PE-3(a)', ''],
        ],
      },
    });
    const section = await openForms(page);
    await choose(page, /^Choose a form$/, form);
    await section.getByLabel('Filled in from the seat of').selectOption('as-customer');
    await section.getByRole('button', { name: 'Fill this form in' }).click();
    await expect(section.getByText(/plan\.xlsx is no form that can be told/)).toBeVisible();
    await expect(section.getByLabel('Sheet', { exact: true })).toHaveValue('Plan');
    await section.getByLabel('What column B, Toimenpide, takes').selectOption('control');
    await section.getByLabel('What column C, Vastuu, takes').selectOption('owner');
    expect(await violations(page)).toEqual([]);
    await section.getByLabel('Remember this for forms with the same headings').check();
    await section.getByRole('button', { name: 'Fill this form in' }).click();
    await expect(section.getByText(/^Plan: 1 row filled in, 0 left$/)).toBeVisible();
    const downloading = page.waitForEvent('download');
    await section.getByRole('button', { name: 'Download' }).click();
    const file = info.outputPath('filled.xlsx');
    await (await downloading).saveAs(file);
    expect((await textsOf(file, 'Plan')).get('C2')).toBe('Provider');

    // The next form with these headings needs no naming, until that is forgotten.
    const next = await writeForm(info.outputDir, 'next.xlsx', {
      Blatt: {
        rows: [
          ['Nro.', 'Toimenpide', 'Vastuu'],
          ['1', 'AU-8(a)', ''],
          ['2', 'PE-3(a)', ''],
        ],
      },
    });
    await choose(page, /^Choose another form$/, next);
    await section.getByRole('button', { name: 'Fill this form in' }).click();
    await expect(section.getByText(/^Blatt: 2 rows filled in, 0 left$/)).toBeVisible();
    await section.getByRole('button', { name: 'Forget what its columns take' }).click();
    await section.getByRole('button', { name: 'Fill this form in' }).click();
    await expect(section.getByText(/next\.xlsx is no form that can be told/)).toBeVisible();
  },
);

async function openLayouts(page: Page) {
  await startAt(page, served, 'export');
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

test(
  'a PDF is for the paper that is chosen; the export screen names the text that no font has all of, and the rest is as it was written',
  { tag: '@long' },
  async ({ page }, info) => {
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
  },
);

test(
  'summary, decisions and controls as Word and HTML; the page reads at a desk and on a telephone',
  { tag: '@long' },
  async ({ page }, info) => {
    await startAt(page, served, 'export');
    for (const name of [/^Excel/, /^PDF/]) await page.getByRole('checkbox', { name }).uncheck();
    for (const name of [/^Word/, /^HTML/]) await page.getByRole('checkbox', { name }).check();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(page.getByText('2 files written, read back and complete.')).toBeVisible({
      timeout: 300_000,
    });
    await expect(page.getByText(/^[\d,]+ texts of the document, each found in the file$/)).toHaveCount(2);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('listitem')
        .filter({ hasText: '.html' })
        .getByRole('button', { name: 'Download' })
        .click(),
    ]);
    const path = info.outputPath('overview.html');
    await file.saveAs(path);
    const reader = await page.context().browser()?.newContext();
    const read = await reader?.newPage();
    if (!reader || !read) throw new Error('There is no browser to read the page in.');
    await read.goto(pathToFileURL(path).href);
    for (const heading of ['Summary', 'For whoever decides', 'Controls of the frameworks'])
      await expect(read.getByRole('heading', { level: 2, name: heading })).toBeVisible();
    await expectNoSideScroll(read);
    await reader.close();
  },
);

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
