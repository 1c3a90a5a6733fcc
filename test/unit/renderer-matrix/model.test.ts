import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../main/contract/matrix.ts';
import { CELL_FLAGS, matrixTable, suggestedBits } from '../../../main/domain/pictures/matrix.ts';
import {
  cellWords,
  columnWidth,
  countCells,
  drawnCell,
  findCell,
  firstAsked,
  gridView,
  openRefs,
  refsBetween,
  selectedBox,
  withFocused,
} from '../../../renderer/features/matrix/model.ts';

const matrix: Matrix = {
  rev: 7,
  parties: [
    { id: 'aws', name: 'AWS', kind: 'provider' },
    { id: 'organisation', name: 'Acme', kind: 'organisation' },
  ],
  subjects: [
    { ref: 'workbook', kind: 'organisation', label: 'Whole workbook', detail: '' },
    { ref: 'aws', kind: 'provider', label: 'AWS', detail: '' },
    {
      ref: 'orders-db',
      kind: 'service',
      label: 'Orders',
      detail: 'Amazon RDS',
      environments: ['production'],
    },
    { ref: 'web', kind: 'service', label: 'Web', detail: 'Amazon S3' },
  ],
  domains: [
    { id: 'facilities', name: 'Facilities', order: 1, summary: '' },
    { id: 'network', name: 'Network', order: 2, summary: '' },
  ],
  responsibilities: [
    { id: 'physical-access', name: 'Physical access', domain: 'facilities', scope: 'provider' },
    { id: 'segmentation', name: 'Segmentation', domain: 'network', scope: 'service' },
    { id: 'filtering', name: 'Filtering', domain: 'network', scope: 'service' },
    { id: 'change', name: 'Change', domain: 'network', scope: 'organisation' },
  ],
  cells: [
    [1, 0, 'aws', CELL_FLAGS.evidence],
    [2, 1, 'aws+organisation', CELL_FLAGS.note | CELL_FLAGS.parked],
    [2, 2, '', 0],
    [3, 1, '-', 0],
    [0, 3, 'organisation', CELL_FLAGS.misconception],
  ],
};
const table = matrixTable(matrix);

describe('what the grid shows', () => {
  it('puts a head above each domain and counts its duties', () => {
    const view = gridView(table, {});
    expect(view.rows.map((row) => (row.kind === 'domain' ? `${row.name} ${row.duties}` : row.duty))).toEqual([
      'Facilities 1',
      0,
      'Network 3',
      1,
      2,
      3,
    ]);
    expect(view.lineOf).toEqual([1, 3, 4, 5]);
    expect(view.columns).toHaveLength(3);
  });
  it('narrows rows by domain, and columns by environment or by name', () => {
    expect(gridView(table, { domain: 'network' }).duties).toEqual([1, 2, 3]);
    expect(
      gridView(table, { environment: 'production' }).columns.map((at) => table.columns[at]?.ref),
    ).toEqual(['orders-db']);
    expect(gridView(table, { subject: 'web' }).columns.map((at) => table.columns[at]?.ref)).toEqual(['web']);
  });
  it('leaves out services and duties without a cell that is looked for', () => {
    const shown = (...found: string[]) => {
      const view = gridView(table, { found: new Set(found) });
      return [view.columns.map((at) => table.columns[at]?.ref), view.duties.map((at) => table.rows[at]?.id)];
    };
    expect(shown('web/segmentation')).toEqual([['web'], ['segmentation']]);
    expect(shown('web/segmentation', 'aws/physical-access')).toEqual([
      ['web'],
      ['physical-access', 'segmentation'],
    ]);
    // What stands in every column is shown in all of them when nothing else is found.
    expect(shown('aws/physical-access')).toEqual([
      ['workbook', 'orders-db', 'web'].filter((ref) => table.columns.some((column) => column.ref === ref)),
      ['physical-access'],
    ]);
    expect(shown()).toEqual([[], []]);
  });
  it('names the cells of a rectangle once each, and the least rectangle around selected ones', () => {
    const view = gridView(table, {});
    const last = { row: view.duties.length - 1, column: view.columns.length - 1 };
    const all = refsBetween(table, view, last, { row: 0, column: 0 });
    expect([...all].sort()).toEqual([
      'aws/physical-access',
      'orders-db/filtering',
      'orders-db/segmentation',
      'web/segmentation',
      'workbook/change',
    ]);
    const at = findCell(table, view, 'web/segmentation');
    expect(selectedBox(table, view, new Set(['web/segmentation']))).toEqual({
      top: at?.row,
      bottom: at?.row,
      left: at?.column,
      right: at?.column,
    });
    expect(selectedBox(table, view, new Set(['gone/gone']))).toBeNull();
  });
  it('counts what was asked once only once, though it stands in every column', () => {
    expect(countCells(table, gridView(table, {}))).toEqual({ asked: 5, answered: 4, parked: 1 });
  });
  it('finds the cell that the address names, also one that stands in several columns', () => {
    const view = gridView(table, {});
    const at = findCell(table, view, 'orders-db/filtering');
    expect(at && table.columns[view.columns[at.column] ?? -1]?.ref).toBe('orders-db');
    expect(at?.row).toBe(2);
    expect(findCell(table, view, 'aws/physical-access')?.row).toBe(0);
    expect(findCell(table, gridView(table, { domain: 'network' }), 'aws/physical-access')).toBeNull();
    expect(findCell(table, view, 'web/gone')).toBeNull();
  });
  it('begins on a duty that is asked, where there is one', () => {
    const start = (filter: Parameters<typeof gridView>[1]) => {
      const view = gridView(table, filter);
      const { row, column } = firstAsked(table, view);
      return [table.columns[view.columns[column] ?? -1]?.ref, table.rows[view.duties[row] ?? -1]?.id];
    };
    // The organisation's own column comes first, and the first duty is not asked of it.
    expect(start({})).toEqual(['orders-db', 'physical-access']);
    expect(start({ domain: 'network' })).toEqual(['orders-db', 'segmentation']);
    expect(start({ subject: 'web', domain: 'network' })).toEqual(['web', 'segmentation']);
    expect(firstAsked(table, gridView(table, { found: new Set() }))).toEqual({ row: 0, column: 0 });
  });
});

