import { cellAddress } from '../../domain/sheets/cell-address.ts';
import { cleanText } from '../safe-text.ts';
import { escapeCellText } from '../xlsx/cells.ts';
import { header } from '../xlsx/styles.ts';
import { lies } from './addresses.ts';
import type { RowPlace, SheetMap } from './sheet-map.ts';
import { startTag } from './xml-places.ts';

export interface CellWrite {
  readonly row: number;
  /** From 0. */
  readonly column: number;
  /** A text, which stays one whatever it begins with, or the number of a day. */
  readonly value: string | number;
  /** The format that it gets; its own, its row's or its column's when absent. */
  readonly style?: number;
}

/**
 * The worksheet part with these cells holding something else. Nothing but their own elements changes, and the area that the sheet says
 * it takes up where one lies outside: readers that go by it would pass the cell over. A cell or row that is not there yet is put where
 * it belongs. Texts are written into the cell itself, so that the texts that cells share stay as they are. `mark` is printed at the head of its
 * pages, where the sheet prints nothing of its own there.
 */
export function editSheet(map: SheetMap, writes: readonly CellWrite[], mark: string | null = null): string {
  const byRow = new Map<number, CellWrite[]>();
  for (const write of writes) {
    const list = byRow.get(write.row);
    if (list) list.push(write);
    else byRow.set(write.row, [write]);
  }
  const numbers = [...map.rows.keys()];
  const pieces: string[] = [];
  let at = 0;
  const upTo = (place: number) => {
    pieces.push(map.xml.slice(at, place));
    at = place;
  };
  const dimension = widened(map, writes);
  if (map.dimension && dimension !== null) {
    upTo(map.dimension.place.start);
    pieces.push(dimension);
    at = map.dimension.place.inside;
  }
  if (map.dataEmpty && byRow.size > 0) {
    upTo(map.data.start);
    const tag = map.xml.slice(map.data.start, map.data.end);
    pieces.push(`${tag.slice(0, tag.lastIndexOf('/'))}>`);
    at = map.data.end;
  }
  let next = 0;
  for (const [number, list] of [...byRow].sort((a, b) => a[0] - b[0])) {
    while (next < numbers.length && (numbers[next] ?? 0) < number) next += 1;
    list.sort((a, b) => a.column - b.column);
    const row = map.rows.get(number);
    if (row) {
      upTo(row.start);
      pieces.push(editRow(map, row, list));
      at = row.end;
    } else {
      const before = map.rows.get(numbers[next] ?? 0);
      if (!map.dataEmpty) upTo(before ? before.start : map.data.closing);
      const cells = list.map((write) => newCell(map, undefined, write)).join('');
      pieces.push(`<${map.prefix}row r="${number}">${cells}</${map.prefix}row>`);
    }
  }
  if (map.dataEmpty && byRow.size > 0) pieces.push(`</${map.prefix}sheetData>`);
  if (mark !== null && map.headerPlace !== null) {
    const { at: place, beside } = map.headerPlace;
    upTo(place);
    const { prefix } = map;
    const head = `<${prefix}oddHeader>${escapeCellText(header(mark))}</${prefix}oddHeader>`;
    pieces.push(beside ? head : `<${prefix}headerFooter>${head}</${prefix}headerFooter>`);
  }
  upTo(map.xml.length);
  return pieces.join('');
}

/** The start tag of the sheet's area with all that is written in it; null where it has none, or all lies in it. */
function widened({ dimension, prefix }: SheetMap, writes: readonly CellWrite[]): string | null {
  if (!dimension) return null;
  const { place, area } = dimension;
  const outside = writes.filter(({ row, column }) => !lies(area, row, column));
  if (outside.length === 0) return null;
  const rows = [area.firstRow, area.lastRow, ...outside.map(({ row }) => row)];
  const columns = [area.firstColumn, area.lastColumn, ...outside.map(({ column }) => column)];
  const corner = (of: (...values: number[]) => number) => cellAddress(of(...rows), of(...columns));
  const ref = `${corner(Math.min)}:${corner(Math.max)}`;
  return startTag(`${prefix}dimension`, { ...place.attributes, ref }, place.empty);
}

function editRow(map: SheetMap, row: RowPlace, writes: readonly CellWrite[]): string {
  const { xml, prefix } = map;
  if (row.empty) {
    const cells = writes.map((write) => newCell(map, row, write)).join('');
    return `${startTag(`${prefix}row`, row.attributes, false)}${cells}</${prefix}row>`;
  }
  const columns = [...row.cells.keys()];
  const pieces: string[] = [];
  let at = row.start;
  for (const write of writes) {
    const cell = row.cells.get(write.column);
    if (cell) {
      pieces.push(xml.slice(at, cell.start));
      // Its type, and what a picture or a data type in it is kept as, are those of the former content.
      const { t: _, vm: __, ...attributes } = cell.attributes;
      pieces.push(render(map, attributes, write));
      at = cell.end;
      continue;
    }
    const after = columns.find((column) => column > write.column);
    const place = after === undefined ? row.closing : (row.cells.get(after)?.start ?? row.closing);
    pieces.push(xml.slice(at, place), newCell(map, row, write));
    at = place;
  }
  pieces.push(xml.slice(at, row.end));
  return pieces.join('');
}

/** The format that a cell without an element shows: that of its row where the row has one of its own, else that of its column. */
export function bareStyle(map: SheetMap, number: number, column: number): number {
  const row = map.rows.get(number)?.attributes;
  if (row && ['1', 'true'].includes(row.customFormat ?? '')) return Number(row.s ?? 0);
  return map.columns.find(({ first, last }) => column >= first && column <= last)?.style ?? 0;
}

function newCell(map: SheetMap, row: RowPlace | undefined, write: CellWrite): string {
  const style = bareStyle(map, row?.number ?? write.row, write.column);
  const attributes = {
    r: cellAddress(write.row, write.column),
    ...(style === 0 ? {} : { s: `${style}` }),
  };
  return render(map, attributes, write);
}

function render(map: SheetMap, attributes: Readonly<Record<string, string>>, write: CellWrite): string {
  const { prefix } = map;
  const { value } = write;
  const own = write.style === undefined ? attributes : { ...attributes, s: `${write.style}` };
  if (typeof value === 'number')
    return `${startTag(`${prefix}c`, own, false)}<${prefix}v>${value}</${prefix}v></${prefix}c>`;
  const text = escapeCellText(cleanText(value).text);
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : '';
  return `${startTag(`${prefix}c`, { ...own, t: 'inlineStr' }, false)}<${prefix}is><${prefix}t${space}>${text}</${prefix}t></${prefix}is></${prefix}c>`;
}
