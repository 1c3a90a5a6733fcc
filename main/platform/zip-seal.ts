import { createHash } from 'node:crypto';
import { openBytes } from './byte-file.ts';
import { piecesOf, writeFully } from './file-pieces.ts';

export interface JobSignal {
  readonly signal: AbortSignal;
  /** Bytes read so far. */
  progress(done: number): void;
}

const WORDS = 'Demarc evidence pack 1\nSHA-256 of every byte before this comment: ';
/** Bytes of the comment that a sealed ZIP file ends with. */
export const SEAL_BYTES = WORDS.length + 64 + 1;
const sealText = (sha256: string): string => `${WORDS}${sha256}\n`;

/** SHA-256 of a file as a whole, and whether its last bytes seal all the others, or are no seal at all. */
export interface Sealed {
  readonly sha256: string;
  readonly bytes: number;
  readonly seal: 'intact' | 'broken' | 'none';
}

/**
 * Writes the comment into the place kept for it. A ZIP file has bits that no CRC covers (dates, attributes, padding); the
 * seal covers each of them, so that none can turn over unseen.
 */
export async function seal(path: string, control: JobSignal): Promise<void> {
  const { before } = await hashes(path, control);
  const file = await openBytes(path, 'r+');
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
  const state = comment === sealText(before) ? 'intact' : comment.startsWith(WORDS) ? 'broken' : 'none';
  return { sha256: whole, bytes, seal: state };
}

async function hashes(
  path: string,
  { signal, progress }: JobSignal,
): Promise<{ before: string; whole: string; comment: string; bytes: number }> {
  const hash = createHash('sha256');
  const file = await openBytes(path, 'r');
  try {
    const { size } = await file.stat();
    const sealed = Math.max(0, size - SEAL_BYTES);
    let bytes = 0;
    for await (const piece of piecesOf(file, 0, sealed)) {
      signal.throwIfAborted();
      hash.update(piece);
      bytes += piece.length;
      progress(bytes);
    }
    const before = hash.copy().digest('hex');
    const comment: Buffer[] = [];
    for await (const piece of piecesOf(file, sealed)) comment.push(Buffer.from(piece));
    const last = Buffer.concat(comment);
    const whole = hash.update(last).digest('hex');
    return { before, whole, comment: last.toString('latin1'), bytes: bytes + last.length };
  } finally {
    await file.close();
  }
}

/** Whether a file ends in the words of a seal, whatever it says. */
export async function hasSeal(path: string): Promise<boolean> {
  const file = await openBytes(path, 'r');
  try {
    const { size } = await file.stat();
    const at = Math.max(0, size - SEAL_BYTES);
    const end = Buffer.alloc(WORDS.length);
    await file.read(end, 0, end.length, at);
    return end.toString('latin1') === WORDS;
  } finally {
    await file.close();
  }
}
