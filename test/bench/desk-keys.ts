import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Request, Response } from 'playwright';

export interface Timed {
  /**
   * Milliseconds from the key to the end of the frame that paints what it changed: the earliest at which anybody can see it. Measured in
   * the same way on the bare pages, so neither side is given the frame that the other has to wait for.
   */
  readonly shown: number;
  /** Milliseconds from its request to the answer: a letter that answers waits a while to see whether a word follows. `NaN` without one. */
  readonly durable: number;
  /**
   * Something else was drawn right before the key, so that it waited for the frame after that one: it says nothing of what the key costs.
   * Told by what was seen before the key, never by what came of it.
   */
  readonly disturbed: boolean;
}
/** What is looked at: the name of the cell in focus, the answers of the card in view, or whether a card is drawn. */
export type Look = 'cell' | 'answers' | 'drawn';

const GIVE_UP_MS = 20_000;
const QUIET_MS = 100;

/** Three frames: after the last of what moved, the next key has a frame of its own at once. */
const LAST_FRAME_MS = 50;

/**
 * Whoever presses a key has read what is there: nothing moves, is being drawn or was just now, neither here nor on a bare page. While
 * something moves, and for a frame after it, a key waits for the next frame of the screen, which says nothing of what the key costs: a
 * clock that goes on every second would count one key in fifty twice.
 */
const atRest = (page: Page): Promise<void> =>
  page.evaluate(async (last) => {
    const ends = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ends.map((moving) => moving.finished));
    const idle = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 100 }));
    await idle();
    await idle();
    let changed = performance.now();
    const drawn = new MutationObserver(() => {
      changed = performance.now();
    });
    drawn.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    while (performance.now() - changed < last) await new Promise((resolve) => setTimeout(resolve, 5));
    drawn.disconnect();
  }, LAST_FRAME_MS);

/**
 * Waits until a page has asked its host nothing for a while and has got all answers: what one press leaves to be done takes no time
 * from the press on another page that comes after it, nor from the next one here.
 */
export function quietOf(page: Page): () => Promise<void> {
  const asked = new Set<Request>();
  let last = 0;
  const note = (request: Request, started: boolean) => {
    if (!request.url().includes('/rpc/')) return;
    if (started) asked.add(request);
    else asked.delete(request);
    last = performance.now();
  };
  page.on('request', (request) => note(request, true));
  page.on('requestfinished', (request) => note(request, false));
  page.on('requestfailed', (request) => note(request, false));
  return () =>
    until('the end of what is asked', async () => asked.size === 0 && performance.now() - last > QUIET_MS);
}

/** Presses a key and waits until what `look` sees is another than before, and until `request` was answered. */
export async function pressed(page: Page, key: string, look: Look, request: string | null): Promise<Timed> {
  await atRest(page);
  await page.evaluate(
    ([what, giveUp, last]) => {
      const see = () =>
        what === 'cell'
          ? document.activeElement?.getAttribute('aria-label')
          : what === 'drawn'
            ? document.querySelector('[data-pane] article') !== null
            : [...document.querySelectorAll('[data-card] fieldset [aria-pressed="true"]')]
                .map((button) => button.textContent)
                .join();
      const before = see();
      const watch = window as unknown as { pressed: number; disturbed: boolean; shown: Promise<number> };
      let changed = Number.NEGATIVE_INFINITY;
      const drawn = new MutationObserver(() => {
        changed = performance.now();
      });
      drawn.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      watch.shown = new Promise((resolve) => {
        const onKey = () => {
          watch.pressed = performance.now();
          watch.disturbed = watch.pressed - changed < last;
          drawn.disconnect();
          const painted = () => resolve(performance.now() - watch.pressed);
          const again = () => {
            // The frame that a callback belongs to is painted before the next task begins; and this one begins before what a page
            // has left for after the paint, which nobody waits for to see it.
            if (see() !== before) void scheduler.postTask(painted, { priority: 'user-blocking' });
            else if (performance.now() - watch.pressed > giveUp) resolve(-1);
            else requestAnimationFrame(again);
          };
          requestAnimationFrame(again);
        };
        addEventListener('keydown', onKey, { once: true, capture: true });
      });
    },
    [look, GIVE_UP_MS, LAST_FRAME_MS] as const,
  );
  const answered: Promise<Response | null> =
    request === null
      ? Promise.resolve(null)
      : page.waitForResponse((response) => response.url().includes(request), { timeout: GIVE_UP_MS });
  await page.keyboard.press(key);
  const response = await answered;
  await response?.finished();
  const { shown, disturbed } = await page.evaluate(async () => {
    const watch = window as unknown as { disturbed: boolean; shown: Promise<number> };
    return { shown: await watch.shown, disturbed: watch.disturbed };
  });
  if (shown < 0) throw new Error(`The key ${key} changed nothing at ${page.url()}.`);
  return { shown, durable: response?.request().timing().responseEnd ?? Number.NaN, disturbed };
}

/** One has come back from another page by pointing at this one: until then no letter of it answers. */
export const comeBack = (page: Page): Promise<boolean> =>
  page.evaluate(
    () => document.activeElement?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })) ?? false,
  );

/** Waits until a look at the page or the host says yes. */
export async function until(what: string, yes: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await yes()); tries += 1) {
    if (tries > 800) throw new Error(`Waited in vain for ${what}.`);
    await pause(25);
  }
}

/** Milliseconds of every frame while a grid is scrolled from top to bottom, in four places, and once across. */
export function scrollFrames(page: Page): Promise<number[]> {
  return page.getByRole('grid').evaluate(async (grid) => {
    const frames: number[] = [];
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const run = async (step: (at: number) => boolean) => {
      let last = await frame();
      for (let at = 0; step(at); at += 1) {
        const now = await frame();
        frames.push(now - last);
        last = now;
      }
    };
    for (const share of [0, 0.3, 0.6, 1]) {
      grid.scrollTo(share * grid.scrollWidth, 0);
      await frame();
      await frame();
      await run((at) => {
        grid.scrollTop = at * 24;
        return at * 24 < grid.scrollHeight - grid.clientHeight;
      });
    }
    grid.scrollTo(0, 0);
    await run((at) => {
      grid.scrollLeft = at * 60;
      return at * 60 < Math.min(12_000, grid.scrollWidth - grid.clientWidth);
    });
    grid.scrollTo(0, 0);
    return frames;
  });
}
