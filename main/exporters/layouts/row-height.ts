import type { DocumentSheet, RowLook } from '../../domain/layouts/document.ts';

const LINE = 12.8;
/** Excel's own limit for a row, in points. */
const MOST = 409;
const FIXED: Readonly<Partial<Record<RowLook, number>>> = { title: 28, heading: 22, blank: 10 };

/** Lines that a text takes in a column so many characters wide; a column's width counts digits, which are wider than letters. */
function linesIn(text: string, width: number): number {
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(line.length / (width * 1.18)));
  return lines;
}

/** Wider than this, in characters, lines are tiresome to read. */
const WIDEST = 110;

/** The columns, those wider whose longest text would else be cut off by the highest row that there can be. */
export function fittedColumns({ columns, rows }: DocumentSheet): DocumentSheet['columns'] {
  const body = rows.filter(({ look }) => look === 'body');
  return columns.map((column, index) => {
    const texts = body.map(({ cells }) => cells[index] ?? '');
    const { most = WIDEST } = column;
    let { width } = column;
    while (width < most && texts.some((text) => linesIn(text, width) * LINE + 3 > MOST)) width += 5;
    return width === column.width ? column : { ...column, width };
  });
}

/** Up to so many lines the program's own fitting is right to the line, in print too. */
const FITTED = 3;

/**
 * Height of a row in points; undefined where the spreadsheet program is to fit it to its text, also after an edit. Not so
 * for a text in merged cells, which no program fits, and for a long one, of which a scaled print would cut the last line.
 */
export function heightOf(
  look: RowLook,
  cells: readonly (string | null)[],
  columns: DocumentSheet['columns'],
): number | undefined {
  const fixed = FIXED[look];
  if (fixed !== undefined) return fixed;
  const across = columns.reduce((sum, column) => sum + column.width, 0);
  const widths =
    look === 'guidance' || look === 'paragraph' ? [across] : columns.map((column) => column.width);
  let lines = 1;
  for (const [index, cell] of cells.entries())
    if (cell !== null) lines = Math.max(lines, linesIn(cell, widths[index] ?? across));
  if ((look === 'body' || look === 'fact') && lines <= FITTED) return undefined;
  return Math.min(MOST, Math.round(lines * LINE + (look === 'header' || look === 'group' ? 8 : 3)));
}
