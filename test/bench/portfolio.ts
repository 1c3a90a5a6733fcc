import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTask } from '../../main/jobs/run-task.ts';
import { openPortfolioFile } from '../../main/portfolio/file.ts';
import { readPortfolio } from '../../main/portfolio/open.ts';
import type { Portfolio } from '../../main/portfolio/portfolio.ts';
import { readDifferences } from '../../main/portfolio/reports/differences.ts';
import { readOverview } from '../../main/portfolio/reports/overview.ts';
import { openPortfolioServer } from '../../main/portfolio/server.ts';
import { columnsOf, TABLE_NAMES, TABLES } from '../../main/portfolio/tables.ts';
import { type PortfolioTarget, parseAddress } from '../../main/portfolio/target.ts';
import { makeLargeWorkbook } from '../support/large-workbook.ts';
import { askServer, PASSWORD, POSTGRES, QUICK, startServer } from '../support/postgres-server.ts';
import { findProgram } from '../support/programs.ts';
import { type BenchRow, benchRow, median } from './bench-row.ts';

const RUNS = 5;
const DAY = '2026-11-29';
/** Workbooks of some 5,000 rows each; `DEMARC_BENCH_WORKBOOKS` measures with fewer on the server, and a tenth of them in the file. */
const WORKBOOKS = Number(process.env.DEMARC_BENCH_WORKBOOKS ?? 1000);
const SAMPLE = 2;
/** The limits that were set, in seconds. */
const LIMITS = { publish: 3, overview: 1, differences: 3 };
/** How much faster than the spreadsheets both have to be. */
const FASTER = 1 / 20;

const FOREVER = { signal: new AbortController().signal, progress: () => {} };

/**
 * Publishing 20,000 rows, and the two questions of the portfolio at size: against the limits that were set for them, and against openpyxl
 * asking the exported registers, measured on a sample in the same run.
 */
export async function benchPortfolio(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'demarc-bench-'));
  try {
    const book = join(folder, 'book.demarc');
    makeLargeWorkbook(book, { services: 170, answered: 170, entries: 10 });
    const large = join(folder, 'large.demarc');
    makeLargeWorkbook(large, { services: 700, answered: 700, entries: 10 });
    const sheet = await spreadsheetSeconds(folder, book);
    const file: PortfolioTarget = { kind: 'file', name: 'file', path: join(folder, 'acme.portfolio') };
    const rows = await measure('a file', file, {
      book,
      large: null,
      workbooks: Math.ceil(WORKBOOKS / 10),
      sheet,
    });
    if (POSTGRES === null) {
      console.log('PostgreSQL is not to be had here: its rows are left out.');
      return rows;
    }
    const server = await startServer(`demarc-bench-${process.pid}`, process.pid, QUICK);
    await askServer(server, 'postgres', 'postgres', 'CREATE DATABASE estate');
    process.env.PGPASSWORD = PASSWORD;
    const target = parseAddress(`postgresql://postgres@localhost:${server.port}/estate`);
    rows.push(...(await measure('PostgreSQL', target, { book, large, workbooks: WORKBOOKS, sheet })));
    process.kill(server.keeper, 'SIGTERM');
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return (performance.now() - began) / 1000;
}

interface Wanted {
  readonly book: string;
  readonly large: string | null;
  readonly workbooks: number;
  /** Seconds of openpyxl for one workbook; null without it. */
  readonly sheet: number | null;
}

