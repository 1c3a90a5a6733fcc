import { expect, type Page, test } from 'playwright/test';
import { SCREENS } from '../../renderer/app/shell/screens.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { loadProgram, openScreen, openStart } from '../support/screens.ts';
import { settled } from '../support/settled.ts';

/** What is left of a window of 1920 x 1200, and of one of 1280 x 800, at 200 %. */
const SIZES = [
  { width: 960, height: 600 },
  { width: 640, height: 400 },
];

let served: Served;
let close: () => Promise<void>;
/** One page goes from screen to screen. */
let page: Page;
test.beforeAll(async ({ browser }) => {
  ({ served, close } = await serveExample());
  page = await browser.newPage();
  await loadProgram(page, served);
});
test.afterAll(() => close());

/** Controls that stand outside the window where no scrolling brings them in, and whether the page itself is too wide. */
const lossesOf = (page: Page) =>
  page.evaluate(() => {
    const canScroll = (element: Element): boolean => {
      for (let at = element.parentElement; at; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at);
        if (/auto|scroll/.test(overflowX) && at.scrollWidth > at.clientWidth) return true;
        if (/auto|scroll/.test(overflowY) && at.scrollHeight > at.clientHeight) return true;
      }
      return false;
    };
    const lost = [
      ...document.querySelectorAll('button, a[href], input, select, textarea, [tabindex="0"]'),
    ].filter((element) => {
      const box = element.getBoundingClientRect();
      const outside =
        box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1;
      // The link that skips to the screen comes into view when it has the focus.
      return box.width > 0 && outside && !canScroll(element) && element.textContent !== 'Skip to the screen';
    });
    // Whatever is brought into view may scroll lists, never the room that a screen stands in.
    const main = document.querySelector('main:has(h1)');
    const asDocument = main && /auto|scroll/.test(getComputedStyle(main).overflowY);
    if (!asDocument) main?.scrollBy(100, 100);
    return {
      moved: main && !asDocument ? main.scrollTop + main.scrollLeft : 0,
      beyond: main ? Math.max(0, main.scrollWidth - main.clientWidth - 1) : 0,
      tooWide: document.documentElement.scrollWidth - innerWidth,
      tooHigh: document.documentElement.scrollHeight - innerHeight,
      lost: lost.map((element) =>
        (element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40),
      ),
    };
  });

const places: readonly (readonly [name: string, route: string])[] = [
  ['start', ''],
  ...SCREENS.map((screen) => [screen.label, screen.id] as const),
  ['Register', 'matrix?view=register'],
  ['Service panel', 'services?open=orders-db'],
  ['Evidence panel', 'evidence?open=1'],
  ['Accepted risks', 'gaps?view=risks'],
  ['What is due', 'review?view=due&within=1095'],
  ['Presenter', 'present/orders-db?card=backup-configuration'],
];
for (const [name, route] of places)
  test(`${name}: nothing is lost at 200 %`, async () => {
    await (route === '' ? openStart(page, served) : openScreen(page, served, route));
    // A screen stands while its reader zooms.
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await settled(page);
      await expect
        .poll(() => lossesOf(page), { message: `${size.width} x ${size.height}` })
        .toEqual({ moved: 0, beyond: 0, tooWide: 0, tooHigh: 0, lost: [] });
    }
  });
