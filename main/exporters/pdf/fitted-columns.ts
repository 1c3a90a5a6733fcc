import type { Block } from '../../domain/report/document.ts';
import type { Book } from './book.ts';
import { STYLES, type TextStyle } from './styles.ts';
import { CELL_PAD, type Column } from './table.ts';

/** The text of a table's first column, and of the others. */
export interface CellStyles {
  readonly first: TextStyle;
  readonly other: TextStyle;
}
/** A text of so few points is not broken: a date, a state, most names. */
const WHOLE = 62;
/** Points by which columns grow. */
const STEP = 6;
/** Lines are not full: a text takes so much more than its length. */
const RAGGED = 1.06;
const PADDING = 2 * CELL_PAD + 1;

/** Rows that are looked at: more of them say nothing new. */
const LOOKED_AT = 200;

/**
 * The columns of a list in the widths that make it shortest: each begins with what its words and its short texts need, and what is
 * left goes piece by piece to the one that saves most lines for it.
 */
export function fittedColumns(
  book: Book,
  { columns, rows: all }: Extract<Block, { readonly kind: 'table' }>,
  { first, other }: CellStyles,
): readonly Column[] {
  const rows = all.slice(0, LOOKED_AT);
  const widthOf = (text: string, index: number) =>
    book.widthOf(book.show(text, 'a list'), index === 0 ? first : other);
  const texts = columns.map((_, index) =>
    rows.map((row) => (row[index] ?? '').split('\n').map((line) => widthOf(line, index))),
  );
  const widths = columns.map(({ title }, index) => {
    const words = rows.flatMap((row) => (row[index] ?? '').split(/\s+/));
    const whole = (texts[index] ?? []).flat().filter((width) => width <= WHOLE);
    return Math.max(
      book.widthOf(title, STYLES.head),
      words.reduce((most, word) => Math.max(most, widthOf(word, index)), 0),
      whole.reduce((most, width) => Math.max(most, width), 0),
    );
  });
  let left = book.width - widths.reduce((sum, width) => sum + width + PADDING, 0);
  while (left > STEP) {
    const { index, points } = bestGrowth(texts, widths, left);
    widths[index] = (widths[index] ?? 0) + points;
    left -= points;
  }
  return columns.map((column, index) => ({ ...column, width: (widths[index] ?? 0) + PADDING }));
}

/** Columns in widths of their own, of which each has room for every word of its heading; the others give way for it. */
export function readableColumns(book: Book, columns: readonly Column[]): readonly Column[] {
  const factor = book.width / columns.reduce((sum, { width }) => sum + width, 0);
  const wanted = columns.map(({ title, width }) => {
    const words = title.split(/\s+/).map((word) => book.widthOf(word, STYLES.head));
    const least = Math.max(...words) + PADDING;
    return { least, more: Math.max(0, width * factor - least) };
  });
  const left = book.width - wanted.reduce((sum, { least }) => sum + least, 0);
  const share =
    Math.max(0, left) /
    Math.max(
      1,
      wanted.reduce((sum, { more }) => sum + more, 0),
    );
  return columns.map((column, index) => {
    const { least = 0, more = 0 } = wanted[index] ?? {};
    return { ...column, width: least + more * share };
  });
}

/** The widths of the lines that each cell was written in, by column and row. */
type Texts = readonly (readonly (readonly number[])[])[];

const linesOf = (cell: readonly number[], width: number): number =>
  cell.reduce((sum, text) => sum + (text <= width ? 1 : Math.ceil((text * RAGGED) / width)), 0);

/** Which column saves most lines of the table for each point that it grows by, and by how many it grows; the fullest where none does. */
function bestGrowth(
  texts: Texts,
  widths: readonly number[],
  left: number,
): { readonly index: number; readonly points: number } {
  const lines = texts.map((cells, index) => cells.map((cell) => linesOf(cell, widths[index] ?? 1)));
  const fullness = texts.map(
    (cells, index) => cells.flat().reduce((sum, text) => sum + text, 0) / (widths[index] ?? 1),
  );
  let best = { index: fullness.indexOf(Math.max(...fullness)), points: STEP, gain: 0 };
  for (const [index, cells] of texts.entries()) {
    const others = cells.map((_, row) =>
      lines.reduce((most, column, at) => (at === index ? most : Math.max(most, column[row] ?? 0)), 0),
    );
    for (let points = STEP; points <= left; points += STEP) {
      const saved = cells.reduce((sum, cell, row) => {
        const then = linesOf(cell, (widths[index] ?? 0) + points);
        const before = Math.max(lines[index]?.[row] ?? 0, others[row] ?? 0);
        return sum + before - Math.max(then, others[row] ?? 0);
      }, 0);
      if (saved / points > best.gain) best = { index, points, gain: saved / points };
    }
  }
  return best;
}
