import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import type { ActionRow } from '../../main/contract/actions.ts';
import { ask } from '../support/ask.ts';
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

test('from a gap to an action, to its end, and to the overview', async ({ page }) => {
  await startAt(page, served, 'gaps?rule=misconception');
  const gap = page.getByRole('row').filter({ hasText: 'rests on the belief' });
  await gap.getByRole('button', { name: 'Words to use in the room' }).click();
  await expect(gap.getByText('Then ask:')).toBeVisible();

  await gap.getByRole('button', { name: /^Make an action/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Make an action' });
  await dialog.getByLabel('Who does it').selectOption({ label: 'Amara Okonkwo' });
  await dialog.getByLabel('Due on').fill('2001-02-03');
  await dialog.getByLabel('What is to be done').press('Enter');
  await expect(dialog).toBeHidden();
  // Late from the first day: the gap has its action, and is not in hand.
  await expect(gap.getByRole('button', { name: 'A-5 overdue' })).toBeVisible();
  await page.getByLabel('Covered').selectOption({ label: 'In hand (an action covers it)' });
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();

  await page.goto(addressOf(served, 'gaps?view=actions'));
  const row = page.getByRole('row').filter({ hasText: 'A-5' });
  await expect(row).toContainText('Amara Okonkwo');
  await expect(row).toContainText('Overdue');
  // The duty that it covers opens beside the list, and gives the focus back.
  const covered = row.getByRole('link');
  await covered.click();
  await expect(page.getByRole('complementary', { name: /^Card: / }).getByRole('article')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(covered).toBeFocused();
  await page.goto(addressOf(served, 'overview'));
  await expect(page.getByText('5 actions to be done, 2 overdue')).toBeVisible();
  await page.goto(addressOf(served, 'gaps?view=actions'));
  await row.getByLabel('State of A-5').selectOption({ label: 'Done' });
  await expect(row).toHaveCount(0);
  await page.getByLabel('Show closed ones (1)').check();
  await expect(row).toBeVisible();

  // One for all gaps of a rule: every row of the group then names it.
  await page.goto(addressOf(served, 'gaps?rule=unanswered'));
  const group = page.getByRole('region', { name: /No answer yet/ });
  await group.getByRole('button', { name: 'One action for all of these' }).click();
  await page.getByRole('button', { name: 'Make the action' }).click();
  await expect(group.getByRole('button', { name: 'A-6', exact: true }).first()).toBeVisible();
  await expect(group.getByRole('button', { name: /^Make an action/ })).toHaveCount(0);
  await group.getByRole('link').first().click();
  await expect(page.getByRole('complementary', { name: /^Card: / })).toBeVisible();
  await page.getByRole('link', { name: 'Walk-through', exact: true }).last().click();
  await expect(page).toHaveURL(/walk\/.*card=/);
});

test('each chart of the overview is a table too', async ({ page }) => {
  await startAt(page, served, 'overview');
  const toggle = page.getByRole('button', { name: 'As a table: Who owns what' });
  const row = page
    .getByRole('table', { name: 'Who owns what' })
    .getByRole('row', { name: /^Facilities and hardware/ });
  await expect(row).toContainText('3 of 3');
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await expect(row).toBeVisible();
});

test('the gaps of a rule are one stop of Tab, and arrows go through them', async ({ page }) => {
  await startAt(page, served, 'gaps?rule=unanswered');
  const grid = page.getByRole('grid').first();
  await expect(grid).toBeVisible();
  const rows = grid.getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  await rows.first().getByRole('link').focus();
  await page.keyboard.press('ArrowRight');
  await expect(rows.first().getByRole('button')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1).getByRole('button')).toBeFocused();
  await page.keyboard.press('Control+Home');
  await expect(rows.first().getByRole('link')).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect(rows.last().getByRole('button')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(grid.locator(':focus')).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  await expect(rows.last().getByRole('button')).toBeFocused();
  await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);

  // From the last of a row the arrow leads into its card.
  await rows.nth(1).getByRole('button').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[data-pane] article')).toBeFocused();
  const duty = (await rows.nth(1).getByRole('link').getAttribute('data-duty')) ?? '';
  await expect(page.locator('[data-pane]')).toHaveAttribute('data-ref', duty);
});

test('actions go out to a tracker, and what it says of them is taken in, chosen and undone', async ({
  page,
}, { outputDir }) => {
  await startAt(page, served, 'gaps?view=actions');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Trackers' }).click();
  await page.getByRole('menuitem', { name: /CSV/ }).click();
  const csv = join(outputDir, 'actions.csv');
  await (await saving).saveAs(csv);
  const text = readFileSync(csv, 'utf8');
  const [, first, second] =
    /(demarc-[0-9a-f]{8}-A-1-[0-9a-f]{8})[\s\S]*?(demarc-[0-9a-f]{8}-A-2-[0-9a-f]{8})/.exec(text) ?? [];

  // Back from the tracker: one is done and has another day, one is of nobody.
  await page.getByRole('button', { name: 'Trackers' }).click();
  await page.getByRole('menuitem', { name: /Take in what a tracker says/ }).click();
  const back = `Issue key,Status,Resolution,Due date,Labels\nSEC-1,Done,Done,2027-03-01,demarc ${first}\nSEC-2,Nonsense,,,demarc ${second}\nSEC-3,Open,,,other\n`;
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await choosing).setFiles({ name: 'jira.csv', mimeType: 'text/csv', buffer: Buffer.from(back) });
  await expect(page.getByText('Issues of a tracker', { exact: true })).toBeVisible();
  await expect(page.getByText(/2 actions of this workbook named; 1 row without/)).toBeVisible();
  await expect(page.getByText(/Row 3: A-2: "Nonsense" is no state that is known/)).toBeVisible();
  await page.getByRole('checkbox', { name: /^A-1 .*, due$/ }).uncheck();
  await page.getByRole('button', { name: 'Change 1 action' }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).waitFor();
  const { actions } = await listed();
  expect(actions).toMatchObject({ 1: { state: 'done' } });
  expect(actions[1]?.dueOn).not.toBe('2027-03-01');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText(/^Undone:/)).toBeVisible();
  expect((await listed()).actions[1]?.state).not.toBe('done');
});

/** The actions by their numbers. */
async function listed() {
  const all = await ask<readonly ActionRow[]>(served, 'actions.list', {});
  return { actions: Object.fromEntries(all.map((action) => [action.number, action])) };
}
