import type ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { editRegister } from '../support/edit-sheet.ts';
import { startRoundTrip } from '../support/returned-sheet.ts';

const BACKUP = 'orders-db/backup-configuration';
const KEYS = 'media/key-management';
const RUNBOOK = 'https://example.com/runbook';
const struck = (text: string) => ({ text, font: { strike: true } });

it('links and strokes through texts are named by sheet and cell, and what programs make of themselves is not', {
  tags: 'long',
}, async () => {
  const trip = await startRoundTrip();
  await trip.call('evidence.addLink', { refs: [KEYS], title: 'Runbook', url: RUNBOOK });
  await trip.call('evidence.addLink', { refs: [KEYS], title: 'Plan', url: 'https://example.com/plan' });
  await trip.call('assignments.update', { ref: KEYS, note: 'Keys are kept by hand.' });
  const exported = await trip.exported();
  const back = async (edit: Parameters<typeof editRegister>[2]) => {
    const to = exported.replace('.xlsx', `-${Math.random().toString(36).slice(2)}.xlsx`);
    await editRegister(exported, to, edit);
    const { changes, unplaced } = await trip.preview(to);
    return {
      changes,
      named: unplaced.map(({ sheet, cell, value, why }) => [`${sheet}!${cell}`, value, why]),
    };
  };
  let at = { backup: 0, keys: 0, note: '', status: '', responsibility: '' };
  const place = ({ row, column, sheet }: Parameters<Parameters<typeof editRegister>[2]>[0]) => {
    const letter = (heading: string) => sheet.getColumn(column(heading)).letter;
    at = {
      backup: row(BACKUP),
      keys: row(KEYS),
      note: letter('Note'),
      status: letter('Status'),
      responsibility: letter('Responsibility'),
    };
  };

  // Saved by another library and nothing done: the links of the export are as they were.
  expect(await back(place)).toEqual({ changes: [], named: [] });

  const links = await back(({ set, get, sheet, row, column }, book) => {
    set(BACKUP, 'Note', { text: 'See here.', hyperlink: 'https://example.com/ticket/7' });
    set(KEYS, 'Note', {
      formula: 'HYPERLINK("https://example.com/keys","Keys are kept by hand.")',
      result: get(KEYS, 'Note'),
    });
    sheet.getCell(row(KEYS), column('Responsibility')).value = {
      text: get(KEYS, 'Responsibility'),
      hyperlink: 'mailto:keys@example.com',
    };
    const evidence = book.getWorksheet('Evidence') as ExcelJS.Worksheet;
    evidence.eachRow((line) =>
      line.eachCell((cell) => {
        if (cell.text === RUNBOOK) cell.value = { text: RUNBOOK, hyperlink: 'https://example.com/other' };
      }),
    );
  });
  expect(links.changes.map(({ ref, after }) => [ref, after])).toEqual([[BACKUP, 'See here.']]);
  const leads = expect.stringMatching(/^The cell leads there/);
  expect(links.named).toEqual([
    [`Register!${at.note}${at.backup}`, 'https://example.com/ticket/7', leads],
    [`Register!${at.responsibility}${at.keys}`, 'mailto:keys@example.com', leads],
    [`Register!${at.note}${at.keys}`, 'https://example.com/keys', leads],
    [expect.stringMatching(/^Evidence!H\d+$/), 'https://example.com/other', leads],
  ]);

  const unlinked = await back((_, book) => {
    (book.getWorksheet('Evidence') as ExcelJS.Worksheet).eachRow((line) =>
      line.eachCell((cell) => {
        if (cell.text === RUNBOOK) cell.value = RUNBOOK;
      }),
    );
  });
  expect(unlinked.named).toEqual([
    [expect.stringMatching(/^Evidence!H\d+$/), '', expect.stringMatching(/with a link, which is gone/)],
  ]);

  const strokes = await back(({ set, get, sheet, row, column }, book) => {
    // An address typed as a text becomes a link by itself: the text says it all, and comes in.
    set(BACKUP, 'Note', { text: 'https://example.com/wiki', hyperlink: 'https://example.com/wiki/' });
    set(KEYS, 'Note', { richText: [{ text: 'Keys are kept ' }, struck('by hand'), { text: '.' }] });
    set(BACKUP, 'Responsibility', { richText: [struck(get(BACKUP, 'Responsibility'))] });
    const status = sheet.getCell(row(BACKUP), column('Status'));
    status.style = { ...status.style, font: { strike: true } };
    const people = (book.getWorksheet('People') as ExcelJS.Worksheet).getCell('A2');
    people.value = { richText: [struck(people.text)] };
  });
  expect(strokes.changes.map(({ after }) => after)).toEqual(['https://example.com/wiki']);
  expect(strokes.named).toEqual([
    [
      `Register!${at.responsibility}${at.backup}`,
      expect.any(String),
      expect.stringContaining(
        `The text is struck through, and so are others of the row (${at.status}${at.backup})`,
      ),
    ],
    [
      `Register!${at.note}${at.keys}`,
      'Keys are kept by hand.',
      expect.stringMatching(/^Some of the text is struck/),
    ],
    ['People!A2', 'Ann Lee', expect.stringMatching(/^The text is struck through\. Only "Register"/)],
  ]);
});
