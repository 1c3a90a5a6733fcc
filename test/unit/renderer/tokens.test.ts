import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { OWNERSHIP_STYLES } from '../../../main/domain/duties/ownership.ts';

const css = (name: string) =>
  readFileSync(new URL(`../../../renderer/styles/${name}.css`, import.meta.url), 'utf8');

/** Custom properties that are given by light-dark(), as [light, dark] in lower case. */
function pairsOf(text: string): ReadonlyMap<string, readonly [string, string]> {
  const found = text.matchAll(/--([a-z-]+):\s*light-dark\(\s*(#[0-9a-f]{6})\s*,\s*(#[0-9a-f]{6})\s*\)/gi);
  return new Map(
    [...found].map(([, name = '', light = '', dark = '']) => [
      name,
      [light.toLowerCase(), dark.toLowerCase()],
    ]),
  );
}

/** Contrast of two sRGB colours as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe('ownership colours', () => {
  const pairs = pairsOf(css('ownership'));
  test.each(Object.entries(OWNERSHIP_STYLES))('%s: the style sheet equals the table', (key, style) => {
    expect(pairs.get(`own-${key}-fill`)).toEqual([style.fill.toLowerCase(), style.darkFill.toLowerCase()]);
    expect(pairs.get(`own-${key}-ink`)).toEqual([style.ink.toLowerCase(), style.darkInk.toLowerCase()]);
  });
  test('the style sheet names no owner that the table lacks', () => {
    expect(pairs.size).toBe(2 * Object.keys(OWNERSHIP_STYLES).length);
  });
  test.each(Object.entries(OWNERSHIP_STYLES))('%s: letters can be read in both themes', (_, style) => {
    expect(contrast(style.ink, style.fill)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(style.darkInk, style.darkFill)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('tokens', () => {
  const tokens = pairsOf(css('tokens'));
  const at = (name: string, theme: 0 | 1): string => {
    const pair = tokens.get(name);
    if (!pair) throw new Error(`No token --${name}.`);
    return pair[theme];
  };
  const SURFACES = ['page', 'surface', 'raised', 'sunken', 'hover', 'selected'];
  const INKS = ['ink', 'ink-soft'];
  const cases: [string, string, number][] = [
    ...SURFACES.flatMap((surface) => INKS.map((ink): [string, string, number] => [ink, surface, 4.5])),
    ...['page', 'surface', 'raised', 'sunken', 'hover'].map((surface): [string, string, number] => [
      'ink-faint',
      surface,
      4.5,
    ]),
    ...['page', 'surface', 'raised'].map((surface): [string, string, number] => ['link', surface, 4.5]),
    ...['good', 'warn', 'bad', 'note'].map((state): [string, string, number] => [
      state,
      `${state}-fill`,
      4.5,
    ]),
    ...['page', 'surface', 'raised', 'sunken'].map((surface): [string, string, number] => [
      'bad',
      surface,
      4.5,
    ]),
    ['on-act', 'act', 4.5],
    ['on-act', 'act-hover', 4.5],
    // Edges of fields and the focus ring are graphics.
    ...['page', 'surface', 'raised'].flatMap((surface): [string, string, number][] => [
      ['edge', surface, 3],
      ['focus', surface, 3],
      ['meter', surface, 3],
    ]),
  ];
  test.each(cases)('--%s on --%s reaches %d in both themes', (ink, surface, least) => {
    for (const theme of [0, 1] as const)
      expect(contrast(at(ink, theme), at(surface, theme))).toBeGreaterThanOrEqual(least);
  });
});

test('words that are only read aloud cannot make what they stand in scroll', () => {
  const root = new URL('../../../renderer/', import.meta.url).pathname;
  const rules = globSync('**/*.css', { cwd: root }).flatMap((file) =>
    [...readFileSync(`${root}${file}`, 'utf8').matchAll(/\{([^{}]*clip-path: inset\(50%\)[^{}]*)\}/g)].map(
      ([, rule = '']) => ({ file, rule }),
    ),
  );
  expect(rules.length).toBeGreaterThan(3);
  expect(rules.filter(({ rule }) => !rule.includes('overflow: hidden'))).toEqual([]);
});

// Where colours are forced a browser paints the colour of the page behind letters, which in reversed colours is that of the letters.
test('whatever has its colours reversed keeps them where colours are forced, so that its letters are seen', () => {
  const root = new URL('../../../renderer/', import.meta.url);
  const rules = globSync('**/*.css', { cwd: root }).flatMap((name) =>
    [...readFileSync(new URL(name, root), 'utf8').matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(
      ([, selector = '', body = '']) => ({ what: `${name}: ${selector.trim().split('\n').at(-1)}`, body }),
    ),
  );
  const reversed = rules.filter(({ body }) =>
    /[^-]color: var\(--(?:on-act|surface|page|raised)\)/.test(body),
  );
  expect(reversed.length).toBeGreaterThan(4);
  expect(
    reversed.filter(({ body }) => !body.includes('forced-color-adjust: none')).map(({ what }) => what),
  ).toEqual([]);
});
