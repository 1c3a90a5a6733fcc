import { readFile } from 'node:fs/promises';
import { changedParts } from '../../exporters/forms/changed-parts.ts';
import type { FormEdits, WrittenCell } from '../../exporters/forms/fill-form.ts';
import { type Cell, cellAddress, openBook, type Row } from '../../importers/sheets/book.ts';
import type { FormSheets } from './sheets.ts';

const MAX_PROBLEMS = 10;

/**
 * Reads a filled form back and holds it against the form as it came: no part of the package is another but those of the sheets that
 * were written into, every cell that is ours says what it should, and every other one is as it was. What is not so, in sentences.
 */
export async function checkForm(
  form: string,
  filled: string,
  sheets: Pick<FormSheets, 'rows'>,
  { written, parts }: FormEdits,
): Promise<readonly string[]> {
  const problems = changedParts(await readFile(form), await readFile(filled))
    .filter((part) => !parts.includes(part))
    .map((part) => `The part ${part} was not to change.`);
  const ours = new Map(written.map((cell) => [`${cell.sheet}!${cell.address}`, cell]));
  const book = await openBook(filled, 'the filled form');
  try {
    const found = new Set<string>();
    for (const [sheet, before] of sheets.rows) {
      const after: Row[] = [];
      for await (const batch of book.rows(sheet)) after.push(...batch);
      const [was, is] = [byAddress(before), byAddress(after)];
      for (const address of new Set([...was.keys(), ...is.keys()])) {
        const place = `${sheet}!${address}`;
        const wanted = ours.get(place);
        if (wanted) found.add(place);
        const fits = wanted ? says(is.get(address), wanted) : same(was.get(address), is.get(address));
        if (!fits && problems.length < MAX_PROBLEMS)
          problems.push(`${place} is not what was to stand there.`);
      }
    }
    for (const place of ours.keys())
      if (!found.has(place) && problems.length < MAX_PROBLEMS) problems.push(`${place} is not in the file.`);
  } finally {
    await book.close();
  }
  return problems;
}

const byAddress = (rows: readonly Row[]): ReadonlyMap<string, Cell> =>
  new Map(rows.flatMap(({ number, cells }) => cells.map((cell) => [cellAddress(number, cell.column), cell])));

const same = (a: Cell | undefined, b: Cell | undefined): boolean =>
  a?.text === b?.text && a?.type === b?.type && a?.formula === b?.formula && a?.struck === b?.struck;

const says = (cell: Cell | undefined, { type, text }: WrittenCell): boolean =>
  cell?.type === type && cell.text === text;
