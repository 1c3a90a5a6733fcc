import { expect, test } from 'vitest';
import type { Matrix } from '../../main/contract/matrix.ts';
import { matrixTable } from '../../main/domain/pictures/matrix.ts';

test('foundations of a provider stand in the columns of services, not under what a party answers for many', () => {
  const subject = (ref: string, kind: Matrix['subjects'][number]['kind']) => ({
    ref,
    kind,
    label: ref,
    detail: '',
    environment: null,
  });
  const duty = (id: string) => ({ id, name: id, domain: 'network', scope: 'service' as const });
  const table = matrixTable({
    rev: 1,
    parties: [],
    subjects: [
      subject('workbook', 'organisation'),
      subject('aws', 'provider'),
      subject('platform-team', 'common'),
      subject('orders', 'service'),
    ],
    domains: [],
    responsibilities: [duty('buildings'), duty('floods')],
    cells: [
      [1, 0, 'aws', 0],
      [2, 1, 'platform-team', 0],
      [3, 1, 'platform-team', 32],
    ],
  });
  const shown = table.columns.map(({ ref }, column) => [
    ref,
    ...table.rows.map((_, row) => table.cell(column, row)?.ref ?? null),
  ]);
  expect(shown).toEqual([
    ['workbook', null, null],
    ['platform-team', null, 'platform-team/floods'],
    ['orders', 'aws/buildings', 'orders/floods'],
  ]);
});
