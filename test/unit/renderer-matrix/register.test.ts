import { describe, expect, it } from 'vitest';
import type { RegisterRow } from '../../../main/contract/assignments.ts';
import { UNTOUCHED } from '../../../main/domain/answers/untouched.ts';
import { personsOf } from '../../../main/domain/sheets/cell-words.ts';
import { sortRows } from '../../../main/domain/sheets/register-order.ts';
import {
  columnsIn,
  leastWidth,
  nextSort,
  trackList,
} from '../../../renderer/components/data-table/columns.ts';
import { lineAt, lineOfRow, rowAt } from '../../../renderer/components/data-table/group-lines.ts';
import { pagesFor } from '../../../renderer/features/matrix/register-model.ts';
import {
  filterOf,
  matrixSearch,
  sortOf,
  sortText,
  viewQuery,
  viewSearch,
} from '../../../renderer/features/matrix/search.ts';

const row = (ref: string, over: Partial<RegisterRow> = {}): RegisterRow => ({
  ref,
  subject: 's',
  subjectKind: 'service',
  subjectLabel: ref,
  serviceName: '',
  environments: [],
  domain: 'd',
  domainName: 'D',
  responsibility: 'r',
  responsibilityName: 'R',
  ownership: { kind: 'unanswered' },
  ...UNTOUCHED,
  suggested: 'shared',
  deviates: false,
  evidence: [],
  ...over,
});
const names = { parties: new Map([['aws', 'AWS']]), people: new Map([['zoe', 'Zoë']]) };
const refs = (rows: readonly RegisterRow[]) => rows.map(({ ref }) => ref);

describe('sorting the register', () => {
  it('reads numbers in names as numbers, and turns round', () => {
    const rows = [row('db-10'), row('db-2'), row('db-1')];
    expect(refs(sortRows(rows, { column: 'service', descending: false }, names))).toEqual([
      'db-1',
      'db-2',
      'db-10',
    ]);
    expect(refs(sortRows(rows, { column: 'service', descending: true }, names))).toEqual([
      'db-10',
      'db-2',
      'db-1',
    ]);
  });
  it('keeps the order of equal rows, and empty texts last in both directions', () => {
    const rows = [row('a'), row('b', { note: 'x' }), row('c'), row('d', { note: 'y' })];
    expect(refs(sortRows(rows, { column: 'note', descending: false }, names))).toEqual(['b', 'd', 'a', 'c']);
    expect(refs(sortRows(rows, { column: 'note', descending: true }, names))).toEqual(['d', 'b', 'a', 'c']);
  });
  it('orders by status as the work goes, and by how much evidence there is', () => {
    const ownership = { kind: 'single', party: 'aws' } as const;
    const rows = [
      row('open', { status: 'implemented' }),
      row('a', { ownership, status: 'implemented', evidence: [1] }),
      row('b', { ownership }),
      row('c', { ownership, evidence: [1, 2] }),
    ];
    // What nobody owns has no status, whatever was once recorded.
    const byStatus = sortRows(rows, { column: 'status', descending: false }, names);
    expect(refs(byStatus)).toEqual(['b', 'c', 'a', 'open']);
    const byEvidence = sortRows(rows, { column: 'evidence', descending: true }, names);
    expect(refs(byEvidence)).toEqual(['c', 'a', 'open', 'b']);
  });
});

it('names each person of a row once', () => {
  const shares = ['zoe', null, 'zoe', 'gone'].map((person) => ({ party: 'aws', text: null, person }));
  expect(personsOf({ shares }, names.people)).toBe('Zoë, gone');
});

it('loads the pages in view and reads ahead at the end of one', () => {
  expect(pagesFor([0, 40], 500)).toEqual([0]);
  expect(pagesFor([350, 390], 500)).toEqual([0, 1]);
  expect(pagesFor([990, 1030], 500)).toEqual([1, 2]);
});

