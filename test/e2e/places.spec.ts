import { expect, type Page, test } from 'playwright/test';
import { ask } from '../support/ask.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { loadProgram, openScreen } from '../support/screens.ts';

const ONE = '222233334444';
const TWO = '444455556666';

let served: Served;
let close: () => Promise<void>;
let page: Page;
test.beforeAll(async ({ browser }) => {
  ({ served, close } = await serveExample());
  for (const [ref, account] of [
    ['orders-db', ONE],
    ['orders-db-test', `${TWO}, ${ONE}`],
    ['shop-web', TWO],
  ])
    await ask(served, 'services.update', { ref, account });
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await loadProgram(page, served);
});
test.afterAll(() => close());

const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
const heads = () =>
  page
    .locator('[role="gridcell"][aria-colspan]')
    .evaluateAll((cells) => cells.map((cell) => cell.textContent));

test('Services by account, by keyboard: choose the grouping, go over a head, open, select and come back', async () => {
  await openScreen(page, served, 'services');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search the services' })).toBeFocused();
  await page.keyboard.type('orders-db');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Environment, account or Region')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Group', { exact: true })).toBeFocused();
  await page.keyboard.type('By acc');
  await expect.poll(heads).toEqual([`${ONE} (1)`, `${ONE}, ${TWO} (1)`]);
  await expect(page).toHaveURL(/group=account/);

  await page.locator('[role="gridcell"][tabindex="0"]').focus();
  await expect.poll(focused).toBe(`${ONE} (1)`);
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe('orders-db');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  // The head between two rows has no box, and a range goes over it.
  await expect(page.getByRole('checkbox', { name: /^Select orders-db/, checked: true })).toHaveCount(2);
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'orders-db-test', level: 2 })).toBeFocused();
  await page.keyboard.press('Escape');
});

test('Gaps by account, by pointer: what is asked for is under its head, is folded, and leads to its card', async () => {
  await openScreen(page, served, 'gaps');
  const rules = page.getByRole('heading', { level: 2 });
  const byRule = await rules.count();
  await page.getByLabel('Group', { exact: true }).selectOption({ label: 'By account' });
  await expect(rules).not.toHaveCount(byRule);
  const names = await rules.locator('button').allInnerTexts();
  expect(names.map((name) => name.split(/\n| {2}/)[0])).toEqual([
    // Those of the example's environments, in which services run that name none themselves, among them.
    '111122223333',
    ONE,
    `${ONE}, ${TWO}`,
    TWO,
    '777788889999',
    'No account named',
  ]);

  const section = page.getByRole('region', { name: new RegExp(`^${ONE}, ${TWO}`) });
  await expect(section.getByRole('row').first()).toContainText('orders-db-test');
  await section.getByRole('button', { expanded: true }).click();
  await expect(section.getByRole('row')).toHaveCount(0);
  await section.getByRole('button', { expanded: false }).click();

  await page.getByLabel('Environment, account or Region').selectOption({ label: TWO });
  await expect(rules).toHaveCount(2);
  await expect(section.getByRole('row')).toHaveCount(1);
  const alone = page.getByRole('region', { name: new RegExp(`^${TWO} `) });
  await alone
    .getByRole('link', { name: /^shop-web, / })
    .first()
    .click();
  await expect(page.getByRole('complementary', { name: /^Card: .*, shop-web$/ })).toBeVisible();
});

test('Walk-through: the services at the left are those of the account that was chosen', async () => {
  await openScreen(page, served, 'walk/orders-db');
  const list = page.getByRole('navigation', { name: 'Services and duties' });
  await list.getByLabel('Environment, account or Region').selectOption({ label: TWO });
  await expect(list.getByRole('link', { name: /^(orders-db-test|shop-web) / })).toHaveCount(2);
  await expect(list.getByRole('heading', { level: 2 })).toHaveText(['Services in use']);
  await expect(list.getByRole('listitem')).toHaveCount(2);
});

for (const route of [
  'gaps?view=actions&group=environment',
  'gaps?view=risks&group=account',
  'review?view=due&within=1095&group=account',
  'evidence?group=account',
  'review?state=draft&group=environment',
])
  test(`${route}: every entry stands under one head, and the heads add up`, async () => {
    await openScreen(page, served, route);
    const sum = (texts: readonly string[]) =>
      texts.reduce((total, text) => total + Number(/\((\d+)\)$/.exec(text)?.[1] ?? Number.NaN), 0);
    const grid = page.getByRole('grid');
    if ((await grid.count()) > 0) {
      const lines = Number(await grid.getAttribute('aria-rowcount')) - 1;
      await page.getByLabel('Group', { exact: true }).selectOption({ value: '' });
      await expect.poll(() => grid.getAttribute('aria-rowcount')).not.toBe(String(lines + 1));
      const rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
      expect(lines).toBeGreaterThan(rows);
    } else {
      const found = await page.locator('th[scope="rowgroup"]').allInnerTexts();
      expect(found.length).toBeGreaterThan(0);
      await expect(page.locator('main tbody tr:not(:has(th[scope="rowgroup"]))')).toHaveCount(sum(found));
    }
  });

