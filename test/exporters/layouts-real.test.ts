import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { loadLayouts } from '../../main/catalogue/layouts.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { fillLayout, vantageOf } from '../../main/domain/layouts/fill.ts';
import { spellControlId } from '../../main/domain/layouts/template.ts';
import { openBook } from '../../main/importers/sheets/book.ts';
import { annexOf, reportOf, sheetOf } from '../support/layout-report.ts';
import { readWhole } from '../support/read-sheet.ts';

// A CIS/CRM workbook that a provider filled in and published, on an older FedRAMP template. It is looked for in the folder
// that DEMARC_REAL_FILES names, else beside the checkout.
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const root = process.env.DEMARC_REAL_FILES ?? join(checkout, '..', 'shared', 'data');
const published = join(root, 'xlsx', 'cloud.gov-CIS-CRM-Worksheet.scrubbed.xlsx');
const there = existsSync(published);
if (!there)
  console.warn(`The published CIS/CRM workbook is not at ${published}; the test against it is skipped.`);

const ours = (id: string, sheet: string) => {
  const template = loadLayouts().find((layout) => layout.id === id);
  if (!template) throw new Error(id);
  return sheetOf(
    fillLayout(
      template,
      vantageOf(template, undefined),
      reportOf([{ owners: ['aws'] }]),
      annexOf({ 'AC-2(1)': ['guest-patching'] }),
    ),
    sheet,
  );
};
/** Without what a provider put in brackets, such as its own name. */
const bare = (heading: unknown): string =>
  String(heading ?? '')
    .replace(/\s*\(.*\)$/, '')
    .toLowerCase();

describe.skipIf(!there)('beside a workbook that was published', () => {
  test('the CIS worksheet has its headings, in its rows and merged as there', async () => {
    const book = await openBook(published, 'published.xlsx');
    const { merges } = await readWhole(book, 'CIS Worksheet');
    await book.close();
    const sheet = ours('fedramp-cis', 'CIS Worksheet');
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    expect([...sheet.merges].sort()).toEqual(
      merges
        .map(
          (area) => `${letters[area.firstColumn]}${area.firstRow}:${letters[area.lastColumn]}${area.lastRow}`,
        )
        .sort(),
    );
    const rows = (await readXlsxFile(published)).find((entry) => entry.sheet === 'CIS Worksheet')?.data ?? [];
    expect(sheet.rows[1]?.cells).toEqual(sheet.columns.map((_, index) => rows[1]?.[index] ?? null));
    const headings = sheet.rows[2]?.cells.map(bare) ?? [];
    expect(headings).toHaveLength(13);
    expect(headings.slice(0, 12)).toEqual(rows[2]?.slice(0, 12).map(bare));
    // Rev. 5 has another name for the authorisation.
    for (const heading of [headings[12], bare(rows[2]?.[12])])
      expect(heading).toMatch(/^inherited from pre-existing .*authorization$/);
  });

  test('the CRM worksheet has its three headings, in the same row', async () => {
    const rows = (await readXlsxFile(published)).find((entry) => entry.sheet === 'PaaS CRM')?.data ?? [];
    const sheet = ours('fedramp-crm', 'CRM Worksheet');
    const [id, inherited, text] = rows[2] ?? [];
    expect(sheet.headerRow).toBe(3);
    expect(sheet.rows[2]?.cells.slice(0, 2)).toEqual([id, inherited]);
    // The provider put its service's name in front.
    expect(String(text).endsWith(sheet.rows[2]?.cells[2] ?? '?')).toBe(true);
  });

  test('with padded numbers, control ids are spelled as there', async () => {
    const rows = (await readXlsxFile(published)).find((entry) => entry.sheet === 'CIS Worksheet')?.data ?? [];
    const whole = new Set(rows.slice(3).map(([id]) => String(id ?? '').replace(/( \([a-z]\))+$/, '')));
    const framework = loadCatalogue().frameworks.find(({ id }) => id === 'fedramp-moderate-r5');
    const spelled = framework?.controls.map(({ id }) => spellControlId(id, 'zero-padded')) ?? [];
    expect(spelled.filter((id) => whole.has(id)).length).toBeGreaterThan(200);
  });
});
