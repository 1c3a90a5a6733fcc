import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { changeKey } from '../../main/contract/sheets.ts';
import { editRegister } from '../support/edit-sheet.ts';
import { inShort, type RoundTrip, startRoundTrip } from '../support/returned-sheet.ts';

const BACKUP = 'orders-db/backup-configuration';
const TESTING = 'orders-db/restore-testing';
const KEYS = 'media/key-management';
const PERSON = 'Acme: named person';
const TEXT = 'Acme: what it does';
const beside = (sheet: string) =>
  `Only "${sheet}" is read back. What somebody changed on the other sheets of the file is not taken in.`;

const rowOf = async (trip: RoundTrip, ref: string) => {
  const { rows } = await trip.call('assignments.register', { limit: 1000 });
  const row = (rows as readonly { ref: string }[]).find((entry) => entry.ref === ref);
  if (!row) throw new Error(`no row ${ref}`);
  return row as unknown as Record<string, unknown>;
};

describe('a register that was not touched', () => {
  it('changes nothing, whole and as a hand-out, also when it was changed here meanwhile', async () => {
    const trip = await startRoundTrip();
    const whole = await trip.exported();
    const handOut = await trip.exported(trip.people.ann);
    await trip.call('assignments.update', { ref: BACKUP, note: 'Changed here.', status: 'implemented' });
    await trip.call('assignments.clear', { ref: KEYS });
    await trip.call('people.update', { id: trip.people.ann, name: 'Ann Smith' });
    await trip.call('parties.update', { id: 'organisation', name: 'Acme Group' });
    await trip.call('services.update', { ref: 'media', label: 'pictures' });
    for (const path of [whole, handOut]) {
      const preview = await trip.preview(path);
      expect(preview.changes).toEqual([]);
      expect(preview.unplaced).toEqual([]);
      expect(preview.exported?.known).toBe(true);
    }
    expect((await trip.preview(handOut)).sender).toEqual({ person: trip.people.ann, name: 'Ann Smith' });
    expect((await trip.preview(whole)).sender).toBeNull();
  });

  it('changes nothing with its rows sorted, its columns moved and hidden, rows and columns deleted, titles above', async () => {
    const trip = await startRoundTrip();
    const path = join(trip.folder, 'moved.xlsx');
    await editRegister(await trip.exported(), path, ({ sheet }, book) => {
      const rows: ExcelJS.CellValue[][] = [];
      sheet.eachRow((row) => rows.push(Array.from({ length: 40 }, (_, at) => row.getCell(at + 1).value)));
      const [headings = [], ...below] = rows;
      const order = headings.map((_, at) => at).filter((at) => headings[at] !== null);
      const kept = order.filter((at) => headings[at] !== 'Note' && headings[at] !== 'Domain').reverse();
      book.removeWorksheet(sheet.id);
      const moved = book.addWorksheet('Our answers');
      moved.addRow(['Please fill in by Friday']);
      moved.addRow([]);
      moved.addRow(kept.map((at) => (headings[at] === 'Due' ? 'Due date' : headings[at])));
      for (const row of below.reverse().slice(3)) moved.addRow(kept.map((at) => row[at]));
      moved.getColumn(2).hidden = true;
    });
    const preview = await trip.preview(path);
    expect(preview.changes).toEqual([]);
    expect(preview.unplaced).toEqual([]);
    expect(preview.notes).toEqual([
      'The column "Due date" was read as "Due".',
      expect.stringMatching(/^3 rows of the export are not in the sheet/),
      'Columns that are not in the sheet: Note. What they say here stays as it is.',
      beside('Our answers'),
    ]);
  });

  it('changes nothing where services were taken out or became another variant, and rows are known without a ref', async () => {
    const trip = await startRoundTrip();
    await trip.call('services.add', { services: [{ catalogueId: 'ec2', label: 'web' }] });
    const path = await trip.edited(({ sheet, column }) => {
      sheet.getColumn(column('Ref')).eachCell((cell, row) => {
        if (row > 1 && cell.text.startsWith('orders-db/')) cell.value = null;
      });
    });
    await trip.call('services.update', { ref: 'web', model: 'saas' });
    await trip.call('services.remove', { ref: 'media' });
    const preview = await trip.preview(path);
    expect(preview.changes).toEqual([]);
    expect(preview.unplaced).toEqual([]);
    expect(preview.notes).toEqual([
      expect.stringMatching(
        /^"media" was taken out of the workbook since the export\. \d+ rows of it were not read\.$/,
      ),
      expect.stringMatching(/^\d+ rows of duties that are not asked here any more, without an answer\.$/),
      '31 rows without a ref matched by service and responsibility.',
      expect.stringMatching(/^"Suggested" is worked out here and not read from a sheet\./),
      beside('Register'),
    ]);
  });
});

