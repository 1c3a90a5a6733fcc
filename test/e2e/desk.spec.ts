import { expect, type Page } from 'playwright/test';
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

async function open(page: Page, query: string): Promise<void> {
  await startAt(page, served, `matrix?${query}`);
  await expect(page.getByRole('grid')).toBeVisible();
}
const counted = (page: Page) => page.locator('main').getByRole('status').first();

test('filter, select, change in bulk, undo', async ({ page }) => {
  await open(page, 'view=register');
  await expect(counted(page)).toHaveText('433 rows');

  // Words of any text narrow the rows, and the address keeps them.
  await page.getByRole('searchbox', { name: 'Find text' }).fill('restore test');
  await expect(counted(page)).not.toHaveText('433 rows');
  await expect(page).toHaveURL(/text=/);
  const answer = page.waitForResponse(
    (response) =>
      response.url().includes('assignments.register') &&
      (response.request().postData() ?? '').includes('"unanswered"'),
  );
  await page.getByRole('combobox', { name: 'Owner' }).selectOption('Unanswered');
  await expect(page).toHaveURL(/ownership=unanswered/);
  const { total } = ((await (await answer).json()) as { value: { total: number } }).value;
  expect(total).toBeGreaterThan(2);
  const rows = page.getByRole('checkbox', { name: /^Select / });
  await expect(rows).toHaveCount(total);

  // By keyboard: one with Space, two more with Shift and arrows, then all of them.
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('region', { name: 'Change what is selected' });
  await expect(bar.getByRole('status')).toHaveText('3 duties selected');
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('row', { selected: true })).toHaveCount(total);

  await bar.getByRole('combobox', { name: 'Status' }).selectOption('In progress');
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages.getByText(`Changed ${total} duties.`)).toBeVisible();
  // Only the next message is left to offer its Undo.
  await messages.getByRole('button', { name: 'Close message' }).click();
  await bar.getByRole('button', { name: /^Owner/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Thistlemoor Outfitters' }).check();
  await dialog.getByRole('button', { name: 'Set owner' }).click();
  // They are answered now, so the filter shows none of them.
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await expect(bar).toHaveCount(0);
  await messages.getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(total);
});

test('rows copied, changed as in a spreadsheet, pasted with a preview and taken back', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'view=register&text="restore testing"&party=organisation');
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('region', { name: 'Change what is selected' })).toBeVisible();
  await page.keyboard.press('Control+c');
  const onClipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(onClipboard).toContain('restore-testing');
  const copied = await onClipboard();
  const [heads = '', first = ''] = copied.split('\n');
  expect(heads).toMatch(/^Ref\tService\tDomain\tResponsibility\tOwner\tPersons\tStatus\tDue date/);
  expect(first).toContain('restore-testing');

  // Pasted back unchanged it is no change.
  await page.keyboard.press('Control+v');
  await expect(page.getByText('nothing to change')).toBeVisible();

  const cells = first.split('\t');
  const due = heads.split('\t').indexOf('Due date');
  const owner = heads.split('\t').indexOf('Owner');
  const changed = cells.map((cell, at) => (at === due ? '2031-05-06' : at === owner ? 'Nobody Ltd' : cell));
  await page.evaluate((text) => navigator.clipboard.writeText(text), `${heads}\n${changed.join('\t')}`);
  await page.keyboard.press('Control+v');
  const preview = page.getByRole('dialog', { name: 'Paste into the matrix' });
  await expect(preview).toContainText('There is no party "Nobody Ltd"');
  await expect(preview).toContainText('2031-05-06');
  await preview.getByRole('button', { name: 'Change 1 cell' }).click();
  await expect(page.getByText('Pasted into 1 duty.')).toBeVisible();
  await expect(page.getByRole('grid')).toContainText('2031');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('grid')).not.toContainText('2031');
});

