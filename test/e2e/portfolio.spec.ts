import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from 'playwright/test';
import { readSheet } from 'read-excel-file/node';
import type { Card } from '../../main/contract/assignments.ts';
import { SEEN_MS } from '../../renderer/components/shortcuts/typing.ts';
import { ask } from '../support/ask.ts';
import { violationsInAll } from '../support/axe.ts';
import { demarc, type Served, serve } from '../support/cli.ts';
import { copyExample } from '../support/example-shop.ts';
import { loadProgram, openScreen, openStart } from '../support/screens.ts';
import { settled } from '../support/settled.ts';

const BACKUPS = 'orders/backup-configuration';
let folder: string;
let served: Served;
/** One page goes from screen to screen, as its reader does; the tests follow each other. */
let page: Page;
test.describe.configure({ mode: 'serial' });
const options = () => ({ cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } });
const run = (...args: string[]) => expect(demarc(args, options())).toMatchObject({ status: 0 });
test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), 'demarc-e2e-'));
  for (const [name, owner] of [
    ['one', 'organisation'],
    ['two', 'platform-team'],
    ['three', 'organisation'],
  ] as const) {
    const file = `${name}.demarc`;
    run('new', file, '--title', `Team ${name}`, '--organisation', 'Acme');
    run('parties', 'add', file, 'Platform team', '--kind', 'internal-provider');
    run('services', 'add', file, 'rds', '--label', 'Orders', '--ref', 'orders');
    run('answer', file, BACKUPS, '--owner', owner, '--reason', `Team ${name} says so.`);
  }
  run('scope', 'one.demarc', '--framework', 'soc2-tsc-2017');
  writeFileSync(join(folder, 'broken.demarc'), 'no workbook at all');
  copyExample(folder);
  served = await serve(['serve', 'shop.demarc'], options());
  page = await browser.newPage();
  await loadProgram(page, served);
});
test.afterAll(async () => {
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Nothing in light, in dark and in forced colours; the page is light again. */
async function expectNoViolations(): Promise<void> {
  expect(await violationsInAll(page)).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
}

/** At which place of a grid a column stands. */
const columnOf = async (grid: Locator, head: string): Promise<number> =>
  (await grid.getByRole('columnheader').allTextContents()).indexOf(head);

async function openPortfolio(report = ''): Promise<void> {
  await openStart(page, served);
  await page.goto(`${served.address}/#/portfolio/${report}`);
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New workbook' })).toHaveCount(0);
  await settled(page);
}

test('an empty portfolio says how to publish; three workbooks are published, and a broken one is named', async () => {
  await openStart(page, served);
  await page.getByRole('link', { name: 'Portfolio' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nothing is published yet' })).toBeVisible();
  await expectNoViolations();
  await page.getByRole('button', { name: 'Publish workbooks' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish workbooks' });
  await dialog.getByLabel('Unit').fill('Shops');
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose workbooks' }).click();
  await (await chooser).setFiles(
    ['one', 'broken', 'two', 'three'].map((name) => join(folder, `${name}.demarc`)),
  );
  await expect(dialog.getByText('3 workbooks published, 1 not published.')).toBeVisible({ timeout: 60_000 });
  const failed = dialog.getByRole('list', { name: 'Workbooks not published' });
  await expect(failed).toContainText('broken.demarc');
  await expectNoViolations();
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.getByText(/^3 workbooks of 1 unit: 3 duties answered of/)).toBeVisible();
});

test('the overview lists them; a number opens what it counts, by pointer and by keyboard', async () => {
  await openPortfolio();
  const grid = page.getByRole('grid', { name: 'Workbooks' });
  await expect(grid.getByRole('row')).toHaveCount(4);
  await expectNoViolations();
  const row = grid.getByRole('row').filter({ hasText: 'Team two' });
  const answered = row.getByRole('gridcell').nth(await columnOf(grid, 'Answered'));
  await answered.getByRole('button', { name: '1' }).click();
  const panel = page.getByRole('complementary', { name: 'Answered in Team two' });
  await expect(panel.getByRole('status')).toHaveText('1 duty');
  await expect(panel.getByRole('grid')).toContainText('Platform team');
  await expect(panel.getByRole('grid')).toContainText('Team two says so.');
  await expectNoViolations();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  // So do the numbers of all workbooks.
  await page.getByRole('button', { name: '3 duties answered' }).click();
  const all = page.getByRole('complementary', { name: 'Answered in all workbooks' });
  await expect(all.getByRole('status')).toHaveText('3 duties');
  await expectNoViolations();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '3 workbooks', exact: true }).click();
  const three = page.getByRole('complementary', { name: 'All workbooks' });
  await expect(three.getByRole('status')).toHaveText('3 workbooks');
  await expect(three.getByRole('row')).toHaveCount(4);
  await expectNoViolations();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '1 unit', exact: true }).click();
  await expect(page.getByRole('grid', { name: 'Units' }).getByRole('row')).toHaveCount(2);
  await page.getByRole('combobox', { name: 'List' }).selectOption('Workbooks');

  // Medium gaps of the first workbook, by the keyboard alone; as many as its number says.
  const place = await columnOf(grid, 'Medium');
  const cell = grid.getByRole('row').nth(1).getByRole('gridcell').nth(place);
  const count = await cell.textContent();
  await grid.getByRole('row').nth(1).getByRole('gridcell').first().focus();
  for (let step = 0; step < place; step += 1) await page.keyboard.press('ArrowRight');
  await expect(cell).toBeFocused();
  await page.keyboard.press('Enter');
  const gaps = page.getByRole('complementary', { name: /^Medium gaps of Team/ });
  await expect(gaps.getByRole('status')).toHaveText(`${count} gaps`);
  // What is open stands in the address, so that a reload shows the same.
  await page.reload();
  await expect(gaps.getByRole('status')).toHaveText(`${count} gaps`);
  await page.keyboard.press('/');
  await page.keyboard.type('two');
  await expect(grid.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(grid.getByRole('row')).toHaveCount(4);
});

test('at 1280 the overview has what matters first and nothing to scroll sideways; other columns are chosen', {
  tag: '@long',
}, async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openPortfolio();
  const grid = page.getByRole('grid', { name: 'Workbooks' });
  const heads = grid.getByRole('columnheader');
  const first = ['Unit', 'Workbook', 'Asked', 'Answered', 'High gaps', 'Medium', 'Low'];
  await expect(heads).toHaveText([...first, 'Expired', 'Expiring', 'Signed', 'Published', 'Trend']);
  const sideways = () => grid.evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(await sideways()).toBe(0);
  await page.getByRole('button', { name: 'Columns' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns of Workbooks' });
  for (const [name, on] of [
    ['Trend', false],
    ['Low gaps', false],
    ['Open actions', true],
  ] as const)
    await dialog.getByRole('checkbox', { name }).setChecked(on);
  await dialog.getByRole('button', { name: 'Move Workbook forward' }).click();
  await expectNoViolations();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const chosen = ['Workbook', 'Unit', 'Asked', 'Answered', 'High gaps', 'Medium', 'Expired', 'Expiring'];
  await expect(heads).toHaveText([...chosen, 'Signed', 'Published', 'Open actions']);
  // They stay while one looks at another report, and after a reload.
  await page.getByRole('tab', { name: 'Load' }).click();
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.reload();
  await expect(heads).toHaveText([...chosen, 'Signed', 'Published', 'Open actions']);
  await page.getByRole('button', { name: 'Columns' }).click();
  await dialog.getByRole('button', { name: 'As they fit' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(heads.first()).toHaveText('Unit');
  // What is opened beside it takes no column away.
  await grid.getByRole('row').nth(1).getByRole('gridcell').nth(3).getByRole('button').click();
  await expect(page.getByRole('complementary')).toBeVisible();
  await expect(heads).toHaveText([...first, 'Expired', 'Expiring', 'Signed', 'Published', 'Trend']);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 640, height: 400 });
  await expect.poll(sideways).toBe(0);
  await expect(heads.filter({ hasText: 'Workbook' })).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });
});

test(
  'a difference shows both owners with their reasons, opens its duties, and goes to Excel',
  { tag: '@long' },
  async ({ browser: _ }, info) => {
    await openPortfolio();
    await page.getByRole('tab', { name: 'Differences' }).click();
    const grid = page.getByRole('grid', { name: 'Differences' });
    await expect(grid.getByRole('row')).toHaveCount(3);
    const ours = grid.getByRole('row').filter({ hasText: 'Organisation' });
    await expect(ours).toContainText('Team one says so.');
    await expect(grid.getByRole('row').filter({ hasText: 'Platform team' })).toContainText(
      'Team two says so.',
    );
    await expectNoViolations();
    await ours.getByRole('gridcell').nth(5).getByRole('button', { name: '2' }).click();
    const panel = page.getByRole('complementary', { name: /: Organisation$/ });
    await expect(panel.getByRole('status')).toHaveText('2 duties');
    await expect(panel.getByRole('grid')).toContainText('Team one');
    await expect(panel.getByRole('grid')).toContainText('Team three');
    await expectNoViolations();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Excel workbook' }).click();
    await expect(page.getByText(/read back and complete \([\d,]+ texts\)/)).toBeVisible({ timeout: 60_000 });
    await expectNoViolations();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^portfolio differences .*\.xlsx$/);
    const path = info.outputPath('differences.xlsx');
    await download.saveAs(path);
    const rows = await readSheet(path, 'Differences');
    expect(rows.flat()).toContain('Team two says so. (1)');
  },
);

