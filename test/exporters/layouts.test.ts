import { createHash } from 'node:crypto';
import { cpSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import readXlsxFile, { readSheet, type SheetData } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { findDataFolder } from '../../main/catalogue/data-folder.ts';
import { formControls } from '../../main/catalogue/form-controls.ts';
import { layoutTemplateSchema } from '../../main/catalogue/layout-schema.ts';
import { layoutControls, loadLayouts, readLayouts, sheetLayouts } from '../../main/catalogue/layouts.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import type { DocumentSheet, LayoutDocument } from '../../main/domain/layouts/document.ts';
import { fillLayout, vantageOf } from '../../main/domain/layouts/fill.ts';
import { reconcileLayout } from '../../main/exporters/layouts/reconcile-layout.ts';
import { writeLayout } from '../../main/exporters/layouts/write-layout.ts';
import { cleanText } from '../../main/exporters/safe-text.ts';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { annexOf, bodyOf, reportOf, type Said } from '../support/layout-report.ts';
import fc, { anyCharacter, runs } from '../support/property.ts';
import { HARD_TEXTS } from '../support/sample-texts.ts';
import { temporaryFolder } from '../support/temp.ts';

const folder = temporaryFolder('layouts');
const catalogue = indexCatalogue(loadCatalogue());
const AT = new Date('2026-11-25T09:30:00.000Z');

/** Every kind of ownership, each with a text that is hard to keep, spread over every duty of the catalogue. */
const OWNERS: readonly (readonly string[] | string | null)[] = [
  ['aws'],
  ['aws', 'organisation'],
  ['organisation'],
  ['landing-zone-team'],
  ['norddata'],
  ['marketplace-sellers'],
  ['organisation', 'marketplace-sellers'],
  ['aws', 'organisation', 'norddata', 'marketplace-sellers'],
  '=1+1 is why it does not apply',
  null,
];
const said: readonly Said[] = catalogue.responsibilities.flatMap((duty, index) =>
  ['orders-db', 'web <front> & "back"'].map((subject, which): Said => {
    const owners = OWNERS[(index + which * 3) % OWNERS.length] ?? null;
    return {
      subject,
      duty: duty.id,
      owners,
      texts: Array.isArray(owners)
        ? Object.fromEntries(
            owners.map((owner: string, at: number) => [
              owner,
              HARD_TEXTS[(index + at) % HARD_TEXTS.length] ?? '',
            ]),
          )
        : {},
      status:
        (['implemented', 'in-progress', 'not-started', 'risk-accepted'] as const)[index % 4] ?? 'implemented',
      evidence: index % 3 === 0 ? [index + 1] : [],
    };
  }),
);
const report = reportOf(said);
const every = sheetLayouts(catalogue).flatMap((template) =>
  template.vantages.map((vantage) => ({ name: `${template.id} ${vantage.id}`, template, vantage })),
);

/** What an independent reader must find in a cell: it gives null for an empty one and takes blanks off the ends. */
const seen = (cell: string | null): string | null => {
  const text = cell === null ? '' : cleanText(cell).text.trim();
  return text === '' ? null : text;
};
const found = (cell: unknown): string | null => {
  const text = cell === null || cell === undefined ? '' : String(cell).trim();
  return text === '' ? null : text;
};
function expectCells(rows: SheetData, sheet: DocumentSheet): void {
  const expected = sheet.rows.map(({ cells }) => sheet.columns.map((_, index) => seen(cells[index] ?? null)));
  const there = rows.map((row) => sheet.columns.map((_, index) => found(row[index])));
  while (there.length < expected.length) there.push(sheet.columns.map(() => null));
  expect(there).toEqual(expected);
}
const sheetNames = async (path: string): Promise<readonly string[]> =>
  (await readXlsxFile(path)).map(({ sheet }) => sheet);
const write = async (document: LayoutDocument, name: string): Promise<string> => {
  const path = join(folder, `${name.replace(/[^a-z0-9]+/gi, '-')}.xlsx`);
  await writeLayout(document, path, AT);
  return path;
};

describe('every layout from every seat', () => {
  test.each(every)(
    '$name is read back cell by cell by another reader',
    async ({ name, template, vantage }) => {
      const document = fillLayout(template, vantage, report, layoutControls(template, catalogue));
      const path = await write(document, name);
      expect(await reconcileLayout(path, document)).toMatchObject({ ok: true, problems: [] });
      const read = (await readXlsxFile(path, { trim: false })).slice(0, document.sheets.length);
      expect(read.map(({ sheet }) => sheet)).toEqual(document.sheets.map((sheet) => sheet.name));
      for (const [at, sheet] of document.sheets.entries()) expectCells(read[at]?.data ?? [], sheet);
      expect(document.counts.rows).toBeGreaterThan(0);
    },
  );

  test('no cell is a formula, whatever its text begins with', async () => {
    const template = sheetLayouts(catalogue).find(({ id }) => id === 'framework:nist-csf-2.0');
    if (!template) throw new Error('no layout');
    const path = await write(
      fillLayout(template, vantageOf(template, undefined), report, layoutControls(template, catalogue)),
      'formulas',
    );
    const zip = await ZipReader.open(path);
    const xml = await zip.text('xl/worksheets/sheet2.xml');
    await zip.close();
    expect(xml).toContain('=HYPERLINK');
    expect(xml).not.toMatch(/<f[ >]/);
  });
});

test('names that begin like a formula stay names, in headings and in the header block', async () => {
  const template = loadLayouts().find(({ id }) => id === 'pci-dss');
  if (!template) throw new Error('pci-dss');
  const named = {
    ...report,
    meta: { ...report.meta, organisation: '=1+1 Ltd {provider}', title: '@SUM(1)' },
  };
  const document = fillLayout(
    template,
    vantageOf(template, 'as-provider'),
    named,
    layoutControls(template, catalogue),
  );
  const path = await write(document, 'named like formulas');
  const [heading] = await readSheet(path, 'Responsibility matrix 3');
  expect(heading?.[4]).toBe('=1+1 Ltd {provider} Responsibility');
  const zip = await ZipReader.open(path);
  for (const part of ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml'])
    expect(await zip.text(part)).not.toMatch(/<f[ >]/);
  await zip.close();
});

describe('the sheets of a recipient', () => {
  const headings = async (id: string, sheet: string, row: number): Promise<readonly (string | null)[]> => {
    const template = loadLayouts().find((layout) => layout.id === id);
    if (!template) throw new Error(id);
    const document = fillLayout(
      template,
      vantageOf(template, undefined),
      report,
      layoutControls(template, catalogue),
    );
    const rows = await readSheet(await write(document, `${id} ${sheet}`), sheet);
    return (rows[row - 1] ?? []).map(found);
  };
  test('CIS: a title, a heading of two rows, thirteen columns', async () => {
    expect(await headings('fedramp-cis', 'Moderate CIS Worksheet', 2)).toEqual([
      'Control ID',
      'Implementation Status',
      null,
      null,
      null,
      null,
      'Control Origination',
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(await headings('fedramp-cis', 'Moderate CIS Worksheet', 3)).toEqual([
      null,
      'Implemented',
      'Partially Implemented',
      'Planned',
      'Alternative Implementation',
      'N/A',
      'Service Provider Corporate',
      'Service Provider System Specific',
      'Service Provider Hybrid (Corporate and System Specific)',
      'Configured by Customer (Customer System Specific)',
      'Provided by Customer (Customer System Specific)',
      'Shared (Service Provider and Customer Responsibility)',
      'Inherited from Pre-Existing  Authorization',
    ]);
  });
  test('CRM: exactly three columns', async () => {
    expect(await headings('fedramp-crm', 'Moderate CRM Worksheet', 4)).toEqual([
      'Control ID',
      'Can Be Inherited from CSP',
      'Specific Inheritance and Customer Agency/CSP Responsibilities',
    ]);
  });
  test('CAIQ: ten columns below two rows', async () => {
    expect(await headings('csa-caiq', 'CAIQv4.0.3', 3)).toEqual([
      'Question ID',
      'Question',
      'CSP CAIQ Answer',
      'SSRM Control Ownership',
      'CSP Implementation Description (Optional/Recommended)',
      'CSC Responsibilities (Optional/Recommended)',
      'CCM Control ID',
      'CCM Control Specification',
      'CCM Control Title',
      'CCM Domain Title',
    ]);
  });
  test('CMMC: all 110 requirements, each with duties and a word on inheritance', () => {
    const template = loadLayouts().find(({ id }) => id === 'cmmc-crm');
    if (!template) throw new Error('cmmc-crm');
    const annex = layoutControls(template, catalogue);
    expect(annex).toMatchObject({ version: 'Revision 2' });
    expect(new Set(annex?.controls.map(({ id }) => id)).size).toBe(110);
    for (const { id, responsibilities } of annex?.controls ?? [])
      expect(responsibilities, id).not.toHaveLength(0);
    expect(Map.groupBy(annex?.controls ?? [], ({ inherit }) => inherit).get('wholly')).toHaveLength(21);
  });
  test('CMMC: all 320 objectives of assessment, word for word, each with the word of its requirement', () => {
    const template = loadLayouts().find(({ id }) => id === 'cmmc-crm');
    if (!template) throw new Error('cmmc-crm');
    const annex = layoutControls(template, catalogue);
    const objectives = (annex?.controls ?? []).flatMap((control) => control.objectives ?? []);
    expect(new Set(objectives.map(({ id }) => id)).size).toBe(320);
    for (const control of annex?.controls ?? [])
      expect(control.objectives?.map(({ id }) => id)).toEqual(
        control.objectives?.map((_, index) => `${control.id}[${String.fromCharCode(97 + index)}]`),
      );
    expect(objectives.find(({ id }) => id === 'AC.L2-3.1.1[f]')?.text).toBe(
      'system access is limited to authorized devices (including other systems).',
    );
    for (const vantage of template.vantages) {
      const document = fillLayout(template, vantage, reportOf([{ owners: ['aws'] }]), annex);
      const [words, rows] = [bodyOf(document, 'CMMC L2 CRM'), bodyOf(document, 'CMMC L2 objectives')];
      const wordOf = new Map(words.map((row) => [row['Practice ID'], row.Responsibility]));
      expect(rows.map((row) => row['Objective ID'])).toEqual(objectives.map(({ id }) => id));
      for (const row of rows) expect(row.Responsibility).toBe(wordOf.get(row['Practice ID']));
    }
  });
  test('a form may ask for an objective of an assessment, and for none that there is not', () => {
    const { find } = formControls(catalogue, 'nist-800-171-r2');
    expect(find({ control: '3.1.1', part: 'f' })?.id).toBe('AC.L2-3.1.1');
    expect(find({ control: '3.1.1', part: 'g' })).toBeUndefined();
    expect(find({ control: '3.1.1', part: null })?.id).toBe('AC.L2-3.1.1');
  });
  test('a part has duties or its reason for having none, also where only its control gives the reason', () => {
    const template = loadLayouts().find(({ id }) => id === 'fedramp-crm');
    if (!template) throw new Error('fedramp-crm');
    const parts =
      layoutControls(template, catalogue)?.controls.flatMap((control) => control.parts ?? []) ?? [];
    expect(parts.find(({ id }) => id === 'SA-2(a)')).toMatchObject({ without: 'organisation' });
    for (const { id, responsibilities, without } of parts)
      expect([id, responsibilities.length > 0]).toEqual([id, without === undefined]);
  });
});

describe('templates are data', () => {
  test('each is of the right shape, and names facts that exist', () => {
    const facts =
      /^(upstream|self|downstream|self-corporate|self-system|open|unasked|without-duty|why|inherit-wholly|inherit-partly|inherit-not|not-applicable|some-not-applicable|implemented|partial|planned|risk-accepted|undone|evidence|house-rules|also-needed|held-by-provider|held-by-customer|held-together|undecided|customer-part-unrecorded|own-part-unrecorded|kind:[a-z-]+|seat:[a-z-]+)$/;
    for (const template of loadLayouts()) {
      layoutTemplateSchema.parse(template);
      const text = JSON.stringify(template.sheets);
      for (const [, list = ''] of text.matchAll(/"(?:all|any|none)":\[([^\]]*)\]/g))
        for (const [, fact = ''] of list.matchAll(/"([^"]*)"/g)) expect(fact).toMatch(facts);
      const names = template.sheets.map((sheet) => sheet.name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('one changed line changes the column in the file; without its new hash it is refused', async () => {
    const data = join(folder, 'data');
    cpSync(findDataFolder(), data, { recursive: true });
    const file = join(data, 'layouts', 'fedramp-crm.json');
    const before = readFileSync(file, 'utf8').split('\n');
    const line = before.findIndex((text) => text.includes('"Can Be Inherited from CSP"'));
    const after = before.with(line, (before[line] ?? '').replace('Can Be Inherited from CSP', 'Inheritable'));
    writeFileSync(file, after.join('\n'));
    expect(() => readLayouts(data)).toThrow(/layouts\/fedramp-crm\.json is not the one/);
    const manifest = JSON.parse(readFileSync(join(data, 'manifest.json'), 'utf8'));
    manifest.files['layouts/fedramp-crm.json'] = createHash('sha256')
      .update(readFileSync(file))
      .digest('hex');
    writeFileSync(join(data, 'manifest.json'), JSON.stringify(manifest));

    const template = readLayouts(data).find(({ id }) => id === 'fedramp-crm');
    if (!template) throw new Error('fedramp-crm');
    const document = fillLayout(
      template,
      vantageOf(template, undefined),
      report,
      layoutControls(template, catalogue),
    );
    const rows = await readSheet(await write(document, 'changed'), 'Moderate CRM Worksheet');
    expect(rows[3]?.[1]).toBe('Inheritable');
  });
});

describe('reading back', () => {
  const template = loadLayouts().find(({ id }) => id === 'soc2-csoc');
  if (!template) throw new Error('soc2-csoc');
  const fill = (rows: readonly Said[]) =>
    fillLayout(
      template,
      vantageOf(template, undefined),
      reportOf(rows),
      annexOf({ 'CC6.1': ['guest-patching'] }),
    );

  test('a file of another state is refused by cell and by count', async () => {
    const path = await write(fill([{ owners: ['aws'], texts: { aws: 'Before.' } }]), 'other');
    const verdict = await reconcileLayout(
      path,
      fill([
        { owners: ['aws'], texts: { aws: 'After.' } },
        { owners: ['aws'], subject: 'web' },
      ]),
    );
    expect(verdict.ok).toBe(false);
    const problems = verdict.problems.join('\n');
    expect(problems).toMatch(/"CSOCs \(DC 7\)" C2 is not what was to stand there/);
    expect(problems).toMatch(/2 rows are in the file, not 3/);
  });
  test('a file that is cut off is refused', async () => {
    const document = fill([{ owners: ['aws'] }]);
    const path = await write(document, 'cut');
    truncateSync(path, 3000);
    expect(await reconcileLayout(path, document)).toMatchObject({ ok: false });
  });
  test('any text at all is read back as it was written', async () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\u0000', '\r', '\n', '=', '_x0041_', '<', '&', '\ud800'),
        fc.string({ unit: anyCharacter, minLength: 1, maxLength: 1 }),
      ),
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), text, async (texts, reason) => {
        const document = fill([
          ...texts.map(
            (words, index): Said => ({
              subject: `s${index}${words}`,
              owners: ['aws'],
              texts: { aws: words },
            }),
          ),
          { subject: 'none', owners: reason },
        ]);
        const path = await write(document, 'any');
        expect(await reconcileLayout(path, document)).toMatchObject({ ok: true, problems: [] });
      }),
      { numRuns: runs(12) },
    );
  });
  test('a cancelled writing says so', async () => {
    const controller = new AbortController();
    const document = fill(
      Array.from(
        { length: 50 },
        (_, index): Said => ({
          subject: `s${index}`,
          owners: ['aws'],
          texts: { aws: `${index}` },
        }),
      ),
    );
    const writing = writeLayout(document, join(folder, 'cancelled.xlsx'), AT, {
      signal: controller.signal,
      progress: (done) => {
        if (done === 10) controller.abort();
      },
    });
    await expect(writing).rejects.toMatchObject({ code: 'CANCELLED' });
  });
  test('a text longer than a cell goes on in the export notes, and is read back whole', async () => {
    const document = fill([{ owners: ['aws'], texts: { aws: 'long '.repeat(20_000) } }]);
    const path = await write(document, 'long');
    expect(await reconcileLayout(path, document)).toMatchObject({ ok: true });
    expect(await sheetNames(path)).toContain('Export notes');
  });
});
