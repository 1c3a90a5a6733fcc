import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { rowOf, startRoundTrip } from '../support/returned-sheet.ts';

const BACKUP = 'orders-db/backup-configuration';
const TESTING = 'orders-db/restore-testing';
const KEYS = 'media/key-management';
const PERSON = 'Acme: named person';

describe('what has no place', () => {
  it('is a sheet that repeats its rows thousands of times, which is refused before any is compared', async () => {
    const trip = await startRoundTrip();
    const path = join(trip.folder, 'repeated.csv');
    writeFileSync(path, `Ref,Service,Responsibility,Ownership,Status\n${`${BACKUP}\n`.repeat(2500)}`);
    await expect(trip.preview(path)).rejects.toThrow(/it has more than \d+ rows for the \d+ of the register/);
  });

  it('is named by sheet and cell, and changes nothing', async () => {
    const trip = await startRoundTrip();
    const path = await trip.edited((sheet) => {
      const { set } = sheet;
      set(BACKUP, 'Status', 'Nearly');
      set(BACKUP, 'Review', 'Accepted');
      set(TESTING, 'Due', '3/4/2027');
      set(TESTING, 'Ownership', 'Acmee');
      set(KEYS, 'Parked', 'maybe');
      set('orders-db/guest-os-patching', 'Service', 'Other name');
      set('media/restore-testing', 'Ref', 'media/restore-test');
      const copy = [...(sheet.sheet.getRow(sheet.row(TESTING)).values as ExcelJS.CellValue[])].slice(1);
      copy[sheet.column('Note') - 1] = 'A second opinion';
      sheet.sheet.addRow(copy);
      const added = [''];
      added[sheet.column('Service') - 1] = 'billing-db';
      added[sheet.column('Responsibility') - 1] = 'Backups';
      sheet.sheet.addRow(added);
      const extra = sheet.sheet.columnCount + 1;
      sheet.sheet.getCell(1, extra).value = 'Cost';
      sheet.sheet.getCell(4, extra).value = 12;
    });
    const { changes, unplaced } = await trip.preview(path);
    expect(changes).toEqual([]);
    const found = Object.fromEntries(unplaced.map((cell) => [cell.value, cell]));
    expect(found.Nearly).toMatchObject({
      sheet: 'Register',
      ref: BACKUP,
      kind: 'invalid',
      why: expect.stringMatching(/no status/),
    });
    expect(found.Accepted).toMatchObject({
      kind: 'read-only',
      why: expect.stringMatching(/Review is decided/),
    });
    expect(found['3/4/2027']).toMatchObject({
      kind: 'invalid',
      why: expect.stringMatching(/year, month and day/),
    });
    expect(found.Acmee).toMatchObject({ kind: 'invalid', suggestion: 'Acme' });
    expect(found.maybe).toMatchObject({ kind: 'invalid' });
    expect(found['orders-db/guest-os-patching']).toMatchObject({
      kind: 'row',
      why: expect.stringMatching(/but the row says "Other name, /),
    });
    expect(found['media/restore-test']).toMatchObject({ kind: 'row', suggestion: 'media/restore-testing' });
    expect(found[TESTING]).toMatchObject({ kind: 'duplicate' });
    expect(found['billing-db, Backups']).toMatchObject({ kind: 'row' });
    expect(found.Cost).toMatchObject({ kind: 'column', why: expect.stringMatching(/one cell was not read/) });
    expect(unplaced).toHaveLength(10);
  });

  it('includes what the rules of the workbook refuse', async () => {
    const trip = await startRoundTrip();
    const path = await trip.edited(({ set }) => {
      set('orders-db/backup-configuration', 'Ownership', 'AWS');
      set('media/guest-os-patching', PERSON, 'Ann Lee');
      set(KEYS, 'Ownership', 'Not applicable');
    });
    const { changes } = await trip.preview(path);
    expect(changes.map(({ refusal }) => refusal)).toEqual([
      expect.stringMatching(/known misconception/),
      expect.stringMatching(/has no part in this/),
      expect.stringMatching(/needs a reason/),
    ]);
    const applied = await trip.apply(path);
    expect(applied).toMatchObject({ applied: 0, assignments: 0 });
    expect(applied.left).toHaveLength(3);
    // The reason may stand in the same row of the sheet.
    const reasoned = await trip.edited(({ set }) => {
      set('orders-db/backup-configuration', 'Ownership', 'AWS');
      set('orders-db/backup-configuration', 'Reason for deviation', 'The vendor does it under contract.');
    });
    expect((await trip.preview(reasoned)).changes.map(({ refusal }) => refusal)).toEqual([null, null]);
    await trip.apply(reasoned);
    expect(await rowOf(trip, 'orders-db/backup-configuration')).toMatchObject({
      shares: [{ party: 'aws' }],
      deviationReason: 'The vendor does it under contract.',
    });
  });
});

describe('accepted answers', () => {
  it('change only after an explicit yes, which reopens them with its reason', async () => {
    const trip = await startRoundTrip();
    await trip.call('review.submit', { refs: [BACKUP] });
    await trip.call('review.accept', { refs: [BACKUP] });
    const path = await trip.edited(({ set }) => {
      set(BACKUP, 'Note', 'Theirs');
      set(BACKUP, 'Evidence', '');
      set(TESTING, 'Note', 'Also theirs');
    });
    const { changes } = await trip.preview(path);
    expect(changes.map(({ ref, accepted, refusal }) => [ref, accepted, refusal])).toEqual([
      [BACKUP, true, null],
      [BACKUP, true, null],
      [TESTING, false, null],
    ]);
    const without = await trip.apply(path);
    expect(without).toMatchObject({ applied: 1, reopened: 0 });
    expect(without.left.map(({ ref }) => ref)).toEqual([BACKUP, BACKUP]);
    expect(await rowOf(trip, BACKUP)).toMatchObject({ note: null, review: 'accepted', evidence: [1] });
    const yes = await trip.apply(path, { accepted: { refs: [BACKUP], reason: 'Ann found a mistake.' } });
    expect(yes).toMatchObject({ applied: 2, reopened: 1, left: [] });
    expect(await rowOf(trip, BACKUP)).toMatchObject({
      note: 'Theirs',
      review: 'draft',
      reviewText: 'Ann found a mistake.',
      evidence: [],
    });
    await trip.call('workbook.undo', {});
    expect(await rowOf(trip, BACKUP)).toMatchObject({ note: null, review: 'accepted', evidence: [1] });
  });
});

describe('a file that is none', () => {
  it('is refused by name, and nothing is changed', async () => {
    const trip = await startRoundTrip();
    const path = join(trip.folder, 'broken.xlsx');
    writeFileSync(path, 'PK\u0003\u0004 and nothing more');
    const rev = (await trip.call('workbook.info', {})).rev;
    const input = { file: trip.core.files.registerSource(path).handle };
    await expect(trip.run('sheets.preview', input)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('broken.xlsx'),
    });
    await expect(
      trip.run('sheets.apply', {
        ...input,
        rev,
        sha256: '0'.repeat(64),
        cells: { except: [] },
        sender: { name: 'Ann' },
      }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const other = new ExcelJS.Workbook();
    other.addWorksheet('Table').addRow(['Name', 'Price', 'Ref']);
    await other.xlsx.writeFile(path);
    await expect(trip.run('sheets.preview', input)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('holds no register'),
    });
    expect((await trip.call('workbook.info', {})).rev).toBe(rev);
  });
});
