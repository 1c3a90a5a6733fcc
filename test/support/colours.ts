import { expect, type Page } from 'playwright/test';
import { violations } from './axe.ts';

/** Which colours of text on which grounds were judged already, by scheme. */
export type Judged = Map<string, Set<string>>;

/** How a page is looked at beside the light scheme. */
export const OTHER_SCHEMES = [
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
] as const;

/**
 * In the page: each colour of text that is seen, with its size and weight, the grounds behind it up to one that hides all others, whatever
 * on the way stands out of the flow, and what tells a link from the text around it. What is the same in all of that has one contrast.
 */
function colourings(): string[] {
  const grounds = new Map<Element, string>();
  const groundOf = (element: Element): string => {
    const known = grounds.get(element);
    if (known !== undefined) return known;
    const { backgroundColor, backgroundImage, opacity, position, filter, mixBlendMode } =
      getComputedStyle(element);
    const [clear, still, whole] = [
      /, 0\)$/.test(backgroundColor) && backgroundImage === 'none',
      position !== 'absolute' && position !== 'fixed',
      opacity === '1' && filter === 'none' && mixBlendMode === 'normal',
    ];
    const own = [
      ...(clear ? [] : [backgroundColor, backgroundImage]),
      ...(still ? [] : [position, element.className]),
      ...(whole ? [] : [opacity, filter, mixBlendMode]),
    ];
    const hides = backgroundColor.startsWith('rgb(') && backgroundImage === 'none' && whole && still;
    const around = hides || !element.parentElement ? '' : groundOf(element.parentElement);
    const found = [...own, around].filter((part) => part !== '').join(' on ');
    grounds.set(element, found);
    return found;
  };
  const found = new Set<string>();
  for (const element of document.querySelectorAll('body *')) {
    const isText =
      element.matches('input, select, textarea') ||
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
    if (!isText || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.closest('.visually-hidden')) continue;
    const { color, fontSize, fontWeight, textShadow, textDecorationLine } = getComputedStyle(element);
    // What asks for less contrast: 18 pt, or 14 pt in bold.
    const large = Number.parseFloat(fontSize) >= (Number(fontWeight) >= 700 ? 18.5 : 24) ? 'large' : '';
    const link = element.closest('a')?.parentElement;
    const beside = link ? `${textDecorationLine} ${getComputedStyle(link).color}` : '';
    const field = element.matches(':disabled, [aria-disabled="true"], label:has(:disabled)')
      ? 'disabled'
      : '';
    found.add([color, large, textShadow, beside, field, groundOf(element)].join(' | '));
  }
  return [...found];
}

/**
 * Nothing against axe's rules about colours as the page is now. axe is asked where text stands in a colour on a ground that it was not asked
 * about on a screen before, in this scheme: screens share theirs, and to work all of them out anew on each takes most of a look.
 */
async function expectColours(page: Page, judged: Judged, scheme: string): Promise<void> {
  const before = judged.get(scheme) ?? new Set();
  judged.set(scheme, before);
  // A colour on its way to another is neither.
  const here = await page.evaluate(
    `for (const motion of document.getAnimations()) if (motion.effect?.getComputedTiming().endTime !== Infinity) motion.finish(); (${colourings})()`,
  );
  const fresh = (here as readonly string[]).filter((colouring) => !before.has(colouring));
  if (fresh.length === 0) return;
  expect(await violations(page, 'colours')).toEqual([]);
  for (const colouring of fresh) before.add(colouring);
}

/** Nothing to complain about in light, in dark and in forced colours, which share their structure; the page stays in the last. */
export async function expectNoneInAnyScheme(page: Page, judged: Judged): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  expect(await violations(page)).toEqual([]);
  for (const scheme of OTHER_SCHEMES) {
    await page.emulateMedia(scheme);
    await expectColours(page, judged, `${scheme.colorScheme} ${scheme.forcedColors}`);
  }
}
