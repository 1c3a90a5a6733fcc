import { expect, test } from 'vitest';
import { layoutOf, sheetLayouts } from '../../../main/catalogue/layouts.ts';
import { loadCatalogue } from '../../../main/catalogue/load.ts';
import { indexCatalogue } from '../../../main/catalogue/lookup.ts';
import {
  firstLayout,
  layoutChecks,
  layoutOptions,
  vantageLabel,
} from '../../../renderer/features/export/layout-model.ts';

const layouts = sheetLayouts(indexCatalogue(loadCatalogue())).map(layoutOf);

test('the first layout offered is for a framework that matters here', () => {
  expect(firstLayout(layouts, ['hipaa-security-rule', 'pci-dss-4.0.1'])?.id).toBe('pci-dss');
  expect(firstLayout(layouts, ['hipaa-security-rule'])?.id).toBe('framework:hipaa-security-rule');
  expect(firstLayout(layouts, [])).toBe(layouts[0]);
  expect(firstLayout([], [])).toBeUndefined();
});

test('layouts stand in groups, every one once', () => {
  const options = layoutOptions(layouts);
  expect(options.map(({ value }) => value)).toEqual(layouts.map(({ id }) => id));
  expect(new Set(options.map(({ group }) => group))).toEqual(
    new Set(['As auditors exchange them', 'Any framework']),
  );
});

test('a count that differs is not passed off as complete', () => {
  expect(
    layoutChecks({
      reconciliation: {
        ok: false,
        problems: [],
        counted: [
          { what: 'rows', expected: 1234, found: 1234 },
          { what: 'marks', expected: 7, found: 6 },
        ],
      },
    }),
  ).toEqual([
    { ok: true, text: '1,234 of 1,234 rows in the file' },
    { ok: false, text: '6 of 7 marks in the file' },
  ]);
  expect(vantageLabel({ format: 'json' })).toBe('Release');
});
