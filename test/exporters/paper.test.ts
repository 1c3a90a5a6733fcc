import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PAPERS, type Paper } from '../../main/contract/exports.ts';
import { writePdf } from '../../main/exporters/pdf/write-pdf.ts';
import { reconcilePdf } from '../../main/exporters/reconcile/pdf.ts';
import { writeXlsx } from '../../main/exporters/xlsx/write-xlsx.ts';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { sampleReport } from '../support/sample-report.ts';
import { temporaryFolder } from '../support/temp.ts';

const report = sampleReport({ services: 3, seed: 6 });
const folder = temporaryFolder();
/** As Excel numbers the sizes: A4, and A3 for wide sheets; Letter, and Tabloid. */
const SHEET_SIZES: Readonly<Record<Paper, readonly string[]>> = { a4: ['8', '9'], letter: ['1', '3'] };
const PAGE_EDGES: Readonly<Record<Paper, readonly string[]>> = {
  a4: ['595.28', '841.89'],
  letter: ['612', '792'],
};

test.each(PAPERS)('every sheet and every page is for %s', async (paper) => {
  const xlsx = join(folder, `${paper}.xlsx`);
  await writeXlsx(report, xlsx, { paper });
  const zip = await ZipReader.open(xlsx);
  const sizes = new Set<string>();
  for (const name of zip.names.filter((part) => part.startsWith('xl/worksheets/sheet')))
    sizes.add(/ paperSize="(\d+)"/.exec(await zip.text(name))?.[1] ?? 'none');
  await zip.close();
  expect([...sizes].sort()).toEqual(SHEET_SIZES[paper]);

  const pdf = join(folder, `${paper}.pdf`);
  const quiet = { signal: new AbortController().signal, progress: () => undefined };
  await writePdf(report, pdf, { ...quiet, paper });
  const boxes = [...readFileSync(pdf, 'latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  expect(boxes.length).toBeGreaterThan(10);
  for (const [, width = '', height = ''] of boxes)
    expect([width, height].sort((a, b) => Number(a) - Number(b))).toEqual(PAGE_EDGES[paper]);
  expect(await reconcilePdf(pdf, report)).toMatchObject({ ok: true, problems: [] });
});
