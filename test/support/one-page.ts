import { type BrowserContext, test as base, type Page } from 'playwright/test';
import { forgetAsked } from './settled.ts';

/** The page that the tests of one spec file go on with, and its context. */
interface Kept {
  readonly file: string;
  readonly context: BrowserContext;
  readonly page: Page;
}

/**
 * Of this worker. Not a fixture of the worker: tests that have one more of those than others run in workers, and browsers, of their own.
 */
let kept: Kept | null = null;

/**
 * `test` for spec files whose tests go through the screens of one program: they have one page between them, because to load the
 * program costs more of the processor's time than most tests. `startAt` brings it to a screen as if it had been loaded there; each
 * test begins with the size and colours of its own options, and without the routes of another. Not for tests that look at how a
 * page starts or ends. The page goes when another file wants one, or with its browser.
 */
export const test = base.extend({
  context: async ({ browser }, use, { file }) => {
    if (kept?.file !== file) {
      await kept?.context.close();
      const context = await browser.newContext();
      kept = { file, context, page: await context.newPage() };
    }
    const { context, page } = kept;
    await use(context);
    for (const other of context.pages()) if (other !== page) await other.close();
  },
  page: async ({ context: _, viewport, colorScheme }, use) => {
    const page = kept?.page as Page;
    await page.emulateMedia({ media: null, colorScheme, forcedColors: null, reducedMotion: null });
    if (viewport) await page.setViewportSize(viewport);
    await use(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await forgetAsked(page);
  },
});
