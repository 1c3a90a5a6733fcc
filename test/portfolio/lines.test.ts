import { describe, expect, test } from 'vitest';
import type { PortfolioBody, PortfolioReportName } from '../../main/contract/portfolio.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { temporaryFolder } from '../support/core.ts';
import { ENGINES, emptyPortfolio, type TestPortfolio } from '../support/portfolio.ts';
import { copyOf, goOn, teamWorkbook } from '../support/team-workbooks.ts';

const DAY = '2026-11-29';

async function publish({ target }: TestPortfolio, ...args: string[]): Promise<void> {
  const told = await runAtOnce('publish', ...args, '--to', target, '--as-of', DAY);
  expect([told.status, told.err], told.out).toEqual([0, '']);
}
async function read<N extends PortfolioReportName>({ target }: TestPortfolio, name: N, ...args: string[]) {
  const told = await runAtOnce('portfolio', name, '--from', target, '--as-of', DAY, '--json', ...args);
  expect([told.status, told.err]).toEqual([0, '']);
  return (JSON.parse(told.out) as { body: PortfolioBody<N> }).body;
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
      expect(
        overview.workbooks.map(({ unit, trend }) => [unit, trend.map(({ answered }) => answered)]),
      ).toEqual([['Shops', [0, 1]]]);
    }
    const changes = await read(portfolio, 'changes', '--since', '2999-01-01');
    expect(changes.workbooks.map(({ how }) => how)).toEqual(['same']);
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
    expect(overview.workbooks.map(({ trend }) => trend.map(({ answered }) => answered))).toEqual([[1], [2]]);
    const changes = await read(portfolio, 'changes', '--since', '2020-01-01');
    expect(changes.workbooks.map(({ how }) => how)).toEqual(['new', 'new']);
  });

  test('stands beside its fork as one workbook wherever workbooks are counted', async () => {
    const portfolio = await emptyPortfolio(engine);
    const path = await teamWorkbook(temporaryFolder(), 'a', {
      title: 'A',
      answers: { 'orders/backup-configuration': ['organisation'] },
      more: async ({ call }) => {
        await call('actions.add', { title: 'Do it', subject: null });
      },
    });
    const fork = copyOf(path, 'fork');
    await answer(path, 'orders/restore-testing');
    await goOn(fork, ({ call }) =>
      call('assignments.answer', {
        ref: 'orders/restore-testing',
        answer: { owners: ['platform-team'] },
        reason: 'Theirs.',
      }),
    );
    await publish(portfolio, path, fork);
    const overview = await read(portfolio, 'overview');
    expect(overview.totals).toMatchObject({ workbooks: 1, copies: 2 });
    expect(overview.workbooks).toHaveLength(2);
    const { differences } = await read(portfolio, 'differences');
    expect(differences.map(({ owners }) => owners.map(({ workbooks }) => workbooks))).toEqual([[1, 1]]);
    const load = await read(portfolio, 'load');
    expect(load.lines.map(({ workbooks, duties }) => [workbooks, duties])).toEqual([
      [1, 3],
      [1, 1],
    ]);
    expect(load.actions.map(({ workbooks, open }) => [workbooks, open])).toEqual([[1, 2]]);
    const coverage = await read(portfolio, 'coverage', '--framework', 'soc2-tsc-2017');
    expect(coverage.frameworks.map(({ workbooks }) => workbooks)).toEqual([1]);
    expect(new Set(coverage.controls.map(({ workbooks }) => workbooks))).toEqual(new Set([0, 1]));
    // Some duty of each control is open in one copy or the other.
    expect(coverage.controls.filter(({ whole, duties, answered }) => whole > 0 && answered < duties)).toEqual(
      [],
    );
    expect(coverage.workbooks.length).toBe(2);
    // Each is told of the other, and goes on from what it was itself.
    await answer(path, 'files/backup-configuration');
    await publish(portfolio, path);
    const later = await read(portfolio, 'overview');
    expect(later.workbooks.map(({ forks, trend }) => [forks, trend.map(({ answered }) => answered)])).toEqual(
      [
        [1, [2, 3]],
        [1, [2]],
      ],
    );
  });
});
