import { expect, type Page } from 'playwright/test';

/** That a document by itself fits a telephone and a screen, in light and in dark, without scrolling sideways. */
export async function expectNoSideScroll(document: Page): Promise<void> {
  for (const width of [400, 1280])
    for (const colorScheme of ['light', 'dark'] as const) {
      await document.setViewportSize({ width, height: 900 });
      await document.emulateMedia({ colorScheme });
      const { scroll, inner } = await document.evaluate(() => ({
        scroll: window.document.documentElement.scrollWidth,
        inner: window.innerWidth,
      }));
      expect(scroll, `${width} ${colorScheme}`).toBeLessThanOrEqual(inner);
    }
}
