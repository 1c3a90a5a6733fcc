import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { layoutControls, loadLayouts } from '../../main/catalogue/layouts.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { fillLayout, vantageOf } from '../../main/domain/layouts/fill.ts';
import { spellControlId } from '../../main/domain/layouts/template.ts';
import { reportOf, sheetOf } from '../support/layout-report.ts';

// FedRAMP's own workbook, and one that a provider published on an older template. They are looked for in the folder that
// DEMARC_REAL_FILES names, else beside the checkout.
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const root = process.env.DEMARC_REAL_FILES ?? join(checkout, '..', 'shared', 'data');
const blank = join(root, 'recipients', 'SSP-Appendix-J-CIS-CRM-Workbook.xlsx');
const published = join(root, 'xlsx', 'cloud.gov-CIS-CRM-Worksheet.scrubbed.xlsx');
for (const file of [blank, published])
  if (!existsSync(file)) console.warn(`${file} is not there; the test against it is skipped.`);

const catalogue = indexCatalogue(loadCatalogue());
const ours = (id: string, sheet: string) => {
  const template = loadLayouts().find((layout) => layout.id === id);
  if (!template) throw new Error(id);
  return sheetOf(
    fillLayout(
      template,
      vantageOf(template, undefined),
      reportOf([{ owners: ['aws'] }]),
      layoutControls(template, catalogue),
    ),
    sheet,
  );
};

describe.skipIf(!existsSync(blank))("beside FedRAMP's own workbook", () => {
  test.each([
    ['fedramp-cis', 'Moderate CIS Worksheet', 3],
    ['fedramp-cis', 'Moderate CRM Worksheet', 4],
    ['fedramp-crm', 'Moderate CRM Worksheet', 4],
  ])('%s, %s: its title, its headings in its rows, and each of its 688 rows', async (id, name, heading) => {
    const rows = (await readXlsxFile(blank)).find((entry) => entry.sheet === name)?.data ?? [];
    const sheet = ours(id, name);
    const cells = (at: number) => sheet.columns.map((_, index) => rows[at - 1]?.[index] ?? null);
    expect(sheet.headerRow).toBe(heading);
    expect(sheet.rows[0]?.cells[0]).toBe(rows[0]?.[0]);
    for (let at = name.includes('CIS') ? 2 : heading; at <= heading; at += 1)
      expect(sheet.rows[at - 1]?.cells).toEqual(cells(at));
    const ids = rows.slice(heading).flatMap(([first]) => (first == null ? [] : [String(first).trim()]));
    expect(ids).toHaveLength(688);
    expect(sheet.rows.slice(heading).map((row) => row.cells[0])).toEqual(ids);
  });
});

test.skipIf(!existsSync(published))(
  'with padded numbers, control ids are spelled as a provider published them',
  async () => {
    const rows = (await readXlsxFile(published)).find((entry) => entry.sheet === 'CIS Worksheet')?.data ?? [];
    const whole = new Set(rows.slice(3).map(([id]) => String(id ?? '').replace(/( \([a-z]\))+$/, '')));
    const framework = loadCatalogue().frameworks.find(({ id }) => id === 'fedramp-moderate-r5');
    const spelled = framework?.controls.map(({ id }) => spellControlId(id, 'zero-padded')) ?? [];
    expect(spelled.filter((id) => whole.has(id)).length).toBeGreaterThan(200);
  },
);
