import { Reader } from '@zip.js/zip.js';
import type { ByteFile } from '../../platform/byte-file.ts';

/** An open file as zip.js reads one. A Blob of Node would do the same, but loses its place in files of more than 4 GiB. */
export class FileSource extends Reader<ByteFile> {
  readonly #file: ByteFile;

  constructor(file: ByteFile, size: number) {
    super(file);
    this.#file = file;
    this.size = size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const buffer = new Uint8Array(Math.max(0, Math.min(length, this.size - index)));
    const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, index);
    return buffer.subarray(0, bytesRead);
  }
}
