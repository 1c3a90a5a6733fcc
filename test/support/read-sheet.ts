import type { Area, Book, Row } from '../../main/importers/sheets/book.ts';

/** A whole sheet of a test's own size, with its merged areas. */
export async function readWhole(
  book: Book,
  sheet: string,
): Promise<{ readonly rows: readonly Row[]; readonly merges: readonly Area[] }> {
  const rows: Row[] = [];
  for await (const batch of book.rows(sheet)) rows.push(...batch);
  return { rows, merges: book.merges(sheet) };
}
