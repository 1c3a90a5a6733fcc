import { OtherCodec } from './codecs.ts';
import { type Budget, ColumnReader } from './column-reader.ts';
import type { Bytes, ParquetColumn, ParquetFooter } from './footer.ts';
import { OtherEncoding } from './values.ts';

// Read here, though hyparquet reads Parquet as well: it takes the lengths that a page states for true, so that a run of 2^31 values, or a
// block of differences without parts, in a file of a kilobyte fills the memory or goes on without an end. Here each is held against what is there.

/** Of all pages at hand, unpacked. */
const MOST_HELD = 192 * 1024 ** 2;

/** What is wrong with a Parquet file and where; `isOther` for one that may be whole and is written in a way that is not read. */
export class ParquetProblem extends Error {
  readonly isOther: boolean;
  constructor(message: string, isOther: boolean) {
    super(message);
    this.isOther = isOther;
  }
}

/**
 * Hands on the values of `wanted` columns row by row, in that order and as texts; null stands for a column that the file does not have.
 * The values are overwritten for the next row. `most`: bytes that may be unpacked in all. Throws ParquetProblem, and whatever reading the bytes throws.
 */
export async function readRows(
  bytes: Bytes,
  { groups }: ParquetFooter,
  wanted: readonly (ParquetColumn | null)[],
  most: number,
  each: (values: readonly string[]) => void,
  signal?: AbortSignal,
): Promise<void> {
  const budget: Budget = { toUnpack: most, toHold: MOST_HELD };
  const values = wanted.map(() => '');
  for (const [at, { rows, chunks }] of groups.entries()) {
    const readers = wanted.flatMap((column, place) => {
      if (column === null) return [];
      const chunk = chunks[column.index];
      const where = `column ${column.name}, group ${at + 1} of its rows`;
      if (!chunk) throw new ParquetProblem(`${where}: encrypted, or in another file`, true);
      return [{ place, where, reader: new ColumnReader(bytes, column, chunk, budget) }];
    });
    for (let left = rows; left > 0; ) {
      let batch = left;
      for (const { where, reader } of readers) {
        if (reader.left === 0) {
          signal?.throwIfAborted();
          await reader.load(left).catch((error: unknown) => {
            throw problemOf(where, error);
          });
        }
        batch = Math.min(batch, reader.left);
      }
      for (let n = 0; n < batch; n += 1) {
        for (const { place, where, reader } of readers)
          try {
            values[place] = reader.next();
          } catch (error) {
            throw problemOf(where, error);
          }
        each(values);
      }
      left -= batch;
    }
    for (const { reader } of readers) reader.close();
  }
}

/** What the system says of a file that cannot be read stays as it is. */
function problemOf(where: string, error: unknown): unknown {
  if (!(error instanceof Error) || 'syscall' in error || error.name === 'AbortError') return error;
  const isOther = error instanceof OtherCodec || error instanceof OtherEncoding;
  const isOurs = isOther || !('code' in error || error instanceof RangeError);
  return new ParquetProblem(`${where}: ${isOurs ? error.message : 'a page of it is damaged'}`, isOther);
}
