import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

// Record signatures and field offsets: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/** Reads the entries of a ZIP file by its central directory, checking the CRC and size of each. No ZIP64. */
export class ZipReader {
  readonly #file: FileHandle;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(file: FileHandle, entries: ReadonlyMap<string, Entry>) {
    this.#file = file;
    this.#entries = entries;
  }

  /** Rejects with what is wrong when the file is no whole ZIP file. */
  static async open(path: string): Promise<ZipReader> {
    const file = await open(path, 'r');
    try {
      return new ZipReader(file, await readDirectory(file));
    } catch (error) {
      await file.close();
      throw error;
    }
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
    const local = await readAt(this.#file, entry.offset, 30);
    if (local.readUInt32LE(0) !== LOCAL) throw new Error(`the part ${name} has no header`);
    const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    let crc = 0;
    let size = 0;
    for await (const bytes of this.#unpack(entry, start)) {
      crc = crc32(bytes, crc);
      size += bytes.length;
      yield bytes;
    }
    if (size !== entry.size || crc !== entry.crc) throw new Error(`the part ${name} is damaged`);
  }

  /** A small part as text; parts over 16 MiB are refused. */
  async text(name: string): Promise<string> {
    const entry = this.#entries.get(name);
    if (entry && entry.size > 16 * 1024 * 1024) throw new Error(`the part ${name} is too large`);
    const pieces: Buffer[] = [];
    for await (const bytes of this.read(name)) pieces.push(bytes);
    return Buffer.concat(pieces).toString('utf8');
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #unpack(entry: Entry, start: number): AsyncIterable<Buffer> {
    if (entry.packed === 0) return emptyStream();
    const packed = this.#file.createReadStream({
      start,
      end: start + entry.packed - 1,
      autoClose: false,
      highWaterMark: 64 * 1024,
    });
    if (entry.method === 0) return packed;
    if (entry.method !== 8) throw new Error(`the part ${entry.name} is packed in an unknown way`);
    const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
    packed.on('error', (error) => inflate.destroy(error));
    return packed.pipe(inflate);
  }
}

async function* emptyStream(): AsyncGenerator<Buffer> {}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('the file ends too early');
  return buffer;
}

async function readDirectory(file: FileHandle): Promise<ReadonlyMap<string, Entry>> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new Error('it is no ZIP file, or its end is missing');
  const count = tail.readUInt16LE(end + 10);
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = new Map<string, Entry>();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== CENTRAL) throw new Error('its directory is damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    entries.set(name, {
      name,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}
