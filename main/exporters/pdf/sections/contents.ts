import { DemarcError } from '../../../contract/errors.ts';
import { numeral } from '../../../domain/words/counted.ts';
import type { Book, Entry } from '../book.ts';
import { HAIR, MARGIN, STYLES, type TextStyle } from '../styles.ts';

import type { PageLook } from './line.ts';

export const CONTENTS_TITLE = 'Contents';
/** Where the list has many services it goes on in two columns of smaller lines. */
const DENSE_FROM = 60;

interface Layout {
  readonly columns: number;
  readonly perColumn: number;
  readonly leading: number;
  readonly style: TextStyle;
  readonly bold: TextStyle;
}
const TOP = 84;
/** Lines of the list on a page of the book's paper. */
const linesOf = (book: Book, leading: number): number =>
  Math.floor((book.edges.long - MARGIN.bottom - TOP) / leading);

const layoutOf = (book: Book, entries: number): Layout =>
  entries < DENSE_FROM
    ? { columns: 1, perColumn: linesOf(book, 15.5), leading: 15.5, style: STYLES.body, bold: STYLES.bodyBold }
    : { columns: 2, perColumn: linesOf(book, 11), leading: 11, style: STYLES.label, bold: STYLES.labelBold };

/** Pages that a list of so many entries takes: known before anything is drawn, so that page numbers come out right. */
export function contentsPages(book: Book, entries: number): number {
  const { columns, perColumn } = layoutOf(book, entries);
  return Math.max(1, Math.ceil(entries / (columns * perColumn)));
}

/** Draws the contents with links, on the pages kept for `planned` entries: they are known when all else is drawn. `look` hears how many are. */
export async function writeContents(
  book: Book,
  planned: number,
  firstNumber: number,
  look: PageLook,
): Promise<void> {
  const { entries } = book;
  if (entries.length > planned)
    throw new DemarcError('UNEXPECTED', 'The PDF has more chapters than its contents have room for.');
  const layout = layoutOf(book, planned);
  const perPage = layout.columns * layout.perColumn;
  for (let page = 0; page < contentsPages(book, planned); page += 1) {
    book.newPage('portrait', { number: firstNumber + page });
    if (page === 0) book.part(CONTENTS_TITLE);
    if (page === 0) book.heading('H1', CONTENTS_TITLE, STYLES.h1);
    else book.continued(CONTENTS_TITLE);
    book.y = TOP;
    book.structure.open('TOC');
    const width = (book.width - (layout.columns - 1) * 24) / layout.columns;
    const slice = entries.slice(page * perPage, (page + 1) * perPage);
    for (const [index, entry] of slice.entries()) {
      const column = Math.floor(index / layout.perColumn);
      const x = book.left + column * (width + 24);
      const y = book.y + (index % layout.perColumn) * layout.leading;
      drawEntry(book, entry, layout, { x, y, w: width });
    }
    book.structure.close();
    await look(Math.min((page + 1) * perPage, entries.length), entries.length);
  }
}

function drawEntry(book: Book, entry: Entry, layout: Layout, at: { x: number; y: number; w: number }): void {
  const { content, structure } = book;
  const style = entry.level === 1 ? layout.bold : layout.style;
  const indent = entry.level === 1 ? 0 : 12;
  const number = numeral(entry.page);
  const title = book.fit(entry.title, style, at.w - indent - 40);
  const from = at.x + indent + book.widthOf(title, style) + 5;
  const to = at.x + at.w - book.widthOf(number, style) - 5;
  const y = at.y + style.leading * 0.78;
  structure.artifact(content, () => {
    if (to > from)
      content.line(
        [
          { x: from, y },
          { x: to, y },
        ],
        HAIR,
        0.6,
        '[0.8 2] 0 d',
      );
  });
  structure.open('TOCI');
  const leaf = structure.openLeaf('Link');
  structure.mark(content, leaf, () => {
    content.lines([title], style, at.x + indent, at.y);
    content.right(number, style, at.x + at.w, at.y);
  });
  const height = Number(Array.isArray(entry.target.data.MediaBox) ? entry.target.data.MediaBox[3] : 0);
  const destination = `[${entry.target} /XYZ null ${(height - entry.y).toFixed(1)} null]`;
  const box = { x: at.x, y: at.y, w: at.w, h: style.leading };
  book.links.annotate(leaf, destination, `${entry.title}, page ${number}`, content, box);
  structure.closeLeaf(leaf);
  structure.close();
}
