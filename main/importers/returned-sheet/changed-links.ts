import { cellAddress, readAddress } from '../../domain/sheets/cell-address.ts';
import { linkSeal, plainAddress, SEAL, type SheetSeals, sealAt } from '../../domain/sheets/sheet-seals.ts';
import type { Book, CellLink } from '../sheets/book.ts';

/** Cells of a sheet that lead elsewhere than they were exported. */
export interface ChangedLinks {
  readonly sheet: string;
  /** Null for a link that is gone. */
  readonly links: readonly { readonly cell: string; readonly target: string | null }[];
}

/**
 * Compares where cells lead with the export, once the rows of all sheets were read: on the sheets of `registers` every link is
 * somebody's but those to its own evidence, on sealed ones every other than was written. A cell whose own text is the address says it
 * already. Where no link is left in the file, a program took them out, and nobody.
 */
export async function changedLinks(
  book: Book,
  registers: readonly string[],
  sealed: ReadonlyMap<string, SheetSeals>,
): Promise<readonly ChangedLinks[]> {
  const found = new Map<string, readonly CellLink[]>();
  for (const { name, kind } of book.sheets)
    if (kind === 'cells' && (registers.includes(name) || sealed.has(name)))
      found.set(name, await book.links(name));
  const some = [...found.values()].some((links) => links.length > 0);
  const changed: ChangedLinks[] = [];
  for (const [sheet, links] of found) {
    const seals: SheetSeals = (registers.includes(sheet) ? null : sealed.get(sheet)) ?? new Map();
    const others = links.filter(({ cell, target, inside }) => {
      // The register itself leads to its evidence, wherever its rows were sorted to.
      if (inside && registers.includes(sheet) && OWN_EVIDENCE.test(target)) return false;
      const place = readAddress(cell);
      return place && sealAt(seals.get(place.row) ?? '', place.column) !== linkSeal(inside ? null : target);
    });
    const gone = some ? [...goneFrom(seals, new Set(links.map(({ cell }) => cell)))] : [];
    const named = [...(await withoutPlainAddresses(book, sheet, others)), ...gone].sort(byPlace);
    if (named.length > 0) changed.push({ sheet, links: named });
  }
  return changed;
}

/** Where a cell of the register leads that names evidence. */
const OWN_EVIDENCE = /^#?'?Evidence'?[!.]\$?A\$?\d+$/;

const byPlace = (a: { readonly cell: string }, b: { readonly cell: string }): number => {
  const [first, second] = [readAddress(a.cell), readAddress(b.cell)];
  return (first?.row ?? 0) - (second?.row ?? 0) || (first?.column ?? 0) - (second?.column ?? 0);
};

/** Programs make links of addresses as they are typed. */
async function withoutPlainAddresses(
  book: Book,
  sheet: string,
  links: readonly CellLink[],
): Promise<readonly CellLink[]> {
  if (links.length === 0) return links;
  const texts = new Map(links.map(({ cell }) => [cell, '']));
  for await (const rows of book.rows(sheet))
    for (const { number, cells } of rows)
      for (const { column, text } of cells) {
        const cell = cellAddress(number, column);
        if (texts.has(cell)) texts.set(cell, text);
      }
  return links.filter(({ cell, target }) => plainAddress(texts.get(cell) ?? '') !== plainAddress(target));
}

/** Links to addresses that were exported and are not there any more. */
function* goneFrom(seals: SheetSeals, there: ReadonlySet<string>) {
  const nowhere = sealAt('', 0);
  for (const [row, text] of seals)
    for (let column = 0; column < text.length / SEAL; column += 1) {
      const seal = sealAt(text, column);
      const cell = cellAddress(row, column);
      if (seal !== nowhere && seal !== linkSeal(null) && !there.has(cell)) yield { cell, target: null };
    }
}
