import { numeral } from '../../domain/words/counted.ts';
import type { CoreOptions } from '../../services/core.ts';

/** What a command writes to and works with; replaced in tests. */
export interface Streams {
  readonly out: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  /** Who does what takes long; threads of the program's own without it. */
  readonly runTask?: CoreOptions['runTask'];
}

/** Takes out what would steer a terminal: a workbook's text is somebody else's. Line breaks become spaces. */
export const oneLine = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
    .trim();

const CELL = 60;
/** A text on one line, cut where a table would grow too wide; null is empty. */
export const short = (text: string | null): string => {
  const line = oneLine(text ?? '');
  return line.length > CELL ? `${line.slice(0, CELL - 1)}…` : line;
};

export interface Column<T> {
  readonly head: string;
  readonly align?: 'left' | 'right';
  readonly text: (row: T) => string | number | null;
}

/** Columns aligned with spaces, two between them; nothing trails a line. There may be any number of rows. */
export function table<T>(rows: readonly T[], columns: readonly Column<T>[]): string {
  const { head, lines } = tableLines(rows, columns);
  return head + lines.join('');
}

/** The same line by line, for those who put something between them. */
export function tableLines<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
): { readonly head: string; readonly lines: readonly string[] } {
  const widths = columns.map((column) => displayWidth(column.head));
  const cells = rows.map((row) =>
    columns.map((column, index) => {
      const cell = oneLine(String(column.text(row) ?? ''));
      const width = displayWidth(cell);
      if (width > (widths[index] ?? 0)) widths[index] = width;
      return { cell, width };
    }),
  );
  const line = (texts: readonly { readonly cell: string; readonly width: number }[]) =>
    texts
      .map(({ cell, width }, index) => {
        const gap = ' '.repeat(Math.max(0, (widths[index] ?? 0) - width));
        return columns[index]?.align === 'right' ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd();
  const heads = columns.map(({ head }) => ({ cell: head, width: displayWidth(head) }));
  return { head: `${line(heads)}\n`, lines: cells.map((texts) => `${line(texts)}\n`) };
}

/** Printable ASCII only: one cell for each character. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Terminal cells that a text takes: none for combining marks, two for wide East Asian characters. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    const code = character.codePointAt(0) ?? 0;
    const wide =
      (code >= 0x1100 && code <= 0x115f) ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0x1f300 && code <= 0x1faff);
    width += wide ? 2 : 1;
  }
  return width;
}

export interface ProgressLine {
  show(label: string, done: number, total: number | null): void;
  clear(): void;
}
/** One line that is written over itself; only on a terminal. */
export function progressLine(streams: Streams): ProgressLine {
  if (streams.err.isTTY !== true) return { show() {}, clear() {} };
  let shown = 0;
  return {
    show(label, done, total) {
      const now = Date.now();
      if (now - shown < 80) return;
      shown = now;
      const count = numeral(done);
      const share = total === null || total === 0 ? '' : ` of ${numeral(total)}`;
      streams.err.write(
        `\r\u001b[K${oneLine(`${label} ${count}${share}`).slice(0, (streams.err.columns ?? 80) - 1)}`,
      );
    },
    clear() {
      if (shown > 0) streams.err.write('\r\u001b[K');
      shown = 0;
    },
  };
}
