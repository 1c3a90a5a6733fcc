import { expect, type Page } from 'playwright/test';
import type { Served } from './cli.ts';

/**
 * Goes to the start screen and from there to a screen of the served workbook (`matrix?view=grid`), without loading the program anew,
 * and waits until the screen stands. That is much quicker than a page for each.
 */
export async function openScreen(page: Page, served: Served, route: string): Promise<void> {
  await openStart(page, served);
  await page.goto(`${served.address}/#/w/${served.workbook?.id}/${route}`);
  // The screen before stays until the next one can be drawn.
  await expect(page.getByRole('button', { name: 'New workbook' })).toHaveCount(0);
  await expect(page.locator('main h1').first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** Goes to the start screen. */
export async function openStart(page: Page, served: Served): Promise<void> {
  await page.goto(`${served.address}/#/`);
  await expect(page.getByRole('button', { name: 'New workbook' })).toBeVisible();
}
