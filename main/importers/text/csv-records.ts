import { numeral } from '../../domain/words/counted.ts';
import { MAX_COLUMN } from '../sheets/limits.ts';
import { areInBars, cellsBetweenBars, isLineOfBox, isTextBesideTable } from './between-bars.ts';
import { namesSeparator } from './csv-separator.ts';

export interface CsvOptions {
  readonly delimiter: string;
  /** Whether lines without a character are no records. */
  readonly skipEmptyLines: boolean;
}

/** Characters of one record; real ones have a few thousand. */
const MAX_RECORD = 1_000_000;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BAR = 0x7c;
const BACKSLASH = 0x5c;

/** A record of more fields than a sheet has columns. Its message names the line. */
export class TooManyFields extends Error {}

/**
 * Cuts the text of a CSV into its records while it comes in; they need not be equally long. Lines end in any of three ways, since a title
 * put above the headings may end its line in another way than the rows do. A quote in the middle of a field is a letter, and so is one
 * behind which a quoted field goes on. A first line that names the separator is none of them, as in Excel. Throws a plain sentence part for what is no CSV.
 */
export class CsvRecords {
  readonly #delimiter: number;
  readonly #skipEmptyLines: boolean;
  /** Of the field that is not over yet. */
  #rest = '';
  #record: string[] = [];
  /** Characters in the record so far. */
  #size = 0;
  #count = 0;
  #begun = false;
  #isFirst = true;
  /** Of a table whose cells stand between bars; null before its first line. */
  #inBars: boolean | null = null;

  /** Of a block of code of Markdown, which shows what a table may look like, or holds the table where the text begins with it. */
  #code: 'example' | 'table' | null = null;
  /** Lines of dashes, and lines of text beside a table, by their records. */
  readonly #dashes = new WeakSet<readonly string[]>();
  readonly #texts = new WeakSet<readonly string[]>();
  #hasDashes = false;

