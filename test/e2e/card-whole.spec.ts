import { expect, type Page, test } from 'playwright/test';
import type { Card } from '../../main/contract/assignments.ts';
import { REST_MS } from '../../renderer/components/shortcuts/typing.ts';
import { ask } from '../support/ask.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { loadProgram, openScreen } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
/** One page goes from size to size. */
let page: Page;
test.beforeAll(async ({ browser }) => {
  ({ served, close } = await serveExample());
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await loadProgram(page, served);
});
test.afterAll(() => close());

const REF = 'orders-db/backup-configuration';
type Size = 'full' | 'pane' | 'wall';
const SIZES = ['full', 'pane', 'wall'] as const;
const card = () => page.getByRole('article');

/** Opens a duty at one size, with the focus on its card. */
async function open(size: Size, ref = REF): Promise<void> {
  const [subject, duty] = ref.split('/');
  if (size === 'pane') {
    await openScreen(page, served, `matrix?view=grid&cell=${ref}`);
    await expect(page.locator('[role="gridcell"]:focus')).toHaveAttribute('data-ref', ref);
    await page.keyboard.press('Enter');
  } else await openScreen(page, served, `${size === 'full' ? 'walk' : 'present'}/${subject}?card=${duty}`);
  await expect(page.locator('[data-card]')).toHaveAttribute('data-ref', ref);
  await expect(card()).toBeFocused();
}

test('what was decided stands on the card at every size', async () => {
  await open('full');
  await page.keyboard.press('d');
  await page.keyboard.type('35 days.');
  await page.keyboard.press('Enter');
  for (const size of SIZES) {
    if (size !== 'full') await open(size);
    const decided = card().getByRole('region', { name: 'Decided' });
    await expect(decided, size).toContainText('35 days.');
  }
});

test('the whole card stands in front of the room: what is known of the suggestion, the history, the review', async () => {
  await open('wall');
  await expect(card().getByRole('region', { name: 'Suggestion', exact: true })).toContainText('Ask: ');
  await expect(card().getByRole('region', { name: 'About the suggestion' })).toContainText('Suggested by ');
  await page.keyboard.press('i');
  const changes = card().getByRole('region', { name: 'What was changed here' });
  await expect(changes).toBeFocused();
  await expect(changes.getByRole('link', { name: /^All history/ })).toBeVisible();

  // Returned with a remark, then accepted: it is reopened where it is asked for.
  await ask(served, 'review.submit', { refs: [REF] });
  await ask(served, 'review.return', { refs: [REF], text: 'Who restores from them?' });
  await expect(card()).toContainText('Who restores from them?');
  await ask(served, 'review.submit', { refs: [REF] });
  await ask(served, 'review.accept', { refs: [REF] });
  await card().getByRole('button', { name: 'Reopen with a reason' }).click();
  await page.keyboard.type('Known now.');
  await page.keyboard.press('Enter');
  await expect(card()).toContainText('Reopened');
  await expect(card()).toContainText('Known now.');
});

test('in front of the room every way on, and every way to accept many, has something to press', async () => {
  await open('wall', 'reporting-db/backup-configuration');
  const holder = page.locator('[data-card]');
  const ways = page.getByRole('group', { name: 'Duties' });
  await ways.getByRole('button', { name: /^Previous/ }).click();
  await expect(holder).not.toHaveAttribute('data-ref', 'reporting-db/backup-configuration');
  await ways.getByRole('button', { name: /^Next/ }).first().click();
  await expect(holder).toHaveAttribute('data-ref', 'reporting-db/backup-configuration');
  for (const [name, other] of [
    ['Next service (])', /^(?!reporting-db)/],
    ['Previous service ([)', /^reporting-db/],
  ] as const) {
    await page.getByRole('button', { name }).click();
    await expect(holder).toHaveAttribute('data-ref', other);
  }
  await page.getByRole('button', { name: 'More ways to accept' }).click();
  await page.getByRole('menuitem', { name: 'Accept them all, to be confirmed later' }).click();
  // What is said of it goes with the service that it leads on from, so what was recorded is what counts.
  const left = () =>
    ask<readonly string[]>(served, 'assignments.refs', {
      filter: { subject: 'reporting-db', ownership: 'unanswered', parked: false },
    });
  await expect.poll(left).toEqual([]);
});

test('a key that is refused says why where one looks, and that goes with the card', async () => {
  const locked = 'shop-front/public-exposure';
  await ask(served, 'review.submit', { refs: [locked] });
  await ask(served, 'review.accept', { refs: [locked] });
  const said = () =>
    page.getByRole('status').filter({ hasText: 'The answer is accepted in review and locked.' });
  /** Seen, and not only read aloud. */
  const isSeen = async () => ((await said().boundingBox())?.height ?? 0) > 10;
  const holder = page.locator('[data-card]');
  for (const size of SIZES) {
    await open(size, locked);
    for (const key of size === 'full' ? ['p', '2', 'Backspace'] : ['Backspace']) {
      await page.keyboard.press(key);
      await expect.poll(isSeen, { message: `${size} ${key}` }).toBe(true);
      // What follows a letter that did nothing at once would be the tail of a word.
      await page.waitForTimeout(REST_MS);
      // On another card nothing of it is left, nor when one comes back.
      await page.keyboard.press('ArrowLeft');
      await expect(holder).not.toHaveAttribute('data-ref', locked);
      await page.keyboard.press('ArrowRight');
      await expect(holder).toHaveAttribute('data-ref', locked);
      await expect(said()).toHaveCount(0);
    }
  }
  await openScreen(page, served, `matrix?view=grid&cell=${locked}`);
  await expect(page.locator('[role="gridcell"]:focus')).toHaveAttribute('data-ref', locked);
  await page.keyboard.press('p');
  await expect.poll(isSeen).toBe(true);
});

test('an answer is taken back by a button where there is one of its own', async () => {
  const ref = 'shop-web/backup-configuration';
  const { ownership } = await ask<Card>(served, 'assignments.card', { ref });
  expect(ownership.kind).not.toBe('unanswered');
  for (const size of SIZES) {
    await open(size, ref);
    await page.getByRole('button', { name: 'Take back', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Take back', exact: true })).toHaveCount(0);
    expect((await ask<Card>(served, 'assignments.card', { ref })).ownership.kind).toBe('unanswered');
    await expect(page.getByRole('status').filter({ hasText: 'Answer taken back.' })).toBeVisible();
    await ask(served, 'assignments.answer', { ref, answer: { owners: ['aws'] }, reason: 'Agreed.' });
  }
});
