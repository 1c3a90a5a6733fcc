import { expect, type Page, test } from 'playwright/test';
import { violations, violationsInAll } from '../support/axe.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { loadProgram, openScreen, openStart } from '../support/screens.ts';
import { settled } from '../support/settled.ts';

/** Every screen, by the address behind the workbook's own. */
const SCREENS = {
  overview: 'overview',
  scope: 'scope',
  services: 'services',
  'walk-through': 'walk/orders-db?card=backup-configuration',
  'walk-through, answered once': 'walk/workbook',
  'matrix, grid': 'matrix?view=grid',
  'matrix, register': 'matrix?view=register',
  'matrix, grid narrowed': 'matrix?view=grid&text=backup',
  'matrix, register grouped': 'matrix?view=register&group=persons&gap=no-named-person',
  workshop: 'workshop',
  presenter: 'present/orders-db?card=backup-configuration',
  evidence: 'evidence',
  'evidence, one piece': 'evidence?open=1',
  'evidence, timeline': 'evidence?view=timeline',
  gaps: 'gaps',
  'gaps, actions': 'gaps?view=actions',
  'gaps, misconceptions': 'gaps?view=misconceptions',
  changes: 'compare',
  'changes, asked again': 'compare?view=reask',
  history: 'history',
  'history, one change': 'history?open=170&kind=answers',
  review: 'review?state=draft',
  'review, sign-offs': 'review?view=sign-off',
  'review, acknowledgements': 'review?view=owners',
  import: 'import',
  export: 'export',
} as const;

let served: Served;
let close: () => Promise<void>;
/** One page goes from screen to screen, as its reader does. */
let page: Page;
let complaints: string[] = [];
test.beforeAll(async ({ browser }) => {
  ({ served, close } = await serveExample());
  page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await loadProgram(page, served);
});
test.beforeEach(() => {
  complaints = [];
});
test.afterAll(() => close());

/** Nothing in light, in dark and in forced colours, in which what is chosen still looks so. */
async function expectNoViolations(): Promise<void> {
  expect(await violationsInAll(page)).toEqual([]);
  expect(await page.evaluate(chosenThatLooksLikeTheRest)).toEqual([]);
  // Among them: a style or script that the content-security policy refused.
  expect(complaints).toEqual([]);
}

/** In the page: what is current, selected or pressed, yet has the ground of the page behind it, as everything else has. */
function chosenThatLooksLikeTheRest(): string[] {
  const ground = getComputedStyle(document.body).backgroundColor;
  return [
    ...document.querySelectorAll(
      '[aria-current]:not([aria-current="false"]), [aria-selected="true"], [aria-pressed="true"]',
    ),
  ]
    .filter((element) => element.checkVisibility())
    .filter((element) => [ground, 'rgba(0, 0, 0, 0)'].includes(getComputedStyle(element).backgroundColor))
    .map((element) => element.outerHTML.slice(0, 120));
}

test('start', async () => {
  await openStart(page, served);
  await expectNoViolations();
  await page.getByRole('button', { name: 'New workbook' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoViolations();
  await page.keyboard.press('Escape');
});

/** Goes to a page that is read; the screen before has headings of its own and stays until the page can be drawn. */
async function openReading(route: string, name: string): Promise<void> {
  await page.goto(`${served.address}/#/${route}`);
  await expect(page.getByRole('navigation', { name, exact: true })).toBeVisible();
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible();
  await settled(page);
}

for (const lesson of ['of-and-in', 'layers', 'service-models', 'misconceptions', 'steps'])
  test(`learn, ${lesson}`, async () => {
    await openReading(`learn/${lesson}`, 'Learn');
    await expectNoViolations();
  });

for (const guide of ['first-assessment', 'command-line'])
  test(`guide, ${guide}`, async () => {
    await openReading(`guide/${guide}`, 'Guide');
    await expectNoViolations();
  });

test('the guide goes from page to page, with pictures that are there', async () => {
  await page.goto(`${served.address}/#/guide/first-assessment`);
  const pictures = page.getByRole('main').getByRole('img');
  await expect(pictures).toHaveCount(5);
  await expect
    .poll(() =>
      pictures.evaluateAll((all) => all.every((each) => (each as HTMLImageElement).naturalWidth >= 1280)),
    )
    .toBe(true);
  await page.getByRole('main').getByRole('link', { name: 'run a workshop' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Running a workshop' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: /^The first assessment/ })).toBeVisible();
});

for (const [name, route] of Object.entries(SCREENS))
  test(name, async () => {
    await openScreen(page, served, route);
    await expectNoViolations();
  });

test('a control without a name and a text that is too pale are found on a screen that was judged, each time', async () => {
  await openScreen(page, served, 'import');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await page.evaluate(() => {
    const wrong = document.querySelector('main')?.appendChild(document.createElement('div'));
    const text = wrong?.appendChild(document.createElement('p'));
    if (!wrong || !text) return;
    wrong.id = 'wrong';
    text.textContent = 'Too pale';
    text.style.color = '#ccd';
    text.style.background = '#fff';
    wrong.append(document.createElement('button'));
  });
  const rules = async () =>
    [...new Set((await violations(page)).map((line) => /^[^:]+/.exec(line)?.[0]))].sort();
  expect(await rules()).toEqual(['button-name', 'color-contrast']);
  expect(await rules()).toEqual(['button-name', 'color-contrast']);
  await page.evaluate(() => document.querySelector('#wrong')?.remove());
  expect(await rules()).toEqual([]);
});
