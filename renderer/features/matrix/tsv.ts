/** A block of cells as spreadsheets put it on the clipboard: tabs between cells, quotes around what holds one. */
export const formatTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(quoted).join('\t')).join('\n');

const quoted = (text: string): string => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * Cells of a pasted text. A cell that begins with a quote runs to its closing quote, over tabs and lines; one quote too
 * many is text, not an error. The line end that spreadsheets put last is no row.
 */
export function parseTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? (quotedCell(text, at) ?? plainCell(text, at)) : plainCell(text, at);
    row.push(cell.text);
    at = cell.end;
    if (text[at] === '\t') {
      at += 1;
      // A tab at the very end still parts two cells.
      if (at === text.length) row.push('');
      continue;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

interface Cell {
  readonly text: string;
  readonly end: number;
}
function plainCell(text: string, from: number): Cell {
  let end = from;
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { text: text.slice(from, end), end };
}
/** Null when the quote does not close before a tab, a line end or the end: then it is a character like others. */
function quotedCell(text: string, from: number): Cell | null {
  let content = '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') content += text[at];
    else if (text[at + 1] === '"') {
      content += '"';
      at += 1;
    } else {
      const next = text[at + 1];
      return next === undefined || next === '\t' || next === '\n' || next === '\r'
        ? { text: content, end: at + 1 }
        : null;
    }
  }
  return null;
}
