import { expect, type Page, test } from 'playwright/test';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { loadProgram, openScreen } from '../support/screens.ts';

let served: Served;
let close: () => Promise<void>;
/** One page goes from size to size. */
let page: Page;
test.beforeAll(async ({ browser }) => {
  ({ served, close } = await serveExample());
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await loadProgram(page, served);
});
test.afterAll(() => close());

const REF = 'orders-db/backup-configuration';
type Size = 'full' | 'pane' | 'wall';
const SIZES = ['full', 'pane', 'wall'] as const;
const card = () => page.getByRole('article');

/** Opens a duty at one size, with the focus on its card. */
async function open(size: Size, ref = REF): Promise<void> {
  const [subject, duty] = ref.split('/');
  if (size === 'pane') {
    await openScreen(page, served, `matrix?view=grid&cell=${ref}`);
    await expect(page.locator('[role="gridcell"]:focus')).toHaveAttribute('data-ref', ref);
    await page.keyboard.press('Enter');
  } else
    await openScreen(page, served, `${size === 'full' ? 'walk' : 'present'}/${subject}?card=${duty}`);
  await expect(page.locator('[data-card]')).toHaveAttribute('data-ref', ref);
  await expect(card()).toBeFocused();
}

test('what was decided stands on the card at every size', async () => {
  await open('full');
  await page.keyboard.press('d');
  await page.keyboard.type('Backups stay for 35 days.');
  await page.keyboard.press('Enter');
  for (const size of SIZES) {
    if (size !== 'full') await open(size);
    const decided = card().getByRole('region', { name: 'Decided' });
    await expect(decided, size).toContainText('Backups stay for 35 days.');
  }
});
