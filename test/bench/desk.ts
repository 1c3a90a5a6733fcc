import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { chromium, type Page } from 'playwright';
import type { Card } from '../../main/contract/assignments.ts';
import { findChromium } from '../support/chromium.ts';
import { demarc, ensureBuilt, type Served, serve } from '../support/cli.ts';
import { bareWriter, type Entry } from './bare-writer.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';
import { type BareDesk, bareDesk } from './desk-bare.ts';
import { comeBack, type Look, pressed, quietOf, scrollFrames, type Timed, until } from './desk-keys.ts';
import { ask, bulk, percentile, questions } from './desk-questions.ts';
import { seedWorkbook } from './seed-workbook.ts';

const ROUNDS = 3;
/** Of three rounds the median still moves by a tenth from run to run. */
const KEY_ROUNDS = 5;
/** Twenty in each round: of fewer the 95th percentile would be the longest. */
const KEYSTROKES = KEY_ROUNDS * 20;

/** The 95th percentile of each round, and of those the median: what else the machine was busy with in one round counts for nothing. */
const p95 = (all: readonly number[]): number => {
  const length = Math.ceil(all.length / KEY_ROUNDS);
  const rounds = Array.from({ length: KEY_ROUNDS }, (_, at) => all.slice(at * length, (at + 1) * length));
  return median(rounds.map((round) => percentile(round, 0.95)));
};
/** The assessor's desk with 20,000 assignments, in Chromium: opening, scrolling, typing, asking, changing in bulk. */
export async function benchDesk(): Promise<BenchRow[]> {
  ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-'));
  const file = join(folder, 'seeded.demarc');
  await seedWorkbook(folder, file, 500);
  const browser = await chromium.launch(findChromium());
  const served = await serve(['serve'], { cwd: folder, env: { DEMARC_DATA_DIR: join(folder, 'data') } });
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.goto(served.url);
    const rows: BenchRow[] = [];
    const opening: number[] = [];
    let workbook = '';
    for (let round = 0; round < 3; round += 1) {
      if (workbook !== '') await ask(served, 'app.close', { id: workbook });
      const [recent] = (await ask(served, 'app.recent', {})) as { id: string }[];
      await page.goto(`${served.address}#/`);
      const start = performance.now();
      ({ id: workbook } = (await ask(served, 'app.open', { recent: recent?.id })) as { id: string });
      await page.evaluate(async (address) => {
        location.hash = address;
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        while (!document.querySelector('[role="gridcell"]')) await frame();
        await frame();
      }, `#/w/${workbook}/matrix?view=grid`);
      opening.push(performance.now() - start);
    }
    const reference = libreOffice(folder, file);
    const opened = percentile(opening, 0.5);
    if (reference !== null)
      rows.push({
        id: 'open-to-first-row',
        ours: opened,
        reference,
        ratio: opened / reference,
        goal: 0.1,
        met: opened / reference <= 0.1,
        unit: 'ms',
      });
    const log = follower(file, join(folder, 'bare.demarc'));
    const bare = await bareDesk(browser, log.write);
    try {
      rows.push(await scrolling(page, bare));
      const field = await bare.field();
      rows.push(
        ...(await gridKeys(page, field, served, workbook)),
        await paneOpened(page, bare, served, workbook),
      );
      // An answer stays in view, so that there is something to see.
      await page.evaluate(() => localStorage.setItem('demarc-go-on', 'off'));
      rows.push(...(await cardKeys('pane', page, field, served, workbook)));
      await page.goto(`${served.address}#/w/${workbook}/present/svc-00007`);
      await page.locator('[data-card]').focus();
      rows.push(...(await cardKeys('presenter', page, field, served, workbook)));
    } finally {
      await bare.close();
      log.close();
    }
    rows.push(...(await questions(served, workbook)), ...(await bulk(served, workbook)));
    return rows;
  } finally {
    await browser.close();
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long LibreOffice takes to read the same matrix as xlsx; null where it is not installed. */
function libreOffice(folder: string, file: string): number | null {
  const xlsx = join(folder, 'matrix.xlsx');
  const made = demarc(['export', file, '--xlsx', xlsx], {
    cwd: folder,
    env: { DEMARC_DATA_DIR: join(folder, 'reader') },
  });
  if (made.status !== 0) throw new Error(made.err);
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now();
    const { error, status } = spawnSync(
      'soffice',
      [
        '--headless',
        '--convert-to',
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,4',
        '--outdir',
        join(folder, 'csv'),
        xlsx,
      ],
      { stdio: 'ignore' },
    );
    if (error || status !== 0) {
      console.log('LibreOffice is not here (Debian: libreoffice-calc), so opening is not compared with it.');
      return null;
    }
    times.push(performance.now() - start);
  }
  return percentile(times, 0.5);
}

