import type { Block } from '../../domain/report/document.ts';
import type { Book, Orientation } from './book.ts';
import { textMark } from './marks.ts';
import { STYLES, type TextStyle } from './styles.ts';
import { CELL_PAD, type Column, Table, textIn } from './table.ts';
import { ours } from './words.ts';

/** Room that a heading wants below it, so that it does not stand alone at the foot of a page. */
const WITH_HEADING = 90;
/** A remark may stand between it and a table. */
const WITH_OWN_HEADING = 110;
const FACT_NAME = 92;
const OWN_GAP = 3;

/** The text of a table's first column, and of the others. */
interface CellStyles {
  readonly first: TextStyle;
  readonly other: TextStyle;
}
export const SMALL: CellStyles = { first: STYLES.cellBold, other: STYLES.cell };
/** For a document that is read at a table and not looked things up in. */
export const LARGE: CellStyles = { first: STYLES.bodyBold, other: STYLES.body };

/** How pieces of a document are painted. */
interface Look {
  readonly cells: CellStyles;
  readonly orientation: Orientation;
  /** They are a document of their own: its headings follow its title and stand among the bookmarks. */
  readonly own?: true;
}
/** Paints pieces of a document. Each text is marked, so that the finished file can be compared with them. */
export function paintBlocks(book: Book, blocks: readonly Block[], where: string, look: Look): void {
  for (const block of blocks) {
    if (block.kind === 'heading') paintHeading(book, block, where, look);
    else if (block.kind === 'paragraph') {
      const text = block.composed ? ours(block.text) : block.text;
      flowMarked(book, text, block.quiet ? STYLES.bodyMuted : STYLES.body, where, look.orientation);
      if (look.own) book.y += OWN_GAP;
    } else if (block.kind === 'facts') paintFacts(book, block, where, look);
    else paintTable(book, block, where, look);
  }
}

function paintHeading(
  book: Book,
  { text, below, newPage }: Extract<Block, { readonly kind: 'heading' }>,
  where: string,
  { orientation, own }: Look,
): void {
  if (newPage || book.room < (own ? WITH_OWN_HEADING : WITH_HEADING)) book.newPage(orientation);
  else book.y += 10;
  const shown = book.show(text, where);
  if (own) book.bookmark(below ? 2 : 1, shown);
  const style = own && !below ? STYLES.h2 : STYLES.h3;
  const lines = book.wrap(shown, style, book.width);
  book.structure.leaf(book.content, own && !below ? 'H2' : 'H3', {}, () =>
    book.content.marked(textMark(0), false, () => book.content.lines(lines, style, book.left, book.y)),
  );
  book.y += lines.length * style.leading + 3;
}

/** A paragraph of any length, marked as a text of the document. */
export const flowMarked = (
  book: Book,
  text: string,
  style: TextStyle,
  where: string,
  orientation: Orientation = 'portrait',
): void => book.flow(book.show(text, where), style, orientation, textMark(0));

function paintFacts(
  book: Book,
  { facts, composed }: Extract<Block, { readonly kind: 'facts' }>,
  where: string,
  { orientation }: Look,
): void {
  for (const [name, text] of facts) {
    const value = composed ? ours(text) : text;
    const lines = book.wrap(book.show(value, where), STYLES.body, book.width - FACT_NAME);
    const height = lines.length * STYLES.body.leading;
    if (height > book.room) book.newPage(orientation);
    book.structure.leaf(book.content, 'P', {}, () => {
      book.content.marked(textMark(0), false, () =>
        book.content.lines([name], STYLES.bodyMuted, book.left, book.y),
      );
      book.content.marked(textMark(1), false, () =>
        book.content.lines(lines, STYLES.body, book.left + FACT_NAME, book.y),
      );
    });
    book.y += height + 3;
  }
}

/** Columns as wide as their texts, where not all of them need their share: what is left goes to those that need more. */
function fitted(
  book: Book,
  { columns, rows }: Extract<Block, { readonly kind: 'table' }>,
  { first, other }: CellStyles,
): readonly Column[] {
  const needed = columns.map(({ title }, index) =>
    Math.max(
      book.widthOf(title, STYLES.head),
      ...rows.flatMap((row) =>
        (row[index] ?? '')
          .split('\n')
          .map((line) => book.widthOf(book.show(line, 'a list'), index === 0 ? first : other)),
      ),
    ),
  );
  const wanted = needed.map((width) => width + 2 * CELL_PAD + 1);
  const narrow = new Set<number>();
  for (;;) {
    const room = book.width - [...narrow].reduce((sum, index) => sum + (wanted[index] ?? 0), 0);
    const shares = columns.reduce((sum, { width }, index) => sum + (narrow.has(index) ? 0 : width), 0);
    const share = (index: number) => ((columns[index]?.width ?? 0) / shares) * room;
    const fits = columns
      .map((_, index) => index)
      .filter((index) => !narrow.has(index) && (wanted[index] ?? 0) <= share(index));
    for (const index of fits) narrow.add(index);
    if (fits.length > 0 && narrow.size < columns.length) continue;
    return columns.map((column, index) => ({
      ...column,
      width: narrow.has(index) ? (wanted[index] ?? 0) : share(index),
    }));
  }
}

function paintTable(
  book: Book,
  block: Extract<Block, { readonly kind: 'table' }>,
  where: string,
  { cells, orientation, own }: Look,
): void {
  const columns = own ? block.columns : fitted(book, block, cells);
  if (book.room < WITH_HEADING) book.newPage(orientation);
  const table = new Table(book, columns, orientation, block.name);
  const cell = textIn(book, columns, where);
  table.start();
  for (const row of block.rows)
    table.row(
      block.columns.map(({ composed }, index) => {
        const style = index === 0 ? cells.first : cells.other;
        const written = row[index] ?? '';
        const text = composed ? written.replace(/^[^\n]+/, ours) : written;
        if (text === '') return [];
        return [cell(index, text, style, textMark(index))];
      }),
    );
  table.end();
}
