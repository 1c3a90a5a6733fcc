import { type MatrixColumn, type MatrixTable, matrixTable } from '../../../domain/pictures/matrix.ts';
import type { Report } from '../../../domain/report/report.ts';
import type { Book } from '../book.ts';
import { HAIR, INK, RULE, STYLES, type TextStyle } from '../styles.ts';
import { drawLegend, type PageLook } from './line.ts';
import { type CellPainter, cellPainter } from './matrix-cells.ts';
import { drawOnce, ONCE_GAP, onceLines } from './matrix-once.ts';

const MATRIX_TITLE = 'Matrix';
const ROW_HEAD = 176;
const MOST_COLUMNS = 20;
/** Columns are no wider than this, so that a small workbook keeps the look of a grid. */
const WIDEST = 30;
const LABEL = 92;
const GROUP_GAP = 2;
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
 * Duties by services, the duties of a page's services all on it; columns run on over pages with the row heads repeated. What is asked
 * once for the workbook needs no grid: it follows as a list. `look` hears after each grid how many columns are drawn.
 */
export async function writeMatrix(book: Book, report: Report, look: PageLook): Promise<void> {
  book.newPage('portrait');
  book.chapter(MATRIX_TITLE);
  const table = matrixTable(report.matrix);
  const organisation = new Set(
    report.matrix.subjects.filter(({ kind }) => kind === 'organisation').map(({ ref }) => ref),
  );
  const all = table.columns.map((column, index) => ({ column, index }));
  const isAsked = (row: number) => (place: { readonly index: number }) =>
    table.ownership(place.index, row) !== undefined;
  const [practices, services] = [true, false].map((wanted) =>
    all.filter(({ column }) => organisation.has(column.ref) === wanted),
  ) as [typeof all, typeof all];
  const rows = table.rows.map((_, row) => row);
  const used = rows.filter((row) => services.some(isAsked(row)));
  const once = rows.filter((row) => !services.some(isAsked(row)) && practices.some(isAsked(row)));
  if (used.length + once.length === 0) {
    book.paragraph('No duties are asked yet.', STYLES.body);
    return;
  }
  book.paragraph(
    'The letters name the owners of each duty; an empty cell is not asked there. “!” rests on a known misconception.',
    STYLES.bodyMuted,
  );
  const painter = cellPainter(book, report);
  const columns = all.filter((place) => services.includes(place) || used.some((row) => isAsked(row)(place)));
  const pages = Math.ceil(columns.length / MOST_COLUMNS);
  const perPage = Math.ceil(columns.length / pages);
  const domains = new Map(report.domains.map(({ id, name }) => [id, name]));
  for (let page = 0; page < pages && used.length > 0; page += 1) {
    if (page > 0) {
      book.newPage('portrait');
      book.continued(MATRIX_TITLE);
    }
    const slice = columns.slice(page * perPage, (page + 1) * perPage);
    const width = Math.min(WIDEST, (book.width - ROW_HEAD) / perPage);
    const rowHeight = heightOfRows(book, table, { rows: used, once: page < pages - 1 ? 0 : once.length });
    drawGrid(book, { table, columns: slice, width, rowHeight, domains }, used, painter);
    book.y += ONCE_GAP;
    if (page < pages - 1 || once.length === 0) drawLegend(book, report);
    await look(Math.min((page + 1) * perPage, columns.length), columns.length);
  }
  if (once.length === 0) return;
  drawOnce(book, { table, practices, rows: once, paint: painter });
  book.y += ONCE_GAP;
  if (book.room < STYLES.label.leading) book.newPage('portrait');
  drawLegend(book, report);
}

/** All duties on one page where that leaves them legible; else comfortable rows on several. */
function heightOfRows(
  book: Book,
  table: MatrixTable,
  { rows, once }: { readonly rows: readonly number[]; readonly once: number },
): number {
  const groups = new Set(rows.map((row) => table.rows[row]?.domain)).size;
  const beside = once === 0 ? 0 : ONCE_GAP + onceLines(once);
  const fitting = (book.room - LABEL - FOOT - beside - groups * (GROUP_GAP + GROUP_HEAD)) / rows.length;
  return fitting < 9 ? 9 : Math.min(11.5, fitting);
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
