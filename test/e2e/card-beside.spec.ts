import { expect, type Page, test } from 'playwright/test';
import type { Card } from '../../main/contract/assignments.ts';
import type { WorkbookInfo } from '../../main/contract/workbook.ts';
import { ask } from '../support/ask.ts';
import { violations } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { loadProgram, openScreen, readCard } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
let page: Page;
test.beforeAll(async ({ browser }) => {
  ({ served, close } = await serveExample());
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await loadProgram(page, served);
});
test.afterAll(() => close());

const pane = () => page.getByRole('complementary', { name: /^Card: / });
const nameOf = async () => (await pane().getAttribute('aria-label')) ?? '';
/** Waits until the pane shows another duty than the one before, and says which. */
async function anotherThan(before: string): Promise<string> {
  await expect(pane()).not.toHaveAttribute('aria-label', before);
  return nameOf();
}
const inPane = () => page.evaluate(() => document.activeElement?.closest('[data-pane]') !== null);
const onBody = () => page.evaluate(() => document.activeElement === document.body);

test('matrix: Enter opens the card beside the grid, arrows go on through the grid, Escape comes back to the cell', async () => {
  await openScreen(page, served, 'matrix?view=grid');
  await page
    .getByRole('gridcell', { name: /^Unanswered, suggested: / })
    // Not in the first row, so that there is one above it.
    .nth(6)
    .click();
  const cell = page.locator('[role="gridcell"]:focus');
  const id = await cell.getAttribute('id');
  await page.keyboard.press('Enter');
  await expect(pane()).toBeVisible();
  await expect.poll(inPane).toBe(true);
  const first = await nameOf();
  await page.keyboard.press('Escape');
  await expect(cell).toHaveAttribute('id', id ?? '');
  // The pane follows the grid, which keeps the focus.
  await page.keyboard.press('ArrowUp');
  const second = await anotherThan(first);
  await expect.poll(inPane).toBe(false);
  await page.keyboard.press('ArrowDown');
  await anotherThan(second);
  // From the pane one goes on in the order of the grid, and the grid follows.
  await page.keyboard.press('Enter');
  await expect.poll(inPane).toBe(true);
  await page.keyboard.press('j');
  await anotherThan(first);
  await expect(page.locator('[role="gridcell"][aria-current="true"]')).toBeVisible();
  await expect.poll(onBody).toBe(false);
});

test('matrix: whoever comes back by G M stands where they stood', async () => {
  await openScreen(page, served, 'matrix?view=grid');
  const cell = page.locator('[role="gridcell"]:focus');
  await page
    .getByRole('gridcell', { name: /^Unanswered, suggested: / })
    .nth(3)
    .click();
  const ref = (await cell.getAttribute('data-ref')) ?? '';
  expect(ref).not.toBe('');
  await page.keyboard.press('Enter');
  await pane().getByRole('link', { name: 'Walk-through' }).click();
  await expect(page.getByRole('article')).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page.locator('[role="gridcell"][tabindex="0"]')).toHaveAttribute('data-ref', ref);
});

test('register: what an answer takes out of the filter stays until something else is listed', async () => {
  await openScreen(page, served, 'matrix?view=register&ownership=unanswered&subject=orders-db-test');
  const rows = page.getByRole('checkbox', { name: /^Select / });
  await expect(rows.first()).toBeVisible();
  const count = await rows.count();
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  await expect.poll(inPane).toBe(true);
  const first = await nameOf();
  await readCard(page);
  await page.keyboard.press('Enter');
  // Recorded, and on to the next of this list; the row is still there, and says what it is now.
  await anotherThan(first);
  await expect(page.getByRole('grid').getByText('Unanswered')).toHaveCount(count - 1);
  await expect(rows).toHaveCount(count);
  await expect(page.getByRole('grid').getByText('Answered just now')).toHaveCount(1);
  await expect.poll(inPane).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(onBody).toBe(false);
  await page.getByRole('combobox', { name: 'Owner' }).selectOption('Owner');
  await page.getByRole('combobox', { name: 'Owner' }).selectOption('Unanswered');
  await expect(rows).toHaveCount(count - 1);
});

test('grid: a cell that an answer takes out of what is looked for stays, and says why', async () => {
  await openScreen(page, served, 'matrix?view=grid&ownership=unanswered');
  await page
    .getByRole('gridcell', { name: /^Unanswered, suggested: the customer/ })
    .nth(1)
    .click();
  const ref = await page.locator('[role="gridcell"]:focus').getAttribute('data-ref');
  await page.keyboard.press('c');
  const cell = page.locator(`[role="gridcell"][data-ref="${ref}"]`);
  await expect(cell).toHaveAttribute('title', 'Answered just now');
  await expect(cell).toHaveAttribute('aria-label', /answered just now$/);
});