describe('a register that somebody filled in', () => {
  it('says cell by cell what is different, and takes it in as one change in the name of the sender', async () => {
    const trip = await startRoundTrip();
    const path = await trip.edited(({ set }) => {
      set(BACKUP, 'Status', 'Implemented');
      set(BACKUP, PERSON, 'ben-ray');
      set(BACKUP, TEXT, 'Keeps 35 days of backups.');
      set(TESTING, 'Due', new Date(Date.UTC(2027, 0, 31)));
      set(TESTING, 'Note', 'Asked the vendor.');
      set(TESTING, 'Evidence', 'E-1');
      set(TESTING, 'Parked', 'x');
      set(KEYS, 'Ownership', 'Not applicable');
      set(KEYS, 'Not applicable because', 'Holds public pictures only.');
    });
    const preview = await trip.preview(path);
    expect(preview.unplaced).toEqual([]);
    const changes = preview.changes.map(inShort);
    expect(changes).toContainEqual({
      ref: BACKUP,
      field: 'status',
      before: 'In progress',
      after: 'Implemented',
      changedHereSince: false,
    });
    expect(changes).toContainEqual({
      ref: BACKUP,
      field: 'person/organisation',
      before: 'Ann Lee',
      after: 'Ben Ray',
      changedHereSince: false,
    });
    expect(changes).toHaveLength(9);
    expect(preview.changes.every(({ refusal }) => refusal === null)).toBe(true);
    const before = await trip.call('workbook.changes', { limit: 1 });

    const applied = await trip.apply(path, { sender: { person: trip.people.ann } });
    expect(applied).toMatchObject({ applied: 9, assignments: 3, left: [], people: [], reopened: 0 });
    expect(await rowOf(trip, BACKUP)).toMatchObject({
      status: 'implemented',
      shares: [
        { party: 'aws' },
        { party: 'organisation', person: trip.people.ben, text: 'Keeps 35 days of backups.' },
      ],
    });
    expect(await rowOf(trip, TESTING)).toMatchObject({
      dueOn: '2027-01-31',
      note: 'Asked the vendor.',
      evidence: [1],
      parked: true,
    });
    expect(await rowOf(trip, KEYS)).toMatchObject({
      notApplicable: 'Holds public pictures only.',
      answeredBy: 'Ann Lee',
    });
    const [entry] = await trip.call('workbook.changes', { limit: 1 });
    expect(entry).toMatchObject({ who: 'Ben Assessor', rev: (before[0]?.rev ?? 0) + 1 });
    expect(entry?.summary).toMatch(
      /^Returned by Ann Lee, applied by Ben Assessor: 9 cell\(s\) of 3 assignment\(s\) from returned-/,
    );
    expect((await trip.preview(path)).changes).toEqual([]);

    await trip.call('workbook.undo', {});
    expect((await trip.preview(path)).changes.map(inShort)).toEqual(
      changes.map((change) => ({ ...change, changedHereSince: false })),
    );
    expect(await rowOf(trip, TESTING)).toMatchObject({
      dueOn: null,
      note: null,
      evidence: [],
      parked: false,
    });
  });

  it('never takes a formula that nothing worked out for an emptied cell', async () => {
    const trip = await startRoundTrip();
    await trip.call('assignments.update', { ref: BACKUP, note: 'To be kept.' });
    const path = await trip.edited(({ set }) => {
      set(BACKUP, 'Note', { formula: 'A1&"?"' });
      set(TESTING, 'Note', { formula: 'CONCATENATE("worked"," out")', result: 'worked out' });
    });
    const preview = await trip.preview(path);
    expect(preview.unplaced).toMatchObject([
      { ref: BACKUP, field: 'note', value: '(a formula)', kind: 'invalid' },
    ]);
    expect(preview.changes.map(inShort)).toMatchObject([
      { ref: TESTING, field: 'note', after: 'worked out' },
    ]);
    expect(preview.notes.join(' ')).toContain('Cells with a formula: 1.');
    await trip.apply(path);
    expect(await rowOf(trip, BACKUP)).toMatchObject({ note: 'To be kept.' });
  });

  it('says what a new party brings along, and takes nothing from a file that is another one by then', async () => {
    const trip = await startRoundTrip();
    await trip.call('assignments.clear', { ref: BACKUP });
    const path = await trip.edited(({ set }) => set(BACKUP, 'Ownership', 'acme + AWS'));
    const [change] = (await trip.preview(path)).changes;
    expect(change).toMatchObject({ field: 'owners', before: 'Unanswered', after: 'AWS + Acme' });
    expect(change?.brings.map(({ title }) => title)).toEqual(['AWS: what it does', TEXT]);
    await expect(trip.apply(path, { sha256: 'a'.repeat(64) })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/not the file any more that was looked at/),
    });
    await trip.apply(path);
    expect(await rowOf(trip, BACKUP)).toMatchObject({
      shares: change?.brings.map(({ text }) => ({ text })),
      answeredBy: 'Ann Lee',
    });
  });

  it('says what other owners take away, and asks where that was written here since the export', async () => {
    const trip = await startRoundTrip();
    const path = await trip.edited(({ set }) => {
      set(BACKUP, 'Ownership', 'AWS');
      set(BACKUP, 'Reason for deviation', 'Taken over with the contract.');
    });
    const owners = async () => (await trip.preview(path)).changes.find(({ field }) => field === 'owners');
    const before = await owners();
    expect(before).toMatchObject({ after: 'AWS', changedHereSince: false });
    expect(before?.drops).toEqual([
      { title: TEXT, text: expect.stringMatching(/./) },
      { title: PERSON, text: 'Ann Lee' },
    ]);
    await trip.call('assignments.update', { ref: BACKUP, duties: { organisation: 'Written here since.' } });
    const after = await owners();
    expect(after).toMatchObject({ after: 'AWS', changedHereSince: true });
    expect(after?.drops[0]).toEqual({ title: TEXT, text: 'Written here since.' });
  });

  it('takes in some of it, and the rest stays', async () => {
    const trip = await startRoundTrip();
    const path = await trip.edited(({ set }) => {
      set(BACKUP, 'Note', 'One');
      set(TESTING, 'Note', 'Two');
    });
    await trip.apply(path, { cells: { only: [changeKey(TESTING, 'note')] } });
    expect(await rowOf(trip, BACKUP)).toMatchObject({ note: null });
    expect(await rowOf(trip, TESTING)).toMatchObject({ note: 'Two' });
    await trip.apply(path, { cells: { except: [] } });
    expect(await rowOf(trip, BACKUP)).toMatchObject({ note: 'One' });
  });

  it('tells three ways apart: at export, here now, in the sheet', async () => {
    const trip = await startRoundTrip();
    const path = await trip.edited(({ set }) => {
      set(BACKUP, 'Note', 'Theirs');
      set(TESTING, 'Note', 'The same on both sides');
    });
    await trip.call('assignments.update', { ref: BACKUP, note: 'Ours', status: 'implemented' });
    await trip.call('assignments.update', { ref: TESTING, note: 'The same on both sides' });
    const { changes } = await trip.preview(path);
    expect(changes).toEqual([
      expect.objectContaining({
        ref: BACKUP,
        field: 'note',
        before: 'Ours',
        after: 'Theirs',
        atExport: '',
        changedHereSince: true,
        sheet: 'Register',
        cell: expect.stringMatching(/^[A-Z]+\d+$/),
      }),
    ]);
    // Only what was looked at is written: whatever moves after the preview stays as it is.
    const rev = (await trip.preview(path)).rev;
    await trip.call('assignments.update', { ref: BACKUP, note: 'Ours again' });
    const applied = await trip.apply(path, { rev });
    expect(applied).toMatchObject({
      applied: 0,
      left: [{ ref: BACKUP, why: expect.stringMatching(/was changed here/) }],
    });
    expect(await rowOf(trip, BACKUP)).toMatchObject({ note: 'Ours again' });
  });

  it('compares two ways what does not say where it comes from, and says so', async () => {
    const trip = await startRoundTrip();
    const path = join(trip.folder, 'bare.xlsx');
    await editRegister(await trip.exported(), path, ({ set }, book) => {
      set(BACKUP, 'Note', 'Theirs');
      for (const name of ['Demarc', 'About']) book.removeWorksheet(name);
    });
    await trip.call('assignments.update', { ref: TESTING, note: 'Ours' });
    const preview = await trip.preview(path);
    expect(preview.exported).toBeNull();
    expect(preview.notes[0]).toMatch(/does not say what it was exported from.*cannot be told apart/);
    expect(preview.changes.map(({ ref, atExport }) => [ref, atExport])).toEqual([
      [BACKUP, null],
      [TESTING, null],
    ]);
    const other = await startRoundTrip();
    const foreign = await other.preview(await trip.exported());
    expect(foreign.notes[0]).toMatch(/exported from another workbook/);
  });
});

