import { listOf, numberOf, readThrift, structOf, type ThriftStruct, textOf } from './thrift.ts';

// The footer of a Parquet file, as far as flat columns of text and days need it:
// https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift

/** Bytes of a file that are asked for where they lie. */
export interface Bytes {
  readonly size: number;
  read(from: number, length: number): Promise<Buffer>;
}

/** How the values of a column lie there. */
export const TYPES = [
  'BOOLEAN',
  'INT32',
  'INT64',
  'INT96',
  'FLOAT',
  'DOUBLE',
  'BYTE_ARRAY',
  'FIXED',
] as const;
export type PhysicalType = (typeof TYPES)[number];
/** What a whole number stands for, where it is no number. */
export type Unit = 'days' | 'millis' | 'micros' | 'nanos' | null;

/** A column whose rows have one value each, or none. */
export interface ParquetColumn {
  readonly name: string;
  /** Its place among the columns of a group. */
  readonly index: number;
  readonly type: PhysicalType;
  readonly optional: boolean;
  readonly unit: Unit;
}
/** The part of a column in one group of rows. */
export interface Chunk {
  readonly codec: number;
  readonly from: number;
  readonly to: number;
}
export interface RowGroup {
  readonly rows: number;
  /** Null for a column whose part is encrypted or lies in another file. */
  readonly chunks: readonly (Chunk | null)[];
}
export interface ParquetFooter {
  readonly columns: readonly ParquetColumn[];
  readonly groups: readonly RowGroup[];
  readonly rows: number;
}

const MARK = 'PAR1';
const TAIL = 8;
const MAX_FOOTER = 32 * 1024 ** 2;
const REPEATED = 2;
const OPTIONAL = 1;

/** Whether a file begins as a Parquet file does. */
export const isParquet = (head: Uint8Array): boolean =>
  Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1', 0, MARK.length) === MARK;

/** Reads the end of a Parquet file, where it says what is in it. Throws an error that says in half a sentence what is wrong. */
export async function readFooter(bytes: Bytes): Promise<ParquetFooter> {
  if (bytes.size < MARK.length + TAIL) throw new Error('it ends after its beginning');
  const tail = await bytes.read(bytes.size - TAIL, TAIL);
  if (tail.toString('latin1', 4) !== MARK) throw new Error('its end is missing');
  const length = tail.readUInt32LE(0);
  if (length > bytes.size - MARK.length - TAIL) throw new Error('its footer is longer than the file');
  if (length > MAX_FOOTER) throw new Error('its footer has more than 32 MB');
  const { value } = readThrift(await bytes.read(bytes.size - TAIL - length, length), 0);
  const { columns, leaves } = columnsOf(listOf(value.get(2)).map(structOf));
  const groups = listOf(value.get(4)).map((entry): RowGroup => {
    const group = structOf(entry);
    const chunks = listOf(group.get(1)).map((chunk) => chunkOf(structOf(chunk), bytes.size));
    const rows = numberOf(group.get(3));
    if (rows < 0 || chunks.length !== leaves)
      throw new Error('a group of its rows is not as its columns are');
    return { rows, chunks };
  });
  return { columns, groups, rows: groups.reduce((sum, { rows }) => sum + rows, 0) };
}

/** Columns lie in a tree; those that are no leaf right below the root are maps, lists and records, which nobody asks for. */
function columnsOf(schema: readonly ThriftStruct[]): {
  readonly columns: readonly ParquetColumn[];
  readonly leaves: number;
} {
  const columns: ParquetColumn[] = [];
  let leaves = 0;
  // How many more entries lie at each level that is open.
  const open = [Math.max(0, numberOf(schema[0]?.get(5)))];
  for (const element of schema.slice(1)) {
    while (open.length > 1 && open.at(-1) === 0) open.pop();
    open[open.length - 1] = (open.at(-1) ?? 0) - 1;
    const children = numberOf(element.get(5));
    if (children > 0) {
      open.push(children);
      continue;
    }
    const type = TYPES[numberOf(element.get(1))];
    const repetition = numberOf(element.get(3));
    if (open.length === 1 && type !== undefined && repetition !== REPEATED)
      columns.push({
        name: textOf(element.get(4)),
        index: leaves,
        type,
        optional: repetition === OPTIONAL,
        unit: unitOf(element),
      });
    leaves += 1;
  }
  return { columns, leaves };
}

function unitOf(element: ThriftStruct): Unit {
  const logical = structOf(element.get(10));
  if (logical.has(6)) return 'days';
  const unit = structOf(structOf(logical.get(8)).get(2));
  if (unit.size > 0) return unit.has(1) ? 'millis' : unit.has(2) ? 'micros' : 'nanos';
  const converted: Readonly<Record<number, Unit>> = { 6: 'days', 9: 'millis', 10: 'micros' };
  return converted[numberOf(element.get(6))] ?? null;
}

function chunkOf(chunk: ThriftStruct, size: number): Chunk | null {
  const meta = structOf(chunk.get(3));
  if (meta.size === 0 || chunk.has(1) || chunk.has(8)) return null;
  const dictionary = numberOf(meta.get(11));
  const data = numberOf(meta.get(9));
  const from = dictionary > 0 && dictionary < data ? dictionary : data;
  const to = from + numberOf(meta.get(7));
  if (from < MARK.length || to <= from || to > size) throw new Error('a part of it lies outside of the file');
  return { codec: numberOf(meta.get(4)), from, to };
}
