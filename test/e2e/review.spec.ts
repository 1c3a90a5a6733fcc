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
  await startAt(page, served, 'walk/orders-db?card=restore-testing');
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

test('answers are submitted and accepted by keyboard, signed, and reopened with a reason', async ({
  page,
}) => {
  const at = (route: string) => page.goto(addressOf(served, route));
  const bar = page.getByRole('region', { name: 'Review what is chosen' });
  const messages = page.getByRole('region', { name: 'Messages' });

  // Everything of one service, from draft to accepted.
  await startAt(page, served, 'review?state=draft&subject=orders-db');
  const table = page.getByRole('grid', { name: 'Answers in review' });
  await table.getByRole('gridcell').first().focus();
  await page.keyboard.press('Control+A');
  await expect(bar).toContainText('selected');
  await page.keyboard.press('s');
  await expect(messages).toContainText(/Submitted \d+ answers\./);
  await page.getByLabel('Review state').selectOption('submitted');
  await expect(table.getByText('Waits for review').first()).toBeVisible();

  // One goes back with a text, the others are accepted.
  await table.getByRole('gridcell').first().focus();
  await page.keyboard.press('r');
  const returning = page.getByRole('dialog', { name: 'Return to the assessor: 1 answer' });
  await returning.getByRole('button', { name: 'Return' }).click();
  await expect(returning.getByRole('alert')).toContainText('Say what is missing');
  await returning.getByLabel('What is missing or wrong').fill('Name the runbook.');
  await returning.getByRole('button', { name: 'Return' }).click();
  await expect(messages).toContainText('Returned 1 answer.');
  await table.getByRole('gridcell').first().focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('a');
  await expect(messages).toContainText(/Accepted \d+ answers\./);
  await expect(page.getByRole('heading', { name: 'Nothing waits for review' })).toBeVisible();

  // Signed as it stands.
  await page.getByRole('tab', { name: 'Sign-offs' }).click();
  await page.getByRole('button', { name: 'Sign orders-db', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign orders-db' });
  await expect(dialog).toContainText('1 answer is not accepted in review');
  await dialog.getByLabel('Name').fill('Cleo Chief');
  await dialog.getByLabel('Role').fill('Head of security');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText('Cleo Chief: unchanged since')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  // A locked card says so, and is reopened with a reason; then the signature says what changed.
  await at('walk/orders-db?card=backup-configuration');
  await expect(page.getByText(/^Accepted in review.* on /)).toBeVisible();
  await page.getByRole('button', { name: 'Reopen with a reason' }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Why it has to change').fill('Backups moved to another account.');
  await page.getByRole('button', { name: 'Reopen', exact: true }).click();
  await expect(page.getByText('Backups moved to another account.', { exact: true })).toBeVisible();
  await page.getByLabel('Note', { exact: true }).fill('Kept in the vault account.');
  await expect(page.locator('[data-save-state="saved"]')).toBeVisible();
  await at('review?view=sign-off');
  await expect(page.getByText(/1 duty changed since/).first()).toBeVisible();

  // A key of one's own, made on the way, signs under its own name; the list says who only recorded a name.
  await page.getByRole('button', { name: 'Sign shop-web', exact: true }).click();
  const keyed = page.getByRole('dialog', { name: 'Sign shop-web' });
  await keyed.getByRole('button', { name: 'Make a key to sign with…' }).click();
  await keyed.getByLabel('Whose key it is').fill('Zoë Müller');
  await keyed.getByLabel('Passphrase').fill('four or five words');
  expect(await violations(page)).toEqual([]);
  await keyed.getByRole('button', { name: 'Make the key' }).click();
  await expect(keyed.getByLabel('Sign with the key of Zoë Müller')).toBeChecked();
  await expect(keyed.getByLabel('Name', { exact: true })).toHaveValue('Zoë Müller');
  expect(await violations(page)).toEqual([]);
  await keyed.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText(/^Signed with your own key .*, Zoë Müller\.$/)).toBeVisible();
  await expect(page.getByText('Recorded as signed by Cleo Chief, without a key.')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('tab', { name: 'Acknowledgements' }).click();
  await page
    .getByRole('button', { name: /^Record that / })
    .first()
    .click();
  await expect(page.getByRole('cell', { name: 'Acknowledged' }).first()).toBeVisible();
});

test('a rule is switched on, bites in review, and what is due is listed, renewed and saved as a calendar', {
  tag: '@long',
}, async ({ page }) => {
  await startAt(page, served, 'review?view=rules');
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
