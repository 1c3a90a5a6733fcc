const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
/** Bytes of one record; real ones have a few thousand. */
const MAX_RECORD = 1024 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * Walks the bytes of a CSV in UTF-8 and hands on only the columns that are wanted, so that a report of many gigabytes costs no text
 * for its other hundreds of columns. Quotes mean what they mean to `CsvRecords`; a plain sentence part is thrown for what is no CSV.
 */
export class RecordScanner {
  readonly #separator: number;
  /** For each column up to the last one that is wanted: its place among the values, or -1. */
  readonly #places: Int32Array;
  readonly #values: string[];
  #rest: Buffer = NOTHING;
  #records = 0;

  constructor(separator: string, wanted: readonly number[]) {
    this.#separator = separator.charCodeAt(0);
    this.#values = wanted.map(() => '');
    this.#places = new Int32Array(Math.max(0, ...wanted) + 1).fill(-1);
    wanted.forEach((column, place) => {
      if (column >= 0) this.#places[column] = place;
    });
  }

  /** Calls `each` with the wanted values of every record that ends in this piece; they are overwritten for the next one. */
  push(piece: Buffer, last: boolean, each: (values: readonly string[]) => void): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, piece]) : piece;
    const { length } = bytes;
    this.#quote = this.#return = -1;
    let begin = 0;
    while (begin < length) {
      const end = this.#record(bytes, begin, last);
      if (end < 0) {
        if (last) throw new Error('it ends within a field in quotes');
        break;
      }
      if (!this.#empty) {
        this.#records += 1;
        each(this.#values);
      }
      begin = end;
    }
    if (length - begin > MAX_RECORD)
      throw new Error(`record ${this.#records + 1} has more than a million characters`);
    this.#rest = last ? NOTHING : bytes.subarray(begin);
  }

  #empty = true;

  /** Reads one record; where the next one begins, or -1 where this one does not end here. */
  #record(bytes: Buffer, begin: number, last: boolean): number {
    const { length } = bytes;
    const separator = this.#separator;
    const places = this.#places;
    this.#values.fill('');
    this.#empty = true;
    let column = 0;
    let at = begin;
    for (;;) {
      if (column >= places.length) {
        const end = this.#plainEnd(bytes, at);
        if (end >= 0) return end;
      }
      const from = at;
      let close = -1;
      if (at < length && bytes[at] === QUOTE) {
        close = closingQuote(bytes, at);
        if (close < 0 || (close + 1 >= length && !last)) return -1;
        at = close + 1;
      }
      let code = -1;
      for (; at < length; at += 1) {
        code = bytes[at] as number;
        if (code === separator || code === LINE_FEED || code === RETURN) break;
      }
      // What follows a line end tells of what kind it is.
      if (!last && (at >= length || (code === RETURN && at + 1 >= length))) return -1;
      if (at > from) this.#empty = false;
      const place = column < places.length ? (places[column] as number) : -1;
      if (place >= 0) this.#values[place] = fieldOf(bytes, from, at, close);
      if (at >= length) return length;
      at += 1;
      if (code === separator) {
        this.#empty = false;
        column += 1;
        continue;
      }
      return code === RETURN && bytes[at] === LINE_FEED ? at + 1 : at;
    }
  }

  /** Of the bytes at hand: where the next quote and the next return are, as far as somebody asked; -1 before that. */
  #quote = -1;
  #return = -1;

  /** Where the record ends, if nothing is wanted of it any more and no quote and no other line end comes before; -1 if that is not so. */
  #plainEnd(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(LINE_FEED, at);
    if (end < 0) return -1;
    if (this.#quote < at) this.#quote = nextOf(bytes, QUOTE, at);
    if (this.#return < at) this.#return = nextOf(bytes, RETURN, at);
    return this.#quote > end && this.#return >= end - 1 ? end + 1 : -1;
  }
}

const nextOf = (bytes: Buffer, code: number, from: number): number => {
  const at = bytes.indexOf(code, from);
  return at < 0 ? bytes.length : at;
};

function closingQuote(bytes: Buffer, open: number): number {
  for (let at = bytes.indexOf(QUOTE, open + 1); at >= 0; at = bytes.indexOf(QUOTE, at + 2))
    if (bytes[at + 1] !== QUOTE) return at;
  return -1;
}

function fieldOf(bytes: Buffer, from: number, to: number, close: number): string {
  if (close < 0) return from === to ? '' : bytes.toString('utf8', from, to);
  const inside = bytes.toString('utf8', from + 1, close);
  const plain = inside.includes('""') ? inside.replaceAll('""', '"') : inside;
  return close + 1 < to ? `"${plain}${bytes.toString('utf8', close, to)}` : plain;
}
