import { Readable } from 'node:stream';
import { configure, ZipWriter } from '@zip.js/zip.js';
import { ENCRYPTED_ENTRY } from '../../domain/pack/manifest.ts';
import { openBytes } from '../../platform/byte-file.ts';
import { piecesOfFile, writeFully } from '../../platform/file-pieces.ts';
import { type JobSignal, SEAL_BYTES, seal } from '../../platform/zip-seal.ts';

// What zip.js has read and nobody has collected yet grows with its pieces: with these, 5 GiB take less than 300 MB.
const PIECE = 64 * 1024;
configure({ chunkSize: PIECE, useWebWorkers: false });

/** AES-256 as WinZip's AE-2 and 7-Zip write it. */
const AES_256 = 3;

/**
 * Encrypts a pack as the one entry of another ZIP file, so that neither the names nor the number of its files show without the
 * password. The salt is new each time: these bytes differ even where the pack does not.
 */
export async function encryptPack(
  pack: string,
  path: string,
  options: { readonly password: string; readonly modified: string; readonly control: JobSignal },
): Promise<void> {
  const { password, modified, control } = options;
  const file = await openBytes(path, 'wx');
  let at = 0;
  try {
    const output = new WritableStream<Uint8Array>({
      async write(bytes) {
        await writeFully(file, bytes, at);
        at += bytes.length;
      },
    });
    const zip = new ZipWriter(output, { extendedTimestamp: false });
    // Copied, since the pieces of a file share one buffer and zip.js keeps some that it was given.
    const pieces = async function* () {
      for await (const piece of piecesOfFile(pack)) {
        control.signal.throwIfAborted();
        for (let at = 0; at < piece.length; at += PIECE) yield Buffer.from(piece.subarray(at, at + PIECE));
      }
    };
    const input = Readable.from(pieces(), { highWaterMark: 1 });
    await zip.add(ENCRYPTED_ENTRY, Readable.toWeb(input) as ReadableStream<Uint8Array>, {
      level: 0,
      password,
      encryptionStrength: AES_256,
      lastModDate: new Date(modified),
      signal: control.signal,
      onprogress: async (done) => control.progress(done),
    });
    await zip.close();
    // Room for the seal: the length of the comment is the last thing in the file.
    const length = Buffer.alloc(2 + SEAL_BYTES);
    length.writeUInt16LE(SEAL_BYTES);
    await writeFully(file, length, at - 2);
  } finally {
    await file.close();
  }
  await seal(path, control);
}
