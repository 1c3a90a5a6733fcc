import type { InventoryTable } from '../../../contract/discover.ts';
import { DemarcError } from '../../../contract/errors.ts';
import { isOfServices } from '../../../domain/services/guess-columns.ts';
import { readStamp, STAMP_SHEET } from '../../../domain/sheets/register-stamp.ts';
import { counted, numeral } from '../../../domain/words/counted.ts';
import { openBook } from '../../sheets/book.ts';
import { type Found, listNames, type Part } from '../found.ts';
import type { Given } from '../given.ts';
import { exportedRegister, readBelowTitles } from '../read-table.ts';
import { isTold, isUnknown, unknown } from '../unknown.ts';
import { tableOf, withTable } from './inventory-columns.ts';
import { readSheetRows } from './workbook-rows.ts';

/**
 * An inventory that somebody keeps in a spreadsheet: every sheet whose columns are known, with what its sheets are called. INVALID_INPUT for one without
 * such a sheet, and for a register that Demarc exported.
 */
export async function readWorkbook(
  name: string,
  path: string,
  given: Given,
  signal: AbortSignal | undefined,
): Promise<readonly Part[]> {
  const book = await openBook(path, name, signal ? { signal } : {});
  const parts: Part[] = [];
  const unknowns: { readonly sheet: string; readonly error: Error }[] = [];
  const counts = new Map<string, number>();
  try {
    const stamped = book.sheets.some((sheet) => sheet.name === STAMP_SHEET && sheet.kind === 'cells');
    if (stamped && readStamp((await readSheetRows(book, STAMP_SHEET, name)).rows) !== null)
      throw exportedRegister(name);
    for (const { name: sheet, kind, state } of book.sheets) {
      if (kind !== 'cells' || state !== 'visible') continue;
      const file = `${name}, sheet ${sheet}`;
      const { notes, ...rows } = await readSheetRows(book, sheet, name);
      try {
        const found = readBelowTitles(file, rows, given);
        parts.push({ file, found: { ...found, notes: [...found.notes, ...notes] } });
        if (found.types.size > 0) counts.set(sheet, found.types.size - (found.notInUse?.size ?? 0));
      } catch (error) {
        if (error instanceof Error && isUnknown(error)) {
          if (rows.rows.length > 0) unknowns.push({ sheet, error });
          continue;
        }
        // A sheet of another kind is refused by its name, and keeps nobody from the others.
        if (!(error instanceof DemarcError)) throw error;
        parts.push({ file, error });
      }
    }
  } finally {
    await book.close();
  }
  if (parts.length === 0) {
    const known = unknowns.find(({ error }) => isTold(error))?.error;
    if (known) throw known;
    throw withTable(
      unknown(
        `${name} has no sheet with a column of services or of ARNs. Call the column that names them "Service" or "ARN", or say what its columns hold; on the command line with --columns "Product=service,System=label". A vendor's matrix is taken in by Import.`,
      ),
      widestOf(unknowns.flatMap(({ error }) => tableOf(error) ?? [])),
    );
  }
  const notes = [
    ...countsOf(counts),
    ...unknowns.flatMap(({ error }) => (isTold(error) ? [error.message] : [])),
    ...othersAmong(unknowns.flatMap(({ sheet, error }) => (isTold(error) ? [] : [sheet]))),
  ];
  const first = parts.findIndex((part) => 'found' in part);
  return parts.map((part, at) =>
    at === first && 'found' in part ? { ...part, found: noted(part.found, notes) } : part,
  );
}

const noted = (found: Found, notes: readonly string[]): Found => ({
  ...found,
  notes: [...notes, ...found.notes],
});

/** What a program calls a sheet that nobody named, or somebody whose only one it is. */
const IS_UNNAMED =
  /^(inv|inventory|inventar|inventaire|inventario|inventaris|assets?|resources?|list|data)$|^(sheet|tabelle|feuil(le)?|hoja|foglio|planilha|folha|blad|arkusz|table|ark) ?\d{0,4}$/i;
/** What somebody called the sheets says what stands in them, whatever the words are. */
function countsOf(counts: ReadonlyMap<string, number>): readonly string[] {
  const [only = ''] = counts.keys();
  if (counts.size === 0 || (counts.size === 1 && (IS_UNNAMED.test(only) || isOfServices(only)))) return [];
  const told = listNames([...counts].map(([sheet, count]) => `“${sheet}” ${numeral(count)}`));
  return [
    `What is proposed, by the ${counts.size === 1 ? 'sheet' : 'sheets'} that it stands in: ${told}. Leave out what is not in use.`,
  ];
}
const othersAmong = (sheets: readonly string[]): readonly string[] =>
  sheets.length === 0
    ? []
    : [`${counted(sheets.length, 'sheet')} in which nothing was recognised: ${listNames(sheets)}.`];

/** The table that is most likely the inventory among notes and lists of words. */
const widestOf = (tables: readonly InventoryTable[]): InventoryTable | null =>
  tables.toSorted((a, b) => widthOf(b) - widthOf(a))[0] ?? null;
const widthOf = ({ headings, samples }: InventoryTable): number =>
  samples.length === 0 ? 0 : headings.filter((heading) => heading !== '').length;
