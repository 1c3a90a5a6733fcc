import { basename, join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { ZipReader } from '../../main/platform/zip-reader.ts';
import { convert } from '../support/office.ts';
import { findProgram } from '../support/programs.ts';
import { startRoundTrip } from '../support/returned-sheet.ts';

/** What the preview says of an export that comes back once `edit` was done to it. */
async function returned(edit: (book: ExcelJS.Workbook) => void) {
  const trip = await startRoundTrip();
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await trip.exported());
  edit(book);
  const path = join(trip.folder, 'returned.xlsx');
  await book.xlsx.writeFile(path);
  return trip.preview(path);
}
const sheetOf = (book: ExcelJS.Workbook, name: string): ExcelJS.Worksheet => {
  const sheet = book.getWorksheet(name);
  if (!sheet) throw new Error(`There is no sheet "${name}".`);
  return sheet;
};
/** Cells with formulas of a sheet, in the order of its rows. */
function formulasIn(sheet: ExcelJS.Worksheet): readonly ExcelJS.Cell[] {
  const cells: ExcelJS.Cell[] = [];
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      if (cell.type === ExcelJS.ValueType.Formula) cells.push(cell);
    });
  });
  return cells;
}

describe('a sheet that comes back with formulas of the export', () => {
  test('of which every one was computed anew says nothing by it', async () => {
    const preview = await returned((book) => {
      for (const name of ['Summary', 'Frameworks', 'Counts'])
        for (const cell of formulasIn(sheetOf(book, name)))
          cell.value = { formula: cell.formula, result: Number(cell.result) + 1 };
    });
    expect(preview).toMatchObject({ changes: [], unplaced: [] });
  });

  test('of which one was written over is named by its cell', async () => {
    let address = '';
    const preview = await returned((book) => {
      const cell = formulasIn(sheetOf(book, 'Summary'))[2];
      if (!cell) throw new Error('The Summary has no formulas.');
      address = cell.address;
      cell.value = 4711;
    });
    expect(preview.unplaced).toEqual([
      expect.objectContaining({ sheet: 'Summary', cell: address, value: '4711' }),
    ]);
  });

  test('with a formula where the export had a number is named by its cell', async () => {
    const preview = await returned((book) => {
      sheetOf(book, 'People').getCell('E2').value = { formula: '40+2', result: 42 };
    });
    expect(preview.unplaced).toEqual([expect.objectContaining({ sheet: 'People', cell: 'E2', value: '42' })]);
  });

  test('leads from the register to its evidence, which is nobody’s link', async () => {
    const trip = await startRoundTrip();
    const path = await trip.exported();
    const zip = await ZipReader.open(path);
    const links: string[] = [];
    for (const name of zip.names.filter((part) => part.startsWith('xl/worksheets/sheet')))
      for (const [, to = ''] of (await zip.text(name)).matchAll(/<hyperlink [^>]*location="([^"]*)"/g))
        links.push(to);
    await zip.close();
    expect(links).toContain('&apos;Evidence&apos;!A2');
    expect(await trip.preview(path)).toMatchObject({ changes: [], unplaced: [] });
  });

  const office = findProgram('libreOffice');
  test.skipIf(office === null)(
    'that LibreOffice saved says nothing that nobody said',
    { tags: 'long' },
    async () => {
      const trip = await startRoundTrip();
      const path = await trip.exported();
      const into = join(trip.folder, 'saved');
      convert(office ?? '', [path], 'xlsx', into);
      expect(await trip.preview(join(into, basename(path)))).toMatchObject({ changes: [], unplaced: [] });
    },
  );
});
