import { readArea } from './addresses.ts';
import type { ListLookUp } from './allowed.ts';
import type { OpenForm } from './fill-form.ts';
import type { FormPackage } from './form-package.ts';

/** A list of words that cells may hold is never longer. */
const MAX_WORDS = 2000;
const SHEET = /^(?:'((?:[^']|'')+)'|([\p{L}\p{N}_.]+))!(.+)$/u;

/**
 * The lists that the rules of a form refer to: cells of a sheet, or a name that the workbook gives to such cells. What a formula
 * chooses cannot be told without a spreadsheet program.
 */
export const listsOf =
  ({ names, sheets }: Pick<FormPackage, 'names' | 'sheets'>, textAt: OpenForm['textAt']) =>
  (sheet: string): ListLookUp =>
  (reference) => {
    const formula = names.get(reference.toLowerCase()) ?? reference;
    const [, quoted, plain, cells = formula] = SHEET.exec(formula) ?? [];
    const of = quoted?.replaceAll("''", "'") ?? plain ?? sheet;
    const [area, ...more] = readArea(cells);
    if (!sheets.has(of) || !area || more.length > 0) return null;
    const { firstRow, lastRow, firstColumn, lastColumn } = area;
    if (lastRow - firstRow > MAX_WORDS || lastColumn - firstColumn > MAX_WORDS) return null;
    if (lastRow > firstRow && lastColumn > firstColumn) return null;
    const words: string[] = [];
    for (let row = firstRow; row <= lastRow; row += 1)
      for (let column = firstColumn; column <= lastColumn; column += 1) words.push(textAt(of, row, column));
    return words.filter((word) => word !== '');
  };
