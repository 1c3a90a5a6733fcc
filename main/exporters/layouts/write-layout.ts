import type { DocumentSheet, LayoutDocument, RowLook } from '../../domain/layouts/document.ts';
import { Book } from '../xlsx/book.ts';
import { writeExportNotes } from '../xlsx/sheets/export-notes.ts';
import { footer, makeStyles, type Styles } from '../xlsx/styles.ts';
import type { ExportControl } from '../xlsx/write-xlsx.ts';
import { fittedColumns, heightOf } from './row-height.ts';

/** Wider than this, a table on A4 is too small to read. */
const A4_CHARACTERS = 200;

type Looks = Readonly<Record<Exclude<RowLook, 'body' | 'fact'>, number>>;

/**
 * Writes a filled layout as an Excel file to `path`. Every text stays a text; what a cell cannot hold goes on in a last sheet
 * "Export notes". Throws CANCELLED when the signal fires; what then lies at `path` is of no use.
 */
export async function writeLayout(
  document: LayoutDocument,
  path: string,
  created: Date,
  control: ExportControl = {},
): Promise<void> {
  const book = new Book(path, {
    created,
    title: document.title,
    subject: 'Responsibilities in a layout that auditors exchange',
    mark: document.mark,
    signal: control.signal,
  });
  try {
    const foot = footer(document.title, document.digest);
    const styles = makeStyles(book);
    for (const sheet of document.sheets)
      await writeSheet(book, styles, sheet, foot, document.counts.rows, control);
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

async function writeSheet(
  book: Book,
  styles: Styles,
  filled: DocumentSheet,
  foot: string,
  total: number,
  { progress }: ExportControl,
): Promise<void> {
  const { name, rows, merges, headerRow } = filled;
  const columns = fittedColumns(filled);
  const hasGroups = rows.some(({ look }) => look === 'group');
  const across = columns.reduce((sum, column) => sum + column.width, 0);
  const sheet = book.sheet(name, {
    widths: columns.map((column) => column.width),
    footer: foot,
    ...(headerRow > 0
      ? {
          freeze: { rows: headerRow, columns: 1 },
          large: across > A4_CHARACTERS,
          print: {
            printTitlesRow: `${headerRow - (hasGroups ? 1 : 0)}:${headerRow}`,
          },
        }
      : { print: { orientation: 'portrait' as const } }),
  });
  const looks: Looks = {
    title: styles.title,
    guidance: styles.paragraph,
    blank: 0,
    group: styles.layoutHeader,
    header: styles.layoutHeader,
    heading: styles.heading,
    paragraph: styles.paragraph,
  };
  const fact = [styles.label, styles.text()];
  const body = columns.map((column, index) =>
    column.mark ? styles.mark : index === 0 ? styles.key() : styles.text(),
  );
  let done = 0;
  for (const { look, cells } of rows) {
    const height = heightOf(look, cells, columns);
    if (look === 'body') {
      sheet.row(pad(cells, columns.length), body, height);
      done += 1;
      progress?.(done, total, name);
    } else if (look === 'fact') sheet.row(cells, fact, height);
    else sheet.row(look === 'blank' ? [null] : pad(cells, columns.length), looks[look], height);
    await sheet.settle();
  }
  for (const area of merges) sheet.merge(area);
  if (headerRow > 0 && !hasGroups) sheet.filter(columns.length, headerRow);
  book.finish(sheet);
}

/** A row keeps its borders where it has no text. */
const pad = (cells: readonly (string | null)[], length: number): readonly (string | null)[] =>
  cells.length >= length ? cells : [...cells, ...new Array<null>(length - cells.length).fill(null)];
