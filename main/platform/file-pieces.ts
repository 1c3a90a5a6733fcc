import { type ByteFile, openBytes } from './byte-file.ts';

const PIECE = 1024 ** 2;

/**
 * The bytes of an open file from `start` on, `length` of them or as many as there are. All pieces share one buffer: each is good until
 * the next is asked for. Streams of Node allocate anew for each piece, which over gigabytes costs more memory than all else.
 */
export async function* piecesOf(
  file: ByteFile,
  start = 0,
  length = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(PIECE, length));
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, length - done), start + done);
    if (bytesRead === 0) return;
    done += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** As `piecesOf`, of a whole file, which is closed at the end. */
export async function* piecesOfFile(path: string): AsyncGenerator<Buffer> {
  const file = await openBytes(path, 'r');
  try {
    yield* piecesOf(file);
  } finally {
    await file.close();
  }
}

/** Writes all of the bytes: a single write may take less than it was given. */
export async function writeFully(file: ByteFile, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
