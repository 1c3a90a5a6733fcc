import { closeSync, mkdirSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { buildReport } from '../../main/assessment/report.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import type { PublishReport } from '../../main/contract/portfolio.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { migrate } from '../../main/portfolio/migrate.ts';
import { publish } from '../../main/portfolio/publish.ts';
import { ReadingFailed } from '../../main/portfolio/reading.ts';
import { allHeads } from '../../main/workbook/history/all-heads.ts';
import { withOtherWorkbook } from '../../main/workbook/merge/other-workbook.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';
import { ENGINES, emptyPortfolio, type TestPortfolio } from '../support/portfolio.ts';
import { STORED_SCHEMAS, unpackStored } from '../support/stored-workbooks.ts';
import { copyOf, goOn, teamWorkbook } from '../support/team-workbooks.ts';

const DAY = '2026-11-29';
const BACKUPS = 'orders/backup-configuration';

async function published(status: number, ...args: string[]): Promise<PublishReport> {
  const told = await runAtOnce('publish', ...args, '--as-of', DAY, '--json');
  expect([told.status, told.err]).toEqual([status, '']);
  return JSON.parse(told.out) as PublishReport;
}
const outcomes = ({ published: all }: PublishReport) => all.map(({ outcome }) => outcome);

/** What of a portfolio is to be the same however it came to it. */
async function held(portfolio: TestPortfolio) {
  const open = await portfolio.open();
  try {
    const publications = await open.db
      .selectFrom('publication')
      .select(['title', 'line', 'revision', 'asked', 'answered', 'unit'])
      .orderBy('line')
      .orderBy('title')
      .execute();
    const { rows } = await open.db
      .selectFrom('duty')
      .select(({ fn }) => fn.countAll().as('rows'))
      .executeTakeFirstOrThrow();
    const trend = await open.db.selectFrom('trend').select('revision').orderBy('published_at').execute();
    return { publications, rows: Number(rows), trend: trend.length };
  } finally {
    await open.close();
  }
}

/** Damages a workbook as a bad disk does: the first page of a table holds nothing any more. */
function zeroRootPage(path: string, table: string): void {
  const db = new Database(path, { readonly: true });
  const { rootpage } = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table) as {
    rootpage: number;
  };
  const size = db.pragma('page_size', { simple: true }) as number;
  db.close();
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(size), 0, size, (rootpage - 1) * size);
  closeSync(file);
}

