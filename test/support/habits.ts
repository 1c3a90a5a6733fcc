import type { Page } from 'playwright/test';
import fc from './property.ts';

/**
 * What hands do by themselves, whatever is on screen. `addresses`: the habit types at what has the focus, so an answer of just
 * that may change; every other habit means something else, and may change none. `word`: all that is typed is one word, which
 * may change nothing even where the focus stands on it, as long as it is typed as fast as words are.
 */
export interface Habit {
  readonly name: string;
  readonly addresses: boolean;
  readonly word?: boolean;
  /** Where a habit knows which duties it addresses, it says which: those that were in view before it began. */
  readonly perform: (page: Page) => Promise<readonly string[] | undefined>;
}

/** Words with letters that answer, move and park in them, and some that hold the first half of a way to another screen. */
const WORDS = [
  'sqs',
  'golden',
  'lambda',
  'aws',
  'shared access',
  'customer',
  'canvas',
  'programme',
  'pragmatic',
  'network scan',
  'as',
  'not applicable',
  '3 tokens',
];
const NAMES = ['Carl', 'Ann Carson', 'Sascha', 'Zoë', 'Nina', 'Tomás', 'Jörg Übel'];
const SPEEDS = [0, 15, 60, 110];

const word = fc.constantFrom(...WORDS);
const delay = fc.constantFrom(...SPEEDS);
const type = (page: Page, text: string, pause: number) => page.keyboard.type(text, { delay: pause });

const CHORDS = ['ControlOrMeta+f', 'ControlOrMeta+s', 'ControlOrMeta+p', 'ControlOrMeta+a', 'Alt+x'] as const;
/** A chord and a word that follows it without a pause, ended by Enter or Escape or nothing. */
const afterChord = fc
  .tuple(fc.constantFrom(...CHORDS), word, delay, fc.constantFrom('Enter', 'Escape', null))
  .map(
    ([chord, text, pause, end]): Habit => ({
      name: `${chord}, "${text}"${end === null ? '' : `, ${end}`}`,
      addresses: false,
      perform: async (page) => {
        await page.keyboard.press(chord);
        await type(page, text, pause);
        if (end !== null) await page.keyboard.press(end);
      },
    }),
  );
/** Gone to another window and back, and on with what one was writing there. */
const afterAltTab = fc.tuple(word, delay).map(
  ([text, pause]): Habit => ({
    name: `Alt+Tab, "${text}"`,
    addresses: false,
    perform: async (page) => {
      await page.keyboard.down('Alt');
      await page.evaluate(() => window.dispatchEvent(new FocusEvent('blur')));
      await page.keyboard.up('Alt');
      await type(page, text, pause);
    },
  }),
);
const search = fc.tuple(word, delay).map(
  ([text, pause]): Habit => ({
    name: `/, "${text}"`,
    addresses: false,
    perform: async (page) => {
      await page.keyboard.press('/');
      await type(page, text, pause);
    },
  }),
);
/** A name, at once after the key that opens its field. Escape, so that nobody is named by it. */
const name = fc.tuple(fc.constantFrom(...NAMES), delay).map(
  ([text, pause]): Habit => ({
    name: `O, "${text}", Escape`,
    addresses: false,
    perform: async (page) => {
      await page.keyboard.press('o');
      await type(page, text, pause);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    },
  }),
);
const paste = fc.constantFrom('AWS', 'Acme', 'a\tc\ts', 'Not applicable\nShared').map(
  (text): Habit => ({
    name: `paste ${JSON.stringify(text)}, Escape`,
    addresses: false,
    perform: async (page) => {
      await page.evaluate((given) => {
        const data = new DataTransfer();
        data.setData('text/plain', given);
        (document.activeElement ?? document.body).dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      }, text);
      await page.keyboard.press('Escape');
    },
  }),
);
const leave = fc.integer({ min: 1, max: 3 }).map(
  (times): Habit => ({
    name: `Escape ${times} times`,
    addresses: false,
    perform: async (page) => {
      for (let n = 0; n < times; n += 1) await page.keyboard.press('Escape');
    },
  }),
);
/** What one can point at without pressing it. */
const STILL = 'main h1, main h2, main th, main td, main p, main [role="gridcell"], main [role="rowheader"]';
const point = fc.tuple(fc.nat(400), fc.boolean()).map(
  ([at, twice]): Habit => ({
    name: `${twice ? 'double click' : 'click'} on the ${at}th thing that is no button`,
    addresses: false,
    perform: async (page) => {
      const found = await page.evaluate(
        ([selector, index]) => {
          const seen = [...document.querySelectorAll(selector)].filter((element) => {
            const box = element.getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            const top = document.elementFromPoint(x, y);
            return (
              box.width > 0 &&
              top !== null &&
              (top === element || element.contains(top)) &&
              top.closest('button, a, input, label, select, textarea, summary') === null
            );
          });
          const box = seen[index % Math.max(1, seen.length)]?.getBoundingClientRect();
          return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
        },
        [STILL, at] as const,
      );
      if (found) await page.mouse.click(found.x, found.y, { clickCount: twice ? 2 : 1 });
    },
  }),
);
/** One press that hands make into two: what the first brings under the second was not read by anybody. */
const BETWEEN = [0, 30, 60, 110, 180];
/** A busy machine can make two presses of it. */
const ONE_PRESS_MS = 300;
const twice = async (press: () => Promise<void>, page: Page, pause: number): Promise<boolean> => {
  await press();
  const from = Date.now();
  await page.waitForTimeout(pause);
  await press();
  return Date.now() - from < ONE_PRESS_MS;
};
const enterTwice = fc.constantFrom(...BETWEEN).map(
  (pause): Habit => ({
    name: `Enter twice, ${pause} ms apart`,
    addresses: true,
    perform: async (page) => {
      const ref = await page.evaluate(
        () => document.activeElement?.closest<HTMLElement>('[data-ref]')?.dataset.ref ?? null,
      );
      const asOne = await twice(() => page.keyboard.press('Enter'), page, pause);
      return asOne ? (ref === null ? [] : [ref]) : undefined;
    },
  }),
);
/**
 * A double click on an answer of a card, or on a link to one: the card that the first click brings is under the second. What accepts
 * many duties at once addresses more than the card, so it is tried by itself.
 */