describe('names', () => {
  it('are suggested when nearly right, and settled by who reads the sheet', async () => {
    const trip = await startRoundTrip();
    const path = await trip.edited(({ set }) => {
      set(BACKUP, PERSON, 'Ben Rae');
      set(TESTING, PERSON, 'Zoë  Quist');
      set(TESTING, 'Evidence', 'Restore tests 2026');
      set(KEYS, PERSON, 'zoë quist');
      set(KEYS, 'Evidence', 'E-77');
    });
    const preview = await trip.preview(path);
    expect(preview.changes).toEqual([]);
    expect(
      preview.unplaced.map(({ value, kind, suggestion, party }) => [value, kind, suggestion, party]),
    ).toEqual([
      ['Ben Rae', 'person', trip.people.ben, 'organisation'],
      ['Zoë  Quist', 'person', null, 'organisation'],
      ['Restore tests 2026', 'evidence', 'E-1', null],
      ['zoë quist', 'person', null, 'organisation'],
      ['E-77', 'evidence', null, null],
    ]);
    const resolutions = {
      people: [
        { written: 'Ben Rae', is: { person: trip.people.ben } },
        { written: 'Zoë  Quist', is: { addTo: 'organisation' } },
      ],
      evidence: [{ written: 'Restore tests 2026', number: 1 }],
    };
    const settled = await trip.preview(path, resolutions);
    expect(settled.unplaced.map(({ value }) => value)).toEqual(['E-77']);
    expect(settled.changes.map(({ ref, after }) => [ref, after])).toEqual([
      [BACKUP, 'Ben Ray'],
      [TESTING, 'Zoë Quist'],
      [TESTING, 'E-1'],
      [KEYS, 'Zoë Quist'],
    ]);
    const applied = await trip.apply(path, { resolutions });
    expect(applied).toMatchObject({ applied: 4, people: ['Zoë Quist'], left: [] });
    const { rows } = await trip.call('assignments.register', { filter: { person: 'zoe-quist' } });
    expect(rows.map(({ ref }) => ref).sort()).toEqual([KEYS, TESTING]);
    await trip.call('workbook.undo', {});
    expect((await trip.call('people.list', {})).map(({ name }) => name)).toEqual(['Ann Lee', 'Ben Ray']);
  });
});

