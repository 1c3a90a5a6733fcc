/** A cell of a spreadsheet. */
export interface Address {
  /** From 1. */
  readonly row: number;
  /** From 0. */
  readonly column: number;
}

/** Rows from 1, columns from 0; both ends belong to it. */
export interface Area {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** `AB12` -> row 12, column 27; undefined for what is no address. Dollar signs are allowed. */
export function readAddress(text: string): Address | undefined {
  const match = /^\$?([A-Z]{1,4})\$?(\d{1,8})$/i.exec(text);
  if (!match) return undefined;
  let column = 0;
  for (const letter of (match[1] ?? '').toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(match[2]), column: column - 1 };
}

/** 0 -> A, 27 -> AB. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
}

/** Row from 1, column from 0: (12, 27) -> `AB12`. */
export const cellAddress = (row: number, column: number): string => `${columnLetters(column)}${row}`;

/** The area between two of its corners. */
export const areaOf = (a: Address, b: Address): Area => ({
  firstRow: Math.min(a.row, b.row),
  lastRow: Math.max(a.row, b.row),
  firstColumn: Math.min(a.column, b.column),
  lastColumn: Math.max(a.column, b.column),
});
