import type { OwnershipKey } from '../../domain/ownership.ts';
import { OWNERSHIP_STYLES } from '../../domain/ownership.ts';
import type { Book, Orientation } from './book.ts';
import type { Leaf } from './structure.ts';
import { fillOf, HAIR, INK, inkOf, RULE, STYLES, type TextStyle, TINT } from './styles.ts';
import type { Line } from './text.ts';

export interface Column {
  readonly title: string;
  /** Points, padding included. */
  readonly width: number;
  /** A heavy rule at the left of the column: the line between the provider's part and the customer's. */
  readonly line?: boolean;
}
export interface TextBlock {
  readonly lines: readonly Line[];
  readonly style: TextStyle;
  /** Name of the content mark by which the finished file is counted again. */
  readonly mark?: string | undefined;
}
export interface ChipBlock {
  readonly chips: readonly OwnershipKey[];
}
export type Block = TextBlock | ChipBlock;
export type Cell = readonly Block[];

const PAD = { x: 4, top: 3, bottom: 3.4 } as const;
const CHIP = { size: 10, gap: 2, height: 11.6 } as const;

const heightOf = (block: Block): number =>
  'chips' in block ? CHIP.height : block.lines.length * block.style.leading;
const cellHeight = (cell: Cell): number => cell.reduce((sum, block) => sum + heightOf(block), 0);

/** Where a cell's next piece begins: rows taller than a page go on over several. */
interface Cursor {
  block: number;
  line: number;
}

/**
 * A table that runs over pages: repeated head with the name of what the rows belong to, rows kept whole wherever they
 * fit on a page, a band (a group's name) never alone at the foot.
 */
export class Table {
  readonly #book: Book;
  readonly #columns: readonly Column[];
  readonly #orientation: Orientation;
  readonly #name: string;
  readonly #lefts: number[] = [];
  #band: string | null = null;

  constructor(book: Book, columns: readonly Column[], orientation: Orientation, name: string) {
    this.#book = book;
    this.#columns = columns;
    this.#orientation = orientation;
    this.#name = name;
    let x = book.left;
    for (const column of columns) {
      this.#lefts.push(x);
      x += column.width;
    }
  }
  get #right(): number {
    return (this.#lefts.at(-1) ?? 0) + (this.#columns.at(-1)?.width ?? 0);
  }
  static textWidth(column: Column): number {
    return column.width - 2 * PAD.x;
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
    const style = STYLES.head;
    const titles = this.#columns.map((column) =>
      this.#book.wrap(column.title, style, Table.textWidth(column)),
    );
    const h = Math.max(...titles.map((lines) => lines.length)) * style.leading + 6;
    const draw = (index: number) =>
      content.lines(titles[index] ?? [], style, (this.#lefts[index] ?? 0) + PAD.x, y + 3);
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
      const x = this.#lefts[index] ?? 0;
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
    const h = style.leading + 5;
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

  /** One row; the first cell heads it. */
  row(cells: readonly Cell[]): void {
    const book = this.#book;
    const band = this.#band === null ? 0 : STYLES.cellBold.leading + 5;
    const height = Math.max(...cells.map(cellHeight)) + PAD.top + PAD.bottom;
    if (height + band > book.room && book.y > 120) this.#breakPage();
    if (this.#band !== null) this.#drawBand(this.#band);
    this.#band = null;
    const { structure } = book;
    structure.open('TR');
    const cursors = cells.map((): Cursor => ({ block: 0, line: 0 }));
    const leaves = cells.map((_, index) =>
      structure.openLeaf(index === 0 ? 'TH' : 'TD', index === 0 ? { scope: 'Row' } : {}),
    );
    for (;;) {
      const done = this.#paint(cells, cursors, leaves);
      if (done) break;
      this.#breakPage();
    }
    for (const leaf of leaves) structure.closeLeaf(leaf);
    structure.close();
  }
  /** Paints what fits of a row; true when all of it did. */
  #paint(cells: readonly Cell[], cursors: readonly Cursor[], leaves: readonly Leaf[]): boolean {
    const { content, structure, y: top, bottom } = this.#book;
    const limit = bottom - PAD.bottom;
    let lowest = top + PAD.top;
    let done = true;
    for (const [index, cell] of cells.entries()) {
      const cursor = cursors[index];
      const leaf = leaves[index];
      if (!cursor || !leaf || cell.length === cursor.block) continue;
      const x = (this.#lefts[index] ?? 0) + PAD.x;
      let y = top + PAD.top;
      structure.mark(content, leaf, () => {
        while (cursor.block < cell.length) {
          const block = cell[cursor.block];
          if (!block) break;
          const space = Math.floor(
            (limit - y + 0.01) / ('chips' in block ? CHIP.height : block.style.leading),
          );
          if (space < 1) break;
          if ('chips' in block) {
            this.#chips(block.chips, x, y);
            y += CHIP.height;
            cursor.block += 1;
            continue;
          }
          const lines = block.lines.slice(cursor.line, cursor.line + space);
          const mark = block.mark && (cursor.line === 0 ? block.mark : `${block.mark}More`);
          if (mark) content.op(`/${mark} BMC`);
          content.lines(lines, block.style, x, y);
          if (mark) content.op('EMC');
          y += lines.length * block.style.leading;
          cursor.line += lines.length;
          if (cursor.line < block.lines.length) break;
          cursor.block += 1;
          cursor.line = 0;
        }
      });
      if (cursor.block < cell.length) done = false;
      lowest = Math.max(lowest, y);
    }
    const end = lowest + PAD.bottom;
    structure.artifact(content, () => {
      this.#rule(end, HAIR, 0.5);
      this.#line(top, end);
    });
    this.#book.y = end;
    return done;
  }
  #chips(keys: readonly OwnershipKey[], x: number, y: number): void {
    drawChips(this.#book, keys, x, y, CHIP.size);
  }
}

/** Coloured squares with the letter of each party, joined by a plus as in the matrix and in Excel. */
export function drawChips(
  book: Book,
  keys: readonly OwnershipKey[],
  x: number,
  y: number,
  size: number,
): number {
  const { content } = book;
  let at = x;
  for (const [index, key] of keys.entries()) {
    const style: TextStyle = { face: 'bold', size: size * 0.7, leading: size, colour: inkOf(key) };
    if (index > 0) {
      content.centred('+', { ...style, colour: INK }, at + CHIP.gap, y);
      at += CHIP.gap * 2;
    }
    content.fill(fillOf(key), { x: at, y, w: size, h: size });
    if (key === 'unanswered') content.frame(RULE, 0.5, { x: at, y, w: size, h: size });
    content.centred(OWNERSHIP_STYLES[key].letter, style, at + size / 2, y);
    at += size;
  }
  return at - x;
}
