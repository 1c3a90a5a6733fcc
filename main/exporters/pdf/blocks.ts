import type { Block } from '../../domain/report/document.ts';
import type { Book, Orientation } from './book.ts';
import { type CellStyles, fittedColumns, readableColumns } from './fitted-columns.ts';
import { textMark } from './marks.ts';
import { STYLES, type TextStyle } from './styles.ts';
import { Table, textIn } from './table.ts';
import { ours } from './words.ts';

/** Room that a heading wants below it, so that it does not stand alone at the foot of a page. */
const WITH_HEADING = 90;
/** A heading of a text: with its first two lines. */
const WITH_TEXT = 50;
/** A table wants its head and a row on the page. */
const WITH_HEAD = 45;
/** A remark may stand between it and a table. */
const WITH_OWN_HEADING = 110;
const FACT_NAME = 92;
const OWN_GAP = 3;

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
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading') paintHeading(book, block, where, look, blocks[index + 1]?.kind);
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
  next: Block['kind'] | undefined,
): void {
  const least = own ? WITH_OWN_HEADING : next === 'paragraph' ? WITH_TEXT : WITH_HEADING;
  if (newPage || book.room < least) book.newPage(orientation);
  else book.y += own ? 10 : 8;
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

function paintTable(
  book: Book,
  block: Extract<Block, { readonly kind: 'table' }>,
  where: string,
  { cells, orientation, own }: Look,
): void {
  const columns = own ? readableColumns(book, block.columns) : fittedColumns(book, block, cells);
  if (book.room < WITH_HEAD) book.newPage(orientation);
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
