import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page } from 'playwright/test';
import readXlsxFile from 'read-excel-file/node';
import { violationsInBoth } from '../support/axe.ts';
import { type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { unpack } from '../support/pack.ts';
import { addressOf, openCheck, startAt } from '../support/screens.ts';
import { expectNoSideScroll } from '../support/side-scroll.ts';

let folder: string;
let served: Served;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  const file = copyExample(folder);
  copyFileSync(file, join(folder, 'last-year.demarc'));
  writeFileSync(join(folder, 'broken.demarc'), 'not a workbook');
  served = await serve(['serve', file], { cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } });
});
test.afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

const rows = (page: Page) => page.getByRole('grid', { name: 'History' }).getByRole('row');
const details = (page: Page) => page.getByRole('complementary');

test('a line leads to its card by keyboard, and the way back to the same line', async ({ page }) => {
  await startAt(page, served, 'history');
  const grid = page.getByRole('grid', { name: 'History' });
  await expect(rows(page).nth(1)).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search the history' })).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('restore testing');
  // Onwards at once: the list that is found takes the place of the one that the focus went to, and the focus with it.
  await page.keyboard.press('Enter');
  await page.waitForURL(/text=/);
  await expect(rows(page).nth(1)).toContainText('Restore testing');
  await expect(grid.locator(':focus')).toHaveCount(1);
  // And where it is empty, to where it says so.
  const search = page.getByRole('searchbox', { name: 'Search the history' });
  await search.fill('nothing like it');
  await page.keyboard.press('Enter');
  await expect(page.locator(':focus')).toContainText('No change matches.');
  await search.fill('restore testing');
  await expect(rows(page).nth(1)).toContainText('Restore testing');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Answers' });
  await page.waitForURL(/kind=/);
  await expect(rows(page).nth(2)).toContainText('Restore testing');
  await page.keyboard.press('Control+F');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(details(page).getByRole('heading', { level: 2 })).toBeFocused();
  const what = await details(page).getByRole('heading', { level: 2 }).textContent();
  await page.keyboard.press('v');
  await page.waitForURL(/\/walk\/.*card=/);
  await expect(page.locator('main h1').first()).not.toHaveText('History');
  await page.goBack();
  await expect(details(page).getByRole('heading', { level: 2 })).toHaveText(what ?? '');
  // The details take the focus a frame after they are drawn; the key is theirs from then on.
  await expect(details(page).getByRole('heading', { level: 2 })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(details(page)).toHaveCount(0);
  await expect(grid.locator(':focus')).toHaveCount(1);
});

test('a change made in the window is on top at once, and its undo as such', async ({ page }) => {
  await startAt(page, served, 'walk/orders-db?card=restore-testing');
  await page.getByRole('textbox', { name: 'Note' }).fill('Asked the provider for the drill report.');
  await page.keyboard.press('Control+S');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await page.getByRole('link', { name: 'History', exact: true }).click();
  await expect(rows(page).nth(1)).toContainText('Undo');
  await expect(rows(page).nth(1)).toContainText('Note: Asked the provider for the drill report. → nothing');
  await expect(rows(page).nth(2)).toContainText('By hand');
  await rows(page).nth(2).getByRole('button').click();
  await expect(details(page).locator('ins')).toHaveText('Asked the provider for the drill report.');
  await details(page).getByRole('button', { name: 'All history of this duty' }).click();
  await expect(page.getByRole('combobox', { name: 'Service or duty' })).toHaveValue(
    'orders-db/restore-testing',
  );
});

const other = async (page: Page, name: string) => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Compare with another workbook' }).click();
  await (await chooser).setFiles(join(folder, name));
};