test('register: Enter goes on before the whole order of the list is read', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/rpc/assignments.refs', async (route) => {
    if (route.request().postData()?.includes('shop-functions')) await held;
    await route.continue();
  });
  // Another list than the test before, so that its order is not known yet.
  await openScreen(page, served, 'matrix?view=register&ownership=unanswered&subject=shop-functions');
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  await expect.poll(inPane).toBe(true);
  const first = await nameOf();
  await readCard(page);
  await page.keyboard.press('Enter');
  const second = await anotherThan(first);
  release();
  await readCard(page);
  await page.keyboard.press('Enter');
  await anotherThan(second);
  await page.unrouteAll({ behavior: 'wait' });
});

test('Enter pressed twice on a row whose card is open enters the card, and records nothing', async () => {
  await openScreen(page, served, 'gaps?rule=unanswered');
  await page.locator('a[data-duty]').nth(1).focus();
  await page.keyboard.press('Enter');
  await expect.poll(inPane).toBe(true);
  const name = await nameOf();
  await page.keyboard.press('Escape');
  await expect(page.locator('a[data-duty]:focus')).toHaveCount(1);
  await page.waitForTimeout(700);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(inPane).toBe(true);
  await expect(page.getByRole('status').filter({ hasText: 'there only just now' })).toHaveCount(1);
  expect(await nameOf()).toBe(name);
  // Read by then, it is recorded.
  await readCard(page);
  await page.keyboard.press('Enter');
  await anotherThan(name);
});

test('gaps and review: the list stays, the card stands beside it, and the focus comes back to the row', {
  tag: '@long',
}, async () => {
  await openScreen(page, served, 'gaps?rule=unanswered');
  const link = page.locator('a[data-duty]').first();
  const words = await link.textContent();
  await link.focus();
  await page.keyboard.press('Enter');
  await expect.poll(inPane).toBe(true);
  const first = await nameOf();
  await page.keyboard.press('Escape');
  await expect(page.locator('a[data-duty]:focus')).toHaveText(words ?? '');
  await page.keyboard.press('ArrowDown');
  await anotherThan(first);
  expect(await violations(page)).toEqual([]);
  for (const options of [{ colorScheme: 'dark' as const }, { forcedColors: 'active' as const }]) {
    await page.emulateMedia(options);
    expect(await violations(page, 'colours')).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });

  await openScreen(page, served, 'review?state=all');
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  await expect.poll(inPane).toBe(true);
  const before = await nameOf();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await anotherThan(before);
  await expect(page.locator('[role="row"][aria-current="true"]')).toHaveCount(1);
  // The keys of the card are those of the card, also where the screen has others under the same letters.
  await page.getByRole('button', { name: 'Close the card' }).click();
  await expect(pane()).toHaveCount(0);
  await expect.poll(onBody).toBe(false);
});

test('evidence: a duty that a piece supports opens beside the register, and Escape comes back to its link', async () => {
  await openScreen(page, served, 'evidence?open=1');
  const link = page.locator('a[data-duty]').first();
  const ref = (await link.getAttribute('data-duty')) ?? '';
  await link.focus();
  await page.keyboard.press('Enter');
  await expect.poll(inPane).toBe(true);
  await expect(page.getByRole('heading', { name: 'Evidence', level: 1 })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('a[data-duty]:focus')).toHaveAttribute('data-duty', ref);
});

test('an address of a service that is gone leads on to the walk-through', async () => {
  await openScreen(page, served, 'walk/gone-since');
  await page.getByRole('link', { name: 'Go on with another' }).click();
  await expect(page.locator('article').first()).toBeVisible();
  await expect(page).not.toHaveURL(/gone-since/);
});

const KEYS = { aws: 'a', customer: 'c', shared: 's', na: 'n' } as const;
const cardOf = (ref: string) => ask<Card>(served, 'assignments.card', { ref });
const revision = async () => (await ask<WorkbookInfo>(served, 'workbook.info', {})).rev;
const cell = () => page.locator('[role="gridcell"]:focus');
const strip = () => page.getByRole('region', { name: 'The cell in focus' });

