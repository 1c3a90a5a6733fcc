import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { numeral } from '../../domain/words/counted.ts';
import { makeTemporaryFolder, removeTemporary } from '../../platform/temporaries.ts';

// RFC 1952.
export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/** `report.csv.gz` -> `report.csv`: what is inside is called like the file without its ending. */
export const nameInside = (name: string): string => name.replace(/\.(gz|gzip)$/i, '');

const MB = 1024 ** 2;

/** Unpacks a gzip file piece by piece, up to `most` bytes. INVALID_INPUT for one that is damaged, cut off or larger. */
export async function* gunzipPieces(
  path: string,
  name: string,
  most: number,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const source = createReadStream(path, { highWaterMark: PIECE, ...(signal ? { signal } : {}) });
  yield* gunzip(source, name, most, signal);
}

/** The same of pieces that come from elsewhere. */
export async function* gunzip(
  source: Readable,
  name: string,
  most: number,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const unpacking = createGunzip({ chunkSize: PIECE });
  source.on('error', (error) => unpacking.destroy(error));
  let total = 0;
  try {
    for await (const piece of source.pipe(unpacking) as AsyncIterable<Buffer>) {
      total += piece.length;
      if (total > most)
        throw invalidInput(
          `${name} unpacks to more than ${numeral(Math.round(most / MB))} MB. Unpack it and give it in parts, or export one account or Region at a time.`,
        );
      yield piece;
    }
  } catch (error) {
    if (error instanceof DemarcError || signal?.aborted) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('Z_')) throw error;
    throw invalidInput(`${name} is a gzip file that is damaged or cut off. Get it again.`);
  } finally {
    source.destroy();
    unpacking.destroy();
  }
}
const PIECE = 256 * 1024;

export interface Unpacked {
  readonly path: string;
  readonly name: string;
  close(): void;
}

/**
 * What is in a gzip file, as a file of its own in a folder that its owner alone can look into, until it is closed; it takes up to
 * 60 MB and eight times the packed bytes.
 */
export async function unpackGzip(
  path: string,
  name: string,
  size: number,
  signal?: AbortSignal,
): Promise<Unpacked> {
  const folder = makeTemporaryFolder(tmpdir(), 'demarc-unpacked-');
  try {
    const inside = join(folder, 'file');
    await pipeline(
      gunzipPieces(path, name, 60 * MB + 8 * size, signal),
      createWriteStream(inside, { mode: 0o600 }),
    );
    return { path: inside, name: nameInside(name), close: () => removeTemporary(folder) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