test('every report stands without a violation and, at 1280, with nothing to scroll sideways; Find is on each', {
  tag: '@long',
}, async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const report of [
    'coverage',
    'coverage?list=By+workbook',
    'differences',
    'evidence',
    'load',
    'changes',
  ]) {
    await openPortfolio(report);
    // No evidence expires here.
    const grid = page.getByRole('main').getByRole('grid');
    await expect(grid).toHaveCount(report === 'evidence' ? 0 : 1);
    if (report !== 'evidence')
      expect([report, await grid.evaluate((it) => it.scrollWidth - it.clientWidth)]).toEqual([report, 0]);
    if (report.includes('=')) await expect(grid.getByRole('columnheader')).toHaveCount(9);
    if (report === 'differences') await expect(grid.getByRole('columnheader')).toHaveCount(8);
    await expect(page.getByRole('tab', { selected: true })).toHaveText(
      new RegExp(report.split('?')[0] ?? '', 'i'),
    );
    await expectNoViolations();
    await page.keyboard.press('Control+f');
    await expect(page.getByRole('searchbox', { name: 'Search workbooks' })).toBeFocused();
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  // Nobody is named for what the teams bear.
  await openPortfolio('load');
  const row = page.getByRole('grid', { name: 'Duties' }).getByRole('row').filter({ hasText: 'Organisation' });
  await row.getByRole('gridcell').nth(3).getByRole('button', { name: '2' }).click();
  await expect(page.getByRole('complementary').getByRole('status')).toHaveText('2 duties');
});

