import { type Address, type Area, areaOf, readAddress } from '../../domain/sheets/cell-address.ts';

const MAX_ROW = 1_048_576;
const MAX_COLUMN = 16_383;

/** The areas of a list such as `A1 B2:C9`, whole columns and rows (`B:B`, `3:4`) too; what is none is left out. */
export function readArea(list: string): readonly Area[] {
  return list
    .trim()
    .split(/\s+/)
    .flatMap((text): readonly Area[] => {
      const [from = '', to = from] = text.split(':');
      const [start, end] = [endOf(from, 1, 0), endOf(to, MAX_ROW, MAX_COLUMN)];
      return start && end ? [areaOf(start, end)] : [];
    });
}

/** One end of an area: a cell, or a column or row alone, to which the other is given. Undefined for what a sheet does not have. */
function endOf(text: string, row: number, column: number): Address | undefined {
  const address = readAddress(text) ?? readAddress(`${text}${row}`) ?? readAddress(`A${text}`);
  if (!address || address.row < 1 || address.row > MAX_ROW || address.column > MAX_COLUMN) return undefined;
  return /[A-Z]/i.test(text) ? address : { ...address, column };
}

/** Whether a cell lies in an area. */
export const lies = (
  { firstRow, lastRow, firstColumn, lastColumn }: Area,
  row: number,
  column: number,
): boolean => row >= firstRow && row <= lastRow && column >= firstColumn && column <= lastColumn;
