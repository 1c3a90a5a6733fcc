import { STAMP_SHEET } from '../../domain/register-stamp.ts';
import { cellAddress } from '../sheets/address.ts';
import type { Book } from '../sheets/book.ts';

/** What an export writes beside the register. Nothing of it is read back. */
const WRITTEN: ReadonlySet<string> = new Set([
  'About',
  'Summary',
  'Services',
  'Matrix',
  'Evidence',
  'Gaps',
  'People',
  'Frameworks',
  'Lists',
  'Export notes',
  STAMP_SHEET,
]);

/** A sheet that somebody put into the file: its first cell, and how many hold something. */
export interface AddedSheet {
  readonly sheet: string;
  readonly cell: string;
  readonly text: string;
  readonly cells: number;
}

/** Sheets with cells that no export writes, beside those named in `known`. */
export async function addedSheets(book: Book, known: readonly string[]): Promise<readonly AddedSheet[]> {
  const added: AddedSheet[] = [];
  for (const { name, kind } of book.sheets) {
    if (kind !== 'cells' || WRITTEN.has(name) || known.includes(name)) continue;
    let first: { readonly cell: string; readonly text: string } | null = null;
    let cells = 0;
    for await (const rows of book.rows(name))
      for (const row of rows)
        for (const { column, text } of row.cells) {
          if (text === '') continue;
          cells += 1;
          first ??= { cell: cellAddress(row.number, column), text };
        }
    if (first) added.push({ sheet: name, ...first, cells });
  }
  return added;
}

/** Whether the file still holds sheets of the export that a reader may have changed. */
export const hasOtherSheets = (book: Book): boolean =>
  book.sheets.some(({ name, state }) => state === 'visible' && WRITTEN.has(name) && name !== 'About');
