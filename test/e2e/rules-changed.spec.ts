import { expect, test } from 'playwright/test';
import { violationsInBoth } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { addressOf, openCheck, startAt } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

test('a rule that was switched on stands among the changes, with who did it; what breaks it is told where the workbook is checked', async ({
  page,
}) => {
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
