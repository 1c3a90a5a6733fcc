import { expect, test } from 'vitest';
import type { PortfolioReport, PublishReport } from '../../../main/contract/portfolio.ts';
import { publishedWords } from '../../../renderer/components/publishing/published.tsx';
import {
  beginningWords,
  filterOf,
  overviewParts,
  trendWords,
} from '../../../renderer/features/portfolio/model.ts';
import { openingOf } from '../../../renderer/features/portfolio/openings.ts';
import { portfolioSearch } from '../../../renderer/features/portfolio/search.ts';

const head = { portfolio: 'portfolio.sqlite', asOf: '2026-11-29', filter: { unit: 'Shops', text: 'o' } };
const one = { publication: 'p1', unit: 'Shops', workbook: 'w1', title: 'One' };

const OVERVIEW: PortfolioReport<'overview'> = {
  ...head,
  report: 'overview',
  body: {
    totals: {
      workbooks: 1,
      copies: 1,
      units: 1,
      asked: 1200,
      answered: 2,
      implemented: 0,
      gaps: { high: 3, medium: 0, low: 0 },
      expired: 1,
      expiring: 0,
      actionsOpen: 0,
      signed: 0,
    },
    workbooks: [
      {
        ...one,
        organisation: 'Acme',
        publisher: 'local',
        forks: 0,
        revision: 4,
        audience: 'internal',
        judgedAsOf: '2026-11-29',
        publishedAt: '2026-11-29T10:00:00.000Z',
        asked: 1200,
        answered: 2,
        implemented: 0,
        gaps: { high: 3, medium: 0, low: 0 },
        evidence: 1,
        expired: 1,
        expiring: 0,
        actionsOpen: 0,
        signed: 'none',
        signedAt: null,
        trend: [
          { at: '2026-10-01T00:00:00.000Z', answered: 1, asked: 10, gaps: 9 },
          { at: '2026-11-29T00:00:00.000Z', answered: 45, asked: 100, gaps: 3 },
        ],
      },
    ],
  },
};

test('a number of the overview opens what it counts, and nothing opens nothing', () => {
  const at = (header: string, value: number | string | null = 3) =>
    openingOf(OVERVIEW, 'Workbooks', { row: 0, header, value });
  const of = { unit: 'Shops', publication: 'p1' };
  expect(at('Answered')).toMatchObject({
    kind: 'look',
    look: { at: 'duties', of: { ...of, answered: true } },
  });
  expect(at('High gaps')).toMatchObject({
    kind: 'look',
    look: { at: 'gaps', of: { ...of, severity: 'high' } },
  });
  expect(at('Expired evidence')).toMatchObject({
    look: { at: 'evidence', of: { ...of, until: '2026-11-28' } },
  });
  expect(at('Expiring evidence')).toMatchObject({
    look: { at: 'evidence', of: { ...of, since: '2026-11-29', until: '2027-02-27' } },
  });
  expect(at('Open actions')).toMatchObject({ look: { at: 'actions', of } });
  expect(at('Revision')).toMatchObject({ look: { at: 'publications', of } });
  expect(at('Answered', 0)).toBeNull();
  expect(openingOf(OVERVIEW, 'Workbooks', { row: 7, header: 'Answered', value: 1 })).toBeNull();
});

test('a position of a difference opens the duties of its own owner, within what the report is limited to', () => {
  const owner = (name: string, workbooks: number) => ({
    owner: name,
    workbooks,
    duties: workbooks,
    deviating: 1,
    reasons: [],
  });
  const report: PortfolioReport<'differences'> = {
    ...head,
    report: 'differences',
    body: {
      total: 2,
      differences: ['backups', 'restore'].map((duty) => ({
        service: 'rds',
        serviceName: 'RDS',
        domainName: 'Data',
        duty,
        dutyName: duty,
        owners: [owner('Organisation', 2), owner('Platform team', 1)],
      })),
    },
  };
  expect(openingOf(report, 'Differences', { row: 0, header: 'Service', value: 'RDS' })).toEqual({
    kind: 'go',
    report: 'differences',
    patch: { service: 'rds' },
  });
  expect(filterOf('differences', { service: 'rds' })).toEqual({ service: 'rds' });
  expect(filterOf('load', { service: 'rds' })).toEqual({});
  expect(beginningWords(report, 'Differences')).toBeNull();
  expect(beginningWords({ ...report, body: { ...report.body, total: 1200 } }, 'Differences')).toMatch(
    /^The first 2 of 1,200 differences\./,
  );
  // The fourth row is the second owner of the second difference.
  expect(openingOf(report, 'Differences', { row: 3, header: 'Duties', value: 1 })).toEqual({
    kind: 'look',
    look: {
      at: 'duties',
      title: 'restore, RDS: Platform team',
      of: { unit: 'Shops', text: 'o', service: 'rds', duty: 'restore', owner: 'Platform team' },
    },
  });
});

