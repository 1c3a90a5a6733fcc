import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { resolutionsSchema } from '../../main/contract/methods/sheets.ts';
import { runReturnedSheet } from '../../main/jobs/returned-sheet-task.ts';
import { runVendorMatrix } from '../../main/jobs/vendor-matrix-task.ts';
import { openTestWorkbook, temporaryFolder } from '../support/core.ts';

const CONTROLS = { signal: new AbortController().signal, progress: () => undefined };

function sheetOf(headings: string, rows: number, row: (at: number) => string): string {
  const path = join(temporaryFolder(), 'a.csv');
  writeFileSync(path, `${headings}\n${Array.from({ length: rows }, (_, at) => row(at)).join('\n')}\n`);
  return path;
}

async function returned(rows: number) {
  const { path: workbook } = await openTestWorkbook();
  const path = sheetOf('Ref,Ownership,Note', rows, (at) => `x/${at},,b`);
  const resolutions = resolutionsSchema.parse({});
  return runReturnedSheet({ kind: 'returned-sheet', workbook, path, name: 'a.csv', resolutions }, CONTROLS);
}

it('a register of rows that are all unknown here is refused beyond what any register has', {
  tags: 'long',
}, async () => {
  await expect(returned(200_001)).rejects.toThrow(
    /down to row 200,002 it has more than 200,000 rows that are none of the \d+ of the register/,
  );
});

it('a register of another workbook of 60,000 rows is read: the first 50,000 of its rows are named, all are counted', async () => {
  const { unplaced, notes } = await returned(60_000);
  expect(unplaced).toHaveLength(50_000);
  expect(unplaced[0]).toMatchObject({ value: 'x/0', cell: 'A2' });
  expect(notes.join(' ')).toContain('60000 cells are without a place; the first 50000 are shown.');
});

const matrix = (rows: number) => {
  const path = sheetOf('Control ID,Responsibility', rows, (at) => `AC-${1 + (at % 25)},Shared`);
  const file = { path, name: 'a.csv' };
  return runVendorMatrix(
    { kind: 'vendor-matrix', file, mapping: undefined, saved: [], names: undefined, ownServices: [] },
    CONTROLS,
  );
};

it('a vendor matrix of 20,000 rows is read, and one of more than 100,000 is refused', {
  tags: 'long',
}, async () => {
  expect((await matrix(20_000)).counts.claims).toBe(20_000);
  await expect(matrix(100_001)).rejects.toThrow(
    /the sheet "a\.csv" has more than 100,000 rows, which is no responsibility matrix/,
  );
});
