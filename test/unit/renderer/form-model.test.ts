import { expect, test } from 'vitest';
import { layoutOf, sheetLayouts } from '../../../main/catalogue/layouts.ts';
import { loadCatalogue } from '../../../main/catalogue/load.ts';
import { indexCatalogue } from '../../../main/catalogue/lookup.ts';
import {
  BY_THE_ANSWERS,
  filledName,
  formSeats,
  reasonLines,
} from '../../../renderer/features/export/form-model.ts';

test('a form is filled in from the seats of its layout, or by the answers', () => {
  const layouts = sheetLayouts(indexCatalogue(loadCatalogue())).map(layoutOf);
  expect(formSeats(layouts).map(({ value }) => value)).toEqual([
    BY_THE_ANSWERS,
    'as-provider',
    'as-customer',
  ]);
});

test.each([
  ['CIS.xlsx', { name: 'CIS filled in.xlsx', format: 'xlsx' }],
  ['POAM v2.1.XLSM', { name: 'POAM v2.1 filled in.XLSM', format: 'xlsm' }],
  ['form.xls', null],
  ['.xlsx', null],
])('%s is filled in under a name of its own, in its own format', (form, result) => {
  expect(filledName(form)).toEqual(result);
});

test('each reason is told once, the most frequent first, with the rows that it is of', () => {
  const row = (id: string, why: string, partly = false) => ({ sheet: 'S', row: 1, id, why, partly });
  expect(
    reasonLines({
      left: [row('AC-1', 'Open.', true), row('AC-2', 'Open.'), row('AC-3', 'Open.'), row('AC-3', 'Open.')],
    }),
  ).toEqual(['Left: Open. 3 rows: AC-2, AC-3', 'In part: Open. 1 row: AC-1']);
  expect(reasonLines({ left: [] })).toEqual([]);
});
