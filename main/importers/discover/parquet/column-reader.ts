import { unpackPage } from './codecs.ts';
import { Hybrid } from './encodings.ts';
import type { Bytes, Chunk, ParquetColumn } from './footer.ts';
import { CutOff, numberOf, readThrift, structOf, type ThriftStruct } from './thrift.ts';
import { type NextText, PLAIN, valuesOf } from './values.ts';

/** A page has about 1 MB, in files of some programs all rows of a group. */
const MAX_PAGE = 64 * 1024 ** 2;
/** The head of a page may quote its smallest and largest value. */
const HEAD_BYTES = 8 * 1024;
const MAX_HEAD = 1024 ** 2;
const MAX_DICTIONARY = 1_000_000;
const RLE = 3;

const DATA = 0;
const DICTIONARY = 2;
const DATA_2 = 3;

/** What may still be unpacked, and what may be held at once; both are shared by all columns of a file. */
export interface Budget {
  toUnpack: number;
  toHold: number;
}

/** Reads the part of one column in one group of rows, page by page, so that no more than a page of it is in memory. */
export class ColumnReader {
  readonly #bytes: Bytes;
  readonly #column: ParquetColumn;
  readonly #chunk: Chunk;
  readonly #budget: Budget;
  #at: number;
  #dictionary: readonly string[] | null = null;
  #held = 0;
  #heldByDictionary = 0;
  #levels: Hybrid | null = null;
  #next: NextText = () => '';
  /** Rows of the page at hand that were not asked for yet. */
  left = 0;

  constructor(bytes: Bytes, column: ParquetColumn, chunk: Chunk, budget: Budget) {
    this.#bytes = bytes;
    this.#column = column;
    this.#chunk = chunk;
    this.#budget = budget;
    this.#at = chunk.from;
  }

  /** Goes on to the next page that has rows, of which there are `most` at the most. */
  async load(most: number): Promise<void> {
    this.#hold(0);
    while (this.left === 0) {
      if (this.#at >= this.#chunk.to) throw new Error('it has fewer rows than it says');
      const head = await this.#head();
      const packed = await this.#read(head);
      const kind = numberOf(head.get(1));
      if (kind === DICTIONARY) this.#takeDictionary(head, packed);
      else if (kind === DATA) this.#takeData(head, packed, most);
      else if (kind === DATA_2) this.#takeData2(head, packed, most);
    }
  }

  /** The value of the next row; an empty text where it has none. */
  next(): string {
    this.left -= 1;
    return this.#levels === null || this.#levels.next() === 1 ? this.#next() : '';
  }

  /** Gives back what it holds. */
  close(): void {
    this.#hold(0);
    this.#budget.toHold += this.#heldByDictionary;
    this.#heldByDictionary = 0;
  }

  async #head(): Promise<ThriftStruct> {
    for (let length = HEAD_BYTES; ; length = MAX_HEAD) {
      const there = Math.min(length, this.#chunk.to - this.#at);
      try {
        const { value, end } = readThrift(await this.#bytes.read(this.#at, there), 0);
        this.#at += end;
        return value;
      } catch (error) {
        if (!(error instanceof CutOff) || length === MAX_HEAD || there < length) throw error;
      }
    }
  }

  async #read(head: ThriftStruct): Promise<Buffer> {
    const packed = numberOf(head.get(3));
    const size = numberOf(head.get(2));
    if (packed < 0 || size < 0 || this.#at + packed > this.#chunk.to)
      throw new Error('a page of it is longer than its column');
    if (Math.max(packed, size) > MAX_PAGE) throw new Error('a page of it has more than 64 MB');
    this.#budget.toUnpack -= size;
    if (this.#budget.toUnpack < 0) throw new Error('it unpacks to far more than a report of its size');
    this.#hold(size);
    const bytes = await this.#bytes.read(this.#at, packed);
    this.#at += packed;
    return bytes;
  }

  #hold(size: number): void {
    this.#budget.toHold += this.#held - size;
    this.#held = size;
    if (this.#budget.toHold < 0) throw new Error('its pages are too large to be held at once');
  }

  #takeDictionary(head: ThriftStruct, packed: Buffer): void {
    const size = numberOf(head.get(2));
    const count = numberOf(structOf(head.get(7)).get(1));
    if (count < 0 || count > MAX_DICTIONARY) throw new Error('a list of values in it is too long');
    const page = unpackPage(this.#chunk.codec, packed, size);
    const next = valuesOf(this.#column, PLAIN, page, 0, count, null);
    this.#dictionary = Array.from({ length: count }, next);
    this.#heldByDictionary += size;
    this.#budget.toHold -= size;
  }

  #takeData(head: ThriftStruct, packed: Buffer, most: number): void {
    const page = unpackPage(this.#chunk.codec, packed, numberOf(head.get(2)));
    const data = structOf(head.get(5));
    const rows = rowsOf(data, most);
    let from = 0;
    if (this.#column.optional) {
      if (numberOf(data.get(3)) !== RLE) throw new Error('a page of it is damaged');
      const length = page.readUInt32LE(0);
      from = 4 + length;
      this.#begin(page, 4, from, rows, numberOf(data.get(2)), page, from);
    } else this.#begin(page, 0, 0, rows, numberOf(data.get(2)), page, from);
  }

  #takeData2(head: ThriftStruct, packed: Buffer, most: number): void {
    const data = structOf(head.get(8));
    const rows = rowsOf(data, most);
    const levels = Math.max(0, numberOf(data.get(5)));
    const before = levels + Math.max(0, numberOf(data.get(6)));
    const size = numberOf(head.get(2)) - before;
    if (before > packed.length || size < 0) throw new Error('a page of it is damaged');
    const rest = packed.subarray(before);
    const isPacked = data.get(7) !== false && size > 0;
    const page = isPacked ? unpackPage(this.#chunk.codec, rest, size) : rest;
    // Levels lie in front as they are; those of lists come first, and a flat column has none.
    this.#begin(packed, before - levels, before, rows, numberOf(data.get(4)), page, 0);
  }

  /** How many of the values are there has to be known before the first one is read. */
  #begin(
    levels: Buffer,
    from: number,
    to: number,
    rows: number,
    encoding: number,
    page: Buffer,
    at: number,
  ): void {
    const isThere = this.#column.optional ? new Hybrid(levels, from, to, 1) : null;
    let count = rows;
    if (isThere !== null) for (let n = 0; n < rows; n += 1) count -= 1 - isThere.next();
    this.#levels = isThere === null ? null : new Hybrid(levels, from, to, 1);
    this.#next = count === 0 ? () => '' : valuesOf(this.#column, encoding, page, at, count, this.#dictionary);
    this.left = rows;
  }
}

function rowsOf(page: ThriftStruct, most: number): number {
  const rows = numberOf(page.get(1));
  if (rows < 0 || rows > most) throw new Error('a page of it has more rows than its group');
  return rows;
}
