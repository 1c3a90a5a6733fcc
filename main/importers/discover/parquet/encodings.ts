// How pages of Parquet write numbers: https://parquet.apache.org/docs/file-format/data-pages/encodings/

/** Numbers of a fixed width, in runs of one value and in packs of eight. */
export class Hybrid {
  readonly #bytes: Buffer;
  readonly #end: number;
  readonly #width: number;
  #at: number;
  /** Of the run at hand. */
  #left = 0;
  #value = 0;
  #packed = false;
  #bit = 0;

  constructor(bytes: Buffer, from: number, to: number, width: number) {
    if (width > 32 || to > bytes.length) throw new Error('a page of it is damaged');
    this.#bytes = bytes;
    this.#at = from;
    this.#end = to;
    this.#width = width;
  }

  next(): number {
    if (this.#width === 0) return 0;
    while (this.#left === 0) this.#run();
    this.#left -= 1;
    if (!this.#packed) return this.#value;
    let value = 0;
    for (let got = 0; got < this.#width; ) {
      const byte = this.#bytes[this.#at + (this.#bit >> 3)];
      if (byte === undefined) throw new Error('a page of it ends too early');
      const take = Math.min(8 - (this.#bit & 7), this.#width - got);
      value += ((byte >> (this.#bit & 7)) & ((1 << take) - 1)) * 2 ** got;
      got += take;
      this.#bit += take;
    }
    if (this.#left === 0) this.#at += this.#bit >> 3;
    return value;
  }

  #run(): void {
    const head = varint(this.#bytes, this.#at, this.#end);
    this.#at = head.end;
    this.#packed = head.value % 2 === 1;
    const count = Math.floor(head.value / 2);
    this.#bit = 0;
    this.#left = this.#packed ? count * 8 : count;
    if (this.#packed) return;
    const bytes = (this.#width + 7) >> 3;
    if (this.#at + bytes > this.#end) throw new Error('a page of it ends too early');
    this.#value = this.#bytes.readUIntLE(this.#at, bytes);
    this.#at += bytes;
  }
}

/** Of a block of numbers in DELTA_BINARY_PACKED. */
const MOST_IN_BLOCK = 1_000_000;

/**
 * `count` numbers that are written by how each differs from the one before; `end` is where whatever follows begins. Beyond 2^53 they are
 * rounded, which keeps the day of a time in nanoseconds.
 */
export function readDeltas(
  bytes: Buffer,
  from: number,
  count: number,
): { readonly values: Float64Array; readonly end: number } {
  const size = varint(bytes, from, bytes.length);
  const parts = varint(bytes, size.end, bytes.length);
  const total = varint(bytes, parts.end, bytes.length);
  const first = varint(bytes, total.end, bytes.length);
  const perPart = size.value / parts.value;
  if (!Number.isInteger(perPart) || perPart < 1 || size.value > MOST_IN_BLOCK || total.value !== count)
    throw new Error('a page of it is damaged');
  const values = new Float64Array(count);
  let at = first.end;
  let value = zigzag(first.value);
  let n = 0;
  if (count > 0) values[n++] = value;
  while (n < count) {
    const least = varint(bytes, at, bytes.length);
    const smallest = zigzag(least.value);
    const widths = least.end;
    at = widths + parts.value;
    for (let part = 0; part < parts.value && n < count; part += 1) {
      const width = bytes[widths + part] ?? 0;
      const end = at + (perPart * width) / 8;
      if (width > 64 || end > bytes.length) throw new Error('a page of it is damaged');
      for (let bit = 0; n < count && bit < perPart * width + (width === 0 ? perPart : 0); ) {
        value += smallest + bits(bytes, at, bit, width);
        values[n++] = value;
        bit += width === 0 ? 1 : width;
      }
      at = end;
    }
  }
  return { values, end: at };
}

function bits(bytes: Buffer, at: number, from: number, width: number): number {
  let value = 0;
  let bit = from;
  for (let got = 0; got < width; ) {
    const take = Math.min(8 - (bit & 7), width - got);
    value += (((bytes[at + (bit >> 3)] as number) >> (bit & 7)) & ((1 << take) - 1)) * 2 ** got;
    got += take;
    bit += take;
  }
  return value;
}

function varint(bytes: Buffer, from: number, to: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = from; at < to && at < from + 10; at += 1) {
    const byte = bytes[at] as number;
    value += (byte & 0x7f) * 2 ** (7 * (at - from));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw new Error('a page of it ends too early');
}

const zigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
