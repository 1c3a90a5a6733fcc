import { expect, type Page } from 'playwright/test';
import type { Card, RegisterRow } from '../../main/contract/assignments.ts';
import { ask } from '../support/ask.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { startAt } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
/** Answered duties of one service: two whose risk is accepted, and two with a day. */
const RISKS = ['orders-db/restore-testing', 'orders-db/backup-configuration'];
const DUE = ['orders-db/workload-logging', 'orders-db/data-classification'];
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
  await ask(served, 'snapshots.take', { name: 'Before' });
  const answer = { answer: { owners: ['organisation'] }, reason: 'Ours.' };
  for (const ref of RISKS)
    await ask(served, 'assignments.answer', { ref, ...answer, status: 'risk-accepted' });
  for (const ref of DUE)
    await ask(served, 'assignments.answer', { ref, ...answer, status: 'in-progress', dueOn: '2020-01-02' });
});
test.afterAll(() => close());

const pane = (page: Page) => page.locator('[data-pane]');
const inPane = (page: Page) => page.evaluate(() => document.activeElement?.closest('[data-pane]') !== null);
const refIn = async (page: Page) => (await pane(page).getAttribute('data-ref')) ?? '';
const isOpen = async (ref: string) => {
  const card = await ask<Card>(served, 'assignments.card', { ref });
  return card.ownership.kind === 'unanswered' && card.assignment?.parked !== true;
};
const lines = (page: Page) => page.locator('main a[data-duty]');
/** Opens the card of a line of links, with the focus in it. */
async function enter(page: Page, line: ReturnType<typeof lines>): Promise<void> {
  await line.focus();
  await page.keyboard.press('Enter');
  await expect(pane(page).locator('article')).toBeFocused();
}

test('U leads to a duty that is open in every list, and says so where no other is', async ({ page }) => {
  await startAt(page, served, 'gaps');
  await enter(page, lines(page).first());
  for (let step = 0; step < 3; step += 1) {
    const before = await refIn(page);
    await page.keyboard.press('u');
    await expect(pane(page)).not.toHaveAttribute('data-ref', before);
    expect(await isOpen(await refIn(page))).toBe(true);
  }

  await startAt(page, served, 'review?state=all');
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  await expect(pane(page).locator('article')).toBeFocused();
  const first = await refIn(page);
  const queue = await ask<{ rows: RegisterRow[] }>(served, 'review.queue', {});
  expect(queue.rows.every(({ ownership }) => ownership.kind !== 'unanswered')).toBe(true);
  await page.keyboard.press('u');
  await expect(pane(page).getByRole('status').filter({ hasText: 'No other duty is open.' })).toHaveCount(1);
  expect(await refIn(page)).toBe(first);
});

for (const [name, route] of [
  ['what is due', 'review?view=due&kind=duty'],
  ['accepted risks', 'gaps?view=risks'],
  ['changes', 'compare?group=status'],
  ['what evidence supports', 'evidence?open=1'],
] as const)
  test(`arrows go on through ${name} with the card following, and Right goes into it`, async ({ page }) => {
    await startAt(page, served, route);
    await expect(lines(page).nth(1)).toBeVisible();
    await enter(page, lines(page).first());
    await page.keyboard.press('Escape');
    await expect(lines(page).first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(lines(page).nth(1)).toBeFocused();
    const second = (await lines(page).nth(1).getAttribute('data-duty')) ?? '';
    await expect(pane(page)).toHaveAttribute('data-ref', second);
    expect(await inPane(page)).toBe(false);
    await page.keyboard.press('ArrowRight');
    await expect(pane(page).locator('article')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(lines(page).nth(1)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(lines(page).first()).toBeFocused();
  });
