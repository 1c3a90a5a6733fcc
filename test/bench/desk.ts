import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { findChromium } from '../support/chromium.ts';
import { demarc, ensureBuilt, type Served, serve } from '../support/cli.ts';
import type { BenchRow } from './bench-row.ts';
import { seedWorkbook } from './seed-workbook.ts';

const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};
/** A figure against a fixed limit rather than against another program. */
const limit = (id: string, ours: number, goal: number, unit = 'ms'): BenchRow => ({
  id,
  ours,
  reference: goal,
  ratio: ours / goal,
  goal: 1,
  met: ours <= goal,
  unit,
});

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
    rows.push(limit('scroll-frame-p99', percentile(await scrollFrames(page), 0.99), 50));
    const typed = await keystrokes(page);
    rows.push(
      limit('keystroke-shown-p95', percentile(typed.shown, 0.95), 50),
      limit('keystroke-durable-p95', percentile(typed.durable, 0.95), 100),
    );
    rows.push(...(await questions(served, workbook)), ...(await bulk(served, workbook)));
    return rows;
  } finally {
    await browser.close();
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(served: Served, name: string, input: unknown, workbook?: string): Promise<unknown> {
  const response = await fetch(new URL(`/rpc/${name}`, served.address), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-demarc-token': served.token,
      'x-demarc-origin': 'bench',
    },
    body: JSON.stringify({ input, ...(workbook === undefined ? {} : { workbook }) }),
  });
  const reply = (await response.json()) as { ok: boolean; value?: unknown; error?: { message: string } };
  if (!reply.ok) throw new Error(`${name}: ${reply.error?.message}`);
  return reply.value;
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

/** Milliseconds of every frame while the grid is scrolled from top to bottom, in four places, and once across. */
function scrollFrames(page: Page): Promise<number[]> {
  return page.getByRole('grid').evaluate(async (grid) => {
    const scroller = grid;
    const frames: number[] = [];
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const run = async (step: (at: number) => boolean) => {
      let last = await frame();
      for (let at = 0; step(at); at += 1) {
        const now = await frame();
        frames.push(now - last);
        last = now;
      }
    };
    for (const share of [0, 0.3, 0.6, 1]) {
      scroller.scrollTo(share * scroller.scrollWidth, 0);
      await frame();
      await frame();
      await run((at) => {
        scroller.scrollTop = at * 24;
        return at * 24 < scroller.scrollHeight - scroller.clientHeight;
      });
    }
    scroller.scrollTo(0, 0);
    await run((at) => {
      scroller.scrollLeft = at * 60;
      return at * 60 < Math.min(12_000, scroller.scrollWidth - scroller.clientWidth);
    });
    scroller.scrollTo(0, 0);
    return frames;
  });
}

/** Answers cells by key: until the cell shows it, and until the answer has been acknowledged as durable. */
async function keystrokes(page: Page): Promise<{ shown: number[]; durable: number[] }> {
  const shown: number[] = [];
  const durable: number[] = [];
  const cells = page.getByRole('gridcell', { name: /^(AWS|Bench|Shared)/ });
  await cells.nth(40).click();
  for (let round = 0; round < 40; round += 1) {
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(30);
    const was = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    if (!was) continue;
    const key = /Bench/.test(was) && !/AWS/.test(was) ? 's' : 'c';
    const acknowledged = page
      .waitForResponse((response) => response.url().includes('/rpc/assignments.answer'), { timeout: 5000 })
      .catch(() => null);
    const start = await page.evaluate((before) => {
      const cell = document.activeElement;
      const state = window as unknown as { shownAfter: Promise<number>; pressed: number };
      state.shownAfter = new Promise((resolve) => {
        addEventListener(
          'keydown',
          () => {
            state.pressed = performance.now();
            const look = () => {
              if ((cell?.getAttribute('aria-label') ?? '') !== before)
                resolve(performance.now() - state.pressed);
              else if (performance.now() - state.pressed > 4000) resolve(Number.NaN);
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          },
          { once: true, capture: true },
        );
      });
      return performance.timeOrigin;
    }, was);
    await page.keyboard.press(key);
    const response = await acknowledged;
    const after = await page.evaluate(
      () => (window as unknown as { shownAfter: Promise<number> }).shownAfter,
    );
    if (response === null || Number.isNaN(after)) continue;
    const pressed = await page.evaluate(() => (window as unknown as { pressed: number }).pressed);
    const timing = response.request().timing();
    shown.push(after);
    durable.push(timing.startTime + timing.responseEnd - (start + pressed));
  }
  if (shown.length < 20) throw new Error(`only ${shown.length} keystrokes could be measured`);
  return { shown, durable };
}

async function questions(served: Served, workbook: string): Promise<BenchRow[]> {
  const inputs: Readonly<Record<string, readonly unknown[]>> = {
    'filter-p95': [
      { status: 'implemented' },
      { party: 'aws' },
      { domain: 'network' },
      { person: 'ada-lovelace' },
    ].map((filter) => ({ filter })),
    'sort-p95': ['responsibility', 'owner', 'service'].map((column) => ({
      filter: {},
      sort: { column, descending: true },
    })),
    'search-p95': ['quarter', 'restores backups', 'svc-00042', 'certificates "alarm'].map((text) => ({
      filter: { text },
    })),
  };
  const rows: BenchRow[] = [];
  for (const [id, all] of Object.entries(inputs)) {
    const times: number[] = [];
    for (let round = 0; round < 40; round += 1) {
      const start = performance.now();
      await ask(served, 'assignments.register', all[round % all.length], workbook);
      if (round >= all.length) times.push(performance.now() - start);
    }
    rows.push(limit(id, percentile(times, 0.95), 100));
  }
  return rows;
}

async function bulk(served: Served, workbook: string): Promise<BenchRow[]> {
  const { rows } = (await ask(
    served,
    'assignments.register',
    { filter: { domain: 'network' }, limit: 1000 },
    workbook,
  )) as { rows: { ref: string }[] };
  const refs = rows.map((row) => row.ref);
  const changing: number[] = [];
  const undoing: number[] = [];
  for (const status of ['implemented', 'not-started', 'in-progress', 'implemented', 'risk-accepted']) {
    let start = performance.now();
    await ask(
      served,
      'assignments.bulk',
      { refs, set: { status, dueOn: `2027-0${1 + changing.length}-01` } },
      workbook,
    );
    changing.push(performance.now() - start);
    start = performance.now();
    await ask(served, 'workbook.undo', {}, workbook);
    undoing.push(performance.now() - start);
  }
  return [
    limit(`bulk-edit-${refs.length}`, percentile(changing, 0.5), 500),
    limit(`bulk-undo-${refs.length}`, percentile(undoing, 0.5), 500),
  ];
}
