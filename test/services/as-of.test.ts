import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import readXlsxFile, { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { Gap } from '../../main/contract/gaps.ts';
import type { PackReport } from '../../main/contract/packs.ts';
import { ONE_FRAMEWORK, openTestWorkbook } from '../support/core.ts';
import { unpack } from '../support/pack.ts';
import { pdfText } from '../support/pdf-tools.ts';

const MADE = '2026-03-26';
const REF = 'media/restore-testing';

const ALL = ['all.xlsx', 'all.pdf', 'all.csv', 'pack.zip', 'crm.xlsx', 'ssp.json'];

/** A workbook in which evidence, an action and a review run out, on a clock that can be set. */
async function runningOut() {
  let now = `${MADE}T14:54:00.000Z`;
  const opened = await openTestWorkbook({
    clock: { now: () => now, today: () => now.slice(0, 10), offset: () => 0 },
  });
  const { call, run, core, folder } = opened;
  await call('workbook.update', { frameworks: ONE_FRAMEWORK });
  await call('services.add', { services: [{ catalogueId: 's3', label: 'media' }] });
  await call('assignments.answer', { ref: REF, answer: { owners: ['organisation'] }, status: 'implemented' });
  writeFileSync(join(folder, 'minutes.txt'), 'restored on 1 March');
  const file = core.files.registerSource(join(folder, 'minutes.txt')).handle;
  await run('evidence.attachFile', { refs: [REF], file, expires: '2026-06-30' });
  await call('actions.add', { title: 'Renew the minutes', subject: null, dueOn: '2026-06-30' });
  await call('workbook.update', { reviewOn: '2026-12-31' });

  /** Documents of the workbook, written at an instant; the day of judgement is the clock's where none is named. */
  const documents = async (
    at: string,
    asOf: string | undefined,
    names: readonly string[],
  ): Promise<Map<string, Buffer>> => {
    now = at;
    const day = asOf === undefined ? {} : { asOf };
    const target = (name: string) => core.files.registerTarget(join(folder, name)).handle;
    const files = names
      .filter((name) => name.startsWith('all.'))
      .map((name) => ({ format: name.slice('all.'.length), target: target(name) }));
    await run('exports.run', { files, ...day });
    const wanted = (name: string) => names.includes(name);
    if (wanted('pack.zip')) await run('packs.write', { target: target('pack.zip'), ...day });
    if (wanted('crm.xlsx'))
      await run('layouts.write', { layout: 'fedramp-crm', target: target('crm.xlsx'), ...day });
    if (wanted('ssp.json'))
      await run('layouts.write', { layout: 'oscal-ssp', target: target('ssp.json'), ...day });
    return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  };
  return { ...opened, documents };
}

/** The sentences of the sheet "Gaps". */
const sheetSentences = async (file: Buffer): Promise<readonly string[]> =>
  (await readSheet(file, 'Gaps')).slice(1).map((row) => String(row[2]));
/** Lines break anywhere in a PDF, so only what is printed is compared. */
const printed = (text: string): string => text.replace(/\s/g, '');

const DAY = '2026-07-01';

test('documents of a day count and list what gaps says on it, a pack the same ones, and each says which day', async () => {
  const { documents, call, run, core, folder } = await runningOut();
  const found = new Map<string, readonly Gap[]>();
  // The day it was made, the last good day, the day after, and long after.
  for (const day of [MADE, '2026-06-30', DAY, '2028-02-29'])
    found.set(day, await call('gaps.list', { asOf: day }));
  // Document by document the day before is held against gaps by test/services/law-of-the-day.test.ts.
  const gaps = found.get(DAY) ?? [];
  const sentences = gaps.map(({ sentence }) => sentence).sort();
  expect(await call('exports.counts', { asOf: DAY })).toMatchObject({ gaps: gaps.length });
  const files = await documents('2027-01-15T08:00:00.000Z', DAY, ALL);
  const pack = await unpack(join(folder, 'pack.zip'));

  const sheet = files.get('all.xlsx') ?? Buffer.alloc(0);
  expect([...(await sheetSentences(sheet))].sort()).toEqual(sentences);
  // The pack holds the very documents that the export writes.
  expect(pack.get('assessment.xlsx')?.equals(sheet)).toBe(true);
  expect(pack.get('assessment.pdf')?.equals(files.get('all.pdf') ?? Buffer.alloc(0))).toBe(true);
  const pdf = printed(pdfText(join(folder, 'all.pdf')));
  const counts = [...pdf.matchAll(/(?:High|Medium|Low):(\d+)gaps?/g)].map(([, count]) => Number(count));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(gaps.length);

  const about = await readSheet(sheet, 'About');
  expect(about.find(([label]) => label === 'Judged as of')?.[1]).toBe(DAY);
  const crm = await readXlsxFile(files.get('crm.xlsx') ?? Buffer.alloc(0));
  expect(JSON.stringify(crm)).toContain(`judged as of ${DAY}`);
  const checked = (await run('packs.verify', {
    file: core.files.registerSource(join(folder, 'pack.zip')).handle,
  })) as PackReport;
  expect(checked.workbook?.judgedAsOf).toBe(DAY);
  expect(pack.get('index.html')?.toString()).toContain(`<dd>${DAY}</dd>`);
  expect(JSON.parse(pack.get('manifest.json')?.toString() ?? '{}').counts.gaps).toBe(gaps.length);
  const rules = (day: string) => new Set(found.get(day)?.map(({ rule }) => rule));
  expect(rules('2026-06-30').has('evidence-expired')).toBe(false);
  for (const rule of ['evidence-expired', 'action-overdue']) expect([...rules(DAY)]).toContain(rule);
  expect([...rules('2028-02-29')]).toContain('review-overdue');

  // One state judged as of one day gives the same bytes whenever it is written; unnamed, the day is today. The pack stands for what is in it.
  const again = await documents(`${DAY}T06:00:00.000Z`, undefined, [
    'all.csv',
    'pack.zip',
    'crm.xlsx',
    'ssp.json',
  ]);
  for (const [name, bytes] of again) expect([name, files.get(name)?.equals(bytes)]).toEqual([name, true]);
  // What judges nothing by the day is the same on any.
  const later = await documents('2027-05-05T23:59:59.999Z', undefined, ['all.xlsx', 'all.csv', 'ssp.json']);
  for (const name of ['all.csv', 'ssp.json'])
    expect([name, later.get(name)?.equals(files.get(name) ?? Buffer.alloc(0))]).toEqual([name, true]);
  const sentencesLater = await sheetSentences(later.get('all.xlsx') ?? Buffer.alloc(0));
  expect([...sentencesLater].sort()).not.toEqual(sentences);
  // Actions are late as of the same day as the gaps that speak of them.
  const overdue = async (asOf: string) =>
    (await call('actions.list', { asOf })).filter((action) => action.overdue).length;
  expect([await overdue('2026-06-30'), await overdue(DAY)]).toEqual([0, 1]);
});

test('the rows that are filtered by a gap are those that have it on the day of the document', async () => {
  const { call, run, core, folder } = await runningOut();
  const filter = { gap: 'evidence-expired' };
  for (const [asOf, refs] of [
    ['2026-06-30', []],
    ['2026-07-01', [REF]],
  ] as const) {
    expect(await call('exports.counts', { asOf, filter })).toMatchObject({ rows: refs.length });
    const target = core.files.registerTarget(join(folder, 'part.csv')).handle;
    await run('exports.run', { files: [{ format: 'csv', target }], asOf, filter });
    const [, ...rows] = readFileSync(join(folder, 'part.csv'), 'utf8').trim().split('\r\n');
    expect(rows.map((row) => row.split(',')[0])).toEqual(refs);
  }
});

test('a day that is none is refused', async () => {
  const { call } = await openTestWorkbook();
  for (const asOf of ['2026-02-30', 'tomorrow', '26 Nov 2026'])
    await expect(call('gaps.list', { asOf })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
