import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { ReportDesk } from '../../main/domain/report/desk.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { writePdf } from '../../main/exporters/pdf/write-pdf.ts';
import { reconcilePdf } from '../../main/exporters/reconcile/pdf.ts';
import { reconcileXlsx } from '../../main/exporters/reconcile/xlsx.ts';
import { writeXlsx } from '../../main/exporters/xlsx/write-xlsx.ts';
import { SAMPLE_DESK } from '../support/sample-desk.ts';
import { smallReport } from '../support/small-report.ts';
import { temporaryFolder } from '../support/temp.ts';

const [first, second] = SAMPLE_DESK.decisions;
if (!first || !second) throw new Error('The sample has two decisions.');
/** Longer than a cell of Excel, with what Excel cannot keep. */
const desk: ReportDesk = {
  ...SAMPLE_DESK,
  decisions: [first, { ...second, text: `=1+1 \u0007 ${'word '.repeat(7000)}` }],
};
const small = smallReport([{ duty: 'restore-testing' }]);
const report = (of: ReportDesk): Report => ({
  ...small,
  counts: { ...small.counts, rows: 1, notes: 0, evidence: 0 },
  desk: () => of,
});
const job = { signal: new AbortController().signal, progress: () => undefined };

/** The desk with one text altered, one entry less, one more. */
const others: readonly (readonly [string, ReportDesk])[] = [
  [
    'an altered decision',
    { ...desk, decisions: desk.decisions.map((one) => ({ ...one, text: `${one.text}.` })) },
  ],
  ['an action less', { ...desk, actions: [] }],
  ['a parked question more', { ...desk, parked: [...desk.parked, ...desk.parked] }],
  ['another owner of an action', { ...desk, actions: desk.actions.map((one) => ({ ...one, owner: 'Ann' })) }],
  ['a meeting less', { ...desk, meetings: desk.meetings.slice(1) }],
];

test('the sheets of the desk hold every text, and a file that lacks one is known', async () => {
  const path = join(temporaryFolder(), 'desk.xlsx');
  await writeXlsx(report(desk), path);
  expect(await reconcileXlsx(path, report(desk))).toMatchObject({ ok: true, problems: [] });
  for (const [name, other] of others)
    expect((await reconcileXlsx(path, report(other))).problems, name).not.toEqual([]);
  // A reader of another maker finds them as well.
  const [heading, row] = await readSheet(path, 'Actions');
  expect(heading?.slice(0, 6)).toEqual(['Number', 'Action', 'Owner', 'Due', 'State', 'What it covers']);
  expect(row?.slice(0, 6)).toEqual([
    'A-1',
    '-2+3',
    null,
    expect.any(Date),
    'In progress, overdue',
    'orders-db',
  ]);
  const meetings = await readSheet(path, 'Meetings');
  expect(meetings[1]?.slice(3, 5)).toEqual(['09:00 (UTC+2)', '11:45 (UTC+2)']);
  expect(String(meetings[1]?.[8]).split('\n')).toHaveLength(60);
});

test('the chapters of the desk hold every text, and a file that lacks one is known', async () => {
  const path = join(temporaryFolder(), 'desk.pdf');
  await writePdf(report(desk), path, job);
  expect(await reconcilePdf(path, report(desk))).toMatchObject({ ok: true, problems: [] });
  for (const [name, other] of others)
    expect((await reconcilePdf(path, report(other))).problems, name).not.toEqual([]);
});