test('load that names nobody is told apart from that of everybody', () => {
  const report: PortfolioReport<'load'> = {
    ...head,
    report: 'load',
    body: {
      lines: [
        {
          party: 'Ops',
          partyKind: 'internal-provider',
          person: null,
          workbooks: 1,
          duties: 3,
          open: 2,
          overdue: 1,
        },
      ],
      actions: [],
    },
  };
  expect(openingOf(report, 'Duties', { row: 0, header: 'Overdue', value: 1 })).toMatchObject({
    look: {
      of: { party: 'Ops', partyKind: 'internal-provider', person: null, todo: true, dueBefore: '2026-11-29' },
    },
  });
  expect(openingOf(report, 'Actions', { row: 0, header: 'Overdue', value: 1 })).toBeNull();
});

test('a month of evidence opens what expires in it, and its name the calendar through its last day', () => {
  const report: PortfolioReport<'evidence'> = {
    ...head,
    report: 'evidence',
    body: { until: '2026-12-31', items: [], total: 0, months: [{ month: '2028-02', count: 4 }] },
  };
  expect(openingOf(report, 'By month', { row: 0, header: 'Pieces', value: 4 })).toMatchObject({
    look: { at: 'evidence', of: { unit: 'Shops', text: 'o', since: '2028-02-01', until: '2028-02-29' } },
  });
  expect(openingOf(report, 'By month', { row: 0, header: 'Month', value: '2028-02' })).toEqual({
    kind: 'go',
    report: 'evidence',
    patch: { until: '2028-02-29', list: undefined },
  });
});

test('the address keeps what a report understands, and drops the rest', () => {
  const search = portfolioSearch({
    unit: 'Shops',
    until: 'tomorrow',
    since: '2026-01-01',
    nonsense: 1,
    look: {
      at: 'duties',
      title: 'x',
      of: { unit: 'Shops', person: null, answered: 'yes', piece: 0.5, x: 1 },
    },
  });
  expect(search).toEqual({
    unit: 'Shops',
    since: '2026-01-01',
    look: { at: 'duties', title: 'x', of: { unit: 'Shops', person: null } },
  });
  expect(portfolioSearch({ look: { at: 'elsewhere', title: 'x', of: {} } })).toEqual({});
  expect(filterOf('overview', search)).toEqual({ unit: 'Shops' });
  expect(filterOf('changes', search)).toEqual({ unit: 'Shops', since: '2026-01-01' });
});

test('sums and results are said in words', () => {
  const parts = overviewParts(OVERVIEW);
  expect(parts.map(({ words }) => words).join('')).toBe(
    '1 workbook of 1 unit: 2 duties answered of 1,200 asked, 3 high gaps, 1 expired piece of evidence, 0 signed as they are.',
  );
  // Nothing counts nothing.
  expect(parts.filter(({ words, opening }) => /\d/.test(words) !== (opening !== null))).toEqual([
    { words: '0 signed as they are', opening: null },
  ]);
  const totals = { ...OVERVIEW.body.totals, copies: 2 };
  const copies = overviewParts({ ...OVERVIEW, body: { ...OVERVIEW.body, totals } });
  expect(copies.map(({ words }) => words).join('')).toMatch(/^1 workbook in 2 copies of 1 unit: /);
  expect(trendWords({ trend: OVERVIEW.body.workbooks[0]?.trend ?? [] })).toBe('10% to 45%');
  expect(trendWords({ trend: OVERVIEW.body.workbooks[0]?.trend.slice(1) ?? [] })).toBeNull();
  const published = (outcome: PublishReport['published'][number]['outcome']) => ({
    file: 'a.demarc',
    unit: 'Shops',
    workbook: outcome,
    title: 'A',
    revision: 1,
    outcome,
    rows: 1,
    notices: [],
  });
  expect(
    publishedWords({
      portfolio: 'p',
      audience: 'internal',
      asOf: '2026-11-29',
      steps: [],
      published: [published('new'), published('fork'), published('unchanged')],
      failed: [{ file: 'b.demarc', code: 'WORKBOOK_DAMAGED', message: 'b.demarc is damaged.' }],
    }),
  ).toBe('2 workbooks published, 1 published already, 1 not published.');
});
