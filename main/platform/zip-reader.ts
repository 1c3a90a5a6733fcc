import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { type ByteFile, openBytes } from './byte-file.ts';
import { throughWindow } from './read-window.ts';

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  /** Bytes in the file. */
  readonly packed: number;
  /** Bytes that the directory promises once unpacked; reading never gives more. */
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}
export interface ZipLimits {
  readonly entries: number;
  /** Bytes of all entries unpacked, as the directory promises them. */
  readonly unpacked: number;
}

// Record signatures and field offsets: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16 and 4.5.3.
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const EXTRA64 = 0x0001;
const UNKNOWN32 = 0xffffffff;
const UNKNOWN16 = 0xffff;

const PIECE = 64 * 1024;
const SMALL_PART = 16 * 1024 * 1024;
/** Unpacked at once: a stream for each of some ten thousand entries takes many seconds. */
const SMALL_ENTRY = 256 * 1024;
/** A directory line takes at least 46 bytes; one of more than this for each entry is not honest. */
const DIRECTORY_BYTES_PER_ENTRY = 1024;
const DEFAULT_LIMITS: ZipLimits = { entries: 100_000, unpacked: Number.MAX_SAFE_INTEGER };

/** Reads the entries of a ZIP file by its central directory, ZIP64 too, checking the CRC and size of each. */
export class ZipReader {
  readonly #file: ByteFile;
  readonly #entries: ReadonlyMap<string, ZipEntry>;

  private constructor(file: ByteFile, entries: ReadonlyMap<string, ZipEntry>) {
    this.#file = file;
    this.#entries = entries;
  }

  /** Rejects with what is wrong when the file is no whole ZIP file, names an entry twice or exceeds a limit. */
  static async open(path: string, limits: ZipLimits = DEFAULT_LIMITS): Promise<ZipReader> {
    const file = throughWindow(await openBytes(path, 'r'));
    try {
      return new ZipReader(file, await readDirectory(file, limits));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** In the order of the directory. */
  get entries(): readonly ZipEntry[] {
    return [...this.#entries.values()];
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The unpacked bytes of an entry, piece by piece. Throws at its end when they are not what was packed. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name);
    if (!entry) throw new Error(`the part ${name} is missing`);
    if (entry.encrypted) throw new Error(`the part ${name} is encrypted`);
    const local = await readAt(this.#file, entry.offset, 30);
    if (local.readUInt32LE(0) !== LOCAL) throw new Error(`the part ${name} has no header`);
    const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    let crc = 0;
    let size = 0;
    for await (const bytes of this.#unpack(entry, start)) {
      crc = crc32(bytes, crc);
      size += bytes.length;
      if (size > entry.size) throw new Error(`the part ${name} holds more than it says`);
      yield bytes;
    }
    if (size !== entry.size || crc !== entry.crc) throw new Error(`the part ${name} is damaged`);
  }

  /** A small part as text; parts over 16 MiB are refused. */
  async text(name: string): Promise<string> {
    const entry = this.#entries.get(name);
    if (entry && entry.size > SMALL_PART) throw new Error(`the part ${name} is too large`);
    const pieces: Buffer[] = [];
    for await (const bytes of this.read(name)) pieces.push(bytes);
    return Buffer.concat(pieces).toString('utf8');
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #unpack(entry: ZipEntry, start: number): AsyncIterable<Buffer> {
    if (entry.packed === 0) return emptyStream();
    const packed = readRange(this.#file, start, entry.packed);
    if (entry.method === 0) return packed;
    if (entry.method !== 8) throw new Error(`the part ${entry.name} is packed in an unknown way`);
    if (entry.packed <= PIECE && entry.size <= SMALL_ENTRY) return inflateAtOnce(packed, entry);
    const inflate = createInflateRaw({ chunkSize: PIECE });
    // Reports through the inflating stream, which its reader watches.
    pipeline(Readable.from(packed), inflate).catch(() => undefined);
    return named(entry.name, inflate);
  }
}

/** Unlike a stream of the file handle, this does not close the handle when its reader stops early. */
async function* readRange(file: ByteFile, start: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; at += PIECE)
    yield await readAt(file, start + at, Math.min(PIECE, length - at));
}

/** A small entry, which holds no more than it says. */
async function* inflateAtOnce(packed: AsyncIterable<Buffer>, entry: ZipEntry): AsyncGenerator<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of packed) pieces.push(piece);
  let bytes: Buffer;
  try {
    bytes = inflateRawSync(Buffer.concat(pieces), { maxOutputLength: Math.max(1, entry.size) });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new Error(`the part ${entry.name} holds more than it says`, { cause: error });
    throw new Error(`the part ${entry.name} is damaged`, { cause: error });
  }
  yield bytes;
}

async function* emptyStream(): AsyncGenerator<Buffer> {}

/** zlib's own words ("invalid stored block lengths") would not say which part of which file. */
async function* named(name: string, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* bytes;
  } catch (error) {
    throw new Error(`the part ${name} is damaged`, { cause: error });
  }
}

