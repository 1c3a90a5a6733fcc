import { join } from 'node:path';
import type ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { changeKey, type SheetPreview } from '../../main/contract/sheets.ts';
import { openTestWorkbook } from '../support/core.ts';
import { editRegister } from '../support/edit-sheet.ts';
import { beside, inShort, rowOf, startRoundTrip } from '../support/returned-sheet.ts';

const BACKUP = 'orders-db/backup-configuration';
const TESTING = 'orders-db/restore-testing';
const KEYS = 'media/key-management';
const PERSON = 'Acme: named person';
const TEXT = 'Acme: what it does';

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
        /^"media" was taken out of the workbook since the export\. \d+ rows of it were not read; what somebody changed there is named\.$/,
      ),
      expect.stringMatching(/^\d+ rows of duties that are not asked here any more, without an answer\.$/),
      '31 rows without a ref matched by service and responsibility.',
      expect.stringMatching(/^"Suggested" is worked out here and not read from a sheet\./),
      beside('Register'),
    ]);
  });
});

describe('a register that bears marks', () => {
  const MARKS = { classification: 'TLP:AMBER', distribution: 'The board' };
  it('comes back as one without, whatever became of the line of its marks, and is taken in by cell', async () => {
    const trip = await startRoundTrip();
    await trip.call('workbook.update', MARKS);
    const exported = await trip.exported();
    const edited = async (edit: Parameters<typeof editRegister>[2]) => {
      const to = exported.replace('.xlsx', '-edited.xlsx');
      await editRegister(exported, to, edit);
      return trip.preview(to);
    };
    for (const edit of [
      () => undefined,
      ({ sheet }: Parameters<Parameters<typeof editRegister>[2]>[0]) => {
        expect(sheet.getCell('A1').text).toBe('TLP:AMBER. Distribution: The board');
        sheet.getCell('A1').value = 'TLP:RED';
      },
    ]) {
      const { changes, unplaced, exported: known } = await edited(edit);
      expect([changes, unplaced, known?.known]).toEqual([[], [], true]);
    }
    const { changes, unplaced } = await edited(({ set, row, sheet }, book) => {
      expect(row(BACKUP)).toBeGreaterThan(2);
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 });
      set(BACKUP, 'Note', 'Tested in May.');
      const evidence = book.getWorksheet('Evidence') as ExcelJS.Worksheet;
      expect(evidence.getCell('A2').text).toBe('Number');
      evidence.getCell('B3').value = 'Another title';
    });
    expect(changes.map(inShort)).toMatchObject([{ ref: BACKUP, after: 'Tested in May.' }]);
    expect(unplaced.map(({ sheet, cell, value }) => [sheet, cell, value])).toEqual([
      ['Evidence', 'B3', 'Another title'],
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
      /^Returned by Ann Lee, applied by Ben Assessor: 9 cells of 3 duties from returned-/,
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
    const other = await openTestWorkbook();
    const file = other.core.files.registerSource(await trip.exported()).handle;
    const foreign = (await other.run('sheets.preview', { file })) as SheetPreview;
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
