import { expect } from 'vitest';
import type { Claim, MatrixReading } from '../../main/contract/claims.ts';
import type { GivenMapping } from '../../main/contract/methods/claims.ts';
import { openBook } from '../../main/importers/sheets/book.ts';
import { readMatrix } from '../../main/importers/vendor-matrix/read-matrix.ts';
import { temporaryFolder } from './core.ts';
import { type SheetPlan, writeBook } from './vendor-books.ts';

/** Reads a matrix out of a real file, and expects that every cell of it was read or reported. */
export async function read(
  sheets: readonly SheetPlan[],
  mapping?: GivenMapping,
  framework?: string,
): Promise<MatrixReading> {
  const path = await writeBook(temporaryFolder(), 'matrix.xlsx', sheets);
  const book = await openBook(path, 'matrix.xlsx');
  const reading = await readMatrix(book, 'matrix.xlsx', { mapping, framework }).finally(() => book.close());
  // Nothing is lost: what was put in is what was read plus what is reported.
  const cells = sheets.flatMap(({ rows }) => rows.flat()).filter((value) => value !== null && value !== '');
  expect(reading.counts.cells).toBe(cells.length);
  expect(reading.counts.read + reading.unread.length).toBe(cells.length);
  expect(reading.counts.unread + reading.counts.outside).toBe(reading.unread.length);
  return reading;
}
export const owners = ({ claims }: MatrixReading): readonly string[] =>
  claims.map(
    ({ control, part, owners, notApplicable }) =>
      `${control}${part === null ? '' : ` ${part}`}: ${owners.join('+') || (notApplicable ? 'n/a' : '-')}`,
  );
export const unread = (reading: MatrixReading): readonly string[] =>
  reading.unread
    .filter(({ outside }) => !outside)
    .map(({ sheet, cell, value }) => `${sheet}!${cell} ${value}`);
export const claim = ({ claims }: MatrixReading, control: string): Claim | undefined =>
  claims.find((entry) => entry.control === control);
