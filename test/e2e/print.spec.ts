import { readFileSync } from 'node:fs';
import { expect, type Page } from 'playwright/test';
import { PAGE_END, pageHead, printedMark } from '../../main/exporters/html/page.ts';
import { PAGE_STYLE } from '../../main/exporters/html/style.ts';
import { ask } from '../support/ask.ts';
import type { Served } from '../support/cli.ts';
import { serveExample } from '../support/example-shop.ts';
import { test } from '../support/one-page.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';
import { addressOf, startAt } from '../support/screens.ts';
import { settled } from '../support/settled.ts';

let served: Served;
let close: () => Promise<void>;
test.beforeAll(async () => {
  ({ served, close } = await serveExample());
});
test.afterAll(() => close());

/** Prints as the keys do, and says what the page held when the printer took it. */
const printed = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ rows: number; navigation: boolean; background: string }>((resolve) => {
        window.print = () => {
          window.dispatchEvent(new Event('beforeprint'));
          resolve({
            rows: document.querySelectorAll('main tbody tr').length,
            navigation: document.querySelector('nav')?.checkVisibility() ?? false,
            background: getComputedStyle(document.body).backgroundColor,
          });
          window.dispatchEvent(new Event('afterprint'));
        };
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, bubbles: true }));
      }),
  );

test('the register and the matrix are printed whole, without navigation, on white', { tag: '@long' }, async ({
  page,
}) => {
  await startAt(page, served, 'matrix?view=register');
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.locator('main')).toContainText(/\d rows/);
  const asked = Number(
    /([\d,]+) rows/.exec((await page.locator('main').textContent()) ?? '')?.[1]?.replace(',', ''),
  );
  expect(asked).toBeGreaterThan(100);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await printed(page)).toEqual({ rows: asked, navigation: false, background: 'rgb(255, 255, 255)' });
  await page.emulateMedia({ media: 'screen' });
  // Afterwards the screen is as it was.
  await expect(page.getByRole('grid')).toBeVisible();

  await page.goto(addressOf(served, 'matrix?view=grid'));
  await expect(page.getByRole('grid')).toBeVisible();
  const duties = Number(await page.getByRole('grid').getAttribute('aria-rowcount'));
  expect((await printed(page)).rows).toBeGreaterThan(duties);
});

test('a card is printed whole wherever it stands, and lies over nothing; its chosen status is seen', async ({
  page,
}) => {
  const duty = 'orders-db?card=backup-configuration';
  for (const route of [`walk/${duty}`, `present/${duty}`, 'gaps', 'gaps?view=actions']) {
    await page.emulateMedia({ media: 'screen' });
    await startAt(page, served, route);
    if (route.startsWith('gaps')) await page.locator('main a[data-duty]').first().click();
    await expect(page.getByRole('article')).toBeVisible();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect.poll(() => page.evaluate(laidOut), { message: route }).toEqual({ whole: true, over: [] });
    const chosen = page.getByRole('article').locator('input[type="radio"]:checked + span');
    await expect(chosen).toHaveCSS('box-shadow', /rgb\(0, 0, 0\)/);
  }
});

/** In the page: whether the card has the height that it needs, and which text outside of it lies under it. */
function laidOut() {
  const card = document.querySelector('main article') as HTMLElement;
  const holder = card.closest('[data-scroller]') as HTMLElement;
  const room = card.getBoundingClientRect();
  const over = [...document.querySelectorAll('main :is(h1, h2, h3, p, td, li)')]
    .filter((element) => !card.contains(element) && element.checkVisibility())
    .filter((element) => !element.closest('.visually-hidden, [role="status"]'))
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return (
        box.height > 1 &&
        box.top < room.bottom - 1 &&
        box.bottom > room.top + 1 &&
        box.left < room.right &&
        box.right > room.left
      );
    })
    .map((element) => element.textContent?.slice(0, 40));
  return { whole: holder.getBoundingClientRect().height >= card.scrollHeight - 1, over };
}

test('a page that we write bears its mark at the head of every page that is printed of it', async ({
  context,
}, info) => {
  test.skip(findProgram('poppler') === null, 'poppler is not installed here');
  const mark = '20"26 </style> TLP:AMBER \\a & more';
  const body = Array.from({ length: 200 }, (_, n) => `<p>Line ${n}</p>`).join('');
  const page = await context.newPage();
  await page.setContent(`${pageHead('A report', `${PAGE_STYLE}${printedMark(mark)}`)}${body}${PAGE_END}`);
  const path = info.outputPath('report.pdf');
  await page.pdf({ path, preferCSSPageSize: true });
  const pages = pdfText(path, '-layout').split('\f').slice(0, -1);
  expect(pages.length).toBeGreaterThan(3);
  expect(pages.filter((each) => each.includes(mark))).toHaveLength(pages.length);
});

async function save(page: Page, what: RegExp, as: string): Promise<Buffer> {
  await page.getByRole('button', { name: what }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: as }).click(),
  ]);
  return readFileSync(await download.path());
}

test('the demarcation picture is saved as SVG and PNG, the same from light and dark', {
  tag: '@long',
}, async ({ page }) => {
  await startAt(page, served, 'overview');
  const picture = /^Save as a picture: Where the line runs/;
  const bare = (await save(page, picture, 'As SVG')).toString('utf8');
  expect(bare).not.toContain('TLP:AMBER');
  await ask(served, 'workbook.update', { classification: 'TLP:AMBER', distribution: 'the board' });
  await settled(page);
  const light = (await save(page, picture, 'As SVG')).toString('utf8');
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = (await save(page, picture, 'As SVG')).toString('utf8');
  expect(dark).toBe(light);

  // Another reader opens it without the styles of the program, and sees its words and its colours.
  const read = await page.context().newPage();
  await read.setContent(light);
  await expect(read.locator('svg text').first()).toContainText('Where the line runs');
  await expect(read.locator('text', { hasText: 'TLP:AMBER. Distribution: the board' })).toHaveCount(1);
  await expect(read.locator('text', { hasText: /^A: AWS$/ })).toHaveCount(1);
  expect(light).not.toMatch(/class=|var\(--|data-screen-only/);
  expect(
    await read
      .locator('pattern rect')
      .first()
      .evaluate((node) => getComputedStyle(node).fill),
  ).toMatch(/^rgb/);
  await read.close();

  const png = await save(page, picture, 'As PNG');
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  const width = Number(/<svg[^>]* width="([\d.]+)"/.exec(light)?.[1]);
  expect(png.readUInt32BE(16)).toBe(Math.floor(width * 2));
});