test('the open workbook is published from its Export screen', { tag: '@long' }, async () => {
  await openScreen(page, served, 'export');
  const section = page.getByRole('region', { name: 'Publish to the portfolio' });
  await section.getByRole('button', { name: 'Publish this workbook' }).click();
  await expect(section.getByText('1 workbook published.')).toBeVisible({ timeout: 60_000 });
  await expectNoViolations();
  // The same again is nothing; another audience is another choice, and takes the result away.
  await section.getByRole('button', { name: 'Publish this workbook' }).click();
  await expect(section.getByText('0 workbooks published, 1 published already.')).toBeVisible({
    timeout: 60_000,
  });
  await section.getByLabel('Unit').fill('Shops');
  await expect(section.getByText(/published already/)).toBeHidden();
  await section.getByRole('link', { name: 'Look at the portfolio' }).click();
  await expect(page.getByRole('grid', { name: 'Workbooks' }).getByRole('row')).toHaveCount(5);
});

test('a card says how the duty is answered elsewhere, with the reasons on demand, and leaves its own workbook out', async () => {
  await openScreen(page, served, 'walk/orders-db?card=backup-configuration');
  const card = page.getByRole('article');
  const line = card.getByText('Elsewhere in the organisation: 2 say Organisation, 1 says Platform team');
  await expect(line).toBeVisible();
  await expect(card.getByText('Team two says so.')).toBeHidden();
  await expectNoViolations();
  await line.click();
  await expect(card.getByRole('list', { name: 'Reasons given elsewhere' })).toContainText(
    'Team two says so.',
  );
  await expectNoViolations();
  // Nobody else has answered this one.
  await page.goto(`${served.address}/#/w/${served.workbook?.id}/walk/orders-db?card=restore-testing`);
  await expect(card).toContainText('orders-db/restore-testing');
  await expect(card.getByText(/^Elsewhere in the organisation/)).toHaveCount(0);
});

