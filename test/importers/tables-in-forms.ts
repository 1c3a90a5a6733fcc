import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import { recogniseAsWritten } from '../../main/importers/discover/lists/as-people-write.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { openSheets } from '../../main/importers/sheets/open-sheets.ts';
import { readMatrix } from '../../main/importers/vendor-matrix/read-matrix.ts';
import type { PartyNames } from '../../main/importers/vendor-matrix/words.ts';
import { writeBook } from '../support/vendor-books.ts';
import { index } from './support.ts';

export type Rows = readonly (readonly string[])[];

export const joined = (rows: Rows, separator: string): string =>
  rows.map((row) => row.map((cell) => `"${cell}"`).join(separator)).join('\n');

/** A file of each form that holds the rows, whoever looks at it. */
export const FORMS: readonly (readonly [string, (folder: string, rows: Rows) => Promise<string>])[] = [
  ['CSV', async (folder, rows) => asText(folder, joined(rows, ','))],
  ['CSV with semicolons', async (folder, rows) => asText(folder, joined(rows, ';'))],
  ['XLSX', (folder, rows) => writeBook(folder, 'table.xlsx', [{ name: 'Services', rows }])],
];
export function asText(folder: string, text: string): string {
  const path = join(folder, 'table.csv');
  writeFileSync(path, text);
  return path;
}

/** What a file is taken for, and what it claims as a vendor's matrix. */
export async function look(path: string, names?: PartyNames) {
  const name = basename(path);
  const book = await openSheets(path, name);
  try {
    const { kind } = await recogniseFile(path, name);
    const isService = (written: string) => recogniseAsWritten(written, index.recognise) !== null;
    return { kind, ...(await readMatrix(book, name, { isService, ...(names ? { names } : {}) })) };
  } finally {
    await book.close();
  }
}

/** Who owns what in a vendor's matrix of which every cell was read. */
export async function ownersIn(path: string): Promise<readonly string[]> {
  const { claims, unread, kind } = await look(path);
  expect(kind).toBe('vendor-matrix');
  expect(unread.filter(({ outside }) => !outside)).toEqual([]);
  return claims.map(
    ({ control, owners, notApplicable }) => `${control}: ${notApplicable ? 'n/a' : owners.join('+')}`,
  );
}
