import { expect, it } from 'vitest';
import {
  cellSeal,
  changedColumns,
  readSeals,
  sealLines,
  sealOfRow,
} from '../../main/domain/sheets/sheet-seals.ts';
import fc from '../support/property.ts';

it('seals of rows come back from their lines as they were', () => {
  const rows = fc.array(fc.array(fc.oneof(fc.string(), fc.double(), fc.constant(null)), { maxLength: 40 }), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(rows, (values) => {
      const seals = new Map(values.map((row, at) => [at * (at > 9 ? 2 : 1) + 1, sealOfRow(row)]));
      const lines = [...sealLines('Gaps', seals)];
      expect(lines.every(([, , , text = '']) => text.length < 32_000)).toBe(true);
      expect(readSeals(lines).get('Gaps') ?? new Map()).toEqual(seals);
    }),
  );
});

it('a changed, emptied or filled cell is found by its column, and what programs change by themselves is not', () => {
  const row = ['Restore test', 12.5, null, 'Zoë'];
  expect(changedColumns(sealOfRow(row), sealOfRow(['Restore tests', 12.5, 'new', null, 'more']))).toEqual([
    0, 2, 3, 4,
  ]);
  expect(
    changedColumns(sealOfRow(row), sealOfRow(['Restore test ', 12.500000000001, '', 'Zoe\u0308'])),
  ).toEqual([]);
  const seals = new Set(Array.from({ length: 1000 }, (_, at) => cellSeal(`Text ${at}`)));
  expect(seals.size).toBeGreaterThan(990);
});