/** The grid's frames against those of the same cells in plain HTML, by turns. */
async function scrolling(page: Page, bare: BareDesk): Promise<BenchRow> {
  const shape = await page.getByRole('grid').evaluate((grid) => {
    const box = (selector: string) => grid.querySelector(selector)?.getBoundingClientRect();
    const [cell, head, first] = [box('[role="gridcell"]'), box('[role="row"]'), box('[role="columnheader"]')];
    const sizes = {
      column: cell?.width ?? 0,
      row: cell?.height ?? 0,
      head: head?.height ?? 0,
      first: first?.width ?? 0,
    };
    return {
      ...sizes,
      width: grid.clientWidth,
      height: grid.clientHeight,
      columns: Math.round((grid.scrollWidth - sizes.first) / sizes.column),
      rows: Math.round((grid.scrollHeight - sizes.head) / sizes.row),
    };
  });
  const plain = await bare.grid(shape);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.bringToFront();
    ours.push(percentile(await scrollFrames(page), 0.99));
    await plain.bringToFront();
    theirs.push(percentile(await scrollFrames(plain), 0.99));
  }
  await plain.close();
  await page.bringToFront();
  return benchRow('scroll-frame-p99 / plain cells', median(ours), median(theirs), 1.5, 'ms');
}

/** What is pressed by turns with the same key in a bare field, whose request writes the same entry with bare statements. */
interface Keys {
  readonly page: Page;
  readonly field: Page;
  readonly look: Look;
  /** Goes to a duty that a key can answer, and says by which; null to go on to the next. */
  readonly ready: (round: number) => Promise<string | null>;
}

async function keystrokes(where: string, { page, field, look, ready }: Keys): Promise<BenchRow[]> {
  const [ours, theirs]: [Timed[], Timed[]] = [[], []];
  const quiet = quietOf(page);
  for (let round = 0; round < 3 * KEYSTROKES && ours.length < KEYSTROKES; round += 1) {
    const key = await ready(round);
    if (key === null) continue;
    await quiet();
    await comeBack(page);
    const here = await pressed(page, key, look, '/rpc/assignments.answer');
    await quiet();
    await field.getByRole('gridcell').focus();
    const there = await pressed(field, key, 'cell', '/write');
    if (here.disturbed || there.disturbed) continue;
    ours.push(here);
    theirs.push(there);
  }
  if (ours.length < KEYSTROKES) throw new Error(`only ${ours.length} keystrokes could be measured`);
  const row = (id: string, what: 'shown' | 'durable') => {
    const [here, bare] = [ours, theirs].map((all) => p95(all.map((timed) => timed[what])));
    return benchRow(id, here ?? 0, bare ?? 0, 2, 'ms');
  };
  return [
    row(`${where}: key to shown, p95 / bare field`, 'shown'),
    row(`${where}: sent to durable, p95 / bare transaction`, 'durable'),
  ];
}

