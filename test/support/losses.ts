import type { Page } from 'playwright/test';

/** Controls that stand outside the window where no scrolling brings them in, and whether the page itself is too wide. */
export const lossesOf = (page: Page) =>
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
