import type { CellValue } from './portfolio.ts';

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A row in the text format of COPY: https://www.postgresql.org/docs/current/sql-copy.html, "Text Format".
 */
export const copyText = (row: readonly CellValue[]): string => `${row.map(cellText).join('\t')}\n`;

function cellText(value: CellValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.replace(/[\\\n\r\t]/g, (letter) => ESCAPES[letter] ?? letter);
  return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
}

const PIECE = 64 * 1024;

/** Texts joined into pieces that are worth a packet. */
export function* pieces(texts: Iterable<string>): Generator<Buffer> {
  let joined = '';
  for (const text of texts) {
    joined += text;
    if (joined.length < PIECE) continue;
    yield Buffer.from(joined);
    joined = '';
  }
  if (joined !== '') yield Buffer.from(joined);
}
