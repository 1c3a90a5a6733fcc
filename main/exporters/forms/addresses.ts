/** Rows from 1, columns from 0; both ends belong to it. */
export interface Area {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}
const MAX_ROW = 1_048_576;
const MAX_COLUMN = 16_383;

/** `AB12`, with dollar signs or without -> row 12, column 27; null for what is no address of a cell. */
export function readAddress(text: string): { readonly row: number; readonly column: number } | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(text);
  if (!match) return null;
  let column = 0;
  for (const letter of (match[1] ?? '').toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]);
  return row < 1 || row > MAX_ROW || column - 1 > MAX_COLUMN ? null : { row, column: column - 1 };
}

/** The areas of a list such as `A1 B2:C9`, whole columns and rows (`B:B`, `3:4`) too; what is none is left out. */
export function readArea(list: string): readonly Area[] {
  return list
    .trim()
    .split(/\s+/)
    .flatMap((text): readonly Area[] => {
      const [from = '', to = from] = text.split(':');
      const start = endOf(from, 1, 0);
      const end = endOf(to, MAX_ROW, MAX_COLUMN);
      if (!start || !end) return [];
      return [
        {
          firstRow: Math.min(start.row, end.row),
          lastRow: Math.max(start.row, end.row),
          firstColumn: Math.min(start.column, end.column),
          lastColumn: Math.max(start.column, end.column),
        },
      ];
    });
}

function endOf(text: string, row: number, column: number) {
  if (/^\$?[A-Z]{1,3}$/i.test(text)) return readAddress(`${text}${row}`);
  if (/^\$?\d{1,7}$/.test(text)) {
    const address = readAddress(`A${text.replace('$', '')}`);
    return address && { ...address, column };
  }
  return readAddress(text);
}

export const lies = (
  { firstRow, lastRow, firstColumn, lastColumn }: Area,
  row: number,
  column: number,
): boolean => row >= firstRow && row <= lastRow && column >= firstColumn && column <= lastColumn;
