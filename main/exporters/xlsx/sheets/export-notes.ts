import type { Paint } from '../context.ts';

export const EXPORT_NOTES = 'Export notes';

/** Written only when some text could not stand in its cell as recorded: says where, and holds what did not fit. */
export async function writeExportNotes(paint: Pick<Paint, 'styles' | 'book' | 'sheet'>): Promise<void> {
  const { styles, book } = paint;
  if (book.notes.length === 0) return;
  const notes = [...book.notes];
  const sheet = paint.sheet(EXPORT_NOTES, {
    widths: [16, 10, 46, 9, 100],
    freeze: { rows: 1, columns: 0 },
    print: { printTitlesRow: '1:1' },
  });
  sheet.row(['Sheet', 'Cell', 'What happened', 'Part', 'Rest of the text'], styles.header, 24);
  const text = styles.text();
  const looks = [styles.key(), styles.link(), text, styles.number, text];
  for (const note of notes) {
    const put = (what: string, part: number | null, rest: string | null) => {
      sheet.row([note.sheet, note.cell, what, part, rest], looks);
      sheet.link(2, { sheet: note.sheet, cell: note.cell });
    };
    if (note.replaced > 0)
      put(
        note.replaced === 1
          ? 'One character that Excel cannot keep is shown by a sign.'
          : `${note.replaced} characters that Excel cannot keep are shown by signs.`,
        null,
        null,
      );
    for (const [index, rest] of note.rest.entries())
      put('The text is longer than a cell; it goes on here.', index + 2, rest);
    await sheet.settle();
  }
  book.finish(sheet);
}
