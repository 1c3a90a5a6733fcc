import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import type { HistoryLine } from '../../main/contract/history.ts';
import { HISTORY_COLUMNS } from '../../main/exporters/history-columns.ts';
import { writePdf } from '../../main/exporters/pdf/write-pdf.ts';
import { reconcilePdf } from '../../main/exporters/reconcile/pdf.ts';
import { reconcileXlsx } from '../../main/exporters/reconcile/xlsx.ts';
import { readRows, sheetParts } from '../../main/exporters/reconcile/xlsx-rows.ts';
import { writeXlsx } from '../../main/exporters/xlsx/write-xlsx.ts';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { temporaryFolder } from '../support/core.ts';
import { pdfText } from '../support/pdf-tools.ts';
import { findProgram } from '../support/programs.ts';
import { sampleReport } from '../support/sample-report.ts';

const job = { signal: new AbortController().signal, progress: () => undefined };
const change = { field: 'owners', label: 'Owner', before: 'AWS', after: 'AWS + Acme' };
const part = {
  kind: 'answers',
  ref: 'orders-db/restore-testing',
  name: 'Restore testing',
  subject: 'Orders database',
  act: 'changed',
  changes: [change],
  all: 1,
} as const;
const line = (rev: number, more: Partial<HistoryLine> = {}): HistoryLine => ({
  rev,
  at: '2026-11-25T09:30:00.000Z',
  who: 'Zoë Müller',
  way: 'hand',
  from: null,
  kinds: ['answers'],
  what: 'Restore testing, Orders database',
  why: null,
  duties: 1,
  all: 1,
  parts: [part],
  ...more,
});
/** A text that is a formula elsewhere, one longer than a cell and a page, one entry that changed no fact, one of two duties. */
const LINES: readonly HistoryLine[] = [
  line(4, { way: 'sheet', from: 'Tomás Ruiz', why: '=HYPERLINK("x")' }),
  line(3, {
    parts: [
      { ...part, changes: [{ ...change, field: 'note', label: 'Note', after: 'Long. '.repeat(7000) }] },
    ],
  }),
  line(2, { parts: [], all: 0, duties: 0, what: 'Written by Demarc 0.3.0 from here on' }),
  line(1, {
    all: 2,
    parts: [
      part,
      { ...part, name: 'Backups', subject: 'Archive', ref: 'archive/backups', act: 'added', changes: [] },
    ],
  }),
];
const report = { ...sampleReport({ services: 2, seed: 1 }), history: () => LINES };
const other = (lines: readonly HistoryLine[]) => ({ ...report, history: () => lines });
/** What a file that was made from other lines is found to lack or to say otherwise. */
const WRONG: readonly [readonly HistoryLine[], RegExp][] = [
  [LINES.slice(0, 3), /change 1|1 is missing/i],
  [[line(5), ...LINES], /change 5/i],
  [LINES.with(0, line(4, { way: 'sheet', from: 'Tomás Ruiz', why: 'Another' })), /change 4/i],
];

test('the sheet "Change history" holds each field of each change, and is read back against the change log', async () => {
  const path = join(temporaryFolder(), 'report.xlsx');
  await writeXlsx(report, path, job);
  expect(await reconcileXlsx(path, report)).toMatchObject({ ok: true, problems: [] });
  const rows = await cellsOf(path, 'Change history');
  expect(rows[0]).toEqual(HISTORY_COLUMNS.map(({ header }) => header));
  // A library that takes no name which Excel keeps for itself reads it, too.
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  expect(book.getWorksheet('Change history')?.rowCount).toBe(rows.length);
  expect(rows).toHaveLength(6);
  expect(rows[1]?.slice(2)).toEqual([
    'Zoë Müller',
    'Returned sheet',
    'Tomás Ruiz',
    'orders-db/restore-testing',
    'Orders database',
    'Restore testing',
    'Owner',
    'AWS',
    'AWS + Acme',
    '=HYPERLINK("x")',
  ]);
  for (const [lines, problem] of WRONG) {
    await writeXlsx(other(lines), path, job);
    const { ok, problems } = await reconcileXlsx(path, report);
    expect({ ok, problems: problems.join(' ') }).toEqual({
      ok: false,
      problems: expect.stringMatching(problem),
    });
  }
});

test.skipIf(findProgram('poppler') === null)(
  'the annex "History" of the PDF says which file was merged, and who had changed the duty in it',
  async () => {
    const path = join(temporaryFolder(), 'merged.pdf');
    const parts = [{ ...part, by: ['Ben Assessor', 'Kim Owner'] }];
    await writePdf(other([line(5, { way: 'merge', from: 'ben.demarc', parts })]), path, job);
    expect(pdfText(path).replace(/\s+/g, ' ')).toContain('ben.demarc (Ben Assessor, Kim Owner)');
  },
);

test('the annex "History" of the PDF is read back against the change log', async () => {
  const path = join(temporaryFolder(), 'report.pdf');
  await writePdf(report, path, job);
  expect(await reconcilePdf(path, report)).toMatchObject({ ok: true, problems: [] });
  for (const [lines, problem] of WRONG) {
    await writePdf(other(lines), path, job);
    const { ok, problems } = await reconcilePdf(path, report);
    expect({ ok, problems: problems.join(' ') }).toEqual({
      ok: false,
      problems: expect.stringMatching(problem),
    });
  }
});

async function cellsOf(path: string, sheet: string) {
  const zip = await ZipReader.open(path);
  const rows: (readonly (string | number | null)[])[] = [];
  const part = (await sheetParts(zip)).get(sheet) ?? '';
  for await (const batch of readRows(zip, part)) rows.push(...batch.map(({ cells }) => cells));
  await zip.close();
  return rows;
}
