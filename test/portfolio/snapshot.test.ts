import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { readPortfolio } from '../../main/portfolio/open.ts';
import { readReport } from '../../main/portfolio/reports/report.ts';
import { parseAddress } from '../../main/portfolio/target.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';
import { ENGINES, emptyPortfolio, type TestPortfolio } from '../support/portfolio.ts';
import { teamWorkbook } from '../support/team-workbooks.ts';

const DAY = '2026-11-29';
const RENAMED = `publication SET title = 'Renamed'`;

/** Somebody else writes; a file may make them wait, which ends here at once. */
async function writeBeside({ target, database }: TestPortfolio): Promise<void> {
  if (database) {
    await database.ask(`UPDATE demarc.${RENAMED}`);
    return;
  }
  const other = new Database(target);
  other.pragma('busy_timeout = 0');
  try {
    other.exec(`UPDATE ${RENAMED}`);
  } catch (error) {
    expect(error).toMatchObject({ code: 'SQLITE_BUSY' });
  } finally {
    other.close();
  }
}

test.each(ENGINES)('a report on %s is of one state, whoever publishes while it is read', async (engine) => {
  const portfolio = await emptyPortfolio(engine);
  const { target, database } = portfolio;
  const path = await teamWorkbook(temporaryFolder(), 'a', { title: 'A' });
  expect((await runAtOnce('publish', path, '--to', target, '--as-of', DAY)).status).toBe(0);
  const where = database ? parseAddress(target) : { kind: 'file' as const, name: target, path: target };
  const asked = { report: 'overview', filter: {}, limit: 10, asOf: DAY } as const;
  await readPortfolio(where, async (open) => {
    const before = await readReport(open, asked);
    await writeBeside(portfolio);
    expect(await readReport(open, asked)).toEqual(before);
  });
});
