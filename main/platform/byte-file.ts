import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { HEADER_BYTES, makeHeader, type SealedBytes, sealedBytes, sealingKey } from './sealed-folder.ts';

/** A file open at any place of it: a handle of Node's is one, and so is a file whose bytes are encrypted on the disk. */
export interface ByteFile {
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesWritten: number }>;
  truncate(length: number): Promise<void>;
  stat(): Promise<{ readonly size: number }>;
  close(): Promise<void>;
}
/** The same for writers that cannot wait. Each call takes or gives all of its bytes, but for the end of the file. */
export interface ByteFileSync {
  read(bytes: Uint8Array, position: number): number;
  write(bytes: Uint8Array, position: number): void;
  size(): number;
  close(): void;
}

/** Opens a file; one that lies in a sealed folder is encrypted as it is written and decrypted as it is read. */
export async function openBytes(
  path: string,
  flags: 'r' | 'r+' | 'wx' | 'wx+',
  mode?: number,
): Promise<ByteFile> {
  const key = sealingKey(path);
  const file = await open(path, flags, mode);
  if (key === null) return file;
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    if (flags.startsWith('w')) {
      makeHeader(header);
      await file.write(header, 0, HEADER_BYTES, 0);
    } else await file.read(header, 0, HEADER_BYTES, 0);
    const bytesOf = sealedBytes(key, header);
    return {
      async read(buffer, offset, length, position) {
        const { bytesRead } = await file.read(buffer, offset, length, position + HEADER_BYTES);
        const part = buffer.subarray(offset, offset + bytesRead);
        part.set(bytesOf(part, position));
        return { bytesRead };
      },
      write: (bytes, offset, length, position) =>
        file.write(
          bytesOf(bytes.subarray(offset, offset + length), position),
          0,
          length,
          position + HEADER_BYTES,
        ),
      truncate: (length) => file.truncate(length + HEADER_BYTES),
      stat: async () => ({ size: Math.max(0, (await file.stat()).size - HEADER_BYTES) }),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** As `openBytes`; `w` makes the file anew. */
export function openBytesSync(path: string, flags: 'r' | 'r+' | 'w'): ByteFileSync {
  const key = sealingKey(path);
  const file = openSync(path, flags);
  let bytesOf: SealedBytes | null = null;
  const shift = key === null ? 0 : HEADER_BYTES;
  try {
    if (key !== null) {
      const header = Buffer.alloc(HEADER_BYTES);
      if (flags === 'w') {
        makeHeader(header);
        writeAll(file, header, 0);
      } else readSync(file, header, 0, HEADER_BYTES, 0);
      bytesOf = sealedBytes(key, header);
    }
  } catch (error) {
    closeSync(file);
    throw error;
  }
  return {
    read(bytes, position) {
      const read = readFully(file, bytes, position + shift);
      if (bytesOf) bytes.set(bytesOf(bytes.subarray(0, read), position));
      return read;
    },
    write: (bytes, position) => writeAll(file, bytesOf ? bytesOf(bytes, position) : bytes, position + shift),
    size: () => Math.max(0, fstatSync(file).size - shift),
    close: () => closeSync(file),
  };
}

/** A read may come back short without being at the end; asks again until the piece is full or the file is over. */
export function readFully(file: number, bytes: Uint8Array, position: number): number {
  let filled = 0;
  while (filled < bytes.length) {
    const read = readSync(file, bytes, filled, bytes.length - filled, position + filled);
    if (read === 0) break;
    filled += read;
  }
  return filled;
}

/** Bytes of a file, without those that only its encryption takes. */
export function sizeOf(path: string): number {
  const file = openBytesSync(path, 'r');
  try {
    return file.size();
  } finally {
    file.close();
  }
}

/** A stream that makes a file anew, from its beginning on. */
export function outputStream(path: string): Writable {
  let file: ByteFileSync | null = null;
  let at = 0;
  const attempt = (step: () => void, done: (error?: Error) => void) => {
    try {
      step();
      done();
    } catch (error) {
      done(error as Error);
    }
  };
  const close = () => {
    file?.close();
    file = null;
  };
  return new Writable({
    construct: (done) =>
      attempt(() => {
        file = openBytesSync(path, 'w');
      }, done),
    write: (bytes: Buffer, _encoding, done) =>
      attempt(() => {
        file?.write(bytes, at);
        at += bytes.length;
      }, done),
    final: (done) => attempt(close, done),
    destroy: (error, done) => {
      attempt(close, (failed) => done(error ?? failed ?? null));
    },
  });
}

function writeAll(file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(file, bytes, done, bytes.length - done, position + done);
}