describe.each(ENGINES)('publishing to %s', (engine) => {
  test('a workbook is published once, brought up to date, and never by an older copy of itself', async () => {
    const folder = temporaryFolder();
    const portfolio = await emptyPortfolio(engine);
    const path = await teamWorkbook(folder, 'orders', {
      title: 'Orders',
      answers: { [BACKUPS]: ['organisation'] },
    });
    const first = await published(0, path, '--to', portfolio.target);
    expect(outcomes(first)).toEqual(['new']);
    expect(first.steps.map((step) => step.split(' ')[0])).toEqual(['10', '20', '30']);
    const before = await held(portfolio);
    expect(before.publications).toMatchObject([{ title: 'Orders', unit: 'Acme', line: 1, answered: 1 }]);
    expect(before.rows).toBe(before.publications[0]?.asked);
    expect(before.rows).toBeGreaterThan(20);

    // The same again is nothing.
    const again = await published(0, path, '--to', portfolio.target);
    expect([outcomes(again), again.steps, again.published[0]?.rows]).toEqual([['unchanged'], [], 0]);
    expect(await held(portfolio)).toEqual(before);

    const older = copyOf(path, 'older');
    await goOn(path, ({ call }) =>
      call('assignments.answer', { ref: 'files/backup-configuration', answer: { owners: ['organisation'] } }),
    );
    expect(outcomes(await published(0, path, '--to', portfolio.target))).toEqual(['updated']);
    const after = await held(portfolio);
    expect(after).toMatchObject({ publications: [{ line: 1, answered: 2 }], rows: before.rows, trend: 2 });
    expect(outcomes(await published(0, older, '--to', portfolio.target))).toEqual(['older']);
    expect(await held(portfolio)).toEqual(after);
    // An earlier day says less of the same record, a later one more.
    const told = await runAtOnce(
      'publish',
      path,
      '--to',
      portfolio.target,
      '--as-of',
      '2026-11-28',
      '--json',
    );
    expect(outcomes(JSON.parse(told.out) as PublishReport)).toEqual(['older']);
    // Another unit takes it along.
    expect(outcomes(await published(0, path, '--to', portfolio.target, '--unit', 'Shops'))).toEqual([
      'updated',
    ]);
    expect((await held(portfolio)).publications).toMatchObject([{ unit: 'Shops', line: 1 }]);
  });

  test('a fork is told from an update and kept beside it, until a merge brings both together', async () => {
    const folder = temporaryFolder();
    const portfolio = await emptyPortfolio(engine);
    const mine = await teamWorkbook(folder, 'mine', { title: 'Shared' });
    const theirs = copyOf(mine, 'theirs');
    const answer = (path: string, ref: string) =>
      goOn(path, ({ call }) => call('assignments.answer', { ref, answer: { owners: ['organisation'] } }));
    await answer(mine, BACKUPS);
    await answer(theirs, 'files/backup-configuration');
    expect(outcomes(await published(0, mine, theirs, '--to', portfolio.target))).toEqual(['new', 'fork']);
    expect((await held(portfolio)).publications.map(({ line }) => line)).toEqual([1, 2]);
    // Each goes on by itself.
    await answer(theirs, 'files/encryption-at-rest');
    expect(outcomes(await published(0, theirs, '--to', portfolio.target))).toEqual(['updated']);
    expect((await held(portfolio)).publications).toMatchObject([
      { line: 1, answered: 1 },
      { line: 2, answered: 2 },
    ]);
    expect((await runAtOnce('merge', mine, theirs)).status).toBe(0);
    expect(outcomes(await published(0, mine, '--to', portfolio.target))).toEqual(['updated']);
    expect((await held(portfolio)).publications).toMatchObject([{ line: 1, answered: 3 }]);
  });

  test('a workbook that cannot be read to its end is no fault of the portfolio, and nothing of it is published', async () => {
    const path = await teamWorkbook(temporaryFolder(), 'orders', { title: 'Orders' });
    const portfolio = await (await emptyPortfolio(engine)).open();
    onTestFinished(() => portfolio.close());
    await migrate(portfolio, { now: '', program: 'test' });
    const catalogue = indexCatalogue(loadCatalogue());
    const publishing = (change: (report: Report) => Partial<Report>) =>
      withOtherWorkbook({ path, name: 'Orders' }, (db) => {
        const report = buildReport(db, catalogue, { asOf: DAY, appVersion: '0.2.0' });
        const publication = {
          id: 'p',
          unit: 'Acme',
          heads: allHeads(db),
          edition: null,
          publishedAt: `${DAY}T10:00:00.000Z`,
        };
        return publish(
          portfolio,
          { ...publication, report: { ...report, ...change(report) } },
          new AbortController().signal,
        );
      });
    const corrupt = new Database.SqliteError('database disk image is malformed', 'SQLITE_CORRUPT');
    const half = (report: Report) => ({
      *rows() {
        yield* [...report.rows()].slice(0, 3);
        throw corrupt;
      },
    });
    const noDesk = () => ({
      desk: () => {
        throw corrupt;
      },
    });
    for (const broken of [half, noDesk]) {
      const failure = await publishing(broken).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ReadingFailed);
      expect(failure).toMatchObject({ cause: corrupt });
    }
    // The portfolio is of use as before.
    expect(await portfolio.db.selectFrom('publication').select('id').execute()).toEqual([]);
    expect(await publishing(() => ({}))).toMatchObject({ outcome: 'new' });
  });

  test('a folder is published at once; what is broken in it is named and stops nobody else', async () => {
    const folder = temporaryFolder();
    const within = join(folder, 'teams', 'more');
    mkdirSync(within, { recursive: true });
    const portfolio = await emptyPortfolio(engine);
    await teamWorkbook(join(folder, 'teams'), 'a', { title: 'A' });
    await teamWorkbook(within, 'b', { title: 'B' });
    truncateSync(copyOf(join(within, 'b.demarc'), 'c'), 5000);
    writeFileSync(join(within, 'd.demarc'), 'no workbook');
    zeroRootPage(copyOf(join(within, 'b.demarc'), 'e'), 'change');
    const report = await published(1, join(folder, 'teams'), '--to', portfolio.target);
    expect(outcomes(report)).toEqual(['new', 'new']);
    expect(report.failed.map(({ file, code }) => [file.split('/').at(-1), code])).toEqual([
      ['c.demarc', 'WORKBOOK_DAMAGED'],
      ['d.demarc', 'WORKBOOK_DAMAGED'],
      ['e.demarc', 'WORKBOOK_DAMAGED'],
    ]);
    for (const { file, message } of report.failed.slice(2)) expect(message).toContain(`${file} is damaged`);
    // It goes on where it was.
    const again = await published(1, join(folder, 'teams'), '--to', portfolio.target);
    expect([outcomes(again), again.failed.length]).toEqual([['unchanged', 'unchanged'], 3]);
  });
});

test('workbooks of every earlier schema are published by their present meaning, and keep every byte', async () => {
  const folder = temporaryFolder();
  const portfolio = await emptyPortfolio('sqlite');
  const paths = STORED_SCHEMAS.map((schema) => unpackStored(schema, join(folder, `schema-${schema}.demarc`)));
  const report = await published(0, ...paths, '--to', portfolio.target);
  expect(report.failed).toEqual([]);
  expect(report.published).toHaveLength(paths.length);
  const { publications, rows } = await held(portfolio);
  expect(rows).toBe(publications.reduce((sum, { asked }) => sum + asked, 0));
  expect(rows).toBeGreaterThan(100);
  // Their files are of the schemas that they were of.
  expect(outcomes(await published(0, ...paths, '--to', portfolio.target))).not.toContain('updated');
});

test('what is no portfolio is refused by name and keeps every byte', async () => {
  const folder = temporaryFolder();
  const path = await teamWorkbook(folder, 'a', { title: 'A' });
  const other = await teamWorkbook(folder, 'b', { title: 'B' });
  const itself = await runAtOnce('publish', path, '--to', path);
  expect([itself.status, itself.err]).toEqual([2, expect.stringContaining('published to itself')]);
  const workbook = await runAtOnce('publish', path, '--to', other);
  expect([workbook.status, workbook.err]).toEqual([
    2,
    expect.stringContaining('is a workbook, not a portfolio'),
  ]);
  writeFileSync(join(folder, 'text'), 'a text that is long enough to be no database at all'.repeat(30));
  const text = await runAtOnce('publish', path, '--to', join(folder, 'text'));
  expect([text.status, text.err]).toEqual([3, expect.stringContaining('is no portfolio, or is damaged')]);
  const nothing = await runAtOnce('publish', join(folder, 'nowhere.demarc'));
  expect([nothing.status, nothing.err]).toEqual([3, expect.stringContaining('There is no workbook at')]);
});