test('what is selected is copied whole in the very moment in which it shows', async ({ page }) => {
  await open(page, 'view=register&text="restore testing"&party=organisation');
  await page.getByRole('gridcell').first().click();
  // As soon as the bar stands in the document, before anything else can run.
  const copied = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!document.querySelector('[aria-label="Change what is selected"]')) return;
          observer.disconnect();
          const clipboardData = new DataTransfer();
          document.dispatchEvent(new ClipboardEvent('copy', { clipboardData, cancelable: true }));
          resolve(clipboardData.getData('text/plain'));
        });
        observer.observe(document.body, { childList: true, subtree: true });
      }),
  );
  await page.keyboard.press('Control+a');
  expect((await copied).split('\n').slice(1).join('\n')).toContain('restore-testing');
});

test('a paste that was left before its preview came stays left, and a word presses no button of the preview', async ({
  page,
}) => {
  await open(page, 'view=register&subject=orders-db-test');
  const preview = page.getByRole('dialog', { name: 'Paste into the matrix' });
  const owner = page.getByRole('gridcell', { name: /Unanswered/ }).first();
  const paste = () =>
    page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'Shared');
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
    });
  /** Pastes, presses Escape while one call on the way to the preview is held back, and waits until that has its reply. */
  const leaveDuring = async (call: string) => {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await page.route(`**/rpc/${call}`, async (route) => {
      await held;
      await route.continue();
    });
    await owner.click();
    const asked = page.waitForRequest(`**/rpc/${call}`);
    const replied = page.waitForResponse(`**/rpc/${call}`);
    await paste();
    await asked;
    await page.keyboard.press('Escape');
    goOn();
    await (await replied).finished();
    await page.unroute(`**/rpc/${call}`);
    await owner.click();
    await expect(owner).toBeFocused();
    await expect(preview).toHaveCount(0);
  };
  // First the rows that it goes to are read, then it is tried.
  await leaveDuring('assignments.refs');
  await leaveDuring('assignments.applyCells');

  await paste();
  const change = preview.getByRole('button', { name: 'Change 1 cell' });
  await expect(change).toBeFocused();
  await page.keyboard.type('not applicable');
  await expect(change).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(preview).toHaveCount(0);
  await expect(owner).toHaveText(/Unanswered/);
});

test('the grid selects cells, and a saved view brings its filters back', async ({ page }) => {
  await open(page, 'view=grid&cell=orders-db/restore-testing');
  const focused = page.locator('[role="gridcell"]:focus');
  await expect(focused).toBeVisible();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-multiselectable', 'true');
  await expect(page.getByRole('gridcell', { selected: true })).toHaveCount(4);
  await page.getByRole('button', { name: 'Park', exact: true }).click();
  await expect(page.getByText(/^Changed \d of 4 duties|^Changed 4 duties/)).toBeVisible();
  await focused
    .or(page.getByRole('gridcell', { selected: true }).first())
    .first()
    .focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('gridcell', { selected: true })).toHaveCount(0);

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('checkbox', { name: 'Parked' }).check();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Parked ones');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'View: Parked ones' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(page).not.toHaveURL(/parked/);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitemradio', { name: 'Parked ones' }).click();
  await expect(page).toHaveURL(/parked=true/);
});

test('suggestions stand as ghosts in the grid, are accepted for what is selected, and taken back in one step', async ({
  page,
}) => {
  await open(page, 'view=grid');
  const ghosts = page.getByRole('gridcell', { name: /^Unanswered, suggested: / });
  const undo = page.getByRole('button', { name: 'Undo the last change' });
  await ghosts.first().click();
  // A click shows which cell the keys act on.
  const focused = page.locator('[role="gridcell"]:focus');
  await expect(focused).toHaveCSS('outline-style', 'solid');
  const id = await focused.getAttribute('id');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  const bar = page.getByRole('region', { name: 'Change what is selected' });
  await expect(bar.getByRole('button', { name: 'Accept suggestions' })).toBeVisible();
  await page.keyboard.press('Shift+A');
  const message = page.getByText(/^Accepted \d+ suggestion/);
  await expect(message).toBeVisible();
  await expect(page.locator(`[id="${id}"]`)).not.toHaveAttribute('aria-label', /^Unanswered/);
  // What is said does not lie on what can be done.
  await expect(async () => {
    const [above, below] = await Promise.all([message.boundingBox(), bar.boundingBox()]);
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
  }).toPass();
  await undo.click();
  await expect(page.locator(`[id="${id}"]`)).toHaveAttribute('aria-label', /^Unanswered, suggested: /);
});