it('puts a head before each group, and finds the row behind a line', () => {
  const groups = [
    { label: 'A', start: 0, count: 2 },
    { label: 'B', start: 2, count: 1 },
    { label: 'C', start: 3, count: 2 },
  ];
  const lines = Array.from({ length: 8 }, (_, line) => {
    const at = lineAt(groups, line);
    return 'row' in at ? at.row : at.group.label;
  });
  expect(lines).toEqual(['A', 0, 1, 'B', 2, 'C', 3, 4]);
  expect([0, 3, 7].map((line) => rowAt(groups, line))).toEqual([0, 2, 4]);
  expect(lineAt([], 5)).toEqual({ row: 5 });
});

describe('the address', () => {
  it('is kept as a view without the place in it, and read back without what it does not know', () => {
    const search = matrixSearch({ view: 'register', gap: 'no-named-person', group: 'persons', cell: 'a/b' });
    expect(viewQuery({ parked: true, view: 'grid', domain: 'resilience' })).toBe(
      viewQuery({ domain: 'resilience', view: 'grid', cell: 'a/b', parked: true }),
    );
    expect(viewSearch(viewQuery(search))).toEqual({
      view: 'register',
      gap: 'no-named-person',
      group: 'persons',
    });
    expect(viewSearch('{"view":"nonsense","text":"x"}')).toEqual({ text: 'x' });
    expect(viewSearch('not json')).toEqual({});
    expect(viewSearch('null')).toEqual({});
  });
  it('gives back the filters it holds, and leaves out what it does not know', () => {
    const search = matrixSearch({
      view: 'register',
      domain: 'network',
      status: 'nonsense',
      parked: true,
      sort: '-note',
    });
    expect(search).toEqual({ view: 'register', domain: 'network', parked: true, sort: '-note' });
    expect(filterOf(search)).toEqual({ domain: 'network', parked: true });
  });
  it('writes a sort order and reads it again', () => {
    for (const sort of [
      null,
      { by: 'note', direction: 'descending' },
      { by: 'ref', direction: 'ascending' },
    ] as const)
      expect(sortOf(sortText(sort))).toEqual(sort);
  });
});

describe('columns', () => {
  it('share out the room that is left', () => {
    const columns = [
      { id: 'a', header: 'A', width: 100, cell: () => null },
      { id: 'b', header: 'B', width: 80, grow: 2, cell: () => null },
    ];
    expect(trackList(columns)).toBe('100px minmax(80px, 2fr)');
    expect(leastWidth(columns)).toBe(180);
  });
  it('go where there is no room, those that can best be spared first, and what tells rows apart stays', () => {
    const columns = [
      { id: 'name', header: 'Name', width: 100, cell: () => null },
      { id: 'hash', header: 'Hash', width: 80, spare: 2, cell: () => null },
      { id: 'size', header: 'Size', width: 60, spare: 1, cell: () => null },
    ];
    const idsIn = (width: number) => columnsIn(columns, width).map(({ id }) => id);
    expect(idsIn(240)).toEqual(['name', 'hash', 'size']);
    expect(idsIn(239)).toEqual(['name', 'size']);
    expect(idsIn(159)).toEqual(['name']);
    expect(idsIn(20)).toEqual(['name']);
  });
  it('sort upwards, downwards, then not at all', () => {
    const up = nextSort(null, 'a');
    const down = nextSort(up, 'a');
    expect([up?.direction, down?.direction, nextSort(down, 'a')]).toEqual(['ascending', 'descending', null]);
    expect(nextSort(down, 'b')).toEqual({ by: 'b', direction: 'ascending' });
  });
});

describe('the line of a row', () => {
  it('is the one on which that row is drawn', () => {
    const groups = [
      { label: 'a', start: 0, count: 2 },
      { label: 'b', start: 2, count: 1 },
      { label: 'c', start: 3, count: 4 },
    ];
    for (let row = 0; row < 7; row += 1) expect(lineAt(groups, lineOfRow(groups, row))).toEqual({ row });
    expect(lineOfRow([], 5)).toBe(5);
  });
});
