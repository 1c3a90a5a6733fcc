import type { LayoutReconciliation } from '../../contract/layouts.ts';
import { countCells, type DocumentCounts, type LayoutDocument } from '../../domain/layouts/document.ts';
import { ZipReader } from '../../platform/zip-reader.ts';
import { Problems } from '../reconcile/compare.ts';
import { expectedText, join, type Rest, readRest, readRows, sheetParts } from '../reconcile/xlsx-rows.ts';
import { columnLetters } from '../xlsx/cells.ts';

/** Reads a layout's file back from the disk and compares every cell of every sheet with the document that it was made from. */
export async function reconcileLayout(path: string, document: LayoutDocument): Promise<LayoutReconciliation> {
  const problems = new Problems();
  const found = { rows: 0, marks: 0, texts: 0 };
  try {
    const zip = await ZipReader.open(path);
    try {
      const parts = await sheetParts(zip);
      const notes = parts.get('Export notes');
      const rest: Rest = notes === undefined ? new Map() : await readRest(zip, notes);
      for (const sheet of document.sheets) {
        // Names of sheets are escaped in the package like every other attribute.
        const part = parts.get(sheet.name) ?? parts.get(sheet.name.replaceAll('&', '&amp;'));
        if (part === undefined) {
          problems.add(`The sheet "${sheet.name}" is missing.`);
          continue;
        }
        const counts = await compareSheet(zip, part, sheet, rest, problems);
        found.rows += counts.rows;
        found.marks += counts.marks;
        found.texts += counts.texts;
      }
    } finally {
      await zip.close();
    }
  } catch (error) {
    problems.add(`The file cannot be read back: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const counted = (['rows', 'marks', 'texts'] as const).map((what) => ({
    what,
    expected: document.counts[what],
    found: found[what],
  }));
  for (const { what, expected, found: there } of counted)
    if (expected !== there) problems.add(`${there} ${what} are in the file, not ${expected}.`);
  const list = problems.list();
  return { ok: list.length === 0, counted, problems: list };
}

async function compareSheet(
  zip: ZipReader,
  part: string,
  sheet: LayoutDocument['sheets'][number],
  rest: Rest,
  problems: Problems,
): Promise<DocumentCounts> {
  const rows: { readonly look: 'body'; readonly cells: readonly (string | null)[] }[] = [];
  let last = 0;
  for await (const batch of readRows(zip, part))
    for (const { number, cells } of batch) {
      const expected = sheet.rows[number - 1];
      if (!expected) {
        problems.add(`"${sheet.name}" has a row ${number}, which is one too many.`);
        continue;
      }
      last = number;
      const texts = cells.map((cell) => (cell === null ? null : String(cell)));
      // Only whether there is something is counted; the texts themselves need not stay.
      if (expected.look === 'body')
        rows.push({ look: 'body', cells: texts.map((text) => (text === null ? null : '')) });
      for (let column = 0; column < Math.max(expected.cells.length, texts.length); column += 1) {
        const address = `${columnLetters(column + 1)}${number}`;
        const pieces = rest.get(`${sheet.name}!${address}`);
        const text = texts[column] ?? null;
        const there = text !== null && pieces ? join(text, pieces) : text;
        const cell = expected.cells[column] ?? null;
        if (there !== (cell === null ? null : expectedText(cell)))
          problems.add(`"${sheet.name}" ${address} is not what was to stand there.`);
      }
    }
  if (last !== sheet.rows.length)
    problems.add(`"${sheet.name}" ends with row ${last}, not ${sheet.rows.length}.`);
  return countCells([{ columns: sheet.columns, rows }]);
}
