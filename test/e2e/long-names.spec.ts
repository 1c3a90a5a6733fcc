import { expect, type Page, test } from 'playwright/test';
import { ask } from '../support/ask.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { loadProgram, openScreen } from '../support/screens.ts';

/** Names as long as they come, in scripts that stand upright or run the other way; six parties with those of the example. */
const SERVICE = 'Zahlungsabwicklung der Produktionsumgebung Frankfurt am Main, zweite Fassung 2026';
const PERSON = 'Prof. Dr. Maximiliane von Hohenzollern-Sigmaringen und zu Rhein';
const PARTIES = [
  ['Platform & Reliability Engineering (Group IT, München)', 'internal-provider'],
  ['佐藤システム開発株式会社', 'third-party'],
] as const;

let served: Served;
let close: () => Promise<void>;
let page: Page;
test.beforeAll(async ({ browser }) => {
  ({ served, close } = await serveExample());
  for (const [name, kind] of PARTIES) await ask(served, 'parties.add', { name, kind });
  await ask(served, 'services.update', { ref: 'orders-db', label: SERVICE });
  const { id: approver } = await ask<{ readonly id: string }>(served, 'people.add', { name: PERSON });
  await ask(served, 'assignments.update', {
    ref: 'orders-db/restore-testing',
    status: 'risk-accepted',
    risk: { reason: SERVICE, approver, approvedOn: '2026-01-10', expiresOn: '2026-02-10' },
  });
  await ask(served, 'common.set', {
    refs: ['platform-team/guest-os-patching'],
    owners: ['platform-team', 'organisation'],
    reach: { services: ['orders-db', 'shop-api'] },
  });
  await ask(served, 'services.update', { ref: 'shop-api', label: 'قاعدة بيانات الطلبات الرئيسية' });
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await loadProgram(page, served);
});
test.afterAll(() => close());

/** Pairs of the parts of a line that lie over each other. */
const overlapsIn = (selector: string) =>
  page.locator(selector).evaluate((line) => {
    const parts = [...line.children].map((part) => ({
      text: part.textContent ?? '',
      box: part.getBoundingClientRect(),
    }));
    return parts.flatMap((a, index) =>
      parts
        .slice(index + 1)
        .filter((b) => a.box.right > b.box.left + 1 && b.box.right > a.box.left + 1)
        .map((b) => `${a.text} | ${b.text}`),
    );
  });
/** Whether the middle of what is found, of its first line where it is a text, is to be seen: nothing lies over it or cuts it off. */
const inSight = (selector: string) =>
  page.locator(selector).evaluate((element) => {
    const [box = element.getBoundingClientRect()] = element.getClientRects();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return top !== null && element.contains(top);
  });

for (const width of [1280, 1024])
  test(`walk-through at ${width}: how the service runs can be read beside a long name`, async () => {
    await page.setViewportSize({ width, height: 800 });
    await openScreen(page, served, 'walk/orders-db?card=restore-testing');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(SERVICE);
    const line = 'header:has(> div > h1) > div:has(h1)';
    await expect.poll(() => overlapsIn(line)).toEqual([]);
    await expect
      .poll(async () => (await page.getByLabel('Runs as').boundingBox())?.width)
      .toBeGreaterThan(90);
  });

for (const route of [
  'scope',
  'review?state=draft&subject=orders-db',
  'review?view=due&within=1095',
  'review?view=sign-off',
  'gaps?view=risks',
])
  test(`${route} at 1280: nothing is wider than the room that it has, whatever the names`, async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await openScreen(page, served, route);
    const wider = () =>
      page.evaluate(() =>
        [document.querySelector('main'), ...document.querySelectorAll('main *:has(> table), main > *')]
          .filter((box) => box !== null && box.scrollWidth > box.clientWidth + 1)
          .map((box) => box?.textContent?.slice(0, 60)),
      );
    await expect.poll(wider).toEqual([]);
  });

test('a swatch of the legend keeps its size beside names that wrap', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openScreen(page, served, 'walk/orders-db?card=restore-testing');
  const widths = await page
    .getByRole('list', { name: 'Legend' })
    .locator('svg')
    .evaluateAll((swatches) => swatches.map((swatch) => swatch.getBoundingClientRect().width));
  expect(new Set(widths)).toEqual(new Set([26]));
});

test('beside a list, six parties leave room for the question, its suggestion and the first half', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openScreen(page, served, 'matrix?view=register&subject=orders-db');
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-pane] h2').first()).toBeVisible();
  const foot = page.locator('[data-pane]').getByRole('region', { name: 'Answer' });
  await expect.poll(async () => (await foot.boundingBox())?.height).toBeLessThan(240);
});

