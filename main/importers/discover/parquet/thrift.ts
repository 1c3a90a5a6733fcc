// Thrift's compact protocol, in which Parquet writes its footer and the heads of its pages:
// https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md

export type ThriftValue = number | boolean | Buffer | readonly ThriftValue[] | ThriftStruct;
/** By the number of the field. */
export type ThriftStruct = ReadonlyMap<number, ThriftValue>;

/** The bytes at hand end before the structure does. */
export class CutOff extends Error {}

/** Structures lie in one another a handful of times. */
const DEEPEST = 20;
/** A footer of 300 columns in 200 groups has about as many. */
const MOST_VALUES = 1_500_000;

/**
 * Reads the structure that begins at `at`, and says where it ends. Throws CutOff, or an error for what is none; whatever the bytes are, it
 * takes no longer than they are long. Whole numbers beyond 2^53 are rounded.
 */
export function readThrift(
  bytes: Buffer,
  at: number,
): { readonly value: ThriftStruct; readonly end: number } {
  const reader = new Reader(bytes, at);
  return { value: reader.struct(0), end: reader.at };
}

class Reader {
  readonly #bytes: Buffer;
  #left = MOST_VALUES;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  struct(depth: number): ThriftStruct {
    if (depth > DEEPEST) throw new Error('its head is nested too deep');
    const fields = new Map<number, ThriftValue>();
    let field = 0;
    for (;;) {
      const head = this.#byte();
      const type = head & 0x0f;
      if (type === 0) return fields;
      field = head >> 4 === 0 ? zigzag(this.#varint()) : field + (head >> 4);
      fields.set(field, this.#value(type, depth, false));
    }
  }

  #value(type: number, depth: number, inList: boolean): ThriftValue {
    this.#left -= 1;
    if (this.#left < 0) throw new Error('its head says too much');
    switch (type) {
      case 1:
      case 2:
        return inList ? this.#byte() === 1 : type === 1;
      case 3:
        return this.#byte();
      case 4:
      case 5:
      case 6:
        return zigzag(this.#varint());
      case 7:
        return this.#take(8).readDoubleLE(0);
      case 8:
        return this.#take(this.#varint());
      case 9:
      case 10:
        return this.#list(depth);
      case 12:
        return this.struct(depth + 1);
      default:
        throw new Error('its head has what Parquet never writes');
    }
  }

  #list(depth: number): readonly ThriftValue[] {
    if (depth > DEEPEST) throw new Error('its head is nested too deep');
    const head = this.#byte();
    const size = head >> 4 === 15 ? this.#varint() : head >> 4;
    const values: ThriftValue[] = [];
    for (let n = 0; n < size; n += 1) values.push(this.#value(head & 0x0f, depth + 1, true));
    return values;
  }

  #byte(): number {
    const byte = this.#bytes[this.at];
    if (byte === undefined) throw new CutOff('its head is cut off');
    this.at += 1;
    return byte;
  }

  #take(length: number): Buffer {
    if (this.at + length > this.#bytes.length) throw new CutOff('its head is cut off');
    const taken = this.#bytes.subarray(this.at, this.at + length);
    this.at += length;
    return taken;
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error('its head has a number without an end');
  }
}

const zigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

export const structOf = (value: ThriftValue | undefined): ThriftStruct =>
  value instanceof Map ? value : NONE;
const NONE: ThriftStruct = new Map();
export const listOf = (value: ThriftValue | undefined): readonly ThriftValue[] =>
  Array.isArray(value) ? value : [];
/** -1 for what is no whole number. */
export const numberOf = (value: ThriftValue | undefined): number =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : -1;
export const textOf = (value: ThriftValue | undefined): string =>
  Buffer.isBuffer(value) ? value.toString('utf8') : '';
