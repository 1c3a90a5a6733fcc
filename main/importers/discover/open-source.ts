import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { invalidInput } from '../../contract/errors.ts';
import { gunzipPieces, isGzip, nameInside } from '../files/gzip.ts';
import { readHead, readHeadInside } from '../files/head.ts';
import { parseCsvText } from '../text/csv-records.ts';
import { belowSeparatorLine, findSeparator } from '../text/csv-separator.ts';
import { decoderOf, encodingOf } from '../text/encoding.ts';
import { columnsOfBill } from './billing/columns.ts';
import { readBill } from './billing/read-bill.ts';
import type { Found } from './found.ts';
import type { Given } from './given.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import { type Bytes, isParquet } from './parquet/footer.ts';
import { readParquet } from './read-parquet.ts';
import { readSource } from './read-source.ts';

const HEAD_BYTES = 64 * 1024;
const MB = 1024 ** 2;

/** What is unpacked of a gzip file: whole into memory, and of a bill, of which nothing is kept. Honest ones are far below. */
const mostInMemory = (packed: number): number => Math.min(MAX_FILE_BYTES, 16 * MB + 8 * packed);
const mostStreamed = (packed: number): number => 128 * MB + 40 * packed;
/** Each line of a bill has an id or an hour of its own, which takes some bytes however well the rest packs. */
const mostLines = (size: number): number => 2_000_000 + size / 4;

/**
 * Reads one file, packed with gzip or not: a bill as it streams by, whatever its size, everything else whole. Throws INVALID_INPUT that
 * names the file and the remedy.
 */
export async function readFileOf(
  name: string,
  path: string,
  given: Given,
  signal?: AbortSignal,
): Promise<Found> {
  const info = await stat(path);
  if (info.isDirectory())
    throw invalidInput(`${name} is a folder. Give the files inside it, for example ${name}/*.json.`);
  if (!info.isFile()) throw invalidInput(`${name} is not a regular file. Save it as a file first.`);
  const first = await readHead(path, 4);
  if (isParquet(first)) return readParquetFile(name, path, info.size, given, signal);
  const packed = isGzip(first);
  const inside = packed ? nameInside(name) : name;
  const pieces = (most: number): AsyncIterable<Buffer> =>
    packed
      ? gunzipPieces(path, name, most, signal)
      : (createReadStream(path, {
          highWaterMark: 256 * 1024,
          ...(signal ? { signal } : {}),
        }) as AsyncIterable<Buffer>);
  const head = await readHeadInside(path, name, HEAD_BYTES, signal);
  const bill = billOf(head);
  if (bill) {
    const bytes = pieces(mostStreamed(info.size));
    const utf8 = bill.encoding === 'utf-8' ? bytes : inUtf8(inside, bytes, bill.encoding);
    return readBill(inside, bill, utf8, mostLines(info.size), signal);
  }
  if (!packed && info.size > MAX_FILE_BYTES)
    throw invalidInput(
      `${name} is larger than ${MAX_FILE_BYTES / MB} MB. Export one account or Region at a time.`,
    );
  const parts: Buffer[] = [];
  for await (const piece of pieces(mostInMemory(info.size))) parts.push(piece);
  const bytes = Buffer.concat(parts);
  return isParquet(bytes) ? readBytes(inside, bytes, given, signal) : readSource(inside, bytes, given);
}

async function readParquetFile(
  name: string,
  path: string,
  size: number,
  given: Given,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const file = await open(path, 'r');
  try {
    return await readParquet(name, bytesOf(file, size), given, signal);
  } finally {
    await file.close();
  }
}
const bytesOf = (file: FileHandle, size: number): Bytes => ({
  size,
  read: async (from, length) => {
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await file.read(buffer, 0, length, from);
    // A file that is cut off meanwhile ends too early.
    return buffer.subarray(0, bytesRead);
  },
});

/** The same of bytes that are in memory. */
export async function readBytes(
  name: string,
  bytes: Buffer,
  given: Given,
  signal?: AbortSignal,
): Promise<Found> {
  if (isParquet(bytes)) {
    const read = async (from: number, length: number) => bytes.subarray(from, from + length);
    return readParquet(name, { size: bytes.length, read }, given, signal);
  }
  const bill = billOf(bytes.subarray(0, HEAD_BYTES));
  if (!bill) return readSource(name, bytes, given);
  const pieces = Readable.from([bytes]) as AsyncIterable<Buffer>;
  const utf8 = bill.encoding === 'utf-8' ? pieces : inUtf8(name, pieces, bill.encoding);
  return readBill(name, bill, utf8, mostLines(bytes.length), signal);
}

function billOf(head: Buffer) {
  const encoding = encodingOf(head);
  const text = new TextDecoder(encoding).decode(head);
  // A list of fields in quotes or of bare words: JSON and templates are looked at as a whole.
  if (text.includes('\0') || /^\s*[[{<]/.test(text)) return null;
  const { separator } = findSeparator(text.slice(0, 10_000));
  try {
    const [headings] = parseCsvText(text, { delimiter: separator, skipEmptyLines: true }, 1);
    const columns = columnsOfBill(headings ?? []);
    return columns && { columns, separator, encoding, above: belowSeparatorLine(text) === text ? 1 : 2 };
  } catch {
    // What is no CSV is no bill; the reader of the whole says what is wrong with it.
    return null;
  }
}

async function* inUtf8(
  name: string,
  pieces: AsyncIterable<Buffer>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Buffer> {
  const decoder = decoderOf(encoding);
  try {
    for await (const piece of pieces) yield Buffer.from(decoder.decode(piece, { stream: true }));
    yield Buffer.from(decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw invalidInput(`${name} is not text in UTF-16, as its beginning says. Export it again.`);
  }
}