test('at 200 % a card beside a list scrolls as a whole: its question is in sight, and its answers come', async () => {
  await page.setViewportSize({ width: 640, height: 400 });
  await openScreen(page, served, 'matrix?view=register&subject=orders-db');
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-pane] h2').first()).toBeVisible();
  await expect.poll(() => inSight('[data-pane] h2 >> nth=0')).toBe(true);
  await expect.poll(() => inSight('[data-pane] strong:has-text("Suggested")')).toBe(true);
  const last = page.locator('[data-pane]').getByRole('button', { name: /佐藤/ });
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport({ ratio: 1 });
});

for (const [width, height] of [
  [640, 400],
  [1280, 800],
] as const)
  test(`at ${width} a card beside a list is as wide as its pane, also where a name has no end of a word`, async () => {
    await page.setViewportSize({ width, height });
    await ask(served, 'services.update', {
      ref: 'orders-db-test',
      label: `arn:aws:rds:eu-central-1:111122223333:db:${'Zahlungsabwicklung'.repeat(6)}`,
    });
    for (const subject of ['orders-db', 'orders-db-test']) {
      await openScreen(page, served, `matrix?view=register&subject=${subject}`);
      await page.getByRole('gridcell').first().click();
      await page.keyboard.press('Enter');
      const pane = page.locator(`[data-pane][data-ref^="${subject}/"]`);
      await expect(pane.locator('h2').first()).toBeVisible();
      await expect
        .poll(() =>
          pane.evaluate((box) =>
            [box, ...box.querySelectorAll('section, [data-scroller]')]
              .filter((part) => part.scrollWidth > part.clientWidth + 1)
              .map((part) => `${part.tagName} ${part.scrollWidth} > ${part.clientWidth}`),
          ),
        )
        .toEqual([]);
    }
    await ask(served, 'services.update', { ref: 'orders-db-test', label: 'orders-db-test' });
  });

test('in front of the room at 1024 no answer is cut', async () => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await openScreen(page, served, 'present/orders-db');
  const answers = page.getByRole('group', { name: 'Who does it' }).getByRole('button');
  await expect(answers).toHaveCount(4);
  const cut = await answers.evaluateAll((buttons) =>
    buttons.flatMap((button) =>
      [...button.querySelectorAll('span')]
        .filter((span) => span.scrollHeight > span.clientHeight + 2 && span.clientHeight > 0)
        .map((span) => span.textContent),
    ),
  );
  expect(cut).toEqual([]);
});

test('a short name stays whole beside how the service runs', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openScreen(page, served, 'walk/orders-db-test');
  const name = page.getByRole('heading', { name: 'orders-db-test', level: 1 });
  expect(await name.evaluate((h1) => h1.scrollWidth - h1.clientWidth)).toBe(0);
});

test('in forced colours the chosen status and the cell whose card stands beside are seen', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ forcedColors: 'active' });
  await openScreen(page, served, 'walk/shop-cdn');
  const backgrounds = await page.locator('fieldset label:has(input[type="radio"])').evaluateAll((labels) =>
    labels.map((label) => ({
      chosen: label.querySelector('input')?.checked,
      colour: getComputedStyle(label.querySelector('span') as Element).backgroundColor,
    })),
  );
  const chosen = backgrounds.filter((one) => one.chosen).map(({ colour }) => colour);
  expect(chosen).toHaveLength(1);
  expect(backgrounds.filter((one) => !one.chosen).map(({ colour }) => colour)).not.toContain(chosen[0]);

  await openScreen(page, served, 'matrix?view=grid');
  await page.locator('[role="gridcell"][data-ref]').first().click();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[data-pane]') != null))
    .toBe(true);
  const frame = () =>
    page
      .locator('[role="gridcell"][tabindex="0"]')
      .evaluate((cell) => [getComputedStyle(cell).outlineStyle, getComputedStyle(cell).outlineColor]);
  const [style, colour] = await frame();
  expect(style).toBe('solid');
  expect(colour).toBe(
    await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = 'Highlight';
      const found = getComputedStyle(probe).color;
      probe.remove();
      return found;
    }),
  );
  await page.emulateMedia({ forcedColors: 'none' });
});

test('a link that is refused says so where it is seen', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openScreen(page, served, 'walk/orders-db?card=restore-testing');
  await expect(page.getByRole('article')).toBeFocused();
  await page.keyboard.press('l');
  const form = page.getByRole('form', { name: 'Add a link' });
  await expect(form.getByLabel('Address')).toBeFocused();
  await page.keyboard.type('intranet/drill');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
});
