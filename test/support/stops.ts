import { expect, type Page } from 'playwright/test';

/** More stops than any screen has with the example: whoever needs more is trapped, or tired. Long lists are one stop. */
const MOST_STOPS = 180;

/** Where Tab stops, and how that looks. */
export interface Stop {
  readonly name: string;
  /** Drawn around it, and not outside the window or of no size. */
  readonly ring: boolean;
  readonly inView: boolean;
  /** What cuts the ring off, where there would be room for all of it. */
  readonly cut: string | null;
  /** It stands after the one before it in the document, which is the order of reading. */
  readonly follows: boolean;
}

/** Where the focus is now; null when it has left the program by its end. */
const readStop = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const memory = window as unknown as { lastStop?: Element };
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement) return null;
    if (at.matches('[data-edge="end"]')) return null;
    const before = memory.lastStop;
    memory.lastStop = at;
    const box = at.getBoundingClientRect();
    const style = getComputedStyle(at);
    const gap = Number.parseFloat(style.outlineWidth) + Number.parseFloat(style.outlineOffset);
    const roomOf = (element: Element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      if (!/auto|scroll|hidden|clip/.test(overflowX + overflowY)) return null;
      const [left, top] = [element.clientLeft, element.clientTop];
      const { x, y } = element.getBoundingClientRect();
      return {
        left: x + left,
        top: y + top,
        right: x + left + element.clientWidth,
        bottom: y + top + element.clientHeight,
      };
    };
    const cutBy = (): string | null => {
      for (
        let around = at.parentElement;
        around && !at.closest('.visually-hidden');
        around = around.parentElement
      ) {
        const room =
          around === document.documentElement
            ? { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
            : roomOf(around);
        if (room === null) continue;
        const wide = box.width + 2 * gap > room.right - room.left;
        const high = box.height + 2 * gap > room.bottom - room.top;
        const outside =
          (!wide && (box.left - gap < room.left - 1 || box.right + gap > room.right + 1)) ||
          (!high && (box.top - gap < room.top - 1 || box.bottom + gap > room.bottom + 1));
        if (outside) return `${around.tagName} ${around.className}`;
      }
      return null;
    };
    return {
      name: `${at.tagName.toLowerCase()} "${(at.getAttribute('aria-label') ?? at.textContent ?? '').trim().slice(0, 40)}"`,
      ring: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0,
      inView:
        box.width > 0 &&
        box.height > 0 &&
        box.bottom > 0 &&
        box.right > 0 &&
        box.top < innerHeight &&
        box.left < innerWidth,
      cut: cutBy(),
      // A date has three stops in one field.
      follows:
        !before ||
        before === at ||
        (before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
    };
  });

/** The first stop of a workbook's screens. */
export const SKIP = 'button "Skip to the screen"';

/** Every stop of Tab from the start of the page to its end; with `skip` without those that are skipped by the page's own first stop. */
export async function goThrough(page: Page, skip: boolean): Promise<readonly Stop[]> {
  await page.evaluate(async () => {
    // What had the focus on the screen before is gone, and two frames later the program gives the focus to what took its place.
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    delete (window as unknown as { lastStop?: Element }).lastStop;
    // A stop of our own before the first one and one behind the last, as the controls of a browser's window are.
    for (const old of document.querySelectorAll('[data-edge]')) old.remove();
    const edge = (name: string) => {
      const element = document.createElement('span');
      element.tabIndex = 0;
      element.dataset.edge = name;
      return element;
    };
    document.body.append(edge('end'));
    const start = edge('start');
    document.body.prepend(start);
    start.focus();
  });
  const stops: Stop[] = [];
  for (let n = 0; n < MOST_STOPS; n += 1) {
    await page.keyboard.press('Tab');
    const stop = await readStop(page);
    if (stop === null) return stops;
    stops.push(stop);
    if (skip && n === 0) {
      expect(stop.name).toBe(SKIP);
      await page.keyboard.press('Enter');
      await expect(page.locator('main:focus')).toHaveCount(1);
    }
  }
  throw new Error(`The focus is still on the page after ${MOST_STOPS} stops, last at ${stops.at(-1)?.name}.`);
}