async function measure(
  where: string,
  target: PortfolioTarget,
  { book, large, workbooks, sheet }: Wanted,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  if (large !== null) {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1)
      times.push(await timed(() => publish(target, large, `2026-10-${String(run + 10)}`)));
    rows.push(
      benchRow(`publishing 20,000 rows to ${where} / the limit`, median(times), LIMITS.publish, 1, 's'),
    );
  }
  await publish(target, book, DAY);
  const open = target.kind === 'file' ? openPortfolioFile(target, true) : await openPortfolioServer(target);
  await open.transaction(() => multiply(open, workbooks));
  await open.run(open.engine === 'postgres' ? 'VACUUM ANALYZE' : 'ANALYZE');
  await open.close();
  const questions: Record<string, (portfolio: Portfolio) => Promise<unknown>> = {
    overview: (portfolio: Portfolio) => readOverview(portfolio, {}, DAY),
    differences: (portfolio: Portfolio) => readDifferences(portfolio, {}, 500),
  };
  for (const [name, ask] of Object.entries(questions)) {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) times.push(await timed(() => readPortfolio(target, ask)));
    const id = `${name} of ${workbooks} workbooks in ${where}`;
    rows.push(benchRow(`${id} / the limit`, median(times), LIMITS[name as keyof typeof LIMITS], 1, 's'));
    if (sheet !== null)
      rows.push(
        benchRow(`${id} / openpyxl over their registers`, median(times), sheet * workbooks, FASTER, 's'),
      );
  }
  return rows;
}

const publish = (target: PortfolioTarget, path: string, asOf: string) =>
  runTask(
    {
      kind: 'publish',
      files: [{ path, name: path }],
      target,
      audience: 'internal',
      asOf,
      appVersion: '0.2.0',
      now: `${asOf}T10:00:00.000Z`,
    },
    FOREVER,
  );

/** Makes many publications of the newest one: of other workbooks, in forty units, with owners that differ by turns. */
async function multiply(portfolio: Portfolio, count: number): Promise<void> {
  const place = portfolio.engine === 'postgres' ? 'demarc.' : '';
  const newest = await portfolio.db
    .selectFrom('publication')
    .select('id')
    .orderBy('published_at', 'desc')
    .executeTakeFirstOrThrow();
  const changed: Readonly<Record<string, string>> = {
    unit: "'unit ' || (n.i % 40)",
    publication: "'copy ' || n.i",
    workbook: "'book ' || n.i",
    owner: `CASE WHEN t.owner <> '' AND (n.i + length(t.duty)) % 5 = 0 THEN 'Platform team' ELSE t.owner END`,
  };
  // What hangs on a publication comes after it.
  for (const table of [...TABLE_NAMES].sort(
    (a, b) => Number(TABLES[a].ofPublication) - Number(TABLES[b].ofPublication),
  )) {
    const columns = columnsOf(table);
    const own = TABLES[table].ofPublication ? 'publication' : 'id';
    const values = columns.map((column) =>
      column === own ? changed.publication : (changed[column] ?? `t."${column}"`),
    );
    await portfolio.run(
      `WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
       INSERT INTO ${place}"${table}" (${columns.map((column) => `"${column}"`).join(', ')})
       SELECT ${values.join(', ')} FROM n CROSS JOIN ${place}"${table}" t WHERE t."${own}" = '${newest.id}'`,
    );
  }
}

/** Seconds that openpyxl takes for the register of one workbook; null where it is not installed. */
async function spreadsheetSeconds(folder: string, book: string): Promise<number | null> {
  const python = findProgram('openpyxl');
  if (python === null) {
    console.log('openpyxl is not to be had here: what is measured against it is left out.');
    return null;
  }
  const path = join(folder, 'book.xlsx');
  await runTask(
    { kind: 'export', workbook: book, files: [{ format: 'xlsx', path }], asOf: DAY, appVersion: '0.2.0' },
    FOREVER,
  );
  const script = fileURLToPath(new URL('python/differences_xlsx.py', import.meta.url));
  const told = execFileSync(python, [script, ...new Array<string>(SAMPLE).fill(path)], { encoding: 'utf8' });
  const [seconds = 0, rows = 0] = told.split(' ').map(Number);
  if (rows < 1000) throw new Error(`openpyxl found only ${rows} rows`);
  return seconds / SAMPLE;
}
