import { join, posix } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../main/domain/report/report.ts';
import { canHeadTable } from '../../main/exporters/xlsx/table-part.ts';
import { writeXlsx } from '../../main/exporters/xlsx/write-xlsx.ts';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { sampleReport } from '../support/sample-report.ts';
import { temporaryFolder } from '../support/temp.ts';

/** What stands below the rows of a sheet, in the order of ECMA-376 part 1, 18.3.1.99: Excel takes no other. */
const ORDER = [
  'sheetProtection',
  'autoFilter',
  'mergeCells',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'drawing',
  'tableParts',
];
const report = sampleReport({ services: 6, seed: 9 });
const folder = temporaryFolder();

async function partsOf(of: Report, name: string): Promise<ReadonlyMap<string, string>> {
  const path = join(folder, name);
  await writeXlsx(of, path);
  const zip = await ZipReader.open(path);
  const parts = new Map<string, string>();
  for (const part of zip.names) parts.set(part.replace(/^\//, ''), await zip.text(part));
  await zip.close();
  return parts;
}

let parts: ReadonlyMap<string, string>;
beforeAll(async () => {
  parts = await partsOf(report, 'package.xlsx');
});
const sheets = () => [...parts].filter(([name]) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name));

describe('the package', () => {
  test('has the end of each sheet in the order of the standard', () => {
    const seen = new Set<string>();
    for (const [name, xml] of sheets()) {
      const end = xml.slice(xml.indexOf('</sheetData>') + '</sheetData>'.length);
      const order = [...end.matchAll(/<(\w+)[ />]/g)].flatMap(([, tag = '']) => {
        const at = ORDER.indexOf(tag);
        if (at >= 0) seen.add(tag);
        return at < 0 ? [] : [at];
      });
      expect(order, name).toEqual([...order].sort((a, b) => a - b));
    }
    expect([...seen].sort()).toEqual(
      ORDER.filter((tag) => tag !== 'autoFilter' && tag !== 'mergeCells').sort(),
    );
  });

  test('leads only to parts that are there, and names the kind of each', () => {
    const types = parts.get('[Content_Types].xml') ?? '';
    const named = [...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, name = '']) => name);
    for (const name of named.filter((part) => part !== 'xl/sharedStrings.xml'))
      expect(parts.has(name), name).toBe(true);
    for (const name of parts.keys())
      if (/^xl\/(tables|charts|drawings)\/[^_]+\.xml$/.test(name)) expect(named, name).toContain(name);
    for (const [name, xml] of parts) {
      if (!name.endsWith('.rels')) continue;
      const from = posix.dirname(posix.dirname(name));
      for (const [tag] of xml.matchAll(/<Relationship [^>]*>/g)) {
        if (tag.includes('TargetMode="External"')) continue;
        const target = /Target="([^"]+)"/.exec(tag)?.[1] ?? '';
        expect(parts.has(posix.join(from, target)), `${name}: ${target}`).toBe(true);
      }
    }
  });

  test('says that Demarc wrote it, in which version', () => {
    const app = parts.get('docProps/app.xml');
    expect(app).toContain('<Application>Demarc</Application>');
    expect(app).toMatch(/<AppVersion>\d{1,2}\.\d{4}<\/AppVersion>/);
    expect(app).not.toContain('Microsoft');
  });

  test('is the same twice, byte for byte', async () => {
    expect(await partsOf(report, 'again.xlsx')).toEqual(parts);
  });

  test('has tables that are named once, with the headings of their cells', () => {
    const names = [...parts]
      .filter(([name]) => name.startsWith('xl/tables/'))
      .map(([, xml]) => /displayName="([^"]*)"/.exec(xml)?.[1] ?? '');
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['Register', 'Evidence', 'Gaps', 'Frameworks', 'Signoffs']));
  });
});

test('headings that a table cannot have leave the sheet with a filter', async () => {
  expect(canHeadTable(['Ref', 'ref'])).toBe(false);
  expect(canHeadTable(['Ref', ' '])).toBe(false);
  expect(canHeadTable(['Ref', 'x'.repeat(256)])).toBe(false);
  expect(canHeadTable(['Ref', 'Line\nbreak', 'A & "B"'])).toBe(true);
  const twins: Report = {
    ...report,
    parties: report.parties.map((party, index) => (index === 1 ? { ...party, name: 'AWS' } : party)),
  };
  const found = await partsOf(twins, 'twins.xlsx');
  const tables = [...found].filter(([name]) => name.startsWith('xl/tables/')).map(([, xml]) => xml);
  expect(tables.some((xml) => xml.includes('displayName="Register"'))).toBe(false);
  expect(tables.some((xml) => xml.includes('displayName="Gaps"'))).toBe(true);
  const register = [...found.values()].find((xml) => xml.includes('<sheetProtection'));
  expect(register).toMatch(/<sheetProtection[^>]*\/><autoFilter ref="A1:/);
});
