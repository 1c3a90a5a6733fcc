import { Hybrid, readDeltas } from './encodings.ts';
import type { ParquetColumn } from './footer.ts';

/** Written in a way that is not read: the file may be whole. */
export class OtherEncoding extends Error {}

export const PLAIN = 0;
const DICTIONARIES: ReadonlySet<number> = new Set([2, 8]);
const DELTA_NUMBERS = 5;
const DELTA_LENGTHS = 6;
const DELTA_TEXTS = 7;

/** What is read of one text; nothing that is asked for is as long. */
const MOST_OF_TEXT = 16 * 1024;

/** The values of a page one after the other, as texts; throws where they end. */
export type NextText = () => string;

/**
 * The values that begin at `from` of a page, `count` of them. Throws OtherEncoding, or an error in half a sentence for what is
 * damaged.
 */
export function valuesOf(
  column: ParquetColumn,
  encoding: number,
  page: Buffer,
  from: number,
  count: number,
  dictionary: readonly string[] | null,
): NextText {
  if (encoding === PLAIN) return plain(column, page, from);
  if (DICTIONARIES.has(encoding)) {
    if (dictionary === null) throw new Error('a page of it points to a list that is not there');
    // A page without values may have no width either.
    const indexes = new Hybrid(page, from + 1, page.length, count === 0 ? 0 : (page[from] ?? 33));
    return () => {
      const text = dictionary[indexes.next()];
      if (text === undefined) throw new Error('a page of it points beyond its list');
      return text;
    };
  }
  if (encoding === DELTA_NUMBERS && (column.type === 'INT32' || column.type === 'INT64')) {
    const { values } = readDeltas(page, from, count);
    let n = 0;
    return () => ofNumber(values[n++] ?? Number.NaN, column);
  }
  if (column.type === 'BYTE_ARRAY' && encoding === DELTA_LENGTHS) return ofLengths(page, from, count);
  if (column.type === 'BYTE_ARRAY' && encoding === DELTA_TEXTS) return ofPrefixes(page, from, count);
  throw new OtherEncoding('written in an encoding that is not read');
}

function plain(column: ParquetColumn, page: Buffer, from: number): NextText {
  let at = from;
  const step = (bytes: number): number => {
    at += bytes;
    return at - bytes;
  };
  switch (column.type) {
    case 'BYTE_ARRAY':
      return () => {
        const length = page.readUInt32LE(step(4));
        return textAt(page, step(length), length);
      };
    case 'INT32':
      return () => ofNumber(page.readInt32LE(step(4)), column);
    case 'INT64':
      return () => ofNumber(Number(page.readBigInt64LE(step(8))), column);
    case 'INT96':
      return () => {
        const day = page.readInt32LE(step(12) + 8);
        return dayText((day - JULIAN_1970) * MS_OF_DAY);
      };
    case 'FLOAT':
      return () => String(page.readFloatLE(step(4)));
    case 'DOUBLE':
      return () => String(page.readDoubleLE(step(8)));
    default:
      throw new OtherEncoding('neither text nor a number');
  }
}

function textAt(page: Buffer, from: number, length: number): string {
  if (from + length > page.length) throw new Error('a page of it ends too early');
  return page.toString('utf8', from, from + Math.min(length, MOST_OF_TEXT));
}

function ofLengths(page: Buffer, from: number, count: number): NextText {
  const { values, end } = readDeltas(page, from, count);
  let at = end;
  let n = 0;
  return () => {
    const length = lengthAt(values, n++);
    at += length;
    return textAt(page, at - length, length);
  };
}

/** Each text begins as the one before it does. */
function ofPrefixes(page: Buffer, from: number, count: number): NextText {
  const shared = readDeltas(page, from, count);
  const own = readDeltas(page, shared.end, count);
  let at = own.end;
  let n = 0;
  let before: Buffer = Buffer.alloc(0);
  return () => {
    const prefix = lengthAt(shared.values, n);
    const length = lengthAt(own.values, n);
    n += 1;
    if (prefix > before.length || at + length > page.length) throw new Error('a page of it is damaged');
    if (prefix + length > MOST_OF_TEXT) throw new Error('a text in it is longer than any of a bill');
    before = Buffer.concat([before.subarray(0, prefix), page.subarray(at, at + length)]);
    at += length;
    return before.toString('utf8');
  };
}

function lengthAt(lengths: Float64Array, n: number): number {
  const length = lengths[n] ?? -1;
  if (length < 0) throw new Error('a page of it is damaged');
  return length;
}

const MS_OF_DAY = 86_400_000;
/** The day on which Julian days count 1970-01-01, as INT96 does. */
const JULIAN_1970 = 2_440_588;
const MS: Readonly<Record<NonNullable<ParquetColumn['unit']>, number>> = {
  days: MS_OF_DAY,
  millis: 1,
  micros: 1e-3,
  nanos: 1e-6,
};

const ofNumber = (value: number, { unit }: ParquetColumn): string =>
  unit === null ? String(value) : dayText(value * MS[unit]);

/** `2026-10-03`; nothing for a time that no calendar has. */
function dayText(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
