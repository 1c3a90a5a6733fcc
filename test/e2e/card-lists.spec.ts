import { expect, type Page } from 'playwright/test';
import type { RegisterRow } from '../../main/contract/assignments.ts';
import type { Gap } from '../../main/contract/gaps.ts';
import { ask } from '../support/ask.ts';
import { violations, violationsInAll } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { OTHER_SCHEMES } from '../support/colours.ts';
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
  await ask(served, 'assignments.update', { ref: DUE[1], note: 'Said in the room.' });
});
test.afterAll(() => close());

const pane = (page: Page) => page.locator('[data-pane]');
const inPane = (page: Page) => page.evaluate(() => document.activeElement?.closest('[data-pane]') !== null);
const refIn = async (page: Page) => (await pane(page).getAttribute('data-ref')) ?? '';
const OPEN = { filter: { ownership: 'unanswered', parked: false } };
const lines = (page: Page) => page.locator('main a[data-duty]');
/** Opens the card of a line of links, with the focus in it. */
async function enter(page: Page, line: ReturnType<typeof lines>): Promise<void> {
  await line.focus();
  await page.keyboard.press('Enter');
  await expect(pane(page).locator('article')).toBeFocused();
}

test('U leads to a duty that is open in every list, and says so where no other is', async ({ page }) => {
  await startAt(page, served, 'gaps');
  await expect(lines(page).first()).toBeVisible();
  const listed = await lines(page).evaluateAll((all) =>
    all.map((link) => link.getAttribute('data-duty') ?? ''),
  );
  const open = new Set(await ask<string[]>(served, 'assignments.refs', OPEN));
  // From a duty after which an answered one comes.
  const at = listed.findIndex(
    (ref, index) => ref !== listed[index + 1] && !open.has(listed[index + 1] ?? ''),
  );
  await enter(page, lines(page).nth(at));
  for (let step = 0; step < 2; step += 1) {
    const before = await refIn(page);
    await page.keyboard.press('u');
    await expect(pane(page)).not.toHaveAttribute('data-ref', before);
    expect(open).toContain(await refIn(page));
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

const saysSo = (page: Page) => page.getByText('Answered just now', { exact: true });

test('a risk that is accepted no longer stays in its list, and its card stands, until one leaves the list', async ({
  page,
}) => {
  await startAt(page, served, 'gaps?view=risks');
  await expect(lines(page).nth(1)).toBeVisible();
  const refs = await lines(page).evaluateAll((all) =>
    all.map((link) => link.getAttribute('data-duty') ?? ''),
  );
  await enter(page, lines(page).first());
  // The last one as well: the list is not taken away either.
  for (const [index, ref] of refs.entries()) {
    await expect(pane(page)).toHaveAttribute('data-ref', ref);
    await page.keyboard.press('t');
    await expect(saysSo(page)).toHaveCount(index + 1);
    await expect(lines(page)).toHaveCount(refs.length);
    expect(await inPane(page)).toBe(true);
    if (index === refs.length - 1) break;
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(pane(page).locator('article')).toBeFocused();
  }
  expect(await violations(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Actions' }).click();
  await page.getByRole('tab', { name: 'Accepted risks' }).click();
  await expect(page.getByRole('heading', { name: 'No risk is accepted' })).toBeVisible();
});

test('what was due, has changed back or was submitted stays where it stood and says so', async ({ page }) => {
  const [first = '', second = ''] = DUE;
  await startAt(page, served, 'review?view=due&kind=duty');
  const both = await lines(page).count();
  const due = page.locator(`a[data-duty="${first}"]`);
  await enter(page, due);
  await page.keyboard.press('t');
  await expect(page.getByRole('row').filter({ has: due }).getByText('Answered just now')).toBeVisible();
  await expect(lines(page)).toHaveCount(both);
  await expect(pane(page)).toHaveAttribute('data-ref', first);

  await startAt(page, served, 'compare?group=notes');
  const note = page.getByRole('row').filter({ has: page.locator(`a[data-duty="${second}"]`) });
  await enter(page, note.getByRole('link'));
  await page.keyboard.press('m');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Escape');
  await expect(note.getByText('Answered just now')).toBeVisible();
  await expect(pane(page)).toHaveAttribute('data-ref', second);

  await startAt(page, served, 'review?state=draft');
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  await expect(pane(page).locator('article')).toBeFocused();
  await page.keyboard.press('Backspace');
  await expect(page.getByRole('grid').getByText('Answered just now')).toBeVisible();
});

test('a duty that its card takes off a piece of evidence stays among what the piece supports', async ({
  page,
}) => {
  await startAt(page, served, 'evidence?open=1');
  const supports = page.getByRole('region', { name: 'Supports' });
  await expect(lines(page).first()).toBeVisible();
  const count = await lines(page).count();
  await enter(page, lines(page).first());
  await pane(page).getByRole('button', { name: 'More about E-1', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Take off this duty' }).click();
  await expect(supports.getByText('Taken off just now')).toHaveCount(1);
  await expect(lines(page)).toHaveCount(count);
  await expect(pane(page)).toBeVisible();
});

test('details with a card beside them have the room of their list at 1280, which comes back with its focus', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await startAt(page, served, 'evidence');
  const grid = page.getByRole('grid', { name: 'Evidence' });
  /** What can be read of the register: whether it scrolls sideways, the room of a title, and numbers and days that are cut. */
  const read = () =>
    grid.evaluate((box) => ({
      sideways: box.scrollWidth > box.clientWidth,
      title: box.querySelector('[role="gridcell"]:nth-child(2)')?.clientWidth ?? 0,
      cut: [...box.querySelectorAll('[role="gridcell"]:not(:nth-child(2)), [role="gridcell"] span')]
        .filter((part) => part.scrollWidth > part.clientWidth && part.clientWidth > 0)
        .map((part) => part.textContent)
        .filter((text) => text !== 'File kept elsewhere'),
    }));
  for (const width of [1920, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(read).toMatchObject({ sideways: false, cut: [] });
    await expect.poll(async () => (await read()).title, { message: String(width) }).toBeGreaterThan(300);
  }
  await expect(grid.getByRole('gridcell', { name: '481 bytes' })).toBeVisible();
  await grid.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  await expect(lines(page).first()).toBeVisible();
  await enter(page, lines(page).first());
  await expect(grid).toBeHidden();
  const widths = () =>
    page.evaluate(() =>
      ['[data-pane]', 'aside:has([aria-label="Supports"])'].map(
        (part) => document.querySelector(part)?.getBoundingClientRect().width ?? 0,
      ),
    );
  await expect.poll(async () => Math.min(...(await widths()))).toBeGreaterThan(500);
  for (const options of OTHER_SCHEMES) {
    await page.emulateMedia(options);
    expect(await violations(page, 'colours')).toEqual([]);
  }
  await page.getByRole('button', { name: 'Close details' }).click();
  await expect(grid).toBeVisible();
  await expect.poll(read).toMatchObject({ sideways: false, cut: [] });
  await expect.poll(async () => (await read()).title).toBeGreaterThan(230);
  await expect(grid.locator('[role="gridcell"]:focus')).toHaveCount(1);
});

test('whoever is in the details before they take the focus stays there, and comes back to the list', async ({
  page,
}) => {
  await startAt(page, served, 'evidence');
  const cell = page.getByRole('grid', { name: 'Evidence' }).getByRole('gridcell').first();
  await cell.click();
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      const close = document.querySelector<HTMLElement>('aside button[aria-label="Close details"]');
      close?.focus();
      if (close) watch.disconnect();
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await page.keyboard.press('Enter');
  const close = page.getByRole('button', { name: 'Close details' });
  await expect(close).toBeVisible();
  await page.evaluate(() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then))));
  await expect(close).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cell).toBeFocused();
});

for (const [name, route] of [
  ['changes', 'compare?group=notes'],
  ['accepted risks', 'gaps?view=risks'],
  ['what is due', 'review?view=due&kind=duty'],
] as const)
  test(`a card beside ${name} has nothing to complain about, in light, in dark and in forced colours`, async ({
    page,
  }) => {
    await ask(served, 'assignments.update', { ref: DUE[1], note: 'Said once more.' });
    await ask(served, 'assignments.update', { ref: RISKS[0], status: 'risk-accepted' });
    await startAt(page, served, route);
    await enter(page, lines(page).first());
    // Beside the card the list has less width; what was opened is still in sight.
    await expect(page.locator('main a[data-duty][aria-current]').first()).toBeInViewport();
    expect(await violationsInAll(page)).toEqual([]);
  });

test('a draft is marked in every list and on its cell of the grid, in words too', async ({ page }) => {
  const gaps = await ask<Gap[]>(served, 'gaps.list', {});
  const { ref, subject } = gaps.find((gap) => gap.rule === 'unanswered' && gap.ref !== null) as Gap;
  await startAt(page, served, `matrix?view=grid&cell=${ref}`);
  const cell = page.locator(`[role="gridcell"][data-ref="${ref}"]`);
  await expect(cell).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(pane(page).locator('article')).toBeFocused();
  await expect(cell).not.toHaveAttribute('aria-label', /draft/);
  await page.keyboard.press('1');
  await expect(cell).toHaveAttribute('aria-label', /, draft, not recorded$/);
  await expect(page.getByRole('gridcell', { name: /draft, not recorded/ })).toHaveCount(1);

  const marked = page.getByRole('row').filter({ hasText: 'Draft, not recorded' });
  await startAt(page, served, `matrix?view=register&subject=${subject}`);
  await expect(marked).toHaveCount(1);
  // Parties that stand chosen over an answer are one as well.
  await startAt(page, served, 'review?state=all&subject=orders-db');
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  await expect(pane(page).locator('article')).toBeFocused();
  await page.keyboard.press('3');
  await expect(marked).toHaveCount(1);
  await page.keyboard.press('3');
  await expect(marked).toHaveCount(0);
  await startAt(page, served, `gaps?rule=unanswered&subject=${subject}`);
  const link = lines(page).filter({ hasText: 'Draft, not recorded' });
  await expect(link).toHaveCount(1);
  await expect(link).toHaveAttribute('data-duty', ref ?? '');
  expect(await violations(page)).toEqual([]);
  // Taken back on its card, it is gone from the list at once.
  await enter(page, link);
  await page.keyboard.press('1');
  await expect(link).toHaveCount(0);
});