async function readAt(file: ByteFile, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('the file ends too early');
  return buffer;
}

const safe = (value: bigint): number => {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error('its directory is damaged');
  return Number(value);
};

interface Directory {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}

/** Where the directory lies, by the record at the end of the file and, in a large file, by the one before it. */
async function findDirectory(file: ByteFile, fileSize: number): Promise<Directory> {
  const length = Math.min(fileSize, 65_557);
  const tail = await readAt(file, fileSize - length, length);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new Error('it is no ZIP file, or its end is missing');
  const plain = {
    count: tail.readUInt16LE(end + 10),
    size: tail.readUInt32LE(end + 12),
    offset: tail.readUInt32LE(end + 16),
  };
  const large = plain.count === UNKNOWN16 || plain.size === UNKNOWN32 || plain.offset === UNKNOWN32;
  if (!large) return plain;
  if (end < 20 || tail.readUInt32LE(end - 20) !== LOCATOR64) return plain;
  const record = await readAt(file, safe(tail.readBigUInt64LE(end - 12)), 56);
  if (record.readUInt32LE(0) !== END64) throw new Error('its directory is damaged');
  return {
    count: safe(record.readBigUInt64LE(32)),
    size: safe(record.readBigUInt64LE(40)),
    offset: safe(record.readBigUInt64LE(48)),
  };
}

async function readDirectory(file: ByteFile, limits: ZipLimits): Promise<ReadonlyMap<string, ZipEntry>> {
  const { size: fileSize } = await file.stat();
  const { count, size, offset } = await findDirectory(file, fileSize);
  if (count > limits.entries)
    throw new Error(`it has ${count} parts, more than the ${limits.entries} that are read`);
  if (offset + size > fileSize || size > (count + 1) * DIRECTORY_BYTES_PER_ENTRY)
    throw new Error('its directory is damaged');
  const directory = await readAt(file, offset, size);
  const entries = new Map<string, ZipEntry>();
  let unpacked = 0;
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL)
      throw new Error('its directory is damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const next = at + 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw new Error('its directory is damaged');
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const entry: ZipEntry = {
      name,
      method: directory.readUInt16LE(at + 10),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      crc: directory.readUInt32LE(at + 16),
      ...sizes(directory, at, extra),
    };
    if (entries.has(name)) throw new Error(`it names the part ${name} twice`);
    if (entry.offset + entry.packed > fileSize) throw new Error('its directory is damaged');
    unpacked += entry.size;
    if (unpacked > limits.unpacked)
      throw new Error(
        `its parts take more than ${Math.round(limits.unpacked / 1024 ** 2)} MB once they are unpacked`,
      );
    entries.set(name, entry);
    at = next;
  }
  return entries;
}

/** Sizes and place of an entry; those that do not fit 32 bits stand in the extra field, in this order. */
function sizes(directory: Buffer, at: number, extra: Buffer): Pick<ZipEntry, 'packed' | 'size' | 'offset'> {
  const large = largeFields(extra);
  let taken = 0;
  const pick = (value: number): number => {
    if (value !== UNKNOWN32 || large === null) return value;
    if (large.length < taken + 8) throw new Error('its directory is damaged');
    taken += 8;
    return safe(large.readBigUInt64LE(taken - 8));
  };
  const size = pick(directory.readUInt32LE(at + 24));
  const packed = pick(directory.readUInt32LE(at + 20));
  const offset = pick(directory.readUInt32LE(at + 42));
  return { packed, size, offset };
}

function largeFields(extra: Buffer): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === EXTRA64) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return null;
}
