import { expect, test } from 'vitest';
import {
  beginNaming,
  headingRows,
  headingsIn,
  NOTHING,
  namedBy,
  withSheet,
  withTakes,
} from '../../../renderer/features/export/naming-model.ts';

const row = (number: number, ...texts: readonly string[]) => ({
  row: number,
  headings: texts.map((text, index) => ({ letter: 'ABC'[index] ?? '', text })),
});
const HEADINGS = {
  sheets: [
    { sheet: 'Read me', rows: [row(1, 'How', 'to')] },
    { sheet: 'Plan', rows: [row(2, 'Version', '3'), row(4, 'Nr', 'Ref', 'Who'), row(5, '1', 'AC-2', 'x')] },
  ],
};

test('the naming begins at the widest row, and gives the columns by their letters', () => {
  const naming = beginNaming(HEADINGS);
  if (naming === null) throw new Error('none');
  expect(naming).toEqual({ sheet: 'Plan', row: 4, framework: '', takes: {}, others: [] });
  expect(headingRows(HEADINGS, naming).map((each) => each.row)).toEqual([2, 4, 5]);
  expect(beginNaming(HEADINGS, 'Read me')).toMatchObject({ sheet: 'Read me', row: 1 });
  expect(namedBy(naming)).toEqual([]);
  const named = withTakes(withTakes(naming, 'B', 'control'), 'C', 'owner');
  const plan = {
    sheet: 'Plan',
    headingRow: 4,
    framework: 'pci-dss-4.0.1',
    columns: [
      { takes: 'control', at: 'B' },
      { takes: 'owner', at: 'C' },
    ],
  };
  const pci = { ...named, framework: 'pci-dss-4.0.1' };
  expect(namedBy(pci)).toEqual([plan]);
  const second = withTakes(withSheet(HEADINGS, pci, 'Read me'), 'A', 'control');
  expect(namedBy(second)).toEqual([
    plan,
    { sheet: 'Read me', headingRow: 1, columns: [{ takes: 'control', at: 'A' }] },
  ]);
  expect(withSheet(HEADINGS, second, 'Plan')).toMatchObject({ ...pci, others: [{ sheet: 'Read me' }] });
  expect(namedBy(withTakes(named, 'C', NOTHING))[0]?.columns).toEqual([{ takes: 'control', at: 'B' }]);
});

test('only a refusal for unknown columns brings headings', () => {
  expect(headingsIn(HEADINGS)).toEqual(HEADINGS);
  for (const details of [undefined, null, 'no', {}, { sheets: [] }]) expect(headingsIn(details)).toBeNull();
});
