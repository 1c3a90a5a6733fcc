import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runExport } from '../../main/jobs/export-task.ts';
import { runHandOutList } from '../../main/jobs/hand-out-list-task.ts';
import { runLayout } from '../../main/jobs/layout-task.ts';
import { runMatrix } from '../../main/jobs/matrix-task.ts';
import { runMerge } from '../../main/jobs/merge-task.ts';
import { temporaryFolder } from '../support/core.ts';
import { makeLargeWorkbook } from '../support/large-workbook.ts';

/** What a task tells of itself when nothing is left out, by label. */
function listening(hear?: (label: string) => void) {
  const told = new Map<string, (readonly [done: number, total: number | null])[]>();
  const abort = new AbortController();
  const progress = (done: number, total: number | null, label: string) => {
    told.set(label, [...(told.get(label) ?? []), [done, total]]);
    hear?.(label);
  };
  return { told, abort, controls: { signal: abort.signal, progress } };
}
const book = (entries: number) => {
  const folder = temporaryFolder();
  const workbook = join(folder, 'book.demarc');
  makeLargeWorkbook(workbook, { services: 22, answered: 10, entries });
  return { folder, workbook };
};
const DOCUMENT = { asOf: '2027-01-01', appVersion: '0.0.0' };

it('a layout says of each duty that it is read, and of each control that it is filled in', async () => {
  const { folder, workbook } = book(0);
  const { told, controls } = listening();
  const path = join(folder, 'crm.xlsx');
  const { rows } = await runLayout(
    { kind: 'layout', workbook, path, layout: 'fedramp-crm', ...DOCUMENT },
    controls,
  );
  const read = told.get('duties read') ?? [];
  expect(read.length).toBeGreaterThan(10);
  expect(read).toEqual(read.map((_, at) => [at, read.length]));
  const filled = told.get('rows filled in') ?? [];
  expect(rows).toBeGreaterThan(0);
  expect(filled[0]?.[0]).toBe(0);
  expect(filled.filter(([, total]) => total === filled[0]?.[1])).toHaveLength(filled[0]?.[1] ?? -1);
});

it('an OSCAL document says how far it is read back', async () => {
  const { folder, workbook } = book(0);
  const { told, controls } = listening();
  const path = join(folder, 'ssp.json');
  await runLayout({ kind: 'layout', workbook, path, layout: 'oscal-ssp', ...DOCUMENT }, controls);
  const controlsWritten = told.get('Controls') ?? [];
  expect(controlsWritten.length).toBeGreaterThan(100);
  expect(told.get('parts compared')?.length).toBeGreaterThanOrEqual(controlsWritten.length);
});

it('a merge says how far the log of the copy is checked', async () => {
  const { folder, workbook } = book(2500);
  const copy = join(folder, 'copy.demarc');
  copyFileSync(workbook, copy);
  const { told, controls } = listening();
  const { plan } = await runMerge(
    {
      kind: 'merge',
      oneAssessment: false,
      workbook,
      name: 'book.demarc',
      theirs: { path: copy, name: 'copy.demarc' },
      base: null,
      resolutions: {},
      otherwise: undefined,
      sound: null,
      expected: null,
      toWrite: false,
      write: null,
    },
    controls,
  );
  expect(plan.nothing).toBe(true);
  expect(told.get('records of the copy checked')).toEqual(
    expect.arrayContaining([
      [1000, null],
      [2000, null],
    ]),
  );
});

it('a history in Excel is compared row by row, and it is said how far', async () => {
  const { folder, workbook } = book(1200);
  const { told, controls } = listening();
  const files = [{ format: 'xlsx', path: join(folder, 'history.xlsx') }] as const;
  await runExport({ kind: 'export', workbook, files, history: true, ...DOCUMENT }, controls);
  const compared = (told.get('rows of the history compared') ?? []).map(([done]) => done);
  expect(compared.at(-1)).toBeGreaterThan(1200);
  expect([...compared].sort((a, b) => a - b)).toEqual(compared);
});

it('a PDF says after each page how many services are in its pictures and in its matrix', async () => {
  const { folder, workbook } = book(0);
  const { told, controls } = listening();
  const files = [{ format: 'pdf', path: join(folder, 'report.pdf') }] as const;
  await runExport({ kind: 'export', workbook, files, history: false, ...DOCUMENT }, controls);
  const labels = [...told.keys()];
  expect(labels).toContainEqual(expect.stringMatching(/^Gaps, 100 of /));
  expect(labels).toContainEqual(expect.stringMatching(/^Entries of the contents, /));
  // All side by side, then as many on each page as it holds.
  for (const done of [22, 18]) expect(labels).toContain(`Services in pictures, ${done} of 22`);
  for (const done of [11, 22]) expect(labels).toContain(`Columns of the matrix, ${done} of 22`);
  const compared = told.get('texts compared') ?? [];
  expect(compared).toEqual(compared.map((_, at) => [(at + 1) * 200, null]));
  expect(compared.length).toBeGreaterThan(0);
});

it.each(['Services in pictures, 22 of 22', 'Columns of the matrix, 11 of 22'])(
  'a PDF that is given up at the %s is gone without a trace',
  async (label) => {
    const { folder, workbook } = book(0);
    const before = readdirSync(folder);
    const { abort, told, controls } = listening((heard) => {
      if (heard === label) abort.abort();
    });
    const files = [{ format: 'pdf', path: join(folder, 'report.pdf') }] as const;
    const given = runExport({ kind: 'export', workbook, files, history: false, ...DOCUMENT }, controls);
    await expect(given).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(told.get(label)).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(before);
  },
);

it('a list of hand-outs says how far it has looked, and is not handed over to nobody', async () => {
  const { workbook } = book(0);
  const { told, abort, controls } = listening();
  expect(await runHandOutList({ kind: 'hand-out-list', workbook }, controls)).toEqual([]);
  expect(told.get('services looked through')).toEqual([[0, 24]]);
  const given = runHandOutList({ kind: 'hand-out-list', workbook }, controls);
  abort.abort();
  await expect(given).rejects.toMatchObject({ code: 'CANCELLED' });
});

it('a matrix that nobody waits for any more is not handed over', async () => {
  const { workbook } = book(0);
  const { abort, controls } = listening();
  const given = runMatrix({ kind: 'matrix', workbook }, controls);
  abort.abort();
  await expect(given).rejects.toMatchObject({ code: 'CANCELLED' });
});