  constructor({ delimiter, skipEmptyLines }: CsvOptions) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#skipEmptyLines = skipEmptyLines;
  }

  /** The records that end in the next piece of the text; with `last`, all that is left. */
  push(piece: string, last = false): string[][] {
    const records: string[][] = [];
    const text = this.#rest + (this.#begun ? piece : piece.replace(/^\ufeff/, ''));
    this.#begun ||= piece !== '';
    const { length } = text;
    let at = 0;
    while (at < length) {
      const field = text.charCodeAt(at) === QUOTE ? this.#quoted(text, at, last) : null;
      const end = field?.end ?? this.#endOf(text, at);
      // What follows a line end tells of what kind it is, and what follows a field whether it is over.
      if (end < 0 || (!last && (end >= length || (end === length - 1 && text.charCodeAt(end) === RETURN)))) {
        if (last) throw new Error('Quote Not Closed: it ends within a field in quotes');
        this.#refuseLong(length - at);
        this.#rest = text.slice(at);
        return records;
      }
      const isLast = end >= length;
      const code = isLast ? LINE_FEED : text.charCodeAt(end);
      const isEmptyLine = this.#record.length === 0 && end === at && code !== this.#delimiter;
      if (!(isEmptyLine && this.#skipEmptyLines)) this.#add(field?.value ?? text.slice(at, end));
      at = end + 1;
      if (code === this.#delimiter) continue;
      if (code === RETURN && text.charCodeAt(at) === LINE_FEED) at += 1;
      this.#end(records);
    }
    this.#rest = '';
    // Nothing follows the last delimiter: that is a field as well.
    if (last && this.#record.length > 0) {
      this.#add('');
      this.#end(records);
    }
    return records;
  }

  /** Whether a record is the line of dashes below the headings of a table between bars. */
  isDashes(record: readonly string[]): boolean {
    return this.#dashes.has(record);
  }
  /** Whether a record is a line of text beside a table between bars, and no row of it. */
  isText(record: readonly string[]): boolean {
    return this.#texts.has(record);
  }

  #add(field: string): void {
    this.#record.push(field);
    if (this.#record.length > MAX_COLUMN)
      throw new TooManyFields(
        `line ${this.#count + 1} has more than ${numeral(MAX_COLUMN)} fields, which no sheet has`,
      );
    this.#size += field.length;
    this.#refuseLong(0);
  }

  #end(records: string[][]): void {
    const isAside = this.#isFirst && this.#namesSeparator();
    this.#isFirst = false;
    const record = this.#delimiter === BAR ? this.#betweenBars() : this.#record;
    if (record.length > 0 && !isAside) {
      records.push(record);
      this.#count += 1;
    }
    this.#record = [];
    this.#size = 0;
  }

  /** Text around the table stays as it is, in one cell for each line. */
  #betweenBars(): string[] {
    if (this.#record[0]?.trimStart().startsWith('```'))
      this.#code = this.#code !== null ? null : this.#count > 0 ? 'example' : 'table';
    if (this.#code === 'example') return this.#asText([this.#record.join('|')]);
    if (isLineOfBox(this.#record)) return [''];
    if (this.#record.length < 2)
      return this.#hasDashes || this.#inBars === true ? this.#asText(this.#record) : this.#record;
    this.#inBars ??= areInBars(this.#record);
    if (this.#inBars && isTextBesideTable(this.#record)) return this.#asText([this.#record.join('|')]);
    const cells = cellsBetweenBars(this.#record, this.#inBars);
    if (cells.length === 1 && cells[0] === '' && this.#record.some((field) => field.includes('-'))) {
      this.#dashes.add(cells);
      this.#hasDashes = true;
    }
    return cells;
  }
  #asText(line: string[]): string[] {
    this.#texts.add(line);
    return line;
  }

  #namesSeparator(): boolean {
    return (
      this.#record.length <= 2 && namesSeparator(this.#record.join(String.fromCharCode(this.#delimiter)))
    );
  }

  #refuseLong(more: number): void {
    if (this.#size + more > MAX_RECORD)
      throw new Error(`record ${this.#count + 1} has more than ${MAX_RECORD} characters`);
  }

  /** Where a field ends that is not in quotes. Between bars, one behind a backslash is a letter. */
  #endOf(text: string, from: number): number {
    const { length } = text;
    const delimiter = this.#delimiter;
    for (let at = from; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === BAR && at > from && text.charCodeAt(at - 1) === BACKSLASH) continue;
      if (code === delimiter || code === LINE_FEED || code === RETURN) return at;
    }
    return length;
  }

  /** A field that begins with a quote; it ends before the beginning of the text where its end is not there yet. */
  #quoted(text: string, from: number, last: boolean): { readonly end: number; readonly value: string } {
    const { length } = text;
    for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2)) {
      if (at + 1 >= length) return last ? { end: length, value: inQuotes(text, from, at) } : NOT_YET;
      const code = text.charCodeAt(at + 1);
      if (code === QUOTE) continue;
      if (code === this.#delimiter || code === LINE_FEED || code === RETURN)
        return { end: at + 1, value: inQuotes(text, from, at) };
      const end = this.#endOf(text, at);
      return { end, value: `"${inQuotes(text, from, at)}${text.slice(at, end)}` };
    }
    return NOT_YET;
  }
}

const NOT_YET = { end: -1, value: '' };
const inQuotes = (text: string, from: number, to: number): string =>
  text.slice(from + 1, to).replace(/""/g, '"');

/** All records of a text at once, as far as there are no more than `most`. */
export function parseCsvText(text: string, options: CsvOptions, most: number): string[][] {
  const reader = new CsvRecords(options);
  const records: string[][] = [];
  const add = (more: string[][]) => {
    for (const record of more) if (records.length < most) records.push(record);
  };
  for (let at = 0; at < text.length && records.length < most; at += PIECE)
    add(reader.push(text.slice(at, at + PIECE)));
  if (records.length < most) add(reader.push('', true));
  return records;
}
const PIECE = 64 * 1024;