/** The cells of the grid, from left to right: the answer is taken back, and the key gives the one that the catalogue suggests. */
async function gridKeys(page: Page, field: Page, served: Served, workbook: string): Promise<BenchRow[]> {
  await page
    .getByRole('gridcell', { name: /^(AWS|Bench|Shared)/ })
    .nth(40)
    .click();
  const line = page.getByRole('region', { name: 'The cell in focus' });
  return keystrokes('matrix', {
    page,
    field,
    look: 'cell',
    async ready() {
      const before = await focused(page);
      await page.keyboard.press('ArrowRight');
      await until('the next cell', async () => (await focused(page)).ref !== before.ref);
      const { ref, words } = await focused(page);
      if (words === 'Not asked here') return null;
      const key = await open(served, workbook, ref);
      await until('the cell without its answer', async () => /^Unanswered/.test((await focused(page)).words));
      await until('its line', async () => /Suggested/.test((await line.textContent()) ?? ''));
      return key;
    },
  });
}
/** Takes the answer of a duty back; the key of the one that the catalogue suggests, or null where that takes more than a key. */
async function open(served: Served, workbook: string, ref: string): Promise<string | null> {
  const card = (await ask(served, 'assignments.card', { ref }, workbook)) as Card;
  const key = { aws: 'a', customer: 'c', shared: 's', na: null }[card.suggestion.owner];
  if (card.ownership.kind !== 'unanswered') await ask(served, 'assignments.clear', { ref }, workbook);
  return key;
}
const focused = (page: Page) =>
  page.evaluate(() => ({
    ref: document.activeElement?.getAttribute('data-ref') ?? '',
    words: document.activeElement?.getAttribute('aria-label') ?? '',
  }));

/** The card in view: its answer is taken back, and the key gives the one that the catalogue suggests. */
function cardKeys(
  where: string,
  page: Page,
  field: Page,
  served: Served,
  workbook: string,
): Promise<BenchRow[]> {
  const pressedNow = () => page.locator('[data-card] fieldset [aria-pressed="true"]').count();
  const refNow = () => page.locator('[data-card]').getAttribute('data-ref');
  return keystrokes(where, {
    page,
    field,
    look: 'answers',
    async ready(round) {
      const before = await refNow();
      if (round > 0) {
        await page.keyboard.press('j');
        await until('the next card', async () => (await refNow()) !== before);
      }
      const key = await open(served, workbook, (await refNow()) ?? '');
      await until('the card without its answer', async () => (await pressedNow()) === 0);
      return key;
    },
  });
}

/** The card beside the grid, from the key to its parts on screen, against the same markup drawn by a bare page. */
async function paneOpened(page: Page, bare: BareDesk, served: Served, workbook: string): Promise<BenchRow> {
  const pane = page.locator('[data-pane]');
  const start = async () => {
    if ((await pane.count()) > 0) await pane.getByRole('button', { name: 'Close the card' }).click();
    await page.locator('[role="gridcell"][tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
  };
  await start();
  const { ref } = await focused(page);
  await pressed(page, 'Enter', 'drawn', null);
  const parts = await page.evaluate(() => ({
    html: document.querySelector('[data-pane]')?.outerHTML ?? '',
    css: [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText))
      .join('\n'),
  }));
  const card = JSON.stringify(await ask(served, 'assignments.card', { ref }, workbook));
  const plain = await bare.card({ ...parts, card });
  const quiet = quietOf(page);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3 * KEYSTROKES && ours.length < KEYSTROKES; round += 1) {
    await page.bringToFront();
    await start();
    await quiet();
    const here = await pressed(page, 'Enter', 'drawn', null);
    await plain.bringToFront();
    await plain.locator('#opens').focus();
    await plain.keyboard.press('Backspace');
    await quiet();
    const there = await pressed(plain, 'Enter', 'drawn', null);
    if (here.disturbed || there.disturbed) continue;
    ours.push(here.shown);
    theirs.push(there.shown);
  }
  if (ours.length < KEYSTROKES) throw new Error(`only ${ours.length} openings could be measured`);
  await plain.close();
  await page.bringToFront();
  return benchRow('card pane opened, p95 / bare page', p95(ours), p95(theirs), 3, 'ms');
}

/** Writes into a copy of the workbook, with bare statements, what the log of the open one has got since. */
function follower(file: string, copy: string) {
  copyFileSync(file, copy);
  const bare = bareWriter(copy);
  const log = new Database(file, { readonly: true });
  const since = log.prepare('SELECT * FROM change WHERE rev > ? ORDER BY rev');
  let rev = Number((log.prepare('SELECT max(rev) AS rev FROM change').get() as { rev: number }).rev);
  return {
    write() {
      for (const entry of since.all(rev) as Entry[]) {
        bare.write(entry);
        rev = Number(entry.rev);
      }
    },
    close() {
      log.close();
      bare.close();
    },
  };
}
