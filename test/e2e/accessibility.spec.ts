import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';

/** Every screen, by the address behind the workbook's own. */
const SCREENS = {
  overview: 'overview',
  scope: 'scope',
  services: 'services',
  'walk-through': 'walk/orders-db?card=backup-configuration',
  'walk-through, answered once': 'walk/workbook',
  'matrix, grid': 'matrix?view=grid',
  'matrix, register': 'matrix?view=register',
  'matrix, grid narrowed': 'matrix?view=grid&text=backup',
  'matrix, register grouped': 'matrix?view=register&group=persons&gap=no-named-person',
  workshop: 'workshop',
  presenter: 'present/orders-db?card=backup-configuration',
  evidence: 'evidence',
  'evidence, one piece': 'evidence?open=1',
  'evidence, timeline': 'evidence?view=timeline',
  gaps: 'gaps',
  'gaps, actions': 'gaps?view=actions',
  'gaps, misconceptions': 'gaps?view=misconceptions',
  changes: 'compare',
  'changes, asked again': 'compare?view=reask',
  review: 'review?state=draft',
  'review, sign-offs': 'review?view=sign-off',
  'review, acknowledgements': 'review?view=owners',
  import: 'import',
  export: 'export',
} as const;

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('start', async ({ page }) => {
      await page.goto(served.url);
      await page.goto(`${served.address}#/`);
      await expect(page.getByRole('button', { name: 'New workbook' })).toBeVisible();
      expect(await violations(page, colorScheme)).toEqual([]);
      await page.getByRole('button', { name: 'New workbook' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await violations(page, colorScheme)).toEqual([]);
    });

    for (const page_ of ['of-and-in', 'layers', 'service-models', 'misconceptions', 'steps'])
      test(`learn, ${page_}`, async ({ page }) => {
        await page.goto(served.url);
        await page.goto(`${served.address}#/learn/${page_}`);
        await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible();
        expect(await violations(page, colorScheme)).toEqual([]);
      });

    for (const [name, route] of Object.entries(SCREENS))
      test(name, async ({ page }) => {
        const complaints: string[] = [];
        page.on('console', (message) => {
          if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
        });
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.goto(served.url);
        await page.goto(`${served.address}#/w/${served.workbook?.id}/${route}`);
        await expect(page.locator('main').getByRole('heading').first()).toBeVisible();
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        expect(await violations(page, colorScheme)).toEqual([]);
        // Among them: a style or script that the content-security policy refused.
        expect(complaints).toEqual([]);
      });
  });

/**
 * What axe finds against WCAG 2.2 A and AA and its own best practices, one line each. The two schemes share their structure and
 * differ in colours only, so that the dark one is asked about these alone.
 */
async function violations(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const {
    violations: found,
    passes,
    incomplete,
  } = await (scheme === 'dark' ? axe.withRules(['color-contrast', 'link-in-text-block']) : axe).analyze();
  // Where axe cannot tell the colour behind some text, all of the rule counts as not complete.
  expect([...found, ...passes, ...incomplete].map(({ id }) => id)).toContain('color-contrast');
  return found.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}
