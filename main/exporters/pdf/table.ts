import type { Book, Orientation } from './book.ts';
import { type Cell, type Cursor, cellHeight, paintCell, type TextBlock } from './cell-blocks.ts';
import type { Leaf } from './structure.ts';
import { HAIR, INK, RULE, STYLES, type TextStyle, TINT } from './styles.ts';

export type { Block, Cell, TextBlock } from './cell-blocks.ts';

export interface Column {
  readonly title: string;
  /** Points on A4, padding included; columns take the whole width of any paper, in these proportions. */
  readonly width: number;
  /** A heavy rule at the left of the column: the line between the provider's part and the customer's. */
  readonly line?: boolean;
  /** Numbers, which end alike at the right. */
  readonly numbers?: true;
}
export interface RowOptions {
  /** Texts that run on below the row: from the second column to the last. */
  readonly tail?: Cell;
  /** The column that its texts belong to; the last one unless said. */
  readonly tailOf?: number;
  /** Names by which links find the row. */
  readonly places?: readonly string[];
  /** What is read aloud for a sign in its first cell. */
  readonly says?: string;
  /** Begins a group: a stronger rule above it. */
  readonly opens?: boolean;
  /** It is one of several rows of which what stands from this column on is said once, beside the first. */
  readonly shared?: { readonly from: number; readonly rows: number; readonly at: number };
}

/** What a row of several holds. */
export interface TableRow {
  readonly cells: readonly Cell[];
  readonly tail?: Cell;
}

/** Between the edge of a column and its texts. */
export const CELL_PAD = 3;
const PAD = { x: CELL_PAD, top: 0.6, bottom: 0.8 } as const;
const factorOf = (book: Book, columns: readonly Column[]): number =>
  book.width / columns.reduce((sum, { width }) => sum + width, 0);

/** The columns over the whole width of the page. */
function scaled(book: Book, columns: readonly Column[]): readonly Column[] {
  const factor = factorOf(book, columns);
  return columns.map((column) => ({ ...column, width: column.width * factor }));
}

/** Lays out the texts of one row in the columns of its table; `where` names their place in the warnings. */
export const textIn =
  (book: Book, columns: readonly Column[], where: string) =>
  (column: number, text: string, style: TextStyle = STYLES.cell, mark?: string): TextBlock => ({
    lines: book.wrap(book.show(text, where), style, Table.textWidth(book, columns, column)),
    style,
    endsAt: columns[column]?.numbers ? Table.textWidth(book, columns, column) : undefined,
    mark,
  });

/** Lines of a tail that must stand beside its row before the rest goes on over the page. */
const TAIL_START = 3;
const TAIL_GAP = 0.8;
/** Height of the line that names a group. */
const BAND = STYLES.cellBold.leading + 5;

/** What a row wants of a page: all of it, and the beginning of its tail. */
function heightOf(cells: readonly Cell[], tail: Cell): number {
  const start =
    tail.length === 0 ? 0 : TAIL_GAP + Math.min(cellHeight(tail), TAIL_START * STYLES.cell.leading);
  const [head = 0, ...others] = cells.map(cellHeight);
  return Math.max(head, Math.max(0, ...others) + start) + PAD.top + PAD.bottom;
}

/**
 * A table that runs over pages: repeated head with the name of what the rows belong to, rows kept whole wherever they
 * fit on a page (a long tail goes on over the next), a band (a group's name) never alone at the foot.
 */
export class Table {
  readonly #book: Book;
  readonly #columns: readonly Column[];
  readonly #orientation: Orientation;
  readonly #name: string;
  /** Where each column begins, from the left of the table. */
  readonly #offsets: number[] = [];
  #band: string | null = null;

