import { expect, type Page } from 'playwright/test';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { startAt } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

interface Traced {
  readonly name: string;
  readonly args: {
    readonly elementCount?: number;
    readonly data?: { readonly nodeName?: string };
  };
}
/**
 * What the browser does for a page while something happens, by its own account. Counted, not timed: a busy machine counts the same. The page is
 * asked, not the browser: once that was traced, a headless shell gives no later page the focus.
 */
async function traced(page: Page, happens: () => Promise<void>) {
  const session = await page.context().newCDPSession(page);
  const events: Traced[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as Traced[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline'] },
  });
  await happens();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  // Else nothing was counted.
  expect(events.some(({ args }) => (args?.elementCount ?? 0) > 0)).toBe(true);
  return {
    /** Elements that were given their style anew. */
    styled: events.reduce((sum, { args }) => sum + (args?.elementCount ?? 0), 0),
    /** Rows of the grid whose picture was made anew, once for each time. */
    rows: events.filter(({ name, args }) => name === 'Paint' && /_row_/.test(args.data?.nodeName ?? ''))
      .length,
  };
}
const drawn = (page: Page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
const cells = (page: Page) => page.getByRole('gridcell').count();

test('an answer by its key paints the row of its cell and no other', async ({ page }) => {
  await startAt(page, served, 'matrix?view=grid&cell=orders-db-test/workload-logging');
  const cell = page.locator('[role="gridcell"]:focus');
  await expect(cell).toHaveAttribute('aria-label', /^Unanswered/);
  await expect(page.getByRole('region', { name: 'The cell in focus' })).toContainText('Suggested');
  // A picture of its own, or the browser goes through the cells of all others.
  const kinds = await page
    .getByRole('grid')
    .getByRole('row')
    .evaluateAll((all) => all.slice(1).map((row) => getComputedStyle(row).isolation));
  expect(new Set(kinds)).toEqual(new Set(['isolate']));
  const { rows, styled } = await traced(page, async () => {
    await page.keyboard.press('c');
    await expect(cell).not.toHaveAttribute('aria-label', /^Unanswered/);
    await drawn(page);
  });
  expect(rows).toBeLessThanOrEqual(1);
  // Whether a cell lets the page through does not change with its answer, or all surfaces are put together anew.
  const fills = await page
    .locator('[role="gridcell"] [data-letter]')
    .evaluateAll((parts) => parts.map((part) => getComputedStyle(part).backgroundColor));
  expect(fills.filter((fill) => / \/ |rgba/.test(fill))).toEqual([]);
  expect(styled).toBeLessThan((await cells(page)) / 4);
});

test('a card that opens beside the grid has none of its cells styled anew', async ({ page }) => {
  // Columns as narrow as they get: none becomes another width for the room that the card takes.
  await page.setViewportSize({ width: 1104, height: 900 });
  await startAt(page, served, 'matrix?view=grid&cell=orders-db-test/restore-testing');
  await expect(page.locator('[role="gridcell"]:focus')).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'The cell in focus' })).toContainText('Suggested');
  await drawn(page);
  const before = await cells(page);
  expect(before).toBeGreaterThan(200);
  const pane = page.locator('[data-pane]');
  const [styled, own]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    const opening = await traced(page, async () => {
      await page.keyboard.press('Enter');
      await expect(pane.locator('article')).toBeFocused();
      await drawn(page);
    });
    styled.push(opening.styled);
    own.push(await pane.locator('*').count());
    await pane.getByRole('button', { name: 'Close the card' }).click();
    await expect(pane).toHaveCount(0);
    await page.locator('[role="gridcell"][tabindex="0"]').focus();
    await drawn(page);
  }
  // What else the page was at while one of them opened counts for nothing.
  expect(Math.min(...styled)).toBeLessThan(2 * Math.max(...own) + before / 4);
});

test('a draft marks its cell, and the row of no other is painted anew', async ({ page }) => {
  await startAt(page, served, 'matrix?view=grid&cell=orders-db-test/restore-testing');
  const cell = page.locator('[data-ref="orders-db-test/restore-testing"][role="gridcell"]');
  await expect(cell).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-pane] article')).toBeFocused();
  await drawn(page);
  const { rows } = await traced(page, async () => {
    await page.keyboard.press('1');
    await expect(cell).toHaveAttribute('aria-label', /draft, not recorded$/);
    await drawn(page);
  });
  expect(rows).toBeLessThanOrEqual(1);
});

test('a grid whose screen is hidden while something on it waits has its place and its focus again', async ({
  page,
}) => {
  await startAt(page, served, 'matrix?view=grid&cell=orders-db-test/restore-testing');
  const grid = page.getByRole('grid');
  const cell = page.locator('[role="gridcell"]:focus');
  await expect(cell).toHaveCount(1);
  const before = await grid.evaluate((each) => each.scrollTop);
  expect(before).toBeGreaterThan(0);
  // As it is done to a screen whose part asks for what is not there yet: hidden, with something in its place, for some frames.
  await page.getByRole('main').evaluate(async (main) => {
    const frames = async () => {
      for (let frame = 0; frame < 5; frame += 1)
        await new Promise((resolve) => requestAnimationFrame(resolve));
    };
    const screen = [...main.children].filter((child): child is HTMLElement => child instanceof HTMLElement);
    for (const part of screen) part.style.setProperty('display', 'none', 'important');
    const waiting = document.createElement('p');
    main.append(waiting);
    await frames();
    waiting.remove();
    for (const part of screen) part.style.removeProperty('display');
    await frames();
  });
  await expect(cell).toHaveCount(1);
  expect(await grid.evaluate((each) => each.scrollTop)).toBe(before);
});
