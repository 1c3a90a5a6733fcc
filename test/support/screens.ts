import { expect, type Locator, type Page } from 'playwright/test';
import { SEEN_MS } from '../../renderer/components/shortcuts/typing.ts';
import type { Served } from './cli.ts';
import { settled, watchAnswers } from './settled.ts';

/** The address of a screen of the served workbook (`matrix?view=grid`). */
export const addressOf = (served: Served, route: string): string =>
  `${served.address}/#/w/${served.workbook?.id}/${route}`;

const shownIn = new WeakMap<Page, Served>();

/**
 * Loads the program at its start address, which opens the served workbook, and goes on to a screen of that workbook once it stands:
 * a page that is sent on before would be brought back by its own first step. A page that has loaded this very program goes there
 * from its start screen.
 */
export async function startAt(page: Page, served: Served, route = 'services'): Promise<void> {
  if (shownIn.get(page) === served) return openAnew(page, served, route);
  shownIn.set(page, served);
  await watchAnswers(page);
  await page.goto(served.url);
  await page.waitForURL(/#\/w\//);
  const heading = page.locator('main h1').first();
  await expect(heading).toBeVisible();
  const [from, before] = [screenOf(page.url()), (await heading.textContent()) ?? ''];
  const to = addressOf(served, route);
  await page.goto(to);
  // The screen before stays until the next one can be drawn.
  if (screenOf(to) !== from) await expect(heading).not.toHaveText(before);
  await settled(page);
}

/** Loads the program at its start address for tests that go from screen to screen with `openScreen`, and waits until its first one stands. */
export async function loadProgram(page: Page, served: Served): Promise<void> {
  await watchAnswers(page);
  await page.goto(served.url);
  await page.waitForURL(/#\/w\//);
  await expect(page.locator('main h1').first()).toBeVisible();
  await settled(page);
}

const screenOf = (address: string) => address.replace(/^.*#\/w\/[^/]+\//, '').replace(/[?/].*$/, '');

/**
 * Goes to the start screen and from there to a screen of the served workbook (`matrix?view=grid`), without loading the program anew,
 * and waits until the screen stands. That is much quicker than a page for each.
 */
export async function openScreen(page: Page, served: Served, route: string): Promise<void> {
  await openStart(page, served);
  await page.goto(addressOf(served, route));
  // The screen before stays until the next one can be drawn.
  await expect(page.getByRole('button', { name: 'New workbook' })).toHaveCount(0);
  await expect(page.locator('main h1').first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await settled(page);
}

/** Goes to a screen in a page that another test has left: no dialog and no message of it stays. */
async function openAnew(page: Page, served: Served, route: string): Promise<void> {
  const dialogs = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  await expect(async () => {
    if ((await dialogs.count()) > 0) await page.keyboard.press('Escape');
    await expect(dialogs).toHaveCount(0, { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await openStart(page, served);
  // All at once: one that goes by itself meanwhile would be waited for.
  await page.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLElement>('[aria-label="Close message"]'))
      button.click();
  });
  await page.goto(addressOf(served, route));
  await expect(page.getByRole('button', { name: 'New workbook' })).toHaveCount(0);
  await expect(page.locator('main h1').first()).toBeVisible();
  // What was read before may stand there until it is read anew.
  await settled(page);
}

/** As long as somebody needs at the least who reads a card that Enter or a click brought, before Enter can record it. */
export const readCard = (page: Page): Promise<void> => page.waitForTimeout(SEEN_MS + 20);

/** Goes to the start screen. */
export async function openStart(page: Page, served: Served): Promise<void> {
  await page.goto(`${served.address}/#/`);
  await expect(page.getByRole('button', { name: 'New workbook' })).toBeVisible();
  // Letters rest for a while after a word or a chord, and so would the first ones of the next test; a press of the pointer ends that.
  await page.mouse.click(0, 0);
  await settled(page);
}

/** The dialog that the menu of the open workbook opens by one of its items, which is called so as well. */
export async function openOfMenu(page: Page, item: string): Promise<Locator> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: /Acme|shop/i })
    .first()
    .click();
  await page.getByRole('menuitem', { name: item }).click();
  return page.getByRole('dialog', { name: item });
}
/** The dialog that checks the open workbook, by its menu. */
export const openCheck = (page: Page): Promise<Locator> => openOfMenu(page, 'Check this workbook');
