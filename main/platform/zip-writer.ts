import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { type ByteFile, openBytes } from './byte-file.ts';
import { writeFully } from './file-pieces.ts';
import {
  type DosTime,
  directoryHeader,
  dosTime,
  endRecords,
  localHeader,
  localHeaderLength,
  type ZipRecord,
} from './zip-records.ts';
import { type JobSignal, SEAL_BYTES, seal } from './zip-seal.ts';

/** Gives the content from its beginning each time it is called; a piece is good until the next is asked for. */
export type Source = () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
export interface Added {
  readonly bytes: number;
  readonly sha256: string;
}

const LEVEL = 6;
/** What shrinks further than this is stored: an honest reader may take it for a bomb. */
const MAX_RATIO = 200;
const RATIO_MATTERS = 256 * 1024 ** 2;

/**
 * Writes a ZIP file piece by piece, the same bytes for the same content. Local headers are filled in afterwards, so they
 * say the sizes, which programs that unpack a stream need, and an entry can be taken back. Memory does not grow with the content.
 */
export class ZipWriter {
  readonly #path: string;
  readonly #file: ByteFile;
  readonly #modified: DosTime;
  readonly #sealed: boolean;
  readonly #level: number;
  readonly #entries: ZipRecord[] = [];
  #at = 0;

  private constructor(path: string, file: ByteFile, modified: DosTime, sealed: boolean, level: number) {
    this.#path = path;
    this.#file = file;
    this.#modified = modified;
    this.#sealed = sealed;
    this.#level = level;
  }

  /** `modified` is the ISO instant that every entry carries. A pack is sealed; what is no pack need not be. `level` is zlib's. */
  static async create(
    path: string,
    modified: string,
    { sealed, level = LEVEL }: { readonly sealed: boolean; readonly level?: number } = { sealed: true },
  ): Promise<ZipWriter> {
    return new ZipWriter(path, await openBytes(path, 'wx+'), dosTime(modified), sealed, level);
  }

  /**
   * Appends an entry. `size` is what the content is expected to have, `compress` whether deflating is worth a try. Throws when the
   * content grows past 4 GiB against its expected size; takes less or more below that as it comes.
   */
  async add(
    name: string,
    source: Source,
    options: {
      readonly size: number;
      readonly compress: boolean;
      readonly executable?: boolean;
      readonly control: JobSignal;
    },
  ): Promise<Added> {
    const offset = this.#at;
    const large = localHeaderLength({ name, size: options.size });
    const deflated = options.compress && options.size > 0;
    let body = await this.#body(source, offset + large, deflated, options.control);
    const poor = body.packed >= body.size;
    const uncanny = body.size > RATIO_MATTERS && body.packed * MAX_RATIO < body.size;
    let method: 0 | 8 = deflated ? 8 : 0;
    if (deflated && (poor || uncanny)) {
      method = 0;
      body = await this.#body(source, offset + large, false, options.control);
    }
    const { executable = false } = options;
    const { crc, packed, size } = body;
    const entry: ZipRecord = { name, method, crc, packed, size, offset, executable };
    if (localHeaderLength(entry) !== large) throw new Error(`${name} changed its size while it was read`);
    await writeFully(this.#file, localHeader(entry, this.#modified), offset);
    this.#entries.push(entry);
    this.#at = offset + large + body.packed;
    return { bytes: body.size, sha256: body.sha256 };
  }

  /** Takes the last entry back. */
  drop(): void {
    const last = this.#entries.pop();
    if (last) this.#at = last.offset;
  }

  /** Writes the directory and, of a pack, the seal, and closes the file. */
  async finish(control: JobSignal): Promise<void> {
    const start = this.#at;
    let size = 0;
    let batch: Buffer[] = [];
    const flush = async () => {
      const bytes = Buffer.concat(batch);
      await writeFully(this.#file, bytes, start + size);
      size += bytes.length;
      batch = [];
    };
    for (const entry of this.#entries) {
      batch.push(directoryHeader(entry, this.#modified));
      if (batch.length === 1000) await flush();
    }
    await flush();
    const room = this.#sealed ? SEAL_BYTES : 0;
    const end = endRecords(this.#entries.length, start, size, room);
    await writeFully(this.#file, Buffer.concat([end, Buffer.alloc(room)]), start + size);
    // An entry that was taken back may have reached further.
    await this.#file.truncate(start + size + end.length + room);
    await this.#file.close();
    if (this.#sealed) await seal(this.#path, control);
  }

  /** Lets go of the file, which the caller removes. */
  async abandon(): Promise<void> {
    await this.#file.close().catch(() => undefined);
  }

  async #body(
    source: Source,
    start: number,
    deflate: boolean,
    { signal, progress }: JobSignal,
  ): Promise<{ crc: number; size: number; packed: number; sha256: string }> {
    const hash = createHash('sha256');
    let crc = 0;
    let size = 0;
    let packed = 0;
    const look = async function* () {
      for await (const bytes of source()) {
        signal.throwIfAborted();
        hash.update(bytes);
        crc = crc32(bytes, crc);
        size += bytes.length;
        progress(size);
        // What waits before the compressor must outlive the next piece.
        yield deflate ? Buffer.from(bytes) : bytes;
      }
    };
    const put = async (pieces: AsyncIterable<Uint8Array>) => {
      for await (const bytes of pieces) {
        await writeFully(this.#file, bytes, start + packed);
        packed += bytes.length;
      }
    };
    if (deflate)
      await pipeline(
        Readable.from(look(), { highWaterMark: 1 }),
        createDeflateRaw({ level: this.#level, chunkSize: 256 * 1024 }),
        put,
      );
    else await put(look());
    return { crc, size, packed, sha256: hash.digest('hex') };
  }
}
