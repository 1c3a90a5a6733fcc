/** What a command writes to; replaced in tests. */
export interface Streams {
  readonly out: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
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

/** Columns aligned with spaces, two between them; nothing trails a line. */
export function table<T>(rows: readonly T[], columns: readonly Column<T>[]): string {
  const cells = rows.map((row) => columns.map((column) => oneLine(String(column.text(row) ?? ''))));
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(column.head), ...cells.map((line) => displayWidth(line[index] ?? ''))),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => {
        const gap = ' '.repeat(Math.max(0, (widths[index] ?? 0) - displayWidth(text)));
        return columns[index]?.align === 'right' ? gap + text : text + gap;
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map((column) => column.head)), ...cells.map(line)].map((text) => `${text}\n`).join('');
}

/** Terminal cells that a text takes: none for combining marks, two for wide East Asian characters. */
export function displayWidth(text: string): number {
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

/** `1 service`, `2,345 services`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** One line that is written over itself; only on a terminal. */
export function progressLine(streams: Streams): {
  show(label: string, done: number, total: number | null): void;
  clear(): void;
} {
  if (streams.err.isTTY !== true) return { show() {}, clear() {} };
  let shown = 0;
  return {
    show(label, done, total) {
      const now = Date.now();
      if (now - shown < 80) return;
      shown = now;
      const count = done.toLocaleString('en-GB');
      const share = total === null || total === 0 ? '' : ` of ${total.toLocaleString('en-GB')}`;
      streams.err.write(
        `\r\u001b[K${oneLine(`${label} ${count}${share}`).slice(0, (streams.err.columns ?? 80) - 1)}`,
      );
    },
    clear() {
      if (shown > 0) streams.err.write('\r\u001b[K');
    },
  };
}
