import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { mergedCells } from '../../main/importers/returned-sheet/merged-cells.ts';
import { type RoundTrip, startRoundTrip } from '../support/returned-sheet.ts';

const DUTY = 'orders-db/backup-configuration';
const fates = ({ changes, unplaced }: Awaited<ReturnType<RoundTrip['preview']>>) => ({
  changes: changes.map(({ ref, field, after }) => [ref, field, after]),
  unplaced: unplaced.map(({ cell, kind, value }) => [cell, kind, value]),
});

describe('nothing on a sheet goes unsaid', () => {
  it('not what stands below no heading', async () => {
    const trip = await startRoundTrip();
    const file = await trip.edited(({ sheet }) => {
      const last = sheet.columnCount;
      sheet.getCell(4, last + 1).value = 'Ask the platform team.';
      sheet.getCell(6, last + 1).value = 'And this.';
      sheet.getCell(1, last + 2).value = '???';
      sheet.getCell(5, last + 2).value = 'A doubt';
    });
    const { unplaced } = await trip.preview(file);
    expect(unplaced.map(({ kind, value }) => [kind, value])).toEqual([
      ['column', ''],
      ['column', ''],
    ]);
    expect(unplaced[0]?.why).toMatch(/has no heading\. Its 2 cells were not read/);
    expect(unplaced[1]?.why).toMatch(/has no heading\. Its one cell was not read/);
  });

  it('not what stands above headings that were sorted with the rows', async () => {
    const trip = await startRoundTrip();
    let ref = '';
    const file = await trip.edited(({ sheet, column, set }) => {
      ref = sheet.getCell(3, column('Ref')).text;
      set(ref, 'Note', 'Twice a year.');
      const headings = sheet.getRow(1).values;
      sheet.getRow(1).values = sheet.getRow(3).values;
      sheet.getRow(3).values = headings;
    });
    const preview = await trip.preview(file);
    expect(fates(preview)).toEqual({ changes: [[ref, 'note', 'Twice a year.']], unplaced: [] });
    expect(preview.notes).toContain(
      '2 rows found above the headings and read as well: the sheet was sorted with its headings.',
    );
  });

  it('not a comment beside a cell', async () => {
    const trip = await startRoundTrip();
    const file = await trip.edited(({ sheet, column, row }) => {
      sheet.getCell(row(DUTY), column('Note')).note = 'Is this still so?';
    });
    const preview = await trip.preview(file);
    expect(preview.changes).toEqual([]);
    expect(preview.unplaced).toMatchObject([{ value: 'Is this still so?', sheet: 'Register' }]);
    expect(preview.unplaced[0]?.cell).toMatch(/^[A-Z]+\d+$/);
  });

  it('not a sheet that somebody added, nor a comment on another sheet', async () => {
    const trip = await startRoundTrip();
    const file = await trip.edited(({ sheet }) => {
      const book = sheet.workbook;
      book.addWorksheet('My questions').getCell('B2').value = 'Who pays for the keys?';
      book.addWorksheet('Empty');
      const evidence = book.getWorksheet('Evidence');
      if (evidence) evidence.getCell('B2').note = 'This one is out of date.';
    });
    const preview = await trip.preview(file);
    expect(preview.changes).toEqual([]);
    expect(preview.unplaced.map(({ sheet, cell, value }) => [sheet, cell, value])).toEqual([
      ['Evidence', 'B2', 'This one is out of date.'],
      ['My questions', 'B2', 'Who pays for the keys?'],
    ]);
    expect(preview.unplaced[1]?.why).toMatch(/is not one of the export\. Its one cell was not read/);
    expect(preview.notes).toContain(
      'Only "Register" is read back. What somebody changed on the other sheets of the file is not taken in.',
    );
  });

  it('not a row that names nothing, and one nearly named is known again', async () => {
    const trip = await startRoundTrip();
    const file = await trip.edited(({ sheet, column }) => {
      const last = sheet.rowCount;
      sheet.getCell(last + 1, column('Note')).value = 'A remark below the table';
      sheet.getCell(last + 2, column('Service')).value = 'orders db';
      sheet.getCell(last + 2, column('Responsibility')).value = 'Restore test';
    });
    const { changes, unplaced } = await trip.preview(file);
    expect(changes).toEqual([]);
    expect(unplaced.map(({ value, suggestion }) => [value, suggestion])).toEqual([
      ['A remark below the table', null],
      ['orders db, Restore test', 'orders-db/restore-testing'],
    ]);
    expect(unplaced[0]?.cell).toMatch(/^[B-Z][A-Z]?\d+$/);
  });

  it('and formats that were lost change nothing', async () => {
    const trip = await startRoundTrip();
    const file = await trip.edited(({ sheet, column }) => {
      for (const heading of ['Answered at (UTC)', 'Due'])
        sheet.getColumn(column(heading)).eachCell((cell, row) => {
          if (row > 1) cell.numFmt = 'General';
          if (row > 1 && cell.value instanceof Date) cell.value = cell.value.getTime() / 86_400_000 + 25_569;
        });
    });
    expect(fates(await trip.preview(file))).toEqual({ changes: [], unplaced: [] });
  });

  it('and a file that lost its hidden sheet has one register still', async () => {
    const trip = await startRoundTrip();
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(await trip.exported());
    book.removeWorksheet('Demarc');
    const to = join(trip.folder, 'unstamped.xlsx');
    await book.xlsx.writeFile(to);
    expect((await trip.preview(to)).notes.join(' ')).not.toMatch(/looks like a register/);
  });

  it('and a merged area empties no cell that it covers', async () => {
    const trip = await startRoundTrip();
    const notes: Record<string, string> = {};
    await trip.call('assignments.update', { ref: DUTY, note: 'Mine stays.' });
    const file = await trip.edited(({ sheet, column, row }) => {
      const at = row(DUTY);
      sheet.mergeCells(at - 1, column('Note'), at + 1, column('Note'));
      sheet.getCell(at - 1, column('Note')).value = 'One for all three.';
      notes.cell = sheet.getCell(at, column('Note')).address;
      notes.first = sheet.getCell(at - 1, column('Ref')).text;
      notes.top = sheet.getCell(at - 1, column('Note')).address;
      notes.last = sheet.getCell(at + 1, column('Note')).address;
    });
    // This library writes the value into each cell of the area; a spreadsheet program leaves all but the first empty.
    const preview = await trip.preview(await emptied(trip, file, notes.cell ?? ''));
    expect(fates(preview)).toEqual({
      changes: [[notes.first, 'note', 'One for all three.']],
      unplaced: [
        [notes.cell, 'invalid', ''],
        [notes.top, 'invalid', 'One for all three.'],
      ],
    });
    expect(preview.unplaced[0]?.why).toMatch(/part of a merged area/);
    // The row below it had no note to be emptied: that it gets none is told as well.
    expect(preview.unplaced[1]?.why).toMatch(
      `It is merged with ${notes.cell} to ${notes.last}, and is taken for its own row alone.`,
    );
  });
});