test('Services: one that stands in a second environment is found in both, and says so in its row', async () => {
  await openScreen(page, served, 'services');
  await page.getByRole('searchbox', { name: 'Search the services' }).fill('shop-web');
  await page.getByRole('gridcell').getByRole('button', { name: 'shop-web', exact: true }).click();
  const boxes = page.getByRole('group', { name: 'Environments' });
  await expect(boxes.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await boxes.getByRole('checkbox', { name: 'Test' }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('gridcell', { name: 'Production, Test' })).toBeVisible();
  for (const environment of ['Production', 'Test', 'Log archive']) {
    await page.getByLabel('Environment, account or Region').selectOption({ label: environment });
    await expect(page.getByRole('gridcell', { name: 'Production, Test' })).toHaveCount(
      environment === 'Log archive' ? 0 : 1,
    );
  }
});

test('History: what was done to what runs in a place, and of an entry only that', async () => {
  await ask(served, 'assignments.bulk', {
    refs: ['orders-db/restore-testing', 'shop-web/encryption-in-transit'],
    set: { dueOn: '2030-05-31' },
  });
  await openScreen(page, served, 'history');
  const rows = page.getByRole('grid', { name: 'History' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('2 duties of 2 services');
  const total = () => page.getByRole('grid', { name: 'History' }).getAttribute('aria-rowcount').then(Number);
  const all = await total();
  await page.getByLabel('Environment, account or Region').selectOption({ label: ONE });
  await expect(rows.nth(1)).toContainText('orders-db');
  await expect(rows.nth(1)).not.toContainText('2 duties');
  expect(await total()).toBeLessThan(all);
  await expect(page).toHaveURL(/where=account/);
  await rows.nth(1).getByRole('button').click();
  await expect(page.getByRole('complementary').getByRole('heading', { level: 3 })).toHaveText([
    'Restore testingorders-db',
  ]);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(rows.nth(1)).toContainText('2 duties of 2 services');
});

test('Changes: what is different in a place, of how much, and nothing where nothing is', async () => {
  await ask(served, 'snapshots.take', { name: 'Before' });
  for (const ref of ['orders-db/restore-testing', 'shop-web/encryption-in-transit'])
    await ask(served, 'assignments.update', { ref, note: `Looked at ${ref}` });
  await openScreen(page, served, 'compare');
  await expect(page.getByText('2 changes in all.')).toBeVisible();
  const where = page.getByLabel('Environment, account or Region');
  await where.focus();
  await where.selectOption({ label: TWO });
  await expect(page.getByText('1 of 2 changes.')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Notes 1' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Looked at shop-web/encryption-in-transit' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Looked at orders-db/restore-testing' })).toHaveCount(0);
  await expect(page).toHaveURL(/where=account/);
  await where.selectOption({ label: 'Log archive' });
  await expect(page.getByText('0 of 2 changes.')).toBeVisible();
  await expect(page.getByText('Nothing is different of what runs in this place.')).toBeVisible();
  await expect(where).toBeFocused();
  await where.selectOption({ label: 'Everywhere' });
  await expect(page.getByText('2 changes in all.')).toBeVisible();
});

test('Re-ask: all that is listed of a place stands, and what is elsewhere is asked on', async () => {
  await ask(served, 'houseRules.take', {
    text: [
      'house-rules: 1',
      'name: Shop',
      'edition: "1"',
      'defaults:',
      '  - duties: [restore-testing]',
      '    owner: [provider, customer]',
      '    why: It is bought with the platform.',
      '    texts:',
      '      customer: Looks at the report of the drill.',
    ].join('\n'),
  });
  await openScreen(page, served, 'compare?view=reask');
  const title = page.getByRole('heading', { level: 2, name: /answers? to look at again$/ });
  const count = async () => Number.parseInt((await title.textContent()) ?? '', 10);
  const all = await count();
  const where = page.getByLabel('Environment, account or Region');
  await where.focus();
  await where.selectOption({ label: ONE });
  await expect(title).not.toHaveText(new RegExp(`^${all} `));
  await expect(where).toBeFocused();
  const there = await count();
  expect(there).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'All of them stand' }).click();
  await expect(page.getByText(/under the present catalogue/)).toContainText(`${there} answer`);
  await where.selectOption({ label: 'Everywhere' });
  await expect(title).toHaveText(new RegExp(`^${all - there} `));
});
