import { expect, onTestFinished, test } from 'vitest';
import type {
  PortfolioControl,
  PortfolioFilter,
  PortfolioReport,
  PortfolioReportName,
  PortfolioState,
} from '../../main/contract/portfolio.ts';
import { portfolioLists } from '../../main/domain/portfolio/lists.ts';
import { listOf, overviewParts } from '../../renderer/features/portfolio/model.ts';
import { type Opening, openingOf } from '../../renderer/features/portfolio/openings.ts';
import { type Look, portfolioSearch } from '../../renderer/features/portfolio/search.ts';
import { runAtOnce } from '../support/cli-in-process.ts';
import { callers, startCore, temporaryFolder } from '../support/core.ts';
import { ENGINES, emptyPortfolio } from '../support/portfolio.ts';
import { isLongLook } from '../support/property.ts';
import { copyOf, goOn, teamWorkbook } from '../support/team-workbooks.ts';

const DAY = '2026-11-29';
const BACKUPS = 'orders/backup-configuration';
const RESTORE = 'orders/restore-testing';
/** Numbers that count nothing open the publication in which they stand, which is the first of its list. */
const STANDS_IN: Readonly<Record<string, 'revision' | 'answered' | 'asked' | 'gaps'>> = {
  Revision: 'revision',
  'Revision before': 'revision',
  'Answered before': 'answered',
  'Asked before': 'asked',
  'Gaps before': 'gaps',
};
/** Of a long list its first four rows and each so manieth; all of them where it is looked at for long. */
const EVERY = isLongLook ? 1 : 24;
/** What adds up the controls of a workbook. */
const ADDED_UP: Readonly<Record<string, 'duties' | 'answered' | 'implemented' | 'evidenced'>> = {
  Duties: 'duties',
  Answered: 'answered',
  Implemented: 'implemented',
  'With evidence': 'evidenced',
};

/** Two teams with something of everything that a report counts, one of them in two copies. */
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
  const fork = copyOf(two, 'fork');
  await goOn(two, ({ call }) => call('actions.add', { title: 'Only here', subject: null }));
  await goOn(fork, ({ call }) =>
    call('assignments.answer', { ref: RESTORE, answer: { owners: ['platform-team'] } }),
  );
  await goOn(one, ({ call }) =>
    call('review.sign', { subject: null, name: 'Ann Lee', statement: 'As it is.' }),
  );
  const publish = (...args: string[]) => runAtOnce('publish', ...args, '--to', target, '--as-of', DAY);
  expect(await publish(one, '--unit', 'Shops')).toMatchObject({ status: 0 });
  expect(await publish(two, fork)).toMatchObject({ status: 0 });
}

type Row = Pick<PortfolioState, 'workbook'> & Partial<PortfolioState & PortfolioControl>;
interface Seen {
  readonly total: number;
  readonly rows: readonly Row[];
}
const workbooksOf = (rows: readonly Pick<Row, 'workbook'>[]) =>
  new Set(rows.map(({ workbook }) => workbook)).size;

/** How many are opened by what counts under a head. */
function countOf(list: string, header: string, { total, rows }: Seen): number {
  const field = STANDS_IN[header];
  if (field !== undefined) return rows[0]?.[field] ?? 0;
  const added = list === 'By workbook' ? ADDED_UP[header] : undefined;
  if (added !== undefined) return rows.reduce((sum, row) => sum + (row[added] ?? 0), 0);
  return header === 'Workbooks' || header === 'All answered in' ? workbooksOf(rows) : total;
}