/** The same file; the covered cells of merged areas hold nothing, as ExcelJS itself writes them. */
async function emptied(trip: RoundTrip, file: string, covered: string): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  expect(book.getWorksheet('Register')?.getCell(covered).isMerged).toBe(true);
  const to = join(trip.folder, 'merged.xlsx');
  await book.xlsx.writeFile(to);
  return to;
}

describe('a CSV', () => {
  async function csvOf(trip: RoundTrip): Promise<string> {
    const path = join(trip.folder, 'register.csv');
    const { handle } = trip.core.files.registerTarget(path);
    await trip.run('exports.run', { files: [{ format: 'csv', target: handle }] });
    return readFileSync(path, 'utf8');
  }
  const written = (trip: RoundTrip, content: string | Buffer): string => {
    const path = join(trip.folder, 'returned.csv');
    writeFileSync(path, content);
    return path;
  };

  it('in another code page is refused with the remedy, since names in it would turn into others', async () => {
    const trip = await startRoundTrip();
    await trip.call('assignments.update', { ref: DUTY, note: 'Zoë asks.' });
    const csv = await csvOf(trip);
    await expect(trip.preview(written(trip, Buffer.from(csv.slice(1), 'latin1')))).rejects.toThrow(
      /not in UTF-8.*Save it as "CSV UTF-8"/s,
    );
    expect(fates(await trip.preview(written(trip, csv)))).toEqual({ changes: [], unplaced: [] });
  });

  it('is known with titles above its headings and its columns moved, whatever separates them', async () => {
    const trip = await startRoundTrip();
    await trip.call('assignments.update', { ref: DUTY, note: '=SUM of what we know' });
    const csv = (await csvOf(trip)).slice(1);
    const book = new ExcelJS.Workbook();
    const stream = (await import('node:stream')).Readable.from([csv]);
    const sheet = await book.csv.read(stream as never, { map: (value: string) => value });
    const rows: string[][] = [];
    sheet.eachRow((row) => {
      const cells = (row.values as unknown[]).slice(1).map((value) => String(value ?? ''));
      while (cells.length < sheet.columnCount) cells.push('');
      rows.push(cells.reverse());
    });
    const quoted = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';');
    const titled = `A title, with commas, many, of, them, and, more\n\n${rows.map(quoted).join('\r\n')}\r\n`;
    const path = written(trip, titled);
    const recognised = await trip.run('imports.recognise', {
      file: trip.core.files.registerSource(path).handle,
    });
    expect(recognised).toMatchObject({ kind: 'register' });
    expect(fates(await trip.preview(path))).toEqual({ changes: [], unplaced: [] });

    // Saved as a workbook, it keeps the apostrophe before what looks like a formula.
    const saved = join(trip.folder, 'saved.xlsx');
    const other = new ExcelJS.Workbook();
    other.addWorksheet('register').addRows(rows);
    await other.xlsx.writeFile(saved);
    expect(rows.flat()).toContain("'=SUM of what we know");
    expect(fates(await trip.preview(saved))).toEqual({ changes: [], unplaced: [] });
  });
});

it('merged areas are found by address, however they overlap', () => {
  const isMerged = mergedCells([
    { firstRow: 2, lastRow: 9, firstColumn: 1, lastColumn: 1 },
    { firstRow: 3, lastRow: 4, firstColumn: 0, lastColumn: 3 },
    { firstRow: 20, lastRow: 21, firstColumn: 1, lastColumn: 2 },
  ]);
  const found = ['A2', 'A3', 'B1', 'B2', 'B9', 'B10', 'B20', 'C20', 'C22', 'D4', 'E4'].filter(isMerged);
  expect(found).toEqual(['A3', 'B2', 'B9', 'B20', 'C20', 'D4']);
});
