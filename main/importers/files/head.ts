import { open, stat } from 'node:fs/promises';
import { gunzipPieces, isGzip, unpackGzip } from './gzip.ts';

/** Whether a file begins as a ZIP file does: PKWARE APPNOTE 6.3, section 4.3. */
export const isZip = (head: Uint8Array): boolean => head[0] === 0x50 && head[1] === 0x4b;

/** The first bytes of a file. */
export async function readHead(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    // One that tells no size, such as a pipe, may hold as much.
    const most = size === 0 ? bytes : Math.min(bytes, size);
    const buffer = Buffer.alloc(most);
    let length = 0;
    for (let read = 1; read > 0 && length < most; length += read)
      read = (await file.read(buffer, length, most - length, length)).bytesRead;
    return buffer.subarray(0, length);
  } finally {
    await file.close();
  }
}

/** The first bytes of a file, or of what is in it where it is packed with gzip. */
export async function readHeadInside(
  path: string,
  name: string,
  bytes: number,
  signal?: AbortSignal,
): Promise<Buffer> {
  const head = await readHead(path, bytes);
  if (!isGzip(head)) return head;
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of gunzipPieces(path, name, Number.MAX_SAFE_INTEGER, signal)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(pieces).subarray(0, bytes);
}

/** Lets `read` have the file as it lies there, or what is in it where it is packed with gzip. */
export async function withUnpacked<T>(
  path: string,
  name: string,
  signal: AbortSignal | undefined,
  read: (path: string, name: string) => Promise<T>,
): Promise<T> {
  if (!isGzip(await readHead(path, 2))) return read(path, name);
  const unpacked = await unpackGzip(path, name, (await stat(path)).size, signal);
  try {
    return await read(unpacked.path, unpacked.name);
  } finally {
    unpacked.close();
  }
}