describe('what has no place', () => {
  it('is named by sheet and cell, and changes nothing', async () => {
    const trip = await startRoundTrip();
    const path = await trip.edited((sheet) => {
      const { set } = sheet;
      set(BACKUP, 'Status', 'Done');
      set(BACKUP, 'Review', 'Accepted');
      set(TESTING, 'Due', '3/4/2027');
      set(TESTING, 'Ownership', 'Acmee');
      set(KEYS, 'Parked', 'maybe');
      set(KEYS, 'Service', 'Other name');
      set('media/restore-testing', 'Ref', 'media/restore-test');
      const copy = [...(sheet.sheet.getRow(sheet.row(TESTING)).values as ExcelJS.CellValue[])].slice(1);
      copy[sheet.column('Note') - 1] = 'A second opinion';
      sheet.sheet.addRow(copy);
      sheet.sheet.addRow(['', 'billing-db', '', '', '', '', 'Backups']);
      const extra = sheet.sheet.columnCount + 1;
      sheet.sheet.getCell(1, extra).value = 'Cost';
      sheet.sheet.getCell(4, extra).value = 12;
    });
    const { changes, unplaced } = await trip.preview(path);
    expect(changes).toEqual([]);
    const found = Object.fromEntries(unplaced.map((cell) => [cell.value, cell]));
    expect(found.Done).toMatchObject({
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
    expect(found['Other name']).toMatchObject({ kind: 'read-only' });
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
