import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

/** What differs between the light and the dark scheme: the same elements in other colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * What is run in the place of axe's own source where that is there already: nothing. The builder brings its half a megabyte twice to
 * each look; a page that has it keeps it until it is loaded anew.
 */
const BROUGHT = 'void 0';

/**
 * What axe finds on the page as it is now against WCAG 2.2 A and AA and its own best practices, one line each; with `colours`, against
 * its rules about colours alone.
 */
export async function violations(page: Page, what: 'all' | 'colours' = 'all'): Promise<string[]> {
  const brought = await page.evaluate(() => {
    // A colour on its way to another is neither: what moves is taken to where it ends, but for what never does.
    for (const motion of document.getAnimations())
      if (motion.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) motion.finish();
    return 'axe' in window;
  });
  // In one go in the page: otherwise each look opens another page to gather what frames of other origins said, which there are none of.
  const axe = new AxeBuilder({ page, ...(brought ? { axeSource: BROUGHT } : {}) })
    .setLegacyMode(true)
    .options({
      // Of what passes, one element for each rule: to name all of them takes most of the time on a large grid.
      resultTypes: ['violations'],
      ...(what === 'colours' ? { runOnly: { type: 'rule', values: COLOUR_RULES } } : {}),
    });
  const { violations: found, passes, incomplete } = await axe.analyze();
  // Where axe cannot tell the colour behind some text, all of the rule counts as not complete.
  expect([...found, ...passes, ...incomplete].map(({ id }) => id)).toContain('color-contrast');
  return found.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

/** What axe finds in light, and then against its rules about colours in dark, which the page stays in. */
export async function violationsInBoth(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await violations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  return [...light, ...(await violations(page, 'colours'))];
}

/** The same, and then against its rules about colours where the system forces its own; the page is light afterwards. */
export async function violationsInAll(page: Page): Promise<string[]> {
  const found = await violationsInBoth(page);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  found.push(...(await violations(page, 'colours')));
  await page.emulateMedia({ forcedColors: 'none' });
  return found;
}
