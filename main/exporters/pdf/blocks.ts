import type { Block } from '../../domain/minutes/document.ts';
import type { Book } from './book.ts';
import { textMark } from './marks.ts';
import { STYLES, type TextStyle } from './styles.ts';
import { Table, textIn } from './table.ts';
import { ours } from './words.ts';

/** Room that a heading wants below it, so that it does not stand alone at the foot of a page. */
const WITH_HEADING = 70;
const FACT_NAME = 92;

/** The text of a table's first column and of the others, and what a heading is in the structure. */
interface Look {
  readonly first: TextStyle;
  readonly other: TextStyle;
  readonly heading: 'H2' | 'H3';
}
/** Within a section of a chapter. */
const SMALL: Look = { first: STYLES.cellBold, other: STYLES.cell, heading: 'H3' };
/** For a document of its own, which is read at a table and not looked things up in. */
export const LARGE: Look = { first: STYLES.bodyBold, other: STYLES.body, heading: 'H2' };

/** Paints pieces of a document on portrait pages. Each text is marked, so that the finished file can be compared with them. */
export function paintBlocks(book: Book, blocks: readonly Block[], where: string, look: Look = SMALL): void {
  for (const block of blocks) {
    if (block.kind === 'heading') paintHeading(book, block.text, where, look);
    else if (block.kind === 'paragraph')
      flowMarked(book, block.text, block.quiet ? STYLES.bodyMuted : STYLES.body, where);
    else if (block.kind === 'facts') paintFacts(book, block.facts, where);
    else paintTable(book, block, where, look);
  }
}

function paintHeading(book: Book, text: string, where: string, look: Look): void {
  if (book.room < WITH_HEADING) book.newPage('portrait');
  else book.y += 10;
  const style = STYLES.h3;
  const lines = book.wrap(book.show(text, where), style, book.width);
  book.structure.leaf(book.content, look.heading, {}, () =>
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
  tag: 'P' | 'H1' = 'P',
): void => book.flow(book.show(text, where), style, 'portrait', textMark(0), tag);

function paintFacts(book: Book, facts: readonly (readonly [string, string])[], where: string): void {
  for (const [name, value] of facts) {
    const lines = book.wrap(book.show(value, where), STYLES.body, book.width - FACT_NAME);
    const height = lines.length * STYLES.body.leading;
    if (height > book.room) book.newPage('portrait');
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
  look: Look,
): void {
  const { columns } = block;
  if (book.room < WITH_HEADING) book.newPage('portrait');
  const table = new Table(book, columns, 'portrait', block.name);
  const cell = textIn(book, columns, where);
  table.start();
  for (const row of block.rows)
    table.row(
      columns.map(({ composed }, index) => {
        const style = index === 0 ? look.first : look.other;
        const written = row[index] ?? '';
        const text = composed ? written.replace(/^[^\n]+/, ours) : written;
        if (text === '') return [];
        return [cell(index, text, style, textMark(index))];
      }),
    );
  table.end();
}
