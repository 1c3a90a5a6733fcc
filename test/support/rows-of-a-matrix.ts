import { expect } from 'vitest';
import type { MatrixReading } from '../../main/contract/claims.ts';
import { readAddress } from '../../main/domain/sheets/cell-address.ts';
import type { Area, Book, Row } from '../../main/importers/sheets/book.ts';
import { type ReadOptions, readMatrix } from '../../main/importers/vendor-matrix/read-matrix.ts';

/** Texts by row; '' leaves a cell empty. */
export type Rows = readonly (readonly string[])[];
export interface PlannedSheet {
  readonly name?: string;
  readonly rows: Rows;
  /** Such as `A1:A3`. */
  readonly merges?: readonly string[];
}

const areaOf = (text: string): Area => {
  const [from, to] = text.split(':').map((address) => readAddress(address));
  if (!from || !to) throw new Error(`${text} is no area`);
  return { firstRow: from.row, firstColumn: from.column, lastRow: to.row, lastColumn: to.column };
};
const rowsOf = (rows: Rows): readonly Row[] =>
  rows.map((texts, at) => ({
    number: at + 1,
    cells: texts.flatMap((text, column) =>
      text === '' ? [] : [{ column, text, type: 'text' as const, formula: false }],
    ),
  }));

/** A book that is in no file. */
export const bookOf = (sheets: readonly PlannedSheet[]): Book => {
  const named = sheets.map((sheet, at) => ({ ...sheet, name: sheet.name ?? `Sheet${at + 1}` }));
  const of = (name: string) => named.find((sheet) => sheet.name === name);
  return {
    sheets: named.map(({ name }) => ({ name, state: 'visible', kind: 'cells' })),
    notes: [],
    rows: async function* (name) {
      yield rowsOf(of(name)?.rows ?? []);
    },
    hidden: () => ({ rows: [], columns: [] }),
    merges: (name) => (of(name)?.merges ?? []).map(areaOf),
    links: async () => [],
    comments: async () => [],
    close: async () => {},
  };
};

/** Reads tables as a vendor's matrix, and expects that every cell of them was read or told. */
export async function readRows(
  sheets: readonly PlannedSheet[] | Rows,
  options: ReadOptions = {},
  file = 'table.xlsx',
): Promise<MatrixReading> {
  const isRows = (each: readonly PlannedSheet[] | Rows): each is Rows => Array.isArray(each[0]);
  const planned = isRows(sheets) ? [{ rows: sheets }] : sheets;
  const reading = await readMatrix(bookOf(planned), file, options);
  const cells = planned.flatMap(({ rows }) => rows.flat()).filter((text) => text !== '');
  expect(reading.counts.cells).toBe(cells.length);
  expect(reading.counts.read + reading.unread.length).toBe(cells.length);
  return reading;
}

/** What a reading claims of each: `AC-1: vendor`, `Keys: n/a`, and `Keys: -` where nobody is named. */
export const ownersOf = ({ claims }: MatrixReading): readonly string[] =>
  claims.map(
    ({ control, owners, notApplicable }) => `${control}: ${notApplicable ? 'n/a' : owners.join('+') || '-'}`,
  );
/** The cells of the table that were not read, as they stand there. */
export const missed = ({ unread }: MatrixReading): readonly string[] =>
  unread.filter(({ outside }) => !outside).map(({ value }) => value);
