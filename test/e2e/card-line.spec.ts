import { expect, type Page, test } from 'playwright/test';
import type { Card } from '../../main/contract/assignments.ts';
import type { WorkbookInfo } from '../../main/contract/workbook.ts';
import { ask } from '../support/ask.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { loadProgram, openScreen } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
let page: Page;
test.beforeAll(async ({ browser }) => {
  ({ served, close } = await serveExample());
  page = await browser.newPage();
  await loadProgram(page, served);
});
test.afterAll(() => close());

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
  await page.keyboard.type('Our own team does it here.');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await cardOf(ref)).assignment?.deviationReason)
    .toBe('Our own team does it here.');
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
