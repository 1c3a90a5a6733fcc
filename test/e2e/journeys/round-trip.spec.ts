import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, type Page } from 'playwright/test';
import { violations } from '../../support/axe.ts';
import { type EditedSheet, editRegister } from '../../support/edit-sheet.ts';
import { type ExampleShop, serveExample } from '../../support/example-shop.ts';
import { test } from '../../support/one-page.ts';
import { addressOf, startAt } from '../../support/screens.ts';

/** Named for some thirty duties of the example. */
const PERSON = 'François Lefèvre';

let shop: ExampleShop;
let folder: string;
test.beforeAll(async () => {
  shop = await serveExample();
  folder = mkdtempSync(join(tmpdir(), 'demarc-round-trip-'));
});
test.afterAll(async () => {
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

async function exportHandOut(page: Page, person: string): Promise<string> {
  await page.getByRole('link', { name: 'Export', exact: true }).click();
  const whom = page.getByLabel('For whom');
  const option = await whom.locator('option', { hasText: person }).first().getAttribute('value');
  await whom.selectOption(option);
  await page.getByRole('checkbox', { name: /PDF/ }).uncheck();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const result = page.getByRole('listitem').filter({ hasText: /\.xlsx/ });
  await expect(result.first()).toContainText('in the file');
  const download = page.waitForEvent('download');
  await result.getByRole('button', { name: 'Download' }).click();
  const path = join(folder, 'hand-out.xlsx');
  await (await download).saveAs(path);
  return path;
}

/** Drops a file on the import screen, as from a file manager. */
async function bringIn(page: Page, path: string): Promise<void> {
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  const zone = page.getByText('or drop or paste them here', { exact: false });
  await expect(zone).toBeVisible();
  const transfer = await page.evaluateHandle(
    ({ name, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], name));
      return data;
    },
    { name: basename(path), bytes: [...readFileSync(path)] },
  );
  await zone.dispatchEvent('drop', { dataTransfer: transfer });
}

test('the rows in view go out of the register, and everything again', { tag: '@long' }, async ({ page }) => {
  await startAt(page, shop.served, 'matrix?view=register&domain=resilience&status=implemented');
  const count = page.getByText(/^\d+ rows$/);
  const rows = Number.parseInt((await count.textContent()) ?? '', 10);
  expect(rows).toBeGreaterThan(1);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: /^Find a command/ }).fill('Export these rows');
  await page.keyboard.press('Enter');

  const words = `Only the ${rows} rows in view: domain Resilience and recovery, status Implemented`;
  await expect(page.getByText(words)).toBeVisible();
  const registerRows = page.getByRole('term').filter({ hasText: 'Register rows' }).locator('xpath=..');
  await expect(registerRows.getByRole('definition')).toHaveText(String(rows));
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const result = page.getByRole('listitem').filter({ hasText: /extract .*\.xlsx/ });
  await expect(result).toContainText(`${rows} rows in view, ${rows} in the file`);
  const download = page.waitForEvent('download');
  await result.getByRole('button', { name: 'Download' }).click();
  const path = join(folder, 'extract.xlsx');
  await (await download).saveAs(path);
  await bringIn(page, path);
  await expect(page.getByText('There is nothing to take in')).toBeVisible();
  await expect(page.getByText(/not in the sheet/)).toHaveCount(0);

  await page.goBack();
  await page.getByRole('link', { name: 'Back to these rows' }).click();
  await expect(page.getByText(`${rows} rows`, { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Export these rows' }).click();
  await page.getByRole('button', { name: 'Export everything' }).click();
  await expect(page.getByText(/rows in view/)).toHaveCount(0);
  await expect
    .poll(async () => Number.parseInt((await registerRows.getByRole('definition').textContent()) ?? '', 10))
    .toBeGreaterThan(rows);
});

test('a hand-out goes out, comes back filled in, is looked through, taken in and taken back', {
  tag: '@long',
}, async ({ page }) => {
  await startAt(page, shop.served);
  const out = await exportHandOut(page, PERSON);

  // Untouched, it changes nothing.
  await bringIn(page, out);
  await expect(page.getByText('There is nothing to take in')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();

  const back = join(folder, 'hand-out back.xlsx');
  let refs: string[] = [];
  await editRegister(out, back, (sheet: EditedSheet) => {
    refs = [];
    sheet.sheet.getColumn(sheet.column('Ref')).eachCell((cell, row) => row > 1 && refs.push(cell.text));
    const draft = refs.filter((ref) => sheet.get(ref, 'Review') !== 'Accepted');
    const [one = '', two = '', three = ''] = draft;
    refs = [one, two, three];
    sheet.set(one, 'Note', 'Filled in at the desk.\nTwo lines of it.');
    sheet.set(one, 'Due', new Date(Date.UTC(2027, 2, 1)));
    sheet.set(two, 'Status', 'Nearly there');
    sheet.set(three, 'Note', 'Mine.');
    sheet.sheet.spliceRows(sheet.sheet.rowCount, 1);
  });
  // Meanwhile somebody writes a note here on the same duty.
  const [subject, duty] = (refs[2] ?? '').split('/');
  await page.goto(addressOf(shop.served, `walk/${subject}?card=${duty}`));
  const note = page.getByRole('textbox', { name: 'Note' });
  await note.fill('Ours.');
  await note.blur();
  await expect(page.getByRole('button', { name: 'Undo the last change' })).toBeEnabled();

  await bringIn(page, back);
  await expect(page.getByText(/Exported at revision \d+.*3 changed cells, 1 without a place/)).toBeVisible();
  await expect(page.getByText(/of the export (is|are) not in the sheet/)).toBeVisible();
  const grid = page.getByRole('grid', { name: '3 changes' });
  await expect(grid.getByRole('row', { name: /Filled in at the desk/ }).getByRole('checkbox')).toBeChecked();
  const conflict = grid.getByRole('row', { name: /Mine\./ });
  await expect(conflict.getByRole('checkbox')).not.toBeChecked();
  await expect(conflict).toContainText('Changed here');
  await conflict.getByText('Mine.').click();
  const whole = page.getByRole('region', { name: 'The change in full' });
  await expect(whole).toContainText('Ours.');
  await expect(whole).toContainText('At export');
  // At 200 % everything is as wide as the window, and no more.
  await page.setViewportSize({ width: 640, height: 400 });
  await expect
    .poll(async () => {
      const box = await whole.boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 9_999);
    })
    .toBeLessThanOrEqual(640);
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(await violations(page)).toEqual([]);

  await page.getByRole('tab', { name: 'Without a place (1)' }).click();
  await expect(page.getByText(/"Nearly there" is no status/)).toBeVisible();
  await page.getByRole('tab', { name: 'All changes (3)' }).click();

  await expect(page.getByLabel('Returned by')).toHaveValue(PERSON);
  await page.getByRole('button', { name: 'Take in 2 cells' }).click();
  await expect(page.getByText('2 cells of 1 duty taken in')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo the last change' })).toHaveAttribute(
    'title',
    new RegExp(`Returned by ${PERSON}`),
  );
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByRole('grid', { name: '3 changes' })).toBeVisible();
});
