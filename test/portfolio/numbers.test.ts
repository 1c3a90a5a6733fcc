import { expect, onTestFinished, test } from 'vitest';
import type { PortfolioReportName } from '../../main/contract/portfolio.ts';
import { portfolioLists } from '../../main/domain/portfolio/lists.ts';
import { openingOf } from '../../renderer/features/portfolio/model.ts';
import { portfolioSearch } from '../../renderer/features/portfolio/search.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { callers, startCore, temporaryFolder } from '../support/core.ts';
import { ENGINES, emptyPortfolio } from '../support/portfolio.ts';
import { teamWorkbook } from '../support/team-workbooks.ts';

const DAY = '2026-11-29';
const BACKUPS = 'orders/backup-configuration';
const RESTORE = 'orders/restore-testing';
/** Numbers of which nothing stands in the portfolio any more, and those that count nothing. */
const OPENS_NOTHING = /^Revision|before$/;

/** Two teams with something of everything that a report counts. */
async function publishTeams(target: string): Promise<void> {
  const folder = temporaryFolder();
  const one = await teamWorkbook(folder, 'one', {
    title: 'One',
    answers: {
      [BACKUPS]: ['organisation'],
      [RESTORE]: ['organisation', 'aws'],
      'files/encryption-at-rest': ['aws'],
    },
    more: async ({ call }) => {
      await call('people.add', { name: 'Ben Brook' });
      await call('assignments.update', {
        ref: BACKUPS,
        people: { organisation: 'ben-brook' },
        status: 'in-progress',
        dueOn: '2026-11-01',
      });
      await call('assignments.update', { ref: RESTORE, status: 'implemented' });
      const note = (title: string, expires: string) =>
        call('evidence.addNote', { refs: [BACKUPS], title, text: 'x', expires });
      await note('Expired', '2026-11-28');
      await note('Expires today', DAY);
      await note('Expires last', '2027-02-27');
      await note('Expires later', '2027-02-28');
      for (const [title, dueOn, person] of [
        ['Late', '2026-11-28', 'ben-brook'],
        ['Soon', '2026-12-01', 'ben-brook'],
        ['Nobody', '2026-11-01', null],
      ] as const)
        await call('actions.add', { title, subject: 'orders', dueOn, person });
    },
  });
  const two = await teamWorkbook(folder, 'two', {
    title: 'Two',
    answers: { [BACKUPS]: ['platform-team'] },
    // So that controls are answered whole.
    more: async ({ call }) => {
      for (const subject of ['orders', 'files', 'aws', 'workbook'])
        await call('assignments.acceptSuggestions', { subject });
    },
  });
  expect(await runAtOnce('publish', one, two, '--to', target, '--as-of', DAY)).toMatchObject({ status: 0 });
}

test.each(ENGINES)('every number of every report opens what it counts, and as many (%s)', async (engine) => {
  const { target } = await emptyPortfolio(engine);
  await publishTeams(target);
  const { core } = startCore(temporaryFolder());
  onTestFinished(() => core.close());
  const { call } = callers(core, null);
  const from =
    engine === 'postgres' ? { address: target } : { file: core.files.registerTarget(target).handle };
  const opened = new Map<string, number>();
  const wrong: string[] = [];
  for (const [report, filter] of [
    ['overview', {}],
    ['differences', {}],
    ['coverage', {}],
    ['coverage', { framework: 'soc2-tsc-2017' }],
    ['evidence', { until: '2027-12-31' }],
    ['load', {}],
    ['changes', { since: '2026-01-01' }],
  ] as const satisfies readonly (readonly [PortfolioReportName, object])[]) {
    const read = await call('portfolio.report', { from, report, filter, asOf: DAY });
    for (const { name, columns, rows } of portfolioLists(read))
      for (const [row, cells] of rows.entries())
        for (const [at, { header, kind }] of columns.entries()) {
          const value = cells[at] ?? null;
          if (kind !== 'number' || value === 0 || value === null || OPENS_NOTHING.test(header)) continue;
          const where = `${report}, ${name}, ${row}, ${header}: ${value}`;
          const opening = openingOf(read, name, { row, header, value });
          if (opening === null) wrong.push(`${where} opens nothing`);
          if (opening?.kind !== 'look') continue;
          // As it comes back from the address.
          const { look } = portfolioSearch({ look: opening.look });
          const seen = (await call(`portfolio.${opening.look.at}`, { from, ...look?.of } as never)) as {
            readonly total: number;
            readonly rows: readonly { readonly workbook: string }[];
          };
          const counted =
            header === 'Workbooks' ? new Set(seen.rows.map(({ workbook }) => workbook)).size : seen.total;
          if (counted !== value) wrong.push(`${where} opens ${counted}`);
          opened.set(`${name}: ${header}`, (opened.get(`${name}: ${header}`) ?? 0) + 1);
        }
  }
  expect(wrong).toEqual([]);
  expect([...opened.keys()]).toEqual(
    expect.arrayContaining([
      'Workbooks: Expired evidence',
      'Workbooks: Expiring evidence',
      'Workbooks: Open actions',
      'Controls: Workbooks',
      'Controls: All answered in',
      'Controls: Implemented',
      'Controls: With evidence',
      'By month: Pieces',
      'Actions: Overdue',
    ]),
  );
});
