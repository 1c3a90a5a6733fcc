import { readFileSync } from 'node:fs';
import { expect } from 'playwright/test';
import { violations } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { addressOf, startAt } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

test('a risk is accepted with its reason, approver and end, and listed with the others', async ({ page }) => {
  await startAt(page, served);
  await page.goto(addressOf(served, 'walk/orders-db?card=restore-testing'));
  await page.getByRole('radio', { name: 'Risk accepted' }).check({ force: true });
  const line = page.getByRole('region', { name: 'Accepted risk' });
  await expect(line).toContainText('Lacks a reason');
  await line.getByRole('button', { name: 'Say why the risk is accepted…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Accepted risk: / });
  await dialog.getByLabel('Why the risk is accepted').fill('It is rebuilt from code within a day.');
  await dialog.getByLabel('Approved by').selectOption({ index: 1 });
  await dialog.getByLabel('Accepted until').fill('2020-01-01');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('status').or(dialog.getByRole('alert'))).toContainText(
    'before it was approved',
  );
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel('Accepted until').fill('2099-12-31');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(line).toContainText('Stands until 31 Dec 2099');
  await page.goto(addressOf(served, 'gaps?view=risks'));
  const table = page.getByRole('region', { name: 'Table of accepted risks' });
  await expect(table).toContainText('It is rebuilt from code within a day.');
  expect(await violations(page)).toEqual([]);
});

test('a rule is switched on, bites in review, and what is due is listed, renewed and saved as a calendar', async ({
  page,
}) => {
  await startAt(page, served);
  await page.goto(addressOf(served, 'review?view=rules'));
  const rule = page.getByLabel('Who answered does not accept');
  // It shows what is recorded, a moment after the click.
  await rule.click();
  await expect(rule).toBeChecked();
  await page.getByLabel('All answers').selectOption('12');
  await expect(page.getByLabel('All answers')).toHaveValue('12');
  expect(await violations(page)).toEqual([]);

  await page.goto(addressOf(served, 'review?state=draft&subject=orders-db'));
  const table = page.getByRole('grid', { name: 'Answers in review' });
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(page.getByText('Who answered does not accept.')).toBeVisible();
  await table.getByRole('gridcell').first().focus();
  await page.keyboard.press('s');
  await expect(messages).toContainText('Submitted 1 answer.');
  await page.getByLabel('Review state').selectOption('submitted');
  await table.getByRole('gridcell').first().focus();
  await page.keyboard.press('a');
  await expect(messages).toContainText('the rule "Who answered does not accept" is on');

  await page.goto(addressOf(served, 'review?view=due&within=1095'));
  const due = page.getByRole('region', { name: 'What is due' });
  await expect(due.getByRole('link', { name: /^Review \d+ answers of / }).first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a calendar' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/ due\.ics$/);
  expect(readFileSync(await file.path(), 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n.*END:VCALENDAR\r\n$/s);
});
