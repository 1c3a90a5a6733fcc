import { expect, type Page, type Request } from 'playwright/test';

interface Asked {
  readonly open: Set<Request>;
  all: number;
}
const pages = new WeakMap<Page, Asked>();

/** Counts from now on what the page asks of the program behind it. */
export function watchAnswers(page: Page): Asked {
  const known = pages.get(page);
  if (known) return known;
  const asked: Asked = { open: new Set(), all: 0 };
  pages.set(page, asked);
  page.on('request', (request) => {
    if (!request.url().includes('/rpc/')) return;
    asked.all += 1;
    asked.open.add(request);
  });
  const answered = (request: Request) => asked.open.delete(request);
  page.on('requestfinished', answered);
  page.on('requestfailed', answered);
  return asked;
}

/** Waits until everything that the page asked is answered and drawn, and the answers gave rise to no further question. */
export async function settled(page: Page): Promise<void> {
  const asked = watchAnswers(page);
  for (;;) {
    await expect.poll(() => asked.open.size).toBe(0);
    const before = asked.all;
    await page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame += 1)
        await new Promise((resolve) => requestAnimationFrame(resolve));
    });
    if (asked.open.size === 0 && asked.all === before) return;
  }
}