test('columns of the register are chosen, ordered and sized, and a saved view keeps them', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, 'view=register');
  const heads = page.getByRole('columnheader');
  await expect(heads).toHaveText(['Service', 'Responsibility', 'Owner', 'Persons', 'Status', 'Note']);
  // As it comes nothing has to be scrolled sideways.
  const grid = page.getByRole('grid');
  expect(await grid.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);

  await page.getByRole('button', { name: 'Columns' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns of the register' });
  await dialog.getByRole('checkbox', { name: 'Note' }).uncheck();
  await dialog.getByRole('checkbox', { name: 'Evidence' }).check();
  await dialog.getByRole('button', { name: 'Move Owner forward' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(heads).toHaveText(['Service', 'Owner', 'Responsibility', 'Persons', 'Status', 'Evidence']);

  // With Shift and an arrow on its head a column grows.
  const head = page.getByRole('columnheader', { name: 'Persons' });
  await head.focus();
  const before = (await head.boundingBox())?.width ?? 0;
  await page.keyboard.press('Shift+ArrowRight');
  await expect
    .poll(async () => Math.round((await head.boundingBox())?.width ?? 0))
    .toBe(Math.round(before) + 16);

  // What a group's head says is not said again in each of its rows.
  await page.getByRole('combobox', { name: 'Group' }).selectOption('By service');
  await expect(heads).toHaveText(['Owner', 'Responsibility', 'Persons', 'Status', 'Evidence']);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Owners');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await open(page, 'view=register');
  await expect(heads.first()).toHaveText('Service');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitemradio', { name: 'Owners' }).click();
  await expect(heads).toHaveText(['Owner', 'Responsibility', 'Persons', 'Status', 'Evidence']);
});

test('a key that is pressed before the first card is there waits for it', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await startAt(page, served);
  await page.route('**/rpc/assignments.card', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(addressOf(served, 'matrix?view=grid&cell=orders-db/physical-access'));
  await expect(page.locator('[role="gridcell"]:focus')).toHaveAttribute('aria-label', /^AWS/);
  // A key that is none of the card's does what it always does.
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('[role="gridcell"]:focus')).toHaveAttribute('aria-label', /^AWS/);
  await page.keyboard.press('c');
  release();
  await expect(page.getByRole('alertdialog')).toContainText('shows in');
  await page.unrouteAll({ behavior: 'wait' });
});

test('an answer for what the provider answers once says so before it changes every column', async ({
  page,
}) => {
  await open(page, 'view=grid&cell=orders-db/physical-access');
  const focused = page.locator('[role="gridcell"]:focus');
  await expect(focused).toHaveAttribute('aria-label', /^AWS/);
  await page.keyboard.press('c');
  const asked = page.getByRole('alertdialog');
  await expect(asked).toContainText('shows in');
  await page.keyboard.press('Escape');
  await expect(asked).toHaveCount(0);
  await expect(focused).toHaveAttribute('aria-label', /^AWS/);
  await page.keyboard.press('s');
  await expect(asked).toContainText('Why is it otherwise here?');
  await page.keyboard.press('Enter');
  await expect(focused).toHaveAttribute('aria-label', /^Shared: AWS/);
  await page.getByRole('button', { name: 'Undo the last change' }).click();
  await expect(page.getByRole('gridcell', { name: /^Shared: AWS and Thistlemoor/ }).first()).toBeVisible();
  await expect(page.locator('[role="gridcell"][tabindex="0"]')).toHaveAttribute('aria-label', /^AWS/);
});
