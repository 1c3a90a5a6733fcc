import { basename, dirname, join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import type { PortfolioBody, PortfolioReportName } from '../../main/contract/portfolio.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { callers, startCore, temporaryFolder } from '../support/core.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { ENGINES, emptyPortfolio } from '../support/portfolio.ts';
import { findProgram } from '../support/programs.ts';
import { teamWorkbook } from '../support/team-workbooks.ts';

const DAY = '2026-11-29';
const BACKUPS = 'orders/backup-configuration';
const RESTORE = 'orders/restore-testing';

/** Three teams that answer alike and otherwise, with evidence, people and actions. */
async function threeTeams(folder: string): Promise<readonly string[]> {
  const one = await teamWorkbook(folder, 'one', {
    title: 'One',
    answers: { [BACKUPS]: ['organisation'], [RESTORE]: ['organisation'] },
    more: async ({ call }) => {
      await call('people.add', { name: 'Ben Brook' });
      await call('assignments.update', {
        ref: BACKUPS,
        people: { organisation: 'ben-brook' },
        status: 'in-progress',
        dueOn: '2026-11-01',
      });
      await call('evidence.addNote', {
        refs: [BACKUPS],
        title: 'Old plan',
        text: 'x',
        expires: '2026-11-01',
      });
      await call('evidence.addNote', { refs: [RESTORE], title: 'Plan', text: 'x', expires: '2027-01-10' });
      await call('evidence.addNote', { refs: [RESTORE], title: 'Later', text: 'x', expires: '2028-01-10' });
    },
  });
  const two = await teamWorkbook(folder, 'two', {
    title: 'Two',
    answers: { [BACKUPS]: ['platform-team'], [RESTORE]: ['organisation'] },
  });
  const three = await teamWorkbook(folder, 'three', {
    title: 'Three',
    organisation: 'Acme Ltd',
    answers: { [BACKUPS]: ['organisation'], [RESTORE]: ['platform-team', 'organisation'] },
  });
  return [one, two, three];
}

describe.each(ENGINES)('reports from %s', (engine) => {
  test('say what the workbooks say, counted by hand', async () => {
    const folder = temporaryFolder();
    const portfolio = await emptyPortfolio(engine);
    const paths = await threeTeams(folder);
    expect(
      (await runAtOnce('publish', ...paths, '--to', portfolio.target, '--as-of', DAY, '--unit', 'Shops'))
        .status,
    ).toBe(0);
    const read = async <N extends PortfolioReportName>(name: N, ...args: string[]) => {
      const told = await runAtOnce(
        'portfolio',
        name,
        '--from',
        portfolio.target,
        '--as-of',
        DAY,
        '--json',
        ...args,
      );
      expect([told.status, told.err]).toEqual([0, '']);
      return (JSON.parse(told.out) as { body: PortfolioBody<N> }).body;
    };

    const overview = await read('overview');
    expect(overview.totals).toMatchObject({
      workbooks: 3,
      units: 1,
      answered: 6,
      expired: 1,
      expiring: 1,
      signed: 0,
    });
    expect(overview.workbooks.map(({ title, answered, forks }) => [title, answered, forks])).toEqual([
      ['One', 2, 0],
      ['Three', 2, 0],
      ['Two', 2, 0],
    ]);
    // The gaps are those that the workbook itself lists.
    const [one = ''] = paths;
    const gaps = JSON.parse((await runAtOnce('gaps', one, '--as-of', DAY, '--json')).out) as {
      gaps: { severity: 'high' | 'medium' | 'low' }[];
    };
    const counted = { high: 0, medium: 0, low: 0 };
    for (const { severity } of gaps.gaps) counted[severity] += 1;
    expect(overview.workbooks[0]?.gaps).toEqual(counted);

    const differences = await read('differences');
    expect(differences.total).toBe(2);
    expect(differences.differences.map(({ dutyName, owners }) => [dutyName, owners])).toEqual([
      [
        expect.stringContaining('ackup'),
        [
          {
            owner: 'Organisation',
            workbooks: 2,
            duties: 2,
            deviating: expect.any(Number),
            reasons: expect.any(Array),
          },
          {
            owner: 'Platform team',
            workbooks: 1,
            duties: 1,
            deviating: expect.any(Number),
            reasons: expect.any(Array),
          },
        ],
      ],
      [
        expect.stringContaining('estor'),
        [
          expect.objectContaining({ owner: 'Organisation', workbooks: 2 }),
          expect.objectContaining({ owner: 'Organisation + Platform team', workbooks: 1 }),
        ],
      ],
    ]);
    const reasons = differences.differences.flatMap(({ owners }) => owners.flatMap((owner) => owner.reasons));
    expect(reasons).toContainEqual({ reason: 'Because Two does.', workbooks: 1 });
    expect((await read('differences', '--duty', 'restore-testing')).total).toBe(1);
    expect((await read('differences', '--text', 'o')).total).toBe(1);

    const evidence = await read('evidence');
    expect(evidence.items.map(({ name, expired }) => [name, expired])).toEqual([
      ['Old plan', true],
      ['Plan', false],
    ]);
    expect(evidence.months).toEqual([
      { month: '2026-11', count: 1 },
      { month: '2027-01', count: 1 },
      { month: '2028-01', count: 1 },
    ]);
    const load = await read('load');
    expect(load.lines.find(({ person }) => person === 'Ben Brook')).toEqual({
      party: 'Organisation',
      partyKind: 'organisation',
      person: 'Ben Brook',
      workbooks: 1,
      duties: 1,
      open: 1,
      overdue: 1,
    });
    expect(load.lines.reduce((sum, { duties }) => sum + duties, 0)).toBe(7);

    const coverage = await read('coverage', '--framework', 'soc2-tsc-2017');
    expect(coverage.frameworks).toMatchObject([{ framework: 'soc2-tsc-2017', workbooks: 3 }]);
    const sum = (lines: readonly { duties: number; answered: number }[]) =>
      lines
        .map(({ duties, answered }) => [duties, answered])
        .reduce(([a = 0, b = 0], [c = 0, d = 0]) => [a + c, b + d], [0, 0]);
    expect(sum(coverage.controls)).toEqual(sum(coverage.frameworks));
    expect(sum(coverage.workbooks)).toEqual(sum(coverage.frameworks));

    // What was there before a day, and what is new since.
    expect((await read('changes', '--since', '2020-01-01')).workbooks.map(({ how }) => how)).toEqual([
      'new',
      'new',
      'new',
    ]);
    expect((await read('changes', '--since', '2999-01-01')).workbooks.map(({ how }) => how)).toEqual([
      'same',
      'same',
      'same',
    ]);

    // What a number opens, by name; that each opens as many as it counts is for numbers.test.ts.
    const { core } = startCore(temporaryFolder());
    const { call } = callers(core, '');
    const from = portfolio.database
      ? { address: portfolio.target }
      : { file: core.files.registerTarget(portfolio.target).handle };
    const [first] = overview.workbooks;
    const opened = (await call('portfolio.duties', {
      from,
      publication: first?.publication,
      answered: true,
    })) as {
      total: number;
      rows: readonly { ref: string }[];
    };
    expect([opened.total, opened.rows.map(({ ref }) => ref).sort()]).toEqual([2, [BACKUPS, RESTORE]]);
    expect(await call('portfolio.duties', { from, person: 'Ben Brook' })).toMatchObject({
      total: 1,
      rows: [{ ref: BACKUPS }],
    });
    const totalOf = async (asked: object) =>
      ((await call('portfolio.duties', { from, limit: 1, ...asked })) as { total: number }).total;
    // A number that is nought opens nothing there, and all of what a number counts is as suggested or late, or none.
    for (const { service, duty, owners } of differences.differences)
      for (const { owner, deviating } of owners)
        expect(await totalOf({ service, duty, owner, deviating: true })).toBe(deviating);
    for (const { party, partyKind, person, overdue } of load.lines)
      expect(await totalOf({ party, partyKind, person, answered: true, todo: true, dueBefore: DAY })).toBe(
        overdue,
      );
    // Limited as a report is: to a workbook, or to words in its title.
    expect(await totalOf({ text: 'three', answered: true })).toBe(2);
    expect(await totalOf({ workbook: first?.workbook, answered: true })).toBe(2);
    expect(
      await call('portfolio.precedents', {
        from,
        service: 'rds',
        duty: 'backup-configuration',
        except: first?.workbook,
      }),
    ).toMatchObject([
      {
        owners: [
          { owner: 'Organisation', workbooks: 1 },
          { owner: 'Platform team', workbooks: 1, reasons: [{ reason: 'Because Two does.', workbooks: 1 }] },
        ],
      },
    ]);
    expect(
      await call('portfolio.gaps', { from, publication: first?.publication, severity: 'high' }),
    ).toMatchObject({
      total: counted.high,
    });
    expect(
      await call('portfolio.precedents', { from, service: 'rds', duty: 'backup-configuration' }),
    ).toMatchObject([
      {
        owners: [
          { owner: 'Organisation', workbooks: 2 },
          { owner: 'Platform team', workbooks: 1 },
        ],
      },
    ]);
    // All duties of the service at once; and nothing where nothing was published to one's own.
    expect(await call('portfolio.precedents', { from, service: 'rds' })).toHaveLength(2);
    expect(await call('portfolio.precedents', { service: 'rds' })).toEqual([]);
    await core.close();
  });
});

test('reports are written as Excel and PDF, whole, and read by other programs', async () => {
  const folder = temporaryFolder();
  const portfolio = await emptyPortfolio('sqlite');
  await runAtOnce('publish', ...(await threeTeams(folder)), '--to', portfolio.target, '--as-of', DAY);
  const xlsx = join(folder, 'differences.xlsx');
  const written = await runAtOnce(
    'portfolio',
    'differences',
    '--from',
    portfolio.target,
    '--to',
    xlsx,
    '--as-of',
    DAY,
    '--json',
  );
  expect([written.status, written.err]).toEqual([0, '']);
  const rows = await readSheet(xlsx, 'Differences');
  expect(rows[0]).toContain('Owner');
  expect(rows.slice(1).map((row) => [row[3], row[4]])).toEqual([
    ['Organisation', 2],
    ['Platform team', 1],
    ['Organisation', 2],
    ['Organisation + Platform team', 1],
  ]);
  for (const report of ['overview', 'coverage', 'evidence', 'load', 'changes']) {
    const told = await runAtOnce(
      'portfolio',
      report,
      '--from',
      portfolio.target,
      '--to',
      join(folder, `${report}.xlsx`),
      '--as-of',
      DAY,
    );
    expect([told.status, told.err], report).toEqual([0, '']);
    expect(told.out).toContain('read back and complete');
  }
  const pdf = join(folder, 'overview.pdf');
  const printed = await runAtOnce(
    'portfolio',
    'overview',
    '--from',
    portfolio.target,
    '--to',
    pdf,
    '--as-of',
    DAY,
    '--json',
  );
  expect([printed.status, printed.err]).toEqual([0, '']);
  if (findProgram('poppler') === null) return;
  const text = pdfText(pdf, '-layout');
  expect(text).toMatch(/Acme Ltd\s+Three/);
  // No word of a heading is broken, however many columns there are; and no folder of this machine is told.
  for (const word of ['Answered', 'Implemented', 'Expiring', 'evidence', 'Published'])
    expect(text).toMatch(new RegExp(`\\b${word}\\b`));
  expect(text).toContain(basename(portfolio.target));
  expect(text).not.toContain(dirname(portfolio.target));
});

test('a portfolio that is not there is refused with what to do', async () => {
  const nowhere = await runAtOnce(
    'portfolio',
    'overview',
    '--from',
    join(temporaryFolder(), 'none'),
    '--json',
  );
  expect([nowhere.status, JSON.parse(nowhere.out)]).toMatchObject([3, { error: { code: 'NOT_FOUND' } }]);
});
