import { expect, test } from 'playwright/test';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { startAt } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

test('a meeting, one service in front of the room by keyboard alone, and what comes out of it', async ({
  page,
}) => {
  await startAt(page, served, 'workshop');

  // The meeting begins, and somebody comes in.
  await page.getByLabel('Title of the meeting').focus();
  await page.keyboard.type('Round one');
  await page.keyboard.press('Enter');
  const room = page.getByLabel('Add somebody to the room');
  await expect(room).toBeVisible();
  await room.focus();
  await page.keyboard.type('Guest of the bank');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Who is in the room' })).toContainText('Guest of the bank');
  await page
    .getByRole('row', { name: /orders-db-test/ })
    .getByRole('link')
    .focus();
  await page.keyboard.press('Enter');

  // The whole service: nothing of it is answered yet.
  const question = page.getByRole('article').getByRole('heading', { level: 2 });
  const status = page.getByRole('status').last();
  await expect(question).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  const line = page.getByText(/^Duty \d+ of \d+, \d+ answered$/);
  const total = Number(/of (\d+)/.exec((await line.textContent()) ?? '')?.[1]);
  expect(total).toBeGreaterThan(10);
  for (let at = 1; at <= total; at += 1) {
    await expect(line).toContainText(`Duty ${at} of ${total}`);
    if (at === 1) {
      await page.keyboard.press('d');
      await page.keyboard.type('The test database keeps no customer data.');
      await page.keyboard.press('Enter');
      await expect(status).toContainText('Decision noted');
      // Parked with what it waits for; whom can be left open.
      await page.keyboard.press('p');
      await page.keyboard.type('The numbers of the test load.');
      await page.keyboard.press('Enter');
    } else if (at === 2) {
      await page.keyboard.press('n');
      await page.keyboard.type('Nobody outside the team reaches it.');
      await page.keyboard.press('Enter');
    } else await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText('orders-db-test');

  // Back at the agenda: answered but for the one that was parked, and the decision is in the log.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'Workshop' })).toBeVisible();
  await expect(page.getByRole('row', { name: /orders-db-test/ }).first()).toContainText(
    `${total - 1} of ${total}`,
  );
  const decision = page.getByRole('row', { name: /keeps no customer data/ });
  await expect(decision).toContainText('Round one');
  await expect(decision).toContainText('orders-db-test');

  // What was accepted in bulk is confirmed at once, and nothing is left waiting.
  await page.getByRole('button', { name: /^Confirm all/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing waits.')).toBeVisible();
});

test('the line moves with the kind of service, by keyboard, and says so', async ({ page }) => {
  await startAt(page, served);
  await page.goto(`${served.address}#/learn/service-models`);
  const picture = page.getByRole('main').getByRole('img');
  await expect(picture).toHaveAttribute('aria-label', /^Infrastructure: /);
  const before = await page.getByRole('status').textContent();
  await page.getByRole('radio', { name: /Infrastructure/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(picture).toHaveAttribute('aria-label', /^Platform: /);
  await expect(page.getByRole('status')).toContainText('Compared with container');
  expect(await page.getByRole('status').textContent()).not.toBe(before);
});
