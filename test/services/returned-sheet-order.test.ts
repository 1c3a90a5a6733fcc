import { join } from 'node:path';
import type ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { type EditedSheet, editRegister } from '../support/edit-sheet.ts';
import { rowOf, startRoundTrip } from '../support/returned-sheet.ts';

const BACKUP = 'orders-db/backup-configuration';
const KEYS = 'media/key-management';
type Values = ExcelJS.CellValue[];

/** The values of rows below the headings, by column from 0. */
const rowsOf = ({ sheet }: EditedSheet): Values[] => {
  const rows: Values[] = [];
  sheet.eachRow((row, number) => {
    if (number > 1) rows.push((row.values as Values).slice(1));
  });
  return rows;
};
const write = ({ sheet }: EditedSheet, rows: readonly Values[]): void => {
  for (const [at, row] of rows.entries())
    for (let column = 0; column < sheet.columnCount; column += 1)
      sheet.getCell(at + 2, column + 1).value = row[column] ?? null;
};

it('a sheet whose rows are out of order is refused whole, a single one is named, and the genuine row wins', {
  tags: 'long',
}, async () => {
  const trip = await startRoundTrip();
  await trip.call('assignments.update', { ref: BACKUP, note: 'Zoe\u0301 asks: every night.' });
  const exported = await trip.exported();
  let files = 0;
  const returned = async (edit: (sheet: EditedSheet, book: ExcelJS.Workbook) => void) => {
    files += 1;
    const to = join(trip.folder, `order-${files}.xlsx`);
    await editRegister(exported, to, edit);
    return to;
  };

  // Sorted by status and responsibility, all columns but the ref.
  const sorted = await returned((sheet) => {
    const rows = rowsOf(sheet);
    const ref = sheet.column('Ref') - 1;
    const refs = rows.map((row) => row[ref]);
    const key = (row: Values) =>
      `${row[sheet.column('Status') - 1]} ${row[sheet.column('Responsibility') - 1]}`;
    rows.sort((a, b) => (key(a) < key(b) ? -1 : 1));
    for (const [at, row] of rows.entries()) row[ref] = refs[at];
    write(sheet, rows);
  });
  const { rev } = await trip.call('workbook.info', {});
  for (const run of [() => trip.preview(sorted), () => trip.apply(sorted)])
    await expect(run()).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(
        /^order-1\.xlsx was not read, and nothing of it was taken in: in \d+ of \d+ rows the ref and the words beside it mean different duties\. Was the sheet sorted without its column Ref.* means ".*", but the row says ".*Undo that/,
      ),
    });
  expect((await trip.call('workbook.info', {})).rev).toBe(rev);

  // Everything from Ownership to the right one row further down, from a row on.
  const shifted = await returned((sheet) => {
    const rows = rowsOf(sheet);
    const from = sheet.column('Ownership') - 1;
    write(
      sheet,
      rows.map((row, at) => (at < 10 ? row : [...row.slice(0, from), ...(rows[at - 1] ?? []).slice(from)])),
    );
  });
  await expect(trip.preview(shifted)).rejects.toThrow(
    /cells in \d+ of \d+ rows hold what belongs to other rows, in .*"Suggested" \([A-Z]+\d+ to [A-Z]+\d+\).*export the register again/,
  );

  // A ref typed over with another one that is there: above the genuine row or below it.
  for (const [from, to] of [
    [BACKUP, KEYS],
    [KEYS, BACKUP],
  ] as const) {
    const retyped = await returned(({ set }) => {
      set(from, 'Note', 'Of another duty.');
      set(to, 'Note', 'Of this duty.');
      set(from, 'Ref', to);
    });
    const { changes, unplaced } = await trip.preview(retyped);
    expect(changes.map(({ ref, after }) => [ref, after])).toEqual([[to, 'Of this duty.']]);
    expect(unplaced).toMatchObject([
      {
        kind: 'row',
        value: to,
        suggestion: from,
        why: expect.stringMatching(/so it was not read\. Should its ref be/),
      },
    ]);
  }

  // A text that another program composed otherwise is the same; a service renamed here since is, too.
  const same = await returned(({ get, set, sheet, row, column }) => {
    const strike = (ref: string, heading: string) => {
      const cell = sheet.getCell(row(ref), column(heading));
      // Cells of one look share it in this library.
      cell.style = { ...cell.style, font: { strike: true } };
    };
    set(BACKUP, 'Note', get(BACKUP, 'Note').normalize('NFC'));
    set(KEYS, 'Service', 'MEDIA ');
    strike(BACKUP, 'Note');
  });
  await trip.call('services.update', { ref: 'orders-db', label: 'Orders database' });
  const untouched = await trip.preview(same);
  expect(untouched.changes).toEqual([]);
  expect(untouched.unplaced).toMatchObject([
    { ref: BACKUP, field: 'note', why: expect.stringMatching(/^The text is struck through/) },
  ]);

  // A copy of the register that somebody filled in, and a service that is gone: each changed cell is named.
  const copied = await returned((sheet, book) => {
    const copy = book.addWorksheet('Register (2)');
    sheet.sheet.eachRow((row, number) => {
      copy.getRow(number).values = row.values as Values;
    });
    copy.getCell(sheet.row(BACKUP), sheet.column('Status')).value = 'Implemented';
    sheet.set(KEYS, 'Note', 'Asked the vendor.');
  });
  const elsewhere = await returned((_sheet, book) => {
    const change = (name: string, cell: string, value: ExcelJS.CellValue) => {
      const sheet = book.getWorksheet(name);
      if (sheet) sheet.getCell(cell).value = value;
    };
    change('Evidence', 'B2', 'Restore test 2027');
    change('People', 'A2', null);
    change('Gaps', 'B40', 'See the ticket.');
    change('About', 'B3', 'Another organisation');
  });
  const others = await trip.preview(elsewhere);
  expect(others.changes).toEqual([]);
  expect(others.unplaced.map(({ sheet, cell, value }) => [sheet, cell, value])).toEqual([
    ['About', 'B3', 'Another organisation'],
    ['Evidence', 'B2', 'Restore test 2027'],
    ['Gaps', 'B40', 'See the ticket.'],
    ['People', 'A2', ''],
  ]);
  expect(others.unplaced[1]?.why).toMatch(
    /something else than it was exported with\. Only "Register" is read/,
  );
  await trip.call('services.remove', { ref: 'media' });
  const named = await trip.preview(copied);
  expect(named.changes).toEqual([]);
  expect(named.unplaced.map(({ sheet, ref, value }) => [sheet, ref, value])).toEqual([
    ['Register', KEYS, 'Asked the vendor.'],
    ['Register (2)', BACKUP, 'Implemented'],
  ]);
  expect(named.unplaced[0]?.why).toMatch(/"media" was taken out of the workbook since the export/);
  expect(named.unplaced[1]?.why).toMatch(/on another sheet than "Register", which alone is read/);
  expect(await rowOf(trip, BACKUP)).toMatchObject({ status: 'in-progress' });
});
