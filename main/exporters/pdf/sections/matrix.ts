import {
  decodeOwnership,
  kindsById,
  namesById,
  OWNERSHIP_STYLES,
  ownershipKeys,
  ownershipWords,
  partiesOf,
} from '../../../domain/duties/ownership.ts';
import {
  CELL_FLAGS,
  type MatrixCell,
  type MatrixColumn,
  type MatrixTable,
  matrixTable,
} from '../../../domain/pictures/matrix.ts';
import { partySigns } from '../../../domain/report/party-signs.ts';
import type { Report } from '../../../domain/report/report.ts';
import type { Book } from '../book.ts';
import { fillOf, HAIR, INK, inkOf, RULE, STYLES, type TextStyle } from '../styles.ts';
import { drawLegend, type PageLook } from './line.ts';

const MATRIX_TITLE = 'Matrix';
const ROW_HEAD = 176;
const MOST_COLUMNS = 20;
/** Columns are no wider than this, so that a small workbook keeps the look of a grid. */
const WIDEST = 30;
const LABEL = 92;
const GROUP_GAP = 3;
/** Height of the line that names a domain. */
const GROUP_HEAD = 9;
/** Kept free under the grid for the legend. */
const FOOT = 21;

interface Grid {
  readonly table: MatrixTable;
  readonly columns: readonly { readonly column: MatrixColumn; readonly index: number }[];
  readonly width: number;
  readonly rowHeight: number;
  /** Names of domains by id. */
  readonly domains: ReadonlyMap<string, string>;
}

/**
 * Duties by services, the duties of a page's services all on it; columns run on over pages with the row heads repeated. `look`
 * hears after each grid how many columns are drawn.
 */
export async function writeMatrix(book: Book, report: Report, look: PageLook): Promise<void> {
  book.newPage('portrait');
  book.chapter(MATRIX_TITLE);
  const table = matrixTable(report.matrix);
  const used = table.rows
    .map((_, row) => row)
    .filter((row) => table.columns.some((_, column) => table.ownership(column, row) !== undefined));
  if (used.length === 0) {
    book.paragraph('No duties are asked yet.', STYLES.body);
    return;
  }
  book.paragraph(
    'The letters name the owners of each duty; an empty cell is not asked there. A provider’s duty stands in every column. ' +
      '“!” rests on a known misconception.',
    STYLES.bodyMuted,
  );
  book.y += 4;
  const columns = table.columns.map((column, index) => ({ column, index }));
  const pages = Math.max(1, Math.ceil(columns.length / MOST_COLUMNS));
  const perPage = Math.ceil(columns.length / pages);
  const painter = cellPainter(book, report);
  const domains = new Map(report.domains.map(({ id, name }) => [id, name]));
  for (let page = 0; page < pages; page += 1) {
    if (page > 0) {
      book.newPage('portrait');
      book.continued(MATRIX_TITLE);
    }
    const slice = columns.slice(page * perPage, (page + 1) * perPage);
    const width = Math.min(WIDEST, (book.width - ROW_HEAD) / perPage);
    const rowHeight = heightOfRows(book, table, used);
    drawGrid(book, { table, columns: slice, width, rowHeight, domains }, used, painter);
    book.y += 8;
    drawLegend(book);
    await look(Math.min((page + 1) * perPage, columns.length), columns.length);
  }
}

/** All duties on one page where that leaves them legible; else comfortable rows on several. */
function heightOfRows(book: Book, table: MatrixTable, rows: readonly number[]): number {
  const groups = new Set(rows.map((row) => table.rows[row]?.domain)).size;
  const fitting = (book.room - LABEL - FOOT - groups * (GROUP_GAP + GROUP_HEAD)) / rows.length;
  return fitting < 9 ? 9.4 : Math.min(11.5, fitting);
}

function drawGrid(book: Book, grid: Grid, rows: readonly number[], paint: CellPainter): void {
  const { structure } = book;
  const first = grid.columns[0]?.column.label ?? '';
  const last = grid.columns.at(-1)?.column.label ?? '';
  structure.open('Table', { title: `Matrix, ${first} to ${last}` });
  drawHead(book, grid, false);
  let domain: string | null = null;
  for (const row of rows) {
    const duty = grid.table.rows[row];
    if (!duty) continue;
    const head = duty.domain === domain ? 0 : GROUP_GAP + GROUP_HEAD;
    if (book.room < grid.rowHeight + head + FOOT - 0.01) {
      book.newPage('portrait');
      book.continued(MATRIX_TITLE);
      drawHead(book, grid, true);
      domain = null;
    }
    if (duty.domain !== domain) {
      book.y += domain === null ? 0 : GROUP_GAP;
      domain = duty.domain;
      drawDomain(book, grid, grid.domains.get(duty.domain) ?? duty.domain);
      rule(book, grid, book.y, RULE, 0.6);
    } else rule(book, grid, book.y, HAIR, 0.3);
    drawRow(book, grid, row, paint);
  }
  rule(book, grid, book.y, RULE, 0.6);
  structure.close();
}

