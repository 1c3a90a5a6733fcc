import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from 'playwright/test';
import { violations, violationsInBoth } from '../support/axe.ts';
import { PROJECT, type Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { appendixJ, textsOf, writeForm } from '../support/form-files.ts';
import { test } from '../support/one-page.ts';
import { startAt } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

async function openForms(page: Page) {
  await startAt(page, served);
  await page.getByRole('link', { name: 'Export', exact: true }).click();
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

test('a table whose headings nobody knows is filled in once its columns are named', async ({
  page,
}, info) => {
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
});
