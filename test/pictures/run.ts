import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { ask } from '../support/ask.ts';
import { findChromium } from '../support/chromium.ts';
import { demarcProcess, PROJECT, serve } from '../support/cli.ts';
import { editRegister } from '../support/edit-sheet.ts';
import { copyExample, makeExample } from '../support/example-shop.ts';
import { PICTURES } from './pictures.ts';

/**
 * `npm run pictures`: takes the guide's pictures anew from the example, as a reader of the guide would see it. With names behind it
 * (`npm run pictures -- matrix`), those alone; what they show may then lack what an earlier one does.
 */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PICTURES));
if (unknown.length > 0) {
  console.error(`There is no picture ${unknown.join(', ')}. There are: ${Object.keys(PICTURES).join(', ')}.`);
  process.exit(2);
}
const target = join(PROJECT, 'docs', 'pictures');
mkdirSync(target, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'demarc-pictures-'));
// As the home folder, so that no picture shows the path of a temporary one.
const env = { HOME: folder, USERPROFILE: folder, DEMARC_DATA_DIR: join(folder, 'data') };
const removeExample = makeExample();
const file = copyExample(folder);
await prepare();
const served = await serve(['serve', file], { cwd: folder, env });
const browser = await chromium.launch(findChromium());
try {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    colorScheme: 'light',
    // A room makes its own certificate.
    ignoreHTTPSErrors: true,
  });
  const page = await context.newPage();
  await page.goto(served.url);
  await page.waitForURL(/#\/w\//);
  for (const [name, { take, size = { width: 1280, height: 800 } }] of Object.entries(PICTURES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    await page.setViewportSize(size);
    await page.goto(`${served.address}/#/`);
    await take({
      page,
      folder,
      run,
      open: (route) => open(page, route),
      ask: (name, input) => ask(served, name, input),
      workbook: served.workbook?.id ?? '',
    });
    await page.mouse.move(0, 0);
    await still(page);
    await page.screenshot({ path: join(target, `${name}.png`) });
    console.log(`docs/pictures/${name}.png`);
  }
} finally {
  await browser.close();
  await served.stop();
  removeExample();
  rmSync(folder, { recursive: true, force: true });
}

/** What colleagues sent: a hand-out that was filled in, and the workbook as it stood before. */
async function prepare(): Promise<void> {
  const before = join(folder, 'last-year.demarc');
  copyFileSync(file, before);
  const sent = join(folder, 'sent.xlsx');
  const { status, err } = demarcProcess(['export', before, '--xlsx', sent, '--person', 'zoe-muller-nunez'], {
    cwd: folder,
    // On the colleague's machine: on this one the example would be known as a copy of it.
    env: { ...env, DEMARC_DATA_DIR: join(folder, 'colleague') },
  });
  if (status !== 0) throw new Error(`The hand-out could not be exported:\n${err}`);
  await editRegister(sent, join(folder, 'hand-out.xlsx'), ({ sheet, column }) => {
    for (const row of [2, 3, 4]) {
      sheet.getCell(row, column('Status')).value = 'Implemented';
      sheet.getCell(row, column('Note')).value = 'Done with the release of October.';
    }
  });
}

function run(...args: string[]): void {
  const { status, err } = demarcProcess(args, { cwd: folder, env });
  if (status !== 0) throw new Error(`demarc ${args.join(' ')} did not end well:\n${err}`);
}

async function open(page: Page, route: string): Promise<void> {
  await page.goto(`${served.address}/#/w/${served.workbook?.id}/${route}`);
  await page.locator('main h1').first().waitFor();
}

/** Waits until nothing on the page changes any more. */
async function still(page: Page): Promise<void> {
  let before = '';
  for (let same = 0; same < 3; ) {
    await page.waitForTimeout(150);
    const now = await page.evaluate(() =>
      document.querySelector('[aria-busy="true"]') ? String(Math.random()) : document.body.innerHTML,
    );
    same = now === before ? same + 1 : 0;
    before = now;
  }
}