describe('cells', () => {
  it('are drawn as their parts, with their marks', () => {
    const kinds = new Map(matrix.parties.map((party) => [party.id, party.kind]));
    expect(drawnCell('aws+organisation', 3, kinds)).toEqual({
      ghost: false,
      keys: ['provider', 'organisation'],
      parked: true,
      note: true,
      evidence: false,
      misconception: false,
      implemented: false,
      held: false,
    });
    expect(drawnCell('', 0, kinds)).toMatchObject({ keys: ['unanswered'], ghost: false });
    // What the catalogue suggests stands as a ghost where nothing is recorded, and only there.
    const suggested = suggestedBits('shared');
    expect(drawnCell('', suggested | 1, kinds)).toMatchObject({
      keys: ['provider', 'organisation'],
      ghost: true,
      parked: true,
    });
    expect(drawnCell('aws', suggested, kinds)).toMatchObject({ keys: ['provider'], ghost: false });
    expect(drawnCell('-', 16, kinds)).toMatchObject({ keys: ['not-applicable'], implemented: true });
  });
  it('read aloud who owns them and what is attached', () => {
    const names = new Map(matrix.parties.map((party) => [party.id, party.name]));
    expect(cellWords(undefined, names)).toBe('Not asked here');
    expect(cellWords({ ownership: 'aws+organisation', flags: 6 }, names)).toBe(
      'Shared: AWS and Acme, note, evidence',
    );
    expect(cellWords({ ownership: '', flags: 1 }, names)).toBe('Unanswered, parked');
    expect(cellWords({ ownership: '', flags: suggestedBits('customer') }, names)).toBe(
      'Unanswered, suggested: the customer',
    );
  });
});

it('open duties are those that nobody answered and nobody put aside', () => {
  const cells: Matrix['cells'] = [
    [2, 1, '', CELL_FLAGS.parked],
    [2, 2, '', CELL_FLAGS.note],
    [3, 1, 'aws', 0],
  ];
  const some = matrixTable({ ...matrix, cells });
  expect([...openRefs(some, gridView(some, {}))]).toEqual(['orders-db/filtering']);
});

describe('room', () => {
  it('is shared out between bounds', () => {
    expect(columnWidth(1000, 5, 44, 120)).toBe(120);
    expect(columnWidth(1000, 15, 44, 120)).toBe(66);
    expect(columnWidth(1000, 500, 44, 120)).toBe(44);
    expect(columnWidth(1000, 0, 44, 120)).toBe(44);
  });
  it('always includes the focused line, so that scrolling never drops the focus', () => {
    expect(withFocused([10, 11, 12], 3)).toEqual([3, 10, 11, 12]);
    expect(withFocused([10, 11, 12], 11)).toEqual([10, 11, 12]);
    expect(withFocused([10, 11], null)).toEqual([10, 11]);
  });
});
