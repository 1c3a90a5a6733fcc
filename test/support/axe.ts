import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type axeCore from 'axe-core';
import { expect, type Page } from 'playwright/test';
import { colourings, OTHER_SCHEMES } from './colours.ts';

/** axe in its small form, which a page takes in half the time. */
const SOURCE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What differs between the schemes: the same elements in other colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Which colours of text on which grounds axe has found nothing against, in any page and scheme of this process: a colouring names both. */
const judged = new Set<string>();
/** So many elements of a colouring are asked about: all of them have one contrast, of which the first may be one that lies under something. */
const FEW_OF_EACH = 6;

interface Look {
  /** Whether all rules are asked, or those about colours alone. */
  readonly all: boolean;
  readonly colourRules: readonly string[];
  readonly judged: readonly string[];
  readonly fewOfEach: number;
}

/** In the page: what axe finds, one line each; which rules had something to look at; and the colourings that nobody had judged. */
async function look({ all, colourRules, judged: known, fewOfEach }: Look) {
  const { axe, findColourings } = window as unknown as {
    readonly axe: typeof axeCore;
    readonly findColourings: () => Map<string, Element[]>;
  };
  // A colour on its way to another is neither: what moves is taken to where it ends, but for what never does.
  for (const motion of document.getAnimations())
    if (motion.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) motion.finish();
  const here = findColourings();
  const before = new Set(known);
  const fresh = [...here.keys()].filter((colouring) => !before.has(colouring));
  const elements = new Set(fresh.flatMap((colouring) => here.get(colouring)?.slice(0, fewOfEach) ?? []));
  const results = [];
  // The elements are told by their selectors; of what passes, one element for each rule: to describe all of them takes most of the time.
  axe.configure({ noHtml: true });
  const resultTypes = ['violations' as const];
  if (elements.size > 0)
    results.push(
      await axe.run([...elements], { resultTypes, runOnly: { type: 'rule', values: [...colourRules] } }),
    );
  if (all) {
    const rules = Object.fromEntries(colourRules.map((rule) => [rule, { enabled: false }]));
    results.push(await axe.run(document, { resultTypes, rules }));
  }
  const found = results.flatMap(({ violations }) => violations);
  return {
    fresh,
    texts: here.size,
    asked: results
      .flatMap((each) => [...each.violations, ...each.passes, ...each.incomplete])
      .map(({ id }) => id),
    found: found.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    ),
  };
}

/**
 * What axe finds on the page as it is now against WCAG 2.2 A and AA and its own best practices, one line each; with `colours`, against
 * its rules about colours alone. Those are asked of text in a colour on a ground that they were not asked about before: screens share
 * theirs, and to work all of them out anew on each takes half of a look.
 */
export async function violations(page: Page, what: 'all' | 'colours' = 'all'): Promise<string[]> {
  // More than half a megabyte: a page that has it keeps it until it is loaded anew.
  if (!(await page.evaluate(() => 'axe' in window)))
    await page.evaluate(`${SOURCE}; window.findColourings = ${colourings}; undefined`);
  const all = what === 'all';
  const { fresh, texts, asked, found } = await page.evaluate(look, {
    all,
    colourRules: COLOUR_RULES,
    judged: [...judged],
    fewOfEach: FEW_OF_EACH,
  });
  // Else nothing was looked at.
  expect(texts).toBeGreaterThan(0);
  if (all) expect(asked).toContain('aria-hidden-body');
  if (!found.some((line) => COLOUR_RULES.some((rule) => line.startsWith(rule))))
    for (const colouring of fresh) judged.add(colouring);
  return found;
}

/** What axe finds in light, and then against its rules about colours in dark, which the page stays in. */
export async function violationsInBoth(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await violations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  return [...light, ...(await violations(page, 'colours'))];
}

/** What axe finds in light, and then against its rules about colours in dark and where the system forces its own, which the page stays in. */
export async function violationsInAll(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  const found = await violations(page);
  for (const scheme of OTHER_SCHEMES) {
    await page.emulateMedia(scheme);
    found.push(...(await violations(page, 'colours')));
  }
  return found;
}
