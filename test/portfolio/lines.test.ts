import { describe, expect, test } from 'vitest';
import type { PortfolioBody } from '../../main/contract/portfolio.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';
import { ENGINES, emptyPortfolio, type TestPortfolio } from '../support/portfolio.ts';
import { copyOf, goOn, teamWorkbook } from '../support/team-workbooks.ts';

const DAY = '2026-11-29';

async function publish({ target }: TestPortfolio, ...args: string[]): Promise<void> {
  const told = await runAtOnce('publish', ...args, '--to', target, '--as-of', DAY);
  expect([told.status, told.err], told.out).toEqual([0, '']);
}
async function read<N extends 'overview' | 'changes'>({ target }: TestPortfolio, name: N, ...args: string[]) {
  const told = await runAtOnce('portfolio', name, '--from', target, '--as-of', DAY, '--json', ...args);
  expect([told.status, told.err]).toEqual([0, '']);
  return (JSON.parse(told.out) as { body: PortfolioBody<N> }).body.workbooks as PortfolioBody<N>['workbooks'];
}
const answer = (path: string, ref: string) =>
  goOn(path, ({ call }) => call('assignments.answer', { ref, answer: { owners: ['organisation'] } }));

describe.each(ENGINES)('what a workbook was before, on %s', (engine) => {
  test('goes with it to another unit, in every report', async () => {
    const portfolio = await emptyPortfolio(engine);
    const path = await teamWorkbook(temporaryFolder(), 'a', { title: 'A' });
    await publish(portfolio, path);
    await answer(path, 'orders/backup-configuration');
    await publish(portfolio, path, '--unit', 'Shops');
    for (const filter of [[], ['--unit', 'Shops'], ['--text', 'a']]) {
      const overview = await read(portfolio, 'overview', ...filter);
      expect(overview.map(({ unit, trend }) => [unit, trend.map(({ answered }) => answered)])).toEqual([
        ['Shops', [0, 1]],
      ]);
    }
    const changes = await read(portfolio, 'changes', '--since', '2999-01-01');
    expect(changes.map(({ how }) => how)).toEqual(['same']);
  });

  test('is not that of a copy that was taken away', async () => {
    const folder = temporaryFolder();
    const portfolio = await emptyPortfolio(engine);
    const path = await teamWorkbook(folder, 'a', { title: 'A' });
    const [second, third] = [copyOf(path, 'second'), copyOf(path, 'third')];
    await answer(path, 'orders/backup-configuration');
    await answer(second, 'orders/restore-testing');
    await publish(portfolio, path, second);
    const open = await portfolio.open();
    await open.db.deleteFrom('publication').where('line', '=', 2).execute();
    await open.close();
    await answer(third, 'files/backup-configuration');
    await answer(third, 'files/restore-testing');
    await publish(portfolio, third);
    const overview = await read(portfolio, 'overview');
    expect(overview.map(({ trend }) => trend.map(({ answered }) => answered))).toEqual([[1], [2]]);
    const changes = await read(portfolio, 'changes', '--since', '2020-01-01');
    expect(changes.map(({ how }) => how)).toEqual(['new', 'new']);
  });
});