/** The name of a domain over its duties. */
function drawDomain(book: Book, grid: Grid, name: string): void {
  const { structure, content } = book;
  const style = { ...STYLES.head, leading: GROUP_HEAD };
  structure.open('TR');
  structure.leaf(content, 'TH', { scope: 'Row', span: grid.columns.length + 1 }, () =>
    content.lines([book.fit(book.show(name, 'matrix'), style, book.width)], style, book.left, book.y),
  );
  structure.close();
  book.y += GROUP_HEAD;
}

function rule(book: Book, grid: Grid, y: number, colour: string, width: number): void {
  const right = book.left + ROW_HEAD + grid.columns.length * grid.width;
  book.structure.artifact(book.content, () =>
    book.content.line(
      [
        { x: book.left, y },
        { x: right, y },
      ],
      colour,
      width,
    ),
  );
}

function drawHead(book: Book, grid: Grid, repeated: boolean): void {
  const { content, structure } = book;
  const style = STYLES.label;
  const labels = grid.columns.map(({ column }) =>
    book.fit(book.show(column.label, column.ref), style, LABEL - 6),
  );
  const height = Math.min(LABEL, Math.max(...labels.map((label) => book.widthOf(label, style))) + 6);
  const bottom = book.y + height;
  const draw = (index: number) => {
    const x = book.left + ROW_HEAD + (index + 0.5) * grid.width;
    content.upwards(labels[index] ?? '', style, x + style.size * 0.36, bottom - 4);
  };
  if (repeated)
    structure.artifact(content, () => {
      for (const index of labels.keys()) draw(index);
    });
  else {
    structure.open('TR');
    structure.leaf(content, 'TH', { scope: 'Column' }, () =>
      content.lines(['Duty'], STYLES.head, book.left, bottom - STYLES.head.leading - 2),
    );
    for (const index of labels.keys()) structure.leaf(content, 'TH', { scope: 'Column' }, () => draw(index));
    structure.close();
  }
  book.y = bottom;
}

function drawRow(book: Book, grid: Grid, row: number, paint: CellPainter): void {
  const { content, structure } = book;
  const duty = grid.table.rows[row];
  const y = book.y;
  const size = Math.min(7.5, grid.rowHeight * 0.84);
  const style: TextStyle = { face: 'regular', size, leading: grid.rowHeight, colour: INK };
  structure.open('TR');
  structure.leaf(content, 'TH', { scope: 'Row' }, () =>
    content.lines(
      [book.fit(book.show(duty?.name ?? '', 'matrix'), style, ROW_HEAD - 6)],
      style,
      book.left,
      y,
    ),
  );
  for (const [at, { index }] of grid.columns.entries()) {
    const cell = grid.table.cell(index, row);
    const box = {
      x: book.left + ROW_HEAD + at * grid.width + 0.7,
      y: y + 0.7,
      w: grid.width - 1.4,
      h: grid.rowHeight - 1.4,
    };
    // A cell that is not asked stays an empty one, for the eye and for a screen reader.
    const leaf = structure.openLeaf('TD', cell === undefined ? {} : { alt: paint.words(cell) });
    if (cell !== undefined) structure.mark(content, leaf, () => paint.draw(cell, box));
    structure.closeLeaf(leaf);
  }
  structure.close();
  book.y += grid.rowHeight;
}

interface CellPainter {
  words(cell: MatrixCell): string;
  draw(cell: MatrixCell, box: { x: number; y: number; w: number; h: number }): void;
}

const isFlagged = ({ flags }: MatrixCell): boolean => (flags & CELL_FLAGS.misconception) !== 0;

/** What several own is drawn as its parts side by side, each with its letter; the last carries the sign of a misconception. */
function cellPainter(book: Book, report: Report): CellPainter {
  const kinds = kindsById(report.parties);
  const names = namesById(report.parties);
  const signs = partySigns(report.parties);
  return {
    words: (cell) =>
      `${ownershipWords(decodeOwnership(cell.ownership), names)}${isFlagged(cell) ? ', rests on a known misconception' : ''}`,
    draw: (cell, box) => {
      const ownership = decodeOwnership(cell.ownership);
      const keys = ownershipKeys(ownership, kinds);
      const parties = partiesOf(ownership);
      const w = box.w / keys.length;
      for (const [index, key] of keys.entries()) {
        const part = { ...box, x: box.x + index * w, w };
        if (key === 'unanswered') book.content.frame(RULE, 0.4, part, '[1.2 1.2] 0 d');
        else book.content.fill(fillOf(key), part);
        const letter = signs.get(parties[index] ?? '') ?? OWNERSHIP_STYLES[key].letter;
        const sign = isFlagged(cell) && index === keys.length - 1 ? `${letter}!` : letter;
        const style: TextStyle = { ...STYLES.cellBold, leading: box.h, colour: inkOf(key) };
        // Only a sign that is wider than its part of the cell is drawn smaller.
        const fitting = Math.floor((style.size * w * 10) / book.widthOf(sign, style)) / 10;
        const size = Math.min(style.size, fitting);
        book.content.centred(sign, { ...style, size }, part.x + w / 2, box.y);
      }
    },
  };
}