const IN_BAR = 'button:not([aria-keyshortcuts="Shift+A"])';
const PRESSED = `section[aria-label="Answer"] ${IN_BAR}, section[aria-label="The room’s decision"] ${IN_BAR}, main a[data-duty]`;
const pressTwice = fc.tuple(fc.nat(60), fc.constantFrom(...BETWEEN)).map(
  ([at, pause]): Habit => ({
    name: `double click on the ${at}th answer or duty, ${pause} ms`,
    addresses: true,
    perform: async (page) => {
      const found = await page.evaluate(
        ([selector, index]) => {
          const seen = [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => {
            const box = element.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return box.width > 0 && top !== null && element.contains(top) && !element.matches(':disabled');
          });
          const pressed = seen[index % Math.max(1, seen.length)];
          const box = pressed?.getBoundingClientRect();
          const ref = pressed?.closest<HTMLElement>('[data-ref]')?.dataset.ref ?? null;
          return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2, ref } : null;
        },
        [PRESSED, at] as const,
      );
      if (!found) return [];
      const asOne = await twice(() => page.mouse.click(found.x, found.y), page, pause);
      return asOne ? (found.ref === null ? [] : [found.ref]) : undefined;
    },
  }),
);
const typing = fc.tuple(word, delay).map(
  ([text, pause]): Habit => ({
    name: `"${text}" into whatever has the focus`,
    addresses: true,
    perform: async (page) => {
      await type(page, text, pause);
    },
  }),
);

/** Words whose first letter is a key that records, or that moves before one does; some begin with the same letter twice. */
const HEADS = [
  'sqs',
  'aws',
  'canvas',
  'customer',
  'shared access',
  'as',
  'access',
  'account',
  'catalogue',
  'ssm',
  'ttl',
  'cc me',
  'tables',
  'just',
  'us',
  'kca',
  'AWS',
  'Acme',
];
/** Where the word is typed: on what was clicked, in the card that it opens, back on the row with the card beside it, or as one stands. */
const SPOTS = ['row', 'pane', 'row with pane', 'here'] as const;
const wordOnFocus = fc
  .tuple(fc.constantFrom(...HEADS), delay, fc.constantFrom(...SPOTS), fc.nat(300))
  .map(([text, pause, spot, at]): Habit => {
    const name = `"${text}" as a word, ${spot}`;
    return {
      name: `${name} ${at}`,
      addresses: true,
      word: true,
      perform: async (page) => {
        if (spot !== 'here') await goToDuty(page, at, spot);
        await type(page, text, pause);
      },
    };
  });
/** Clicks a cell, a row or a link of the list on screen, if it has one, and opens its card where that is wanted. */
async function goToDuty(page: Page, at: number, spot: (typeof SPOTS)[number]): Promise<void> {
  const place = await page.evaluate((index) => {
    const seen = [...document.querySelectorAll('main [role="gridcell"], main a[data-duty]')].filter(
      (element) => {
        const box = element.getBoundingClientRect();
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return top !== null && element.contains(top) && top.closest('button, input, select') === null;
      },
    );
    const there = seen[index % Math.max(1, seen.length)];
    const box = there?.getBoundingClientRect();
    // The list may move before the click comes: what it then falls on is what was clicked.
    const hit = new Promise<boolean>((resolve) => {
      const on = ({ target }: Event) =>
        resolve(target instanceof Element && target.closest('a[data-duty]') !== null);
      window.addEventListener('click', on, { capture: true, once: true });
      // Where the list moved under the pressed pointer there is no click.
      window.addEventListener('pointerup', () => setTimeout(() => resolve(false)), {
        capture: true,
        once: true,
      });
    });
    Object.assign(window, { hitLink: hit });
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
  }, at);
  if (place === null) return;
  await page.mouse.click(place.x, place.y);
  const link = await page.evaluate(() => (window as unknown as { hitLink: Promise<boolean> }).hitLink);
  const inPane = () => page.evaluate(() => document.activeElement?.closest('[data-pane]') != null);
  // A link leads into its card, beside the list or in the walk-through, where Enter would answer; on a cell Enter only opens the card.
  if (link) await page.waitForFunction(() => document.activeElement?.closest('[data-card]') != null);
  if (spot === 'row') return;
  if (!link && !(await inPane())) await page.keyboard.press('Enter');
  if (spot === 'row with pane' && (await inPane())) await page.keyboard.press('Escape');
}

export const anyHabit: fc.Arbitrary<Habit> = fc.oneof(
  { weight: 5, arbitrary: afterChord },
  { weight: 4, arbitrary: point },
  { weight: 3, arbitrary: name },
  { weight: 2, arbitrary: afterAltTab },
  { weight: 2, arbitrary: search },
  { weight: 2, arbitrary: paste },
  { weight: 2, arbitrary: leave },
  { weight: 3, arbitrary: enterTwice },
  { weight: 3, arbitrary: pressTwice },
  { weight: 2, arbitrary: typing },
  { weight: 6, arbitrary: wordOnFocus },
);