/** Puts the focus on the cell of a duty, with its card there. */
async function stand(ref: string): Promise<Card> {
  await openScreen(page, served, `matrix?view=grid&cell=${ref}`);
  await expect(cell()).toBeVisible();
  const card = await cardOf(ref);
  await expect(strip()).toContainText(card.responsibility.name);
  return card;
}

test('a cell is answered as a card is: at once as suggested, with the reason where it differs', async () => {
  const [ref = ''] = await ask<readonly string[]>(served, 'assignments.refs', {
    filter: { subject: 'orders-db-test', ownership: 'unanswered' },
  });
  const { suggestion } = await stand(ref);
  await page.keyboard.press(KEYS[suggestion.owner]);
  await expect.poll(async () => (await cardOf(ref)).ownership.kind).not.toBe('unanswered');
  await expect(cell()).toHaveAttribute('data-ref', ref);
  await expect(strip()).not.toContainText('Suggested:');

  // The same again is no change.
  const before = await revision();
  await page.keyboard.press(KEYS[suggestion.owner], { delay: 600 });
  expect(await revision()).toBe(before);

  await page.keyboard.press(suggestion.owner === 'customer' ? 's' : 'c');
  const why = strip().getByRole('textbox', { name: /Why is it otherwise here/ });
  await expect(why).toBeFocused();
  expect(await revision()).toBe(before);
  await page.keyboard.type('Ours alone.');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await cardOf(ref)).assignment?.deviationReason).toBe('Ours alone.');
  await expect(cell()).toHaveAttribute('data-ref', ref);
  await page.keyboard.press('Backspace');
  await expect.poll(async () => (await cardOf(ref)).ownership.kind).toBe('unanswered');
});

test('the cell that a question is about stays in view when the question takes room', async () => {
  const refs = await ask<readonly string[]>(served, 'assignments.refs', {
    filter: { subject: 'orders-db-test', ownership: 'unanswered' },
  });
  // Far down, so that the grid stands scrolled with it at its lower edge.
  const { suggestion } = await stand(refs.at(-1) ?? '');
  const asked = page.locator('[role="gridcell"][tabindex="0"]');
  await expect(asked).toBeInViewport({ ratio: 0.95 });
  await page.keyboard.press(suggestion.owner === 'customer' ? 's' : 'c', { delay: 600 });
  await expect(strip().getByRole('textbox')).toBeVisible();
  await expect(asked).toBeInViewport({ ratio: 0.95 });
  await page.keyboard.press('Escape');
  await expect(cell()).toBeInViewport({ ratio: 0.95 });
});

test('what shows in every column says so before it is recorded, called not applicable, or taken back', async () => {
  const ref = 'aws/physical-access';
  await stand(ref);
  const before = await revision();
  const asked = page.getByRole('alertdialog');
  for (const key of ['n', 'Backspace']) {
    await page.keyboard.press(key);
    await expect(asked).toContainText(/shows in/);
    await page.keyboard.press('Escape');
    await expect(asked).toHaveCount(0);
    await expect(cell()).toBeVisible();
  }
  expect(await revision()).toBe(before);
  await page.keyboard.press('Backspace');
  await asked.getByRole('button', { name: 'Take it back' }).click();
  await expect.poll(async () => (await cardOf(ref)).ownership.kind).toBe('unanswered');
  await expect(asked).toHaveCount(0);
  await expect(cell()).toBeVisible();
  await page.keyboard.press('a');
  await expect(asked).toContainText('Not recorded yet');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await cardOf(ref)).ownership.kind).toBe('single');
});

test('an accepted answer is locked for the keys of a cell, too, and says so', async () => {
  const ref = 'orders-db/restore-testing';
  await ask(served, 'review.submit', { refs: [ref] });
  await ask(served, 'review.accept', { refs: [ref] });
  await stand(ref);
  const before = await revision();
  await page.keyboard.press('s', { delay: 600 });
  await expect(strip()).toContainText('locked');
  expect(await revision()).toBe(before);
});

test('a key that opens a field opens the card beside the grid, and what follows is its text', async () => {
  const ref = 'orders-db-test/restore-testing';
  const before = await stand(ref);
  await page.keyboard.press('m');
  await page.keyboard.type('Ask Carl');
  await expect(page.getByRole('complementary', { name: /^Card:/ })).toBeVisible();
  await expect(page.locator('textarea:focus')).toHaveValue('Ask Carl');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await cardOf(ref)).assignment?.note).toBe('Ask Carl');
  expect((await cardOf(ref)).ownership).toEqual(before.ownership);
});
