import { expect } from 'playwright/test';
import { readSheet } from 'read-excel-file/node';
import { violationsInBoth } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { unpack } from '../support/pack.ts';
import { startAt } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());
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
