import type { MatrixColumn, MatrixTable } from '../../../domain/pictures/matrix.ts';
import type { Book } from '../book.ts';
import { HAIR, RULE, STYLES } from '../styles.ts';
import type { CellPainter } from './matrix-cells.ts';

const SIDE_BY_SIDE = 3;
const ROW = 9;
const HEAD = 12;
/** From a grid to the list below it. */
export const ONCE_GAP = 5;
/** The owners of a duty, and from them to its name. */
const BOX = 19;
const BOX_GAP = 3;
const COLUMN_GAP = 8;
const TITLE = 'Asked once for the workbook';

/** Height of the list of so many duties whose names take one line each. */
export const onceLines = (duties: number): number => HEAD + Math.ceil(duties / SIDE_BY_SIDE) * ROW;

interface Once {
  readonly table: MatrixTable;
  /** The columns of what is answered once. */
  readonly practices: readonly { readonly column: MatrixColumn; readonly index: number }[];
  readonly rows: readonly number[];
  readonly paint: CellPainter;
}

/** What the names of each column have: as much as their longest where all have room for that, else the same. */
function widthsFor(book: Book, names: readonly number[]): readonly number[] {
  const room = book.width - SIDE_BY_SIDE * (BOX + BOX_GAP) - (SIDE_BY_SIDE - 1) * COLUMN_GAP;
  const longest = Array.from({ length: SIDE_BY_SIDE }, (_, column) =>
    Math.max(0, ...names.filter((_, at) => at % SIDE_BY_SIDE === column)),
  );
  const spare = (room - longest.reduce((sum, width) => sum + width, 0)) / SIDE_BY_SIDE;
  return longest.map((width) => (spare < 0 ? room / SIDE_BY_SIDE : width + spare));
}

/** The duties that are asked of no service, side by side, each with its owners before its name. */
export function drawOnce(book: Book, { table, practices, rows, paint }: Once): void {
  const { structure, content } = book;
  const style = { ...STYLES.cell, leading: ROW };
  const named = rows.flatMap((row) =>
    practices.flatMap(({ index }) => {
      const cell = table.cell(index, row);
      return cell ? [{ cell, name: book.show(table.rows[row]?.name ?? '', 'matrix') }] : [];
    }),
  );
  const widths = widthsFor(
    book,
    named.map(({ name }) => book.widthOf(name, style)),
  );
  const entries = named.map(({ cell, name }, at) => ({
    cell,
    lines: book.wrap(name, style, widths[at % SIDE_BY_SIDE] ?? 0),
  }));
  if (book.room < HEAD + 2 * ROW) book.newPage('portrait');
  const labels = practices.map(({ column }) => column.label).join(', ');
  structure.open('Table', { title: TITLE });
  structure.open('TR');
  structure.leaf(content, 'TH', { scope: 'Column', span: 2 * SIDE_BY_SIDE }, () =>
    content.lines(
      [book.fit(book.show(`${TITLE}: ${labels}`, 'matrix'), STYLES.head, book.width)],
      STYLES.head,
      book.left,
      book.y,
    ),
  );
  structure.close();
  book.y += HEAD - 2;
  const rule = (colour: string, thick: number) =>
    structure.artifact(book.content, () =>
      book.content.line(
        [
          { x: book.left, y: book.y },
          { x: book.right, y: book.y },
        ],
        colour,
        thick,
      ),
    );
  rule(RULE, 0.6);
  for (let at = 0; at < entries.length; at += SIDE_BY_SIDE) {
    const line = entries.slice(at, at + SIDE_BY_SIDE);
    const height = Math.max(...line.map(({ lines }) => lines.length)) * ROW;
    if (book.room < height) {
      book.newPage('portrait');
      book.continued(TITLE);
    } else if (at > 0) rule(HAIR, 0.3);
    structure.open('TR');
    for (let column = 0; column < SIDE_BY_SIDE; column += 1) {
      const entry = line[column];
      const before = widths.slice(0, column).reduce((sum, width) => sum + width, 0);
      const x = book.left + before + column * (BOX + BOX_GAP + COLUMN_GAP);
      const box = { x, y: book.y + 0.7, w: BOX, h: ROW - 1.4 };
      if (!entry) {
        for (const tag of ['TD', 'TD']) structure.closeLeaf(structure.openLeaf(tag));
        continue;
      }
      structure.leaf(book.content, 'TH', { scope: 'Row' }, () =>
        book.content.lines(entry.lines, style, x + BOX + BOX_GAP, book.y),
      );
      structure.leaf(book.content, 'TD', { alt: paint.words(entry.cell) }, () => paint.draw(entry.cell, box));
    }
    structure.close();
    book.y += height;
  }
  rule(RULE, 0.6);
  structure.close();
}
