import { DemarcError } from '../../../contract/errors.ts';
import { numeral } from '../../../domain/words/counted.ts';
import type { Book, Entry } from '../book.ts';
import { HAIR, MARGIN, STYLES, type TextStyle } from '../styles.ts';
import type { Line } from '../text.ts';
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
/** From the list to what shares its page. */
const AFTER_GAP = 18;
const COLUMN_GAP = 24;
/** For the number of a page and the dots before it. */
const NUMBER_ROOM = 36;
/** Lines of the list on a page of the book's paper. */
const linesOf = (book: Book, leading: number): number =>
  Math.floor((book.edges.long - MARGIN.bottom - TOP) / leading);

const layoutOf = (book: Book, entries: number): Layout =>
  entries < DENSE_FROM
    ? { columns: 1, perColumn: linesOf(book, 15.5), leading: 15.5, style: STYLES.body, bold: STYLES.bodyBold }
    : { columns: 2, perColumn: linesOf(book, 11), leading: 11, style: STYLES.label, bold: STYLES.labelBold };

/** Lines of each column for titles that take two. */
const SPARE = 1;
/** A list in two columns that leaves the rest of its page to something else. */
const shortLayout = (entries: number, leading: number): Layout => ({
  columns: 2,
  perColumn: Math.ceil(entries / 2) + SPARE,
  leading,
  ...(leading < STYLES.body.leading
    ? { style: STYLES.label, bold: STYLES.labelBold }
    : { style: STYLES.body, bold: STYLES.bodyBold }),
});

/** How the list will be set: known before anything is drawn, so that page numbers come out right. */
export interface ContentsPlan {
  readonly layout: Layout;
  readonly pages: number;
  /** What follows it has room on its page. */
  readonly shared: boolean;
}
/** Plans a list of so many entries, of which what comes after it takes so many points. */
export function planContents(book: Book, entries: number, after: number): ContentsPlan {
  const room = book.edges.long - MARGIN.bottom - TOP - AFTER_GAP - after;
  for (const leading of [STYLES.body.leading, 11]) {
    const layout = shortLayout(entries, leading);
    if (layout.perColumn * leading <= room) return { layout, pages: 1, shared: true };
  }
  const layout = layoutOf(book, entries);
  const pages = Math.max(1, Math.ceil(entries / (layout.columns * layout.perColumn)));
  return { layout, pages, shared: false };
}

/** Draws the contents with links, on the pages planned for them: they are known when all else is drawn. `look` hears how many are. */
export async function writeContents(
  book: Book,
  { layout, pages, shared }: ContentsPlan,
  firstNumber: number,
  look: PageLook,
): Promise<void> {
  const perPage = layout.columns * layout.perColumn;
  // The page before may lie on its side; these stand upright.
  const across = book.edges.short - MARGIN.left - MARGIN.right;
  const width = (across - (layout.columns - 1) * COLUMN_GAP) / layout.columns;
  const titled = linesIn(book, layout, width, shared);
  const whole = titled.reduce((sum, { lines }) => sum + lines.length, 0);
  if (whole > perPage * pages)
    throw new DemarcError('UNEXPECTED', 'The PDF has more chapters than its contents have room for.');
  const perColumn = shared ? Math.ceil(whole / layout.columns) : layout.perColumn;
  let [at, column, page] = [0, 0, 0];
  const begin = () => {
    book.newPage('portrait', { number: firstNumber + page });
    if (page === 0) book.part(CONTENTS_TITLE);
    if (page === 0) book.heading('H1', CONTENTS_TITLE, STYLES.h1);
    else book.continued(CONTENTS_TITLE);
    book.y = TOP;
    book.structure.open('TOC');
  };
  begin();
  for (const [index, { entry, lines }] of titled.entries()) {
    if (at >= perColumn) [at, column] = [0, column + 1];
    if (column === layout.columns) {
      book.structure.close();
      await look(index, titled.length);
      [column, page] = [0, page + 1];
      begin();
    }
    const x = book.left + column * (width + COLUMN_GAP);
    drawEntry(book, { entry, lines }, layout, { x, y: TOP + at * layout.leading, w: width });
    at += lines.length;
  }
  book.structure.close();
  await look(titled.length, titled.length);
  book.y = TOP + layout.perColumn * layout.leading + AFTER_GAP;
}

interface Titled {
  readonly entry: Entry;
  readonly lines: readonly Line[];
}
const INDENT = 12;
const indentOf = ({ level }: Entry): number => (level === 1 ? 0 : INDENT);
const styleOf = ({ level }: Entry, layout: Layout): TextStyle => (level === 1 ? layout.bold : layout.style);

/** The titles of the entries: on two lines where they need them and there is room for that, else cut to one. */
function linesIn(book: Book, layout: Layout, width: number, shared: boolean): readonly Titled[] {
  const room = (entry: Entry) => width - indentOf(entry) - NUMBER_ROOM;
  const cut = (entry: Entry) => [book.fit(entry.title, styleOf(entry, layout), room(entry))];
  const whole = book.entries.map((entry) => {
    const lines = book.wrap(entry.title, styleOf(entry, layout), room(entry));
    return { entry, lines: shared && lines.length === 2 ? lines : cut(entry) };
  });
  const taken = whole.reduce((sum, { lines }) => sum + lines.length, 0);
  return taken <= layout.columns * layout.perColumn - 1 || !shared
    ? whole
    : book.entries.map((entry) => ({ entry, lines: cut(entry) }));
}

function drawEntry(
  book: Book,
  { entry, lines }: Titled,
  layout: Layout,
  at: { x: number; y: number; w: number },
): void {
  const { content, structure } = book;
  const style = { ...styleOf(entry, layout), leading: layout.leading };
  const indent = indentOf(entry);
  const number = numeral(entry.page);
  const last = at.y + (lines.length - 1) * layout.leading;
  const from = at.x + indent + book.widthOf(lines.at(-1) ?? '', style) + 5;
  const to = at.x + at.w - book.widthOf(number, style) - 5;
  const y = last + style.leading * 0.78;
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
    content.lines(lines, style, at.x + indent, at.y);
    content.right(number, style, at.x + at.w, last);
  });
  const height = Number(Array.isArray(entry.target.data.MediaBox) ? entry.target.data.MediaBox[3] : 0);
  const destination = `[${entry.target} /XYZ null ${(height - entry.y).toFixed(1)} null]`;
  const box = { x: at.x, y: at.y, w: at.w, h: lines.length * style.leading };
  book.links.annotate(leaf, destination, `${entry.title}, page ${number}`, content, box);
  structure.closeLeaf(leaf);
  structure.close();
}
