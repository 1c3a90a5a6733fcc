import { invalidInput } from '../../contract/errors.ts';
import type { PortfolioList } from '../../domain/portfolio/lists.ts';
import { Book } from './book.ts';
import { EXCEL_ROWS } from './limits.ts';
import { listCell } from './sheets/desk.ts';
import { writeExportNotes } from './sheets/export-notes.ts';
import { footer, makeStyles } from './styles.ts';
import type { ExportControl } from './write-xlsx.ts';

/** A cell of a list as its sheet has it. */
export const cellOf = ({ columns }: PortfolioList, row: PortfolioList['rows'][number], index: number) => {
  const column = columns[index];
  return column === undefined ? null : listCell(row[index] ?? null, column);
};

/**
 * Writes lists as an Excel file to `path`, each on a sheet of its own under one row of headings. INVALID_INPUT for a list of more rows
 * than a sheet has. Throws CANCELLED when the signal fires; what then lies at `path` is of no use.
 */
export async function writeLists(
  lists: readonly PortfolioList[],
  path: string,
  { createdAt, digest }: { readonly createdAt: Date; readonly digest: string },
  { signal, progress }: ExportControl = {},
): Promise<void> {
  for (const { name, rows } of lists)
    if (rows.length > EXCEL_ROWS)
      throw invalidInput(
        `The list "${name}" has ${rows.length} rows, more than an Excel sheet can hold. Limit the report, as to one unit, or write it as a PDF.`,
      );
  const title = lists[0]?.name ?? '';
  const book = new Book(path, {
    created: createdAt,
    title,
    subject: 'Portfolio',
    signal,
    mark: null,
    line: null,
  });
  try {
    const styles = makeStyles(book);
    const foot = footer(title, digest);
    const looks = {
      key: styles.key(),
      text: styles.text(),
      number: styles.number,
      date: styles.date(),
      instant: styles.instant(),
    };
    for (const list of lists) {
      const sheet = book.sheet(list.name, {
        widths: list.columns.map(({ width }) => width),
        freeze: { rows: 1, columns: 0 },
        print: { printTitlesRow: '1:1' },
        footer: foot,
      });
      sheet.row(
        list.columns.map(({ header }) => header),
        styles.header,
        32,
      );
      for (const [index, row] of list.rows.entries()) {
        sheet.row(
          list.columns.map((_, column) => cellOf(list, row, column)),
          list.columns.map(({ kind }) => looks[kind]),
        );
        progress?.(index + 1, list.rows.length, list.name);
        await sheet.settle();
      }
      if (list.rows.length > 0)
        sheet.table(
          list.name,
          list.columns.map(({ header }) => header),
        );
      book.finish(sheet);
    }
    await writeExportNotes({
      book,
      styles,
      sheet: (name, options) => book.sheet(name, { ...options, footer: foot }),
    });
    await book.close();
  } catch (error) {
    await book.abandon();
    throw error;
  }
}