test('a snapshot, an answer, what changed since, as a sheet and as a report; then against another file', {
  tag: '@long',
}, async ({ page }) => {
  await startAt(page, served, 'compare');
  await expect(page.getByText('No snapshot yet')).toBeVisible();
  await page.getByRole('button', { name: 'Take a snapshot' }).click();
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Give the snapshot a name')).toBeVisible();
  await dialog.getByLabel('Name').fill('Before the workshop');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing that is compared is different between the two.')).toBeVisible();

  await page.goto(addressOf(served, 'walk/orders-db?card=restore-testing'));
  await expect(page.locator('main').getByRole('heading').first()).toBeVisible();
  const note = page.getByLabel('Note', { exact: true });
  await note.fill('Agreed in the workshop');
  await note.blur();
  await page.goto(addressOf(served, 'compare'));
  await expect(page.getByText('1 change in all.')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Notes 1' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('cell', { name: 'Agreed in the workshop' })).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);

  const exported = async (format: string, name: string) => {
    await page.getByRole('button', { name: 'Export the changes' }).click();
    await page.getByRole('menuitem', { name: new RegExp(`^${format}`) }).click();
    await page.keyboard.press('Enter');
    await expect(page.getByText(`.${name.split('.').at(-1)}, `)).toContainText(
      '1 change, read back and complete',
    );
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    await (await download).saveAs(join(folder, name));
    return join(folder, name);
  };
  const sheet = await exported('Excel', 'changes.xlsx');
  const changes = (await readXlsxFile(sheet)).find(({ sheet: name }) => name === 'Changes');
  expect(changes?.data.slice(1).map((row) => row[6])).toEqual(['orders-db/restore-testing']);

  // For somebody else, what goes out is shown before it does, and the file bears the mark.
  await page.getByRole('button', { name: 'Export the changes' }).click();
  await page.getByRole('menuitem', { name: /^Word/ }).click();
  await expect(dialog.getByText('Goes out: all there is, 1 change, with who made them.')).toBeVisible();
  await dialog.getByLabel('Prepared for').selectOption({ label: 'An auditor' });
  await expect(dialog.getByText('Goes out: 0 of 1 change, with who made them.')).toBeVisible();
  await expect(dialog.getByText(/Left out: notes on duties/)).toBeVisible();
  await dialog.getByLabel('Classification').fill('TLP:AMBER');
  expect(await violationsInBoth(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Write it' }).click();
  await expect(page.getByText('.docx, ')).toContainText('0 changes, read back and complete');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  await download.saveAs(join(folder, 'auditor.docx'));
  const parts = [...(await unpack(join(folder, 'auditor.docx'))).values()].map(String).join('\n');
  expect(parts).toContain('TLP:AMBER, prepared for an auditor');
  expect(parts).not.toContain('Agreed in the workshop');

  // The report as a page of its own, at a desk and on a telephone, in the light and in the dark.
  const report = await exported('HTML', 'changes.html');
  const reader = await page.context().browser()?.newContext();
  const read = await reader?.newPage();
  if (!reader || !read) throw new Error('There is no browser to read the report in.');
  await read.goto(pathToFileURL(report).href);
  await expect(read.getByRole('heading', { level: 1 })).toHaveText(/^What changed: /);
  await expect(read.getByRole('cell', { name: 'Agreed in the workshop' })).toBeVisible();
  await expectNoSideScroll(read);
  await reader.close();

  await other(page, 'last-year.demarc');
  await expect(page.getByText('1 change in all.')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Before' })).toHaveValue(/^file-/);
  await other(page, 'broken.demarc');
  await expect(page.getByRole('alert')).toContainText('broken.demarc is not a Demarc workbook');

  await page.getByRole('button', { name: 'Remove the snapshot Before the workshop' }).click();
  await expect(page.getByRole('button', { name: /^Compare with now/ })).toHaveCount(0);
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: /^Compare with now.*Before the workshop/ }).click();
  await page.getByRole('link', { name: 'orders-db, Restore testing' }).click();
  const card = page.getByRole('complementary', { name: 'Card: Restore testing, orders-db' });
  await card.getByRole('link', { name: 'Walk-through' }).click();
  await expect(page).toHaveURL(/walk\/orders-db\?card=restore-testing/);
});

test('a rule that was switched on stands among the changes, with who did it; what breaks it is told where the workbook is checked', {
  tag: '@long',
}, async ({ page }) => {
  await startAt(page, served, 'compare');
  await page.getByRole('button', { name: 'Take a snapshot' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Before the rule');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing that is compared is different between the two.')).toBeVisible();

  // Whoever answers here accepts it as well, which nothing forbids yet.
  await page.goto(addressOf(served, 'walk/orders-db?card=restore-testing'));
  const note = page.getByLabel('Note', { exact: true });
  await note.fill('Restored each month');
  await note.blur();
  await page.goto(addressOf(served, 'review?state=draft&subject=orders-db'));
  const table = page.getByRole('grid', { name: 'Answers in review' });
  const messages = page.getByRole('region', { name: 'Messages' });
  await table.getByRole('gridcell', { name: 'Restore testing' }).first().focus();
  await page.keyboard.press('s');
  await expect(messages).toContainText('Submitted 1 answer.');
  await page.getByLabel('Review state').selectOption('submitted');
  await table.getByRole('gridcell', { name: 'Restore testing' }).first().focus();
  await page.keyboard.press('a');
  await expect(messages).toContainText('Accepted 1 answer.');
  await page.goto(addressOf(served, 'review?view=rules'));
  const rule = page.getByLabel('Who answered does not accept');
  await rule.click();
  await expect(rule).toBeChecked();

  await page.goto(addressOf(served, 'compare'));
  await expect(page.getByRole('tab', { name: 'Rules 1' })).toHaveAttribute('aria-selected', 'true');
  const row = page.getByRole('row').filter({ hasText: 'Who answered does not accept' });
  await expect(row).toContainText(/OffOn/);
  await expect(page.getByRole('columnheader', { name: 'By whom and when' })).toBeVisible();
  await expect(row.getByRole('cell').last()).toHaveText(/, \d+ \w+ \d{4}/);
  expect(await violationsInBoth(page)).toEqual([]);

  const dialog = await openCheck(page);
  await dialog.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(dialog.getByText('The workbook is sound')).toBeVisible();
  await expect(
    dialog.getByText('1 answer breaks the rule "Who answered does not accept", which is on: orders-db, '),
  ).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);
  await dialog.getByRole('link', { name: 'Listed among the gaps' }).click();
  await expect(page).toHaveURL(/gaps\?rule=/);
  await expect(
    page.getByText(/accepted in review by .*, who answered it|nobody knows/).first(),
  ).toBeVisible();
});
