import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

export interface JobSignal {
  readonly signal: AbortSignal;
  /** Bytes read so far. */
  progress(done: number): void;
}

const WORDS = 'Demarc evidence pack 1\nSHA-256 of every byte before this comment: ';
/** Bytes of the comment that a sealed ZIP file ends with. */
export const SEAL_BYTES = WORDS.length + 64 + 1;
const sealText = (sha256: string): string => `${WORDS}${sha256}\n`;

/** SHA-256 of a sealed file as a whole, and whether its last bytes seal all the others. */
export interface Sealed {
  readonly sha256: string;
  readonly bytes: number;
  readonly intact: boolean;
}

/**
 * Writes the comment into the place kept for it. A ZIP file has bits that no CRC covers (dates, attributes, padding); the
 * seal covers each of them, so that none can turn over unseen.
 */
export async function seal(path: string, control: JobSignal): Promise<void> {
  const { before } = await hashes(path, control);
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    await writeFully(file, Buffer.from(sealText(before)), size - SEAL_BYTES);
  } finally {
    await file.close();
  }
}

/** Reads the whole file once. */
export async function checkSeal(path: string, control: JobSignal): Promise<Sealed> {
  const { before, whole, comment, bytes } = await hashes(path, control);
  return { sha256: whole, bytes, intact: comment === sealText(before) };
}

async function hashes(
  path: string,
  { signal, progress }: JobSignal,
): Promise<{ before: string; whole: string; comment: string; bytes: number }> {
  const hash = createHash('sha256');
  // The end is known only when it is there: what may be the comment is held back.
  let held = Buffer.alloc(0);
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024, signal })) {
    if (!Buffer.isBuffer(piece)) throw new TypeError('A file gives bytes.');
    bytes += piece.length;
    progress(bytes);
    if (piece.length >= SEAL_BYTES) {
      hash.update(held);
      hash.update(piece.subarray(0, -SEAL_BYTES));
      held = Buffer.from(piece.subarray(-SEAL_BYTES));
      continue;
    }
    const joined = Buffer.concat([held, piece]);
    const cut = Math.max(0, joined.length - SEAL_BYTES);
    hash.update(joined.subarray(0, cut));
    held = joined.subarray(cut);
  }
  const before = hash.copy().digest('hex');
  return { before, whole: hash.update(held).digest('hex'), comment: held.toString('latin1'), bytes };
}

/** A write may take less than it was given. */
export async function writeFully(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