  constructor(book: Book, columns: readonly Column[], orientation: Orientation, name: string) {
    this.#book = book;
    this.#columns = scaled(book, columns);
    this.#orientation = orientation;
    this.#name = name;
    let x = 0;
    for (const column of this.#columns) {
      this.#offsets.push(x);
      x += column.width;
    }
  }
  /** Asked for each time: the next column of a page lies elsewhere. */
  #left(index: number): number {
    return this.#book.left + (this.#offsets[index] ?? 0);
  }
  get #right(): number {
    return this.#book.right;
  }
  /** Width that texts have in one of the columns, on the paper of the book. */
  static textWidth(book: Book, columns: readonly Column[], index: number): number {
    return (columns[index]?.width ?? 0) * factorOf(book, columns) - 2 * PAD.x;
  }

  start(): void {
    this.#book.structure.open('Table', { title: this.#name });
    this.#head(false);
  }
  end(): void {
    this.#band = null;
    this.#book.structure.close();
  }
  #head(repeated: boolean): void {
    const { content, structure, y } = this.#book;
    // Where the first cell of each row says what stands in it, a rule is enough.
    if (this.#columns.every(({ title }) => title === '')) {
      structure.artifact(content, () => this.#rule(y, RULE, 0.7));
      return;
    }
    const style = STYLES.head;
    const titles = this.#columns.map((column) =>
      this.#book.wrap(column.title, style, column.width - 2 * PAD.x),
    );
    const h = Math.max(...titles.map((lines) => lines.length)) * style.leading + 4;
    const draw = (index: number) => {
      const { numbers, width } = this.#columns[index] ?? { width: 0 };
      const [lines, x] = [titles[index] ?? [], this.#left(index)];
      if (numbers) content.endingAt(lines, style, x + width - PAD.x, y + 2);
      else content.lines(lines, style, x + PAD.x, y + 2);
    };
    structure.artifact(content, () => {
      content.fill(TINT, { x: this.#book.left, y, w: this.#right - this.#book.left, h });
      this.#rule(y + h, RULE, 0.7);
      this.#line(y, y + h);
      if (repeated) for (const index of titles.keys()) draw(index);
    });
    if (!repeated) {
      structure.open('TR');
      for (const index of titles.keys())
        structure.leaf(content, 'TH', { scope: 'Column' }, () => draw(index));
      structure.close();
    }
    this.#book.y += h;
    if (repeated) this.#book.repeated(h);
  }
  #rule(y: number, colour: string, width: number): void {
    this.#book.content.line(
      [
        { x: this.#book.left, y },
        { x: this.#right, y },
      ],
      colour,
      width,
    );
  }
  /** The heavy rule of the columns that have one, without a gap from head to foot. */
  #line(top: number, bottom: number): void {
    for (const [index, column] of this.#columns.entries()) {
      const x = this.#left(index);
      const ends = [
        { x, y: top },
        { x, y: bottom },
      ];
      if (column.line) this.#book.content.line(ends, INK, 1.1);
    }
  }
  #breakPage(): void {
    const book = this.#book;
    book.newPage(this.#orientation);
    book.continued(this.#name);
    this.#head(true);
  }
  /** Names the group that the next rows belong to. */
  band(title: string): void {
    this.#band = title;
  }
  #drawBand(title: string): void {
    const { content, structure, y } = this.#book;
    const style = STYLES.cellBold;
    const h = BAND;
    structure.artifact(content, () => {
      this.#rule(y + h, HAIR, 0.5);
      this.#line(y, y + h);
    });
    structure.open('TR');
    structure.leaf(content, 'TH', { scope: 'Row', span: this.#columns.length }, () =>
      content.lines(
        [this.#book.fit(title, style, this.#right - this.#book.left - 8)],
        style,
        this.#book.left + PAD.x,
        y + 3,
      ),
    );
    structure.close();
    this.#book.y += h;
  }

  /** Rows of which what stands from the column `from` on is said once: neighbours without a rule between them, on one page where they fit. */
  rows(from: number, rows: readonly TableRow[]): void {
    const all = rows.map((row, at) => ({ ...row, shared: { from, rows: rows.length, at } }));
    this.#keep(this.heightOf({ band: null, rows }));
    for (const { cells, ...options } of all) this.row(cells, { ...options, tailOf: from - 1 });
  }
  /** Room that rows take, with the band before them. */
  heightOf({ band, rows }: { readonly band: string | null; readonly rows: readonly TableRow[] }): number {
    const inner = (rows.length - 1) * PAD.bottom;
    return (
      rows.reduce((sum, { cells, tail = [] }) => sum + heightOf(cells, tail), band === null ? 0 : BAND) -
      inner
    );
  }
  /** Goes on over the page where so much does not fit on this one. */
  #keep(height: number): void {
    const band = this.#band === null ? 0 : BAND;
    if (height + band > this.#book.room && this.#book.y > 120) this.#breakPage();
  }
  /** One row; the first cell heads it. */
  row(cells: readonly Cell[], options: RowOptions = {}): void {
    const book = this.#book;
    const { tail = [], tailOf = cells.length - 1, places = [], opens = false, shared, says } = options;
    this.#keep(heightOf(cells, tail));
    if (this.#band !== null) this.#drawBand(this.#band);
    else if (opens) book.structure.artifact(book.content, () => this.#rule(book.y, RULE, 0.6));
    this.#band = null;
    const { structure } = book;
    for (const place of places) book.links.place(place, book.content, book.y);
    structure.open('TR');
    const cursors = [...cells, tail].map((): Cursor => ({ block: 0, line: 0 }));
    const leaves = cells.map((_, index) =>
      index === 0
        ? structure.openLeaf('TH', { scope: 'Row', ...(says === undefined ? {} : { alt: says }) })
        : shared === undefined || index < shared.from
          ? structure.openLeaf('TD')
          : shared.at === 0
            ? structure.openLeaf('TD', shared.rows > 1 ? { rows: shared.rows } : {})
            : null,
    );
    for (;;) {
      const isLast = shared === undefined || shared.at === shared.rows - 1;
      const done = this.#paint([...cells, tail], cursors, leaves, { tailOf, isLast });
      if (done) break;
      this.#breakPage();
    }
    for (const leaf of leaves) if (leaf) structure.closeLeaf(leaf);
    structure.close();
  }
  /** Paints what fits of a row and then of its tail, which is the last of `cells`; true when all of it did. */
  #paint(
    cells: readonly Cell[],
    cursors: readonly Cursor[],
    leaves: readonly (Leaf | null)[],
    { tailOf, isLast }: { readonly tailOf: number; readonly isLast: boolean },
  ): boolean {
    const { structure, content, y: top, bottom } = this.#book;
    const limit = bottom - PAD.bottom;
    let [lowest, middle] = [top + PAD.top, top + PAD.top];
    let done = true;
    for (const [index, leaf] of leaves.entries()) {
      const [cell, cursor] = [cells[index], cursors[index]];
      if (!cell || !cursor || !leaf) continue;
      const x = this.#left(index) + PAD.x;
      const end = paintCell(this.#book, cell, cursor, leaf, { x, y: top + PAD.top, limit });
      lowest = Math.max(lowest, end);
      // A tail stands beside the first cell, not below it.
      if (index > 0) middle = Math.max(middle, end);
      if (cursor.block < cell.length) done = false;
    }
    const [tail, cursor, leaf] = [cells.at(-1), cursors.at(-1), leaves[tailOf]];
    if (done && tail && cursor && leaf && cursor.block < tail.length) {
      middle += TAIL_GAP;
      const ended = paintCell(this.#book, tail, cursor, leaf, { x: this.#tailLeft, y: middle, limit });
      middle -= TAIL_GAP;
      lowest = Math.max(lowest, ended);
      done = cursor.block >= tail.length;
    } else middle = lowest;
    const end = lowest + (isLast || !done ? PAD.bottom : 0);
    structure.artifact(content, () => {
      if (isLast || !done) this.#rule(end, HAIR, 0.5);
      // The line does not run through a tail's words.
      this.#line(top, middle < lowest ? middle : end);
    });
    this.#book.y = end;
    return done;
  }
  get #tailLeft(): number {
    return this.#left(1) + PAD.x;
  }
  /** Width that the texts of a tail have. */
  get tailWidth(): number {
    return this.#right - this.#tailLeft - PAD.x;
  }
}