// What a report counts is asked in the same words of both engines, and reports.test.ts counts what either says.
test('every number of every report opens what it counts, and as many (sqlite)', () => openEach('sqlite'));
test.runIf(ENGINES.includes('postgres'))(
  'every number of every report opens what it counts, and as many (postgres)',
  { tags: 'long' },
  () => openEach('postgres'),
);
async function openEach(engine: (typeof ENGINES)[number]): Promise<void> {
  const { target } = await emptyPortfolio(engine);
  await publishTeams(target);
  const { core } = startCore(temporaryFolder());
  onTestFinished(() => core.close());
  const { call } = callers(core, null);
  const from =
    engine === 'postgres' ? { address: target } : { file: core.files.registerTarget(target).handle };
  const opened = new Set<string>();
  const wrong: string[] = [];
  const seen = new Map<string, Promise<Seen>>();
  function see({ title: _, ...look }: Look): Promise<Seen> {
    const key = JSON.stringify(look);
    // As it comes back from the address.
    const of = portfolioSearch({ look: { ...look, title: '' } }).look?.of;
    const asked = seen.get(key) ?? (call(`portfolio.${look.at}`, { from, ...of } as never) as Promise<Seen>);
    seen.set(key, asked);
    return asked;
  }
  const told = new Map<string, Promise<PortfolioReport>>();
  function read(report: PortfolioReportName, filter: PortfolioFilter): Promise<PortfolioReport> {
    const key = JSON.stringify([report, filter]);
    const asked = told.get(key) ?? call('portfolio.report', { from, report, filter, asOf: DAY });
    told.set(key, asked);
    return asked;
  }
  /** What another report lists, of the same filter: its rows, or what their column of the same head adds up to. */
  async function goTo(
    { report, patch }: Extract<Opening, { kind: 'go' }>,
    filter: PortfolioFilter,
    header: string,
  ) {
    const { list: wanted, ...more } = patch;
    const next = await read(report, { ...filter, ...more } as PortfolioFilter);
    if (next.report === 'coverage' && header === 'Workbooks') return workbooksOf(next.body.workbooks);
    const list = listOf(next, wanted);
    const at = list?.columns.findIndex((column) => column.header === header) ?? -1;
    const column = (list?.rows ?? []).map((row) => Number(row[at]));
    return at < 0 ? column.length : column.reduce((sum, each) => sum + each, 0);
  }
  for (const [report, filter] of [
    ['overview', {}],
    ['overview', { unit: 'Shops' }],
    ['differences', {}],
    ['coverage', {}],
    ['coverage', { framework: 'soc2-tsc-2017' }],
    ['evidence', { until: '2027-12-31' }],
    ['load', {}],
    ['changes', { since: '2026-01-01' }],
    ['changes', { since: '2999-01-01' }],
  ] as const satisfies readonly (readonly [PortfolioReportName, PortfolioFilter])[]) {
    const of = await read(report, filter);
    for (const { name, columns, rows } of portfolioLists(of))
      for (const [row, cells] of rows.entries())
        for (const [at, { header, kind }] of columns.entries()) {
          // Of many alike, some.
          if (row > 3 && row % EVERY > 0) continue;
          const value = cells[at] ?? null;
          if (kind !== 'number' || value === 0 || value === null) continue;
          const where = `${report}, ${name}, ${row}, ${header}: ${value}`;
          const opening = openingOf(of, name, { row, header, value });
          if (opening === null) {
            wrong.push(`${where} opens nothing`);
            continue;
          }
          const counted =
            opening.kind === 'look'
              ? countOf(name, header, await see(opening.look))
              : await goTo(opening, filter, header);
          if (counted !== value) wrong.push(`${where} opens ${counted}`);
          opened.add(`${name}: ${header}`);
        }
  }
  // And those of the sentence above all reports.
  const overview = await read('overview', {});
  if (overview.report !== 'overview') throw new Error('another report came');
  for (const { words, opening } of overviewParts(overview)) {
    const value = Number(/[\d,]+/.exec(words)?.[0].replaceAll(',', '') ?? 0);
    if (value === 0) continue;
    const counted =
      opening === null
        ? 0
        : opening.kind === 'go'
          ? await goTo(opening, {}, '')
          : countOf('', /^\d+ workbooks?$/.test(words) ? 'Workbooks' : '', await see(opening.look));
    if (counted !== value) wrong.push(`${words} opens ${counted}`);
    opened.add(words.replaceAll(/[\d,]+ /g, ''));
  }
  expect(wrong).toEqual([]);
  expect([...opened]).toEqual(
    expect.arrayContaining([
      'Workbooks: Revision',
      'Workbooks: Asked',
      'Workbooks: Answered',
      'Workbooks: Implemented',
      'Differences: Duties',
      'Expiring evidence: Duties',
      'Duties: Duties',
      'Duties: Still to do',
      'Duties: Overdue',
      'Workbooks: Other copies',
      'Workbooks: Expired evidence',
      'Workbooks: Expiring evidence',
      'Workbooks: Open actions',
      'Units: Workbooks',
      'Units: Open actions',
      'Units: Signed',
      'Frameworks: Duties',
      'Controls: Workbooks',
      'Controls: All answered in',
      'Controls: Implemented',
      'Controls: With evidence',
      'By workbook: All answered',
      'By workbook: With evidence',
      'By month: Pieces',
      'Actions: Overdue',
      'Changes: Gaps before',
      'workbooks',
      'copies',
      'units',
      'signed as they are',
    ]),
  );
}