test('one key takes over what most say elsewhere, and the history says whom the answer follows', async () => {
  await openScreen(page, served, 'walk/orders-db-test?card=backup-configuration');
  const card = page.getByRole('article');
  await expect(card.getByText(/^Elsewhere in the organisation: 2 say Organisation/)).toBeVisible();
  await expect(card).toBeFocused();
  const before = await recorded();
  expect(before).toBeNull();
  await page.waitForTimeout(SEEN_MS + 20);
  await page.keyboard.press('x');
  await expect
    .poll(async () => (await recorded())?.shares.map(({ party }) => party))
    .toEqual(['organisation']);
  await openScreen(page, served, 'history');
  await expect(page.getByRole('grid', { name: 'History' }).getByRole('row').nth(1)).toContainText(
    'Why: As elsewhere in the organisation: 2 say Organisation, 1 says Platform team',
  );
});

test('what others believe wrongly is asked about first, keeps its source, and is not recorded where that cannot be asked', {
  tag: '@long',
}, async () => {
  run('new', 'four.demarc', '--title', 'Team four', '--organisation', 'Acme');
  run('services', 'add', 'four.demarc', 'rds', '--label', 'Orders', '--ref', 'orders');
  run('answer', 'four.demarc', 'orders/restore-testing', '--owner', 'aws', '--reason', 'So we heard.');
  run('publish', 'four.demarc');
  const ref = 'orders-db-test/restore-testing';
  await page.reload();
  await openScreen(page, served, `walk/${ref.replace('/', '?card=')}`);
  const card = page.getByRole('article');
  await expect(card.getByText('Elsewhere in the organisation: 1 says AWS')).toBeVisible();
  await expect(card).toBeFocused();
  await page.waitForTimeout(SEEN_MS + 20);
  await page.route('**/rpc/assignments.check', (route) => route.abort());
  await page.keyboard.press('x');
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText('Whether it is a known misconception could not be asked');
  expect(await recorded(ref)).toBeNull();

  await page.unroute('**/rpc/assignments.check');
  await page.keyboard.press('x');
  await page
    .getByRole('alertdialog', { name: /is a known misconception$/ })
    .getByRole('textbox')
    .fill('Our contract says so.');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await recorded(ref))?.deviationReason).toBe('Our contract says so.');
  await openScreen(page, served, 'history');
  await expect(page.getByRole('grid', { name: 'History' }).getByRole('row').nth(1)).toContainText(
    'Our contract says so. (As elsewhere in the organisation: 1 says AWS)',
  );
  // The reason that stands is better than where the answer is from.
  await openScreen(page, served, `walk/${ref.replace('/', '?card=')}`);
  await expect(card.getByText('Elsewhere in the organisation: 1 says AWS')).toBeVisible();
  await expect(card).toBeFocused();
  await page.waitForTimeout(SEEN_MS + 20);
  const answered = page.waitForResponse('**/rpc/assignments.answer');
  await page.keyboard.press('x');
  expect((await answered).ok()).toBe(true);
  expect((await recorded(ref))?.deviationReason).toBe('Our contract says so.');
});

const recorded = async (ref = 'orders-db-test/backup-configuration') =>
  (await ask<Card>(served, 'assignments.card', { ref })).assignment;
