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
  if (!ADDRESS.test(text)) return undefined;
  // A sheet has one for each of its cells, so nothing is cut out of it.
  let column = 0;
  let row = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOLLAR) continue;
    if (code <= NINE) row = row * 10 + code - ZERO;
    // The last five bits of a letter are its place in the alphabet, capital or not.
    else column = column * 26 + (code & 0x1f);
  }
  return { row, column: column - 1 };
}
const ADDRESS = /^\$?[A-Za-z]{1,4}\$?\d{1,8}$/;
const [DOLLAR, ZERO, NINE] = [0x24, 0x30, 0x39];

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
