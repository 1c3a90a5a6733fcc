import { expect, type Page, test } from 'playwright/test';
import { SCREENS } from '../../renderer/app/shell/screens.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { lossesOf } from '../support/losses.ts';
import { loadProgram, openScreen, openStart } from '../support/screens.ts';
import { settled } from '../support/settled.ts';
import { goThrough, SKIP } from '../support/stops.ts';

/** A window that has room, what is left of one of 1920 x 1200, and of one of 1280 x 800, at 200 %. */
const ROOMY = { width: 1280, height: 720 };
const ZOOMED = [
  { width: 960, height: 600 },
  // Where the focus has least room.
  { width: 640, height: 400 },
];

let served: Served;
let close: () => Promise<void>;
/** One page goes from screen to screen. */
let page: Page;
test.beforeAll(async ({ browser }) => {
  ({ served, close } = await serveExample());
  page = await browser.newPage({ viewport: ROOMY });
  await loadProgram(page, served);
});
test.afterAll(() => close());

/** A screen, or how it is when something on it is open. */
interface Place {
  readonly name: string;
  readonly route: string;
  /** What is tried there; on each screen as it comes, all of it. */
  readonly zoom: boolean;
  readonly tab: boolean;
  readonly find: boolean;
}
const asItComes = { zoom: true, tab: true, find: true };
const [zoomed, found] = [
  { zoom: true, tab: false, find: false },
  { zoom: false, tab: false, find: true },
];
const PLACES: readonly Place[] = [
  { name: 'start', route: '', ...asItComes },
  ...SCREENS.map(({ label, id }) => ({ name: label, route: id, ...asItComes })),
  { name: 'Register', route: 'matrix?view=register', ...zoomed, find: true },
  { name: 'Actions', route: 'gaps?view=actions', ...found },
  { name: 'All answers', route: 'review?state=all', ...found },
  { name: 'Re-ask', route: 'compare?view=reask', ...found },
  { name: 'Presenter, first duty', route: 'present', ...found },
  { name: 'Service panel', route: 'services?open=orders-db', ...zoomed },
  { name: 'Evidence panel', route: 'evidence?open=1', ...zoomed },
  { name: 'Accepted risks', route: 'gaps?view=risks', ...zoomed },
  { name: 'What is due', route: 'review?view=due&within=1095', ...zoomed },
  { name: 'Presenter', route: 'present/orders-db?card=backup-configuration', ...zoomed },
];
/** What stands around all screens is gone through with the first of them. */
const WHOLE = PLACES.slice(0, 2);

/** What has the focus and takes text, with what it holds. */
const typedInto = () =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at instanceof HTMLInputElement && (at.type === 'search' || at.getAttribute('role') === 'combobox')
      ? at.value
      : `nowhere: ${at?.tagName}`;
  });

/** Nothing is lost at 200 %. A screen stands while its reader zooms. */
async function expectNothingLost(): Promise<void> {
  for (const size of ZOOMED) {
    await page.setViewportSize(size);
    await settled(page);
    await expect
      .poll(() => lossesOf(page), { message: `${size.width} x ${size.height}` })
      .toEqual({ moved: 0, beyond: 0, tooWide: 0, tooHigh: 0, lost: [] });
  }
}
/** Tab goes through the screen in order, is always seen, and comes out again. */
async function expectWayThrough(place: Place): Promise<void> {
  const stops = await goThrough(page, !WHOLE.includes(place));
  expect(stops.length).toBeGreaterThan(place.route === '' ? 3 : 1);
  if (place.route !== '') expect(stops[0]?.name).toBe(SKIP);
  expect(stops.filter((stop) => !stop.ring).map((stop) => stop.name)).toEqual([]);
  expect(stops.filter((stop) => !stop.inView).map((stop) => stop.name)).toEqual([]);
  expect(stops.filter((stop) => stop.cut).map((stop) => `${stop.name} by ${stop.cut}`)).toEqual([]);
  expect(stops.filter((stop) => !stop.follows).map((stop) => stop.name)).toEqual([]);
}
/** A key leads to the search, and what is typed at once goes there. */
async function expectSearch(key: string): Promise<void> {
  // As one does who has just clicked somewhere.
  const cell = page.locator('[role="gridcell"]').first();
  if ((await cell.count()) > 0) await cell.click();
  await page.keyboard.press(key);
  await page.keyboard.type('sqs');
  expect(await typedInto(), key).toBe('sqs');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}
for (const [at, place] of PLACES.entries()) {
  const { name, route, zoom, tab, find } = place;
  const claims = [
    ...(zoom ? ['nothing is lost at 200 %'] : []),
    ...(tab ? ['Tab goes through it in order, is always seen, and comes out again'] : []),
    ...(find ? ['Ctrl+F and / search, and what is typed at once goes there'] : []),
  ];
  test(`${name}: ${claims.join('; ')}`, async () => {
    await page.setViewportSize(zoom ? (ZOOMED[0] ?? ROOMY) : ROOMY);
    const open = () => (route === '' ? openStart(page, served) : openScreen(page, served, route));
    await open();
    if (zoom) await expectNothingLost();
    if (tab) await expectWayThrough(place);
    if (!find) return;
    await page.setViewportSize(ROOMY);
    await settled(page);
    await expectSearch('Control+f');
    // Every fifth by the other key as well; where the search is all there is, it has the focus until one comes anew.
    if (at % 5 !== 0) return;
    await open();
    await expectSearch('/');
  });
}

test('none of what was searched was taken for an answer', async () => {
  await openScreen(page, served, 'matrix');
  await expect(page.getByRole('button', { name: 'Undo the last change' })).toBeDisabled();
});

test('Enter goes on from the search to what was found, Escape back to where one was', async () => {
  await openScreen(page, served, 'matrix?view=grid&cell=orders-db/restore-testing');
  const cell = page.locator('[role="gridcell"]:focus');
  const name = await cell.getAttribute('aria-label');
  await page.keyboard.press('Control+f');
  const field = page.getByRole('searchbox', { name: 'Find text' });
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cell).toHaveAttribute('aria-label', name ?? '');
  await page.keyboard.press('/');
  await field.fill('restore');
  await page.keyboard.press('Enter');
  await expect(cell).toBeVisible();
});

test('a card has the focus before it is painted, so that a key which is pressed on sight is its own', async () => {
  await openScreen(page, served, 'gaps');
  await page.evaluate(() => {
    const seen = window as unknown as { cardHadFocus?: boolean };
    new MutationObserver((_changes, observer) => {
      const card = document.querySelector('main article');
      if (!card) return;
      seen.cardHadFocus = document.activeElement === card;
      observer.disconnect();
    }).observe(document.body, { childList: true, subtree: true });
  });
  await page.getByRole('link', { name: 'Walk-through' }).click();
  await expect(page.locator('main article')).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { cardHadFocus?: boolean }).cardHadFocus)).toBe(
    true,
  );
});
