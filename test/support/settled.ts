import { expect, type Page, type Request } from 'playwright/test';
import { changedUpTo } from './ask.ts';

interface Asked {
  readonly open: Set<Request>;
  all: number;
  /** The last change that was asked for before the page was loaded: it reads nothing older. */
  loadedAt: number;
}
const pages = new WeakMap<Page, Asked>();

const addressOf = (page: Page): string => new URL(page.url()).origin;

/** In the page: up to which revision it was told of changes. */
function noteWhatIsHeard(): void {
  const memory = window as unknown as { heard?: number };
  const Source = window.EventSource;
  window.EventSource = class extends Source {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener('message', ({ data }) => {
        const { rev } = JSON.parse(data) as { rev?: number };
        if (rev !== undefined) memory.heard = rev;
      });
    }
  };
}

/** Watches from now on what a page that is about to be loaded asks of the program behind it, and what it is told. */
export async function watchAnswers(page: Page): Promise<void> {
  if (pages.has(page)) return;
  const asked: Asked = { open: new Set(), all: 0, loadedAt: 0 };
  pages.set(page, asked);
  await page.addInitScript(noteWhatIsHeard);
  page.on('domcontentloaded', () => {
    asked.loadedAt = changedUpTo(addressOf(page));
  });
  page.on('request', (request) => {
    if (!request.url().includes('/rpc/')) return;
    asked.all += 1;
    asked.open.add(request);
  });
  const answered = (request: Request) => asked.open.delete(request);
  page.on('requestfinished', answered);
  page.on('requestfailed', answered);
}

/**
 * Waits until a watched page was told of all that the test had the program change, everything that it asked itself is answered and drawn,
 * and the answers gave rise to no further question.
 */
export async function settled(page: Page): Promise<void> {
  const asked = pages.get(page);
  if (!asked) throw new Error('Load the page by startAt or loadProgram, which watch what it asks.');
  const heard = () => page.evaluate(() => (window as unknown as { heard?: number }).heard ?? 0);
  const upTo = changedUpTo(addressOf(page));
  if (asked.loadedAt < upTo) await expect.poll(heard).toBeGreaterThanOrEqual(upTo);
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

/** How long an answer that is on its way may take at the end of a test. */
const ON_ITS_WAY_MS = 2000;
/**
 * At the end of a test whose page another one goes on with: waits for what is on its way, and forgets what a route held while the page gave it
 * up, of which a busy browser tells no end.
 */
export async function forgetAsked(page: Page): Promise<void> {
  const open = pages.get(page)?.open;
  const until = Date.now() + ON_ITS_WAY_MS;
  while (open && open.size > 0 && Date.now() < until) await page.waitForTimeout(20);
  open?.clear();
}
