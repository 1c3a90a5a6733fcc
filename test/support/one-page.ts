import { type BrowserContext, test as base, type Page } from 'playwright/test';

/** The page that the tests of one spec file go on with, and its context. */
interface Kept {
  readonly file: string;
  readonly context: BrowserContext;
  readonly page: Page;
}

/**
 * `test` for spec files whose tests go through the screens of one program: they have one page between them, because to load the
 * program costs more of the processor's time than most tests. `startAt` brings it to a screen as if it had been loaded there; each
 * test begins with the size and colours of its own options, and without the routes of another. Not for tests that look at how a
 * page starts or ends.
 */
export const test = base.extend<object, { keeper: { kept: Kept | null } }>({
  keeper: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const keeper: { kept: Kept | null } = { kept: null };
      await use(keeper);
      await keeper.kept?.context.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ browser, keeper }, use, { file }) => {
    if (keeper.kept?.file !== file) {
      await keeper.kept?.context.close();
      const context = await browser.newContext();
      keeper.kept = { file, context, page: await context.newPage() };
    }
    const { context, page } = keeper.kept;
    await use(context);
    for (const other of context.pages()) if (other !== page) await other.close();
  },
  page: async ({ context: _, keeper, viewport, colorScheme }, use) => {
    const page = keeper.kept?.page as Page;
    await page.emulateMedia({ media: null, colorScheme, forcedColors: null, reducedMotion: null });
    if (viewport) await page.setViewportSize(viewport);
    await use(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  },
});
