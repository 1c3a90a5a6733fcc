import { expect, test } from 'playwright/test';
import { violations } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { addressOf, startAt } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

test('answers are submitted and accepted by keyboard, signed, and reopened with a reason', async ({
  page,
}) => {
  await startAt(page, served);
  const at = (route: string) => page.goto(addressOf(served, route));
  const bar = page.getByRole('region', { name: 'Review what is chosen' });
  const messages = page.getByRole('region', { name: 'Messages' });

  // Everything of one service, from draft to accepted.
  await at('review?state=draft&subject=orders-db');
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
